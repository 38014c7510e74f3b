"""A hand scanner types a code faster than any hand, and ends with Enter: it is heard anywhere."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

FASTEST_HAND = 60
"""Milliseconds a key, over a whole code: no person types so fast."""

PAUSE = 500
"""Milliseconds after which a key begins another code."""

SHORTEST_CODE = 6
_TYPED_IN = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class ScannerEar(QObject):
    """Hears scanned codes while `page` is in sight and no field is typed in."""

    scanned = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._heard = ""
        self._first, self._last = QElapsedTimer(), QElapsedTimer()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        kind, application = event.type(), QApplication.instance()
        if watched is self._page and application is not None:
            if kind == QEvent.Type.Show:
                application.installEventFilter(self)
            elif kind == QEvent.Type.Hide:
                application.removeEventFilter(self)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._hear(watched, event)
        return False

    def _hear(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether the key ends a scanned code; one that does is kept from everything else."""
        window = self._page.window()
        focus = window.focusWidget() or window
        if watched is not focus:
            return False
        if isinstance(focus, _TYPED_IN):
            self._heard = ""
            return False
        if not self._heard or self._last.elapsed() > PAUSE:
            self._heard = ""
            self._first.start()
        self._last.start()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._heard += event.text().strip()
            return False
        code, self._heard = self._heard, ""
        short = len(code.replace("-", "")) < SHORTEST_CODE
        if short or self._first.elapsed() > FASTEST_HAND * len(code):
            return False
        self.scanned.emit(code)
        return True
