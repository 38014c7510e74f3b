"""The scanned sheet as this page needs it: its rows in strips, and where their cells lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from app.domain.scan import Picture, RowInk
from app.domain.sheet import Face

CELLS = ("name", "address", "postcode", "signature", "date")

Cells = Mapping[str, tuple[float, float]]
"""Left and right edge of each cell, as parts of the row's width."""

USUAL_CELLS: Cells = {
    "name": (0.039, 0.267),
    "address": (0.267, 0.572),
    "postcode": (0.572, 0.706),
    "signature": (0.706, 0.895),
    "date": (0.895, 1.0),
}
"""Where the cells lie on a sheet whose layout is not known."""


class SheetPictures(Protocol):
    """The pictures of one scanned sheet."""

    @property
    def rows(self) -> Mapping[int, RowInk]:
        """What is seen in each row."""

    def has(self, row: int) -> bool:
        """Whether the row can be shown by itself: a side of the sheet may be missing."""

    def cells(self, row: int) -> Cells:
        """Where the row's cells lie in its strip."""

    def strip(self, row: int, width: int, *, beside: float = 0.0) -> Picture:
        """The row across the table, with `beside` row heights more above and below."""

    def cell(self, row: int, name: str, width: int) -> Picture:
        """One cell of a row."""

    def whole(self, width: int) -> Picture:
        """The whole sheet."""


def cells_of(faces: Sequence[Face]) -> Cells:
    """The proportions of a printed row's cells; the usual ones where they do not lie in a line."""
    for face in faces:
        for row in face.rows:
            left, _, right, _ = row.box
            found = {
                name: ((box[0] - left) / (right - left), (box[2] - left) / (right - left))
                for name, box in row.cells.items()
                if right > left
            }
            if in_line(found):
                return found
    return USUAL_CELLS


def in_line(cells: Cells) -> bool:
    """Whether all five cells stand side by side in their order, so that fields fit under them."""
    if not set(CELLS) <= cells.keys():
        return False
    edges = [edge for name in CELLS for edge in cells[name]]
    wide = all(right - left >= 0.04 for left, right in (cells[name] for name in CELLS))
    return wide and all(later >= earlier - 0.005 for earlier, later in pairwise(edges))
