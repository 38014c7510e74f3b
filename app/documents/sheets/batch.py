"""Petition sheets to sign in ink: one page a code, and where everything lies on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.documents.page.fonts import BOLD
from app.documents.page.pdf import Pdf, Recording
from app.documents.page.style import FAINT
from app.documents.page.tagging import Element
from app.documents.sheets import back, collector, slips, tear
from app.documents.sheets import form as sheet_form
from app.documents.sheets.foot import SheetFoot, place_of, qr_box, qr_words
from app.documents.sheets.form import SheetForm
from app.domain.addressee import Kind
from app.domain.sheet import SLIPS, Box, PageLayout, PrintJob, SheetToPrint
from app.domain.sheet_code import printed
from app.progress import Progress, silent

_BOOKMARKS = 60
"""Sheets with a bookmark each; in a larger batch every 25th has one."""


@dataclass(frozen=True)
class SheetsPdf:
    """The PDF of a batch, the layout of its pages, each sheet's rows, remarks for the printer."""

    pdf: bytes
    pages: tuple[PageLayout, ...]
    rows: tuple[int, ...]
    notes: tuple[str, ...]
    size: tuple[float, float]


def sheets_pdf(job: PrintJob, progress: Progress = silent) -> SheetsPdf:
    """One page per sheet of the batch; AppError when too few rows fit beside the text."""
    if job.shape in SLIPS:
        pdf, cut = slips.draw(job, progress)
        collector.draw(pdf, job)
        return SheetsPdf(pdf.bytes(), cut, (1,) * len(job.sheets), (), pdf.size)
    kinds: tuple[Kind, ...] = tuple(dict.fromkeys(sheet.kind for sheet in job.sheets))
    forms = {kind: sheet_form.lay_out(job, kind) for kind in kinds}
    pdf = Pdf(job.wording.title, job.wording.language, forms[kinds[0]].shape.size)
    printer = _Printer(pdf, job, forms)
    pages: list[PageLayout] = []
    for at, sheet in enumerate(job.sheets):
        progress(at, len(job.sheets))
        pages += printer.print(sheet)
    notes = dict.fromkeys(
        sheet_form.left_out_note(job, one) for form in forms.values() for one in form.left_out
    )
    rows = tuple(len(forms[sheet.kind].rows) for sheet in job.sheets)
    collector.draw(pdf, job)
    return SheetsPdf(pdf.bytes(), tuple(pages), rows, tuple(notes), pdf.size)


class _Printer:
    """Draws what sheets of one kind share once, and stamps it on each page."""

    def __init__(self, pdf: Pdf, job: PrintJob, forms: dict[Kind, SheetForm]) -> None:
        self._pdf, self._job, self._forms = pdf, job, forms
        self._feet = {kind: SheetFoot(pdf, job, form.shape, kind) for kind, form in forms.items()}
        self._recordings = {kind: self._record(form) for kind, form in forms.items()}

    def _record(self, form: SheetForm) -> Recording:
        section, recorded = Element("Sect"), []  # type: tuple[Element, list[Recording]]
        with self._pdf.record(section, recorded):
            sheet_form.draw(self._pdf, form, self._job, section)
            self._feet[form.kind].draw(section)
            if form.shape.slip:
                tear.draw(self._pdf, form, self._job, section)
            if self._job.draft:
                with self._pdf.decoration():
                    _draw_draft(self._pdf.canvas, self._job, form.shape.size)
        return recorded[0]

    def print(self, sheet: SheetToPrint) -> Iterator[PageLayout]:
        """Draws the page of a sheet, and its back where the code stands there."""
        pdf, job, form = self._pdf, self._job, self._forms[sheet.kind]
        bare = job.draft or job.codes_on == "back"
        self._bookmark(sheet)
        recording = self._recordings[sheet.kind]
        values = () if bare else (qr_words(job, sheet),)
        pdf.stamp(recording, *values)
        if not bare:
            pdf.code(self._feet[sheet.kind].page_code(sheet))
        if form.shape.slip and not job.draft:
            tear.draw_numbers(pdf, form, job, sheet)
        pdf.end_page()
        code = None if bare else printed(sheet.code)
        box = None if bare else qr_box(form.shape)
        marks, rules, text = form.shape.marks, sheet_form.rules(form), sheet_form.text_boxes(form)
        yield PageLayout(pdf.pages, code, form.kind, box, marks, form.rows, rules, text)
        if job.codes_on == "back" and not job.draft:
            box = back.draw(pdf, job, sheet, form.shape)
            pdf.end_page()
            yield PageLayout(pdf.pages, printed(sheet.code), form.kind, box, form.shape.marks, ())

    def _bookmark(self, sheet: SheetToPrint) -> None:
        if len(self._job.sheets) <= _BOOKMARKS or sheet.number % 25 == 1:
            self._pdf.bookmark(place_of(self._job, sheet, parted=False))


def _draw_draft(canvas: Any, job: PrintJob, size: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(size[0] / 2, size[1] * 0.38)
    canvas.rotate(35)
    canvas.setFillColor(FAINT, alpha=0.45)
    canvas.setFont(BOLD, 130)
    canvas.drawCentredString(0, -40, job.texts[job.wording.language]["draft"])
    canvas.restoreState()


def _rounded(box: Box) -> list[float]:
    return [round(value, 2) for value in box]


def layout_json(made: SheetsPdf) -> str:
    """The layout file: points from each page's lower left."""
    document = {
        "version": 1,
        "unit": "pt",
        "page_size": [round(value, 2) for value in made.size],
        "pages": [
            {
                "page": page.page,
                "sheet": page.sheet,
                "kind": page.kind,
                "qr": _rounded(page.qr) if page.qr else None,
                "marks": [[round(x, 2), round(y, 2)] for x, y in page.marks],
                "rows": [
                    {
                        "row": row.row,
                        "box": _rounded(row.box),
                        "cells": {name: _rounded(cell) for name, cell in row.cells.items()},
                    }
                    for row in page.rows
                ],
            }
            for page in made.pages
        ],
    }
    return json.dumps(document, separators=(",", ":"))
