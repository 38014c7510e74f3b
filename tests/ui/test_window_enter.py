"""Entering sheets with their pictures, by the keyboard alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, cast

import pytest
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.sheet import Order, SheetCount
from app.domain.signature import RowEntry
from app.operations import petitions, printing, second_keying, sheets
from app.ui.enter.desk import ZOOMS
from app.ui.enter.page import EnterPage
from app.ui.enter.pictures import CELLS, USUAL_CELLS, in_line
from app.ui.enter.second_pass import progress_words
from tests.campaigns import NOW, commons_wording, open_copy
from tests.ui.fake_pictures import FakePictures, Written

DAY = date(2026, 11, 19)


def household(address: str, postcode: str, *names: str) -> list[tuple[str, str, str]]:
    return [(name, address, postcode) for name in names]


PEOPLE = [
    *household("22 Lapwing Road, London", "SW20 9ZZ", "박민준 Park Min-jun", "리은별 Ri Eun-byol"),
    *household("1 Teasel Avenue, New Malden", "KT3 8QD", "Alan Ellery", "Beth Ellery"),
    ("Grace Okafor", "24 Lapwing Road, London", "SW20 9ZZ"),
    *household("8 Quince Gardens, New Malden", "KT3 8XE", "Aisha Rahman", "Omar Rahman"),
    ("Tom Pettifer", "3 Elm Road, New Malden", "KT3 8QA"),
    ("Kim Ji-woo", "5 Teasel Avenue, New Malden", "KT3 8QD"),
    *household("17 Marlpit Lane, London", "SW20 8AB", "Joan Marsh", "Peter Marsh"),
    ("Ruth Adler", "40 Heron Close, London", "SW20 8AD"),
]
"""Four households of two and four single people, two of them at postcodes keyed before."""


def written(row: int) -> Written:
    name, address, postcode = PEOPLE[row - 1]
    return (name, address, postcode, name.split()[-1], "19/11")


@dataclass
class Keyboard:
    """Every key of a test goes through here, and is counted as text or as a press beside it."""

    text: int = 0
    presses: list[str] = field(default_factory=list)

    def type(self, text: str) -> None:
        for character in text:
            if character.isascii():
                QTest.keyClicks(self._focus(), character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QApplication.sendEvent(self._focus(), composed)
            self.text += 1

    def press(self, keys: str) -> None:
        combination = cast("Any", QKeySequence(keys))[0]
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        self.presses.append(keys)

    @staticmethod
    def _focus() -> Any:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


@pytest.fixture
def scans() -> dict[str, FakePictures]:
    """The pictures by bare code; a sheet that is not in it has no scan."""
    return {}


@pytest.fixture
def entering(
    life: Any,
    tmp_path: Path,
    scans: dict[str, FakePictures],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> Callable[..., Any]:
    """Prints two sheets, gives the first one's pictures, and shows the Enter page."""
    monkeypatch.setattr(EnterPage, "_open_pictures", lambda _, code: scans.get(code))

    def begin(pictures: FakePictures | None = None, rows: int = 12) -> Any:
        campaign = open_copy(tmp_path / "campaign")
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        printing.print_batch(
            campaign.store, ref, Order(2, rows=rows, kind="full"), out=tmp_path / "s.pdf", now=NOW
        )
        life.show_campaign(campaign)
        window = life.window
        window.show_page("enter")
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        window.codes = [one.code for one in campaign.store.sheets.of_petition(
            window.session.petition.id
        )]  # fmt: skip
        if pictures is not None:
            scans[window.codes[0]] = pictures
        window.page("enter").open_sheet(window.codes[0])
        return window

    return begin


def keyed(window: Any) -> dict[int, Any]:
    sheet = window.session.store.sheets.get(window.codes[0])
    return {one.row: one for one in window.session.store.signatures.of_sheet(sheet.id)}


def focused(enter: Any) -> str:
    widget = QApplication.focusWidget()
    return next((key for key, one in enter.form.fields.items() if one.editor is widget), "")


def words_of_tiles(enter: Any) -> list[str]:
    return [tile.toolTip() for tile in enter.keying.bar.tiles if not tile.isHidden()]


def typed_rows() -> list[str]:
    """The sheet as it is typed: all text once, keys in <>; a household's second by name alone."""
    name, address, postcode = range(3)
    one = PEOPLE
    return [
        *(one[0][postcode], one[0][address], "<Tab>", one[0][name], "<Ctrl+D>", "19/11", "<F3>"),
        *(one[1][name], "<Return>"),
        *(one[2][postcode], one[2][address], "<Tab>", one[2][name], "<F3>"),
        *(one[3][name], "<Return>"),
        *(one[4][postcode], "24", "<Tab>", one[4][name], "<Return>"),
        *(one[5][postcode], one[5][address], one[5][name], "<F3>"),
        *(one[6][name], "<Return>"),
        *(one[7][postcode], one[7][address], one[7][name], "<Return>"),
        *(one[8][postcode], "5", "<Tab>", one[8][name], "<Return>"),
        *(one[9][postcode], one[9][address], one[9][name], "<F3>"),
        *(one[10][name], "<Return>"),
        *(one[11][postcode], one[11][address], one[11][name], "<Return>"),
    ]


