"""Tables to read and choose rows from: headings, figures and status look alike on all pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from app.ui import icons, theme

_Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 30
_HEAD_HEIGHT = 34


@dataclass(frozen=True)
class Column:
    """A heading; `width` 0 takes what is left, `right` is for figures.

    A column with `spare` is hidden while the table is narrower than that.
    """

    heading: str
    width: int = 0
    right: bool = False
    spare: int = 0


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; `role` colours it, an icon has the same role or its own."""

    text: str
    icon: str = ""
    role: str = ""
    strong: bool = False
    icon_role: str = ""


class Table(QTableWidget):
    """A table that is read; its rows are chosen whole."""

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        super().__init__(0, len(columns))
        self.columns = tuple(columns)
        self._unwanted: frozenset[int] = frozenset()
        self.setHorizontalHeaderLabels([column.heading for column in columns])
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.grown(ROW_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Tinted(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.grown(_HEAD_HEIGHT))
        header.setMinimumSectionSize(20)
        for at, column in enumerate(self.columns):
            self._set_up(header, at, column)

    def _set_up(self, header: QHeaderView, at: int, column: Column) -> None:
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(at, modes.Fixed if column.width else modes.Stretch)
        if column.width:
            self.setColumnWidth(at, theme.grown(column.width))
        item = self.horizontalHeaderItem(at)
        if item is not None:
            item.setTextAlignment(_side(column))

    def tint(self, row: int, role: str) -> None:
        """Gives a whole row the background of `role`; none for an empty one."""
        for at in range(self.columnCount()):
            item = self.item(row, at)
            if item is not None:
                item.setBackground(theme.colour(role) if role else QBrush())

    def leave_out(self, columns: frozenset[int]) -> None:
        """Hides these columns, which mean nothing for what is shown."""
        self._unwanted = columns
        self._spare()

    def _spare(self) -> None:
        for at, column in enumerate(self.columns):
            self.setColumnHidden(
                at, at in self._unwanted or self.width() < theme.grown(column.spare)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        self._spare()
        super().resizeEvent(event)

    def fill(self, row: int, cells: Sequence[Cell | str]) -> None:
        """Writes a whole row."""
        for at, cell in enumerate(cells):
            self.put(row, at, Cell(cell) if isinstance(cell, str) else cell)

    def put(self, row: int, at: int, cell: Cell) -> QTableWidgetItem:
        """Writes one cell, whose whole text is its tip where it may be cut."""
        item = QTableWidgetItem(cell.text)
        item.setTextAlignment(_side(self.columns[at]))
        item.setToolTip(cell.text)
        if cell.role:
            item.setForeground(theme.colour(cell.role))
        if cell.icon:
            item.setIcon(icons.icon(cell.icon, cell.icon_role or cell.role or "muted"))
        if cell.strong:
            font = self.font()
            font.setBold(True)
            item.setFont(font)
        self.setItem(row, at, item)
        return item

    def fit(self, most: int, least: int = 1) -> None:
        """Takes the height of its rows, of at most `most` and at least `least`."""
        rows = max(least, min(self.rowCount(), most))
        self.setFixedHeight(rows * theme.grown(ROW_HEIGHT) + theme.grown(_HEAD_HEIGHT) + 2)

    def chosen_rows(self) -> list[int]:
        """The rows selected, from the top."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})


class _Tinted(QStyledItemDelegate):
    """Paints the background of a cell, which a style sheet would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = index.data(Qt.ItemDataRole.BackgroundRole)
        if brush:
            painter.fillRect(option.rect, brush)
        super().paint(painter, option, index)


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
