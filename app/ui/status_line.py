"""The status bar: what was done last with its undo, long work, encryption and backup."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QProgressBar, QStatusBar, QWidget

from app.messages import tr
from app.ui.widgets.basics import IconLabel, across, button, label
from app.ui.widgets.telling import tell

SHOW_AFTER = 600
"""Milliseconds before work shows its progress: shorter work needs none."""


class StatusLine(QStatusBar):
    """Speaks at the left of what happened, and at the right of how safe it is."""

    undo_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._icon = IconLabel("", "good", 16)
        self._said = label("")
        self._before = ""
        self._undo = button(tr("Undo"), kind="link", on_click=self.undo_wanted.emit)
        self._undo.hide()
        self._work = QWidget()
        self._label, self._bar = label(""), QProgressBar()
        self._bar.setTextVisible(False)
        cancel = button(tr("Cancel"), kind="link", on_click=self.cancel_wanted.emit)
        self._work.setLayout(across(self._label, self._bar, cancel))
        self._work.hide()
        left = QWidget()
        row = across(self._icon, self._said, self._undo, self._work)
        row.setContentsMargins(14, 0, 0, 0)
        left.setLayout(row)
        self.addWidget(left)
        self._backup = label("", "muted")
        right = QWidget()
        row = across(
            IconLabel("shield-check", "muted", 16),
            label(tr("Encrypted"), "muted"),
            10,
            self._backup,
        )
        row.setContentsMargins(0, 0, 14, 0)
        right.setLayout(row)
        self.addPermanentWidget(right)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_work)

    def say(self, text: str, undo: str) -> None:
        """Says what was done; `undo` is the label of what can be taken back."""
        self._icon.show_icon("circle-check" if text else "", "good")
        self._said.setText(text)
        self._undo.setVisible(bool(undo))
        self._undo.set_words(tr("Undo: {undo}", undo=undo))
        self._undo.setToolTip("Ctrl+Z")
        tell(self, text)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's slot
        """Forgets what was said last, and says which it is now."""
        self.say("", "")
        tell(self, tr("Names are hidden") if hidden else tr("Names are shown"))

    def show_busy(self, text: str) -> None:
        """Says what the window is about, painted before it stands still; nothing when over."""
        if not text:
            QApplication.restoreOverrideCursor()
            self._said.setText(self._before)
            return
        self._before = self._said.text()
        self._said.setText(text)
        tell(self, text)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.repaint()

    def begin(self, text: str) -> None:
        """Shows `text` and a bar when the work takes longer than a moment."""
        self._label.setText(text)
        self._bar.setRange(0, 0)
        self._timer.start(SHOW_AFTER)

    def _show_work(self) -> None:
        self._work.show()
        tell(self, self._label.text())

    def progress(self, done: int, total: int) -> None:
        """Moves the bar."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def end(self) -> None:
        """The work is over."""
        self._timer.stop()
        self._work.hide()

    def show_backup(self, iso: str, now: datetime) -> None:
        """Says when the campaign was backed up."""
        if not iso:
            self._backup.setText(tr("Never backed up"))
            return
        at = datetime.fromisoformat(iso)
        day = "today" if at.date() == now.date() else f"{at.day} {at:%B}"
        self._backup.setText(tr("Backed up {day} at {at:%H:%M}", day=day, at=at))
