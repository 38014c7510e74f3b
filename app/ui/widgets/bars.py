"""Bars and the progress chart; each says its numbers to a screen reader as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import tr
from app.ui import theme
from app.ui.theme import grown


class StackBar(QWidget):
    """Amounts side by side in one bar, each in the colour of its role."""

    def __init__(self, height: int = 12) -> None:
        super().__init__()
        self._parts: Sequence[tuple[str, int, str]] = ()
        self._total = 0
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[str, int, str]], total: int = 0) -> None:
        """Shows (words, amount, colour role) against `total`, or against their sum."""
        self._parts = parts
        self._total = max(total, sum(amount for _, amount, _ in parts))
        self.setAccessibleName(", ".join(f"{words} {amount}" for words, amount, _ in parts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, 3, 3)
        painter.setClipPath(shape)
        painter.fillRect(whole, theme.colour("rest"))
        x = 0.0
        for _, amount, role in self._parts:
            width = whole.width() * amount / self._total if self._total else 0
            if amount:
                painter.fillRect(
                    QRectF(x, 0, max(width - 1, 1.5), whole.height()), theme.colour(role)
                )
            x += width


class Swatch(QWidget):
    """The colour of a bar's part, beside its words."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(grown(12), grown(12))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("control"), 1))
        painter.setBrush(theme.colour(self._role))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 11, 11), 2.5, 2.5)


@dataclass(frozen=True)
class ChartData:
    """Signatures so far by day, the target, and where they may be when the petition closes."""

    days: Sequence[tuple[date, int]]
    today: date
    closes: date | None
    target: int
    low: int
    high: int


_ROOMY = 90
"""Pixels in which five numbers stand above each other."""


class ProgressChart(QWidget):
    """The way to the target: what was collected, and the range that may come."""

    def __init__(self) -> None:
        super().__init__()
        self._data: ChartData | None = None
        self.setMinimumHeight(grown(88))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_data(self, data: ChartData) -> None:
        """Draws `data`, whose totals run up day by day."""
        self._data = data
        total = data.days[-1][1] if data.days else 0
        self.setAccessibleName(
            tr(
                "{total} valid signatures by {today:%d %B}; target {target}; "
                "by the close between {low} and {high}",
                total=total,
                today=data.today,
                target=data.target,
                low=data.low,
                high=data.high,
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        data = self._data
        if data is None or not data.days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = QRectF(self.rect()).adjusted(grown(48), grown(14), -grown(92), -grown(24))
        first = data.days[0][0] - timedelta(days=1)
        last = max(data.closes or data.today, data.today)
        most = _round_up(max(data.target, data.high, data.days[-1][1], 1))
        scale = _Scale(plot, first, last, most)
        self._draw_axes(painter, scale, data)
        self._draw_collected(painter, scale, data)
        if data.closes and data.closes > data.today:
            self._draw_range(painter, scale, data)

    def _draw_axes(self, painter: QPainter, scale: _Scale, data: ChartData) -> None:
        plot = scale.plot
        parts = 4 if plot.height() >= grown(_ROOMY) else 2
        for part in range(parts + 1):
            value = scale.most * part // parts
            y = scale.y(value)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("muted"))
            box = QRectF(0, y - grown(9), plot.left() - 8, grown(18))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}"
            )
        shown = [scale.first + timedelta(days=1), data.today]
        shown += [data.closes] if data.closes and data.closes > data.today else []
        for day in shown:
            text = f"{day.day} {day:%b}" + (tr(", today") if day == data.today else "")
            box = QRectF(scale.x(day) - grown(50), plot.bottom() + 5, grown(100), grown(18))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if data.target:
            y = scale.y(data.target)
            painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("text"))
            painter.drawText(
                QPointF(plot.left() + 6, y - 5), tr("Target {target:,}", target=data.target)
            )

    @staticmethod
    def _draw_collected(painter: QPainter, scale: _Scale, data: ChartData) -> None:
        points = [QPointF(scale.x(scale.first), scale.y(0))]
        points += [QPointF(scale.x(day), scale.y(total)) for day, total in data.days]
        points.append(QPointF(scale.x(data.today), scale.y(data.days[-1][1])))
        area = [*points, QPointF(points[-1].x(), scale.y(0))]
        fill = theme.colour("tint")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(area))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(points[-1], 3.5, 3.5)

    @staticmethod
    def _draw_range(painter: QPainter, scale: _Scale, data: ChartData) -> None:
        closes = data.closes or data.today
        start = QPointF(scale.x(data.today), scale.y(data.days[-1][1]))
        high = QPointF(scale.x(closes), scale.y(data.high))
        low = QPointF(scale.x(closes), scale.y(data.low))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pale"))
        painter.drawPolygon(QPolygonF([start, high, low]))
        painter.setPen(theme.colour("text"))
        gap = max(0.0, grown(15) - (low.y() - high.y())) / 2
        painter.drawText(
            QPointF(high.x() + 8, high.y() + 4 - gap), tr("{high:,} high", high=data.high)
        )
        painter.drawText(QPointF(low.x() + 8, low.y() + 4 + gap), tr("{low:,} low", low=data.low))


@dataclass(frozen=True)
class _Scale:
    plot: QRectF
    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.plot.left() + share * self.plot.width()

    def y(self, value: int) -> float:
        return self.plot.bottom() - value / self.most * self.plot.height()


def _round_up(value: int) -> int:
    """The next number that four steps divide well."""
    step = 4
    while step * 25 < value:
        step *= 10
    for factor in (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25):
        if step * factor >= value:
            return step * factor
    return value
