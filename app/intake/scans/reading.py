"""Reads a grey picture: which sheets it shows, where they lie, and which of their rows hold ink."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from app.domain.scan import By, Problem, SheetSeen
from app.intake.scans import codes, plane
from app.intake.scans.asked import Book
from app.intake.scans.codes import Code
from app.intake.scans.ink import rows_ink, strokes_of, text_fits
from app.intake.scans.pattern import Pattern
from app.intake.scans.place import corners_of, page_corners
from app.intake.scans.plane import Fit

Array = Any

_WHOLE = 0.55
"""A sheet that takes this share of the picture is the only one in it."""

_TRIED = 8
"""So many kinds of sheets are tried on a page without a code."""

_BLANK_WIDTH = 700
"""Pixels across in which a page is looked at for anything at all."""


@dataclass(frozen=True)
class Reading:
    """The sheets in a picture, with places in that picture; or why there is none."""

    sheets: tuple[SheetSeen, ...] = ()
    problem: Problem = ""
    marks: bool = False


class Reader:
    """Reads pictures of one campaign's sheets; what is alike in them is worked out once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._patterns: dict[tuple[str, int], Pattern] = {}
        self._last: tuple[float, float] | None = None

    def read_one(self, grey: Array) -> SheetSeen | None:
        """The sheet that alone fills the picture, where that is plain to see; else None.

        A pile mostly has its codes in one place: that is looked at first, then the corners.
        """
        first = (codes.near_code(grey, self._last) if self._last else None) or codes.corner_code(
            grey
        )
        if first is None or first.sheet not in self._book.layouts:
            return None
        seen, alone = self._sheet(grey, first)
        middle = first.corners.mean(0) / grey.shape[::-1]
        self._last = (float(middle[0]), float(middle[1]))
        return seen if alone else None

    def read(self, grey: Array) -> Reading:
        """All sheets in the picture, each known by its code."""
        alone = self.read_one(grey)
        if alone:
            return Reading((alone,))
        found = codes.all_codes(grey)
        ours = [code for code in found if code.sheet in self._book.codes]
        if ours:
            return Reading(tuple(self._sheet(grey, code)[0] for code in ours))
        if any(code.sheet for code in found):
            return Reading(problem="unknown-code")
        if _is_blank(grey):
            return Reading(problem="blank")
        marks = any(plane.find(grey, pattern, None) for pattern in self._kinds())
        return Reading(problem="other-code" if found else "no-code", marks=marks)

    def read_as(self, grey: Array, code: str) -> SheetSeen:
        """The picture as that sheet, whose code a person typed; by its marks and lines.

        Of several sides it is the one whose printed lines are there.
        """
        sides = len(self._book.faces[self._book.layouts[code]]) if code in self._book.layouts else 0
        fits = {
            side: fit
            for side in range(sides)
            if (fit := plane.find(grey, self._pattern(code, side), None))
        }
        if not fits:
            return SheetSeen(code, 0, "hand")
        ruled = {one: bool(self._pattern(code, one).face.rules) for one in fits}
        side = max(fits, key=lambda one: (ruled[one], fits[one].share))
        return self._seen(grey, code, side, "marks", fits[side])

    def _sheet(self, grey: Array, code: Code) -> tuple[SheetSeen, bool]:
        """The sheet of a code, and whether it alone fills the picture."""
        sheet = code.sheet
        if sheet not in self._book.layouts:
            return SheetSeen(sheet, 0, "code"), False
        faces = self._book.faces[self._book.layouts[sheet]]
        side = next(at for at, face in enumerate(faces) if face.qr)
        fit = plane.find(grey, self._pattern(sheet, side), code.corners)
        if fit is None:
            return SheetSeen(sheet, side, "code"), False
        alone = self._pattern(sheet, side).fills_page and _covers(fit, grey) > _WHOLE
        return self._seen(grey, sheet, side, "code", fit), alone

    def _pattern(self, code: str, side: int) -> Pattern:
        layout = self._book.layouts[code]
        if (layout, side) not in self._patterns:
            self._patterns[layout, side] = Pattern(self._book.faces[layout][side])
        return self._patterns[layout, side]

    def _kinds(self) -> list[Pattern]:
        """One pattern of each kind of side that has marks, the newest first."""
        found: dict[tuple[str, int], Pattern] = {}
        for code, layout in reversed(list(self._book.layouts.items())):
            for side, face in enumerate(self._book.faces[layout]):
                if face.marks and face.rules and (layout, side) not in found:
                    found[layout, side] = self._pattern(code, side)
                    if len(found) == _TRIED:
                        return list(found.values())
        return list(found.values())

    def _seen(self, grey: Array, code: str, side: int, by: By, fit: Fit) -> SheetSeen:
        place = fit.place
        corners = place.pixels(page_corners(place.face))
        along = corners[1] - corners[0]
        rows = rows_ink(fit.table, self._pattern(code, side).cells) if fit.table else ()
        bend = () if place.bend is None else tuple(np.round(place.bend, 5).ravel().tolist())
        return SheetSeen(
            code=code,
            side=side,
            by=by,
            place=tuple(place.matrix.ravel().tolist()),
            bend=bend,
            corners=tuple((round(x, 1), round(y, 1)) for x, y in corners.tolist()),
            rotation=round(float(np.degrees(np.arctan2(along[1], along[0]))), 2),
            residual=round(fit.residual, 3),
            rows=rows,
            text_fits=text_fits(grey, place),
            resolution=round(place.resolution, 1),
            sharpness=_sharpness(grey, fit),
        )


