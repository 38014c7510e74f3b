"""The numbered schedule of signatories: quick at a hundred thousand rows.

ReportLab keeps the document, its fonts and its subsets; the rows are page code made
from each character's encoding and width, which are asked for once. Nobody's name or
address is cut or set smaller: a long one takes more lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from app.documents.page.fonts import REGULAR, missing_glyphs, plain_width, width
from app.documents.page.lettering import Lettering
from app.documents.page.pdf import Pdf
from app.documents.page.style import (
    FOOT,
    INK,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
)
from app.documents.page.tagging import ARTIFACT, END, Element, Tags, Template, scope
from app.documents.page.text import draw_text, plain
from app.documents.words import filled, long_date
from app.domain import names, postcode
from app.errors import AppError
from app.progress import Progress, silent

Redaction = Literal["none", "initials", "numbers"]

TOP = PAGE_HEIGHT - 112
ROOM = 675.0
SIZE, LEADING, PAD = 8.5, 10.0, 5.0
"""A row is as high as its lines and what stands between two rows."""

NUMBER_WIDTH = 34.0
_COLUMNS: dict[Redaction, tuple[tuple[str, float], ...]] = {
    "none": (("name", 150), ("address", 206), ("postcode", 58), ("date", 62)),
    "initials": (("initials", 150), ("postcode", 90), ("date", 90)),
    "numbers": (("district", 150), ("date", 90)),
}


class ScheduleRow(NamedTuple):
    """What the schedule may show of one signatory."""

    name: str
    address: str
    postcode: str
    signed_on: date | None


@dataclass(frozen=True)
class ScheduleHead:
    """What stands above the rows; an `own_list` says on each page that it is no petition (R10).

    `texts` are the schedule's part of pack.toml. The last `online` rows signed online.
    """

    petition: str
    recipient: str
    redact: Redaction
    own_list: bool
    counted_on: date
    texts: Mapping[str, str]
    language: str = "en"
    online: int = 0


def schedule_pdf(
    head: ScheduleHead, rows: Iterable[ScheduleRow], total: int, progress: Progress = silent
) -> bytes:
    """`total` signatories, numbered; AppError names the row that no font can print."""
    pdf = Pdf(f"{head.texts['title']}: {head.petition}", head.language)
    draw_schedule(pdf, head, rows, total, progress)
    return pdf.bytes()


def draw_schedule(
    pdf: Pdf,
    head: ScheduleHead,
    rows: Iterable[ScheduleRow],
    total: int,
    progress: Progress = silent,
    level: int = 0,
) -> None:
    """Draws the schedule on a document; its bookmarks begin at `level`."""
    columns = _COLUMNS[head.redact]
    frame = _Frame(pdf, head, total)
    writer = _Writer(pdf, [room for _, room in columns])
    number = 0
    for page, part in enumerate(writer.pages(_shown(row, head.redact) for row in rows)):
        progress(number, total)
        if page == 0:
            pdf.bookmark(head.texts["title"], level)
        if page % 20 == 0:
            words = filled(head.texts["from"], {"number": str(number + 1)})
            pdf.bookmark(words, level + 1)
        pdf.tags.stamp(frame.table, _template(len(part), len(columns)))
        frame.draw(page, number, len(part))
        pdf.code(writer.code(number, part))
        number += len(part)
        pdf.end_page()


@cache
def _template(rows: int, columns: int) -> Template:
    """The tags of a page: a row's number speaks for its cells."""
    tags = Tags()
    tags.record()
    body = Element("TBody")
    for _ in range(rows):
        row = body.add("TR")
        tags.mark(row.add("TH", scope("Row")))
        for _ in range(columns):
            tags.mark(row.add("TD"))
    return tags.recorded(body)


@cache
def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _shown(row: ScheduleRow, redact: Redaction) -> tuple[str, ...]:
    day = _day(row.signed_on) if row.signed_on else ""
    if redact == "none":
        return row.name, row.address, row.postcode, day
    if redact == "initials":
        return names.initials(row.name), row.postcode, day
    return postcode.district(row.postcode), day


