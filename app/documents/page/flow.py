"""Letters and lists: text that flows down A4 pages, with headings, tables and page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.documents.page import tagging
from app.documents.page.blocks import Block, pages
from app.documents.page.pdf import Pdf
from app.documents.page.style import (
    FAINT,
    FOOT,
    GRID,
    HEADING,
    INK,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    TEXT,
    TEXT_WIDTH,
    TITLE,
    Style,
)
from app.documents.page.table import Column, Table
from app.documents.page.tagging import Element
from app.documents.page.text import (
    Line,
    Run,
    begins_at_right,
    break_lines,
    draw_line,
    draw_text,
    fit,
    width_of,
)

LEFT = MARGIN + 15
WIDTH = TEXT_WIDTH - 30
TOP, BOTTOM = PAGE_HEIGHT - 62, 77.0
INDENT = 20.0
_FOOT_Y = 44.0


class Flow:
    """A document that is written from the top down, and then drawn on a Pdf.

    `style` is that of its text; `mark` stands in the foot of each page beside `page`, which
    may name {number} and {pages}.
    """

    def __init__(self, *, style: Style = TEXT, mark: str = "", page: str = "") -> None:
        self.style = style
        self._mark, self._page = mark, page
        self.root = Element("Sect")
        self._blocks: list[Block] = []

    def title(self, text: str) -> None:
        """The document's heading, with its bookmark."""
        element = self.root.add("H1")
        self._text(element, [Run(text, TITLE.font)], TITLE, after=2 * GRID, keep=True)
        self.bookmark(text)

    def bookmark(self, text: str) -> None:
        """An entry of the outline for the block written last."""
        self._blocks[-1] = replace(self._blocks[-1], bookmark=text)

    @property
    def deep(self) -> float:
        """How far down what was written so far goes, where it stands on one page."""
        return sum(one.before + sum(one.heights) + one.after for one in self._blocks)

    def heading(self, text: str, before: float = 2 * GRID) -> None:
        """A heading with a bookmark, kept with what follows."""
        element = self.root.add("H2")
        runs = [Run(text, HEADING.font)]
        self._text(element, runs, HEADING, before=before, after=0, keep=True)
        self.bookmark(text)

    def paragraph(
        self,
        text: str,
        *,
        lead: str = "",
        style: Style | None = None,
        indent: float = 0,
        after: float = 2 * GRID,
        keep: bool = False,
        language: str = "",
    ) -> None:
        """A paragraph, its `lead` in bold; one in another `language` says so."""
        shown = style or self.style
        runs = [Run(lead, shown.strong), Run(text, shown.font)]
        element = self.root.add("P", tagging.language(language))
        self._text(element, runs, shown, indent=indent, after=after, keep=keep)

    def lines(
        self,
        texts: Iterable[str],
        *,
        indent: float = 0,
        after: float = 3 * GRID,
        keep: bool = False,
        strong: bool = False,
    ) -> None:
        """Short lines under each other, as in an address; longer ones are broken."""
        element, style = self.root.add("P"), self.style
        name = style.strong if strong else style.font
        lines = [
            line
            for text in texts
            for line in break_lines([Run(text, name)], style.size, WIDTH - indent)
        ]
        block = self._lines_block(element, lines, style, indent)
        self._blocks.append(replace(block, after=after, together=len(lines), keep=keep))

    def numbered(self, texts: Iterable[str]) -> None:
        """A numbered list."""
        self._list((f"{number}.", [Run(text, self.style.font)]) for number, text in
                   enumerate(texts, 1))  # fmt: skip

    def ticks(self, items: Iterable[tuple[str, str]], *, to_write: bool = False) -> None:
        """Boxes to tick, each with a day in bold and what is due on it; a line `to_write` on."""
        style, first = self.style, len(self._blocks)
        self._list(
            ("", [Run(f"{lead}:", style.strong), Run(text, style.font)]) for lead, text in items
        )
        if to_write:
            self._blocks[first:] = map(_with_line, self._blocks[first:])

    def figures(self, rows: Sequence[tuple[str, str]], *, bold_last: bool = False) -> None:
        """Words with their number at the right, ruled; the last one as the sum."""
        wide = WIDTH * 0.7
        columns = (Column("", wide - 90, row_head=True), Column("", 90, right=True))
        table = Table(self.root, LEFT, columns, style=self.style, figures=True)
        for at, row in enumerate(rows):
            table.row(row, strong=bold_last and at == len(rows) - 1)
        self._blocks.append(replace(table.block(), after=2 * GRID))

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, strong_last: bool = False
    ) -> None:
        """A table whose heads repeat on each page; a long cell is broken into lines."""
        table = Table(self.root, LEFT, columns)
        for at, row in enumerate(rows):
            table.row(row, strong=strong_last and at == len(rows) - 1)
        self._blocks.append(replace(table.block(), after=3 * GRID))

    def to_sign(self, *fields: tuple[str, float]) -> None:
        """Lines to write on in ink, side by side: what goes on each, and its width in points."""
        elements = [self.root.add("P") for _ in fields]

        def draw(pdf: Pdf, y: float, _first: int, _last: int) -> None:
            x = LEFT
            for element, (words, wide) in zip(elements, fields, strict=True):
                with pdf.decoration():
                    _rule(pdf.canvas, x, x + wide, y - 40)
                with pdf.inside(element):
                    draw_text(pdf.canvas, x, y - 52, words, 8.5, colour=MUTED)
                x += wide + 20

        self._blocks.append(Block((55.0,), draw, after=3 * GRID, together=1))

    def add(self, block: Block) -> None:
        """Adds a block that draws itself; its elements stand under `root`."""
        self._blocks.append(block)

    def keep_last(self, number: int) -> None:
        """The last `number` blocks stay on one page, as what is signed stays with its text."""
        for at in range(len(self._blocks) - number, len(self._blocks) - 1):
            self._blocks[at] = replace(self._blocks[at], keep=True)

    def draw(self, pdf: Pdf, level: int = 0) -> None:
        """Draws the pages, their numbers in the foot; bookmarks begin at `level`."""
        pdf.tags.root.kids.append(self.root)
        placed = pages(self._blocks, TOP - BOTTOM)
        first = True
        for number, page in enumerate(placed, 1):
            for block, begin, last, down in page:
                if block.bookmark and begin == 0:
                    pdf.bookmark(block.bookmark, level if first else level + 1)
                    first = False
                block.draw(pdf, TOP - down, begin, last)
            with pdf.decoration():
                self._draw_foot(pdf.canvas, number, len(placed))
            pdf.end_page()

    def _draw_foot(self, canvas: Any, number: int, of: int) -> None:
        page = self._page.replace("{number}", str(number)).replace("{pages}", str(of))
        draw_text(canvas, LEFT + WIDTH, _FOOT_Y, page, FOOT.size, colour=MUTED, right=True)
        mark = fit(self._mark, WIDTH - 80, FOOT.size)
        draw_text(canvas, LEFT, _FOOT_Y, mark, FOOT.size, colour=MUTED)

    def _text(
        self,
        element: Element,
        runs: Sequence[Run],
        style: Style,
        *,
        indent: float = 0,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
    ) -> None:
        lines = break_lines(runs, style.size, WIDTH - indent)
        block = self._lines_block(element, lines, style, indent)
        self._blocks.append(replace(block, before=before, after=after, keep=keep))

    def _lines_block(
        self, element: Element, lines: Sequence[Line], style: Style, indent: float
    ) -> Block:
        from_right = begins_at_right("".join(run.text for line in lines for run in line))

        def draw(pdf: Pdf, y: float, first: int, last: int) -> None:
            with pdf.inside(element):
                draw_block(pdf.canvas, LEFT + indent, y, lines[first:last], style, WIDTH - indent,
                           from_right=from_right)  # fmt: skip

        return Block((style.leading,) * len(lines), draw)

    def _list(self, items: Iterable[tuple[str, Sequence[Run]]]) -> None:
        """Items with a number, or with a box to tick where the number is empty."""
        own = self.root.add("L")
        style = self.style
        for number, runs in items:
            item = own.add("LI")
            label = item.add("Lbl") if number else None
            lines = break_lines(runs, style.size, WIDTH - INDENT)
            body = self._lines_block(item.add("LBody"), lines, style, INDENT)
            self._blocks.append(replace(_labelled(body, label, number, style), after=GRID))
        self._blocks[-1] = replace(self._blocks[-1], after=2 * GRID)


