"""Where they come from: from no directory to a table, a map, a picture and letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.places import Dot
from app.domain.signature import RowEntry, Validity
from app.operations.constituencies import members, places
from app.operations.petition import petitions
from tests.campaigns import NOW, minister_wording
from tests.documents.pdfs import words
from tests.postcode_files import NAMES, NSPL, text_file
from tests.ui.conftest import Drive

SIGNED: list[tuple[str, int, Validity]] = [
    ("KT3 4AA", 14, "valid"),
    ("KT3 4AB", 3, "valid"),
    ("KT3 4AE", 1, "valid"),
    ("SW1A 1AA", 2, "similar"),
    ("KT3 4ZZ", 6, "valid"),
]


@pytest.fixture
def page(window: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page with the invented directory, over signatures from three constituencies."""
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    store = window.session.store
    petitions.add(store, minister_wording(), now=NOW)
    petition = store.petitions.get("home-office").id
    with store.step("Sign"):
        for postcode, number, validity in SIGNED:
            for at in range(number):
                agreed = ("member",) if at < 2 else ()
                entry = RowEntry(0, "이순자 Lee Soon-ja", "7 Teasel Avenue", postcode,
                                 validity=validity, opt_ins=agreed)  # fmt: skip
                store.signatures.add(petition, None, entry)
    window.show()
    window.show_page("places")
    made = window.page("places")
    assert not made.letters_button.isVisible()
    nspl = text_file(tmp_path / "NSPL_AUG_2024_UK.csv", NSPL)
    made.bring_file(nspl, [text_file(tmp_path / "names.csv", NAMES)])
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=20_000)
    assert made.letters_button.isVisible()
    return made


