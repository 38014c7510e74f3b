"""The printed lines of a sheet, found in a picture, and what they say about where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from app.domain.sheet import Face
from app.intake.scans.place import SCALE, Place, flip, powers, project

Array = Any
_BESIDE = 12.0
"""Points round the table that are looked at too."""

_PLACES = 9
"""Places along each line."""

_DARK = 40.0
"""Grey levels that a place counts for at most: a rule is not darker than a pen."""

_STRAY = 3
"""Pixels that a place of a rule may lie off its straight line, as on paper in waves."""

_LONG = 26
"""Pixels along a line that are averaged at each place."""


@dataclass(frozen=True)
class Measured:
    """At each place: how far the line is off, in points across it, and whether one is there."""

    offsets: Array
    sure: Array
    table: Array


Anchor = tuple[Any, Any, float]
"""Points of the page, where they are in the picture, and how much that weighs."""


class Lines:
    """Places along a face's printed lines; `across` is the way across each, right or down."""

    def __init__(self, face: Face) -> None:
        self._face = face
        points, level = [], []
        for x0, y0, x1, y1 in face.rules:
            ends = flip([(x0, y0), (x1, y1)], face)
            parts = (np.arange(_PLACES) + 0.5) / _PLACES
            points.append(ends[0] + parts[:, None] * (ends[1] - ends[0]))
            level.append(np.full(_PLACES, y0 == y1))
        self.points = np.vstack(points)
        self.level = np.concatenate(level)
        self.across = np.where(self.level[:, None], (0.0, 1.0), (1.0, 0.0))
        low, high = self.points.min(0), self.points.max(0)
        self.corners = np.array([low, (high[0], low[1]), high, (low[0], high[1])])

    @cached_property
    def frame(self) -> Array:
        """The upper left and lower right of the table with some room round it, in points."""
        boxes = np.array([*self._face.rules, *(row.box for row in self._face.rows)])
        ends = flip(np.vstack([boxes[:, :2], boxes[:, 2:]]), self._face)
        return np.array([ends.min(0) - _BESIDE, ends.max(0) + _BESIDE])

    def measure(self, grey: Array, place: Place, window: float, stray: int = _STRAY) -> Measured:
        """Looks for each line within `window` points of where `place` has it.

        It may lie `stray` pixels at SCALE off a straight one.
        """
        table = place.part(grey, self.frame).pixels
        reach = int(window * SCALE)
        dark = np.empty((len(self.points), 2 * reach + 1))
        middle = (self.points - self.frame[0]) * SCALE - 0.5
        for level in (True, False):
            chosen = self.level == level
            if chosen.any():
                dark[chosen] = _profiles(table if level else table.T,
                                         middle[chosen] if level else middle[chosen][:, ::-1],
                                         reach)  # fmt: skip
        offsets, sure = _peaks(_near_straight(dark, reach, stray))
        near = np.where(self.level, middle[:, 1] % 1, middle[:, 0] % 1)
        rounded = np.where(near < 0.5, near, near - 1)
        return Measured((offsets - rounded) / SCALE, sure, table)

    def after(self, found: Measured, update: Array) -> Measured:
        """What would be measured once the place is changed by `update`."""
        moved = ((project(update, self.points) - self.points) * self.across).sum(axis=1)
        return Measured(found.offsets - moved, found.sure, found.table)


def _profiles(table: Array, middle: Array, reach: int) -> Array:
    """How dark it is across level lines at `middle` (x, y in pixels), averaged along each."""
    columns = np.round(middle[:, 0]).astype(int)[:, None] + np.arange(-_LONG // 2, _LONG // 2, 2)
    rows = np.round(middle[:, 1]).astype(int)[:, None] + np.arange(-reach, reach + 1)
    columns = np.clip(columns, 0, table.shape[1] - 1)
    rows = np.clip(rows, 0, table.shape[0] - 1)
    return 255.0 - table[rows[:, :, None], columns[:, None, :]].mean(axis=2)


def _near_straight(dark: Array, reach: int, stray: int) -> Array:
    """The profiles, less what is not near the straight line that each rule's nine places show.

    Handwriting may be darker than a rule at one place; along all nine it is not.
    """
    dark = dark - np.median(dark, axis=1, keepdims=True)
    by_rule = np.minimum(dark, _DARK).reshape(-1, _PLACES, dark.shape[1])
    along = np.linspace(-1, 1, _PLACES)
    offsets = np.arange(-reach, reach + 1)
    slopes = np.linspace(-reach, reach, 13)
    where = np.round(offsets[:, None, None] + slopes[None, :, None] * along).astype(int)
    inside = np.abs(where) <= reach
    clipped = np.clip(where, -reach, reach) + reach
    sums = (by_rule[:, np.arange(_PLACES), clipped] * inside).sum(axis=-1)
    best = sums.reshape(len(by_rule), -1).argmax(axis=1)
    chosen = where.reshape(-1, _PLACES)[best].reshape(-1, 1)
    away = np.abs(offsets - chosen) > stray
    return np.where(away, np.minimum(dark, 0.0), dark)


def _peaks(dark: Array) -> tuple[Array, Array]:
    """Where each profile is darkest, in pixels from its middle, and whether that is a line."""
    rows, last = np.arange(len(dark)), dark.shape[1] - 1
    top = dark.argmax(axis=1)
    height = dark[rows, top]
    noise = np.median(np.abs(dark), axis=1)
    sure = (height > 4) & (height > 3 * noise) & (top > 0) & (top < last)
    inner = np.clip(top, 1, last - 1)
    before, peak, after = (dark[rows, inner + shift] for shift in (-1, 0, 1))
    bend = before - 2 * peak + after
    between = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, 1), 0)
    return inner + np.clip(between, -1, 1) - last / 2, sure


