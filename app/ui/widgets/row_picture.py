"""The row's own picture: framed, its neighbours veiled, the cell that is keyed now tinted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import tr
from app.ui import theme
from app.ui.widgets.paper import image_of
from app.ui.widgets.pictures import SheetPictures

BESIDE = 0.5
"""So much of each neighbour is shown, in row heights."""

_KEPT = 4


class RowPicture(QWidget):
    """A strip of the scanned sheet, as wide as it is given room, at its own proportions."""

    def __init__(self, beside: float = BESIDE) -> None:
        super().__init__()
        self._beside = beside
        self._pictures: SheetPictures | None = None
        self._source: SheetPictures | None = None
        self._row = 0
        self._active = ""
        self._turned = False
        self._drawn: dict[tuple[int, int], QImage] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, pictures: SheetPictures | None, row: int) -> None:
        """Shows the picture of a row; nothing where there is no scan."""
        if pictures is not None and not pictures.has(row):
            pictures = None
        if pictures is not None and pictures is not self._source:
            self._drawn.clear()
            self._source = pictures
        self._pictures, self._row = pictures, row
        self.setAccessibleName(tr("Picture of row {row}", row=row))
        self.setVisible(pictures is not None)
        self.update()

    def show_active(self, cell: str) -> None:
        """Tints the cell that is keyed now."""
        self._active = cell
        self.update()

    def turn(self) -> None:
        """Turns the picture by half a turn: some people sign upside down."""
        self._turned = not self._turned
        self.update()

    @property
    def turned(self) -> bool:
        """Whether the picture stands on its head."""
        return self._turned

    def prepare(self, row: int) -> None:
        """Loads another row's picture, so that it is there when it is wanted."""
        if self._pictures is not None and self._pictures.has(row):
            self._strip(self.width(), row)

    def height_at(self, width: int) -> int:
        """How high the strip is when it is `width` points wide."""
        strip = self._strip(width)
        return round(width * strip.height() / strip.width()) if strip else 0

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return self.height_at(width)

    def _strip(self, width: int, row: int = 0) -> QImage | None:
        row = row or self._row
        if self._pictures is None or width <= 0:
            return None
        pixels = round(width * self.devicePixelRatioF())
        key = (row, pixels)
        if key not in self._drawn:
            while len(self._drawn) >= _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[key] = image_of(self._pictures.strip(row, pixels, beside=self._beside))
        return self._drawn[key]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        strip = self._strip(self.width())
        if strip is None or self._pictures is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        if self._turned:
            painter.translate(whole.width(), whole.height())
            painter.rotate(180)
        corners = QPainterPath()
        corners.addRoundedRect(whole, 4, 4)
        painter.setClipPath(corners)
        painter.drawImage(whole, strip)
        if theme.current.name == "dark":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(whole, TONED)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._beside:
            self._draw_marks(painter, whole)

    def _draw_marks(self, painter: QPainter, whole: QRectF) -> None:
        high = whole.height() / (1 + 2 * self._beside)
        row = QRectF(0, self._beside * high, whole.width(), high)
        veil = theme.colour("surface")
        veil.setAlphaF(0.8 if theme.current.name == "dark" else 0.62)
        painter.fillRect(QRectF(0, 0, whole.width(), row.top()), veil)
        painter.fillRect(
            QRectF(0, row.bottom(), whole.width(), whole.height() - row.bottom()), veil
        )
        cells = self._pictures.cells(self._row) if self._pictures else {}
        if self._active in cells:
            left, right = cells[self._active]
            tint = theme.colour("middle")
            tint.setAlphaF(0.24)
            width = (right - left) * row.width()
            painter.fillRect(QRectF(left * row.width(), row.top(), width, high), tint)
        painter.setPen(QPen(theme.colour("accent"), 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(row.adjusted(1, 0, -1, 0))


TONED = QColor(216, 214, 208)
"""Paper in the dark theme is toned down, never inverted: ink stays darker than paper."""
