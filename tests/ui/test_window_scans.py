"""Scans through the window: dropped in, read while it lives, the tray emptied, all undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.operations.paper import scan_tray
from tests.scans import campaign as scans
from tests.scans.damage import World
from tests.scans.world import Printed


def bring_in(window: Any, qtbot: Any, paths: list[Path]) -> Any:
    window.show_page("sheets")
    page = window.page("sheets")
    with qtbot.waitSignal(page.intake.ended, timeout=60_000):
        page.intake.bring_in(paths)
    return page


def test_a_pile_is_dropped_in_and_the_tray_emptied(window: Any, qtbot: Any, tmp_path: Path) -> None:
    from app.ui.sheets.tray_dialog import TrayDialog

    session, world = window.session, World(2)
    blanks = scans.printed_sheets(session.campaign, 3)
    first, second, third = (scans.signed(one, world) for one in blanks)
    covered = third.picture.copy()
    covered[-640:-120, 100:800] = 255
    torn = Printed(third.code, third.face, 0, covered, third.rows)
    pages = [
        scans.scan(first, world).content,
        scans.scan(scans.signed(blanks[0], world, 1.0), world).content,
        scans.scan(second, world, quarters=2).content,
        scans.scan(torn, world).content,
        b"nothing of the kind",
    ]
    page = bring_in(window, qtbot, scans.write(tmp_path, pages))
    store = session.store
    assert [one.result for one in page.intake.outcomes] == [
        "taken", "tray", "taken", "tray", "tray",
    ]  # fmt: skip
    assert store.sheets.get(second.code).state == "returned"
    assert "5 pages: 2 sheets read, 3 wait for you" in window.status._said.text()
    dialog = TrayDialog(page, session, page.intake.outcomes)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.rowCount() == 3
    assert "photocopy" in dialog._sentence.text()
    assert dialog.picture.image is not None
    assert dialog.before.image is not None
    qtbot.mouseClick(dialog.leave_it, scans_left())
    assert "No sheet code" in dialog._sentence.text()
    assert "looks like a sheet" in dialog._sentence.text()
    qtbot.keyClicks(dialog.code.editor, "NM7K-3QA8-8")
    qtbot.keyClick(dialog.code.editor, "\r")
    assert "not a sheet code" in dialog.banner.text
    dialog.code.set_text("")
    qtbot.keyClicks(dialog.code.editor, third.code.lower())
    qtbot.keyClick(dialog.code.editor, "\r")
    shown = store.scans.shown(store.sheets.get(third.code).id)[0]
    assert list(shown.seen.inked) == scans.inked(third)
    assert "no PDF, JPEG" in dialog._sentence.text()
    qtbot.mouseClick(dialog.aside_button, scans_left())
    assert scan_tray.listing(store) == []
    session.undo()
    session.undo()
    assert len(scan_tray.listing(store)) == 2


def scans_left() -> Any:
    from PySide6.QtCore import Qt

    return Qt.MouseButton.LeftButton


def test_the_same_pile_again_changes_nothing_and_undo_takes_all_back(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    session, world = window.session, World(3)
    blanks = scans.printed_sheets(session.campaign, 2)
    paths = scans.write(
        tmp_path, [scans.scan(scans.signed(one, world), world).content for one in blanks]
    )
    bring_in(window, qtbot, paths)
    page = bring_in(window, qtbot, paths)
    assert [one.result for one in page.intake.outcomes] == ["known", "known"]
    session.undo()
    assert session.store.scans.kept() == []
    assert [session.store.sheets.get(one.code).state for one in blanks] == ["printed", "printed"]


def test_an_intake_that_is_stopped_keeps_what_was_read(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    session, world = window.session, World(4)
    blanks = scans.printed_sheets(session.campaign, 6)
    paths = scans.write(
        tmp_path, [scans.scan(scans.signed(one, world), world).content for one in blanks]
    )
    window.show_page("sheets")
    page = window.page("sheets")
    page.intake.bring_in(paths)
    qtbot.waitUntil(lambda: len(page.intake.outcomes) >= 1, timeout=60_000)
    session.jobs.cancel()  # on a busy machine the last page may be in by now
    qtbot.waitUntil(lambda: not session.jobs.running, timeout=20_000)
    kept = len(page.intake.outcomes)
    assert 1 <= kept <= 6
    assert len(session.store.scans.kept()) == kept
    page = bring_in(window, qtbot, paths)
    assert len(session.store.scans.kept()) == 6


def test_a_scanned_pile_is_counted_and_keyed_one_sheet_after_the_other(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    session, world = window.session, World(6)
    blanks = scans.printed_sheets(session.campaign, 2)
    sheets = [scans.signed(one, world) for one in blanks]
    bring_in(
        window, qtbot, scans.write(tmp_path, [scans.scan(one, world).content for one in sheets])
    )
    window.show_page("enter")
    enter = window.page("enter")
    assert "2 sheets are back" in enter._empty._what.text()
    qtbot.mouseClick(enter.begin_button, scans_left())
    first = enter._sheet.sheet
    states = next(one.rows for one in sheets if one.code.replace("-", "") == first.code)
    enter.way.choose("count")
    enter.way.chosen.emit("count")
    struck = sum(state == "struck" for state in states.values())
    plain = sum(state == "inked" for state in states.values())
    assert enter.counting.count.in_form == plain
    assert enter.counting.count.invalid.get("altered", 0) == struck
    enter.save_count()
    assert session.store.sheets.get(first.code).state == "counted"
    second = enter._sheet.sheet
    assert second.code != first.code
    enter.way.choose("key")
    enter.way.chosen.emit("key")
    assert enter.form.desk.picture is not None
    assert session.store.sheets.get(second.code).state == "returned"


def test_pictures_past_their_day_are_offered_for_destruction_and_destroyed(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    from datetime import timedelta

    session, world = window.session, World(7)
    [blank] = scans.printed_sheets(session.campaign, 1)
    bring_in(window, qtbot, scans.write(tmp_path, [scans.scan(blank, world).content]))
    window.show_page("safety")
    safety = window.page("safety")
    assert not safety.scans.destroy_button.isEnabled()
    real = session.clock
    session.clock = lambda: real() + timedelta(days=400)
    safety.reload()
    assert "Destroy 1 picture past its day" in safety.scans.destroy_button.text()
    qtbot.mouseClick(safety.scans.destroy_button, scans_left())
    assert session.store.scans.kept() == []
    assert list((session.folder / "scans").iterdir()) == []
    safety.scans.until.set_text("1/2/2024")
    safety.scans.save()
    assert "is past" in safety.banner.text
    assert session.store.settings.get("scans-kept-until") == ""


def test_a_postcode_read_from_the_picture_is_grey_until_a_key_takes_it(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    session, world = window.session, World(21)
    [blank] = scans.printed_sheets(session.campaign, 1)
    sheet = scans.signed(blank, world, 1.0)
    bring_in(window, qtbot, scans.write(tmp_path, [scans.scan(sheet, world, 200).content]))
    window.show_page("enter")
    enter = window.page("enter")
    enter.open_sheet(blank.code)
    form, suggester = enter.form, enter.keying.suggester
    qtbot.waitUntil(lambda: bool(suggester.by_row), timeout=20_000)
    row = next(iter(suggester.by_row))
    qtbot.waitUntil(lambda: bool(suggester.by_row.get(row)))
    enter.keying.go_to(row)
    postcode = form.fields["postcode"].editor
    assert postcode.text() == ""
    assert postcode.placeholderText() == suggester.by_row[row]
    enter.keying.next_row()
    assert session.store.signatures.of_sheet(session.store.sheets.get(blank.code).id) == []
    enter.keying.go_to(row)
    form.take_suggestion()
    assert postcode.text() == suggester.by_row[row]
    session.hide_names(True)
    enter.open_sheet(blank.code)
    assert suggester.by_row == {}


def test_hiding_names_hides_pictures_and_file_names_in_dialogues_and_windows_too(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    from app.ui.enter.whole_sheet import WholeSheet
    from app.ui.sheets.tray_dialog import TrayDialog

    session, world = window.session, World(24)
    [blank] = scans.printed_sheets(session.campaign, 1)
    sheet = scans.signed(blank, world)
    pages = [
        scans.scan(sheet, world).content,
        scans.scan(scans.signed(blank, world, 1.0), world).content,
    ]
    page = bring_in(window, qtbot, scans.write(tmp_path, pages))
    dialog = TrayDialog(page, session, page.intake.outcomes)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.picture.image is not None
    window.show_page("enter")
    enter = window.page("enter")
    enter.open_sheet(blank.code)
    enter.keying.card.show_whole()
    assert [one for one in window.findChildren(WholeSheet) if one.isVisible()]
    window._hide.trigger()
    assert session.names_hidden
    assert window.sidebar.hide_names.isChecked()
    assert dialog.picture.image is None
    assert "page-1" not in dialog.table.item(0, 0).text()
    assert not [one for one in window.findChildren(WholeSheet) if one.isVisible()]
    enter.way.choose("count")
    enter.way.chosen.emit("count")
    assert enter.counting.count.total == len(scans.inked(sheet))
    assert not enter.count_panel.view.isVisibleTo(enter.count_panel)
    session.hide_names(False)
    assert dialog.picture.image is not None
    assert not window.sidebar.hide_names.isChecked()


def test_a_count_is_proposed_also_where_the_picture_is_not_kept(
    window: Any, qtbot: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    from app.ui.enter.page import EnterPage

    session, world = window.session, World(6)
    signed = scans.signed(scans.printed_sheets(session.campaign, 1)[0], world)
    bring_in(window, qtbot, scans.write(tmp_path, [scans.scan(signed, world).content]))
    monkeypatch.setattr(EnterPage, "_open_pictures", lambda *_: None)
    window.show_page("enter")
    enter = window.page("enter")
    enter.way.choose("count")
    enter.open_sheet(signed.code)
    assert enter.counting.count.total == len(scans.inked(signed)) > 0
    assert "is that right?" in enter.count_panel._asks.text()
    assert not enter.count_panel.view.isVisible()
