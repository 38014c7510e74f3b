"""Reads a file of results keyed elsewhere: code and letter of each line, each mistake by place."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.errors import AppError
from app.intake.text_file import read_text

COLUMNS = ("code", "result", "note", "date")
_MOST = 10_000


class ResultsFileError(AppError):
    """The file of results cannot be taken as it is."""


@dataclass(frozen=True)
class ResultRow:
    """One row: the code and the letter as they are written, a note, the day."""

    line: int
    code: str
    result: str
    note: str
    on: date | None


def read_results(path: Path) -> list[ResultRow]:
    """The rows of the CSV at `path`; blank ones are left out."""
    reader = csv.DictReader(
        io.StringIO(read_text(path, ResultsFileError), newline=""), restkey="", strict=True
    )
    _require_columns(list(reader.fieldnames or ()), path.name)
    found: list[ResultRow] = []
    try:
        for cells in reader:
            texts = {key: (value or "").strip() for key, value in cells.items() if key}
            if not any(texts.values()):
                continue
            if len(found) == _MOST:
                raise ResultsFileError(
                    "{file} has more than {most:,} lines: split it.", file=path.name, most=_MOST
                )
            found.append(_row(texts, path.name, reader.line_num))
    except csv.Error as error:
        raise ResultsFileError(
            "{file}, line {line}: {problem}.",
            file=path.name,
            line=reader.line_num,
            problem=error,
        ) from None
    if not found:
        raise ResultsFileError("{file} has no line with a result.", file=path.name)
    return found


def _require_columns(named: list[str], file: str) -> None:
    for column in named:
        if column not in COLUMNS:
            raise ResultsFileError(
                "{file}, line 1: there is no column “{column}”: use {known}.",
                file=file,
                column=column,
                known=", ".join(COLUMNS),
            )
    for column in COLUMNS[:2]:
        if column not in named:
            raise ResultsFileError(
                "{file}, line 1: the column “{column}” is missing.", file=file, column=column
            )


def _row(texts: dict[str, str], file: str, line: int) -> ResultRow:
    written, on = texts.get("date", ""), None
    if written:
        try:
            on = date.fromisoformat(written)
        except ValueError:
            raise ResultsFileError(
                "{file}, line {line}, column “date”: “{text}” is no day: write 2026-12-04.",
                file=file,
                line=line,
                text=written,
            ) from None
    return ResultRow(line, texts["code"], texts["result"], texts.get("note", ""), on)
