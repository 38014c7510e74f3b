"""A page whose questions are closed while its work runs, and who gets the keyboard then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.session import Session
from app.ui.widgets.page import Page


class WaitingPage(Page):
    """A page that waits for its own work; `closed` are the widgets that are shut meanwhile."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.closed: Sequence[QWidget] = ()
        self.busy = self._front = False
        self._origin: QWidget | None = None
        self._kept: QWidget | None = None
        session.jobs.ended.connect(self.end_wait)

    def begin_wait(self) -> None:
        """Closes the questions while they are worked on; the keyboard waits on the page itself."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._origin = focused if inside else None
        if inside:
            self.setFocus()
        self._kept = QApplication.focusWidget()
        self.busy = True
        for widget in self.closed:
            widget.setEnabled(False)

    def end_wait(self) -> None:
        """Opens them again, and gives the keyboard back unless it was put elsewhere."""
        if not self.busy:
            return
        self.busy = False
        for widget in self.closed:
            widget.setEnabled(True)
        focused = QApplication.focusWidget()
        self._front = self.isVisible() and (focused is None or focused is self._kept)
        if self._front and self._origin is not None:
            self._origin.setFocus()

    def give_keyboard(self, target: QWidget) -> None:
        """Only for who waits here: elsewhere a key would do what nobody sees."""
        if self._front:
            target.setFocus()
