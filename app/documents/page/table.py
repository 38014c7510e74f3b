"""Tables: heads that repeat on each page, numbers that align, cells that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from app.documents.page.blocks import Block
from app.documents.page.pdf import Pdf
from app.documents.page.style import CELL, FAINT, GRID, INK, MUTED, Style
from app.documents.page.tagging import Element, scope
from app.documents.page.text import Line, Run, begins_at_right, break_lines, draw_line, width_of

_GAP = 10.0
"""Points between two columns."""


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in points; `right` aligns numbers, `row_head` names the row."""

    head: str
    width: float
    right: bool = False
    row_head: bool = False


@dataclass(frozen=True)
class _Row:
    """A row's cells in lines, their elements, and whether it is set in bold."""

    cells: tuple[tuple[Line, ...], ...]
    tags: tuple[Element, ...]
    strong: bool
    height: float


class Table:
    """A table under way; with `figures` its rows are ruled above, and stand closer together."""

    def __init__(
        self,
        parent: Element,
        left: float,
        columns: Sequence[Column],
        *,
        style: Style = CELL,
        figures: bool = False,
    ) -> None:
        self._columns, self._style, self._figures = columns, style, figures
        self._pad = 0.5 * GRID if figures else 1.5 * GRID
        self._edges = list(accumulate((column.width for column in columns), initial=left))
        self._element = parent.add("Table")
        self._rows: list[_Row] = []
        heads = [column.head for column in columns]
        self._headed = any(heads)
        if self._headed:
            self._add(heads, "Column", strong=True)

    def row(self, cells: Sequence[str], *, strong: bool = False) -> None:
        """Adds a row."""
        self._add(cells, "", strong=strong)

    def _add(self, cells: Sequence[str], of: str, *, strong: bool) -> None:
        name = self._style.strong if strong else self._style.font
        row = self._element.add("TR")
        broken, tags = [], []
        for cell, column in zip(cells, self._columns, strict=True):
            wide = column.width - _GAP
            broken.append(tuple(break_lines([Run(cell, name)], self._style.size, wide)))
            spoken = of or ("Row" if column.row_head else "")
            tags.append(row.add("TH", scope(spoken)) if spoken else row.add("TD"))
        height = max(1, *map(len, broken)) * self._style.leading + self._pad
        self._rows.append(_Row(tuple(broken), tuple(tags), strong, height))

    def block(self) -> Block:
        """The table as a block whose pieces are its rows; the head stands on each page."""
        heights = tuple(row.height for row in self._rows)
        again = heights[0] if self._headed else 0.0
        return Block(heights, self._draw, again=again, together=min(3, len(heights)))

    def _draw(self, pdf: Pdf, y: float, first: int, last: int) -> None:
        if self._headed and first > 0:
            head = self._rows[0]
            with pdf.decoration():
                for at, cell in enumerate(head.cells):
                    self._draw_cell(pdf.canvas, at, cell, y + head.height, MUTED)
                self._rule(pdf.canvas, y, strong=True)
        for number in range(first, last):
            row, is_head = self._rows[number], self._headed and number == 0
            for at, (cell, tag) in enumerate(zip(row.cells, row.tags, strict=True)):
                if cell:
                    with pdf.inside(tag):
                        self._draw_cell(pdf.canvas, at, cell, y, MUTED if is_head else INK)
            with pdf.decoration():
                if self._figures:
                    self._rule(pdf.canvas, y, strong=row.strong)
                else:
                    self._rule(pdf.canvas, y - row.height, strong=is_head)
            y -= row.height

    def _draw_cell(self, canvas: Any, at: int, cell: Sequence[Line], y: float, colour: str) -> None:
        style = self._style
        for number, line in enumerate(cell):
            from_right = begins_at_right("".join(run.text for run in line))
            x = self._edges[at]
            if self._columns[at].right:
                x = self._edges[at + 1] - _GAP / 2 - width_of(line, style.size)
            baseline = y - number * style.leading - style.drop - self._pad / 2
            draw_line(canvas, x, baseline, line, style.size, colour, from_right=from_right)

    def _rule(self, canvas: Any, y: float, *, strong: bool) -> None:
        canvas.setStrokeColor(INK if strong else FAINT)
        canvas.setLineWidth(0.8 if strong else 0.5)
        canvas.line(self._edges[0], y, self._edges[-1], y)
