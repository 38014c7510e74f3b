"""All rows of the sheet as one strip of number, icon and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.messages import tr
from app.ui import icons, theme
from app.ui.enter.row_look import RowLook

_EDGE = 10


class Tile(QPushButton):
    """One row of the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setCheckable(True)
        self.setMinimumWidth(34)
        self._look = RowLook(0, "circle", "muted", "")

    def show_look(self, look: RowLook, *, current: bool) -> None:
        """Shows a row's number and state."""
        self._look = look
        self.setChecked(current)
        self.setAccessibleName(tr("Row {row}: {word}", row=look.row, word=look.word))
        self.setToolTip(look.word)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(60, 2 * self.fontMetrics().lineSpacing() + 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        super().paintEvent(event)
        painter = QPainter(self)
        edge = min(_EDGE, self.width() // 8)
        inner = self.rect().adjusted(edge, 5, -edge, -5)
        strong = self.font()
        strong.setBold(True)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(self._look.row)
        )
        picture = icons.pixmap(self._look.icon, self._look.role, 16, self.devicePixelRatioF())
        painter.drawPixmap(inner.right() - 15, inner.top() + 1, picture)
        small = self.font()
        small.setBold(self.isChecked())
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        role = self._look.role
        painter.setPen(theme.colour("text" if self.isChecked() else role))
        line = painter.fontMetrics()
        room = QRect(inner.left(), inner.bottom() - line.height(), inner.width(), line.height() + 1)
        words = line.elidedText(self._look.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class SheetBar(QWidget):
    """The strip; `wanted` names a row whose tile was pressed."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.tiles: list[Tile] = []
        self.setAccessibleName(tr("Rows of the sheet"))

    def show_rows(self, looks: Sequence[RowLook], current: int) -> None:
        """Shows one tile a row."""
        while len(self.tiles) < len(looks):
            tile, at = Tile(), len(self.tiles) + 1
            tile.clicked.connect(lambda _=False, at=at: self.wanted.emit(at))
            self.tiles.append(tile)
            self._row.addWidget(tile, 1)
        self._row.setSpacing(8 if len(looks) <= 12 else 4)
        for at, tile in enumerate(self.tiles):
            tile.setVisible(at < len(looks))
            if at < len(looks):
                tile.show_look(looks[at], current=looks[at].row == current)
