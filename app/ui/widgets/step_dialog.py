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
from app.ui.widgets.basics import Button, IconLabel, Part, across, button, label
from app.ui.widgets.half_typed import HalfTyped
from app.ui.widgets.page import Banner
from app.ui.widgets.tab_order import follow

_FRAME = (16, 48)
"""Pixels that a system's frame and title take beside and above a dialogue."""


class StepDialog(QDialog):
    """A dialogue over a page; `column` takes what it holds.

    What is half typed outlives a lock where the dialogue says on which `record` it is opened: it
    stands there again when it is opened on the same one, until it is kept or left.
    """

    _covered = False
    _locking = False
    half_typed: HalfTyped | None = None

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        title: str,
        width: int = 560,
        *,
        record: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._record = record
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
        self._again = QWidget()
        self.column.addWidget(self._again)
        self._again.hide()
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
        if event.key() == Qt.Key.Key_Escape and self.asks_to_leave(
            tr("What you filled in is not kept yet: Escape once more leaves without it.")
        ):
            return
        super().keyPressEvent(event)

    def asks_to_leave(self, words: str) -> bool:
        """Whether something typed would be lost; it is said once, and then may be left."""
        typed = self._typed()
        asks = typed != self._left
        if asks:
            self._left = typed
            self.refuse(words)
        return asks

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
        if self._chosen_before is None:
            self._take_choices()
        if self.half_typed is None and self._record is not None:
            self._begin(f"dialog {type(self).__name__} {self._record}")
        follow(self)
        self.resize(self.size().boundedTo(self._room()))
        super().showEvent(event)

    def _room(self) -> QSize:
        """How large it may be, with its frame and title, to lie on the screen whole."""
        return self.screen().availableGeometry().size() - QSize(*_FRAME)

    def _begin(self, name: str) -> None:
        """Puts back what was half typed when the window locked, and says so."""
        self.half_typed = HalfTyped(self.session.store, name, self._inside)
        if not self.half_typed.put_back():
            return
        words = tr("What you typed before the window locked stands here again.")
        afresh = button(tr("Begin afresh"), kind="link", on_click=self._begin_afresh)
        row = across(IconLabel("history", "accent", 16), label(words, wrap=True), afresh)
        row.setContentsMargins(0, 0, 0, 0)
        row.setStretch(1, 1)
        self._again.setLayout(row)
        self._again.show()
        needed = self.layout().totalHeightForWidth(self.width())  # type: ignore[union-attr]  # it has
        self.resize(self.width(), max(self.height(), needed))

    def _begin_afresh(self) -> None:
        if self.half_typed is not None:
            self.half_typed.clear()
        self._left = self._typed()
        self._again.hide()

    def keep_half_typed(self) -> None:
        """Keeps what is half typed, before the window locks; nothing is done here after this."""
        self._locking = True
        if self.half_typed is not None:
            self.half_typed.keep(self.session.clock().date())

    def done(self, result: int) -> None:
        """What was kept for later is gone once the dialogue did its step, or is left."""
        if self.half_typed is not None and not self._locking:
            self.half_typed.forget()
        super().done(result)

    def exec(self) -> int:
        """Shows the dialogue until it is left; it does not live on with what it holds."""
        try:
            return super().exec()
        finally:
            self.deleteLater()

    def _lock(self) -> None:
        """Leaves with what is half typed, and locks the window when the dialogue is gone."""
        self.keep_half_typed()
        self.done(0)
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
