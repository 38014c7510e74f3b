"""The numbered schedule of signatories: quick at a hundred thousand rows.

ReportLab keeps the document, its fonts and its subsets; the rows are page code made
from each character's encoding and width, which are asked for once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from app.documents.fonts import REGULAR, font, font_for
from app.documents.style import (
    FAINT,
    INK,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    draw_text,
    fit,
    new_canvas,
)
from app.documents.words import long_date
from app.domain import names, postcode
from app.errors import AppError
from app.progress import Progress, silent

Redaction = Literal["none", "initials", "numbers"]

ROWS = 45
LEADING = 15.0
TOP = PAGE_HEIGHT - 112
SIZE = 8.5
NARROWED = 0.85
"""Text that is a little too wide is narrowed down to this; wider text takes two small lines."""

SMALL, SMALL_LEADING, NARROWEST = 6.6, 7.0, 0.6
"""Two small lines hold more than anything a row may be keyed with is likely to; then comes “…”."""

NUMBER_WIDTH = 34.0
_COLUMNS: dict[Redaction, tuple[tuple[str, float], ...]] = {
    "none": (("Name", 150), ("Address", 206), ("Postcode", 58), ("Date", 62)),
    "initials": (("Initials", 150), ("Postcode", 90), ("Date", 90)),
    "numbers": (("Postcode district", 150), ("Date", 90)),
}


class ScheduleRow(NamedTuple):
    """What the schedule may show of one signatory."""

    name: str
    address: str
    postcode: str
    signed_on: date | None


@dataclass(frozen=True)
class ScheduleHead:
    """What stands above the rows; an `own_list` says on each page that it is no petition (R10)."""

    petition: str
    recipient: str
    redact: Redaction
    own_list: bool
    counted_on: date


def schedule_pdf(
    head: ScheduleHead, rows: Iterable[ScheduleRow], total: int, progress: Progress = silent
) -> bytes:
    """`total` signatories, numbered; AppError names the row that no font can print."""
    canvas, target = new_canvas(f"Schedule of signatories: {head.petition}", "en")
    columns = _COLUMNS[head.redact]
    canvas.beginForm("frame", 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
    _draw_frame(canvas, head, columns, total)
    canvas.endForm()
    canvas.beginForm("rules", 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
    _draw_rules(canvas, ROWS)
    canvas.endForm()
    writer = _Writer(canvas, [width for _, width in columns])
    pages = max(1, -(-total // ROWS))
    left = iter(rows)
    for page in range(pages):
        progress(page, pages)
        if page % 20 == 0:
            canvas.bookmarkPage(f"p{page}")
            canvas.addOutlineEntry(f"From number {page * ROWS + 1}", f"p{page}")
        canvas.doForm("frame")
        part = [_shown(row, head.redact) for row in islice(left, ROWS)]
        if len(part) == ROWS:
            canvas.doForm("rules")
        elif part:
            _draw_rules(canvas, len(part))
        canvas._code.append(writer.page(page * ROWS, part))  # noqa: SLF001  # five times as quick
        place = f"Page {page + 1} of {pages}"
        draw_text(canvas, MARGIN + TEXT_WIDTH, 40, place, 8.5, colour=MUTED, right=True)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


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


def _draw_frame(
    canvas: Any, head: ScheduleHead, columns: Sequence[tuple[str, float]], total: int
) -> None:
    draw_text(canvas, MARGIN, PAGE_HEIGHT - 52, "Schedule of signatories", 15, bold=True)
    about = fit(f"{head.petition}, to {head.recipient}", TEXT_WIDTH, 9.5)
    draw_text(canvas, MARGIN, PAGE_HEIGHT - 68, about, 9.5)
    said = f"{total:,} signatures in form, counted on {long_date(head.counted_on)}"
    if head.own_list:
        said += ". The organiser’s own list: this is not the petition."
    draw_text(canvas, MARGIN, PAGE_HEIGHT - 81, said, 8.5, colour=INK if head.own_list else MUTED)
    y = TOP + 15
    x = MARGIN + NUMBER_WIDTH
    draw_text(canvas, x - 10, y, "No.", 8.5, bold=True, colour=MUTED, right=True)
    for name, width in columns:
        draw_text(canvas, x, y, name, 8.5, bold=True, colour=MUTED)
        x += width
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, y - 5, MARGIN + TEXT_WIDTH, y - 5)
    if head.own_list:
        draw_text(canvas, MARGIN, 40, "Organiser’s own list, not the petition", 8.5, colour=MUTED)


def _draw_rules(canvas: Any, rows: int) -> None:
    canvas.setStrokeColor(FAINT)
    canvas.setLineWidth(0.3)
    rules = (TOP - at * LEADING - 4.5 for at in range(rows))
    canvas.lines([(MARGIN, y, MARGIN + TEXT_WIDTH, y) for y in rules])


_Letter = tuple[str, str, float]
"""The name of a character's font subset in the document, its escaped code there, its width."""


_WIDTH: Callable[[_Letter], float] = itemgetter(2)


