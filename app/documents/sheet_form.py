"""One kind of sheet, laid out once: all that its pages have in common, and where the rest goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.documents.fonts import BOLD, REGULAR
from app.documents.style import (
    FAINT,
    INK,
    MARGIN,
    MM,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    TEXT_WIDTH,
    TINT,
    Line,
    Run,
    break_lines,
    draw_line,
    draw_text,
    plain,
)
from app.documents.translation import TranslationBlock
from app.documents.words import filled, language_name, recipient
from app.domain.addressee import Kind
from app.domain.sheet import MINIMUM_ROWS, Box, PrintJob, RowBox
from app.domain.wording import compose, prayer
from app.errors import AppError

SMALLEST_ROW, BEST_ROW, LARGEST_ROW = 10 * MM, 12.4 * MM, 14 * MM
MOST_ROWS = 14
LONG_HEADING = 40
BODY, BODY_LEADING = 11.0, 15.0
TOP = PAGE_HEIGHT - 17 * MM
TABLE_BOTTOM = 141.0
CORNER: Box = (387.0, PAGE_HEIGHT - 117, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 39)
"""Kept free on a top sheet: the Member signs at the top right (R18)."""

HEAD_HEIGHT = 24.0
COLUMNS = (
    ("name", 19.6),
    ("address", 136.1),
    ("postcode", 291.9),
    ("signature", 360.0),
    ("date", 456.2),
)
"""Each column and where it begins, in points from the margin; the row's number comes first."""


@dataclass(frozen=True)
class SheetForm:
    """The layout of one kind: `lines` of the form of words with their baselines, and rows."""

    kind: Kind
    lines: tuple[tuple[float, Line, float], ...]
    translations: tuple[tuple[float, TranslationBlock], ...]
    consent: tuple[tuple[float, Line, float], ...]
    table_top: float
    rows: tuple[RowBox, ...]
    left_out: tuple[str, ...]


def lay_out(job: PrintJob, kind: Kind) -> SheetForm:
    """The layout of sheets of `kind`.

    Translations go on the sheet in their order while the rows keep their number; the
    others are `left_out`. AppError when fewer than the least or the wanted rows fit.
    """
    lines, after = _form_of_words(job, kind)
    left_out = list(job.languages)
    blocks: list[TranslationBlock] = []
    wanted = job.rows or 10
    for language in job.languages:
        block = TranslationBlock.of(job, language, kind)
        tried = [*blocks, block]
        if _most_rows(_table_top(job, after, tried)) >= wanted:
            blocks = tried
            left_out.remove(language)
    top = _table_top(job, after, blocks)
    number, height = _rows(job, top)
    placed, y = [], after
    for block in blocks:
        placed.append((y - 2, block))
        y -= block.height + 8
    consent = tuple((y - 10 - at * 11, line, size) for at, (line, size) in enumerate(_consent(job)))
    rows = tuple(_row(at + 1, top - HEAD_HEIGHT - at * height, height) for at in range(number))
    return SheetForm(kind, tuple(lines), tuple(placed), consent, top, rows, tuple(left_out))


def _form_of_words(job: PrintJob, kind: Kind) -> tuple[list[tuple[float, Line, float]], float]:
    """The lines of the text with baseline and size, and the height below the last of them."""
    parts = (
        [prayer(job.wording, job.addressee)]
        if kind == "prayer"
        else list(compose(job.wording, job.addressee))
    )
    lines: list[tuple[float, Line, float]] = []
    y = TOP
    for part in parts:
        heading = part.key == "heading"
        size, leading = (BODY, BODY_LEADING)
        if heading:  # a long address to a House is set smaller than a short one
            size, leading = (17.0, 22.0) if len(part.whole) <= LONG_HEADING else (13.0, 17.0)
        lead = BOLD if heading or (part.text and part.key != "petitioners") else REGULAR
        body = BOLD if part.key in {"heading", "title"} else REGULAR
        runs = [Run(part.lead, lead), Run(f"{part.text}{part.tail}", body)]

        def room(at: int, top: float = y, step: float = leading) -> float:
            beside = kind == "top" and top - at * step > CORNER[1] - 12
            return CORNER[0] - 10 - MARGIN if beside else TEXT_WIDTH

        for line in break_lines(runs, size, room):
            lines.append((y, line, size))
            y -= leading
        y -= 6.5 if heading else 4.5
    if kind == "top":
        y = min(y, CORNER[1] - 6)
    return lines, y + BODY_LEADING - 8


def _consent(job: PrintJob) -> list[tuple[Line, float]]:
    text = filled(job.addressee.consent, {"recipient": recipient(job.wording, job.addressee)})
    found = [(line, 8.5) for line in plain(text, 8.5, TEXT_WIDTH, BOLD)]
    for language in job.languages[:1]:
        translated = job.texts[language].get(f"consent_{job.addressee.form}", "")
        found += [(line, 7.6) for line in plain(translated, 7.6, TEXT_WIDTH)]
    return found


def _table_top(job: PrintJob, after: float, blocks: list[TranslationBlock]) -> float:
    used = sum(block.height + 8 for block in blocks) + 11 * len(_consent(job)) + 8
    return after - used


