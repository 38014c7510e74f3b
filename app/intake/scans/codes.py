"""Finds sheet codes in a picture: in its corners first, then everywhere, then with more effort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp

from app.domain.sheet_code import is_valid

Array = Any
_QR: Any = zxingcpp.BarcodeFormat.QRCode
"""A numpy array; grey pictures are uint8."""


@dataclass(frozen=True)
class Code:
    """A QR code: its text, and its four corners in pixels, its own upper left first, clockwise."""

    text: str
    corners: Array

    @property
    def sheet(self) -> str:
        """The bare sheet code that it says; empty where it says something else."""
        bare = self.text.replace("-", "")
        return bare if is_valid(bare) else ""


def near_code(grey: Array, part: tuple[float, float]) -> Code | None:
    """The code near a place, in parts of the picture's width and height: where the last one was."""
    height, width = grey.shape
    x, y = int(part[0] * width), int(part[1] * height)
    left, top = max(x - width // 9, 0), max(y - height // 11, 0)
    found = _read(grey[top : y + height // 11, left : x + width // 9], (left, top), quick=True)
    return found[0] if found and found[0].sheet else None


def corner_code(grey: Array) -> Code | None:
    """The code in one of the four corners, where sheets carry theirs; a thirtieth of the work."""
    height, width = grey.shape
    high, wide = int(height * 0.24), int(width * 0.34)
    for top, left in ((height - high, 0), (0, width - wide), (0, 0), (height - high, width - wide)):
        found = _read(grey[top : top + high, left : left + wide], (left, top), quick=True)
        if found and found[0].sheet:
            return found[0]
    return None


def all_codes(grey: Array) -> list[Code]:
    """Every code in the picture; where there is none, it is looked for with more effort."""
    for image, factor in _efforts(grey):
        found = _read(image, (0, 0), factor=factor)
        if any(code.sheet for code in found):
            return _once(found)
    return _once(_read(grey, (0, 0)))


def _efforts(grey: Array) -> Iterator[tuple[Array, float]]:
    """The picture as it is, then smoothed, evened out, larger and smaller."""
    yield grey, 1.0
    yield cv2.GaussianBlur(grey, (0, 0), 1.2), 1.0
    small = max(grey.shape) < 2200
    factor = 2.0 if small else 0.5
    way = cv2.INTER_CUBIC if small else cv2.INTER_AREA
    other = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way)
    yield other, factor
    yield cv2.createCLAHE(3.0, (8, 8)).apply(other), factor
    yield cv2.medianBlur(grey, 3), 1.0


def _read(
    image: Array, at: tuple[int, int], *, factor: float = 1.0, quick: bool = False
) -> list[Code]:
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(image),
        formats=_QR,
        try_rotate=not quick,
        try_downscale=not quick,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [
        Code(
            one.text,
            np.array(
                [
                    [
                        (corner.x + 0.5) / factor - 0.5 + at[0],
                        (corner.y + 0.5) / factor - 0.5 + at[1],
                    ]
                    for corner in (
                        one.position.top_left,
                        one.position.top_right,
                        one.position.bottom_right,
                        one.position.bottom_left,
                    )
                ]
            ),
        )
        for one in found
    ]


def _once(codes: list[Code]) -> list[Code]:
    """Codes without those that were read twice at one place."""
    kept: list[Code] = []
    for code in codes:
        size = float(np.ptp(code.corners, axis=0).max())
        if all(
            other.text != code.text
            or np.abs(other.corners.mean(0) - code.corners.mean(0)).max() > size
            for other in kept
        ):
            kept.append(code)
    return kept
