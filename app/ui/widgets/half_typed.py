"""What is half typed: kept in the campaign before the window locks, and put back afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from app.operations.campaign import drafts
from app.store.store import Store
from app.ui.widgets.basics import Segments


@runtime_checkable
class Holder(Protocol):
    """A part that says in one text all that it holds, as its fields come and go."""

    def held(self) -> str:
        """What is typed; always the same where nothing was."""

    def hold(self, text: str) -> None:
        """Shows again what `held` gave."""


class Besides(QWidget):
    """What a dialogue holds besides its fields, as a part of it that is never seen."""

    def __init__(
        self, parent: QWidget, name: str, held: Callable[[], str], hold: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.held, self.hold = held, hold
        self.hide()


class HalfTyped:
    """The fields under `roots` and what stood in them at first; `name` says whose they are."""

    def __init__(self, store: Store, name: str, *roots: QWidget) -> None:
        self._store, self._name, self._roots = store, name, roots
        self._before = held(*roots)

    def keep(self, today: date) -> None:
        """Keeps what differs from what stood there at first; where nothing does, nothing."""
        drafts.keep(self._store, self._name, self.typed, today)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed or chosen since, by field; a row alone that is chosen in a list is not."""
        found = {
            key: text for key, text in held(*self._roots).items() if self._before.get(key) != text
        }
        lists = {key for key, one in _named(*self._roots) if isinstance(one, _LISTS)}
        return found if found.keys() - lists else {}

    def put_back(self) -> bool:
        """Shows what was kept; whether anything was. It stays kept until it is forgotten."""
        kept = drafts.look(self._store, self._name)
        if kept:
            put_back(kept, *self._roots)
        return bool(kept)

    def clear(self) -> None:
        """Shows what stood there at first, and keeps nothing."""
        self.forget()
        put_back(self._before, *self._roots)

    def forget(self) -> None:
        """Keeps nothing any more."""
        drafts.keep(self._store, self._name, {})


def held(*roots: QWidget) -> dict[str, str]:
    """What stands in every field, by the name it is called by; never a passphrase."""
    return {key: _way(one).read(one) for key, one in _named(*roots)}


def put_back(values: Mapping[str, str], *roots: QWidget) -> None:
    """Fills the fields as `held` read them: choices first, for they bring fields and take them."""
    for kind in (_CHOICES, _TEXTS, _LISTS):
        for key, one in list(_named(*roots)):
            way = _way(one)
            if key in values and isinstance(one, kind) and way.read(one) != values[key]:
                way.write(one, values[key])


def _named(*roots: QWidget) -> Iterator[tuple[str, Any]]:
    """Every field by its accessible name, the second of a name by its number as well."""
    seen: dict[str, int] = {}
    for root in roots:
        for one in _fields(root):
            name = one.accessibleName() or type(one).__name__
            seen[name] = seen.get(name, 0) + 1
            yield (f"{name} {seen[name]}" if seen[name] > 1 else name), one


def _fields(part: QObject) -> Iterator[QWidget]:
    if isinstance(part, QWidget):
        if isinstance(part, (_CHOICES, _TEXTS, _LISTS)):
            if not _is_secret(part):
                yield part
            return
        for child in part.children():
            yield from _fields(child)


def _is_secret(one: QObject) -> bool:
    """What is only to be read, and what nobody may see, is never kept."""
    if isinstance(one, QPlainTextEdit):
        return one.isReadOnly()
    return isinstance(one, QLineEdit) and one.echoMode() is not QLineEdit.EchoMode.Normal


class _Way:
    """How a kind of field is read and written."""

    def __init__(self, read: Callable[[Any], str], write: Callable[[Any, str], None]) -> None:
        self.read, self.write = read, write


def _read_combo(one: QComboBox) -> str:
    return one.currentText() if one.isEditable() else _key(one, one.currentIndex())


def _key(one: QComboBox, at: int) -> str:
    data = one.itemData(at)
    return one.itemText(at) if data is None else str(data)


def _write_combo(one: QComboBox, text: str) -> None:
    """Chooses as a person does, so that whoever follows the choice hears of it."""
    if one.isEditable():
        one.setCurrentText(text)
        return
    for at in range(one.count()):
        if _key(one, at) == text:
            one.setCurrentIndex(at)
            one.activated.emit(at)
            return


def _write_segments(one: Segments, text: str) -> None:
    if text in one.keys:
        one.choose(text)
        one.chosen.emit(text)


def _write_line(one: QLineEdit, text: str) -> None:
    one.setText(text)
    one.setModified(True)


def _write_area(one: QPlainTextEdit, text: str) -> None:
    one.setPlainText(text)
    one.document().setModified(True)


def _read_list(one: QListWidget) -> str:
    item = one.currentItem()
    return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""


def _write_list(one: QListWidget, text: str) -> None:
    """Chooses the one of before or none: never another in its place."""
    rows = range(one.count())
    keys = [str(one.item(row).data(Qt.ItemDataRole.UserRole)) for row in rows]
    one.setCurrentRow(keys.index(text) if text in keys else -1)


_WAYS: tuple[tuple[Any, _Way], ...] = (
    (Holder, _Way(lambda one: str(one.held()), lambda one, text: one.hold(text))),
    (Segments, _Way(lambda one: one.choice, _write_segments)),
    (QComboBox, _Way(_read_combo, _write_combo)),
    (QCheckBox, _Way(lambda one: "yes" if one.isChecked() else "",
                     lambda one, text: one.setChecked(bool(text)))),
    ((QSpinBox, QDoubleSpinBox), _Way(lambda one: str(one.value()),
                                      lambda one, text: one.setValue(type(one.value())(text)))),
    (QLineEdit, _Way(QLineEdit.text, _write_line)),
    (QPlainTextEdit, _Way(QPlainTextEdit.toPlainText, _write_area)),
    (QListWidget, _Way(_read_list, _write_list)),
)  # fmt: skip

_CHOICES = (Holder, Segments, QComboBox, QCheckBox)
_TEXTS = (QSpinBox, QDoubleSpinBox, QLineEdit, QPlainTextEdit)
_LISTS = (QListWidget,)


def _way(one: QObject) -> _Way:
    return next(way for kind, way in _WAYS if isinstance(one, kind))
