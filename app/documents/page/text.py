"""Text in lines: broken, measured and turned into page code; none of it is read as mark-up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.documents.page import unprinted
from app.documents.page.fonts import (
    BOLD,
    REGULAR,
    REPLACEMENT,
    Font,
    Glyph,
    Stretch,
    font,
    is_shaped,
    languages,
    missing_glyphs,
    stretches,
    width,
)

INK = "#1B1F23"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    font: str = REGULAR


Line = list[Run]


def break_lines(
    runs: Iterable[Run], size: float, width_of_line: float | Callable[[int], float]
) -> list[Line]:
    """`runs` in lines no wider than `width_of_line`, which may depend on the line's number.

    Lines break at spaces, and keep the space, so that a reader parts the words; a word wider
    than its line is cut between characters.
    """
    wide = width_of_line if callable(width_of_line) else lambda _: width_of_line
    lines: list[Line] = [[]]
    cut_off: set[int] = set()
    used = 0.0
    for word in _words(runs):
        room = wide(len(lines) - 1)
        gap = width(" ", word.font, size) if lines[-1] else 0.0
        needed = width(word.text, word.font, size)
        if lines[-1] and used + gap + needed > room:
            lines.append([])
            used, gap, room = 0.0, 0.0, wide(len(lines) - 1)
        rest = word.text
        while width(rest, word.font, size) > room and len(rest) > 1:
            cut = _fitting(rest, word.font, size, room)
            lines[-1] = [Run(rest[:cut], word.font)]
            cut_off.add(len(lines) - 1)
            lines.append([])
            rest, room = rest[cut:], wide(len(lines) - 1)
        lines[-1].append(Run(rest, word.font))
        used += gap + width(rest, word.font, size)
    last = len(lines) - 1
    return [
        _joined(line, ends_word=at == last or at in cut_off)
        for at, line in enumerate(lines)
        if line
    ]


def _words(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        for word in _split(run.text):
            yield Run(word, run.font)


def _split(text: str) -> list[str]:
    """The words of a text; “6 pm” is one of them."""
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        if words[at].startswith(("am", "pm")) and _HOUR.fullmatch(f"{words[at - 1]} {words[at]}"):
            words[at - 1 : at + 1] = [f"{words[at - 1]} {words[at]}"]
    return words


_HOUR = re.compile(r"\S*\d [ap]m\W*")


def _fitting(text: str, name: str, size: float, room: float) -> int:
    """How many characters of `text` fit, at least one; a mark stays with its letter."""
    number = 1
    while number < len(text) and width(text[: number + 1], name, size) <= room:
        number += 1
    whole = number
    while 0 < whole < len(text) and _joins(text[whole - 1], text[whole]):
        whole -= 1
    while not whole and number < len(text) and _joins(text[number - 1], text[number]):
        number += 1
    return whole or number


def _joins(before: str, after: str) -> bool:
    """Whether a word may not be cut between two characters."""
    if after in _LATE or before in _EARLY or unicodedata.category(after) in {"Mn", "Mc", "Cf"}:
        return True
    return unicodedata.combining(before) == 9 or before == "\u200d"  # a virama binds the next


_EARLY = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")
_LATE = frozenset("\u0e30\u0e32\u0e33\u0e45\u0e46")
"""Thai vowels that are written before their consonant, and behind it."""


def _joined(words: Sequence[Run], *, ends_word: bool) -> Line:
    """Neighbouring words of one weight as one run, each with the space behind it."""
    line: Line = []
    for at, word in enumerate(words):
        text = word.text + ("" if ends_word and at == len(words) - 1 else " ")
        if line and line[-1].font == word.font:
            line[-1] = Run(line[-1].text + text, word.font)
        else:
            line.append(Run(text, word.font))
    return line


def plain(text: str, size: float, room: float, name: str = REGULAR) -> list[Line]:
    """`text` in one weight, in lines no wider than `room`."""
    words = _split(text)
    wide = [width(word, name, size) for word in words]
    if not words or max(wide) > room:
        return break_lines([Run(text, name)], size, room)
    gap, used, first = width(" ", name, size), wide[0], 0
    lines: list[Line] = []
    for at in range(1, len(words)):
        used += gap + wide[at]
        if used > room:
            lines.append([Run(" ".join(words[first:at]) + " ", name)])
            first, used = at, wide[at]
    lines.append([Run(" ".join(words[first:]), name)])
    return lines


def width_of(line: Sequence[Run], size: float) -> float:
    """How wide a line is, in points, without the space at its end."""
    *runs, last = line
    used = sum(width(run.text, run.font, size) for run in runs)
    return used + width(last.text.rstrip(), last.font, size)


def begins_at_right(text: str) -> bool:
    """Whether a paragraph of `text` runs from right to left."""
    if not is_shaped(text):
        return False
    from app.documents.page import shaping

    return shaping.begins_at_right(text)


BYTES = [
    f"\\{chr(code)}" if chr(code) in "()\\" else chr(code) if 32 <= code < 127 else f"\\{code:03o}"
    for code in range(256)
]
"""Each byte as it stands in a PDF string."""


def line_code(
    canvas: Any, x: float, y: float, line: Iterable[Run], size: float, *, from_right: bool = False
) -> str:
    """The page code of one line with its baseline at `y`.

    Each stretch in another language than the document's is marked with it; shaped letters
    carry the text that they stand for.
    """
    shown = show_code(canvas, line, size, from_right=from_right)
    return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"


def show_code(canvas: Any, line: Iterable[Run], size: float, *, from_right: bool = False) -> str:
    """The operators that show a line, within a text object that stands where it begins."""
    code: list[str] = []
    runs = list(line)
    for at, run in enumerate(runs):
        ends = from_right and at == len(runs) - 1  # drawn, its space would push the line out
        text = run.text.rstrip() if ends else run.text
        parts = stretches(text, run.font, from_right=from_right)
        if any(REPLACEMENT in part.text for part in parts):
            unprinted.note(missing_glyphs(text), canvas.getPageNumber())
        for part in parts:
            code += (_shaped_code if part.groups else _plain_code)(canvas, part, size)
    return " ".join(code)


_SPECIAL = frozenset("()\\")
_ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def escaped(text: str) -> str:
    """Printable ASCII as it stands in a PDF string."""
    return text if _SPECIAL.isdisjoint(text) else text.translate(_ESCAPES)


def _plain_code(canvas: Any, stretch: Stretch, size: float) -> Iterator[str]:
    document = canvas._doc  # noqa: SLF001  # ReportLab's document keeps the subsets
    own, text = font(stretch.font), stretch.text
    if text.isascii() and text.isprintable():  # these are themselves in a font's first subset
        yield f"{own.getSubsetInternalName(0, document)} {size:g} Tf ({escaped(text)}) Tj"
        return
    for language, text in languages(stretch, canvas.language):
        if language:
            yield f"/Span<</Lang({language})>>BDC"
        for subset, data in own.splitString(text, document):
            name = own.getSubsetInternalName(subset, document)
            yield f"{name} {size:g} Tf ({''.join(map(BYTES.__getitem__, data))}) Tj"
        if language:
            yield "EMC"


def _shaped_code(canvas: Any, stretch: Stretch, size: float) -> Iterator[str]:
    [(language, _)] = languages(stretch, canvas.language)
    if language:
        yield f"/Span<</Lang({language})>>BDC"
    for meant, glyphs in stretch.groups:
        if meant:
            yield f"/Span<</ActualText<feff{meant.encode('utf-16-be').hex()}>>>BDC"
        yield from _glyphs_code(canvas, font(stretch.font), glyphs, size)
        if meant:
            yield "EMC"
    if language:
        yield "EMC"


def _glyphs_code(canvas: Any, own: Font, glyphs: Sequence[Glyph], size: float) -> Iterator[str]:
    """Shows glyphs, those of one subset and height together."""
    document = canvas._doc  # noqa: SLF001  # as above
    encoded = [own.splitString(chr(glyph.code), document)[0] for glyph in glyphs]
    pairs = zip(glyphs, encoded, strict=True)
    for (subset, rise), run in groupby(pairs, lambda pair: (pair[1][0], pair[0].y)):
        shown = []
        for glyph, (_, data) in run:
            onwards = own.face.getCharWidth(glyph.code) - glyph.advance + glyph.x
            before = f"{-glyph.x:g}" if glyph.x else ""
            shown.append(f"{before}<{data.hex()}>{f'{onwards:g}' if onwards else ''}")
        name = own.getSubsetInternalName(subset, document)
        code = f"{name} {size:g} Tf [{' '.join(shown)}] TJ"
        yield f"{rise * size / 1000:.2f} Ts {code} 0 Ts" if rise else code


def draw_line(
    canvas: Any,
    x: float,
    y: float,
    line: Iterable[Run],
    size: float,
    colour: str = INK,
    *,
    from_right: bool = False,
) -> None:
    """Draws one line of runs with its baseline at `y`."""
    canvas.setFillColor(colour)
    canvas._code.append(line_code(canvas, x, y, line, size, from_right=from_right))  # noqa: SLF001


def draw_text(
    canvas: Any,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    right: bool = False,
) -> None:
    """Draws `text` in one line; with `right`, it ends at `x`."""
    name = BOLD if bold else REGULAR
    if right:
        x -= width(text, name, size)
    draw_line(canvas, x, y, [Run(text, name)], size, colour)


def draw_lines(
    canvas: Any,
    x: float,
    y: float,
    lines: Iterable[Line],
    size: float,
    leading: float,
    colour: str = INK,
) -> float:
    """Draws lines downwards, the first baseline at `y`; gives the baseline after the last."""
    for line in lines:
        draw_line(canvas, x, y, line, size, colour)
        y -= leading
    return y


def fit(text: str, room: float, size: float, name: str = REGULAR) -> str:
    """`text`, cut with “…” where it is wider than `room`."""
    if width(text, name, size) <= room:
        return text
    cut = _fitting(text, name, size, room - width("…", name, size))
    return text[:cut].rstrip() + "…"
