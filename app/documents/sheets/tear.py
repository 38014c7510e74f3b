"""The lower part of a two-part sheet: numbered slips to tear off, for contact details.

What a person gives there stays with the organiser (R66 to R69): the boxes are empty, one
for each channel, and no telephone number goes in with the petition.
"""

from __future__ import annotations

from app.documents.page.pdf import Pdf
from app.documents.page.style import INK, MARGIN, MUTED, RULE
from app.documents.page.tagging import Element, language, scope
from app.documents.page.text import draw_lines, draw_text, plain
from app.documents.sheets.form import SheetForm
from app.documents.words import filled
from app.domain.sheet import PrintJob, SheetToPrint
from app.domain.sheet_code import printed

CHANNELS = ("email", "phone", "text", "post")
_COLUMNS = (("number", 0.0), ("contact", 0.05), *((name, 0.62 + at * 0.095) for at, name in
            enumerate(CHANNELS)))  # fmt: skip
_TOP, _ROW = 14.0, 24.0


def draw(pdf: Pdf, form: SheetForm, job: PrintJob, section: Element) -> None:
    """Draws the cut and the slip below it, all but its code."""
    canvas, shape = pdf.canvas, form.shape
    texts = job.texts[job.wording.language]
    own = job.second
    other = job.texts[own] if own else {}
    right = MARGIN + shape.text_width
    with pdf.decoration():
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.setDash(4, 3)
        canvas.line(24.5, shape.slip, shape.size[0] - 24.5, shape.slip)
        canvas.setDash()
    y = shape.slip - _TOP
    with pdf.inside(section.add("P")):
        draw_text(canvas, right, shape.slip + 4, texts["slip_cut"], 8, colour=MUTED, right=True)
    with pdf.inside(section.add("H2")):
        draw_text(canvas, MARGIN, y, texts["slip_title"], 10, bold=True)
    y -= 12
    values = {"controller": job.wording.privacy.controller,
              "contact": job.wording.privacy.contact}  # fmt: skip
    for code, text in (("", texts["slip_words"]), (own, other.get("slip_words", ""))):
        if text:
            lines = plain(filled(text, values), 8, shape.text_width)
            with pdf.inside(section.add("P", language(code))):
                y = draw_lines(canvas, MARGIN, y, lines, 8, 10)
    _draw_table(pdf, form, job, section, y + 4)


def _draw_table(pdf: Pdf, form: SheetForm, job: PrintJob, section: Element, top: float) -> None:
    canvas, wide = pdf.canvas, form.shape.text_width
    texts = job.texts[job.wording.language]
    table = section.add("Table")
    heads = table.add("TR")
    for name, part in _COLUMNS:
        cell = heads.add("TH", scope("Column"))
        if name != "number":
            with pdf.inside(cell):
                draw_text(canvas, MARGIN + part * wide, top - 10, texts[f"slip_{name}"], 8,
                          bold=True)  # fmt: skip
    y = top - 15
    for row in form.rows:
        cells = table.add("TR")
        with pdf.inside(cells.add("TH", scope("Row"))):
            draw_text(canvas, MARGIN + 14, y - 15, str(row.row), 9, bold=True, colour=MUTED,
                      right=True)  # fmt: skip
        cells.add("TD")
        for _ in CHANNELS:
            cells.add("TD")
        with pdf.decoration():
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.6)
            canvas.line(MARGIN, y, MARGIN + wide, y)
            for _, part in _COLUMNS[2:]:
                canvas.rect(MARGIN + part * wide + 4, y - 18, 11, 11)
        y -= _ROW
    with pdf.decoration():
        canvas.line(MARGIN, y, MARGIN + wide, y)


def draw_numbers(pdf: Pdf, form: SheetForm, job: PrintJob, sheet: SheetToPrint) -> None:
    """Names the sheet that the slip belongs to."""
    texts, shape = job.texts[job.wording.language], form.shape
    words = filled(texts["slip_of"], {"code": printed(sheet.code)})
    with pdf.inside(pdf.tags.root.add("P")):
        right = MARGIN + shape.text_width
        draw_text(pdf.canvas, right, shape.slip - _TOP, words, 8, bold=True, right=True)