def _with_line(body: Block) -> Block:
    """With an empty line to write on under it, on the same page."""
    many = len(body.heights)

    def draw(pdf: Pdf, y: float, first: int, last: int) -> None:
        body.draw(pdf, y, first, min(last, many))
        if last > many:
            under = y - sum(body.heights[first:]) - _HAND
            with pdf.decoration():
                pdf.canvas.setStrokeColor(FAINT)
                pdf.canvas.setLineWidth(0.6)
                pdf.canvas.line(LEFT + INDENT, under, LEFT + WIDTH, under)

    return replace(body, heights=(*body.heights, _HAND), draw=draw, after=2 * GRID)


_HAND = 26.0
"""The height of a line that is written by hand."""


def _labelled(body: Block, label: Element | None, number: str, style: Style) -> Block:
    def draw(pdf: Pdf, y: float, first: int, last: int) -> None:
        if first == 0 and label:
            with pdf.inside(label):
                draw_line(pdf.canvas, LEFT, y - style.drop, [Run(number, style.font)], style.size)
        elif first == 0:
            with pdf.decoration():
                pdf.canvas.setStrokeColor(INK)
                pdf.canvas.setLineWidth(0.8)
                pdf.canvas.rect(LEFT, y - style.drop - 1, 9, 9)
        body.draw(pdf, y, first, last)

    return replace(body, draw=draw)


def draw_block(
    canvas: Any,
    x: float,
    y: float,
    lines: Iterable[Line],
    style: Style,
    wide: float,
    *,
    from_right: bool = False,
) -> None:
    """Draws lines from the upper edge `y` down; those that run from the right end at the right."""
    for at, line in enumerate(lines):
        left = x + wide - width_of(line, style.size) if from_right else x
        baseline = y - at * style.leading - style.drop
        draw_line(canvas, left, baseline, line, style.size, style.colour, from_right=from_right)


def _rule(canvas: Any, left: float, right: float, y: float) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.6)
    canvas.line(left, y, right, y)
