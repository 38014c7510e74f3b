"""A row of widgets that goes on in the next line where the window is narrow or the type large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays its widgets out like words of a text; `even` ones stand in columns."""

    def __init__(self, *widgets: QWidget, spacing: int = 8, even: bool = False) -> None:
        super().__init__()
        self._even = even
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  # Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  # Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return self._place(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  # Qt's name
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _place(self, rect: QRect, *, moving: bool) -> int:
        x, y = rect.x(), rect.y()
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        columns = max(1, rect.width() // max(widest + self.spacing(), 1))
        line: list[tuple[QLayoutItem, QPoint]] = []
        height = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if self._even:
                size.setWidth(rect.width() // columns - self.spacing())
            if line and x + size.width() > rect.x() + rect.width() + self._even:
                self._settle(line, height, moving=moving)
                x, y, line, height = rect.x(), y + height + self.spacing(), [], 0
            line.append((item, QPoint(x, y)))
            x += size.width() + self.spacing()
            height = max(height, size.height())
        self._settle(line, height, moving=moving)
        return y + height - rect.y()

    @staticmethod
    def _settle(line: list[tuple[QLayoutItem, QPoint]], height: int, *, moving: bool) -> None:
        """Puts the widgets of one line on its middle."""
        for item, at in line if moving else ():
            size = item.sizeHint()
            item.setGeometry(QRect(at + QPoint(0, (height - size.height()) // 2), size))
