"""Reads ROWS.csv: the keyed rows of one sheet, each mistake with its line and column."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.domain.signature import REASONS, TEXT_LIMIT, VALIDITIES, RowEntry
from app.errors import AppError
from app.intake.text_file import read_text

COLUMNS = (
    "row",
    "name",
    "address",
    "postcode",
    "signed_on",
    "validity",
    "reason",
    "external_id",
)


class RowsFileError(AppError):
    """ROWS.csv cannot be taken as it is."""


def read_rows(path: Path) -> list[RowEntry]:
    """The rows in the file at `path`; blank ones (validity “blank”) are left out."""
    text = read_text(path, RowsFileError)
    return list(_rows(text, path.name))


def _rows(text: str, file: str) -> Iterator[RowEntry]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    for column in reader.fieldnames or ():
        if column not in COLUMNS:
            raise RowsFileError(
                "{file}, line 1: there is no column “{column}”: use {known}.",
                file=file,
                column=column,
                known=", ".join(COLUMNS),
            )
    if "row" not in (reader.fieldnames or ()):
        raise RowsFileError("{file}, line 1: the column “row” is missing.", file=file)
    seen: set[int] = set()
    try:
        for cells in reader:
            entry = _entry(cells, file, reader.line_num)
            if entry is None:
                continue
            if entry.row in seen:
                raise _wrong(file, reader.line_num, "row", f"{entry.row} stands twice")
            seen.add(entry.row)
            yield entry
    except csv.Error as error:
        raise RowsFileError(
            "{file}, line {line}: {problem}.", file=file, line=reader.line_num, problem=error
        ) from None


def _wrong(file: str, line: int, column: str, problem: str) -> RowsFileError:
    return RowsFileError(
        "{file}, line {line}, column “{column}”: {problem}.",
        file=file,
        line=line,
        column=column,
        problem=problem,
    )


def _entry(cells: dict[str, str | None], file: str, line: int) -> RowEntry | None:
    if "" in cells:
        raise RowsFileError(
            "{file}, line {line}: more cells than columns; put quotes round text with commas.",
            file=file,
            line=line,
        )
    texts = {
        key: unicodedata.normalize("NFC", " ".join((value or "").split()))
        for key, value in cells.items()
    }
    if not texts["row"].isascii() or not texts["row"].isdigit() or int(texts["row"]) < 1:
        raise _wrong(file, line, "row", f"“{texts['row'][:20]}” is not a row’s number")
    for column, value in texts.items():
        if len(value) > TEXT_LIMIT:
            problem = f"{len(value)} characters; the most is {TEXT_LIMIT}"
            raise _wrong(file, line, column, problem)
    validity = texts.get("validity") or "unchecked"
    if validity == "blank":
        return None
    if validity not in VALIDITIES:
        raise _wrong(file, line, "validity", f"“{validity[:20]}”: use {', '.join(VALIDITIES)}")
    return RowEntry(
        row=int(texts["row"]),
        name=texts.get("name", ""),
        address=texts.get("address", ""),
        postcode=texts.get("postcode", ""),
        signed_on=_day(texts.get("signed_on", ""), file, line),
        validity=validity,
        reason=_reason(texts.get("reason", ""), validity, file, line),
        external_id=texts.get("external_id", ""),
    )


def _day(text: str, file: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problem = f"“{text[:20]}” is not a date like 2026-11-23"
        raise _wrong(file, line, "signed_on", problem) from None


def _reason(text: str, validity: str, file: str, line: int) -> str:
    if validity == "invalid" and text not in REASONS:
        raise _wrong(file, line, "reason", f"“{text[:20]}”: use {', '.join(REASONS)}")
    if validity != "invalid" and text:
        raise _wrong(file, line, "reason", "only an invalid row has a reason")
    return text
