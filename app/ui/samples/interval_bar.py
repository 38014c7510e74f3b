"""An estimate as a bar: its interval, its middle and the target, with the numbers beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.sampling import Range
from app.messages import tr
from app.ui import theme

_TOP, _BAR, _BELOW = 22, 14, 22


class IntervalBar(QWidget):
    """From nothing to all; the numbers are said to a screen reader as well."""

    def __init__(self) -> None:
        super().__init__()
        self._range = Range(0, 0, 0)
        self._whole, self._target = 0, 0
        self.setFixedHeight(_TOP + _BAR + _BELOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_range(self, shown: Range, whole: int, target: int) -> None:
        """Shows `shown` of `whole` signatures; a target of 0 is none."""
        self._range, self._whole, self._target = shown, max(whole, target), target
        words = tr(
            "Between {low:,.0f} and {high:,.0f}, most likely {middle:,.0f}, of {whole:,}",
            low=shown.low,
            high=shown.high,
            middle=shown.middle,
            whole=whole,
        )
        aim = tr("target {target:,}", target=target)
        self.setAccessibleName(f"{words}; {aim}" if target else words)
        self.update()

    def _x(self, number: float) -> float:
        return 1 + (self.width() - 2) * number / self._whole if self._whole else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, _TOP, self.width(), _BAR)
        corners = QPainterPath()
        corners.addRoundedRect(bar, 3, 3)
        painter.save()
        painter.setClipPath(corners)
        painter.fillRect(bar, theme.colour("rest"))
        low, high = self._x(self._range.low), self._x(self._range.high)
        painter.fillRect(QRectF(low, _TOP, max(high - low, 3), _BAR), theme.colour("middle"))
        middle = self._x(self._range.middle)
        painter.fillRect(QRectF(middle - 1.5, _TOP, 3, _BAR), theme.colour("accent"))
        painter.restore()
        self._draw_numbers(painter, low, high)
        if self._target:
            self._draw_target(painter)

    def _draw_numbers(self, painter: QPainter, low: float, high: float) -> None:
        """The limits under their ends; where both have no room, in one piece."""
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour("muted"))
        first, last = f"{self._range.low:,.0f}", f"{self._range.high:,.0f}"
        gap = metrics.horizontalAdvance(f"{first}  {last}") / 2
        if high - low < 2 * gap:
            both = tr("{low} to {high}", low=first, high=last)
            self._write(painter, (low + high) / 2, _TOP + _BAR, both)
        else:
            self._write(painter, low, _TOP + _BAR, first)
            self._write(painter, high, _TOP + _BAR, last)

    def _draw_target(self, painter: QPainter) -> None:
        x = min(self._x(self._target), self.width() - 1.0)
        painter.setPen(QPen(theme.colour("text"), 2))
        painter.drawLine(QPointF(x, _TOP - 3), QPointF(x, _TOP + _BAR + 3))
        self._write(painter, x, 0, tr("Target {target:,}", target=self._target))

    def _write(self, painter: QPainter, x: float, top: float, text: str) -> None:
        wide = painter.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        painter.drawText(QRectF(left, top, wide, _BELOW - 2), Qt.AlignmentFlag.AlignCenter, text)
