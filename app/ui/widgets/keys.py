"""Keys as they are shown beside what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.messages import tr
from app.ui.widgets.basics import IconLabel, across, label
from app.ui.widgets.flow import Flow

ENTER, SHIFT_ENTER = tr("Enter"), tr("Shift+Enter")
KEYS = (
    ("F2", tr("Address from the row above")),
    ("F3", tr("Same household")),
    ("F4", tr("Take the suggestion")),
    ("Shift+F2", tr("Street from above")),
    (tr("Ctrl+D"), tr("Same date")),
    ("F11", tr("Whole picture")),
    (SHIFT_ENTER, tr("Row before")),
    ("F12", tr("No signature")),
    ("F10", tr("Blank row")),
    (tr("Ctrl+Z"), tr("Undo the last row")),
    ("Esc", tr("Leave the sheet")),
    ("F1", tr("Help for this page")),
)
"""The keys of this page that have no button of their own, in reading order."""


def key_cap(key: str) -> QLabel:
    """The name of a key, drawn like its cap."""
    made = label(key, "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def keys_table() -> QWidget:
    """All keys with their words, in as many columns as there is room for."""
    places = []
    for key, words in KEYS:
        place = QWidget()
        place.setLayout(across(key_cap(key), label(words), None))
        places.append(place)
    made = QWidget()
    made.setLayout(Flow(*places, spacing=6, even=True))
    return made


def on_keys(owner: QWidget, doings: Sequence[tuple[str, Callable[[], object]]]) -> None:
    """Gives `owner` shortcuts, which work while it is in sight."""
    for keys, do in doings:
        QShortcut(QKeySequence(keys), owner, do)


class KeyButton(QPushButton):
    """A button with its icon, its word and its key."""

    def __init__(self, icon: str, role: str, words: str, key: str) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self.setCheckable(True)
        self._words = label(words, "strong")
        row = across(IconLabel(icon, role, 16), self._words, key_cap(key), spacing=6)
        row.setContentsMargins(8, 3, 6, 3)
        self.setLayout(row)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = key
        self.say(words)

    def say(self, words: str) -> None:
        """Changes the word."""
        self._words.setText(words)
        self.setAccessibleName(f"{words}, {self._key}")
        self.layout().activate()  # type: ignore[union-attr]  # set when made
        self.setFixedWidth(self.layout().sizeHint().width())  # type: ignore[union-attr]  # the same