def _most_rows(top: float) -> int:
    return int((top - HEAD_HEIGHT - TABLE_BOTTOM) / SMALLEST_ROW + 1e-6)


def _rows(job: PrintJob, top: float) -> tuple[int, float]:
    """How many rows, and their height in points."""
    room = top - HEAD_HEIGHT - TABLE_BOTTOM
    most = _most_rows(top)
    if most < MINIMUM_ROWS:
        raise AppError(
            "The text leaves room for {rows} rows, fewer than {least}: shorten the declaration"
            "{prayer}.",
            rows=max(most, 0),
            least=MINIMUM_ROWS,
            prayer=", or print later sheets of the kind “prayer”"
            if "prayer" in job.addressee.kinds
            else "",
        )
    if job.rows is not None and not MINIMUM_ROWS <= job.rows <= most:
        raise AppError(
            "This sheet takes {least} to {most} rows of at least 10 mm, not {rows}.",
            least=MINIMUM_ROWS,
            most=most,
            rows=job.rows,
        )
    number = job.rows or min(MOST_ROWS, max(min(10, most), int(room / BEST_ROW)))
    return number, min(room / number, LARGEST_ROW)


def _row(number: int, top: float, height: float) -> RowBox:
    ends = [start for _, start in COLUMNS[1:]] + [TEXT_WIDTH]
    cells = {
        name: (MARGIN + start, top - height, MARGIN + end, top)
        for (name, start), end in zip(COLUMNS, ends, strict=True)
    }
    return RowBox(number, (MARGIN, top - height, MARGIN + TEXT_WIDTH, top), cells)


def draw(canvas: Any, form: SheetForm, job: PrintJob) -> None:
    """Draws all that pages of this kind share, above the foot."""
    draw_marks(canvas)
    if form.kind == "top":
        _draw_corner(canvas, job.addressee.corner)
    for y, line, size in form.lines:
        draw_line(canvas, MARGIN, y, line, size)
    for y, block in form.translations:
        block.draw(canvas, y)
    for y, line, size in form.consent:
        draw_line(canvas, MARGIN, y, line, size)
    _draw_table(canvas, form, job)


def marks() -> tuple[tuple[float, float], ...]:
    """The outer corners of the four corner marks."""
    edge = 8.5 * MM  # printers leave up to 8 mm white
    return tuple((x, y) for y in (edge, PAGE_HEIGHT - edge) for x in (edge, PAGE_WIDTH - edge))


def draw_marks(canvas: Any) -> None:
    """Four corner marks, by which a scan is set straight."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    for x, y in marks():
        across = 12 if x < PAGE_WIDTH / 2 else -12
        along = 12 if y < PAGE_HEIGHT / 2 else -12
        canvas.lines([(x, y, x + across, y), (x, y, x, y + along)])


def _draw_corner(canvas: Any, words: str) -> None:
    x0, y0, x1, y1 = CORNER
    canvas.setStrokeColor(FAINT)
    canvas.setLineWidth(0.8)
    for x, across in ((x0, 9), (x1, -9)):
        for y, along in ((y0, 9), (y1, -9)):
            canvas.lines([(x, y, x + across, y), (x, y, x, y + along)])
    draw_text(canvas, x1 - 6, y0 + 6, words, 6.8, colour=MUTED, right=True)


def _draw_table(canvas: Any, form: SheetForm, job: PrintJob) -> None:
    left, right = MARGIN, MARGIN + TEXT_WIDTH
    top, bottom = form.table_top, form.rows[-1].box[1]
    canvas.setFillColor(TINT)
    canvas.rect(left, top - HEAD_HEIGHT, TEXT_WIDTH, HEAD_HEIGHT, stroke=0, fill=1)
    _draw_heads(canvas, top, job)
    for row in form.rows:
        middle = (row.box[1] + row.box[3]) / 2
        draw_text(
            canvas, left + 14.5, middle - 3.3, str(row.row), 9, bold=True, colour=MUTED, right=True
        )
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.lines([(left, row.box[3], right, row.box[3]) for row in form.rows])
    for name, start in COLUMNS:
        if name == "postcode":
            continue
        canvas.line(left + start, top, left + start, bottom)
    canvas.setDash(1, 2)
    canvas.line(left + COLUMNS[2][1], top - HEAD_HEIGHT, left + COLUMNS[2][1], bottom)
    canvas.setDash()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1)
    canvas.line(left, top, right, top)
    canvas.line(left, bottom, right, bottom)


def _draw_heads(canvas: Any, top: float, job: PrintJob) -> None:
    heads = {**job.texts[job.wording.language], **job.addressee.headings}
    other = job.texts[job.languages[0]] if job.languages else {}
    bilingual = any(name in other for name, _ in COLUMNS)
    for name, start in COLUMNS:
        x = MARGIN + start + 5
        draw_text(canvas, x, top - (10 if bilingual else 15), heads[name], 8.6, bold=True)
        if name in other:
            draw_text(canvas, x, top - 19.5, other[name], 7.4, colour=MUTED)


def left_out_note(job: PrintJob, language: str) -> str:
    """What to do about a translation that has no room on the sheet."""
    texts = job.texts[job.wording.language]
    return (
        f"The {language_name(language, texts)} translation has no room on the sheet: "
        "print it as a help page of its own."
    )
