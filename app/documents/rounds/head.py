"""The head of a call sheet or walk list: what it is about, and what to say."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.page.blocks import Block
from app.documents.page.flow import LEFT, WIDTH, Flow, draw_block
from app.documents.page.fonts import width
from app.documents.page.pdf import Pdf
from app.documents.page.style import GRID, TINT, TITLE, Style
from app.documents.page.tagging import Element, language
from app.documents.page.text import Run, begins_at_right, break_lines, draw_line, width_of


def put_title(flow: Flow, title: str, about: str) -> None:
    """The head of the list; what it is about beside it, or below where there is no room."""
    wide = width(title, TITLE.font, TITLE.size)
    lines = break_lines([Run(about)], flow.style.size, WIDTH - wide - 3 * GRID) if about else []
    if len(lines) > 1 or begins_at_right(about):
        flow.title(title)
        flow.paragraph(about, keep=True)
        return
    head, body = flow.root.add("H1"), flow.root.add("P") if lines else None

    def draw(pdf: Pdf, y: float, _first: int, _last: int) -> None:
        with pdf.inside(head):
            draw_block(pdf.canvas, LEFT, y, [[Run(title, TITLE.font)]], TITLE, WIDTH)
        if body:
            left = LEFT + WIDTH - width_of(lines[0], flow.style.size)
            with pdf.inside(body):
                draw_line(pdf.canvas, left, y - TITLE.drop, lines[0], flow.style.size)

    flow.add(Block((TITLE.leading,), draw, after=GRID, keep=True))
    flow.bookmark(title)


def script(root: Element, scripts: Sequence[tuple[str, str]], shown: str) -> Block:
    """What to say, in two languages side by side on a tint; `shown` is the list’s own."""
    style = Style(9.5, 13.5)
    wide = WIDTH / max(len(scripts), 1)
    columns = []
    section = root.add("Sect")
    for own, text in scripts:
        element = section.add("Div", language("" if own == shown else own))
        paragraphs = [element.add("P") for _ in text.split("|")]
        lines = [
            break_lines([Run(" ".join(part.split()))], style.size, wide - 20)
            for part in text.split("|")
        ]
        columns.append((paragraphs, lines))
    deepest = max(
        (sum(len(one) * style.leading + 4 for one in lines) for _, lines in columns), default=0
    )
    high = deepest + 12

    def draw(pdf: Pdf, y: float, _first: int, _last: int) -> None:
        with pdf.decoration():
            pdf.canvas.setFillColor(TINT)
            pdf.canvas.rect(LEFT, y - high, WIDTH, high, stroke=0, fill=1)
        for at, (elements, paragraphs) in enumerate(columns):
            down = y - 8
            for element, lines in zip(elements, paragraphs, strict=True):
                with pdf.inside(element):
                    draw_block(pdf.canvas, LEFT + 10 + at * wide, down, lines, style, wide - 20)
                down -= len(lines) * style.leading + 4

    return Block((high,), draw, after=GRID, together=1)
