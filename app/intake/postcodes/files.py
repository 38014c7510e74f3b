"""A postcode file as it comes: a CSV, one packed by gzip, or the zip that a publisher gives."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from app.errors import AppError
from app.intake.postcodes.blocks import is_postcode
from app.intake.postcodes.columns import CODE_POINT, Columns, PostcodeFileError, of_heads

CHUNK = 4_000_000
"""Bytes read at once: some 40,000 lines."""

LARGEST = 4_000_000_000
"""Bytes that a file may unfold to; ONSPD, the largest, has 1.4 billion."""

MOST_POSTCODES = 4_000_000
"""ONSPD, which has every postcode that ever was, has 2.7 million."""

LONGEST_LINE = 20_000
"""Bytes: a line of ONSPD has some 500."""

MOST_COLUMNS = 200

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_AREA = re.compile(r"(^|/)(multi_csv/.*_)?[a-z]{1,2}\.csv$", re.IGNORECASE)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True)
class Table:
    """One stream of lines; `first` is the number of its first line that holds a postcode."""

    name: str
    columns: Columns
    first: int


def tables(path: Path) -> Iterator[tuple[Table, Iterator[tuple[int, bytes]]]]:
    """Each table of the file at `path`, with its lines in blocks: number of the first, bytes."""
    with _explaining(path.name):
        with path.open("rb") as file:
            head = file.read(4)
        if head == _ZIP:
            yield from _zipped(path)
            return
        if not head:
            raise PostcodeFileError("{file} is empty.", file=path.name)
        packed = gzip.open(path) if head[:2] == _GZIP else path.open("rb")  # noqa: SIM115  # below
        with packed as opened:
            yield _table(path.name, cast("IO[bytes]", opened))


def documents(path: Path) -> Iterator[tuple[str, str]]:
    """The lists of names and codes that a publisher's zip brings along: name and text."""
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return
    with _explaining(path.name), zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            wanted = re.search(r"names and codes.*\.csv$", info.filename, re.IGNORECASE)
            if wanted and info.file_size < 2_000_000:
                yield info.filename, archive.read(info).decode("utf-8-sig", "replace")


def release_of(path: Path) -> str:
    """The month of a file: as it is called (“NSPL_AUG_2024_UK”: “2024-08”), else as it was packed.

    Empty where neither tells it.
    """
    found = re.search(rf"({'|'.join(_MONTHS)})[A-Z]*[_ -]?(20\d\d)", path.name.upper())
    if found:
        return f"{found[2]}-{_MONTHS.index(found[1]) + 1:02}"
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return ""
    with _explaining(path.name), zipfile.ZipFile(path) as archive:
        year, month = max(info.date_time for info in _members(archive, path.name))[:2]
    return f"{year}-{month:02}" if year > 1980 else ""


def kind_of(columns: Columns, path: Path) -> str:
    """What the file is called: “NSPL”, “ONSPD”, “Code-Point Open” or “own list”."""
    if columns == CODE_POINT:
        return "Code-Point Open"
    if not columns.ons:
        return "own list"
    return "ONSPD" if "ONSPD" in path.name.upper() else "NSPL"


@contextmanager
def _explaining(file: str) -> Iterator[None]:
    """What cannot be unpacked or read is said in a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError):
        raise PostcodeFileError(
            "{file} is damaged or was not downloaded whole: download it again.", file=file
        ) from None
    except RuntimeError:  # zipfile's own for a member with a password
        raise PostcodeFileError("{file} is locked by a password: unpack it first.",
                                file=file) from None  # fmt: skip
    except OSError as error:
        raise PostcodeFileError(
            "{file} cannot be read: {problem}.",
            file=file,
            problem=(error.strerror or "unknown reason").lower(),
        ) from None


def _zipped(path: Path) -> Iterator[tuple[Table, Iterator[tuple[int, bytes]]]]:
    with zipfile.ZipFile(path) as archive:
        for info in _members(archive, path.name):
            with archive.open(info) as opened:
                yield _table(f"{path.name}, {PurePosixPath(info.filename).name}", opened)


def _members(archive: zipfile.ZipFile, file: str) -> list[zipfile.ZipInfo]:
    """The members that hold postcodes: one whole table, or Code-Point Open's one an area."""
    found = archive.infolist()
    for info in found:
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if ".." in parts.parts or parts.is_absolute() or ":" in info.filename:
            raise PostcodeFileError(
                "{file} holds a file that would lie outside its own folder: it is not taken.",
                file=file,
            )
    if any(info.filename == "[Content_Types].xml" for info in found):
        raise PostcodeFileError("{file} is a spreadsheet: save it as CSV.", file=file)
    if sum(info.file_size for info in found) > LARGEST:
        raise too_large(file)
    csvs = [info for info in found if re.search(r"(^|/)data/.*\.csv$", info.filename,
                                               re.IGNORECASE)]  # fmt: skip
    whole = [info for info in csvs if re.search(r"(^|/)data/[^/]+\.csv$", info.filename,
                                                re.IGNORECASE)]  # fmt: skip
    if not csvs:
        csvs = [info for info in found if info.filename.lower().endswith(".csv")]
        whole = csvs if len(csvs) == 1 else []
    if not csvs:
        raise PostcodeFileError("{file} holds no CSV of postcodes.", file=file)
    if whole:
        return [max(whole, key=lambda info: info.file_size)]
    # Code-Point Open has one file an area of postcodes; ONS one an area in “multi_csv”.
    return [info for info in csvs if _AREA.search(info.filename)] or csvs