class _Writer:
    """Turns cells into page code, each character's encoding and width asked for once."""

    def __init__(self, canvas: Any, widths: Sequence[float]) -> None:
        self._doc = canvas._doc  # noqa: SLF001  # ReportLab's document
        self._widths = widths
        self._known: dict[str, _Letter] = {}
        self._ascii_widths: dict[str, float] = {}
        self._dates: dict[str, str] = {}
        for code in range(32, 127):
            self._ascii_widths[chr(code)] = self._learn(chr(code), 0)[2]
        self._usual = self._known[" "][0]

    def _learn(self, character: str, number: int) -> _Letter:
        name = font_for(character, REGULAR)
        if not name:
            raise AppError(
                "Number {number} of the schedule holds the character “{character}”, which no "
                "font of the program can print: write it with other characters.",
                number=number,
                character=character,
            )
        one = font(name)
        [(subset, encoded)] = one.splitString(character, self._doc)
        text = encoded.decode("latin-1") if isinstance(encoded, bytes) else encoded
        escaped = "".join(
            f"\\{c}" if c in "()\\" else c if 32 <= ord(c) < 127 else f"\\{ord(c):03o}"
            for c in text
        )
        within = one.getSubsetInternalName(subset, self._doc)
        found = (within, escaped, one.stringWidth(character, SIZE))
        self._known[character] = found
        return found

    def page(self, before: int, rows: Sequence[Sequence[str]]) -> str:
        """The code of one page whose first row has the number `before` + 1."""
        start = self._usual
        code = [f".106 .122 .137 rg BT {start} {SIZE} Tf {MARGIN:.2f} {TOP:.2f} Td"]
        back, last = -NUMBER_WIDTH - sum(self._widths[:-1]), len(self._widths) - 1
        for number, cells in enumerate(rows, before + 1):
            label = str(number)
            indent = NUMBER_WIDTH - 10 - sum(map(self._ascii_widths.__getitem__, label))
            code.append(f"{indent:.1f} 0 Td ({label}) Tj {NUMBER_WIDTH - indent:.1f} 0 Td")
            for at, cell in enumerate(cells):
                if at:
                    code.append(f"{self._widths[at - 1]} 0 Td")
                draw = self._date if at == last else self._cell
                code.append(draw(cell, self._widths[at] - 6, number))
            code.append(f"{back} {-LEADING} Td")
        code.append("ET")
        return "\n".join(code)

    def _date(self, text: str, room: float, number: int) -> str:
        """The code of a date: the same few come again and again."""
        if text not in self._dates:
            self._dates[text] = self._cell(text, room, number)
        return self._dates[text]

    def _cell(self, text: str, room: float, number: int) -> str:
        if text.isascii() and text.isprintable():
            width = sum(map(self._ascii_widths.__getitem__, text))
            if width <= room:
                return f"({text.translate(_ESCAPES)}) Tj"
        letters = self._letters(text, number)
        width = _width(letters)
        if width <= room / NARROWED:
            return self._line(letters, min(1.0, room / width), SIZE)
        return self._two_lines(letters, room * SIZE / SMALL, number)

    def _letters(self, text: str, number: int) -> list[_Letter]:
        known = self._known
        return [known.get(c) or self._learn(c, number) for c in text if c != "\n"]

    def _two_lines(self, letters: list[_Letter], room: float, number: int) -> str:
        """Broken at the last space that leaves the upper line within `room`."""
        space, at, width = self._known[" "], 0, 0.0
        while at < len(letters) and width + letters[at][2] <= room / NARROWED:
            width += letters[at][2]
            at += 1
        while at and letters[at - 1] is not space and space in letters[:at]:
            at -= 1
        upper, lower = letters[:at], letters[at:]
        if _width(lower) * NARROWEST > room:
            [dots] = self._letters("…", number)
            while (_width(lower) + dots[2]) * NARROWEST > room:
                lower.pop()
            lower.append(dots)
        first, second = (
            self._line(line, min(1.0, room / max(_width(line), 1.0)), SMALL)
            for line in (upper, lower)
        )
        rise, back = SMALL_LEADING * 0.4, SMALL_LEADING * 0.6
        return f"0 {rise:.1f} Td {first} 0 {-SMALL_LEADING} Td {second} 0 {back:.1f} Td"

    def _line(self, letters: Sequence[_Letter], narrowed: float, size: float) -> str:
        code = " ".join(self._pieces(letters, size))
        return code if narrowed == 1.0 else f"{narrowed * 100:.1f} Tz {code} 100 Tz"

    def _pieces(self, letters: Sequence[_Letter], size: float) -> Iterator[str]:
        """Strings of one subset each, with the font changed between them and set back."""
        usual = (self._usual, SIZE)
        now, run = usual, ""
        for subset, escaped, _ in letters:
            if (subset, size) != now:
                if run:
                    yield f"({run}) Tj"
                yield f"{subset} {size} Tf"
                now, run = (subset, size), ""
            run += escaped
        if run:
            yield f"({run}) Tj"
        if now != usual:
            yield f"{self._usual} {SIZE} Tf"


def _width(letters: Sequence[_Letter]) -> float:
    return sum(map(_WIDTH, letters))


_ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})
