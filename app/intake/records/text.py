"""Text to rows: the encoding and the delimiter are found, and what is wrong has line and column."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.intake.records.table import CELL_LIMIT, RecordsError

ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp949")
"""What a file may be said to be in, where it is not found right."""

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE = 65_536
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HANGUL = re.compile("[\uac00-\ud7a3]")
_NOT_ASCII = re.compile("[^\0-\x7f]")
_SEVERAL_BYTES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_MOSTLY = 0.8


class Decoded(NamedTuple):
    """A file's text, and the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes, file: str, wanted: str = "") -> Decoded:
    """The text of a file in UTF-8, UTF-16, cp949 (EUC-KR) or cp1252; `wanted` says which.

    RecordsError with line and column where no single one of them fits.
    """
    if wanted:
        return _decode_as(data, file, "utf-8-sig" if wanted == "utf-8" else wanted)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, file, encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _decode_as(data, file, unmarked)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, file, error.start)


def _decode_as(data: bytes, file: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        raise RecordsError(
            "{file}, line {line}, column {column}: this is not {encoding}, as the rest says it "
            "is: save the file again as UTF-8.",
            file=file,
            line=line,
            column=column,
            encoding=encoding.removesuffix("-sig").upper(),
        ) from None


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 has a zero in every other byte of its commas and line ends."""
    start = data[:_SAMPLE]
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.05 * half and even < 0.05 * odd:
        found = "utf-16-le"
    elif even > 0.05 * half and odd < 0.05 * even:
        found = "utf-16-be"
    else:
        return ""
    # A zero astray in plain text is no UTF-16: there the line ends are two bytes wide too.
    ends = "\n".encode(found), "\r".encode(found)
    return found if any(end in start for end in ends) else ""


def _decode_legacy(data: bytes, file: str, first: int) -> Decoded:
    """Not UTF-8 from byte `first` on: Korean where nearly all of it is Hangul, else Western."""
    try:
        korean = data.decode("cp949")
    except UnicodeDecodeError:
        korean = ""
    if korean and _is_korean(korean):
        return Decoded(korean, "cp949")
    if _SEVERAL_BYTES.search(data) is None:
        try:
            return Decoded(data.decode("cp1252"), "cp1252")
        except UnicodeDecodeError as error:
            first = error.start
    line, column = _place(data, first)
    raise RecordsError(
        "{file}, line {line}, column {column}: the file mixes encodings, and this cell is in "
        "another one than the cells before: save the file again as UTF-8, or say its encoding.",
        file=file,
        line=line,
        column=column,
    )


def _is_korean(text: str) -> bool:
    """Whether what is not ASCII is Hangul, in the syllables that Korean is written with."""
    others = _NOT_ASCII.findall(text)
    hangul = [one for one in others if _HANGUL.match(one)]
    common = sum(1 for one in set(hangul) if _is_common(one))
    return (
        bool(hangul)
        and len(hangul) >= _MOSTLY * len(others)
        and (common >= _MOSTLY * len(set(hangul)))
    )


def _is_common(syllable: str) -> bool:
    """One of the 2,350 of KS X 1001; the codec spells others with eight bytes."""
    return len(syllable.encode("euc_kr", "replace")) == 2


def _place(data: bytes, at: int) -> tuple[int, int]:
    """The line and the column (cell) in which byte `at` stands, both from 1."""
    line = data.count(b"\n", 0, at) + 1
    start = data.rfind(b"\n", 0, at) + 1
    head = data[: data.find(b"\n")] if b"\n" in data else data
    delimiter = max(DELIMITERS, key=lambda one: head.count(one.encode()))
    return line, data.count(delimiter.encode(), start, at) + 1


def find_delimiter(text: str) -> str:
    """The delimiter under which most of the first lines have as many cells as the first."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        widths = [
            len(row)
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            if len(row) > 0
        ]
        width, number = Counter(widths).most_common(1)[0]
        score = (number / len(widths) * (width > 1), width)
        if (round(score[0], 1), score[1]) > best_score:
            best, best_score = delimiter, (round(score[0], 1), score[1])
    return best


def parse(text: str, delimiter: str, file: str) -> tuple[list[list[str]], Sequence[int]]:
    """Rows of cells, and the line on which each begins; a cell may hold line ends in quotes."""
    before = csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error:
        raise _long_cell(text, delimiter, file) from None
    finally:
        csv.field_size_limit(before)
    if reader.line_num == len(rows):
        return rows, range(1, len(rows) + 1)
    lines = list(_first_lines(text, delimiter))
    _require_closed(text, delimiter, rows, lines, file)
    return rows, lines


def _first_lines(text: str, delimiter: str) -> Iterator[int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for _ in reader:
        yield line
        line = reader.line_num + 1


def _require_closed(
    text: str, delimiter: str, rows: list[list[str]], lines: list[int], file: str
) -> None:
    """A quotation mark that is never closed makes one cell of all that follows."""
    if not rows or "\n" not in "".join(rows[-1]):
        return
    lasting = io.StringIO(text, newline="")
    for _ in range(lines[-1] - 1):
        lasting.readline()
    try:
        list(csv.reader(lasting, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise RecordsError(
                "{file}, line {line}, column {column}: a quotation mark is opened here and never "
                "closed.",
                file=file,
                line=lines[-1],
                column=len(rows[-1]),
            ) from None


def _long_cell(text: str, delimiter: str, file: str) -> RecordsError:
    line, column = long_cell((text,), delimiter) or (1, 1)
    return RecordsError(
        "{file}, line {line}, column {column}: this cell is longer than {most:,} characters; "
        "look for a quotation mark that is never closed.",
        file=file,
        line=line,
        column=column,
        most=CELL_LIMIT,
    )


def long_cell(pieces: Sequence[str] | Iterator[str], delimiter: str) -> tuple[int, int] | None:
    """The line and column of the first cell longer than CELL_LIMIT, in a text come by pieces."""
    token = re.compile(f'["\n{re.escape(delimiter)}]')
    line, column, quoted = 1, 1, False
    start, offset, begins = 0, 0, 1
    for piece in pieces:
        for found in token.finditer(piece):
            at, what = offset + found.start(), found.group()
            if at - start > CELL_LIMIT:
                return begins, column
            if what == '"':
                quoted = not quoted
            elif what == "\n":
                line += 1
            if what != '"' and not quoted:
                column = column + 1 if what != "\n" else 1
                start, begins = at + 1, line
        offset += len(piece)
        if offset - start > CELL_LIMIT:
            return begins, column
    return None
