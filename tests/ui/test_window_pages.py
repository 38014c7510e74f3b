"""Every page, walked through once: each control has a name, each page its help, fits the smallest
window and is come to by Tab as it is read; somebody at risk is named nowhere until one asks for
exactly her."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from app.intake.templates import help_texts
from app.operations.outreach import rounds
from app.operations.petition import petitions
from app.ui import menu_entries
from app.ui.enter.whole_sheet import WholeSheet
from tests import risk
from tests.campaigns import NOW, commons_wording
from tests.ui.fake_pictures import FakePictures
from tests.ui.keyboard import Keyboard, leaps, overflow

_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole,
)  # fmt: skip


def _spoken(widget: QWidget) -> Iterator[str]:
    """All that a widget says to the eye and to a screen reader, in sight or not."""
    yield from (widget.toolTip(), widget.statusTip(), widget.windowTitle(),
                widget.accessibleName(), widget.accessibleDescription())  # fmt: skip
    yield from (action.text() for action in widget.actions())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(model.rowCount()):
            for column in range(
                1 if isinstance(model, QAbstractListModel) else model.columnCount()
            ):
                at = model.index(row, column)
                yield from (str(model.data(at, role) or "") for role in _ROLES)


def told(place: QWidget) -> set[str]:
    """What of her is said anywhere in a part of the window, and where."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        f"{word} in {_path(widget)}"
        for widget in (place, *place.findChildren(QWidget))
        for said in ["\n".join(_spoken(widget)).casefold()]
        for word in risk.WORDS
        if word.casefold() in said
    }


def _path(widget: QWidget | None) -> str:
    return f"{_path(widget.parentWidget())}/{type(widget).__name__}" if widget else ""


