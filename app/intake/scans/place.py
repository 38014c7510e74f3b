"""Where a page lies in a picture: a homography, and how the paper bends away from it.

Points of the page are 1/72 inch from its upper left; places in the picture are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from app.domain.sheet import Box, Face

Array = Any
"""A numpy array; grey pictures are uint8, points n by 2."""

MM = 72 / 25.4
_SPAN = 420.0
"""Points that the bend's coordinates are divided by, so that its powers stay small."""


def flip(points: Array, face: Face) -> Array:
    """Points of the layout, from the page's lower left, as points from its upper left."""
    turned = np.array(points, dtype=np.float64).reshape(-1, 2)
    turned[:, 1] = face.size[1] - turned[:, 1]
    return turned


def corners_of(box: Box, face: Face) -> Array:
    """The corners of a box of the layout, upper left first and clockwise."""
    x0, y0, x1, y1 = box
    return flip([(x0, y1), (x1, y1), (x1, y0), (x0, y0)], face)


def page_corners(face: Face) -> Array:
    """The page's own corners, upper left first and clockwise."""
    width, height = face.size
    return np.array([(0, 0), (width, 0), (width, height), (0, height)])


def project(matrix: Array, points: Array) -> Array:
    """`points` through a homography."""
    with_one = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return with_one[:, :2] / with_one[:, 2:]


def similarity(page: Array, picture: Array) -> tuple[Array, float]:
    """The turn, size and shift that take points to others, and how far the worst is off.

    Of all guesses from the code alone it strays least, where the page lies flat.
    """
    there, here = picture - picture.mean(0), page - page.mean(0)
    ours, theirs = here[:, 0] + 1j * here[:, 1], there[:, 0] + 1j * there[:, 1]
    turn = np.vdot(ours, theirs) / np.vdot(ours, ours)
    linear = np.array([[turn.real, -turn.imag], [turn.imag, turn.real]])
    shift = picture.mean(0) - linear @ page.mean(0)
    matrix = np.vstack([np.column_stack([linear, shift]), [0, 0, 1]])
    return matrix, float(np.abs(project(matrix, page) - picture).max())


def powers(points: Array, face: Face) -> Array:
    """The terms of the bend at `points`: x and y up to the third power."""
    x = (points[:, 0] - face.size[0] / 2) / _SPAN
    y = (points[:, 1] - face.size[1] / 2) / _SPAN
    return np.column_stack(
        [np.ones_like(x), x, y, x * x, x * y, y * y, x**3, x * x * y, x * y * y, y**3]
    )


SCALE = 1.25
"""Pixels to a point in what is rectified to be measured: 90 dots an inch."""


@dataclass(frozen=True)
class Part:
    """A rectified part of a page at SCALE, and the point of its upper left."""

    pixels: Array
    origin: Array


@dataclass(frozen=True)
class Place:
    """From page to picture: first the bend (10 by 2 figures, or None), then the homography."""

    face: Face
    matrix: Array
    bend: Array | None = None

    def pixels(self, points: Array) -> Array:
        """Where points of the page are in the picture."""
        if self.bend is not None:
            points = points + powers(points, self.face) @ self.bend
        return project(self.matrix, points)

    def scaled(self, factor: float) -> Place:
        """The same place in a picture `factor` times as large."""
        half = (factor - 1) / 2
        grow = np.array([[factor, 0, half], [0, factor, half], [0, 0, 1.0]])
        return Place(self.face, grow @ self.matrix, self.bend)

    @property
    def resolution(self) -> float:
        """Dots an inch in the middle of the page."""
        middle = np.array(self.face.size) / 2
        near = self.pixels(middle + np.array([(0, 0), (36, 0), (0, 36)]))
        return float(np.linalg.norm(near[1:] - near[0], axis=1).mean()) * 2

    def part(self, picture: Array, corners: Array) -> Part:
        """The part of the page between two `corners` (upper left, lower right), at SCALE."""
        size = np.round((corners[1] - corners[0]) * SCALE).astype(int)
        return Part(self.rectified(picture, corners, (int(size[0]), int(size[1]))), corners[0])

    def rectified(self, picture: Array, corners: Array, size: tuple[int, int]) -> Array:
        """The part of the page between two `corners` (upper left, lower right), `size` pixels."""
        (left, top), (right, bottom) = corners
        width, height = size
        step = ((right - left) / width, (bottom - top) / height)
        to_page = np.array(
            [[step[0], 0, left + step[0] / 2], [0, step[1], top + step[1] / 2], [0, 0, 1.0]]
        )
        if self.bend is None:
            return cv2.warpPerspective(
                picture, self.matrix @ to_page, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_CONSTANT, borderValue=(255, 255, 255),
            )  # fmt: skip
        coarse = (max(width // 12, 2), max(height // 12, 2))
        xs = left + (np.arange(coarse[0]) + 0.5) / coarse[0] * (right - left)
        ys = top + (np.arange(coarse[1]) + 0.5) / coarse[1] * (bottom - top)
        grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        where = self.pixels(grid).astype(np.float32).reshape(coarse[1], coarse[0], 2)
        where = cv2.resize(where, size, interpolation=cv2.INTER_LINEAR)
        return cv2.remap(picture, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
                         borderValue=(255, 255, 255))  # fmt: skip
