"""Petition sheets to sign in ink: one page a code, and where everything lies on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.documents import sheet_foot, sheet_form
from app.documents.fonts import BOLD
from app.documents.sheet_form import SheetForm
from app.documents.style import FAINT, PAGE_HEIGHT, PAGE_WIDTH, new_canvas
from app.documents.words import filled
from app.domain.addressee import Kind
from app.domain.sheet import Box, PageLayout, PrintJob
from app.domain.sheet_code import printed
from app.progress import Progress, silent

_BOOKMARKS = 60
"""Sheets with a bookmark each; in a larger batch every 25th has one."""


@dataclass(frozen=True)
class SheetsPdf:
    """The PDF of a batch, the layout of its pages, and remarks for whoever prints."""

    pdf: bytes
    pages: tuple[PageLayout, ...]
    notes: tuple[str, ...]


def sheets_pdf(job: PrintJob, progress: Progress = silent) -> SheetsPdf:
    """One page per sheet of the batch; AppError when too few rows fit beside the text."""
    kinds: tuple[Kind, ...] = tuple(dict.fromkeys(sheet.kind for sheet in job.sheets))
    forms = {kind: sheet_form.lay_out(job, kind) for kind in kinds}
    canvas, target = new_canvas(job.wording.title, job.wording.language)
    for kind, form in forms.items():
        canvas.beginForm(kind, 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
        sheet_form.draw(canvas, form, job)
        sheet_foot.draw(canvas, job, kind)
        canvas.endForm()
    marks = sheet_foot.PageMarks(canvas, job)
    pages: list[PageLayout] = []
    for sheet in job.sheets:
        progress(len(pages), len(job.sheets))
        _bookmark(canvas, job, sheet.number)
        canvas.doForm(sheet.kind)
        if job.draft:
            _draw_draft(canvas, job)
        else:
            canvas._code.append(marks.page_code(sheet))  # noqa: SLF001  # ten times as quick
        pages.append(_layout(len(pages) + 1, printed(sheet.code), forms[sheet.kind], job))
        canvas.showPage()
    canvas.save()
    notes = dict.fromkeys(
        sheet_form.left_out_note(job, language)
        for form in forms.values()
        for language in form.left_out
    )
    return SheetsPdf(target.getvalue(), tuple(pages), tuple(notes))


def _bookmark(canvas: Any, job: PrintJob, number: int) -> None:
    if len(job.sheets) > _BOOKMARKS and number % 25 != 1:
        return
    texts = job.texts[job.wording.language]
    values = {"number": str(number), "of": str(len(job.sheets)), "batch": str(job.batch)}
    canvas.bookmarkPage(f"sheet{number}")
    canvas.addOutlineEntry(filled(texts["sheet_of"], values), f"sheet{number}")


def _draw_draft(canvas: Any, job: PrintJob) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT * 0.38)
    canvas.rotate(35)
    canvas.setFillColor(FAINT, alpha=0.45)
    canvas.setFont(BOLD, 130)
    canvas.drawCentredString(0, -40, job.texts[job.wording.language]["draft"])
    canvas.restoreState()


def _layout(page: int, code: str, form: SheetForm, job: PrintJob) -> PageLayout:
    return PageLayout(
        page=page,
        sheet=None if job.draft else code,
        kind=form.kind,
        qr=None if job.draft else sheet_foot.QR_BOX,
        marks=sheet_form.marks(),
        rows=form.rows,
    )


def _rounded(box: Box) -> list[float]:
    return [round(value, 2) for value in box]


def layout_json(pages: tuple[PageLayout, ...]) -> str:
    """The layout file: points from each page's lower left."""
    document = {
        "version": 1,
        "unit": "pt",
        "page_size": [round(PAGE_WIDTH, 2), round(PAGE_HEIGHT, 2)],
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
            for page in pages
        ],
    }
    return json.dumps(document, separators=(",", ":"))
