"""Workbooks (XLSX, XLS, ODS) to rows of text: dates stay dates, formulas give their values."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from app.intake.records.table import CELL_LIMIT, RecordsError, check_size, letters

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


class WorksheetError(RecordsError):
    """Several worksheets hold rows, or the one that was named is not there; `names` has all."""

    @property
    def names(self) -> list[str]:
        """The worksheets to choose from."""
        choices = self.values["choices"]
        return [str(one) for one in choices] if isinstance(choices, list) else []


class Sheet(NamedTuple):
    """The rows of one worksheet, the number of each, and the worksheet's name."""

    rows: list[list[str]]
    lines: Sequence[int]
    name: str


def read_workbook(data: bytes, file: str, worksheet: str = "") -> Sheet:
    """The rows of a workbook's only worksheet with rows, or of the one called `worksheet`."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        sheet = _chosen(book, file, worksheet)
    except PasswordError:
        raise RecordsError(
            "{file} is protected by a password: save it without one first.", file=file
        ) from None
    except (CalamineError, OSError, ValueError):
        raise RecordsError(
            "{file} is damaged or no workbook: save it again where it came from.", file=file
        ) from None
    return Sheet(*_rows(sheet, file), sheet.name)


def _chosen(book: CalamineWorkbook, file: str, worksheet: str) -> CalamineSheet:
    from python_calamine import SheetTypeEnum

    listed = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    names = [one.name for one in listed]
    if worksheet:
        if worksheet not in names:
            raise WorksheetError(
                "{file} has no worksheet “{name}”: choose one of {known}.",
                file=file,
                name=worksheet,
                known=", ".join(names),
                choices=names,
            )
        return book.get_sheet_by_name(worksheet)
    filled = _filled(book)
    if not filled:
        raise RecordsError("{file} has no worksheet with rows in it.", file=file)
    if len(filled) > 1:
        raise WorksheetError(
            "{file} has rows on several worksheets ({known}): say which one.",
            lacks="worksheet",
            file=file,
            known=", ".join(one.name for one in filled),
            choices=[one.name for one in filled],
        )
    return filled[0]


def _filled(book: CalamineWorkbook) -> list[CalamineSheet]:
    """The worksheets in sight that have a row under their heads."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    listed = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    seen = [one for one in listed if one.visible == SheetVisibleEnum.Visible] or listed
    sheets = (book.get_sheet_by_name(one.name) for one in seen)
    return [sheet for sheet in sheets if sheet.height > 1]


def _rows(sheet: CalamineSheet, file: str) -> tuple[list[list[str]], Sequence[int]]:
    top, left = sheet.start or (0, 0)
    check_size(sheet.height, sheet.width, file, top + 1)
    rows = [
        [cell if cell.__class__ is str else _text(cell) for cell in row]
        for row in sheet.iter_rows()
    ]
    _fill_merged(rows, sheet.merged_cell_ranges or (), (top, left))
    if max(map(len, map("".join, rows)), default=0) > CELL_LIMIT:
        _refuse_long_cell(rows, file, (top, left))
    return rows, range(top + 1, top + 1 + len(rows))


def _refuse_long_cell(rows: list[list[str]], file: str, corner: tuple[int, int]) -> None:
    top, left = corner
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if len(cell) > CELL_LIMIT:
                raise RecordsError(
                    "{file}, line {line}, column {column}: this cell is longer than {most:,} "
                    "characters.",
                    file=file,
                    line=top + at + 1,
                    column=letters(left + column),
                    most=CELL_LIMIT,
                )


def _text(cell: Any) -> str:
    """A cell's value in words: whole numbers without a point, dates by ISO."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _fill_merged(rows: list[list[str]], merged: Iterable[Any], corner: tuple[int, int]) -> None:
    """A cell merged over rows, as a couple's address is, holds for each of them."""
    top, left = corner
    for (first, column), (last, _) in merged:
        at, down = column - left, first - top
        for row in rows[down + 1 : last - top + 1]:
            if 0 <= down < len(rows) and 0 <= at < len(row) and not row[at]:
                row[at] = rows[down][at]
