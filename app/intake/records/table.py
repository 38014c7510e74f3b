"""A table of text as it came in: its heads, its rows, and where in the file each row stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.domain.postcode import PostcodeKind, kind
from app.errors import AppError
from app.messages import tr

Kind = Literal["csv", "xlsx", "xls", "ods", "json"]

MOST_ROWS = 250_000
MOST_COLUMNS = 500
MOST_CELLS = 6_000_000
CELL_LIMIT = 100_000
"""Characters of one cell; a longer one is no cell but a quotation mark that was never closed."""

REASON_HEAD = "Refused because"
"""The head of the column that a file of refused rows has besides."""

_CELL, _ROW, _SUBSTITUTE = "\x1f", "\x1e", "\x1a"
_HEAD_ROWS = 20


class RecordsError(AppError):
    """A file cannot be taken in as a table."""


@dataclass(frozen=True)
class Table:
    """What a file held: `heads` are never empty and never alike, `lines` give each row's line.

    `above` rows of titles stood over the heads. A row may have fewer or more cells than
    there are heads. In a workbook a line is a row's number, in JSON an entry's.
    """

    file: str
    kind: Kind
    heads: tuple[str, ...]
    rows: list[list[str]] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    above: int = 0
    worksheet: str = ""
    encoding: str = ""
    delimiter: str = ""

    def column(self, at: int) -> Iterable[str]:
        """The cells under the head at place `at`, where a row has one."""
        return (row[at] for row in self.rows if len(row) > at)

    def examples(self, at: int, number: int = 3) -> list[str]:
        """The first different cells under a head that hold something."""
        found: list[str] = []
        for cell in self.column(at):
            text = " ".join(cell.split())
            if text and text not in found:
                found.append(text)
                if len(found) == number:
                    break
        return found


def shape(
    rows: list[list[str]], lines: Sequence[int], file: str
) -> tuple[tuple[str, ...], list[list[str]], Sequence[int], int]:
    """Heads, rows under them, their lines, and how many rows stood above the heads.

    The heads are the first row with at least two cells that hold something.
    """
    at = _head_row(rows)
    if at is None:
        raise RecordsError("{file} holds nothing: choose another file.", file=file)
    check_size(len(rows), max(map(len, rows)), file, lines[at])
    heads = _unique(rows[at])
    for column, head in enumerate(heads, 1):
        if kind(head) is PostcodeKind.UK or ("@" in head and " " not in head):
            raise RecordsError(
                "{file}, line {line}, column {column}: here stands a row and not a heading: put "
                "a line with the columns’ names on top.",
                file=file,
                line=lines[at],
                column=column,
            )
    return heads, rows[at + 1 :], lines[at + 1 :], at


def check_size(rows: int, columns: int, file: str, line: int = 1) -> None:
    """Refuses a table of more columns, rows or cells than signatures can have."""
    if columns > MOST_COLUMNS:
        raise RecordsError(
            "{file}, line {line}: {columns:,} columns; the most is {most}: delete the columns "
            "that say nothing of anybody.",
            file=file,
            line=line,
            columns=columns,
            most=MOST_COLUMNS,
        )
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        raise RecordsError(
            "{file} has {rows:,} rows of {columns} columns; the most is {most:,} rows and "
            "{cells:,} cells: split it and bring in one part after the other.",
            file=file,
            rows=rows,
            columns=columns,
            most=MOST_ROWS,
            cells=MOST_CELLS,
        )


def _head_row(rows: list[list[str]]) -> int | None:
    first = None
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        filled = sum(1 for cell in row if cell and not cell.isspace())
        if filled > 1:
            return at
        if filled and first is None:
            first = at
    if first is None:
        first = next((at for at, row in enumerate(rows) if any(map(str.strip, row))), None)
    return first


def _unique(row: Sequence[str]) -> tuple[str, ...]:
    """The heads on one line each; empty ones get a letter, the second of a name its number."""
    heads: list[str] = []
    taken: set[str] = set()
    for at, cell in enumerate(row):
        plain = unicodedata.normalize("NFC", " ".join(cell.replace("\0", " ").split()))[:200]
        head = base = plain or tr("Column {letter}", letter=letters(at))
        number = 1
        while head in taken:
            number += 1
            head = f"{base} ({number})"
        taken.add(head)
        heads.append(head)
    return tuple(heads)


def letters(at: int) -> str:
    """The letters by which a spreadsheet calls its column at place `at`: A, B … AA."""
    text = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def pack(rows: Iterable[Sequence[str]]) -> str:
    """All cells in one text, which goes from one process to another far faster than lists."""
    return _ROW.join(map(_CELL.join, rows))


def plain_cells(rows: list[list[str]], text: str = "") -> list[list[str]]:
    """`rows` without the two characters that `pack` puts between cells; `text` holds them all."""
    text = text or "".join(map("".join, rows))
    if _CELL not in text and _ROW not in text:
        return rows
    gone = {ord(_CELL): _SUBSTITUTE, ord(_ROW): _SUBSTITUTE}
    return [[cell.translate(gone) for cell in row] for row in rows]


def unpack(body: str, number: int) -> list[list[str]]:
    """The `number` rows that were packed."""
    return [row.split(_CELL) for row in body.split(_ROW)] if number else []
