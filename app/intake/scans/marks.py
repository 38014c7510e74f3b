"""Finds the corner marks of a sheet: four angles, 12 points long, white round them."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np

from app.domain.sheet import Face
from app.intake.scans.place import corners_of, flip, project, similarity

Array = Any
_ARM = 12.0
"""Points: the length of a mark's arms, as the sheet draws them."""
_PAD = 4.0
_STEP = 0.75
"""Points between two samples of a patch."""
_SURE = 0.42
"""The least correlation with a drawn mark."""

Mark = tuple[Any, Any]
"""A mark's corner on the page, in points, and where it is in the picture, in pixels."""


def find_marks(
    grey: Array, face: Face, code: Array | None, guess: Array, reach: float
) -> tuple[Array, list[Mark]]:
    """The marks that are there, the nearest to the code first, and the guess corrected by them.

    A mark is looked for as far from its place as 6 points and `reach` times its distance.
    """
    at = flip(face.marks, face)
    start = corners_of(face.qr, face).mean(0) if face.qr and code is not None else at.mean(0)
    known: list[Mark] = []
    matrix = guess
    for mark in sorted(at, key=lambda one: float(np.linalg.norm(one - start))):
        distance = float(np.linalg.norm(mark - start))
        seen = _mark(grey, face, matrix, mark, 6 + reach * distance)
        if seen is not None:
            known.append((mark, seen))
            matrix = corrected(guess, known, face, code)
    return matrix, known


def corrected(guess: Array, known: list[Mark], face: Face, code: Array | None) -> Array:
    """`guess` followed by the plainest change that takes it to what is known."""
    if not known:
        return guess
    points = np.array([project(guess, mark[None])[0] for mark, _ in known])
    seen = np.array([there for _, there in known])
    if code is not None and face.qr:
        middle = project(guess, corners_of(face.qr, face)).mean(0)
        points, seen = np.vstack([points, middle]), np.vstack([seen, code.mean(0)])
    change = np.eye(3)
    if len(points) >= 4:
        four = points[:4].astype(np.float32), seen[:4].astype(np.float32)
        change = cv2.getPerspectiveTransform(*four)
    elif len(points) == 3:
        change[:2] = cv2.getAffineTransform(points.astype(np.float32), seen.astype(np.float32))
    elif len(points) == 2:
        change, _ = similarity(points, seen)
    else:
        change[:2, 2] = seen[0] - points[0]
    return change @ guess


def _mark(grey: Array, face: Face, matrix: Array, mark: Array, reach: float) -> Array | None:
    """Where a mark's corner is, in pixels, within `reach` points of where it should be."""
    way = np.where(mark < np.array(face.size) / 2, 1.0, -1.0)
    middle = mark + way * _ARM / 2
    half = _ARM / 2 + _PAD + reach
    size = int(2 * half / _STEP) | 1
    origin = middle - (size - 1) / 2 * _STEP
    to_page = np.array([[_STEP, 0, origin[0]], [0, _STEP, origin[1]], [0, 0, 1.0]])
    patch = cv2.warpPerspective(
        grey, matrix @ to_page, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT, borderValue=255,
    )  # fmt: skip
    patch = cv2.GaussianBlur(patch, (0, 0), 0.8)
    template = _template(bool(way[0] > 0), bool(way[1] > 0))
    scores = cv2.matchTemplate(patch, template, cv2.TM_CCOEFF_NORMED)
    _, best, _, place = cv2.minMaxLoc(scores)
    if best < _SURE:
        return None
    peak = np.array(place) + _beside(scores, place) + (template.shape[0] - 1) / 2
    corner = origin + peak * _STEP - way * _ARM / 2
    seen: Array = project(matrix, corner[None])[0]
    return seen


@cache
def _template(right: bool, down: bool) -> Array:  # noqa: FBT001  # the key of a cache
    """A mark with white round it, its arms to the right or left, down or up."""
    size = int((_ARM + 2 * _PAD) / _STEP) | 1
    fine = 8
    drawn = np.full((size * fine, size * fine), 255, np.uint8)
    scale, middle = fine / _STEP, size * fine / 2
    start, end = middle - _ARM / 2 * scale, middle + _ARM / 2 * scale
    corner = (start if right else end, start if down else end)
    for other in ((end if right else start, corner[1]), (corner[0], end if down else start)):
        cv2.line(drawn, (round(corner[0]), round(corner[1])), (round(other[0]), round(other[1])),
                 30, round(1.2 * scale))  # fmt: skip
    small = cv2.resize(drawn, (size, size), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(small, (0, 0), 0.7)


def _beside(scores: Array, place: tuple[int, int]) -> Array:
    """How far the true maximum is from the highest sample, from its neighbours."""
    x, y = place
    moved = np.zeros(2)
    if 0 < x < scores.shape[1] - 1:
        moved[0] = parabola(*scores[y, x - 1 : x + 2])
    if 0 < y < scores.shape[0] - 1:
        moved[1] = parabola(*scores[y - 1 : y + 2, x])
    return moved


def parabola(before: float, top: float, after: float) -> float:
    """Where between its neighbours a maximum lies, in samples."""
    bend = before - 2 * top + after
    return float(0.5 * (before - after) / bend) if bend < 0 else 0.0
