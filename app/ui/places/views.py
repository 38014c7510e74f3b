"""The two pictures of the page; both say their numbers to a screen reader as well."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import tr, trn
from app.ui import theme
from app.ui.places.drawing import (
    BAR,
    Bar,
    MapData,
    draw_bars,
    draw_dots,
    draw_ground,
    outside_of,
    view_of,
)

MOST_BARS = 12
_GROUND = 40_000


class BarChart(QWidget):
    """Areas by how many signed there, most first."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draws `bars`."""
        self._bars = bars
        told = ", ".join(f"{bar.name} {(bar.valid or 0) + (bar.similar or 0)}" for bar in bars)
        self.setAccessibleName(tr("Bars, most first: {told}", told=told))
        self.setAccessibleDescription(tr("The table beside it has the same numbers."))
        self.setFixedHeight(max(1, len(bars)) * BAR)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        draw_bars(painter, QRectF(self.rect()), self._bars, theme.colours(theme.current.name))
        _draw_focus(painter, self)


class DotMap(QWidget):
    """Where signatories live, in squares of the National Grid."""

    def __init__(self) -> None:
        super().__init__()
        self._data = MapData((), {})
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._whole = False
        self._ground: tuple[object, QPixmap] | None = None
        self.setMinimumHeight(360)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(560, 380)

    def show_data(self, data: MapData, *, whole: bool) -> None:
        """Draws `data`, all of it or where nearly all live."""
        self._data, self._whole, self._ground = data, whole, None
        people = sum(dot.number for dot in data.dots)
        self.setAccessibleName(
            tr("Map of {squares} squares with {people} signatures; districts: {districts}",
               squares=len(data.dots), people=people, districts=", ".join(data.ground))
        )  # fmt: skip
        self.setAccessibleDescription(tr("The table has the same people by area."))
        self.update()

    def outside(self) -> int:
        """How many signatures lie outside what is shown."""
        view = view_of(self._data.dots, QRectF(self.rect()), whole=self._whole)
        return outside_of(self._data.dots, view)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        palette = theme.colours(theme.current.name)
        view = view_of(self._data.dots, QRectF(self.rect()), whole=self._whole)
        ratio = self.devicePixelRatioF()
        key = (self.size(), theme.current.name, ratio)
        if self._ground is None or self._ground[0] != key:
            drawn = QPixmap(self.size() * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(theme.colour("surface"))
            below = QPainter(drawn)
            below.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ground(below, view, self._data, palette, _GROUND)
            below.end()
            self._ground = (key, drawn)
        painter.drawPixmap(0, 0, self._ground[1])
        draw_dots(painter, view, self._data, palette)
        _draw_focus(painter, self)


def _draw_focus(painter: QPainter, widget: QWidget) -> None:
    """A frame round the picture that the keyboard is on, so that a screen reader reads it."""
    if widget.hasFocus():
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1))


def bars_of(named: Sequence[tuple[str, int, int]]) -> list[Bar]:
    """The areas with most valid and similar signatures, and the others as one bar."""
    counted = [one for one in named if one[1] + one[2]]
    if len(counted) <= MOST_BARS:
        return [Bar(*one) for one in counted]
    shown, rest = counted[: MOST_BARS - 1], counted[MOST_BARS - 1 :]
    others = trn("{number} other", "{number} others", len(rest))
    valid, similar = sum(one[1] for one in rest), sum(one[2] for one in rest)
    return [*(Bar(*one) for one in shown), Bar(others, valid, similar)]