@pytest.fixture
def filled(window: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The window over a campaign in which she is everywhere."""
    from app.ui.enter.page import EnterPage

    store = window.session.store
    ref = petitions.add(store, commons_wording(), now=NOW)
    window.code = risk.fill(store, ref, tmp_path)
    pictures = FakePictures({})
    monkeypatch.setattr(EnterPage, "_open_pictures", lambda _, __: pictures)
    window.session.choose_petition(ref)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def look_at_people(window: Any, drive: Any, said: dict[str, set[str]]) -> None:
    """Contacts with her in hand, its dialogues, and the segment she is in."""
    store, page = window.session.store, window.page("contacts")
    window.show_page("contacts")
    one = next(one for one in store.contacts.all() if one.name == risk.HER)
    page.show_contact(one.id)
    said["contact"] = told(page)
    drive(lambda dialog: said.update({type(dialog).__name__: told(dialog)}))
    page.log()
    page.relate()
    page.detail.consents._record()
    page.export()
    window.show_page("segments")
    window.page("segments").table.selectRow(0)
    said["segment"] = told(window.page("segments"))
    window.show_page("rounds")
    window.page("rounds").key_results()
    [made, *_] = rounds.listing(store)
    [line] = store.outreach.lines(made.outreach.id)
    window.page("rounds").keying.code.setText(line.code)
    said["line"] = told(window.page("rounds"))


def look_at_signatures(window: Any, said: dict[str, set[str]]) -> None:
    """Every signature opened, every drawn row in hand, every row of the sheet, every way."""
    signatures, samples, enter = (window.page(key) for key in ("signatures", "samples", "enter"))
    window.show_page("signatures")
    for row in range(signatures.model.rowCount()):
        signatures.open_row(row)
    window.show_page("samples")
    for row in range(samples.checking.table.rowCount()):
        samples.checking.table.selectRow(row)
        said[f"sample {row}"] = told(samples)
    window.show_page("enter")
    enter.open_sheet(window.code)
    for row in (1, risk.ROW, 3):
        enter.keying.go_to(row)
        said[f"row {row}"] = told(enter)
    enter.keying.go_to(4)
    enter.form.start("postcode")
    Keyboard().type(risk.POSTCODE)
    assert enter.form.texts["postcode"] == risk.POSTCODE
    assert "Canaryfield" not in "".join(told(enter)), "where she lives is proposed to nobody"
    enter.keying.clear_row()
    enter.keying.go_to(risk.ROW)
    enter.keep_in_touch()
    for way in ("count", "second"):
        enter.way.choose(way)
        enter._show_way()
        said[way] = told(enter)


def nameless(window: Any) -> list[tuple[str, str]]:
    """The controls that a screen reader cannot call anything."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)
    return [
        (type(one).__name__, one.parent().metaObject().className())
        for kind in kinds
        for one in window.findChildren(kind)
        if not one.accessibleName() and not getattr(one, "text", str)()
        and not isinstance(one.parent(), (QComboBox, QSpinBox))
        and not one.objectName().startswith("qt_")
    ]  # fmt: skip


def ask_for_her(window: Any, said: dict[str, set[str]]) -> None:
    """Where one asks, she is named, and no longer once one goes on: of rows."""
    enter, samples = window.page("enter"), window.page("samples")
    window.activateWindow()
    QApplication.processEvents()
    keys = Keyboard()
    enter.way.choose("key")
    enter._show_way()
    enter.keying.go_to(risk.ROW)
    covered = enter.keying.pictures.strip(1, 400, beside=0.5).pixels
    assert len(set(covered[-400:])) == 1, "nor does her row's picture stand beside another"
    assert len(set(enter.keying.pictures.strip(risk.ROW, 400, beside=0.5).pixels[-400:])) > 1
    enter.keying.card.show_whole()
    assert not enter.findChildren(WholeSheet)
    keys.press("S")
    assert enter.form.texts["name"] == risk.HER
    enter.keying.go_to(1)
    said["row left"] = told(enter)
    enter.keying.go_to(risk.ROW)
    keys.press("Return")
    assert (enter.form.row, enter.form.texts["name"]) == (3, "Lee Soon-ja"), "Enter goes on"
    store = window.session.store
    rows = store.signatures.of_sheet(store.sheets.get(window.code).id)
    assert risk.HER in {one.name for one in rows}, "what is not shown is not keyed over"

    window.show_page("samples")
    table = samples.checking.table
    lines = samples.checking._lines
    [row] = [at for at, one in enumerate(lines) if one.signature.row == risk.ROW]
    table.selectRow(row)
    table.setFocus()
    keys.press("S")
    assert samples.checking.name.text() == risk.HER
    keys.press("V")
    said["sample left"] = told(samples)


def ask_for_pairs(window: Any, said: dict[str, set[str]]) -> None:
    """The same of pairs, on which a verdict can be given without a name."""
    pairs, twice, keys = window.page("duplicates"), window.page("contact_doubles"), Keyboard()
    window.show_page("contact_doubles")
    assert twice.risk.words.text().startswith("Both of these are at risk")
    keys.press("S")
    assert told(twice)
    window.show_page("duplicates")
    said["twice left"] = told(twice)
    keys.press("S")
    assert told(pairs)
    window.show_page("home")
    said["pair left"] = told(pairs)
    window.show_page("duplicates")
    assert pairs.risk.words.text().startswith("Both of these are at risk")
    keys.press("2")
    assert pairs.walk.current is None
    window.show_page("signatures")
    said["judged"] = told(window.page("signatures"))


def amiss(window: Any, key: str) -> list[Any]:
    """What of a page is cut in the smallest window, or come to by Tab out of its place."""
    window.show_page(key)
    window.sidebar.search.setFocus()
    QTest.keyClick(window.sidebar.search, Qt.Key.Key_Tab)
    assert window.focusWidget().isChecked(), "Tab comes to the page in sight"
    QApplication.processEvents()
    page = window.page(key)
    found: list[Any] = leaps(page) if page.TAB_AS_READ else []
    return [*found, *filter(None, [overflow(page)])]


def test_every_page_names_its_controls_and_nobody_at_risk(filled: Any, drive: Any) -> None:
    said: dict[str, set[str]] = {}
    filled.resize(1000, 640)
    keys = (*(key for key, _, _ in menu_entries.PAGES), *menu_entries.BEHIND)
    assert all(help_texts()[key] for key in keys)
    assert not {key: one for key in keys if (one := amiss(filled, key))}
    QApplication.processEvents()
    said["pages"] = told(filled)
    assert nameless(filled) == []
    look_at_people(filled, drive, said)
    look_at_signatures(filled, said)
    QApplication.processEvents()
    ask_for_her(filled, said)
    ask_for_pairs(filled, said)
    said["window"] = told(filled)
    assert not {where: words for where, words in said.items() if words}