def test_twelve_rows_by_keyboard_alone(
    entering: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    window = entering(FakePictures({row: written(row) for row in range(1, 13)}, rows=12))
    enter, keys = window.page("enter"), Keyboard()
    began = perf_counter()
    for part in typed_rows():
        if part.startswith("<"):
            keys.press(part.strip("<>"))
        else:
            keys.type(part)
    spent = perf_counter() - began

    found = keyed(window)
    assert [(one.name, one.address, one.postcode) for one in found.values()] == PEOPLE
    assert {one.signed_on for one in found.values()} == {DAY}
    assert {one.validity for one in found.values()} == {"valid"}
    assert enter.banner.text == ""
    each = len(keys.presses) / len(PEOPLE)
    with capsys.disabled():
        sys.stdout.write(
            f"\n12 rows: {len(keys.presses)} presses beyond {keys.text} characters, {each:.2f} a "
            f"row; the program took {1000 * spent / (keys.text + len(keys.presses)):.1f} ms a key\n"
        )
    assert each <= 1.5


def test_a_row_is_typed_from_its_postcode(entering: Callable[..., Any]) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    assert focused(enter) == "postcode"
    keys.type("sw2o 9zz")
    assert focused(enter) == "postcode", "a doubtful postcode is not passed over"
    assert "SW20 9ZZ" in enter.form.fields["postcode"].note.text
    keys.press("F4")
    assert enter.form.fields["postcode"].text == "SW20 9ZZ"
    assert focused(enter) == "address"
    keys.type("22 Lapwing Road, London")
    keys.press("Tab")
    assert focused(enter) == "name"
    keys.type("Park Min-jun")
    keys.press("Return")
    assert (enter.form.row, keyed(window)[1].address) == (2, "22 Lapwing Road, London")

    keys.type("sw209zz")
    assert enter.form.fields["postcode"].text == "SW20 9ZZ"
    assert enter.form.fields["address"].text == "", "only a key takes a proposal"
    assert "22 Lapwing" in enter.form.fields["address"].note.text
    keys.press("Tab")
    assert enter.form.fields["address"].text == "22 Lapwing Road, London"
    assert focused(enter) == "name"
    keys.press("Shift+Tab")
    keys.type("7")
    assert enter.form.fields["address"].text == "7 Lapwing Road, London"
    assert enter.form.fields["address"].editor.selectedText() == " Lapwing Road, London"
    keys.press("Delete")
    assert enter.form.fields["address"].text == "7"
    assert enter.form.texts["signed_on"] == "", "no date without having been asked for"


def test_a_tab_by_habit_counts_once_and_backspace_goes_back(entering: Callable[..., Any]) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    keys.type("KT3 8QD")
    assert focused(enter) == "address"
    keys.press("Tab")
    assert focused(enter) == "address"
    keys.press("Tab")
    assert focused(enter) == "name"
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    assert focused(enter) == "postcode"
    enter.form.fields["postcode"].set_text("")
    keys.type("KT3 8QE")
    keys.press("Backspace")
    assert focused(enter) == "postcode"
    keys.press("Backspace")
    assert enter.form.fields["postcode"].text == "KT3 8Q"


def test_what_is_above_is_carried_down(entering: Callable[..., Any]) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    sheets.key(
        window.session.store,
        window.codes[0],
        [RowEntry(1, "Alan", "22 Lapwing Road, London", "SW20 9ZZ", DAY, "valid")],
        now=NOW,
    )
    enter.keying.go_to(2)
    assert enter.form.fields["address"].note.text == "Same as row above"
    keys.press("F2")
    texts = enter.form.texts
    assert (texts["address"], texts["postcode"]) == ("22 Lapwing Road, London", "SW20 9ZZ")
    assert (texts["signed_on"], focused(enter)) == ("", "name")
    keys.press("F10")
    assert (enter.form.row, words_of_tiles(enter)[1]) == (3, "Empty")
    enter.keying.go_to(2)
    keys.press("Shift+F2")
    keys.type("9")
    assert enter.form.texts["address"] == "9 Lapwing Road, London"
    enter.form.fields["address"].set_text("")
    keys.press("F3")
    assert enter.form.texts["signed_on"] == "19/11"
    keys.press("Ctrl+D")
    assert "Same date" in enter.form.fields["signed_on"].note.text
    keys.type("Beth")
    keys.press("Return")
    assert enter.form.texts["signed_on"] == "19/11"
    assert enter.form.is_blank
    keys.press("Ctrl+D")
    assert enter.form.fields["signed_on"].note.text == ""
    keys.type("KT3 8QD")
    keys.press("Return")
    assert enter.form.texts["signed_on"] == ""


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        ("F6", ("similar", "")),
        ("F7", ("invalid", "illegible")),
        ("F8", ("invalid", "altered")),
        ("F12", ("invalid", "no-signature")),
    ],
)
def test_a_verdict_alone_is_a_row(
    entering: Callable[..., Any], key: str, verdict: tuple[str, str]
) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    keys.press(key)
    assert enter.form.desk.signature.choice == ("none" if key == "F12" else "signed")
    keys.press("F5")
    assert enter.form.is_blank
    keys.press(key)
    keys.press("Return")
    assert (keyed(window)[1].validity, keyed(window)[1].reason) == verdict
    keys.press("Ctrl+Z")
    assert keyed(window) == {}


