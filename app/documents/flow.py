"""Letters and lists: text that flows down A4 pages, with headings, tables and page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from app.documents.fonts import BOLD, REGULAR
from app.documents.style import (
    FAINT,
    INK,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    TEXT_WIDTH,
    Run,
    break_lines,
    draw_line,
    draw_text,
    fit,
    new_canvas,
    plain,
)

LEFT = MARGIN + 14
WIDTH = TEXT_WIDTH - 28
TOP, BOTTOM = PAGE_HEIGHT - 64, 76.0
SIZE, LEADING = 10.5, 15.0


def _draw_number(canvas: Any, *, y: float, number: int) -> None:
    draw_text(canvas, LEFT, y, f"{number}.", SIZE)


class Flow:
    """A document that is written from the top down; `pdf` ends it."""

    def __init__(self, title: str, language: str = "en", mark: str = "") -> None:
        self._title, self._language, self._mark = title, language, mark
        self._pages: list[list[Callable[[Any], None]]] = [[]]
        self._bookmarks: list[tuple[str, int]] = []
        self._y = TOP

    def _place(self, draw: Callable[[Any], None]) -> None:
        self._pages[-1].append(draw)

    def need(self, height: float) -> None:
        """Begins a page when less than `height` points are left on this one."""
        if self._y - height < BOTTOM and self._pages[-1]:
            self._pages.append([])
            self._y = TOP

    def space(self, height: float = 8) -> None:
        """Leaves `height` points free."""
        self._y -= height

    def line(
        self, runs: Sequence[Run], size: float = SIZE, colour: str = INK, indent: float = 0
    ) -> None:
        """One line as it is."""
        self.need(LEADING)
        y, x = self._y, LEFT + indent
        self._place(lambda canvas: draw_line(canvas, x, y, runs, size, colour))
        self._y -= size * 1.43

    def title(self, text: str) -> None:
        """The document's heading, which is also its first bookmark."""
        for line in plain(text, 17, WIDTH, BOLD):
            self.line(line, 17)
        self.bookmark(text)
        self.space(6)

    def bookmark(self, text: str) -> None:
        """An entry of the outline for this page."""
        self._bookmarks.append((text, len(self._pages)))

    def heading(self, text: str) -> None:
        """A heading with a bookmark, kept with what follows."""
        self.need(60)
        self.space(8)
        self.bookmark(text)
        for line in plain(text, 12, WIDTH, BOLD):
            self.line(line, 12)
        self.space(2)

    def paragraph(
        self,
        text: str,
        *,
        lead: str = "",
        size: float = SIZE,
        colour: str = INK,
        indent: float = 0,
        after: float = 7,
    ) -> None:
        """A paragraph, its `lead` in bold."""
        runs = [Run(lead, BOLD), Run(text, REGULAR)]
        for line in break_lines(runs, size, WIDTH - indent):
            self.line(line, size, colour, indent)
        self.space(after)

    def lines(self, texts: Iterable[str], *, indent: float = 0, after: float = 10) -> None:
        """Short lines under each other, as in an address."""
        for text in texts:
            for line in plain(text, SIZE, WIDTH - indent):
                self.line(line, SIZE, INK, indent)
        self.space(after)

    def numbered(self, texts: Iterable[str]) -> None:
        """A numbered list."""
        for number, text in enumerate(texts, 1):
            self.need(2 * LEADING)
            y = self._y
            self._place(partial(_draw_number, y=y, number=number))
            self.paragraph(text, indent=18, after=5)

    def tick(self, lead: str, text: str) -> None:
        """A box to tick, with a day and what is due on it."""
        self.need(2 * LEADING)
        y = self._y

        def draw(canvas: Any) -> None:
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            canvas.rect(LEFT, y - 1, 9, 9)

        self._place(draw)
        self.paragraph(text, lead=f"{lead}:", indent=18, after=6)

    def figures(self, rows: Sequence[tuple[str, str]], *, bold_last: bool = False) -> None:
        """Words with their number at the right, ruled; the last one as the sum."""
        for at, (words, number) in enumerate(rows):
            self.need(20)
            strong = bold_last and at == len(rows) - 1
            self._place(self._figure(self._y, words, number, strong=strong))
            self._y -= 19
        self.space(6)

    def to_sign(self, *fields: tuple[str, float]) -> None:
        """Lines to write on in ink, side by side: what goes on each, and its width in points."""
        self.need(60)
        self.space(34)
        y = self._y

        def draw(canvas: Any) -> None:
            x = LEFT
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.6)
            for words, width in fields:
                canvas.line(x, y, x + width, y)
                draw_text(canvas, x, y - 12, words, 8.5, colour=MUTED)
                x += width + 18

        self._place(draw)
        self.space(24)

    @staticmethod
    def _figure(y: float, words: str, number: str, *, strong: bool) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.setStrokeColor(INK if strong else FAINT)
            canvas.setLineWidth(0.8 if strong else 0.5)
            canvas.line(LEFT, y + 13, LEFT + WIDTH * 0.7, y + 13)
            draw_text(canvas, LEFT, y, words, SIZE, bold=strong)
            draw_text(canvas, LEFT + WIDTH * 0.7, y, number, SIZE, bold=strong, right=True)

        return draw

    def table(
        self,
        columns: Sequence[str],
        widths: Sequence[float],
        rows: Iterable[Sequence[str]],
        *,
        numbers_from: int,
    ) -> None:
        """A table whose heads repeat on each page; columns from `numbers_from` align right."""
        edges = [LEFT]
        for width in widths:
            edges.append(edges[-1] + width)
        self.need(60)
        self._row(columns, edges, numbers_from, head=True)
        for row in rows:
            if self._y - 16 < BOTTOM:
                self._pages.append([])
                self._y = TOP
                self._row(columns, edges, numbers_from, head=True)
            self._row(row, edges, numbers_from, head=False)
        self.space(10)

    def _row(
        self, cells: Sequence[str], edges: Sequence[float], numbers_from: int, *, head: bool
    ) -> None:
        y = self._y

        def draw(canvas: Any) -> None:
            colour = MUTED if head else INK
            for at, cell in enumerate(cells):
                room = edges[at + 1] - edges[at] - 8
                text = fit(cell, room, 9, BOLD if head else REGULAR)
                right = at >= numbers_from
                x = edges[at + 1] - 6 if right else edges[at]
                draw_text(canvas, x, y, text, 9, bold=head, colour=colour, right=right)
            canvas.setStrokeColor(INK if head else FAINT)
            canvas.setLineWidth(0.8 if head else 0.4)
            canvas.line(LEFT, y - 5, edges[-1], y - 5)

        self._place(draw)
        self._y -= 17

    def pdf(self) -> bytes:
        """The finished document, its pages numbered."""
        canvas, target = new_canvas(self._title, self._language)
        for number, page in enumerate(self._pages, 1):
            for at, (text, of_page) in enumerate(self._bookmarks):
                if of_page == number:
                    canvas.bookmarkPage(f"b{at}")
                    canvas.addOutlineEntry(text, f"b{at}")
            for draw in page:
                draw(canvas)
            right = LEFT + WIDTH
            place = f"Page {number} of {len(self._pages)}"
            draw_text(canvas, right, 44, place, 8.5, colour=MUTED, right=True)
            draw_text(canvas, LEFT, 44, fit(self._mark, WIDTH - 80, 8.5), 8.5, colour=MUTED)
            canvas.showPage()
        canvas.save()
        return target.getvalue()
