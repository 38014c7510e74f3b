"""What all dialogues share in which a step is done: what was refused stands in them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import Button, Part, across, button
from app.ui.widgets.page import Banner


class StepDialog(QDialog):
    """A dialogue over a page; `column` takes what it holds."""

    def __init__(self, parent: QWidget, session: Session, title: str, width: int = 560) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(14)
        self.on_enter: Button | None = None
        self.banner = Banner()
        self.column.addWidget(self.banner)
        session.refused.connect(self.refuse)
        session.said.connect(self._settle)
        session.names_hidden_changed.connect(self.hide_names)
        QShortcut(QKeySequence("F9"), self, lambda: session.hide_names(not session.names_hidden))
        QShortcut(QKeySequence("Ctrl+L"), self, self._lock)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Enter in a field does the dialogue's one step, if it has one; never any other."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.on_enter is not None:
                self.on_enter.click()
            return
        super().keyPressEvent(event)

    def exec(self) -> int:
        """Shows the dialogue until it is left; it does not live on with what it holds."""
        try:
            return super().exec()
        finally:
            self.deleteLater()

    def _lock(self) -> None:
        """Leaves, and locks the window when the dialogue is gone."""
        self.reject()
        QTimer.singleShot(0, self.session.lock_wanted.emit)

    def refuse(self, sentence: str) -> None:
        """Shows what was refused."""
        self.banner.say(sentence)

    def _settle(self, _: str) -> None:
        self.banner.hide()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's slot
        """Leaves at once what may show names, when they are hidden."""
        if hidden:
            self.reject()

    def leave_button(self, words: str = "") -> Button:
        """The button that leaves without a step."""
        return button(words or tr("Cancel"), on_click=self.reject)

    def add_foot(self, *parts: Part) -> None:
        """The last line of the dialogue."""
        self.column.addLayout(across(*parts))