class _Frame:
    """What stands round the rows: read once, and drawn again on each later page."""

    def __init__(self, pdf: Pdf, head: ScheduleHead, total: int) -> None:
        self._pdf, self._head, self._total = pdf, head, total
        self._section = pdf.tags.root.add("Sect")
        self._lines = [self._section.add("H1"), self._section.add("P"), self._section.add("P")]
        self.table = self._section.add("Table")
        self._heads = self.table.add("THead").add("TR")
        self._again = f"frame{pdf.pages}"

    def draw(self, page: int, before: int, rows: int) -> None:
        """Draws the head and the foot of a page whose first row has the number `before` + 1."""
        pdf, texts = self._pdf, self._head.texts
        if page == 0:
            self._draw_head(self._lines, self._heads)
        else:
            with pdf.decoration():
                if page == 1:
                    pdf.canvas.beginForm(self._again, 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
                    self._draw_head((), None)
                    pdf.canvas.endForm()
                pdf.canvas.doForm(self._again)
        with pdf.decoration():
            values = {"number": str(page + 1), "first": f"{before + 1:,}",
                      "last": f"{before + rows:,}", "total": f"{self._total:,}"}  # fmt: skip
            place = filled(texts["page"], values)
            draw_text(pdf.canvas, MARGIN + TEXT_WIDTH, 40, place, FOOT.size, colour=MUTED,
                      right=True)  # fmt: skip
            if self._head.own_list:
                draw_text(pdf.canvas, MARGIN, 40, texts["own_list"], FOOT.size, colour=MUTED)

    def _draw_head(self, lines: Sequence[Element], heads: Element | None) -> None:
        pdf, head, texts = self._pdf, self._head, self._head.texts
        values = {"petition": head.petition, "recipient": head.recipient,
                  "total": f"{self._total:,}", "day": long_date(head.counted_on)}  # fmt: skip
        said = filled(texts["counted"], values)
        if head.online:
            first = self._total - head.online + 1
            apart = {"ink": f"{first - 1:,}", "first": f"{first:,}"}
            text = texts["apart" if first > 1 else "apart_online"]
            said += " " + filled(text, values | apart)
        if head.own_list:
            said += " " + texts["own_list_long"]
        about = plain(filled(texts["about"], values), 9.5, TEXT_WIDTH)
        shown = [
            (0, texts["title"], 15.0, True, INK),
            *((1, line[0].text, 9.5, False, INK) for line in about),
            (2, said, 8.5, False, INK if head.own_list else MUTED),
        ]
        down = 65.0 - 12.5 * len(about)
        for at, text, size, bold, colour in shown:
            with pdf.inside(lines[at]) if lines else nullcontext():
                draw_text(pdf.canvas, MARGIN, PAGE_HEIGHT - down, text, size, bold=bold,
                          colour=colour)  # fmt: skip
            down += 16 if bold else 12.5
        self._draw_columns(heads)

    def _draw_columns(self, heads: Element | None) -> None:
        pdf, texts, y = self._pdf, self._head.texts, TOP + 15
        x = MARGIN + NUMBER_WIDTH
        wanted = [("number", 0.0), *_COLUMNS[self._head.redact]]
        for name, room in wanted:
            with pdf.inside(heads.add("TH", scope("Column"))) if heads else nullcontext():
                number = name == "number"
                draw_text(pdf.canvas, x - 10 if number else x, y, texts[name], 8.5, bold=True,
                          colour=MUTED, right=number)  # fmt: skip
            x += room
        with pdf.decoration() if heads else nullcontext():
            pdf.canvas.setStrokeColor(INK)
            pdf.canvas.setLineWidth(0.8)
            pdf.canvas.line(MARGIN, y - 5, MARGIN + TEXT_WIDTH, y - 5)


_Cells = tuple[list[str], ...]
"""The cells of a row, each in lines."""


class _Writer:
    """Turns rows into page code, each character's encoding and width asked for once."""

    def __init__(self, pdf: Pdf, widths: Sequence[float]) -> None:
        self._pdf, self._widths = pdf, widths
        self._letters = Lettering(pdf, REGULAR)
        self._usual = self._letters.usual
        self._digits = {digit: width(digit, REGULAR, SIZE) for digit in "0123456789"}

    def pages(self, rows: Iterable[tuple[str, ...]]) -> Iterator[list[_Cells]]:
        """The rows in lines, as many as stand on a page; a page without rows where none is."""
        part: list[_Cells] = []
        used = 0.0
        for number, row in enumerate(rows, 1):
            cells = tuple(
                self._lines(cell, room - 6, number)
                for cell, room in zip(row, self._widths, strict=True)
            )
            height = max(map(len, cells)) * LEADING + PAD
            if used + height > ROOM and part:
                yield part
                part, used = [], 0.0
            part.append(cells)
            used += height
        yield part

    def _lines(self, text: str, room: float, number: int) -> list[str]:
        wide = plain_width(text, REGULAR)
        if wide is None and (missing := missing_glyphs(text)):
            raise AppError(
                "Number {number} of the schedule holds the character “{character}”, which no "
                "font of the program can print: write it with other characters.",
                number=number,
                character=missing[0],
            )
        if wide is not None and wide * SIZE / 1000 <= room:
            return [text]
        return ["".join(run.text for run in line) for line in plain(text, SIZE, room)] or [""]

    def code(self, before: int, rows: Sequence[_Cells]) -> str:
        """The code of one page whose first row has the number `before` + 1."""
        code = [f".106 .122 .137 rg BT {self._usual} {SIZE} Tf {MARGIN:.2f} {TOP:.2f} Td"]
        back, mark, rules, y = -NUMBER_WIDTH - sum(self._widths[:-1]), 0, [], TOP + LEADING + 0.5
        for number, cells in enumerate(rows, before + 1):
            label = str(number)
            indent = NUMBER_WIDTH - 10 - sum(map(self._digits.__getitem__, label))
            code.append(
                f"{indent:.1f} 0 Td /TH<</MCID {mark}>>BDC ({label}) Tj EMC "
                f"{NUMBER_WIDTH - indent:.1f} 0 Td"
            )
            for at, cell in enumerate(cells):
                if at:
                    code.append(f"{self._widths[at - 1]} 0 Td")
                mark += 1
                code.append(f"/TD<</MCID {mark}>>BDC {self._cell(cell)} EMC")
            mark += 1
            height = max(map(len, cells)) * LEADING + PAD
            code.append(f"{back} {-height} Td")
            y -= height
            rules.append(f"{MARGIN:.2f} {y:.2f} m {MARGIN + TEXT_WIDTH:.2f} {y:.2f} l")
        code.append("ET")
        if rules:
            code.append(f"{ARTIFACT} {_RULE} {' '.join(rules)} S {END}")
        return "\n".join(code)

    def _cell(self, lines: Sequence[str]) -> str:
        if len(lines) == 1:
            return self._line(lines[0])
        down = f" 0 {-LEADING} Td "
        return f"{down.join(map(self._line, lines))} 0 {(len(lines) - 1) * LEADING} Td"

    def _line(self, text: str) -> str:
        return self._letters.show(text, SIZE)


_RULE = ".788 .808 .827 RG .3 w"
