"""The ranked bars and the dot map, drawn for the window and for a saved picture alike."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.domain.places import FEWEST, Dot
from app.messages import tr, trn

BAR = 28
"""Pixels from one bar to the next."""

_NAME_SHARE = 0.45
_LEAST = 1_500.0
"""Metres that a map shows at least: nobody's street fills it."""

_LABELS = 16
_SIZES = (FEWEST, 10, 25, 100, 500)
_RADII = (3.2, 4.5, 7.0, 11.0, 17.0, 26.0)


@dataclass(frozen=True)
class Bar:
    """One bar: its name, and valid and similar signatures; None where they are not told."""

    name: str
    valid: int | None
    similar: int | None


@dataclass(frozen=True)
class MapData:
    """Dots over the ground: the positions of all postcodes of each district in sight."""

    dots: Sequence[Dot]
    ground: Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class View:
    """Which part of the National Grid is shown, in metres, and where."""

    plot: QRectF
    west: float
    south: float
    metres: float

    def at(self, easting: float, northing: float) -> QPointF:
        """Where a place is on the paper."""
        return QPointF(
            self.plot.left() + (easting - self.west) / self.metres,
            self.plot.bottom() - (northing - self.south) / self.metres,
        )

    def holds(self, easting: float, northing: float) -> bool:
        """Whether a place is in sight."""
        return self.plot.contains(self.at(easting, northing))


def draw_bars(
    painter: QPainter, rect: QRectF, bars: Sequence[Bar], palette: Mapping[str, str]
) -> None:
    """Bars under each other from the top, the names at the left and the numbers behind."""
    metrics = QFontMetricsF(painter.font())
    longest = max([metrics.horizontalAdvance(bar.name) for bar in bars], default=0.0) + 2
    name_width = min(rect.width() * _NAME_SHARE, longest)
    most = max([(bar.valid or 0) + (bar.similar or 0) for bar in bars], default=0) or 1
    number_width = max([metrics.horizontalAdvance(_number(bar)) for bar in bars], default=0.0) + 8
    room = max(20.0, rect.width() - name_width - 12 - number_width)
    for at, bar in enumerate(bars):
        middle = rect.top() + at * BAR + BAR / 2
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name_width)
        painter.setPen(QColor(palette["text"]))
        painter.drawText(
            QRectF(rect.left(), middle - BAR / 2, name_width, BAR),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            name,
        )
        x = rect.left() + name_width + 12
        for amount, role in ((bar.valid, "accent"), (bar.similar, "middle")):
            if amount:
                wide = max(2.0, room * amount / most)
                painter.fillRect(QRectF(x, middle - 8, wide, 16), QColor(palette[role]))
                x += wide + 1
        words = _number(bar)
        painter.setPen(QColor(palette["muted" if bar.valid is None else "text"]))
        painter.drawText(
            QRectF(x + 6, middle - BAR / 2, rect.right() - x, BAR),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )


def _number(bar: Bar) -> str:
    if bar.valid is None or (not bar.valid and bar.similar is None):
        return tr("not told")
    return f"{bar.valid:,} + {bar.similar:,}" if bar.similar else f"{bar.valid:,}"


def view_of(dots: Sequence[Dot], plot: QRectF, *, whole: bool) -> View:
    """The view of all dots, or, where few are far away, of where nearly all live."""
    west, east = _range([(dot.easting, dot.number) for dot in dots], whole=whole)
    south, north = _range([(dot.northing, dot.number) for dot in dots], whole=whole)
    width, height = (max(east - west, _LEAST) * 1.16, max(north - south, _LEAST) * 1.16)
    metres = max(width / max(plot.width(), 1), height / max(plot.height(), 1))
    return View(
        plot,
        (west + east) / 2 - plot.width() * metres / 2,
        (south + north) / 2 - plot.height() * metres / 2,
        metres,
    )


def _range(values: Sequence[tuple[int, int]], *, whole: bool) -> tuple[float, float]:
    ordered = sorted(values)
    if not ordered:
        return 0.0, _LEAST
    if whole:
        return ordered[0][0], ordered[-1][0]
    total, least, most, passed = sum(number for _, number in ordered), None, 0, 0
    for value, number in ordered:
        passed += number
        if least is None and passed >= 0.03 * total:
            least = value
        most = value
        if passed >= 0.97 * total:
            break
    return float(least if least is not None else ordered[0][0]), float(most)


