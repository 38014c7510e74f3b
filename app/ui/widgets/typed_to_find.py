"""A list in which one begins to type what is to be found, in any script."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit


class TypedToFind(QObject):
    """Hands on to `field` what is typed on `view`.

    A syllable that an input method is still putting together would be torn by a change of focus:
    it shows in the field at once, and the keyboard follows when it is whole. A list is deaf to
    input methods where it cannot be edited, and says so anew at each row.
    """

    def __init__(self, view: QAbstractItemView, field: QLineEdit) -> None:
        super().__init__(view)
        self._view, self._field = view, field
        self._composed, self._composing = "", False
        view.installEventFilter(self)
        view.selectionModel().currentChanged.connect(self._listen)
        self._listen()

    def take(self, text: str) -> None:
        """Goes on in the field with what was typed."""
        self._composed, self._composing = "", False
        self._field.setFocus()
        self._field.setText(text)

    def _listen(self, *_: object) -> None:
        self._view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.FocusIn:
            self._composed, self._composing = "", False
            QTimer.singleShot(0, self._listen)  # the list itself stops listening just now
        elif isinstance(event, QInputMethodEvent):
            self._compose(event)
            return True
        return super().eventFilter(watched, event)

    def _compose(self, event: QInputMethodEvent) -> None:
        whole = self._composed + event.commitString()
        self._composed = whole if whole.strip() else ""
        if event.preeditString():
            self._composing = True
            self._field.setText(self._composed + event.preeditString())
        elif self._composed:
            self.take(self._composed)
        elif self._composing:  # taken back before it was whole
            self._composing = False
            self._field.clear()
