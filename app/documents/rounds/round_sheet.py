"""A call sheet or walk list: a row to a person, with boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

from app.documents.page.blocks import Block
from app.documents.page.flow import BOTTOM, LEFT, TOP, WIDTH, Flow
from app.documents.page.fonts import BOLD, REGULAR, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import (
    ACCENT,
    FAINT,
    GRID,
    HEADING,
    INK,
    MUTED,
    RULE,
    Style,
)
from app.documents.page.tagging import Element, scope
from app.documents.page.text import (
    Line,
    Run,
    break_lines,
    draw_line,
    draw_text,
    fit,
    line_code,
)
from app.documents.rounds.head import put_title, script
from app.documents.words import filled, long_date
from app.domain.outreach.rounds import RoundKind

_SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
"""Points of a name, the largest first."""

_MARK, _WHO = 62.0, 190.0
_BOXES = WIDTH - _MARK - _WHO
_COLUMNS = 3
_PAD = 5.0
_BOX = 8.0
_TIGHT, _NOTE = 14.0, 23.0
"""Points from one row of boxes to the next at least, and of room to write below the last."""
_ROUNDED = 0.01
_TICKS, _GAP = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0), 5.0
"""Points of the words beside the boxes, the largest first, and the least between columns."""


@dataclass(frozen=True)
class RoundLine:
    """One row; `lead` is the line's number or the door, empty where it is the door above."""

    lead: str
    below: str
    code: str
    names: tuple[str, ...]
    pronounced: str
    reach: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class RoundSection:
    """Rows under a heading, which is empty where there is none."""

    heading: str
    lines: Sequence[RoundLine]


@dataclass(frozen=True)
class RoundFacts:
    """What the head of a list says; `number` is 0 before it is kept.

    `scripts` are what to say, by language; `boxes` the letters and words to tick; `rows` how
    many lines a page holds.
    """

    kind: RoundKind
    number: int
    about: str
    caller: str
    until: date | None
    organiser: str
    contact: str
    scripts: Sequence[tuple[str, str]]
    boxes: Sequence[tuple[str, str]]
    texts: Mapping[str, Any]
    language: str = "en"
    rows: int = 8


def round_pdf(facts: RoundFacts, sections: Sequence[RoundSection]) -> bytes:
    """The list as a file."""
    texts, kind = facts.texts, facts.kind
    begin = "title" if facts.number else "draft"
    title = filled(texts[f"{begin}_{kind}"], {"number": str(facts.number)})
    flow = Flow(mark=texts["mark"], page=texts["page"])
    put_title(flow, title, facts.about)
    number = sum(len(one.lines) for one in sections)
    back = long_date(facts.until, facts.language) if facts.until else texts["no_back"]
    head = [
        f"{texts[f'who_{kind}']}: {facts.caller}",
        f"{texts['back']}: {back}",
        f"{texts['people']}: {number}",
    ]
    flow.lines(["   ·   ".join(head)], after=GRID, strong=True, keep=True)
    values = {"organiser": facts.organiser, "back": back, "contact": facts.contact}
    keep = filled(texts["keep" if facts.until else "keep_no_back"], values)
    flow.paragraph(keep, lead=texts["confidential"])
    flow.add(script(flow.root, facts.scripts, facts.language))
    flow.heading(texts[f"lines_{kind}"], before=GRID)
    high = (TOP - BOTTOM) / facts.rows
    shared: dict[float, str] = {}
    large = iter(sizes([one for section in sections for one in section.lines], high))
    tables = []
    for section in sections:
        rows = _Rows(section.lines, facts, large, high, shared)
        tables.append((section.heading, rows))
    _fill(tables, TOP - BOTTOM - flow.deep)
    for heading, rows in tables:
        if heading:
            flow.heading(heading, before=GRID)
        rows.tag(flow.root.add("Table"))
        flow.add(Block(tuple(rows.heights), rows.draw, together=1, after=GRID))
    pdf = Pdf(f"{title}: {facts.about}" if facts.about else title, facts.language)
    flow.draw(pdf)
    return pdf.bytes()


def _fill(tables: Sequence[tuple[str, _Rows]], room: float) -> None:
    """Makes the first rows as low as they need to be where more of them stand on page 1 so.

    The type stays as large: what a row does not need is white.
    """
    rows = [
        (one, at, ((GRID + HEADING.leading) * bool(heading) + GRID * bool(number)) * (not at))
        for number, (heading, one) in enumerate(tables)
        for at in range(len(one.heights))
    ]  # with what stands above each

    def fitting(heights: Iterable[float]) -> int:
        return sum(down <= room for down in accumulate(heights))

    usual = fitting(one.heights[at] + above for one, at, above in rows)
    most = fitting(one.least[at] + above for one, at, above in rows)
    if most <= usual:
        return
    first = rows[:most]
    spare = (room - sum(one.least[at] + above for one, at, above in first)) / most - _ROUNDED
    for one, at, _ in first:
        one.heights[at] = min(one.heights[at], one.least[at] + spare)


