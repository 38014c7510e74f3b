"""Finds where a sheet lies in a picture: from its code to the corner marks to the ruled lines.

The fit begins with several guesses, and keeps the one that the printed lines confirm best.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import cv2
import numpy as np

from app.domain.sheet import Face
from app.intake.scans.lines import Anchor, Lines, Measured, bend_of, update_of
from app.intake.scans.marks import Mark, corrected, find_marks
from app.intake.scans.pattern import Pattern
from app.intake.scans.place import MM, Part, Place, corners_of, page_corners, project, similarity

Array = Any
GOOD, SURE = 0.5, 0.8
"""Share of the places along printed lines where a line is found: enough, and beyond doubt."""

_UNNAMED = 0.07
"""How far marks may be from a guess that no code confirms, as part of their distance."""

_FLAT = 0.035
"""A code whose corners lie so near a square's, in parts of its size, is on a flat page."""

_MARKED = 0.8
"""Millimetres between marks and code that may be where nothing else holds the page."""

_ASTRAY = 2.5 * MM
"""Points: a fit that puts the code or the marks further off than this is on the wrong rows."""


@dataclass(frozen=True)
class Fit:
    """A place, its residual in mm, the share of the printed lines that confirm it, the table."""

    place: Place
    residual: float
    share: float
    table: Part | None = None


def find(grey: Array, pattern: Pattern, code: Array | None) -> Fit | None:
    """Where a face lies, from the corners of its `code`, or from its marks alone.

    None where nothing on the page confirms any guess.
    """
    best: Fit | None = None
    for guess, reach in _guesses(grey, pattern.face, code):
        fit = _refined(grey, pattern, code, guess, reach)
        if fit and (best is None or fit.share > best.share):
            best = fit
        if best and best.share >= SURE:
            break
    return best if best and best.share >= GOOD else None


def _guesses(grey: Array, face: Face, code: Array | None) -> Iterator[tuple[Array, float]]:
    """Homographies to begin with, and how far a mark may be from each, as part of its distance."""
    at = corners_of(face.qr, face) if face.qr and code is not None else None
    if at is not None and not face.marks:
        yield _affine(at, code), 0.0
        yield _perspective(at, code), 0.0
        return
    if at is not None:
        similar, apart = similarity(at, code)
        if apart < _FLAT * float(np.ptp(np.asarray(code), axis=0).max()):
            yield similar, 0.02
    for outline in _outlines(grey):
        for turn in range(4):
            corners = np.roll(outline, turn, axis=0)
            guess = _perspective(page_corners(face), corners)
            if _shaped(corners, face) and (at is None or _near(project(guess, at), code, corners)):
                yield guess, 0.02 if at is not None else _UNNAMED
    if at is not None:
        yield _perspective(at, code), 0.035
        yield _affine(at, code), 0.07


def _perspective(page: Array, picture: Array) -> Array:
    return cv2.getPerspectiveTransform(page.astype(np.float32), picture.astype(np.float32)).astype(
        np.float64
    )


def _affine(page: Array, picture: Array) -> Array:
    solved, *_ = np.linalg.lstsq(np.column_stack([page, np.ones(len(page))]), picture, rcond=None)
    return np.vstack([solved.T, [0, 0, 1]])


def _near(expected: Array, found: Array, page: Array) -> bool:
    """Whether the code lies about where a guess has it, the right way up."""
    size = float(np.ptp(page, axis=0).max())
    return bool(np.abs(expected - found).max() < 0.06 * size)


