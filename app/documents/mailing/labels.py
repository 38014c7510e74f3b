"""Sheets of address labels, and the page on which a printer is tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.documents.mailing.fitting import (
    BlockWriter,
    Fitted,
    first_baseline,
    fit_lines,
    fitted_or_refused,
    paragraphs,
)
from app.documents.page.pdf import Pdf
from app.documents.page.style import MM, PAGE_HEIGHT, PAGE_WIDTH
from app.documents.page.tagging import END
from app.documents.page.text import draw_lines, draw_text, plain
from app.documents.words import filled
from app.domain.outreach.label_sheet import LabelSheet
from app.domain.sheet import Box
from app.progress import Progress, silent

BESIDE, ABOVE = 0.06, 0.05
"""What stays white at a label's sides, and above and below, in labels: sheets feed askew."""

EDGE = 6.0 * MM
"""What no printer is trusted to reach, from the paper's edge."""

_GAP = 1.5
"""Millimetres between labels in which a ruler finds room."""

MOST = 14.0
"""Points: larger type on an address label is no easier to read."""

_INK = ".106 .122 .137 rg"


@dataclass(frozen=True)
class Offset:
    """How far this printer's pages are moved to come right: millimetres to the right and down."""

    right: float = 0.0
    down: float = 0.0


def text_box(sheet: LabelSheet, place: int) -> Box:
    """Where a label's text may lie: points from the page's lower left, without the offset."""
    left, bottom, right, top = sheet.box(place)
    beside, above = BESIDE * (right - left), ABOVE * (top - bottom)
    return (
        max(left + beside, EDGE),
        max(bottom + above, EDGE),
        min(right - beside, PAGE_WIDTH - EDGE),
        min(top - above, PAGE_HEIGHT - EDGE),
    )


class Fitter:
    """Fits address lines to the places of a sheet; places of one size share their answers."""

    def __init__(self, sheet: LabelSheet) -> None:
        self._boxes = [text_box(sheet, place) for place in range(1, sheet.number + 1)]

    def fit(self, lines: Sequence[str], place: int) -> Fitted | None:
        """The lines on label `place`; None where they do not go on it in the smallest type."""
        left, bottom, right, top = self._boxes[place - 1]
        return fit_lines(lines, right - left, top - bottom, MOST)

    def begin(self, fitted: Fitted, place: int) -> tuple[float, float]:
        """Where the first baseline of fitted lines begins on label `place`."""
        left, bottom, _, top = self._boxes[place - 1]
        return left, first_baseline(fitted, bottom, top)


def too_long(sheet: LabelSheet, blocks: Sequence[Sequence[str]], start: int = 1) -> list[int]:
    """Which of the blocks, from 0, do not go on their label in the smallest type."""
    fitter = Fitter(sheet)
    places = ((start - 1 + at) % sheet.number + 1 for at in range(len(blocks)))
    return [
        at
        for at, (lines, place) in enumerate(zip(blocks, places, strict=True))
        if fitter.fit(lines, place) is None
    ]


def labels_pdf(
    sheet: LabelSheet,
    blocks: Sequence[Sequence[str]],
    title: str,
    *,
    start: int = 1,
    offset: Offset = Offset(),
    progress: Progress = silent,
) -> bytes:
    """The blocks of lines on labels, the first of them on label `start` of the first sheet.

    AppError where one does not go on its label: `too_long` says so before.
    """
    pdf = Pdf(title)
    fitter, writer = Fitter(sheet), BlockWriter(pdf)
    right, down = offset.right * MM, offset.down * MM
    waiting, place, done = iter(blocks), start, 0
    while page := list(islice(waiting, sheet.number + 1 - place)):
        pdf.tags.stamp(pdf.tags.root, paragraphs(len(page)))
        code = [_INK]
        for mark, lines in enumerate(page):
            fitted = fitted_or_refused(fitter.fit(lines, place + mark), done + mark + 1)
            x, y = fitter.begin(fitted, place + mark)
            shown = writer.code(fitted, x + right, y - down)
            code.append(f"/P<</MCID {mark}>>BDC {shown} {END}")
        pdf.code("\n".join(code))
        pdf.end_page()
        place, done = 1, done + len(page)
        progress(done, len(blocks))
    return pdf.bytes()


def crosshairs(sheet: LabelSheet, texts: Mapping[str, str], offset: Offset) -> bytes:
    """Every label's outline with crosshairs in its middle, its number, and rulers on the sides.

    What to do stands on a page of its own, so that nothing covers a crosshair.
    """
    title = filled(texts["title"], {"ref": sheet.ref})
    pdf = Pdf(title)
    right, down = offset.right * MM, offset.down * MM
    with pdf.decoration():
        canvas = pdf.canvas
        canvas.saveState()
        canvas.translate(right, -down)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.4)
        for place in range(1, sheet.number + 1):
            _outline(pdf, sheet, place)
        canvas.restoreState()
        _rulers(pdf, sheet, offset)
    pdf.end_page()
    y = PAGE_HEIGHT - 40 * MM
    for text, size in (
        (title, 14), (texts["note"], 10), (texts["rulers"], 10),
        (filled(texts["offset"], {"dx": f"{offset.right:g}", "dy": f"{offset.down:g}"}), 10),
    ):  # fmt: skip
        with pdf.inside(pdf.tags.root.add("P")):
            y = draw_lines(pdf.canvas, 25 * MM, y, plain(text, size, 160 * MM), size, 1.4 * size)
        y -= 8
    pdf.end_page()
    return pdf.bytes()


def _outline(pdf: Pdf, sheet: LabelSheet, place: int) -> None:
    left, bottom, right, top = sheet.box(place)
    canvas, arm = pdf.canvas, 4 * MM
    canvas.roundRect(left, bottom, right - left, top - bottom, sheet.corner * MM)
    x, y = (left + right) / 2, (bottom + top) / 2
    canvas.line(x - arm, y, x + arm, y)
    canvas.line(x, y - arm, x, y + arm)
    draw_text(canvas, max(left, EDGE) + 6, top - 12, str(place), 8)


def _rulers(pdf: Pdf, sheet: LabelSheet, offset: Offset) -> None:
    """100 mm along the top, and down the first gap between labels, else at the left."""
    canvas = pdf.canvas
    canvas.setLineWidth(0.5)
    begin_x, begin_y, y = 50 * MM, PAGE_HEIGHT - 120 * MM, PAGE_HEIGHT - EDGE
    gap = sheet.across - sheet.width if sheet.columns > 1 else 0.0
    x, room = (sheet.left + sheet.width + offset.right, gap) if gap > _GAP else (EDGE / MM, 2.6)
    for mm in range(101):
        part = 1.0 if mm % 10 == 0 else 0.65 if mm % 5 == 0 else 0.4
        canvas.line(begin_x + mm * MM, y, begin_x + mm * MM, y - 2.6 * part * MM)
        down = begin_y - mm * MM
        canvas.line(x * MM, down, (x + min(room, 2.6) * part) * MM, down)
        if mm % 20 == 0:
            draw_text(canvas, begin_x + mm * MM + 2, y - 3 * MM, str(mm), 6)
