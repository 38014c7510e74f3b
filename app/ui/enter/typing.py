"""Helps a person type a row: the cursor moves on by itself, addresses are proposed in line.

Nothing is put in a field that is not shown there, and nothing but a key takes a proposal
for an empty one. A Tab that comes by habit after the cursor has moved on counts once.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from app.domain import address as addresses
from app.domain import postcode as postcodes


class Typing(QObject):
    """Watches postcode, address and name; `proposed` names an address for an empty field."""

    proposed = Signal(str)

    def __init__(
        self,
        postcode: QLineEdit,
        address: QLineEdit,
        name: QLineEdit,
        known_at: Callable[[str], list[str]],
        known_towns: Callable[[], frozenset[str]],
    ) -> None:
        super().__init__(postcode)
        self._postcode, self._address, self._name = postcode, address, name
        self._known_at, self._known_towns = known_at, known_towns
        self._known: list[str] = []
        self._towns: frozenset[str] = frozenset()
        self._typed = ""
        self._moved: tuple[QLineEdit, QLineEdit] | None = None
        postcode.textEdited.connect(self._postcode_typed)
        address.textEdited.connect(self._address_typed)
        address.editingFinished.connect(self._settle_address)
        name.textEdited.connect(self._stay)
        for editor in (postcode, address, name):
            editor.installEventFilter(self)

    def begin(self) -> None:
        """Forgets what was proposed for the row before."""
        self._known, self._moved, self._typed = [], None, ""

    def go_on_to_address(self) -> None:
        """Goes on from a whole postcode to the address, with what is known there."""
        self._known = self._known_at(postcodes.normalise(self._postcode.text()))
        self._towns = self._known_towns()
        self._typed = self._address.text()
        if not self._typed:
            self.proposed.emit(addresses.propose("", self._known))
        self._go(self._postcode, self._address)

    def _go(self, source: QLineEdit, target: QLineEdit) -> None:
        target.setFocus()
        self._moved = (source, target)

    def _stay(self) -> None:
        self._moved = None

    def _postcode_typed(self, text: str) -> None:
        self._stay()
        whole = postcodes.is_complete(text) and self._postcode.cursorPosition() == len(text)
        if whole and not self._address.text():
            self._postcode.setText(postcodes.normalise(text))
            self.go_on_to_address()

    def _address_typed(self, text: str) -> None:
        self._stay()
        longer = len(text) > len(self._typed)
        self._typed = text
        if not longer or self._address.cursorPosition() != len(text):
            return
        found = addresses.propose(text, self._known)
        if len(found) > len(text):
            self._address.setText(found)
            self._address.setCursorPosition(len(found))
            self._address.cursorBackward(True, len(found) - len(text))  # noqa: FBT003  # Qt's shape
        elif addresses.is_whole(text, self._towns) and not self._name.text():
            self._go(self._address, self._name)

    def _settle_address(self) -> None:
        text = self._address.text()
        known = addresses.as_known(text, self._known)
        if known != text:
            self._address.setText(known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_undo_to_the_window(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    @staticmethod
    def _leaves_undo_to_the_window(watched: QObject, event: QKeyEvent) -> bool:
        """An empty field has nothing to undo: there Ctrl+Z takes the last row back."""
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if undo and isinstance(watched, QLineEdit) and not watched.text():
            event.ignore()
            return True
        return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        just_moved = self._moved is not None and self._moved[1] is watched
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Tab and plain:
            if just_moved and not (watched is self._address and self._known):
                self._stay()
                return True
            if watched is self._address and not self._address.text() and self._known:
                self._address.setText(self._known[0])
            return False
        if event.key() == Qt.Key.Key_Backspace and just_moved and self._moved:
            self._moved[0].setFocus()
            self._moved[0].end(False)  # noqa: FBT003  # Qt's shape
            self._stay()
            return True
        return False
