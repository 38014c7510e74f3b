"""Cuts rows and cells out of a picture that is kept, straight, for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from app.domain.scan import Picture, SheetSeen
from app.domain.sheet import Box, Face, RowBox
from app.intake.scans.place import Place, flip

Array = Any
_INSIDE, _BEYOND, _LINE = 1.0, 4.0, 0.6
"""Points: how far inside a cell's lines it is cut, and beyond its right one, and half a line."""


class KeptSide:
    """One side of a sheet in its kept picture, decoded once; where `seen` has no place, whole."""

    def __init__(self, content: bytes, seen: SheetSeen, face: Face | None) -> None:
        self._image: Array = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR_RGB)
        self._face = face
        self._place: Place | None = None
        if face is not None and seen.place:
            bend = np.reshape(seen.bend, (10, 2)) if seen.bend else None
            self._place = Place(face, np.reshape(seen.place, (3, 3)), bend)
        self._rows = {row.row: row for row in face.rows} if face and self._place else {}

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that can be cut out."""
        return tuple(self._rows)

    def cells(self, row: int) -> Mapping[str, tuple[float, float]]:
        """The left and right edge of each cell, as parts of the row's width."""
        box = self._rows[row].box
        wide = box[2] - box[0]
        return {
            name: ((cell[0] - box[0]) / wide, (cell[2] - box[0]) / wide)
            for name, cell in self._rows[row].cells.items()
        }

    def strip(self, row: int, width: int, beside: float = 0.0) -> Picture:
        """The row, `width` pixels wide, with `beside` row heights more above and below."""
        return self._cut(_grown(self._rows[row], beside), width)

    def cell(self, row: int, name: str, width: int) -> Picture:
        """One cell of a row."""
        return self._cut(self._rows[row].cells[name], width)

    def writing(self, row: int, name: str, dpi: float) -> Picture | None:
        """A cell at `dpi` for a machine to read; None where something is printed inside it.

        It reaches beyond the line to the right, as writing does, and that line is closed from
        both sides. A slip's label cannot be: of an “SW19” written over it “W19” would be left.
        """
        assert self._face is not None  # noqa: S101  # rows need it
        x0, y0, x1, y1 = self._rows[row].cells[name]
        box = (x0 + _INSIDE, y0 + _INSIDE, x1 + _BEYOND, y1 - _INSIDE)
        if any(_overlap(box, label) for label in self._face.labels):
            return None
        scale = dpi / 72
        image = self._rectified(box, max(1, round((box[2] - box[0]) * scale)))
        mask = np.zeros(image.shape[:2], np.uint8)
        left, right = (round((x1 + side - box[0]) * scale) for side in (-_LINE, _LINE))
        mask[:, left:right] = 255
        return _picture(cv2.inpaint(image, mask, 2, cv2.INPAINT_TELEA))

    def whole(self, width: int) -> Picture:
        """The whole side, straight; the picture as it is where its place is not known."""
        if self._place is None or self._face is None:
            high, wide = self._image.shape[:2]
            size = (width, max(1, round(high * width / wide)))
            return _picture(cv2.resize(self._image, size, interpolation=cv2.INTER_AREA))
        return self._cut((0, 0, *self._face.size), width)

    def width_at(self, row: int | None, name: str | None, dpi: float) -> int:
        """How many pixels wide a cell, a row or the side is at `dpi`; else the picture's own."""
        if self._place is None or self._face is None:
            return int(self._image.shape[1])
        wide = self._face.size[0]
        if row is not None:
            box = self._rows[row].cells[name] if name else self._rows[row].box
            wide = box[2] - box[0]
        return max(1, round(wide / 72 * dpi))

    def _cut(self, box: Box, width: int) -> Picture:
        return _picture(self._rectified(box, width))

    def _rectified(self, box: Box, width: int) -> Array:
        assert self._place is not None and self._face is not None  # noqa: S101, PT018  # rows need both
        corners = flip([(box[0], box[3]), (box[2], box[1])], self._face)
        high = max(1, round((box[3] - box[1]) * width / (box[2] - box[0])))
        return self._place.rectified(self._image, corners, (width, high))


def _grown(row: RowBox, beside: float) -> Box:
    x0, y0, x1, y1 = row.box
    more = beside * (y1 - y0)
    return (x0, y0 - more, x1, y1 + more)


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _picture(image: Array) -> Picture:
    high, wide = image.shape[:2]
    return Picture(int(wide), int(high), np.ascontiguousarray(image).tobytes())


def png(picture: Picture, dpi: float) -> bytes:
    """The picture as a PNG file that says its `dpi`."""
    import io

    from PIL import Image

    target = io.BytesIO()
    size = (picture.width, picture.height)
    Image.frombytes("RGB", size, picture.pixels).save(target, "PNG", dpi=(dpi, dpi))
    return target.getvalue()
