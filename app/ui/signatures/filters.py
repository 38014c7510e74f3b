"""The filter row: a field under the heading of each column that can be filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from app.domain.signature import CHANNELS, REASONS
from app.messages import tr
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures.columns import COLUMNS, ORIGIN_WORDS, Column
from app.ui.signatures.days import CHOICES, Days, DaysDialog, days_of, in_words
from app.ui.widgets.basics import IconLabel
from app.ui.widgets.looks import VALIDITY_LOOKS

_ANY = ("", tr("Any"))
_FIGURES = frozenset({"row", "age"})
_LISTS: dict[str, tuple[tuple[str, str], ...]] = {
    "days": CHOICES,
    "validity": (
        _ANY,
        *((key, word) for key, (_, _, word) in VALIDITY_LOOKS.items()),
        *REASONS.items(),
    ),
    "duplicate": (
        _ANY,
        ("any", tr("Any pair")),
        ("likely", tr("Likely")),
        ("possible", tr("Possible")),
    ),
    "origin": (_ANY, *ORIGIN_WORDS.items()),
    "opt_in": (_ANY, *CHANNELS.items()),
}


_PERSONAL = ("name", "hangul", "address", "postcode", "external_id", "email", "phone")


class FilterLine(QLineEdit):
    """A line of the filter row; Down leaves it for the rows."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class Filters(QWidget):
    """Holds the fields, which stand in the table's head; `changed` asks for another look."""

    changed = Signal()
    down = Signal()
    entered = Signal(str)

    def __init__(self, session: Session, head: QWidget) -> None:
        super().__init__(head)
        self.hide()
        self._session = session
        self._days: Days = (None, None)
        self.funnel = IconLabel("funnel", "accent", 18)
        self.funnel.setParent(head)
        self.lines: dict[str, QLineEdit] = {}
        self._keys: dict[QObject, str] = {}
        self.lists: dict[str, QComboBox] = {}
        for column in COLUMNS:
            if column.field:
                made = self._list(column) if column.field in _LISTS else self._line(column)
                made.setParent(head)
                made.setProperty("size", "filter")
                made.setAccessibleName(tr("Filter by {field}", field=column.heading))
                made.installEventFilter(self)
                self._keys[made] = column.key
                # Qt reads a list's text, not its name, unless a label belongs to it.
                name = QLabel(made.accessibleName(), head)
                name.setBuddy(made)
                name.hide()

    @property
    def fields(self) -> dict[str, QLineEdit | QComboBox]:
        """All fields, by their columns' keys."""
        return {**self.lines, **self.lists}

    def _line(self, column: Column) -> QLineEdit:
        made = FilterLine()
        made.setPlaceholderText(column.hint)
        made.textChanged.connect(lambda _: self.changed.emit())
        made.down.connect(self.down)
        self.lines[column.key] = made
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.FocusIn and watched in self._keys:
            self.entered.emit(self._keys[watched])
        return super().eventFilter(watched, event)

    def hide_names(self, search: QLineEdit, *, hidden: bool) -> None:
        """Shows dots for what was typed of a person, here and in the search field."""
        modes = QLineEdit.EchoMode
        for one in (search, *(self.lines[key] for key in _PERSONAL)):
            one.setEchoMode(modes.Password if hidden else modes.Normal)

    def _list(self, column: Column) -> QComboBox:
        made = QComboBox()
        for key, words in _LISTS[column.field]:
            made.addItem(words, key)
        made.setMinimumContentsLength(3)
        made.view().setMinimumWidth(200)
        made.activated.connect(lambda _: self._chosen(column.field, made))
        self.lists[column.key] = made
        return made

    def _chosen(self, field: str, box: QComboBox) -> None:
        if field == "days":
            choice = str(box.currentData())
            if choice in {"choose", "chosen"}:
                self._choose_days()
            else:
                self._show_days(days_of(choice, self._session.clock().date()), choice)
        self.changed.emit()

    def _choose_days(self) -> None:
        dialog = DaysDialog(self.window(), self._session, self._days)
        if dialog.exec():
            self._days = dialog.days
        self._show_days(self._days, "chosen" if any(self._days) else "")

    def _show_days(self, days: Days, choice: str) -> None:
        box = self.lists["signed_on"]
        self._days = days
        at = box.findData("chosen")
        if at >= 0:
            box.removeItem(at)
        if choice == "chosen":
            box.addItem(in_words(days), "chosen")
        box.setCurrentIndex(max(0, box.findData(choice)))

    def choose(self, key: str, choice: str) -> None:
        """Marks a choice of a list without saying so."""
        box = self.lists[key]
        box.setCurrentIndex(max(0, box.findData(choice)))

    def clear(self) -> None:
        """Empties all fields without saying so."""
        for one in self.lines.values():
            blocked = one.blockSignals(True)  # noqa: FBT003  # Qt's shape
            one.clear()
            one.blockSignals(blocked)
        for key in ("validity", "duplicate", "origin", "opt_ins"):
            self.choose(key, "")
        self._show_days((None, None), "")

    def value(self, key: str) -> str:
        """What stands in the field of a column; empty where it filters nothing."""
        if key in self.lines:
            return self.lines[key].text().strip()
        return str(self.lists[key].currentData())

    @property
    def active(self) -> frozenset[str]:
        """The columns whose field filters."""
        return frozenset(key for key in self.fields if self.value(key))

    def apply(self, query: SignatureQuery) -> SignatureQuery:
        """`query` with what stands in the fields; active fields get the accent's border."""
        for key, widget in self.fields.items():
            active = "true" if self.value(key) else "false"
            if widget.property("active") != active:
                widget.setProperty("active", active)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        values: dict[str, Any] = {}
        for column in COLUMNS:
            if column.field and column.field != "days":
                values[column.field] = self._condition(column.key, column.field)
        reason = values["validity"] if values["validity"] in REASONS else ""
        values["validity"] = None if reason else values["validity"] or None
        first, last = self._days
        return replace(query, **values, reason=reason, signed_from=first, signed_to=last)

    def _condition(self, key: str, field: str) -> Any:
        text = self.value(key)
        if field in _FIGURES:
            return int(text) if text.isdecimal() and len(text) < 10 else (-1 if text else None)
        if field == "sheet":
            return text.replace("-", "").replace(" ", "").upper()
        return (text or None) if field == "origin" else text
