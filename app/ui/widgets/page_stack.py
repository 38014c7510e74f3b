"""The pages one behind the other; where the type is large, a wide one can be moved sideways."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.ui.theme import grown

_LARGE = 125
"""Per cent of the usual type beyond which a page may need more room than the window has."""


class PageStack(QStackedWidget):
    """Needs as much room as the page in front, not as the widest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        page = self.currentWidget()
        return page.sizeHint() if page else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()


def roomy(stack: PageStack) -> QWidget:
    """`stack`, which scrolls where the type is so large that words would be cut."""
    if grown(100) <= _LARGE:
        return stack
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
    area.setWidget(stack)
    return area
