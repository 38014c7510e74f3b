"""What a file is, told by its content: names and endings lie."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from app.intake.records.table import RecordsError

Content = Literal["csv", "xlsx", "xls", "ods", "json"]

LARGEST = 100_000_000
"""Bytes of a file; 250,000 signatures need a third of it."""

_UNPACKED = 500_000_000
_RATIO, _RATIO_FROM = 120, 20_000_000
"""A workbook's XML shrinks to a tenth or a fiftieth; what shrinks further was made to burst."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document"),
    (b"BEGIN:VCARD", "an address book (vCard), which comes in as contacts"),
)
_COMMENTS = re.compile(rb"^(\s*<!--.*?(-->|$))*\s*", re.DOTALL)
_INSIDE = (("word/", "a Word document"), ("ppt/", "a presentation"), ("Index/", "a Numbers file"))
_MARKUP = (
    b"<!doctype html",
    b"<html",
    b"<table",
    b"<head",
    b"<meta",
    b"<body",
    b"<style",
    b"<?xml",
)


def content_of(data: bytes, file: str) -> Content:
    """What `data` is; RecordsError where no table can be in it."""
    if not data.strip(b"\0 \t\r\n"):
        raise RecordsError("{file} is empty: choose another file.", file=file)
    if data.startswith(_ZIP):
        return _zipped(data, file)
    if data.startswith(_OLE):
        return "xls"
    for start, name in _OTHERS:
        if data.startswith(start):
            raise _no_table(file, name)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").strip().lower()
    start = _COMMENTS.sub(b"", start)
    if start.startswith(b"<?xml") and (b"<workbook" in start or b"excel.sheet" in start):
        raise RecordsError(
            "{file} is a spreadsheet of Excel 2003 (XML): open it in a spreadsheet program and "
            "save it as .xlsx or .csv.",
            file=file,
        )
    if start.startswith(_MARKUP):
        raise RecordsError(
            "{file} is a web page, not a spreadsheet, whatever its name says: open it in a "
            "spreadsheet program and save it as .xlsx or .csv.",
            file=file,
        )
    return "json" if start.startswith((b"{", b"[{")) else "csv"


def _no_table(file: str, name: str) -> RecordsError:
    return RecordsError(
        "{file} is {name}: choose a table, saved as CSV, XLSX, XLS or ODS.", file=file, name=name
    )


def _zipped(data: bytes, file: str) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {one.filename for one in entries}
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise RecordsError(
            "{file} is damaged: save it again where it came from.", file=file
        ) from None
    _check_expansion(entries, file)
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    for folder, name in _INSIDE:
        if any(one.startswith(folder) for one in names):
            raise _no_table(file, name)
    raise RecordsError("{file} is an archive: unpack it and choose the table inside.", file=file)


def _check_expansion(entries: list[zipfile.ZipInfo], file: str) -> None:
    for one in entries:
        large = one.file_size > _RATIO_FROM
        if large and one.file_size > _RATIO * max(one.compress_size, 1):
            raise RecordsError(
                "{file} would unfold to {times:,} times its size ({part}): save the "
                "rows alone as CSV.",
                file=file,
                times=one.file_size // max(one.compress_size, 1),
                part=one.filename,
            )
    total = sum(one.file_size for one in entries)
    if total > _UNPACKED:
        raise RecordsError(
            "{file} holds {size:,} MB of cells; the most is {most:,}: save the rows alone as CSV.",
            file=file,
            size=total // 1_000_000,
            most=_UNPACKED // 1_000_000,
        )
