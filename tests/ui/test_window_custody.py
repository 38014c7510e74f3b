"""Sheets go out, come back, are late, lost and yield: through the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.sheet import SheetCount
from app.domain.sheet_code import printed
from app.operations.paper import custody, sheets
from tests.campaigns import NOW
from tests.documents.pdfs import words
from tests.ui.conftest import Drive


def states(window: Any) -> list[str]:
    found = window.session.store.sheets.of_petition(window.session.petition.id)
    return [one.state for one in found]


def issue(window: Any, first: int, last: int, to: str, days: int, **more: Any) -> None:
    due = (NOW + timedelta(days=days)).date()
    place = f"batch:1:{first}-{last}"
    custody.issue(window.session.store, [place], to=to, due=due, now=NOW, **more)


def type_code(qtbot: Any, editor: Any, code: str) -> None:
    qtbot.keyClicks(editor, code)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_batch_is_issued_with_a_receipt(
    window: Any, codes: list[str], qtbot: Any, tmp_path: Path, drive: Callable[[Drive], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from PySide6.QtWidgets import QFileDialog

    from app.ui.widgets.print_dialog import PrintDialog

    page, out = window.page("sheets"), tmp_path / "receipt.pdf"
    monkeypatch.setattr(PrintDialog, "exec", lambda dialog: setattr(dialog, "way", "save"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    assert page.issue_button.accessibleName() == "Issue 6 sheets"

    def give(dialog: Any) -> None:
        assert dialog.due.text == "18/12/2026"
        dialog.issue()
        assert "issued to somebody" in dialog.banner.text
        dialog.choice.last.setValue(4)
        assert dialog.issue_button.accessibleName() == "Issue 4 sheets"
        qtbot.keyClicks(dialog.collector.editor, "Grace Adeyemi")
        dialog.due.set_text("28/11")
        qtbot.keyClick(dialog.collector.editor, Qt.Key.Key_Return)

    drive(give)
    page.issue()
    assert states(window) == ["issued"] * 4 + ["printed"] * 2
    sheet = window.session.store.sheets.get(codes[0])
    assert sheet.due == date(2026, 11, 28)
    text = words(out.read_bytes())
    assert "Grace Adeyemi" in text
    assert printed(codes[0]) in text
    [export] = window.session.store.exports.of_petition(sheet.petition)
    assert export.document == "receipt"
    window.show_page("hand_in")
    window.show_page("sheets")
    assert page.balance.accessibleName().startswith("6 printed = 0 entered + 0 back")
    assert page.banner.text == ""
    window.session.undo()
    assert states(window) == ["printed"] * 6


def test_a_hand_scanner_returns_sheet_after_sheet(
    window: Any, codes: list[str], qtbot: Any, drive: Callable[[Drive], None]
) -> None:
    issue(window, 1, 5, "Grace Adeyemi", 3)
    sheets.count(window.session.store, codes[3], SheetCount(4), now=NOW)
    near = codes[0][:-1] + ("A" if codes[0][-1] != "A" else "C")

    def scan(dialog: Any) -> None:
        for code in (printed(codes[0]).lower(), near, codes[0], codes[3], printed(codes[1])):
            type_code(qtbot, dialog.code.editor, code)
        assert [one.kind for one in reversed(dialog.outcomes)] == [
            "returned", "unknown", "already", "already", "returned",
        ]  # fmt: skip
        assert printed(codes[0]) in dialog.outcomes[3].words, "the near code is named"
        assert dialog._count.text() == "2 sheets returned, 2 already back, 1 not taken"
        type_code(qtbot, dialog.code.editor, "XX")
        assert "not a sheet code" in dialog.code.editor.accessibleDescription()
        dialog.undo_button.click()
        assert dialog.outcomes[1].kind == "undone"
        assert dialog._count.text() == "1 sheet returned, 2 already back, 2 not taken"
        dialog.way._buttons["range"].click()
        dialog.choice.first.setValue(3)
        assert dialog.range_button.accessibleName() == "Return 2 sheets"
        dialog.range_button.click()
        assert dialog.choice.wanted == [printed(codes[1])], "what is back is not offered again"

    drive(scan)
    window.page("sheets").return_sheets()
    assert states(window) == ["returned", "issued", "returned", "counted", "returned", "printed"]
    window.session.undo()
    assert states(window) == ["returned", "issued", "issued", "counted", "issued", "printed"]
    window.session.undo()
    assert states(window)[0] == "issued"


def test_a_scanned_code_is_found_anywhere_on_the_page(
    window: Any, codes: list[str], qtbot: Any
) -> None:
    issue(window, 2, 2, "Grace Adeyemi", 3)
    page = window.page("sheets")
    page.chase_card.table.setFocus()
    type_code(qtbot, page.chase_card.table, printed(codes[1]))
    assert [one.sheet.code for one in page.every.chosen] == [codes[1]]
    assert "out with Grace Adeyemi, due 26 Nov 2026" in page.every.history.words.text()
    assert "out with Grace Adeyemi" in window.status._said.text()
    heard: list[str] = []
    page.ear.scanned.connect(heard.append)
    for key in codes[1]:
        qtbot.keyClick(page.every.table, key, delay=90)
    qtbot.keyClick(page.every.table, Qt.Key.Key_Return)
    assert heard == [], "a hand is too slow to be a scanner"
    window.sidebar.search.setFocus()
    type_code(qtbot, window.sidebar.search, printed(codes[1]))
    assert window.shown == "enter", "a field keeps what is typed in it"
    window.show_page("sheets")
    page.chase_card.table.setFocus()
    type_code(qtbot, page.chase_card.table, "NM7K3QA87")
    assert "NM7K-3QA8-7" in page.banner.text


def test_a_lost_sheet_leads_through_the_breach(
    window: Any, codes: list[str], drive: Callable[[Drive], None]
) -> None:
    issue(window, 1, 3, "Grace Adeyemi", 3)
    page = window.page("sheets")
    page.every.table.selectRow(1)
    assert page.every.buttons["lose"].accessibleName() == "Mark 1 sheet as lost"

    def lose(dialog: Any) -> None:
        assert dialog.choice.wanted == [printed(codes[1])]
        dialog.what.set_text("Left on the 131 bus")
        dialog.time.set_text("25:00")
        dialog.lose()
        assert dialog.records == []
        dialog.day.set_text("22/11")
        dialog.time.set_text("9.30")
        dialog.lose()
        [record] = dialog.records
        assert record.breach.possible == window.session.store.sheets.get(codes[1]).rows
        assert (record.breach.what, record.breach.entered) == ("Left on the 131 bus", 0)
        record.buttons["note"].click()
        assert "needs words" in dialog.banner.text
        record.note.set_text("The bus company was asked")
        record.buttons["note"].click()
        record.buttons["assessed-risk"].click()
        assert record.breach.next_step.startswith("Tell the ICO")

    drive(lose)
    page.every.buttons["lose"].click()
    assert states(window)[:3] == ["issued", "lost", "issued"]
    window.show_page("safety")
    losses = window.page("safety").losses
    assert not losses.isHidden()

    def tell(dialog: Any) -> None:
        dialog.record.buttons["ico-told"].click()
        assert dialog.record.breach.next_step == ""

    drive(tell)
    losses.show_loss("asylum", 1)
    window.show_page("sheets")
    window.session.undo()
    assert states(window)[1] == "issued"
    page.every.select_code(codes[1])
    marks = [page.every.history.table.item(row, 4).text() for row in range(4)]
    assert marks == ["A move was taken back", "", "", ""], "the loss stays in the history"


def test_a_sheet_that_nobody_had_makes_no_breach(
    window: Any, codes: list[str], drive: Callable[[Drive], None]
) -> None:
    def lose(dialog: Any) -> None:
        dialog.choice.choose("codes")
        dialog.choice.codes.setPlainText(f"{printed(codes[5])}\n")
        dialog.lose_button.click()
        assert dialog.records == []

    drive(lose)
    window.page("sheets").lose()
    assert states(window)[5] == "lost"
    assert window.session.store.breaches.of_petition(window.session.petition.id) == []


def test_sessions_say_where_to_stand_next(
    window: Any, codes: list[str], qtbot: Any, drive: Callable[[Drive], None]
) -> None:
    store = window.session.store
    for venue, first, rows in (("Church hall", 1, 3), ("Market stall", 3, 9)):
        custody.issue(store, [f"batch:1:{first}-{first + 1}"], venue=venue, now=NOW)
        sheets.count(store, codes[first - 1], SheetCount(rows), now=NOW)

    def keep(dialog: Any) -> None:
        for venue, starts, ends in (("Church hall", "10", "12:00"), ("Market stall", "14", "16")):
            dialog.venue.set_text(venue)
            dialog.starts.set_text(starts)
            dialog.ends.set_text(ends)
            dialog.collectors.set_text("Grace Adeyemi, Tom Pettifer")
            dialog.add_button.click()
        assert dialog._words.text().startswith("Stand next at Market stall: 4.5 rows an hour")
        shown = [[dialog.table.item(row, at).text() for at in (0, 1, 3)] for row in range(2)]
        assert shown == [["Market stall", "4.5", "9"], ["Church hall", "1.5", "3"]]
        dialog.by._buttons["session"].click()
        assert dialog.table.item(0, 8).text() == "Grace Adeyemi, Tom Pettifer"
        dialog.venue.set_text("Library")
        dialog.starts.set_text("16")
        dialog.ends.set_text("15")
        dialog.add_button.click()
        assert "before it starts" in dialog.banner.text

    drive(keep)
    window.page("sheets").show_sessions()
    assert len(store.sessions.of_petition(window.session.petition.id)) == 2
    window.session.undo()
    assert len(store.sessions.of_petition(window.session.petition.id)) == 1


def test_selected_sheets_are_moved_to_the_hand_in(window: Any, codes: list[str]) -> None:
    page, store = window.page("sheets"), window.session.store
    sheets.count(store, codes[0], SheetCount(4), now=NOW)
    page.every.table.selectAll()
    assert page.every.buttons["bundle"].accessibleName() == "Bundle 1 sheet"
    assert page.every.buttons["spoil"].accessibleName() == "Spoil 5 sheets"
    assert page.every.buttons["lodge"].isHidden()
    for move, state in (
        ("bundle", "bundled"), ("unbundle", "counted"), ("bundle", "bundled"), ("lodge", "lodged")
    ):  # fmt: skip
        page.every.select_code(codes[0])
        page.move_chosen(move)
        assert states(window)[0] == state
    window.session.undo()
    assert states(window)[0] == "bundled"
    page.every.code.setText(printed(codes[2])[:9])
    page.every.table.selectAll()
    page.move_chosen("spoil")
    assert states(window).count("spoiled") == 1
    page.every.state.setCurrentIndex(page.every.state.findData("spoiled"))
    page.every.code.clear()
    assert page.every.table.rowCount() == 1


def test_every_sheet_is_sorted_by_a_heading(window: Any, codes: list[str]) -> None:
    issue(window, 4, 4, "Grace Adeyemi", 3)
    every = window.page("sheets").every
    header = every.table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    shown = [every.table.item(row, 0).text() for row in range(6)]
    assert shown == sorted(shown)
    header.setSortIndicator(5, Qt.SortOrder.AscendingOrder)
    assert every.table.item(0, 0).text() == printed(codes[3])


def test_each_venue_and_collector_has_its_own_balance(window: Any, codes: list[str]) -> None:
    issue(window, 1, 2, "Grace Adeyemi", 3, venue="Church hall")
    sheets.count(window.session.store, codes[0], SheetCount(4), now=NOW)
    table = window.page("sheets").batches.table
    for by, name in (
        ("batch", "Batch 1"),
        ("venue", "Church hall"),
        ("collector", "Grace Adeyemi"),
    ):
        window.page("sheets").batches.by._buttons[by].click()
        shown = [table.item(0, at).text() for at in (0, 3, 5, 6, 8, 9)]
        number, where = ("6", "1 out, 4 not issued") if by == "batch" else ("2", "1 out")
        assert shown == [name, number, where, "1", "1", "Yes"]


def test_every_control_of_the_dialogues_has_a_name(window: Any, codes: list[str]) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

    from tests.custody_pictures import dialogs

    issue(window, 1, 3, "Grace Adeyemi", 3)
    custody.lose(window.session.store, [codes[0]], now=NOW)
    page = window.page("sheets")
    found = [page, *(dialog for _, dialog in dialogs(page, codes))]
    nameless = [
        (type(dialog).__name__, type(one).__name__)
        for dialog in found
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)
        for one in dialog.findChildren(kind)
        if not one.accessibleName() and not getattr(one, "text", str)()
        and not isinstance(one.parent(), (QComboBox, QSpinBox))
        and not one.objectName().startswith("qt_")
    ]  # fmt: skip
    assert nameless == []


def test_keys_alone_open_the_dialogues(
    window: Any, codes: list[str], qtbot: Any, drive: Callable[[Drive], None]
) -> None:
    opened: list[str] = []
    drive(lambda dialog: opened.append(type(dialog).__name__))
    issue(window, 1, 2, "Grace Adeyemi", 3)
    window.show_page("home")
    for action in window.findChildren(type(window._undo)):
        if action.shortcut().toString() in {
            "Ctrl+I", "Ctrl+Shift+I", "Ctrl+Shift+L", "Ctrl+Shift+Y", "Ctrl+Shift+C"
        }:  # fmt: skip
            action.trigger()
    assert opened == ["IssueDialog", "ReturnDialog", "LoseDialog", "SessionsDialog"]
    assert window.shown == "sheets"
    assert window.focusWidget() is window.page("sheets").chase_card.table