def update_of(lines: Lines, found: Measured, anchors: list[Anchor], place: Place) -> Array:
    """The change of the page's points that takes `place` to what was measured (Huber's weights)."""
    points, across = [lines.points[found.sure]], [lines.across[found.sure]]
    targets = [points[0] + across[0] * found.offsets[found.sure, None]]
    heavy = [np.ones(len(points[0]))]
    back = np.linalg.inv(place.matrix)
    for at, seen, weight in anchors:
        there = project(back, seen)
        for way in ((1.0, 0.0), (0.0, 1.0)):
            points.append(at)
            across.append(np.tile(way, (len(at), 1)))
            targets.append(there)
            heavy.append(np.full(len(at), weight))
    where, ways = np.vstack(points) / 400, np.vstack(across)
    target, weights = np.vstack(targets) / 400, np.concatenate(heavy)
    own: Array = _START
    for _ in range(3):
        jacobian, residual, sure = _equations(own, where, ways, target)
        left = jacobian * (sure * weights)[:, None]
        square = left.T @ left + np.diag(_STIFF**2)
        right = left.T @ (residual * sure * weights) - _STIFF**2 * (own - _START)
        own = own + np.linalg.solve(square, right)
    span = np.diag([1 / 400, 1 / 400, 1.0])
    return np.linalg.inv(span) @ np.append(own, 1).reshape(3, 3) @ span


_START = np.array([1.0, 0, 0, 0, 1, 0, 0, 0])
_STIFF = np.array([0.03, 0.03, 1e-6, 0.03, 0.03, 1e-6, 0.1, 0.1])
"""What little is measured must not stretch or tilt the page much."""
_LIMIT = 0.5 / 400
"""Half a point: what is further off weighs less and less."""


def _equations(own: Array, points: Array, way: Array, targets: Array) -> tuple[Array, Array, Array]:
    """How the distance along `way` changes with each of eight parameters, and its weights."""
    x, y = points.T
    ones, zeros = np.ones_like(x), np.zeros_like(x)
    depth = own[6] * x + own[7] * y + 1
    u = (own[0] * x + own[1] * y + own[2]) / depth
    v = (own[3] * x + own[4] * y + own[5]) / depth
    of_u = np.column_stack([x, y, ones, zeros, zeros, zeros, -u * x, -u * y]) / depth[:, None]
    of_v = np.column_stack([zeros, zeros, zeros, x, y, ones, -v * x, -v * y]) / depth[:, None]
    jacobian = of_u * way[:, :1] + of_v * way[:, 1:]
    residual = ((targets - np.column_stack([u, v])) * way).sum(axis=1)
    size = np.abs(residual)
    return (
        jacobian,
        residual,
        np.where(size <= _LIMIT, 1.0, np.sqrt(_LIMIT / np.maximum(size, 1e-9))),
    )


_UNLIKELY = np.array(
    [
        [0.02, 4, 0.02, 4, 4, 0.02, 4, 4, 4, 0.02],
        [0.02, 0.02, 4, 0.02, 4, 4, 0.02, 4, 4, 4],
    ]
)
"""What each of the bend's terms has to earn: paper in waves moves across them, all along alike."""


def bend_of(lines: Lines, found: Measured, face: Face) -> Array:
    """How the paper bends: 10 by 2 figures for `powers`, the smaller the better."""
    terms = powers(lines.points, face)
    bend = np.zeros((terms.shape[1], 2))
    for axis, level in ((0, False), (1, True)):
        chosen = found.sure & (lines.level == level)
        if chosen.sum() < 8:
            continue
        left, right = terms[chosen], found.offsets[chosen]
        weight = np.ones(len(right))
        for _ in range(4):
            square = (left * weight[:, None]).T @ left + np.diag(_UNLIKELY[axis])
            bend[:, axis] = np.linalg.solve(square, (left * weight[:, None]).T @ right)
            size = np.abs(right - left @ bend[:, axis])
            weight = np.where(size <= 0.5, 1.0, 0.5 / np.maximum(size, 1e-9))
    return bend
