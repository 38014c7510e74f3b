"""A file to a table of text, in a process of its own: whatever it holds, this program goes on."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.cells import guarded
from app.intake.records.kinds import LARGEST, Content, content_of
from app.intake.records.subject import SIGNATURES
from app.intake.records.table import (
    Kind,
    RecordsError,
    Table,
    check_size,
    pack,
    plain_cells,
    shape,
    unpack,
)
from app.intake.records.text import DELIMITERS, decode, find_delimiter, long_cell, parse
from app.intake.records.workbook import WorksheetError
from app.intake.worker import TooMuchError, apart

_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The first line by which spreadsheets say the delimiter."""

_PIECE = 1_000_000
_SCANNED = 400
"""Pieces of a file too large to read that are looked through for the cell that makes it so."""


def read_table(
    path: Path,
    *,
    worksheet: str = "",
    encoding: str = "",
    data: bytes | None = None,
    listed: str = SIGNATURES.ref,
) -> Table:
    """The table in the file at `path`: CSV, XLSX, XLS, ODS, or our own JSON, told by content.

    `worksheet` names one of several, `encoding` overrules what is found, `data` stands for the
    content of an encrypted file, `listed` is what our own JSON calls its list.
    RecordsError says what is wrong, with line and column.
    """
    try:
        table, body = apart(read_here, path, worksheet, encoding, data, listed)
    except TooMuchError:
        raise RecordsError(
            "{file} needs more memory or time than a table may: save the rows alone as CSV.",
            file=path.name,
        ) from None
    return replace(table, rows=unpack(body, len(table.lines)))


def read_or_names(
    path: Path, *, worksheet: str = "", data: bytes | None = None, listed: str = SIGNATURES.ref
) -> Table | list[str]:
    """As `read_table`, but the worksheets to choose from where a workbook has rows on several."""
    try:
        return read_table(path, worksheet=worksheet, data=data, listed=listed)
    except WorksheetError as asked:
        return asked.names


def read_here(
    path: Path, worksheet: str, encoding: str, data: bytes | None, listed: str
) -> tuple[Table, str]:
    """In the other process: the table without its rows, and its rows packed."""
    table = parse_file(path, worksheet=worksheet, encoding=encoding, data=data, listed=listed)
    return replace(table, rows=[]), pack(table.rows)


def parse_file(
    path: Path,
    *,
    worksheet: str = "",
    encoding: str = "",
    data: bytes | None = None,
    listed: str = SIGNATURES.ref,
) -> Table:
    """The table in the file at `path`, read in this process: `read_table` keeps it apart."""
    content = file_bytes(path) if data is None else data
    collecting = gc.isenabled()
    gc.disable()  # very many lists are made and none is dropped: looking through them takes long
    try:
        kind = content_of(content, path.name)
        if kind == "json":
            return _from_json(content, path.name, listed)
        return _table(content, kind, path.name, worksheet, encoding)
    finally:
        if collecting:
            gc.enable()


def first_bytes(path: Path) -> bytes:
    """How the file at `path` begins; RecordsError where it cannot be read."""
    try:
        require_file(path)
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise unreadable(path, error) from None


def file_bytes(path: Path) -> bytes:
    """The file at `path`; RecordsError where it is too large, with the cell that makes it so."""
    try:
        require_file(path)
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    _refuse_long_cell(path)
    raise RecordsError(
        "{file} has {size:,} MB; the most is {most:,} MB: split it, or save the rows alone as CSV.",
        file=path.name,
        size=size // 1_000_000,
        most=LARGEST // 1_000_000,
    )


def require_file(path: Path) -> None:
    """Refuses a pipe or a device, which would be waited for without end."""
    if not (path.is_file() or path.is_dir()) and path.exists():
        raise RecordsError(
            "{file} is no file but a pipe or a device: save its content as a file first.",
            file=path.name,
        )


def unreadable(path: Path, error: OSError) -> RecordsError:
    return RecordsError(
        "{file} cannot be read: {problem}.",
        file=path.name,
        problem=(error.strerror or "unknown reason").lower(),
    )


def _refuse_long_cell(path: Path) -> None:
    """Says where the cell is that makes a text file so large, reading it piece by piece."""
    with path.open(encoding="latin-1", newline="") as file:
        head = file.read(4096).split("\n", 1)[0]
        delimiter = max(DELIMITERS, key=head.count)
        file.seek(0)
        found = long_cell((file.read(_PIECE) for _ in range(_SCANNED)), delimiter)
    if found and not head.startswith("PK\x03\x04"):
        raise RecordsError(
            "{file}, line {line}, column {column}: this cell is longer than any may be; look for "
            "a quotation mark that is never closed.",
            file=path.name,
            line=found[0],
            column=found[1],
        )


def _table(data: bytes, content: Content, file: str, worksheet: str, encoding: str) -> Table:
    if content in {"xlsx", "xls", "ods"}:
        from app.intake.records.workbook import read_workbook

        sheet = read_workbook(data, file, worksheet)
        heads, rows, lines, above = shape(sheet.rows, sheet.lines, file)
        rows = plain_cells(rows)
        kind: Kind = content
        return Table(file, kind, heads, rows, lines, above, sheet.name)
    text, found = decode(data, file, encoding)
    if "\0" in text and text.count("\0") > len(text) // 10:
        raise RecordsError("{file} is no table: choose a CSV, XLSX, XLS or ODS file.", file=file)
    return _from_text(text, found, file)


def _from_text(text: str, encoding: str, file: str) -> Table:
    said = _SEPARATOR.match(text)
    skipped = 1 if said else 0
    delimiter = said[1] if said else ""
    if said:
        text = text[said.end() :]
    delimiter = delimiter or find_delimiter(text)
    rows, lines = parse(text, delimiter, file)
    if skipped:
        lines = [line + skipped for line in lines]
    heads, rows, lines, above = shape(rows, lines, file)
    rows = plain_cells(rows, text)
    return Table(file, "csv", heads, rows, lines, above, "", encoding, delimiter)


def _from_json(data: bytes, file: str, listed_as: str) -> Table:
    """Our own JSON: an object with a list of signatures or contacts, or the list alone."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise RecordsError("{file} is damaged: it is not JSON.", file=file) from None
    listed = document.get(listed_as) if isinstance(document, dict) else document
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise RecordsError(
            "{file} has no list “{listed}” of entries: export it again.",
            file=file,
            listed=listed_as,
        )
    heads = tuple(dict.fromkeys(str(key) for one in listed for key in one))
    if not heads:
        raise RecordsError("{file} holds nothing: choose another file.", file=file)
    check_size(len(listed), len(heads), file)
    rows = [[_json_text(one.get(head)) for head in heads] for one in listed]
    lines: Sequence[int] = range(1, len(rows) + 1)
    return Table(file, "json", heads, plain_cells(rows), lines)


def _json_text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_json_text, value))
    # JSON is never guarded, and what is read of any kind is later relieved of its guard.
    return "" if value is None else guarded(str(value))