def _shaped(corners: Array, face: Face) -> bool:
    """Whether an outline is upright where the page is, and across where it is."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    across, down = sides[0] + sides[2], sides[1] + sides[3]
    return bool((across < down) == (face.size[0] < face.size[1]))


def _outlines(grey: Array) -> Iterator[Array]:
    """What may be the page's outline: the picture's edge, or paper on a darker ground."""
    height, width = grey.shape
    yield np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)
    factor = 400 / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    soft = cv2.GaussianBlur(closed, (0, 0), 2)
    _, light = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return
    largest = cv2.convexHull(max(outlines, key=cv2.contourArea))
    if cv2.contourArea(largest) < 0.15 * small.size:
        return
    for part in (0.02, 0.03, 0.05, 0.08):
        corners = cv2.approxPolyDP(largest, part * cv2.arcLength(largest, closed=True), closed=True)
        if len(corners) == 4:
            around = corners.reshape(4, 2).astype(np.float64) / factor
            x, y = (around - around.mean(0)).T
            yield around[np.argsort(np.arctan2(y, x))]
            return


def _refined(
    grey: Array, pattern: Pattern, code: Array | None, guess: Array, reach: float
) -> Fit | None:
    """A guess drawn to the marks, then to the lines, each time nearer."""
    face = pattern.face
    if not face.marks:
        return _fitted(grey, pattern, code, guess, [])
    matrix, marks = find_marks(grey, face, code, guess, reach)
    best = _fitted(grey, pattern, code, matrix, marks)
    if best is None or best.share < GOOD:
        for fewer in _without(marks, code):
            fit = _fitted(grey, pattern, code, corrected(guess, fewer, face, code), fewer)
            if fit and (best is None or fit.share > best.share):
                best = fit
            if best and best.share >= GOOD:
                break
        else:
            best = _lineless(grey, pattern, code, matrix, marks) or best
    return best


def _lineless(
    grey: Array, pattern: Pattern, code: Array | None, matrix: Array, marks: list[Mark]
) -> Fit | None:
    """A page whose thin lines the scanner left out, as black and white does: by marks and code."""
    if code is None or len(marks) < 4 or not pattern.face.rules:
        return None
    fit = _by_anchors(Place(pattern.face, matrix), _anchors(pattern.face, code, marks))
    if fit.residual > _MARKED:
        return None
    table = fit.place.part(grey, pattern.lines.frame)
    return replace(fit, share=GOOD, table=table)


def _without(marks: list[Mark], code: Array | None) -> Iterator[list[Mark]]:
    """The marks without one, two or all of them: they may be stains, and the page a cut slip."""
    if code is not None:
        yield []
    for kept in (len(marks) - 1, len(marks) - 2):
        if kept >= 2:
            for chosen in combinations(marks, kept):
                yield list(chosen)


def _fitted(
    grey: Array, pattern: Pattern, code: Array | None, matrix: Array, marks: list[Mark]
) -> Fit | None:
    """A page at `matrix` drawn to its lines, held by its code and marks."""
    face = pattern.face
    if len(marks) < 3 and code is None:
        return None
    anchors = _anchors(face, code, marks)
    if not face.rules:
        return _by_anchors(Place(face, matrix), anchors)
    fit = _by_lines(grey, pattern.lines, Place(face, matrix), anchors)
    if fit is None:
        return None
    astray = _astray(fit.place, anchors)
    return None if astray > _ASTRAY else replace(fit, share=fit.share - 0.1 * astray / MM)


def _anchors(face: Face, code: Array | None, marks: list[Mark]) -> list[Anchor]:
    """What holds a page in its place: its code, and its marks, which weigh more."""
    found: list[Anchor] = [(mark[None], seen[None], 2.0) for mark, seen in marks]
    if code is not None and face.qr:
        found.insert(0, (corners_of(face.qr, face), code, 0.7))
    return found


_STEPS = ((0.35, 6.0), (0.65, 6.0), (1.0, 7.0), (1.0, 4.0), (1.0, 2.5))
"""Which part of the lines is used, the nearest to the code first, and how far off each may be."""
_WAVES = 8
"""Pixels at SCALE that a line may lie off straight on paper that was folded or lies in waves."""

_STILL = 0.6
"""Points: a table that moves less than this need not be looked at again."""


def _by_lines(grey: Array, lines: Lines, place: Place, anchors: list[Anchor]) -> Fit | None:
    """`place` drawn to the lines; all at once where three marks hold it, else bit by bit."""
    distance = np.linalg.norm(lines.points - anchors[0][0].mean(0), axis=1)
    for part, window in _STEPS[2:] if len(anchors) >= 4 else _STEPS:
        found = lines.measure(grey, place, window)
        near = found.sure & (distance <= max(part * distance.max(), np.quantile(distance, part)))
        if near.sum() < 8:
            return None
        update = update_of(lines, replace(found, sure=near), anchors, place)
        place = Place(place.face, place.matrix @ update)
        if not np.isfinite(place.matrix).all():
            return None
        moved = project(update, lines.corners) - lines.corners
        if part == 1 and np.abs(moved).max() < _STILL:
            break
    else:
        found, update = lines.measure(grey, place, window), np.eye(3)
    return _settled(grey, lines, place, lines.after(found, update))


def _settled(grey: Array, lines: Lines, place: Place, found: Measured) -> Fit | None:
    """The fit as it is judged, with a bend where the paper does not lie flat."""
    wrong = np.abs(found.offsets[found.sure])
    if len(wrong) < 12:
        return None
    if any(_bent(found, lines.level == level) for level in (True, False)):
        found = lines.measure(grey, place, 8.0, stray=_WAVES)
        place = Place(place.face, place.matrix, bend_of(lines, found, place.face))
        found = lines.measure(grey, place, 3.0)
        wrong = np.abs(found.offsets[found.sure])
    good = found.sure & (np.abs(found.offsets) < 1.6)
    share = min(float(good[lines.level == level].mean()) for level in set(lines.level.tolist()))
    residual = float(np.median(wrong)) / MM if len(wrong) else 9.0
    return Fit(place, residual, share, Part(found.table, lines.frame[0]))


def _bent(found: Measured, way: Array) -> bool:
    """Whether many of the lines that run one way are off by a quarter of a millimetre, or lost."""
    wrong = np.abs(found.offsets[found.sure & way])
    lost = len(wrong) < GOOD * int(way.sum())
    return lost or (len(wrong) > 8 and bool(np.percentile(wrong, 70) > 0.7))


def _astray(place: Place, anchors: list[Anchor]) -> float:
    """How many points the worst anchor lies from where the place has it."""
    back = np.linalg.inv(place.matrix)
    return max(
        (float(np.abs(project(back, seen) - at).mean(0).max()) for at, seen, _ in anchors),
        default=0.0,
    )


def _by_anchors(place: Place, anchors: list[Anchor]) -> Fit:
    """A side without ruled lines is judged by its marks and its code."""
    residual = _astray(place, anchors) / MM
    return Fit(place, residual, 1.0 if residual < 1.5 and len(anchors) > 3 else 0.0)
