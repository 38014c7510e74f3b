"""A table as XLSX: every cell text, the head frozen, columns as wide as what they hold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from app.documents.tables.cells import Records, cell
from app.errors import AppError

MOST_ROWS = 1_048_575
"""The rows of a worksheet, its head left out."""

_NARROWEST, _WIDEST = 8, 48
"""Widths of a column, in characters."""


def workbook(
    title: str,
    columns: Sequence[str],
    records: Records,
    now: datetime,
    worksheet: str = "Signatures",
) -> bytes:
    """The file with `columns` as its head and a row for each record.

    No cell is a formula, a link or a number, and no file is made on the way. AppError beyond
    MOST_ROWS.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": title, "created": now.replace(tzinfo=None)})
    sheet = book.add_worksheet(worksheet)
    head = book.add_format({"bold": True, "bottom": 1})
    widths = [len(column) for column in columns]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, head)
    last = 0
    for last, record in enumerate(records, 1):
        if last > MOST_ROWS:
            raise AppError(
                "A spreadsheet has at most {most} rows: choose CSV, or fewer signatures.",
                most=f"{MOST_ROWS:,}",
            )
        for at, column in enumerate(columns):
            text = cell(record[column])
            if text:
                sheet.write_string(last, at, text)
                widths[at] = max(widths[at], len(text))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return out.getvalue()
