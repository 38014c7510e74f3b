"""Keying a sheet, by the keyboard alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.signature import RowEntry
from app.operations.paper import sheets
from tests.campaigns import NOW
from tests.ui.fake_pictures import FakePictures
from tests.ui.keyboard import DAY, PEOPLE, Keyboard, focused, keyed, words_of_tiles, written


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
    assert enter.finish_button.hasFocus()
    QTest.keyClick(enter.finish_button, Qt.Key.Key_Return)
    assert enter.code.hasFocus()
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
    keys.type(" lap")
    keys.press("Tab")
    assert enter.form.fields["address"].text == "7 Lapwing Road, London"
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
    assert enter.form.is_blank, "what was cleared is not kept again by the next Enter"
    keys.press("Ctrl+Z")
    assert 3 in keyed(window)
    assert enter.form.verdicts.verdict == ("invalid", "illegible")
    enter.finish()
    assert enter.stack.currentIndex() == 0


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