def strays(path: Path) -> list[str]:
    """Names of CSV files in a Code-Point Open zip that are no area's: they are not read."""
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return []
    with _explaining(path.name), zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist()]
    found = [name for name in names if re.search(r"(^|/)data/csv/.*\.csv$", name, re.IGNORECASE)]
    return [PurePosixPath(name).name for name in found if not _AREA.search(name)]


def too_large(file: str) -> AppError:
    """The sentence for a file that unfolds to more than any file of postcodes has."""
    return PostcodeFileError(
        "{file} unfolds to more than {most:,} bytes: it is no file of postcodes.",
        file=file,
        most=LARGEST,
    )


def _table(name: str, opened: IO[bytes]) -> tuple[Table, Iterator[tuple[int, bytes]]]:
    first = opened.readline(LONGEST_LINE)
    begins = first.lstrip(b"\xef\xbb\xbf")
    _require_text(begins, name)
    cells = next(csv.reader([begins.decode("utf-8", "replace").strip()]), [])
    if len(cells) > MOST_COLUMNS:
        raise PostcodeFileError(
            "{file}, line 1: {number} columns are more than any file of postcodes has.",
            file=name,
            number=len(cells),
        )
    if cells and is_postcode(cells[0]):
        return Table(name, _headless(cells, name), 1), _blocks(opened, begins, name, 1)
    return Table(name, of_heads(cells, name), 2), _blocks(opened, b"", name, 2)


def _require_text(begins: bytes, name: str) -> None:
    if begins.lstrip()[:1] == b"<":
        raise PostcodeFileError(
            "{file} is a web page, not a table: save the file that the page offers.", file=name
        )
    if begins[:5] == b"%PDF-":
        raise PostcodeFileError(
            "{file} is a PDF, not a table: download the file as CSV or zip.", file=name
        )
    if begins.lstrip()[:1] in {b"{", b"["}:
        raise PostcodeFileError(
            "{file} is JSON, not a table: download the file as CSV or zip.", file=name
        )
    if begins[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in begins:
        raise PostcodeFileError(
            "{file}, line 1: this is not a CSV in UTF-8: save it as “CSV UTF-8”.", file=name
        )
    if len(begins) >= LONGEST_LINE:
        raise PostcodeFileError(
            "{file}, line 1 is longer than {most:,} bytes: it is no file of postcodes.",
            file=name,
            most=LONGEST_LINE,
        )


def _headless(cells: list[str], name: str) -> Columns:
    """A file without heads: Code-Point Open's ten columns, or postcode and constituency."""
    if len(cells) == CODE_POINT.width and cells[2].isdigit() and cells[3].isdigit():
        return CODE_POINT
    if len(cells) in {2, 3}:
        return Columns(len(cells), 0, 1, 2 if len(cells) == 3 else -1)
    raise PostcodeFileError(
        "{file}, line 1 has no headings: a list without them holds a postcode and its "
        "constituency, or is Code-Point Open with ten columns; here are {number}.",
        file=name,
        number=len(cells),
    )


def _blocks(opened: IO[bytes], begun: bytes, name: str, line: int) -> Iterator[tuple[int, bytes]]:
    """Whole lines, some 4 MB at a time."""
    rest, read = begun, 0
    while chunk := _read(opened, name):
        read += len(chunk)
        if read > LARGEST:
            raise too_large(name)
        joined = rest + chunk
        cut = joined.rfind(b"\n") + 1
        rest = joined[cut:]
        if cut:
            yield line, joined[:cut]
            line += joined.count(b"\n", 0, cut)
        if len(rest) > LONGEST_LINE:
            raise PostcodeFileError(
                "{file}, line {line} is longer than {most:,} bytes: it is no file of postcodes.",
                file=name,
                line=line,
                most=LONGEST_LINE,
            )
    if rest.strip():
        yield line, rest


def _read(opened: IO[bytes], name: str) -> bytes:
    """The next bytes. Blocks are asked for by who reads them, outside of what explains `tables`."""
    with _explaining(name):
        return opened.read(CHUNK)


def rows_of(text: str) -> Iterator[list[str]]:
    """The cells of a small CSV that was read whole."""
    yield from csv.reader(io.StringIO(text, newline=""))
