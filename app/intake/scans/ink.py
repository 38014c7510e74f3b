"""Tells inked rows from empty ones: strokes darker than the paper, no stains or folds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np

from app.domain.scan import INK_LIMIT, RowInk
from app.domain.sheet import Box, Face
from app.intake.scans.place import MM, SCALE, Part, Place, flip

Array = Any
_FAINTEST = 18.0
"""Square millimetres of ink that make a score of 1: less than a short name in a thin pen."""

_SPECK, _PLENTY = 0.7, 75.0
"""Square millimetres in a row: less is nothing, more is somebody's entry."""

_NOISY = 0.004
"""The share of specks on white paper above which no row is taken as it is."""

LOOK = (40, 5)
"""Columns and rows of a row's look."""

_NEAR = np.ones((int(7.4 * SCALE), int(7.4 * SCALE)), np.uint8)
_SOFT = (int(6 * SCALE), int(6 * SCALE))
"""How far round a stroke the paper is looked for, and how far it is evened out."""

_EDGE = 1.9
"""Points beside a printed line that are left out."""


class Cells:
    """Where the cells of a face lie in its rectified table, worked out once for all scans."""

    def __init__(self, face: Face, frame: Array) -> None:
        self._face = face
        size = np.round((frame[1] - frame[0]) * SCALE).astype(int)
        self._shape = (int(size[1]), int(size[0]))
        self.names = [list(row.cells) for row in face.rows]
        boxes = [box for row in face.rows for box in row.cells.values()]
        self._cells = self._pixels(boxes, frame[0])
        starts = [min(box[0] for box in row.cells.values()) for row in face.rows]
        self.rows = self._pixels(
            [(start, *row.box[1:]) for start, row in zip(starts, face.rows, strict=True)], frame[0]
        )
        self.open = self._without_rules(frame[0])
        self.tall = min(row.box[3] - row.box[1] for row in face.rows) * SCALE

    def _pixels(self, boxes: Any, origin: Array) -> Array:
        """Left, top, right, bottom of each box in the table's pixels."""
        listed = np.array(boxes, dtype=np.float64)
        low = flip(listed[:, [0, 3]], self._face)
        high = flip(listed[:, [2, 1]], self._face)
        found = np.round((np.hstack([low, high]) - np.tile(origin, 2)) * SCALE).astype(int)
        return np.clip(found, 0, np.tile(self._shape[::-1], 2))

    def _without_rules(self, origin: Array) -> Array:
        """1 where handwriting is looked for: not on printed lines, the dashed ones included."""
        face = self._face
        lines = list(face.rules)
        if len(face.rows) > 1:
            lines += [(box[0], box[1], box[0], box[3]) for row in face.rows
                      for box in row.cells.values()]  # fmt: skip
        lines += face.labels
        made = np.ones(self._shape, np.uint8)
        ends = np.array(lines)
        grown = np.column_stack([ends[:, :2] - _EDGE, ends[:, 2:] + _EDGE])
        for left, top, right, bottom in self._pixels(grown, origin):
            made[top:bottom, left:right] = 0
        inside = np.zeros_like(made)
        for left, top, right, bottom in self.rows:
            inside[top:bottom, left:right] = 1
        return made & inside

    def noise(self, ink: Array) -> float:
        """The share of ink in the margin beside the table, where nobody writes."""
        top, bottom = self.rows[0][1], self.rows[-1][3]
        margin = ink[top:bottom, -int(9 * SCALE) :]
        return float(margin.mean()) if margin.size else 0.0

    def areas(self, sums: Array) -> list[dict[str, float]]:
        """Square millimetres of ink in each cell, row by row, from the ink's integral."""
        left, top, right, bottom = self._cells.T
        found = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        areas = iter(np.round(found / (SCALE * MM) ** 2, 1).tolist())
        return [{name: next(areas) for name in names} for names in self.names]


def rows_ink(table: Part, cells: Cells) -> tuple[RowInk, ...]:
    """The ink in every row of a face, from its rectified table.

    A row full of strokes is taken as it is; one with little in it is looked at stroke by stroke.
    """
    strokes = strokes_of(table.pixels)
    ink = strokes & cells.open
    sums = cv2.integral(ink)
    raw = cells.areas(sums)
    kept = ink
    plenty = _PLENTY if cells.noise(strokes) < _NOISY else np.inf
    doubtful = [row for row, areas in enumerate(raw) if _SPECK < sum(areas.values()) < plenty]
    if doubtful:
        kept = ink.copy()
        for row in doubtful:
            left, top, right, bottom = cells.rows[row]
            part = np.ascontiguousarray(ink[top:bottom, left:right])
            kept[top:bottom, left:right] = _handwriting(part, cells.tall)
        sums = cv2.integral(kept)
        raw = cells.areas(sums)
    found = []
    for row, (areas, box) in enumerate(zip(raw, cells.rows.tolist(), strict=True), 1):
        left, top, right, bottom = box
        score = round(sum(areas.values()) / _FAINTEST, 2)
        struck, look = False, b""
        if score >= INK_LIMIT:
            struck = len(cells.rows) > 1 and _is_struck(ink[top:bottom, left:right])
            look = _look(sums, box)
        found.append(RowInk(row, score, areas, struck, look))
    return tuple(found)


