"""Address lines in the largest type with which they stand whole in their place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.documents.page.fonts import REGULAR, font, width
from app.documents.page.pdf import Pdf
from app.documents.page.tagging import Element, Tags, Template, language
from app.documents.page.text import Line, Run, begins_at_right, escaped, plain, show_code
from app.errors import AppError

LEADING = 1.2
"""Baseline to baseline, in sizes of the type."""

ASCENT, DESCENT = 0.93, 0.25
"""Of the type's size: how far letters, Hangul too, reach above and below the baseline."""

COMFORTABLE = 10.0
"""Points: long lines are broken rather than set smaller than this."""

LEAST, STEP = 7.0, 0.5
"""Points: the type of makers' own templates for their smallest labels, and from size to size."""


class Fitted(NamedTuple):
    """Lines and the size they are set in, in points."""

    lines: tuple[str, ...]
    size: float


def height(lines: int, size: float) -> float:
    """How high that many lines are, from the highest letter to the lowest."""
    return size * (LEADING * (lines - 1) + ASCENT + DESCENT)


@lru_cache(65536)
def _unit(text: str) -> float:
    """How wide `text` is for each point of size."""
    return width(text, REGULAR, 1000) / 1000


def fit_lines(
    lines: Sequence[str], wide: float, high: float, most: float, least: float = LEAST
) -> Fitted | None:
    """`lines` as large as they fit into a place, at most `most` points; None where they do not.

    A long line is broken at a space rather than made hard to read; no word is cut.
    """
    rest = LEADING * (len(lines) - 1) + ASCENT + DESCENT
    size = min(most, high / rest, wide / max(map(_unit, lines)))
    size = int(size / STEP) * STEP
    if size >= COMFORTABLE:
        return Fitted(tuple(lines), size)
    return _broken(tuple(lines), wide, high, min(most, COMFORTABLE), least) or (
        Fitted(tuple(lines), size) if size >= least else None
    )


def _broken(
    lines: tuple[str, ...], wide: float, high: float, most: float, least: float
) -> Fitted | None:
    widest = max(_unit(word) for line in lines for word in line.split() or [""])
    size = min(most, int(wide / widest / STEP) * STEP if widest else most)
    while size >= least:
        made = tuple(part for line in lines for part in _parts(line, size, wide))
        if height(len(made), size) <= high:
            return Fitted(made, size)
        size -= STEP
    return None


def _parts(line: str, size: float, wide: float) -> list[str]:
    if _unit(line) * size <= wide:
        return [line]
    return [_text(part) for part in plain(line, size, wide)]


def _text(line: Line) -> str:
    return "".join(run.text for run in line).rstrip()


class BlockWriter:
    """Turns fitted lines into page code: a font is named once a block, not once a line."""

    def __init__(self, pdf: Pdf) -> None:
        self._canvas = pdf.canvas
        self._usual = font(REGULAR).getSubsetInternalName(0, pdf.canvas._doc)  # noqa: SLF001  # ReportLab has no public way

    def code(self, fitted: Fitted, x: float, y: float) -> str:
        """One text object whose first baseline is at `y`."""
        size = fitted.size
        type_ = f"{self._usual} {size:g} Tf"
        *others, last = fitted.lines
        shown = [self._line(f"{line} ", size, type_) for line in others]  # so that a reader parts
        lines = " T* ".join([*shown, self._line(last, size, type_)])
        return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {size * LEADING:g} TL {type_} {lines} ET"

    def _line(self, text: str, size: float, type_: str) -> str:
        if text.isascii():
            return f"({escaped(text)}) Tj"
        from_right = begins_at_right(text)
        line = (Run(text.rstrip() if from_right else text),)
        return f"{show_code(self._canvas, line, size, from_right=from_right)} {type_}"


def fitted_or_refused(fitted: Fitted | None, number: int) -> Fitted:
    """What fits, else AppError: nothing is cut, and nothing runs into its neighbour."""
    if fitted is None:
        raise AppError("The address of number {number} is too long for its place.", number=number)
    return fitted


def first_baseline(fitted: Fitted, bottom: float, top: float) -> float:
    """Where the first baseline stands, so that the lines are in the middle between two heights."""
    spare = top - bottom - height(len(fitted.lines), fitted.size)
    return top - spare / 2 - fitted.size * ASCENT


@cache
def paragraphs(number: int, of: str = "") -> Template:
    """The tags of a page that holds that many paragraphs, in the language `of` where it is told."""
    tags = Tags()
    tags.record()
    page = Element("Sect", language(of))
    for _ in range(number):
        tags.mark(page.add("P"))
    return tags.recorded(page)
