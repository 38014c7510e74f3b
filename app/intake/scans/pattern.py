"""A printed side, prepared once so that each scan of it is read quickly."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from app.domain.sheet import Face
from app.intake.scans.ink import Cells
from app.intake.scans.lines import Lines

Array = Any


class Pattern:
    """A face with its printed lines and cells, worked out when they are first asked for."""

    def __init__(self, face: Face) -> None:
        self.face = face

    @cached_property
    def fills_page(self) -> bool:
        """Whether it takes most of its page, and shares it with no other as slips do."""
        boxes = [*(row.box for row in self.face.rows), *self.face.text]
        boxes += [self.face.qr] if self.face.qr else []
        heights = [y for box in boxes for y in (box[1], box[3])]
        return max(heights) - min(heights) > 0.6 * self.face.size[1]

    @cached_property
    def lines(self) -> Lines:
        """The places along its printed lines."""
        return Lines(self.face)

    @cached_property
    def cells(self) -> Cells:
        """Its cells in the rectified table."""
        return Cells(self.face, self.lines.frame)
