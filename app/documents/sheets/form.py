"""One kind of sheet, laid out once: all that its pages have in common, and where the rest goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.documents.page.fonts import BOLD, REGULAR, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import FAINT, INK, MARGIN, MUTED, RULE, TINT
from app.documents.page.tagging import Element, language, scope
from app.documents.page.text import Line, Run, break_lines, draw_line, draw_text, plain
from app.documents.sheets.shape import SHEET_SHAPES, SheetShape
from app.documents.sheets.translation import TranslationBlock
from app.documents.words import filled, language_name, recipient
from app.domain.addressee import Kind
from app.domain.sheet import MAXIMUM_ROWS, MINIMUM_ROWS, Box, PrintJob, RowBox
from app.domain.wording import TextPart, compose, prayer
from app.errors import AppError

LONG_HEADING = 40
LOWEST_ROW = 8 * 72 / 25.4
"""Rows are no lower than 8 mm, and only as low as that where so many were asked for."""


@dataclass(frozen=True)
class FormLine:
    """A line of the form of words: its baseline, its size, and the number of its paragraph."""

    y: float
    line: Line
    size: float
    paragraph: int


@dataclass(frozen=True)
class SheetForm:
    """The layout of one kind: `lines` of the form of words, translations, consent and rows."""

    kind: Kind
    shape: SheetShape
    lines: tuple[FormLine, ...]
    translations: tuple[tuple[float, TranslationBlock], ...]
    consent: tuple[tuple[float, Line, float, str], ...]
    table_top: float
    rows: tuple[RowBox, ...]
    left_out: tuple[str, ...]


def lay_out(job: PrintJob, kind: Kind) -> SheetForm:
    """The layout of sheets of `kind`.

    Translations go on the sheet in their order while the rows keep their number; the
    others are `left_out`. AppError when fewer than the least or the wanted rows fit.
    """
    shape = SHEET_SHAPES[job.shape]
    lines, after = _form_of_words(job, kind, shape)
    left_out = list(job.languages)
    blocks: list[TranslationBlock] = []
    wanted = job.rows or shape.usual_rows
    for one in job.languages:
        block = TranslationBlock.of(job, one, kind, shape)
        tried = [*blocks, block]
        if _most_rows(_table_top(job, after, tried, shape), shape) >= wanted:
            blocks = tried
            left_out.remove(one)
    top = _table_top(job, after, blocks, shape)
    number, height = _rows(job, top, shape)
    placed, y = [], after
    for block in blocks:
        placed.append((y - 2, block))
        y -= block.height + 8
    leading = shape.consent.leading
    consent = tuple(
        (y - leading * (at + 1) + 1, line, size, own)
        for at, (line, size, own) in enumerate(_consent(job, shape))
    )
    rows = tuple(
        _row(at + 1, top - shape.head_height - at * height, height, shape) for at in range(number)
    )
    return SheetForm(kind, shape, tuple(lines), tuple(placed), consent, top, rows, tuple(left_out))


def parts_of(job: PrintJob, kind: Kind) -> list[TextPart]:
    """The paragraphs that a sheet of `kind` carries (R8, R9)."""
    if kind == "prayer":
        return [prayer(job.wording, job.addressee)]
    return list(compose(job.wording, job.addressee))


def runs_of(part: TextPart) -> list[Run]:
    """A paragraph with its fixed phrase in bold."""
    heading = part.key == "heading"
    lead = BOLD if heading or (part.text and part.key != "petitioners") else REGULAR
    body = BOLD if part.key in {"heading", "title"} else REGULAR
    return [Run(part.lead, lead), Run(f"{part.text}{part.tail}", body)]


def _form_of_words(job: PrintJob, kind: Kind, shape: SheetShape) -> tuple[list[FormLine], float]:
    """The lines of the text, and the height below the last of them."""
    lines: list[FormLine] = []
    y = shape.top
    left, bottom = shape.corner[:2]
    for number, part in enumerate(parts_of(job, kind)):
        heading = part.key == "heading"
        style = shape.body
        if heading:  # a long address to a House is set smaller than a short one
            style = shape.heading if len(part.whole) <= LONG_HEADING else shape.long_heading

        def room(at: int, top: float = y, step: float = style.leading) -> float:
            beside = kind == "top" and top - at * step > bottom - 12
            return left - 10 - MARGIN if beside else shape.text_width

        for line in break_lines(runs_of(part), style.size, room):
            lines.append(FormLine(y, line, style.size, number))
            y -= style.leading
        y -= 6.5 if heading else 4.5
    if kind == "top":
        y = min(y, bottom - 6)
    return lines, y + shape.body.leading - 8


def _consent(job: PrintJob, shape: SheetShape) -> list[tuple[Line, float, str]]:
    """The line that is signed (R62), with size and language."""
    size = shape.consent.size
    text = filled(job.addressee.consent, {"recipient": recipient(job.wording, job.addressee)})
    found = [(line, size, "") for line in plain(text, size, shape.text_width, BOLD)]
    if job.second:
        translated = job.texts[job.second].get(f"consent_{job.addressee.form}", "")
        smaller = max(size * 0.9, 8.0)
        lines = plain(translated, smaller, shape.text_width)
        found += [(line, smaller, job.second) for line in lines]
    return found


def _table_top(
    job: PrintJob, after: float, blocks: list[TranslationBlock], shape: SheetShape
) -> float:
    used = sum(block.height + 8 for block in blocks)
    return after - used - shape.consent.leading * len(_consent(job, shape)) - 8


def _most_rows(top: float, shape: SheetShape, row: float = 0.0) -> int:
    room = top - shape.head_height - shape.table_bottom
    return int(room / (row or shape.smallest_row) + 1e-6)


def _rows(job: PrintJob, top: float, shape: SheetShape) -> tuple[int, float]:
    """How many rows, and their height in points."""
    room = top - shape.head_height - shape.table_bottom
    usual, most = _most_rows(top, shape), min(_most_rows(top, shape, LOWEST_ROW), MAXIMUM_ROWS)
    if usual < MINIMUM_ROWS:
        raise AppError(
            "The text leaves room for {rows} rows, fewer than {least}: shorten the declaration"
            "{prayer}{shape}.",
            rows=max(usual, 0),
            least=MINIMUM_ROWS,
            prayer=", or print later sheets of the kind “prayer”"
            if "prayer" in job.addressee.kinds
            else "",
            shape="" if job.shape == "portrait" else ", or take the shape “portrait”",
        )
    if shape.fixed_rows and job.rows not in {None, shape.fixed_rows}:
        raise AppError(
            "A sheet of the shape “{shape}” has {fixed} rows, not {rows}.",
            shape=job.shape,
            fixed=shape.fixed_rows,
            rows=job.rows,
        )
    if job.rows is not None and not MINIMUM_ROWS <= job.rows <= most:
        raise AppError(
            "This sheet takes {least} to {most} rows of at least 8 mm, not {rows}.",
            least=MINIMUM_ROWS,
            most=most,
            rows=job.rows,
        )
    fitting = max(min(shape.usual_rows, usual), int(room / shape.best_row))
    number = job.rows or shape.fixed_rows or min(14, fitting)
    return number, min(room / number, shape.largest_row)


def _row(number: int, top: float, height: float, shape: SheetShape) -> RowBox:
    wide = shape.text_width
    starts = [part * wide for _, part in shape.columns]
    cells = {
        name: (MARGIN + start, top - height, MARGIN + end, top)
        for (name, _), start, end in zip(shape.columns, starts, [*starts[1:], wide], strict=True)
    }
    return RowBox(number, (MARGIN, top - height, MARGIN + wide, top), cells)


def draw(pdf: Pdf, form: SheetForm, job: PrintJob, section: Element) -> None:
    """Draws all that pages of this kind share, above the foot."""
    canvas = pdf.canvas
    with pdf.decoration():
        draw_marks(canvas, form.shape)
    _draw_words(pdf, form, section)
    if form.kind == "top":
        _draw_corner(pdf, form.shape, job.addressee.corner, section)
    for y, block in form.translations:
        block.draw(pdf, y, section)
    for own in dict.fromkeys(own for *_, own in form.consent):
        with pdf.inside(section.add("P", language(own))):
            for y, line, size, its in form.consent:
                if its == own:
                    draw_line(canvas, MARGIN, y, line, size)
    _draw_table(pdf, form, job, section)


def _draw_words(pdf: Pdf, form: SheetForm, section: Element) -> None:
    for number in dict.fromkeys(line.paragraph for line in form.lines):
        role = "H1" if number == 0 and form.kind != "prayer" else "P"
        with pdf.inside(section.add(role)):
            for one in form.lines:
                if one.paragraph == number:
                    draw_line(pdf.canvas, MARGIN, one.y, one.line, one.size)


def draw_marks(canvas: Any, shape: SheetShape) -> None:
    """Four corner marks, by which a scan is set straight."""
    width, height = shape.size
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    for x, y in shape.marks:
        across = 12 if x < width / 2 else -12
        along = 12 if y < height / 2 else -12
        canvas.lines([(x, y, x + across, y), (x, y, x, y + along)])


def _draw_corner(pdf: Pdf, shape: SheetShape, words: str, section: Element) -> None:
    canvas, (x0, y0, x1, y1) = pdf.canvas, shape.corner
    with pdf.decoration():
        canvas.setStrokeColor(FAINT)
        canvas.setLineWidth(0.8)
        for x, across in ((x0, 9), (x1, -9)):
            for y, along in ((y0, 9), (y1, -9)):
                canvas.lines([(x, y, x + across, y), (x, y, x, y + along)])
    with pdf.inside(section.add("P")):
        draw_text(canvas, x1 - 6, y0 + 6, words, 6.8, colour=MUTED, right=True)


def _draw_table(pdf: Pdf, form: SheetForm, job: PrintJob, section: Element) -> None:
    canvas, table, left = pdf.canvas, section.add("Table"), MARGIN
    top, height = form.table_top, form.shape.head_height
    with pdf.decoration():
        canvas.setFillColor(TINT)
        canvas.rect(left, top - height, form.shape.text_width, height, stroke=0, fill=1)
    _draw_heads(pdf, form, job, table.add("TR"))
    size = max(9, form.shape.head.size)
    for row in form.rows:
        cells = table.add("TR")
        with pdf.inside(cells.add("TH", scope("Row"))):
            middle, x = (
                (row.box[1] + row.box[3]) / 2,
                left + form.shape.columns[0][1] * form.shape.text_width - 5.1,
            )
            draw_text(canvas, x, middle - size * 0.37, str(row.row), size, bold=True,
                      colour=MUTED, right=True)  # fmt: skip
        for _ in form.shape.columns:
            cells.add("TD")
    with pdf.decoration():
        _draw_rules(canvas, form)


def rules(form: SheetForm) -> tuple[Box, ...]:
    """The lines round the rows that are drawn through, by which a scan is set straight."""
    left, right = MARGIN, MARGIN + form.shape.text_width
    top, bottom = form.table_top, form.rows[-1].box[1]
    heights = [top, *(row.box[3] for row in form.rows), bottom]
    starts = [left + part * form.shape.text_width for name, part in form.shape.columns
              if name != "postcode"]  # fmt: skip
    return (
        *((left, y, right, y) for y in heights),
        *((x, bottom, x, top) for x in starts),
    )


def text_boxes(form: SheetForm) -> tuple[Box, ...]:
    """Where the lines of the form of words lie."""
    return tuple(
        (
            MARGIN,
            one.y - one.size * 0.2,
            MARGIN + sum(width(run.text.rstrip(), run.font, one.size) for run in one.line),
            one.y + one.size * 0.7,
        )
        for one in form.lines
    )


def _draw_rules(canvas: Any, form: SheetForm) -> None:
    left, right = MARGIN, MARGIN + form.shape.text_width
    top, bottom = form.table_top, form.rows[-1].box[1]
    canvas.setStrokeColor(INK if form.shape.body.size >= 18 else RULE)
    canvas.setLineWidth(0.6)
    canvas.lines([(left, row.box[3], right, row.box[3]) for row in form.rows])
    starts = {name: left + part * form.shape.text_width for name, part in form.shape.columns}
    for name, x in starts.items():
        if name != "postcode":
            canvas.line(x, top, x, bottom)
    canvas.setDash(1, 2)
    canvas.line(starts["postcode"], top - form.shape.head_height, starts["postcode"], bottom)
    canvas.setDash()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1)
    canvas.line(left, top, right, top)
    canvas.line(left, bottom, right, bottom)


def _draw_heads(pdf: Pdf, form: SheetForm, job: PrintJob, row: Element) -> None:
    shape, top = form.shape, form.table_top
    heads = {**job.texts[job.wording.language], **job.addressee.headings}
    own = job.second
    other = job.texts[own] if own and shape.head.size < 12 else {}
    bilingual = any(name in other for name, _ in shape.columns)
    row.add("TH", scope("Column"))
    for name, part in shape.columns:
        x = MARGIN + part * shape.text_width + 5
        cell = row.add("TH", scope("Column"))
        size = shape.head.size
        y = top - (size * 1.16 if bilingual else shape.head_height / 2 + size * 0.36)
        with pdf.inside(cell):
            draw_text(pdf.canvas, x, y, heads[name], size, bold=True)
        if name in other:
            with pdf.inside(cell.add("Span", language(own))):
                draw_text(pdf.canvas, x, y - shape.head.leading, other[name], 7.4, colour=MUTED)


def left_out_note(job: PrintJob, one: str) -> str:
    """What to do about a translation that has no room on the sheet."""
    texts = job.texts[job.wording.language]
    return (
        f"The {language_name(one, texts)} translation has no room on the sheet: "
        "print it as a help page of its own."
    )
