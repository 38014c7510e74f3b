"""Which contacts are listed: words, kind, tag, language and marks."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.community.contact import KINDS, LANGUAGES
from app.domain.community.segment import Condition, Field
from app.messages import tr
from app.store.community.contact_query import ContactQuery
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import across
from app.ui.widgets.fields import combo

_PAUSE = 120
"""Milliseconds without a key before what is typed is looked for."""

_MARKS: tuple[tuple[Field, str], ...] = (
    ("at-risk", tr("At risk")),
    ("do-not-contact", tr("Do not contact")),
    ("deceased", tr("Deceased")),
)


class Search(QLineEdit):
    """Words to find; Down and Enter leave it for the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ContactFilters(QWidget):
    """A line of fields; `changed` asks for another look."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.search = Search()
        self.search.setPlaceholderText(tr("Find a name, address, phone or tag"))
        self.search.setAccessibleName(tr("Find in names, addresses, phones, emails and tags"))
        self.search.setMinimumWidth(180)
        self.kinds = combo([("", tr("Every kind")), *KINDS.items()])
        self.tags = combo([("", tr("Any tag"))])
        self.languages = combo([("", tr("Any language")), *LANGUAGES.items()])
        self.marks = combo([("", tr("Any mark")), *_MARKS, ("none", tr("No mark"))])
        self.lists = (self.kinds, self.tags, self.languages, self.marks)
        for box, name in zip(
            self.lists, (tr("Kind"), tr("Tag"), tr("Language"), tr("Mark")), strict=True
        ):
            box.setAccessibleName(tr("Show only: {what}", what=name))
            box.activated.connect(lambda _: self._changed())
        self.kinds.setMaximumWidth(grown(136))
        self.kinds.view().setMinimumWidth(210)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._changed)
        self.search.textChanged.connect(lambda _: self._timer.start())
        row = across(self.search, *self.lists, spacing=8)
        row.setStretch(0, 1)
        self.setLayout(row)

    def reload(self) -> None:
        """Lists the tags there are, keeping the choice; hides what was typed with the names."""
        chosen = self.tags.currentData()
        self.tags.clear()
        self.tags.addItem(tr("Any tag"), "")
        for word, number in self._session.store.contacts.tags():
            self.tags.addItem(tr("{word} ({number:,})", word=word, number=number), word)
        self.tags.setCurrentIndex(max(self.tags.findData(chosen), 0))
        modes = QLineEdit.EchoMode
        hidden = self._session.names_hidden
        self.search.setEchoMode(modes.Password if hidden else modes.Normal)

    @property
    def query(self) -> ContactQuery:
        """What is asked for now."""
        asked: list[Condition] = []
        if words := self.search.text().split():
            asked.append(Condition("words", tuple(words)))
        fields: tuple[Field, ...] = ("kind", "tag", "language")
        for box, field in zip(self.lists, fields, strict=False):
            if box.currentData():
                asked.append(Condition(field, (box.currentData(),)))
        mark = self.marks.currentData()
        if mark == "none":
            asked += [Condition(field, holds=False) for field, _ in _MARKS]
        elif mark:
            asked.append(Condition(mark))
        return ContactQuery(tuple(asked))

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.query.conditions)

    def look_for(self, words: str) -> None:
        """Asks for these words alone."""
        self._empty()
        self.search.setText(words)
        self._changed()

    def clear(self) -> None:
        """Asks for everybody."""
        self._empty()
        self.search.clear()
        self._changed()

    def _empty(self) -> None:
        for box in self.lists:
            box.setCurrentIndex(0)

    def _changed(self) -> None:
        self._timer.stop()
        for box in self.lists:
            _mark(box, on=box.currentIndex() > 0)
        _mark(self.search, on=bool(self.search.text().strip()))
        self.changed.emit()


def _mark(widget: QWidget, *, on: bool) -> None:
    """Gives a field that filters the accent's border."""
    widget.setProperty("active", "true" if on else "false")
    widget.style().unpolish(widget)
    widget.style().polish(widget)