def outside_of(dots: Sequence[Dot], view: View) -> int:
    """How many signatures lie outside what a view shows."""
    return sum(dot.number for dot in dots if not view.holds(dot.easting, dot.northing))


def outside_words(number: int) -> str:
    """How many are not in sight, or nothing."""
    if not number:
        return ""
    return trn(
        "{number} signature lies outside this view.",
        "{number:,} signatures lie outside this view.",
        number,
    )


def draw_ground(
    painter: QPainter, view: View, data: MapData, palette: Mapping[str, str], most: int
) -> None:
    """All postcodes of the districts as a faint ground, at most `most` of them."""
    every = [one for places in data.ground.values() for one in places]
    step = max(1, math.ceil(len(every) / most))
    points = [view.at(*one) for one in every[::step] if view.holds(*one)]
    faint = QColor(palette["control"])
    faint.setAlpha(105)
    pen = QPen(faint, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints(QPolygonF(points))


def draw_dots(painter: QPainter, view: View, data: MapData, palette: Mapping[str, str]) -> None:
    """The dots, the larger the more signed there, with the districts' names and a scale."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRect(view.plot)
    fill = QColor(palette["accent"])
    fill.setAlpha(190)
    # By size alone: the order within one, which a file keeps, is not to rank them by number.
    for dot in sorted(data.dots, key=lambda one: (-size_of(one.number), one.easting, one.northing)):
        painter.setPen(QPen(QColor(palette["surface"]), 1))
        painter.setBrush(fill)
        place = view.at(dot.easting, dot.northing)
        radius = radius_of(dot.number)
        painter.drawEllipse(place, radius, radius)
    _draw_names(painter, view, data, palette)
    painter.restore()
    _draw_scale(painter, view, palette)


def size_of(number: int) -> int:
    """Which of the few sizes a dot has; the smallest is never in a saved picture.

    A size for each number would tell in a picture what its bars may not.
    """
    return bisect_right(_SIZES, number)


def radius_of(number: int) -> float:
    """The radius of a dot in pixels."""
    return _RADII[size_of(number)]


def dot_words() -> str:
    """What the sizes of the dots in a saved picture mean."""
    return tr(
        "The dots have five sizes: below 10 signatures, from 10, from 25, from 100, from 500."
    )


def _draw_names(painter: QPainter, view: View, data: MapData, palette: Mapping[str, str]) -> None:
    metrics = QFontMetricsF(painter.font())
    taken: list[QRectF] = []
    ranked = sorted(data.ground.items(), key=lambda one: -len(one[1]))
    for name, places in ranked:
        # At the upper edge of where its postcodes lie: in the middle it would hide dots.
        northings = sorted(one[1] for one in places)
        place = view.at(
            sum(one[0] for one in places) / len(places), northings[int(len(places) * 0.97)]
        )
        width = metrics.horizontalAdvance(name) + 10
        place.setY(max(place.y(), view.plot.top() + 12))
        box = QRectF(place.x() - width / 2, place.y() - 10, width, 20)
        if not view.plot.contains(box) or any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        # Letters with a rim: a box would hide the dots.
        path = QPainterPath()
        path.addText(box.left() + 5, place.y() + metrics.capHeight() / 2, painter.font(), name)
        painter.strokePath(path, QPen(QColor(palette["surface"]), 3.5))
        painter.fillPath(path, QColor(palette["text"]))
        if len(taken) == _LABELS:
            break


def _draw_scale(painter: QPainter, view: View, palette: Mapping[str, str]) -> None:
    wanted = view.metres * view.plot.width() / 4
    power = 10 ** math.floor(math.log10(max(wanted, 1)))
    length = max(one * power for one in (1, 2, 5) if one * power <= max(wanted, 1))
    words = tr("{number:g} km", number=length / 1000) if length >= 1000 else tr(
        "{number:g} m", number=length
    )  # fmt: skip
    left, bottom = view.plot.left() + 14, view.plot.bottom() - 14
    right = left + length / view.metres
    painter.setPen(QPen(QColor(palette["text"]), 1.5))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(left, bottom - 5),
                QPointF(left, bottom),
                QPointF(right, bottom),
                QPointF(right, bottom - 5),
            ]
        )
    )
    painter.drawText(QPointF(left + 4, bottom - 6), words)
