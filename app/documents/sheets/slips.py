"""Slips for one signer each, for people whom other signers must not see (R76)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.documents.page import qr
from app.documents.page.fonts import BOLD, REGULAR, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import INK, MM, MUTED, PAGE_HEIGHT, PAGE_WIDTH, RULE
from app.documents.page.tagging import Element, language, placed
from app.documents.page.text import Line, break_lines, draw_lines, draw_text, plain
from app.documents.sheets.foot import notice_texts, qr_words
from app.documents.sheets.form import parts_of, runs_of
from app.documents.words import filled, recipient
from app.domain.sheet import SLIPS, Box, PageLayout, PrintJob, RowBox, SheetToPrint
from app.domain.sheet_code import printed
from app.domain.wording import printed_hash
from app.errors import AppError
from app.progress import Progress

EDGE = 9 * MM
"""Slips keep clear of the edge, where printers leave white."""

PAD = 11.0
QR = 46.0
_NOTICE, _STEP = 6.4, 8.2
_ROWS = (("name",), ("address",), ("address",), ("postcode", "date"), ("signature",))
"""The fields of a slip, from the top; the address has two lines."""


@dataclass(frozen=True)
class _Slip:
    """The measures of one slip: its page's columns and rows, and how high its fields are."""

    across: int
    down: int
    field: float
    signature: float
    sizes: tuple[float, ...]

    @property
    def width(self) -> float:
        return (PAGE_WIDTH - 2 * EDGE) / self.across

    @property
    def height(self) -> float:
        return (PAGE_HEIGHT - 2 * EDGE) / self.down

    def origin(self, at: int) -> tuple[float, float]:
        """The lower left of slip number `at` of a page, from 0."""
        return (
            EDGE + at % self.across * self.width,
            PAGE_HEIGHT - EDGE - (at // self.across + 1) * self.height,
        )


_MEASURES = {
    "slips-4": _Slip(2, 2, 8.5 * MM, 12 * MM, (10, 9.5, 9, 8.5, 8)),
    "slips-6": _Slip(2, 3, 7.5 * MM, 10 * MM, (9, 8.5, 8)),
}


def draw(job: PrintJob, progress: Progress) -> tuple[Pdf, tuple[PageLayout, ...]]:
    """The pages of slips, each slip with a code and a layout of its own."""
    slip, number = _MEASURES[job.shape], SLIPS[job.shape]
    pdf = Pdf(job.wording.title, job.wording.language)
    words = _words(job, slip)
    pages: list[PageLayout] = []
    for at, sheet in enumerate(job.sheets):
        progress(at, len(job.sheets))
        if at % number == 0:
            if at:
                pdf.end_page()
            pdf.bookmark(f"{pdf.pages + 1}")
            with pdf.decoration():
                _draw_cuts(pdf.canvas, slip)
        pages.append(_draw_slip(pdf, job, sheet, slip, slip.origin(at % number), words))
    pdf.end_page()
    return pdf, tuple(pages)


@dataclass(frozen=True)
class _Words:
    """What slips have in common: paragraphs in lines, their size, the notice by language."""

    paragraphs: list[list[Line]]
    size: float
    notice: list[tuple[str, list[Line]]]


def _words(job: PrintJob, slip: _Slip) -> _Words:
    """AppError when the text has no room at 8 points; a translated notice may be left out."""
    kind = job.sheets[0].kind
    room = slip.width - 2 * PAD
    fields = (len(_ROWS) - 1) * slip.field + slip.signature
    notice = [
        (own, plain(text, _NOTICE, room - QR - 8))
        for own, text in notice_texts(job, "details_short")
    ]
    consent = 9.5 * len(_consent(job, room)) - 4
    for shown in (notice, notice[:1]):
        foot = max(QR, 16 + _STEP * sum(len(lines) for _, lines in shown))
        for size in slip.sizes:
            paragraphs = [break_lines(runs_of(part), size, room) for part in parts_of(job, kind)]
            used = sum(len(lines) * size * 1.25 + 2 for lines in paragraphs) + size
            if used + consent + fields + foot + 2 * PAD <= slip.height:
                return _Words(paragraphs, size, shown)
    raise AppError(
        "The text has no room on a slip in type of 8 points: take {other}, or shorten the "
        "declaration.",
        other="slips of the kind “prayer”"
        if "prayer" in job.addressee.kinds and kind != "prayer"
        else "four slips to a page (“slips-4”)"
        if job.shape == "slips-6"
        else "the shape “portrait”",
    )


def _consent(job: PrintJob, room: float) -> list[Line]:
    text = filled(job.addressee.consent, {"recipient": recipient(job.wording, job.addressee)})
    return plain(text, 8, room, BOLD)


def _draw_cuts(canvas: Any, slip: _Slip) -> None:
    """Marks in the margins and crosses between slips, where the knife goes."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    for column in range(slip.across + 1):
        for row in range(slip.down + 1):
            x, y = EDGE + column * slip.width, EDGE + row * slip.height
            across = (max(x - 8, EDGE), min(x + 8, PAGE_WIDTH - EDGE))
            along = (max(y - 8, EDGE), min(y + 8, PAGE_HEIGHT - EDGE))
            canvas.lines([(across[0], y, across[1], y), (x, along[0], x, along[1])])


def _draw_slip(
    pdf: Pdf,
    job: PrintJob,
    sheet: SheetToPrint,
    slip: _Slip,
    origin: tuple[float, float],
    words: _Words,
) -> PageLayout:
    section = pdf.tags.root.add("Sect")
    left, bottom = origin
    x, y = left + PAD, bottom + slip.height - PAD - words.size
    for lines in words.paragraphs:
        with pdf.inside(section.add("P")):
            y = draw_lines(pdf.canvas, x, y, lines, words.size, words.size * 1.25) - 2
    with pdf.inside(section.add("P")):
        y = draw_lines(pdf.canvas, x, y - 1, _consent(job, slip.width - 2 * PAD), 8, 9.5) + 5
    cells, labels = _draw_fields(pdf, job, section, slip, (x, y))
    box = _draw_foot(pdf, job, sheet, section, (x, bottom + PAD), slip, words)
    row = RowBox(
        1,
        (x, min(cell[1] for cell in cells.values()), x + slip.width - 2 * PAD, y),
        cells,
    )
    marks = tuple(
        (left + across * slip.width, bottom + along * slip.height)
        for along in (0, 1)
        for across in (0, 1)
    )
    code = None if job.draft else printed(sheet.code)
    rules = tuple((cell[0], cell[1], cell[2] - 6, cell[1]) for cell in cells.values())
    where = None if job.draft else box
    return PageLayout(
        pdf.pages + 1, code, sheet.kind, where, marks, (row,), rules, labels=tuple(labels)
    )


def _draw_fields(
    pdf: Pdf, job: PrintJob, section: Element, slip: _Slip, top: tuple[float, float]
) -> tuple[dict[str, Box], list[Box]]:
    """Draws the fields and gives where each lies, and what is printed in them.

    The two lines of the address are one field.
    """
    canvas, (x, y) = pdf.canvas, top
    wide = slip.width - 2 * PAD
    heads = {**job.texts[job.wording.language], **job.addressee.headings}
    own = job.second
    other = job.texts[own] if own else {}
    cells: dict[str, Box] = {}
    labels: list[Box] = []
    for names in _ROWS:
        height = slip.signature if names == ("signature",) else slip.field
        each = wide / len(names)
        for at, name in enumerate(names):
            box = (x + at * each, y - height, x + (at + 1) * each, y)
            with pdf.decoration():
                canvas.setStrokeColor(RULE)
                canvas.setLineWidth(0.6)
                canvas.line(box[0], box[1], box[2] - (6 if at < len(names) - 1 else 0), box[1])
            if name in cells:
                labels.append((cells[name][0], cells[name][1], cells[name][2], cells[name][1]))
                cells[name] = (box[0], box[1], box[2], cells[name][3])
                continue
            cells[name] = box
            with pdf.inside(section.add("P")):
                draw_text(canvas, box[0], y - 8, heads[name], 7, bold=True, colour=MUTED)
            labels.append(_label(box[0], y - 8, heads[name], BOLD, 7))
            if name in other:
                with pdf.inside(section.add("P", language(own))):
                    draw_text(canvas, box[0], y - 16, other[name], 6.5, colour=MUTED)
                labels.append(_label(box[0], y - 16, other[name], REGULAR, 6.5))
        y -= height
    return cells, labels


def _label(x: float, y: float, text: str, font: str, size: float) -> Box:
    """The room that a label takes on its baseline."""
    return (x, y - 0.25 * size, x + width(text, font, size), y + 0.85 * size)


def _draw_foot(
    pdf: Pdf,
    job: PrintJob,
    sheet: SheetToPrint,
    section: Element,
    corner: tuple[float, float],
    slip: _Slip,
    words: _Words,
) -> Box:
    canvas, (x, y) = pdf.canvas, corner
    box = (x, y, x + QR, y + QR)
    texts = job.texts[job.wording.language]
    if not job.draft:
        place = placed(box)
        with pdf.inside(section.add("Figure", f"/Alt{qr_words(job, sheet)}", place)):
            pdf.code(f".106 .122 .137 rg {qr.page_code(printed(sheet.code), x, y, QR)}")
    code = texts["draft"] if job.draft else printed(sheet.code)
    wording = filled(texts["wording"], {"hash": printed_hash(job.hash)})
    right = x + QR + 8
    head = y + max(QR - 8, sum(len(lines) for _, lines in words.notice) * _STEP + 4)
    with pdf.inside(section.add("P")):
        draw_text(canvas, right, head, code, 10, bold=True)
        draw_text(canvas, x + slip.width - 2 * PAD, head, wording, 7, colour=MUTED, right=True)
    number = sum(len(lines) for _, lines in words.notice)
    baseline = y + max(QR - 18, (number - 1) * _STEP)
    for own, lines in words.notice:
        with pdf.inside(section.add("P", language(own))):
            baseline = draw_lines(canvas, right, baseline, lines, _NOTICE, _STEP, MUTED)
    return box
