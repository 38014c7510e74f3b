"""The page, its colours, and text on it: nothing a person typed is ever read as mark-up."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.documents.fonts import BOLD, REGULAR, font, stretches, width

rl_config.useA85 = 0  # binary streams: a fifth smaller, and every reader takes them

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 15 * MM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

INK, MUTED, RULE, FAINT, TINT = "#1B1F23", "#56606B", "#7C848D", "#C9CED3", "#F1F3F3"


def new_canvas(title: str, language: str) -> tuple[Canvas, io.BytesIO]:
    """A canvas for an A4 document, and where its bytes go; the same input gives the same bytes."""
    for name in (REGULAR, BOLD):
        font(name)
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="en-GB" if language == "en" else language,
        initialFontName=REGULAR,
    )
    canvas.setTitle(title)
    canvas.setCreator("Roundrobin")
    canvas.setProducer("Roundrobin")
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.showOutline()
    return canvas, target


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

    Lines break at spaces; a word wider than its line is cut between characters.
    """
    wide = width_of_line if callable(width_of_line) else lambda _: width_of_line
    lines: list[Line] = [[]]
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
            lines.append([])
            rest, room = rest[cut:], wide(len(lines) - 1)
        lines[-1].append(Run(rest, word.font))
        used += gap + width(rest, word.font, size)
    return [_joined(line) for line in lines if line]


def _words(runs: Iterable[Run]) -> Iterable[Run]:
    for run in runs:
        for word in run.text.split():
            yield Run(word, run.font)


def _fitting(text: str, name: str, size: float, room: float) -> int:
    """How many characters of `text` fit, at least one."""
    number = 1
    while number < len(text) and width(text[: number + 1], name, size) <= room:
        number += 1
    return number


def _joined(words: Sequence[Run]) -> Line:
    """Neighbouring words of one weight as one run; each run but the last ends with its space."""
    line: Line = []
    for at, word in enumerate(words):
        text = word.text + (" " if at < len(words) - 1 else "")
        if line and line[-1].font == word.font:
            line[-1] = Run(line[-1].text + text, word.font)
        else:
            line.append(Run(text, word.font))
    return line


def plain(text: str, size: float, room: float, name: str = REGULAR) -> list[Line]:
    """`text` in one weight, in lines no wider than `room`."""
    return break_lines([Run(text, name)], size, room)


def draw_line(
    canvas: Any, x: float, y: float, line: Iterable[Run], size: float, colour: str = INK
) -> None:
    """Draws one line of runs with its baseline at `y`."""
    canvas.setFillColor(colour)
    for run in line:
        for name, text in stretches(run.text, run.font):
            advance = font(name).stringWidth(text, size)
            canvas.setFont(name, size)
            canvas.drawString(x, y, text)
            x += advance


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