def texts(table: Any) -> list[list[str]]:
    return [
        [table.item(row, at).text() for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_table_chart_and_map_say_the_same(window: Any, page: Any) -> None:
    from app.ui.places.views import BarChart

    assert texts(page.table.table) == [
        ["Kingston and Surbiton", "14", "0", "0", "14"],
        ["Wimbledon", "4", "0", "0", "3"],
        ["E14001172", "0", "2", "0", "0"],
        ["Postcode not in the directory", "6", "0", "0", "0"],
        ["Total", "24", "2", "0", "17"],
    ]
    chart = page.findChild(BarChart)
    assert "Kingston and Surbiton 14, Wimbledon 4, E14001172 2" in chart.accessibleName()
    assert "3 squares with 20 signatures; districts: KT3, SW1A" in page.map.map.accessibleName()
    page.map._choose(True)
    assert page.whole
    assert page.map.map.outside() == 0
    assert page.table.table.accessibleName()
    page._choose("district")
    assert texts(page.table.table)[0][:2] == ["KT3", "24"]
    assert page.grab().width() > 0


def test_odd_postcodes_are_listed_hidden_and_looked_at(window: Any, page: Any) -> None:
    assert texts(page.odd.table) == [
        ["KT3 4AE", "1", "No longer in use"],
        ["KT3 4ZZ", "6", "Not in the directory"],
    ]
    page.look()
    assert "Choose a postcode" in page.banner.text
    window.session.hide_names(True)
    assert texts(page.odd.table)[0][0] == "KT3"
    window.session.hide_names(False)
    page.odd.table.selectRow(1)
    page.look()
    assert window.shown == "signatures"


def test_a_constituency_is_put_right(
    window: Any, page: Any, drive: Callable[[Drive], None]
) -> None:
    def right(dialog: Any) -> None:
        assert dialog.postcode.text == "KT3 4ZZ"
        dialog.constituency.set_text("Narnia")
        dialog.save()
        assert "knows no constituency" in dialog.banner.text
        dialog.constituency.set_text("Wimbledon")
        dialog.save()

    drive(right)
    page.odd.table.selectRow(1)
    page.put_right()
    assert texts(page.table.table)[1][:2] == ["Wimbledon", "10"]
    window.session.undo()
    assert texts(page.table.table)[1][:2] == ["Wimbledon", "4"]
    assert places.overrides(window.session.store) == {}


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_saved_picture_tells_no_small_number(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QFileDialog

    out = tmp_path / f"where.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    made = page.picture()
    assert [(bar.name, bar.valid, bar.similar) for bar in made.bars] == [
        ("Kingston and Surbiton", 14, 0),
        ("E14001172", 0, None),
        ("Wimbledon", None, 0),
    ]
    assert made.subtitle.startswith("24 valid signatures by constituency")
    assert all(dot.number >= 5 for dot in made.map.dots)
    assert any("Royal Mail" in note for note in made.notes)
    page.save_picture()
    if ending == "svg":
        text = out.read_text(encoding="utf-8")
        assert "not told" in text
        assert "Numbers below 5 are not told" in text
    else:
        assert QImage(str(out)).width() == 2000


def test_letters_are_saved_with_the_names_typed_in(
    window: Any, page: Any, qtbot: Any, tmp_path: Path, drive: Callable[[Drive], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from PySide6.QtWidgets import QFileDialog

    out = tmp_path / "letters.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    listed = text_file(tmp_path / "members.csv", "constituency,member\nWimbledon,B. Other MP\n")

    def letters(dialog: Any) -> None:
        assert [line[:2] for line in texts(dialog.table)] == [
            ["Kingston and Surbiton", "14"],
            ["Wimbledon", "4"],
            ["E14001172", "2"],
        ]
        dialog.table.item(0, 2).setText("A. Member MP")
        dialog.bring(listed)
        assert [line[2] for line in texts(dialog.table)] == ["A. Member MP", "B. Other MP", ""]
        qtbot.mouseClick(dialog.save_button, qtbot_left())

    drive(letters)
    page.write_letters()
    qtbot.waitUntil(lambda: out.exists() and not window.session.jobs.running, timeout=10_000)
    said = words(out.read_bytes())
    assert "A. Member MP" in said
    assert "The Member of Parliament for E14001172" in said
    assert len(members.members(window.session.store)) == 2
    window.show_page("hand_in")
    assert window.page("hand_in").grab().width() > 0


def qtbot_left() -> Any:
    from PySide6.QtCore import Qt

    return Qt.MouseButton.LeftButton


def test_a_saved_table_and_a_refused_file(
    window: Any, page: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    out = tmp_path / "where.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.save_table()
    assert "not told" in out.read_text(encoding="utf-8-sig")
    page.bring_file(text_file(tmp_path / "page.csv", "<html>"), [])
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=20_000)
    assert "page.csv is a web page" in page.banner.text


def test_the_file_dialogue_asks_for_a_file(page: Any, drive: Callable[[Drive], None]) -> None:
    def nothing(dialog: Any) -> None:
        dialog.take.click()
        assert not dialog.chosen

    drive(nothing)
    page.bring()


def test_many_signatures_are_counted_in_the_background(
    window: Any, page: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.places import page as module

    before = texts(page.table.table)
    monkeypatch.setattr(module, "_MANY", 0)
    page.reload()
    assert window.session.jobs.running
    assert page._survey is None
    qtbot.waitUntil(lambda: page._survey is not None, timeout=10_000)
    assert texts(page.table.table) == before


def test_tab_goes_as_one_reads_and_stops_at_both_pictures(page: Any) -> None:
    stops, at = [], page.window().nextInFocusChain()
    while at is not page.window():
        if page.isAncestorOf(at) and at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(at)
        at = at.nextInFocusChain()
    heads = [page.file_button, page.table_button, page.picture_button, page.letters_button]
    assert stops[1:5] == heads
    assert [type(one).__name__ for one in stops[8:]] == [
        "Table", "BarChart", "Button", "Button", "DotMap", "Table", "Button", "Button",
    ]  # fmt: skip
    for one in stops:
        assert one.accessibleName() or one.text()


def test_a_stopped_count_can_be_begun_again(
    window: Any, page: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.places import page as module

    monkeypatch.setattr(module, "_MANY", 0)
    page.reload()
    window.session.jobs.cancel()
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=10_000)
    again = next(one for one in page.findChildren(QPushButton) if "Count again" in one.text())
    assert not [one for one in page.findChildren(QLabel) if "Counting…" in one.text()]
    again.click()
    qtbot.waitUntil(lambda: page._survey is not None, timeout=10_000)


def test_hidden_names_hide_whole_postcodes_everywhere(
    window: Any, page: Any, drive: Callable[[Drive], None]
) -> None:
    window.session.hide_names(True)
    page.odd.table.selectRow(1)
    page.look()
    assert window.shown == "places"
    assert "F9" in page.banner.text
    said: list[str] = []
    window.session.said.connect(said.append)

    def right(dialog: Any) -> None:
        assert "KT3" not in dialog.postcode.editor.displayText()
        dialog.constituency.set_text("Wimbledon")
        dialog.save()

    drive(right)
    page.put_right()
    assert places.overrides(window.session.store) == {"KT3 4ZZ": "E14001586"}
    assert window.session.store.undo_label == "Place a postcode in Wimbledon"
    assert said
    assert not any("KT3" in one for one in said)


def test_a_dot_tells_a_size_and_no_number() -> None:
    from app.ui.places.drawing import radius_of

    assert len({radius_of(number) for number in range(5, 10)}) == 1
    assert len({radius_of(number) for number in range(5, 3000)}) == 5


def test_a_saved_picture_says_that_some_lie_outside_not_how_many(page: Any) -> None:
    made = page.picture()
    far = [Dot(520_000 + at * 100, 168_000, 100, 40) for at in range(10)]
    shown = replace(made, map=replace(made.map, dots=[*far, Dot(400_000, 600_000, 100, 8)]))
    assert shown.all_notes[0] == "Some signatures lie outside this view."
