"""A scanned sheet drawn by Qt: invented handwriting on paper, in place of a scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPen

from app.ui.widgets.pictures import CELLS, USUAL_CELLS, Cells

ROW_SHARE = 0.069
"""A row's height as a part of its width: 12.4 mm of 180."""


@dataclass(frozen=True)
class FakePicture:
    """Pixels in rows without gaps."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class FakeInk:
    """What the scan saw in a row."""

    inked: bool
    struck: bool = False
    score: float = 0.0


Written = Sequence[str]
"""Name, address, postcode, signature and date as they stand on the paper."""


class FakePictures:
    """Rows as they were written; a missing one is empty."""

    def __init__(
        self, written: Mapping[int, Written], rows: int = 10, struck: frozenset[int] = frozenset()
    ) -> None:
        self._written, self._struck = written, struck
        self.asked: list[str] = []
        self.rows = {
            row: FakeInk(row in written, row in struck, 0.1 if row in written else 0.0)
            for row in range(1, rows + 1)
        }

    def has(self, row: int) -> bool:
        return row in self.rows

    def cells(self, row: int) -> Cells:  # noqa: ARG002  # all rows lie alike
        return USUAL_CELLS

    def strip(self, row: int, width: int, *, beside: float = 0.0) -> FakePicture:
        self.asked.append(f"strip {row}")
        high = round(width * ROW_SHARE)
        made = self._paper(width, round(high * (1 + 2 * beside)))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in (row - 1, row, row + 1):
            self._draw_row(painter, at, round(high * (beside + at - row)), width, high)
        painter.end()
        return _picture(made)

    def cell(self, row: int, name: str, width: int) -> FakePicture:
        left, right = USUAL_CELLS[name]
        whole = round(width / (right - left))
        strip = self.strip(row, whole)
        image = QImage(
            strip.pixels, strip.width, strip.height, strip.width * 3, QImage.Format.Format_RGB888
        )
        return _picture(image.copy(round(left * whole), 0, width, strip.height))

    def whole(self, width: int) -> FakePicture:
        self.asked.append("whole")
        high = round(width * ROW_SHARE)
        made = self._paper(width, round(width * 1.414))
        painter = QPainter(made)
        for row in self.rows:
            self._draw_row(painter, row, high * (row + 6), width, high)
        painter.end()
        return _picture(made)

    @staticmethod
    def _paper(width: int, height: int) -> QImage:
        made = QImage(width, height, QImage.Format.Format_RGB888)
        painter = QPainter(made)
        shade = QLinearGradient(0, 0, width, height)
        shade.setColorAt(0, QColor("#F3F1EB"))
        shade.setColorAt(0.6, QColor("#EDEAE2"))
        shade.setColorAt(1, QColor("#E6E3DA"))
        painter.fillRect(made.rect(), shade)
        painter.end()
        return made

    def _draw_row(self, painter: QPainter, row: int, y: int, width: int, high: int) -> None:
        painter.setPen(QPen(QColor("#A9A69E"), 1))
        painter.drawLine(0, y, width, y)
        if row not in self.rows:
            return
        for name in CELLS:
            x = round(USUAL_CELLS[name][0] * width)
            painter.drawLine(x, y, x, y + high)
        painter.setFont(_font(high * 0.26, bold=True))
        painter.setPen(QColor("#55524C"))
        number = QRectF(0, y, 0.034 * width, high)
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(row)
        )
        painter.setPen(QPen(QColor("#26337A"), max(1.0, high / 40)))
        for name, text in zip(CELLS, self._written.get(row, ("",) * 5), strict=True):
            left, right = (edge * width for edge in USUAL_CELLS[name])
            signing = name == "signature"
            painter.save()
            painter.translate(left + 6, y + high * 0.66)
            painter.rotate(-2 if signing else 0.6)
            painter.setFont(_font(high * (0.46 if signing else 0.32), slanted=True))
            painter.drawText(QPointF(0, 0), text)
            painter.restore()
            if row in self._struck:
                middle = y + high * 0.55
                painter.drawLine(QPointF(left + 2, middle + 3), QPointF(right - 4, middle - 4))


def _font(pixels: float, *, bold: bool = False, slanted: bool = False) -> QFont:
    made = QFont()
    made.setPixelSize(max(5, round(pixels)))
    made.setBold(bold)
    made.setItalic(slanted)
    return made


def _picture(made: QImage) -> FakePicture:
    line, stride = made.width() * 3, made.bytesPerLine()
    pixels = bytes(made.constBits())
    rows = (pixels[at * stride : at * stride + line] for at in range(made.height()))
    return FakePicture(made.width(), made.height(), b"".join(rows))
