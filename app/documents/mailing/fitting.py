"""Address lines in the largest type with which they stand whole in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.documents.page.fonts import REGULAR, is_shaped, plain_width, reach, width
from app.documents.page.lettering import Lettering
from app.documents.page.pdf import Pdf
from app.documents.page.tagging import Element, Tags, Template, language
from app.errors import AppError

LEADING = 1.2
"""Baseline to baseline at least, in sizes of the type."""

ASCENT, DESCENT = 0.93, 0.25
"""Of the type's size: how far letters, Hangul too, reach above and below the baseline."""

_APART = 0.02
"""What stays white between the lowest mark of a line and the highest below it."""

COMFORTABLE = 11.0
"""Points: a long line is broken rather than set smaller than this, where that gains a point."""

LEAST, STEP = 7.0, 0.5
"""Points: the type of makers' own templates for their smallest labels, and from size to size."""


class Fitted(NamedTuple):
    """Lines and the size they are set in, in points."""

    lines: tuple[str, ...]
    size: float

    @property
    def measure(self) -> Measure:
        """How far its lines stand apart."""
        return measure(self.lines)


class Measure(NamedTuple):
    """Baseline to baseline, what is above the first and below the last: in sizes of the type."""

    leading: float
    above: float
    below: float

    def height(self, lines: int) -> float:
        """How high that many lines are, from the highest letter to the lowest."""
        return self.leading * (lines - 1) + self.above + self.below


_USUAL = Measure(LEADING, ASCENT, DESCENT)


def measure(lines: tuple[str, ...]) -> Measure:
    """Lines of one block stand evenly, as far apart as the deepest and tallest marks need."""
    return _measured(lines) if any(map(is_shaped, lines)) else _USUAL


@lru_cache(4096)
def _measured(lines: tuple[str, ...]) -> Measure:
    reached = [reach(line, REGULAR) for line in lines]
    above = [max(ASCENT, up) for up, _ in reached]
    below = [max(DESCENT, down) for _, down in reached]
    gaps = (down + up + _APART for down, up in zip(below, above[1:], strict=False))
    return Measure(max([LEADING, *gaps]), above[0], below[-1])


def height(lines: Sequence[str], size: float) -> float:
    """How high lines are, from the highest letter to the lowest."""
    return size * measure(tuple(lines)).height(len(lines))


@lru_cache(65536)
def _unit(text: str) -> float:
    """How wide `text` is for each point of size."""
    plain = plain_width(text, REGULAR)
    return (width(text, REGULAR, 1000) if plain is None else plain) / 1000


def fit_lines(
    lines: Sequence[str], wide: float, high: float, most: float, least: float = LEAST
) -> Fitted | None:
    """`lines` as large as they fit into a place, at most `most` points; None where they do not.

    A long line is broken at a space rather than made hard to read; no word is cut.
    """
    size = min(most, high / height(lines, 1), wide / (max(map(_unit, lines)) or 1))
    size = int(size / STEP) * STEP
    if size >= COMFORTABLE:
        return Fitted(tuple(lines), size)
    broken = _broken(tuple(lines), wide, high, most, least)
    if size < least or (broken and broken.size >= size + 1):
        return broken
    return Fitted(tuple(lines), size)


def _broken(
    lines: tuple[str, ...], wide: float, high: float, most: float, least: float
) -> Fitted | None:
    """Broken between names where the type stays comfortable or loses nothing, else in words."""
    named = _fit_parts(lines, _names, wide, high, most, least)
    if named and named.size >= COMFORTABLE:
        return named
    worded = _fit_parts(lines, str.split, wide, high, most, least)
    return named if named and worded and named.size >= worded.size else worded


def _fit_parts(
    lines: tuple[str, ...],
    split: Callable[[str], list[str]],
    wide: float,
    high: float,
    most: float,
    least: float,
) -> Fitted | None:
    """The lines as large as they go where each may be broken into what `split` makes of it."""
    widest = max((_unit(part) for line in lines for part in split(line)), default=0)
    size = min(most, int(wide / widest / STEP) * STEP if widest else most)
    while size >= least:
        made = tuple(part for line in lines for part in _joined(split(line), size, wide))
        if height(made, size) <= high:
            return Fitted(made, size)
        size -= STEP
    return None


def _names(line: str) -> list[str]:
    """What stays whole in a line of names: it is broken before “and” and after commas."""
    return re.split(r" (?=and )|(?<=,) ", line)


def _joined(parts: Sequence[str], size: float, wide: float) -> list[str]:
    """Parts side by side, as many as a line takes."""
    made: list[str] = []
    for part in parts:
        together = f"{made[-1]} {part}" if made else part
        if made and _unit(together) * size <= wide:
            made[-1] = together
        else:
            made.append(part)
    return made


class BlockWriter:
    """Turns fitted lines into page code."""

    def __init__(self, pdf: Pdf) -> None:
        self._letters = Lettering(pdf, REGULAR)

    def code(self, fitted: Fitted, x: float, y: float) -> str:
        """One text object whose first baseline is at `y`."""
        size, show = fitted.size, self._letters.show
        *others, last = fitted.lines
        # The space is for a reader, who parts words by it.
        lines = " T* ".join([*(show(f"{line} ", size) for line in others), show(last, size)])
        leading, usual = size * fitted.measure.leading, self._letters.usual
        return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {leading:g} TL {usual} {size:g} Tf {lines} ET"


def fitted_or_refused(fitted: Fitted | None, number: int) -> Fitted:
    """What fits, else AppError: nothing is cut, and nothing runs into its neighbour."""
    if fitted is None:
        raise AppError("The address of number {number} is too long for its place.", number=number)
    return fitted


def first_baseline(fitted: Fitted, bottom: float, top: float) -> float:
    """Where the first baseline stands, so that the lines are in the middle between two heights."""
    spare = top - bottom - height(fitted.lines, fitted.size)
    return top - spare / 2 - fitted.size * fitted.measure.above


@cache
def paragraphs(number: int, of: str = "") -> Template:
    """The tags of a page that holds that many paragraphs, in the language `of` where it is told."""
    tags = Tags()
    tags.record()
    page = Element("Sect", language(of))
    for _ in range(number):
        tags.mark(page.add("P"))
    return tags.recorded(page)