def _look(sums: Array, box: list[int]) -> bytes:
    """Where in a row its ink lies: the share of ink in each of LOOK's parts, 0 to 255."""
    left, top, right, bottom = box
    xs = np.linspace(left, right, LOOK[0] + 1).astype(int)
    ys = np.linspace(top, bottom, LOOK[1] + 1).astype(int)
    grid = sums[ys[:, None], xs]
    down = grid[1:] - grid[:-1]
    inside = down[:, 1:] - down[:, :-1]
    room = (ys[1:] - ys[:-1])[:, None] * (xs[1:] - xs[:-1])
    found: bytes = (inside * 255 // room).astype(np.uint8).tobytes()
    return found


def text_fits(grey: Array, place: Place) -> float | None:
    """The share of the text's lines that are where the face has them, ends and all."""
    face = place.face
    if len(face.text) < 3:
        return None
    lines = face.text if len(face.text) <= _LOOKED_AT else _spread(face.text)
    high = max(y1 - y0 for _, y0, _, y1 in lines)
    wide = _TAIL + _GAP + _AFTER
    ends = [
        place.part(grey, flip([(x1 - _TAIL, y0 + high), (x1 - _TAIL + wide, y0)], face)).pixels
        for _, y0, x1, _ in lines
    ]
    ink = np.split(strokes_of(np.vstack(ends)), len(lines))
    right = face.size[0] - min(x0 for x0, *_ in lines)
    fitting = sum(
        _ends_there(part, x1 - x0, right - x1)
        for part, (x0, _, x1, _) in zip(ink, lines, strict=True)
    )
    return fitting / len(lines)


_LOOKED_AT = 5
"""Lines of the text that are looked at: where one wording breaks, another does not."""

_TAIL, _GAP, _AFTER = 60.0, 8.0, 48.0
"""Points of a line before its end, where letters are, and after it, where none are."""


def _spread(lines: Sequence[Box]) -> list[Box]:
    return [lines[round(at * (len(lines) - 1) / (_LOOKED_AT - 1))] for at in range(_LOOKED_AT)]


def _ends_there(ink: Array, length: float, room: float) -> bool:
    """Whether a line of so many points has letters to its end and none in the `room` after it."""
    end = int(_TAIL * SCALE)
    there = float(ink[:, max(0, end - int(length * SCALE)) : end].mean())
    after = end + int(_GAP * SCALE)
    beyond = ink[:, after : max(after, end + int(room * SCALE))]
    return there > 0.06 and (room < 30 or beyond.size == 0 or float(beyond.mean()) < 0.3 * there)


def strokes_of(seen: Array) -> Array:
    """1 where it is darker than the paper within 3 mm, by more than the picture's noise."""
    paper = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, _NEAR)
    depth = cv2.subtract(cv2.blur(paper, _SOFT), cv2.blur(seen, (3, 3)))
    bright = float(np.median(paper[::6, ::6]))
    noise = float(np.median(depth[::5, ::3]))
    limit = noise + max(0.11 * bright, 2.2 * noise, 12.0)
    return cv2.threshold(depth, limit, 1, cv2.THRESH_BINARY)[1]


def _handwriting(ink: Array, tall: float) -> Array:
    """The ink that is handwriting: no specks, and no line that only passes through a cell."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, None, 8, cv2.CV_16U)
    wide, high, size = stats[:, 2], stats[:, 3], stats[:, 4]
    longest = np.maximum(wide, high)
    kept = (size >= 3 * SCALE**2) & (longest >= 3.3 * SCALE)
    passing = (longest > 20 * SCALE) & (size < 2 * SCALE * longest)
    kept &= ~(passing & ((high > 0.75 * tall) | (wide > 8 * high)))
    kept[0] = False
    found: Array = kept.astype(np.uint8)[labels]
    return found


def _is_struck(row: Array) -> bool:
    """Whether one line goes through nearly all that stands in a row."""
    some = cv2.reduce(row, 0, cv2.REDUCE_MAX)[0]
    filled = np.flatnonzero(some)
    if len(filled) < 100 * SCALE:
        return False
    left, right = filled[0], filled[-1]
    if len(filled) < 0.86 * (right - left + 1):
        return False
    high = len(row)
    thick = cv2.dilate(row, np.ones((3, 1), np.uint8))
    padded = np.zeros((3 * high, _COLUMNS), np.uint8)
    padded[high : 2 * high] = thick[:, np.linspace(left, right, _COLUMNS).astype(int)]
    along = padded.ravel()[_slanted(high)].mean(axis=2)
    return bool(along[:, high // 6 : -(high // 6)].max() > 0.86)


_COLUMNS = 96
"""Places along a row at which a line through it is looked for."""


@cache
def _slanted(high: int) -> Array:
    """Where lines of 21 slopes through a row lie in it, with as much room above and below."""
    rises = np.linspace(-0.5, 0.5, 21)[:, None, None] * high
    shift = np.round(rises * (np.arange(_COLUMNS) / _COLUMNS - 0.5)).astype(int)
    rows = np.arange(high, 2 * high)[:, None] + shift
    return rows * _COLUMNS + np.arange(_COLUMNS)