def test_enter_skips_what_the_scan_says_is_empty(entering: Callable[..., Any]) -> None:
    pictures = FakePictures(
        {row: written(row) for row in (1, 3, 4)}, rows=12, struck=frozenset({4})
    )
    window = entering(pictures)
    enter, keys = window.page("enter"), Keyboard()
    assert words_of_tiles(enter)[:5] == ["Keying", "Empty", "To key", "Crossed out?", "Empty"]
    keys.press("F7")
    keys.press("Return")
    assert enter.form.row == 3
    keys.press("F7")
    keys.press("Return")
    assert enter.form.row == 4
    assert enter.form.verdicts.verdict == ("valid", ""), "suggested, never set without a key"
    assert enter.form.desk.by_cell["signature"].note.text == "Crossed out?"
    enter.finish()
    assert "not keyed: 4" in enter.banner.text
    keys.press("F4")
    keys.press("Return")
    assert keyed(window)[4].reason == "altered"
    keys.press("Shift+Return")
    assert enter.form.row == 3
    keys.press("Ctrl+Up")
    assert enter.form.row == 2, "an empty row can still be reached"
    enter.keying.bar.tiles[11].click()
    assert enter.form.row == 12
    keys.press("F10")
    enter.keying.go_to(3)
    keys.press("F10")
    assert 3 not in keyed(window)
    keys.press("Ctrl+Z")
    assert 3 in keyed(window)
    enter.finish()
    assert enter.stack.currentIndex() == 0


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
        assert not enter.form.view.horizontalScrollBar().isVisible() or width == 1000
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


def test_the_speed_is_shown_and_never_stored(entering: Callable[..., Any]) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    moments = [NOW]
    window.session.clock = lambda: moments[-1]
    for row in range(1, 6):
        moments.append(NOW + timedelta(seconds=40 * row))
        keys.press("F7")
        keys.press("Return")
    assert enter.speed.text == "90 rows an hour"
    db = window.session.store.db
    kept = [db.execute(f"SELECT * FROM {table}").fetchall() for table in ("setting", "local")]
    assert "90" not in str(kept)


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


def test_a_half_typed_row_and_its_verdict_survive_the_lock(
    entering: Callable[..., Any], life: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.campaigns import data_key

    window = entering()
    keys = Keyboard()
    keys.type("KT3 8QD")
    keys.type("1 Teasel")
    keys.press("F6")
    monkeypatch.setattr("os.execv", lambda *_: None)
    window.lock()
    life.open(tmp_path / "campaign", data_key())
    life.window.show_page("enter")
    form = life.window.page("enter").form
    assert form.texts["address"] == "1 Teasel"
    assert form.verdicts.verdict == ("similar", "")


def test_leaving_a_sheet_keeps_its_row(entering: Callable[..., Any]) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    keys.type("KT3 8QD")
    enter.form.fields["signed_on"].set_text("41/11")
    keys.press("Escape")
    assert enter.stack.currentIndex() == 1
    assert "Not a date" in enter.form.fields["signed_on"].note.text
    enter.form.fields["signed_on"].set_text("")
    keys.press("Escape")
    assert enter.stack.currentIndex() == 0
    assert keyed(window)[1].postcode == "KT3 8QD"


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


def test_tab_goes_on_from_the_date_to_signature_and_verdicts(
    entering: Callable[..., Any],
) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    enter.form.start("signed_on")
    names = []
    for _ in range(3):
        keys.press("Tab")
        widget = QApplication.focusWidget()
        assert widget is not None
        names.append(widget.accessibleName())
    assert names == ["Signature of the row: Signed", "Valid, F5", "Next row"]
    keys.press("Shift+Tab")
    keys.press("Right")
    assert enter.form.verdicts.buttons[1].hasFocus(), "one stop, and arrows within it"


def test_the_objection_has_its_button_before_the_rows(entering: Callable[..., Any]) -> None:
    window = entering()
    made = window.page("enter").keying.object_button
    assert made.isVisible()
    assert made.accessibleName() == "Object to the sheet…"