def _covers(fit: Fit, grey: Array) -> float:
    """The share of the picture that the page takes."""
    corners = fit.place.pixels(page_corners(fit.place.face)).astype(np.float32)
    return float(cv2.contourArea(corners) / grey.size)


def _is_blank(grey: Array) -> bool:
    """Whether there is nothing on the page but grain and specks."""
    factor = min(1.0, _BLANK_WIDTH / min(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = strokes_of(small)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, None, 8, cv2.CV_16U)
    largest = np.maximum(stats[1:, 2], stats[1:, 3])
    return int((largest > 0.012 * min(small.shape)).sum()) < 4


def _sharpness(grey: Array, fit: Fit) -> float:
    """How steep the edges of the code are, against its contrast; 0 where there is none."""
    face = fit.place.face
    if face.qr is None:
        return 0.0
    corners = corners_of(face.qr, face)
    patch = fit.place.rectified(grey, corners[[0, 2]], (96, 96)).astype(np.float32)
    contrast = 2 * float(patch.std())
    if contrast < 8:
        return 0.0
    steep = patch[:, 1:] - patch[:, :-1]
    return float(round(float(np.vdot(steep, steep)) / steep.size / contrast**2, 4))


def enlarged(seen: SheetSeen, factor: float) -> SheetSeen:
    """A sheet that was read in a small picture, in one `factor` times as large."""
    half = (factor - 1) / 2
    grow = np.array([[factor, 0, half], [0, factor, half], [0, 0, 1.0]])
    return replace(
        seen,
        place=tuple((grow @ np.reshape(seen.place, (3, 3))).ravel().tolist()),
        corners=tuple(
            (round(x * factor + half, 1), round(y * factor + half, 1)) for x, y in seen.corners
        ),
        resolution=round(seen.resolution * factor, 1),
    )


def quarter_turns(rotation: float) -> int:
    """How many quarter turns to the left set a page upright that lies at `rotation` degrees."""
    return round(rotation / 90) % 4


def turned(matrix: Array, turns: int, size: tuple[int, int]) -> Array:
    """A place in the picture once that was turned left so often; `size` is before, in pixels."""
    width, height = size
    for _ in range(turns):
        matrix = np.array([[0, 1, 0], [-1, 0, width - 1], [0, 0, 1.0]]) @ matrix
        width, height = height, width
    return matrix
