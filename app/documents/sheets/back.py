"""The back of a sheet whose front carries no code: the code alone, large, and how to hand in."""

from __future__ import annotations

from app.documents.page import qr
from app.documents.page.fonts import BOLD, REGULAR
from app.documents.page.pdf import Pdf
from app.documents.page.style import MARGIN, MUTED
from app.documents.page.tagging import placed
from app.documents.page.text import draw_lines, draw_text, plain
from app.documents.sheets.foot import place_of, qr_words
from app.documents.sheets.form import draw_marks
from app.documents.sheets.shape import SheetShape
from app.documents.words import filled
from app.domain.sheet import Box, PrintJob, SheetToPrint
from app.domain.sheet_code import printed
from app.domain.wording import printed_hash

_SIZE = 96.0


def draw(pdf: Pdf, job: PrintJob, sheet: SheetToPrint, shape: SheetShape) -> Box:
    """Draws the back and gives where its QR code lies."""
    canvas, texts = pdf.canvas, job.texts[job.wording.language]
    width, height = shape.size
    box = (MARGIN, height - 60 - _SIZE, MARGIN + _SIZE, height - 60)
    section = pdf.tags.root.add("Sect")
    with pdf.decoration():
        draw_marks(canvas, shape)
    place = placed(box)
    picture = section.add("Figure", f"/Alt{qr_words(job, sheet)}", place)
    with pdf.inside(picture):
        pdf.code(f".106 .122 .137 rg {qr.page_code(printed(sheet.code), *box[:2], _SIZE)}")
    x, y = box[2] + 16, box[3] - 24
    for text, size, step in (
        (printed(sheet.code), 24, 22),
        (place_of(job, sheet, parted=False), 11, 16),
        (job.wording.title, 11, 16),
        (filled(texts["wording"], {"hash": printed_hash(job.hash)}), 9, 14),
    ):
        with pdf.inside(section.add("P")):
            for line in plain(text, size, width - MARGIN - x, BOLD if size > 9 else REGULAR):
                draw_lines(canvas, x, y, [line], size, step)
                y -= step
    with pdf.inside(section.add("P")):
        draw_text(canvas, MARGIN, box[1] - 30, texts["code_on_back"], 10, colour=MUTED)
    return box
