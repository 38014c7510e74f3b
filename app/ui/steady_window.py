"""A window whose keyboard stays on the page: Tab goes as it is read, and no row takes it away."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QWidget

from app.ui.widgets.page import Page
from app.ui.widgets.page_stack import PageStack
from app.ui.widgets.tab_order import follow, stops


class SteadyWindow(QMainWindow):
    """Qt leaps to the first control of the window when what has the keyboard is hidden or deleted.

    Here the page keeps it until all is drawn anew; then what lies nearest has it: the next row,
    or the list.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stack = PageStack()
        self._held: QWidget | None = None
        self._place = QPoint()
        self._around: list[QWidget] = []

    @property
    def in_front(self) -> Page | None:
        """The page in sight."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def show_part(self, page: Page) -> None:
        """Brings a page to the front; Qt hands the keyboard on from the one before."""
        _follow(page)
        self.stack.setCurrentWidget(page)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802  # Qt's name
        """Asked by Tab, and by Qt when what has the keyboard goes."""
        page, held = self.in_front, QApplication.focusWidget()
        if page is None:
            return super().focusNextPrevChild(next)
        if held is None or (held.isVisible() and held.isEnabled()):
            _follow(page)
            return super().focusNextPrevChild(next)
        if page.isVisible():  # else another is being shown, which gets the keyboard
            self._note(held)
            self._wait()
        return True

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        """While a dialogue lies over the window, what had the keyboard may go unnoticed."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        if not self.isActiveWindow():
            self._held = self.focusWidget()
            if self._held is not None:
                self._note(self._held)
            return
        held, now, self._held = self._held, self.focusWidget(), None
        if held is not None and not any(map(_in_sight, filter(None, (held, now)))):
            self._wait()

    def let_go(self) -> None:
        """What has the keyboard says no more: leaving a field would keep it, and nothing can be."""
        held = self.focusWidget()
        if held is not None:
            held.blockSignals(True)  # noqa: FBT003  # Qt's shape

    def _note(self, held: QWidget) -> None:
        """Keeps where it lies, and within what, from the inside out."""
        self._place, self._around = held.mapTo(self, QPoint()), []
        parent = held.parentWidget()
        while parent is not None and parent not in {self, self.stack}:
            self._around.append(parent)
            parent = parent.parentWidget()

    def _wait(self) -> None:
        self.stack.setFocus()
        QTimer.singleShot(0, self, self._go_near)

    def _go_near(self) -> None:
        """To what lies nearest to where the keyboard was, unless the page has put it somewhere."""
        page = self.in_front
        if page is None or QApplication.focusWidget() is not self.stack:
            return
        page.setFocus()
        for around in filter(_in_sight, self._around):
            near = [one for one in stops(around) if one.isVisible() and one.isEnabled()]
            if near:
                chosen = min(near, key=self._distance)
                chosen.setFocus(Qt.FocusReason.OtherFocusReason)
                for area in self._around:
                    if isinstance(area, QScrollArea) and _in_sight(area):
                        area.ensureWidgetVisible(chosen)
                return

    def _distance(self, one: QWidget) -> int:
        return (one.mapTo(self, QPoint()) - self._place).manhattanLength()


def _follow(page: Page) -> None:
    if page.TAB_AS_READ:
        follow(page)


def _in_sight(one: QWidget) -> bool:
    return shiboken6.isValid(one) and one.isVisible()
