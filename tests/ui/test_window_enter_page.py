"""The Enter page round the row: pictures, count, objection, second pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.sheet import SheetCount
from app.domain.signature import RowEntry
from app.operations.paper import second_keying, sheets
from app.ui.enter.desk import ZOOMS
from app.ui.enter.second_pass import progress_words
from app.ui.widgets.pictures import CELLS, USUAL_CELLS, in_line
from tests.campaigns import NOW
from tests.ui.fake_pictures import FakePictures
from tests.ui.keyboard import DAY, PEOPLE, Keyboard, keyed, words_of_tiles, written


def test_each_field_stands_under_its_cell(entering: Callable[..., Any], qtbot: Any) -> None:
    window = entering(FakePictures({1: written(1)}, rows=12))
    enter = window.page("enter")
    for width in (1000, 1280):
        window.resize(width, 800)
        qtbot.wait(20)
        desk = enter.form.desk
        for cell in CELLS:
            left, right = (edge * desk.picture.width() for edge in USUAL_CELLS[cell])
            place = desk.place_of(cell)
            assert left <= place.left() <= left + 6
            assert place.right() <= right
            if cell != "signature":
                assert place.right() >= right - 8
        assert not enter.form.view.horizontalScrollBar().isVisible()
    enter.keying.card.zoom(1)
    view = enter.form.view
    assert enter.form.desk.zoom == ZOOMS[1]
    enter.form.start("signed_on")
    left, right = enter.form.desk.cell_edges("date")
    bar = view.horizontalScrollBar().value()
    assert bar <= left
    assert right <= bar + view.viewport().width()
    enter.form.start("name")
    assert view.horizontalScrollBar().value() <= enter.form.desk.cell_edges("name")[0]


def test_without_a_scan_the_fields_stand_in_the_sheets_proportions(
    entering: Callable[..., Any],
) -> None:
    window = entering()
    desk = window.page("enter").form.desk
    assert desk.picture.isHidden()
    widths = [desk.place_of(cell).width() for cell in ("address", "name", "postcode", "date")]
    assert widths == sorted(widths, reverse=True)
    assert in_line(USUAL_CELLS)
    assert not in_line({**USUAL_CELLS, "date": (0.1, 0.2)})


def test_a_row_whose_side_was_not_scanned_is_keyed_without_a_picture(
    entering: Callable[..., Any],
) -> None:
    window = entering(FakePictures({row: written(row) for row in range(1, 7)}, rows=6))
    enter, keys = window.page("enter"), Keyboard()
    enter.keying.go_to(6)
    assert enter.form.desk.picture.isVisible()
    keys.press("F7")
    keys.press("Return")
    assert enter.form.row == 7
    assert not enter.form.desk.picture.isVisible()
    assert words_of_tiles(enter)[7] == "To key"


def test_the_picture_is_framed_veiled_and_toned_down(
    entering: Callable[..., Any], life: Any
) -> None:
    window = entering(FakePictures({1: written(1), 2: written(2), 3: written(3)}, rows=12))
    enter = window.page("enter")
    enter.keying.go_to(2)
    shots = {}
    for name in ("light", "dark"):
        life.theme.choose(name)
        shot = enter.form.desk.picture.grab().toImage()
        middle = shot.height() // 2
        right = USUAL_CELLS["postcode"][1] * shot.width()
        cell = shot.pixelColor(round(right - 5), middle)
        paper = shot.pixelColor(round(shot.width() - 8), middle)
        frame = shot.pixelColor(1, middle)
        beside = shot.pixelColor(round(shot.width() - 8), 6)
        assert cell != paper
        assert frame != paper
        assert beside != paper
        shots[name] = paper.lightness()
    life.theme.choose("light")
    assert 150 < shots["dark"] < shots["light"], "toned down, not inverted"


def test_the_next_rows_picture_is_there_before_it_is_wanted(entering: Callable[..., Any]) -> None:
    pictures = FakePictures({row: written(row) for row in (1, 2, 5)}, rows=12)
    window = entering(pictures)
    enter, keys = window.page("enter"), Keyboard()
    assert "strip 5" not in pictures.asked
    keys.press("F7")
    keys.press("Return")
    assert enter.form.row == 2
    assert "strip 5" in pictures.asked, "the row that comes next is not the empty one"
    pictures.asked.clear()
    keys.press("F7")
    keys.press("Return")
    window.repaint()
    assert enter.form.row == 5
    assert "strip 5" not in pictures.asked


def test_hidden_names_hide_the_pictures(entering: Callable[..., Any]) -> None:
    pictures = FakePictures({row: written(row) for row in range(1, 13)}, rows=12)
    window = entering(pictures)
    enter, keys = window.page("enter"), Keyboard()
    keys.type("KT3 8QD")
    window.session.hide_names(True)
    assert not enter.form.isVisible()
    assert not enter.keying.next.picture.isVisible()
    pictures.asked.clear()
    window.repaint()
    enter.way.choose("count")
    enter._show_way()
    enter.keying.card.show_whole()
    assert pictures.asked == []
    assert not enter.count_panel.view.isVisible()
    enter.way.choose("key")
    enter._show_way()
    window.session.hide_names(False)
    assert enter.form.texts["postcode"] == "KT3 8QD", "what is half typed stays"
    assert enter.form.desk.picture.isVisible()


def test_the_count_is_proposed_from_the_ink(entering: Callable[..., Any]) -> None:
    pictures = FakePictures(
        {row: written(row) for row in range(1, 11)}, rows=12, struck=frozenset({4})
    )
    window = entering(pictures)
    enter, keys = window.page("enter"), Keyboard()
    enter.way.choose("count")
    enter._show_way()
    assert "10 rows hold ink, 1 looks crossed out" in enter.count_panel._asks.text()
    assert enter.counting.count == SheetCount(9, 0, {"altered": 1})
    assert window.session.store.sheets.get(window.codes[0]).count is None
    keys.type("8")
    keys.press("Return")
    kept = window.session.store.sheets.get(window.codes[0]).count
    assert kept == SheetCount(8, 0, {"altered": 1})
    assert QApplication.focusWidget() is enter.code
    keys.type(window.codes[1])
    keys.press("Return")
    assert enter.counting.count == SheetCount(0), "nothing is proposed without a scan"
    assert enter.count_panel._asks.isHidden()


def test_the_whole_sheet_is_objected_to(
    entering: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.enter.objection import ObjectionDialog

    window = entering(FakePictures({row: written(row) for row in range(1, 9)}, rows=12))
    enter = window.page("enter")
    asked: list[int] = []

    def answer(dialog: ObjectionDialog) -> int:
        asked.append(dialog.filled.value())
        dialog.reason.setCurrentIndex(1)
        dialog.mark()
        return 0

    monkeypatch.setattr(ObjectionDialog, "exec", answer)
    keys = Keyboard()
    keys.press("Ctrl+Shift+R")
    assert asked == [8]
    kept = window.session.store.sheets.get(window.codes[0]).count
    assert kept == SheetCount(0, 0, {"sheet-photocopy": 8})
    keys.press("Ctrl+Z")
    assert window.session.store.sheets.get(window.codes[0]).count is None
    assert enter.form.row == 1


def test_a_second_pass_is_blind_and_settled(entering: Callable[..., Any]) -> None:
    window = entering(FakePictures({row: written(row) for row in range(1, 13)}, rows=12))
    enter, store = window.page("enter"), window.session.store
    rows = [RowEntry(row, *PEOPLE[row - 1][:3], DAY, "valid") for row in range(1, 4)]
    sheets.key(store, window.codes[0], rows, now=NOW)
    enter.way.choose("second")
    enter._show_way()
    enter.second.number.setValue(3)
    enter.second.draw()
    keys, form = Keyboard(), enter.second.form
    assert form.row == 1
    assert not any(form.texts.values()), "the first reading is not shown"
    keys.type("SW20 9ZZ22 Lapwing Road, London")
    keys.press("Tab")
    keys.type("박민준 Park Min-jun")
    keys.press("Tab")
    keys.type("19/11")
    keys.press("Return")
    assert form.row == 2
    keys.type("SW20 9ZZ22 Lapwing Road, London")
    keys.press("Tab")
    keys.type("리은별 Ri Un-byol")
    keys.press("Tab")
    keys.type("19/11")
    keys.press("Return")
    assert enter.second.progress.text() == "2 of 3 rows; 1 differs (50 %, 9 to 91 %)"
    assert enter.second._differences.isVisible()
    enter.second.settle(window.codes[0], 2, "second")
    assert keyed(window)[2].name == "리은별 Ri Un-byol"
    assert not enter.second._differences.isVisible()
    window.session.undo()
    assert keyed(window)[2].name == "리은별 Ri Eun-byol"
    assert len(second_keying.report(store, "asylum").differing) == 1
    window.session.hide_names(True)
    assert not enter.second._differences.isVisible()
    assert not form.isVisible()


def test_progress_is_said_in_one_line() -> None:
    from app.domain.agreement import agreement

    done = [("name",), ("date",), *[()] * 18]
    assert progress_words(agreement(20, done[:7])) == "7 of 20 rows; 2 differ (29 %, 8 to 64 %)"
    assert progress_words(agreement(20, [])) == "0 of 20 rows; 0 differ"


def test_the_picture_turns_and_the_whole_sheet_opens(entering: Callable[..., Any]) -> None:
    from app.ui.enter.whole_sheet import WholeSheet

    pictures = FakePictures({1: written(1)}, rows=12)
    window = entering(pictures)
    enter, keys = window.page("enter"), Keyboard()
    keys.press("Ctrl+T")
    assert enter.form.desk.picture.turned
    keys.press("F11")
    dialog = window.findChild(WholeSheet)
    assert dialog.isVisible()
    assert "whole" in pictures.asked
    before = dialog.view.picture.size()
    dialog.view.picture.turn()
    assert dialog.view.picture.height() < before.height()
    dialog.close()


def test_the_objection_has_its_button_before_the_rows(entering: Callable[..., Any]) -> None:
    window = entering()
    made = window.page("enter").keying.object_button
    assert made.isVisible()
    assert made.accessibleName() == "Object to the sheet…"