def sizes(lines: Sequence[RoundLine], high: float) -> list[float]:
    """The size of each line: the largest at which four of five stand in a row of that height.

    Longer ones are as much smaller as they need to be.
    """
    own = [_largest(line, high - 2 * _PAD) for line in lines]
    common = sorted(own)[len(own) // 5] if own else _SIZES[-1]
    return [min(one, common) for one in own]


def _largest(line: RoundLine, room: float) -> float:
    return next((size for size in _SIZES if _fits(line, size, room)), _SIZES[-1])


def _fits(line: RoundLine, size: float, room: float) -> bool:
    words = [*" ".join(line.names).split(), *line.reach.split()]
    if any(width(word, BOLD, size) > _WHO - 8 for word in words):
        return False
    return sum(style.leading for style, _ in _who(line, size)) <= room


def _small(size: float) -> Style:
    least = max(8.0, min(10.0, size * 0.6))
    return Style(least, least + 3.5, colour=MUTED)


def _who(line: RoundLine, size: float) -> list[tuple[Style, Line]]:
    """The middle of a row: names, how spoken, number, and what is known, in lines."""
    name, small = Style(size, round(size * 1.22, 1)), _small(size)
    first, *others = line.names
    runs = [Run(first, BOLD), *(Run(one, REGULAR) for one in others)]
    parts = [(name, runs)]
    if line.pronounced:
        parts.append((small, [Run(f"“{line.pronounced}”")]))
    if line.reach:
        parts.append((name, [Run(line.reach, BOLD)]))
    parts += [(small, [Run(one)]) for one in line.facts]
    return [
        (style, broken)
        for style, some in parts
        for broken in break_lines(some, style.size, _WHO - 8)
    ]


def _lead(line: RoundLine) -> tuple[float, list[Line]]:
    """The line's number or the door, in whole words as large as its column holds them."""
    room = _MARK - 10
    words = line.lead.split()
    for size in (18.0, 14.0, 11.0, 9.0, 8.0):
        lead = break_lines([Run(line.lead, BOLD)], size, room) if words else []
        if len(lead) <= 2 and all(width(word, BOLD, size) <= room for word in words):
            break
    return size, lead


def _mark_height(line: RoundLine) -> float:
    """What the door and the code below it need."""
    size, lead = _lead(line)
    return _PAD + len(lead) * size * 1.15 + (12 if line.below else 0) + 34


def _columns(boxes: Sequence[tuple[str, str]]) -> tuple[float, list[float]]:
    """The largest size of the words beside boxes, and where each column of them begins."""
    for size in _TICKS:
        wide = [0.0] * _COLUMNS
        for at, (letter, words) in enumerate(boxes):
            needed = _BOX + 3 + width(letter, BOLD, size) + width(f" {words}", REGULAR, size)
            wide[at % _COLUMNS] = max(wide[at % _COLUMNS], needed)
        gap = (_BOXES - sum(wide)) / (_COLUMNS - 1)
        if gap >= _GAP:
            break
    return size, [sum(wide[:at]) + at * gap for at in range(_COLUMNS)]


def _rgb(colour: str) -> str:
    """A colour such as #1B1F23 as page code has it."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4f}" for at in (1, 3, 5))


class _Rows:
    """The rows of one section: how high they are, and the least that each needs."""

    def __init__(
        self,
        lines: Sequence[RoundLine],
        facts: RoundFacts,
        sizes: Iterator[float],
        high: float,
        shared: dict[float, str],
    ) -> None:
        self._lines, self._facts = lines, facts
        self._who = [_who(line, next(sizes)) for line in lines]
        self._cells: list[tuple[Element, Element, Element]] = []
        deep = -(-len(facts.boxes) // _COLUMNS)
        boxes = _PAD + deep * min(_TIGHT, self._box_leading(high)) + _NOTE
        needed = [
            max(sum(style.leading for style, _ in one) + 2 * _PAD, _mark_height(line))
            for one, line in zip(self._who, lines, strict=True)
        ]
        self.heights = [max(high, one) for one in needed]
        self.least = [max(min(high, boxes), one) for one in needed]
        self._tick, self._columns = _columns(facts.boxes)
        self._code = shared
        self._ruled: dict[tuple[float, bool], str] = {}
        self._doors: list[RoundLine] = []
        for line in lines:
            self._doors.append(line if line.lead or not self._doors else self._doors[-1])
        heads = [bool(line.lead) for line in lines]
        self._ends_door = [after for _, after in pairwise([*heads, True])]

    def tag(self, table: Element) -> None:
        """Gives each row its place in `table`, which a reader hears."""
        self._cells = [self._tags(table.add("TR")) for _ in self._lines]

    @staticmethod
    def _tags(row: Element) -> tuple[Element, Element, Element]:
        return row.add("TD"), row.add("TH", scope("Row")), row.add("TD")

    def draw(self, pdf: Pdf, y: float, first: int, last: int) -> None:
        """Draws rows from the upper edge `y` down."""
        for at in range(first, last):
            high = self.heights[at]
            mark, who, boxes = self._cells[at]
            with pdf.inside(mark):
                door = self._doors[at] if at == first else self._lines[at]  # anew on each page
                self._draw_mark(pdf.canvas, door, y)
                code = self._lines[at].code
                draw_text(pdf.canvas, LEFT + 6, y - high + 12.5, code, 12, bold=True)
            with pdf.inside(who):
                down = y - _PAD
                for style, line in self._who[at]:
                    down -= style.leading
                    x, base = LEFT + _MARK, down + style.leading * 0.24
                    draw_line(pdf.canvas, x, base, line, style.size, style.colour)
            with pdf.inside(boxes):
                pdf.code(f"q 1 0 0 1 0 {y:.2f} cm\n{self._words(pdf.canvas, high)}\nQ")
            with pdf.decoration():
                rules = self._rules(high, strong=self._ends_door[at])
                pdf.code(f"q 1 0 0 1 0 {y:.2f} cm\n{rules}\nQ")
            y -= high

    @staticmethod
    def _draw_mark(canvas: Any, line: RoundLine, y: float) -> None:
        size, lead = _lead(line)
        down = y - _PAD - size + size * 1.15
        for one in lead:
            down -= size * 1.15
            draw_line(canvas, LEFT, down, one, size, ACCENT)
        if line.below:
            draw_text(canvas, LEFT, down - 12, fit(line.below, _MARK - 10, 9), 9, colour=MUTED)

    def _box_leading(self, high: float) -> float:
        deep = -(-len(self._facts.boxes) // _COLUMNS)
        return min(15.0, (high - 2 * _PAD - 14) / deep)

    def _place(self, at: int, y: float, high: float) -> tuple[float, float]:
        """Where the box of the result `at` has its lower left."""
        down = self._box_leading(high)
        x = LEFT + _MARK + _WHO + self._columns[at % _COLUMNS]
        return x, y - _PAD - (at // _COLUMNS) * down - _BOX - 1

    def _words(self, canvas: Any, high: float) -> str:
        """The page code of the words beside the boxes: the same in each row of that height."""
        if high not in self._code:
            lines = [f"{_rgb(INK)} rg"]
            for at, (letter, words) in enumerate(self._facts.boxes):
                x, base = self._place(at, 0, high)
                runs = [Run(letter, BOLD), Run(f" {words}")]
                lines.append(line_code(canvas, x + _BOX + 3, base + 1, runs, self._tick))
            self._code[high] = "\n".join(lines)
        return self._code[high]

    def _rules(self, high: float, *, strong: bool) -> str:
        """The page code of the boxes and rules of a row, the same in each of that height."""
        key = (high, strong)
        if key not in self._ruled:
            boxes = [
                f"{x:.2f} {y:.2f} {_BOX} {_BOX} re S"
                for x, y in (self._place(at, 0, high) for at in range(len(self._facts.boxes)))
            ]
            left, right = LEFT + _MARK + _WHO, LEFT + WIDTH
            begin = LEFT if strong else LEFT + _MARK
            width_, colour = (0.8, RULE) if strong else (0.4, FAINT)
            self._ruled[key] = "\n".join([
                f"{_rgb(INK)} RG 0.7 w",
                *boxes,
                f"{_rgb(RULE)} RG 0.5 w",
                f"{LEFT:.2f} {7 - high:.2f} {_MARK - 6:.2f} 20 re S",
                f"{left:.2f} {9 - high:.2f} m {right:.2f} {9 - high:.2f} l S",
                f"{_rgb(colour)} RG {width_} w",
                f"{begin:.2f} {2 - high:.2f} m {right:.2f} {2 - high:.2f} l S",
            ])  # fmt: skip
        return self._ruled[key]
