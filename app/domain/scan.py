"""What a scanned or photographed page turned out to be: sheets, their place, the ink in their rows.

Points of a picture are pixels from its upper left, x before y.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Pixel = tuple[float, float]

INK_LIMIT = 1.0
"""A row whose score is this or more holds ink; a score is about the square millimetres of ink in
strokes, divided by what the faintest name leaves."""


@dataclass(frozen=True)
class Picture:
    """A picture to show: `pixels` are RGB, three bytes each, row by row without gaps."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class RowInk:
    """One row: its score, the ink in each cell in mm², whether a line goes through it all.

    `look` is a small picture of where its ink lies, by which two scans are compared.
    """

    row: int
    score: float
    cells: Mapping[str, float]
    struck: bool
    look: bytes

    @property
    def inked(self) -> bool:
        """Whether somebody wrote here."""
        return self.score >= INK_LIMIT


By = Literal["code", "marks", "hand"]


@dataclass(frozen=True)
class SheetSeen:
    """A sheet found in a picture; `code` is bare, `side` counts its printed sides from 0.

    `by` says what it was known by. `place` (9 figures, empty where it could not be found) and
    `bend` (20, or none) take points of the page to pixels of the picture that is kept.
    `corners` are the page's four corners in the picture as it came, upper left first and
    clockwise, `rotation` is in degrees clockwise. `residual` is how far in millimetres the
    printed lines lie from where they should; `text_fits` the share of the lines of the text
    that are where this wording version has them, None where that cannot be told.
    `resolution` is in dots an inch, `sharpness` has no unit: more is better.
    """

    code: str
    side: int
    by: By
    place: tuple[float, ...] = ()
    bend: tuple[float, ...] = ()
    corners: tuple[Pixel, ...] = ()
    rotation: float = 0.0
    residual: float = 0.0
    rows: tuple[RowInk, ...] = ()
    text_fits: float | None = None
    resolution: float = 0.0
    sharpness: float = 0.0

    @property
    def inked(self) -> tuple[int, ...]:
        """The rows that hold ink."""
        return tuple(row.row for row in self.rows if row.inked)


Problem = Literal["", "blank", "no-code", "other-code", "unknown-code", "unreadable"]


@dataclass(frozen=True)
class PageRead:
    """One page of a file, read: its sheets, or the problem; never nothing.

    `digest` is the SHA-256 of its picture as it came, `size` its pixels, upright as the camera
    says. `content` is what is kept of it: a JPEG or PNG made anew, upright, without what the
    camera wrote about place and owner. `marks` says whether it looks like a sheet of this
    campaign all the same, `sentence` why it could not be read.
    """

    digest: str
    size: tuple[int, int]
    content: bytes
    sheets: tuple[SheetSeen, ...] = ()
    problem: Problem = ""
    marks: bool = False
    sentence: str = ""


TEXT_FITS = 0.5
"""Below this share of lines the text on the paper is not the one that was printed."""

OTHER_INK = 0.35
"""Two looks of one row that agree less than this are of different handwriting."""

BETTER = 1.25
"""A picture that is so many times as good as the one before is offered in its place."""


def alike(one: bytes, other: bytes) -> float:
    """How much two looks of a row agree: 1 the same, about 0 for other handwriting."""
    size = len(one)
    if size != len(other) or not size:
        return 0.0
    left, right = sum(one) / size, sum(other) / size
    both = sum((a - left) * (b - right) for a, b in zip(one, other, strict=True))
    first = sum((a - left) ** 2 for a in one)
    second = sum((b - right) ** 2 for b in other)
    return both / math.sqrt(first * second) if first and second else 0.0


Likeness = Literal["same", "more", "less", "other"]


def compare(old: Sequence[RowInk], new: Sequence[RowInk]) -> Likeness:
    """What a second scan of the same code shows beside the first one.

    "same" paper, the same with "more" or "less" rows filled, or "other" ink: a photocopy?
    """
    before = {row.row: row for row in old if row.inked}
    after = {row.row: row for row in new if row.inked}
    shared = before.keys() & after.keys()
    if any(alike(before[row].look, after[row].look) < OTHER_INK for row in shared):
        return "other"
    if before.keys() == after.keys():
        return "same"
    if shared == before.keys():
        return "more"
    return "less" if shared == after.keys() else "other"


Flag = Literal["", "worse", "better", "more", "photocopy", "no-place", "other-wording"]
"""What is to be decided about a sheet's picture; "" and "worse" ask nothing.

"better" and "more" are offered in place of the picture before, "photocopy" has other ink than
it; "no-place" shows the sheet but not where its rows lie, "other-wording" another text than
its version's.
"""


def replaces(new: SheetSeen, before: SheetSeen) -> bool:
    """Whether `new` is shown without a question: its rows are found, and before they were not."""
    return bool(new.place) and not before.place


def flag_of(new: SheetSeen, before: SheetSeen | None) -> Flag:
    """What the picture `new` asks of a person, beside the one of that side `before`."""
    if not new.place:
        return "no-place"
    if before is not None and before.place:
        likeness = compare(before.rows, new.rows)
        if likeness == "other":
            return "photocopy"
        if likeness == "more":
            return "more"
        better = _quality(new) > BETTER * _quality(before)
        return "better" if better and likeness == "same" else "worse"
    if new.text_fits is not None and new.text_fits < TEXT_FITS:
        return "other-wording"
    return ""


def _quality(seen: SheetSeen) -> float:
    """How much of the handwriting a picture shows: more than 300 dots an inch show no more."""
    return min(seen.resolution, 300.0) * math.sqrt(max(seen.sharpness, 0.001))
