"""What all dialogues share in which a step is done: what was refused stands in them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import Button, Part, across, button, label
from app.ui.widgets.page import Banner
from app.ui.widgets.tab_order import follow

_FRAME = (16, 48)
"""Pixels that a system's frame and title take beside and above a dialogue."""


class StepDialog(QDialog):
    """A dialogue over a page; `column` takes what it holds."""

    _covered = False

    def __init__(self, parent: QWidget, session: Session, title: str, width: int = 560) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._cover = label(tr("Names are hidden: F9 shows what stands here."), "muted", wrap=True)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer.addWidget(self._inside)
        outer.addWidget(self._cover)
        self._cover.hide()
        self._left: list[str] = []
        self._chosen_before: list[str] | None = None
        self.column = QVBoxLayout(self._inside)
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
        typed = self._typed()
        if event.key() == Qt.Key.Key_Escape and typed != self._left:
            self._left = typed
            self.refuse(
                tr("What you filled in is not kept yet: Escape once more leaves without it.")
            )
            return
        super().keyPressEvent(event)

    def _typed(self) -> list[str]:
        """What somebody typed or chose, which a key alone must not lose."""
        chosen = self._choices()
        return [
            *(chosen if chosen != self._chosen_before else ()),
            *(one.text() for one in self.findChildren(QLineEdit) if one.isModified()),
            *(
                one.toPlainText()
                for one in self.findChildren(QPlainTextEdit)
                if one.document().isModified()
            ),
        ]

    def _choices(self) -> list[str]:
        """Each box and choice as it stands now."""
        return [
            *(f"{one.isChecked()}" for one in self.findChildren(QAbstractButton)
              if one.isCheckable()),
            *(one.currentText() for one in self.findChildren(QComboBox)),
            *(one.text() for one in self.findChildren(QAbstractSpinBox)),
        ]  # fmt: skip

    def _take_choices(self) -> None:
        self._chosen_before = self._choices()

    def event(self, event: QEvent) -> bool:
        """While what it holds is hidden, no key but Escape does anything."""
        if self._covered and isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Escape:
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        follow(self)
        self.resize(self.size().boundedTo(self._room()))
        if self._chosen_before is None:
            self._take_choices()
        super().showEvent(event)

    def _room(self) -> QSize:
        """How large it may be, with its frame and title, to lie on the screen whole."""
        return self.screen().availableGeometry().size() - QSize(*_FRAME)

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
        """What stood in the dialogue is kept; it may be set back for the next after this."""
        self.banner.hide()
        QTimer.singleShot(0, self, self._take_choices)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's slot
        """Covers at once what may show names, and keeps what is half typed."""
        self._covered = hidden
        self._inside.setHidden(hidden)
        self._cover.setVisible(hidden)

    def leave_button(self, words: str = "") -> Button:
        """The button that leaves without a step."""
        return button(words or tr("Cancel"), on_click=self.reject)

    def add_foot(self, *parts: Part) -> None:
        """The last line of the dialogue."""
        self.column.addLayout(across(*parts))
