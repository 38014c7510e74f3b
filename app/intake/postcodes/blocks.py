"""Lines of a postcode file as arrays: a regular block at once, any other line by line.

1.7 million lines read one by one would take longer than keeping them. Where each line of a
block has as many commas as there are columns, the fields are found by the places of the commas.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain import postcode_directory as layout
from app.domain.postcode_directory import MOST_AREAS, sector_number
from app.intake.postcodes.columns import Columns, PostcodeFileError

Array = NDArray[Any]

UNITS = 26 * 26
"""Pairs of letters that a postcode may end in."""

ROW = np.dtype([("con", "<u2"), ("lad", "<u2"), ("east", "<u4"), ("north", "<u4"), ("flags", "u1")])
"""The same bytes as `postcode_directory.RECORD`."""

_MOST = (9_999_999, "a grid reference has at most seven digits")
_POSTCODE = re.compile(r"([A-Z]{1,3}[0-9]?[0-9A-Z]?)([0-9])([A-Z])([A-Z])")
_CODE = re.compile(r"[A-Z][0-9]{8}")
_TABLE = np.full(256, 255, np.int64)
for _at, _letter in enumerate(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1):
    _TABLE[_letter] = _at
for _letter in range(26):
    _TABLE[97 + _letter] = 11 + _letter
_TABLE[32] = 0


@dataclass
class Areas:
    """Codes of constituencies and councils by the number that stands for each."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, code: str) -> int:
        """The number of a code, a new one where it is not known; 0 for none and pseudo-codes."""
        if not code or code.endswith("99999999"):
            return 0
        found = self.numbers.setdefault(code, len(self.numbers) + 1)
        if found > MOST_AREAS:
            raise PostcodeFileError(
                "There are more than {most:,} different areas: that is no file of constituencies "
                "and councils.",
                most=MOST_AREAS,
            )
        return found


@dataclass(frozen=True)
class Block:
    """Postcodes by their key (sector × 676 + letters), and what is told of each."""

    keys: Array
    rows: Array


def read_block(text: bytes, columns: Columns, areas: Areas, file: str, line: int) -> Block:
    """The lines of `text`, the first of which is line `line` of `file`."""
    return _at_once(text, columns, areas) or _line_by_line(text, columns, areas, file, line)


class _IrregularError(Exception):
    """Some field is not in the form that can be read at once."""


def _at_once(text: bytes, columns: Columns, areas: Areas) -> Block | None:
    data = np.frombuffer(text if text.endswith(b"\n") else text + b"\n", np.uint8)
    found = np.flatnonzero((data == 10) | (data == 44))
    if len(found) % columns.width:
        return None
    marks = found.reshape(-1, columns.width)
    if not ((data[marks] == 10) == (np.arange(columns.width) == columns.width - 1)).all():
        return None
    fields = _Fields(data, marks[:, -1], marks[:, :-1])
    try:
        keys = fields.keys(columns.postcode)
        rows = np.zeros(len(keys), ROW)
        if columns.constituency >= 0:
            rows["con"] = fields.areas(columns.constituency, areas)
        if columns.council >= 0:
            rows["lad"] = fields.areas(columns.council, areas)
        if columns.easting >= 0 and columns.northing >= 0:
            rows["east"] = fields.numbers(columns.easting)
            rows["north"] = fields.numbers(columns.northing)
        rows["flags"] = fields.flags(columns)
    except _IrregularError:
        return None
    return Block(keys, rows)


class _Fields:
    """The fields of a regular block, by where each begins and ends."""

    def __init__(self, data: Array, ends: Array, commas: Array) -> None:
        starts = np.concatenate(([0], ends[:-1] + 1))
        # In front of a file that came by way of Windows each line end has a return.
        last = ends - (data[np.maximum(ends - 1, 0)] == 13)
        self._data, self._starts, self._commas, self._last = data, starts, commas, last

    def span(self, at: int) -> tuple[Array, Array]:
        """Where a column's fields begin and end, without quotes round them."""
        first = self._starts if at == 0 else self._commas[:, at - 1] + 1
        end = self._last if at == self._commas.shape[1] else self._commas[:, at]
        quoted = (end - first >= 2) & (self._data[first] == 34)
        if quoted.any():
            quoted &= self._data[end - 1] == 34
            return first + quoted, end - quoted
        return first, end

    def keys(self, at: int) -> Array:
        """Postcodes as keys."""
        first, end = self.span(at)
        size = end - first
        if ((size < 5) | (size > 8)).any():
            raise _IrregularError
        number = np.zeros(len(first), np.int64)
        spaced = np.zeros(len(first), bool)
        for place in range(5):
            there = place < size - 3
            code = np.where(there, _TABLE[self._data[first + np.minimum(place, size - 1)]], 0)
            if ((code == 255) | (spaced & (code > 0)) | ((code > 0) & (place == 4))).any():
                raise _IrregularError
            spaced = code == 0
            if place < 4:
                number = number * 37 + code
        digit = self._data[end - 3].astype(np.int64) - 48
        letters = [_TABLE[self._data[end - back]] - 11 for back in (2, 1)]
        wrong = (digit < 0) | (digit > 9) | (self._data[first] < 65)
        for letter in letters:
            wrong |= (letter < 0) | (letter > 25)
        if wrong.any():
            raise _IrregularError
        keys: Array = (number * 10 + digit) * UNITS + letters[0] * 26 + letters[1]
        return keys

    def areas(self, at: int, areas: Areas) -> Array:
        """Codes of areas as their numbers."""
        first, end = self.span(at)
        size = end - first
        there = size == 9
        if not (there | (size == 0)).all():
            raise _IrregularError
        value = self._data[first].astype(np.int64)
        for place in range(1, 9):
            digit = self._data[np.where(there, first + place, first)].astype(np.int64) - 48
            if (there & ((digit < 0) | (digit > 9))).any():
                raise _IrregularError
            value = value * 10 + digit
        value[~there] = 0
        # Files are in order of postcodes, so that the same code stands in long runs.
        turns = np.concatenate(([True], value[1:] != value[:-1]))
        codes, which = np.unique(value[turns], return_inverse=True)
        numbers = np.array(
            [areas.number(f"{code // 10**8:c}{code % 10**8:08d}" if code else "")
             for code in codes.tolist()], np.uint16
        )  # fmt: skip
        found: Array = numbers[which][np.cumsum(turns) - 1]
        return found

    def numbers(self, at: int) -> Array:
        """Whole numbers; an empty field is 0."""
        first, end = self.span(at)
        size = end - first
        if (size > 7).any():
            raise _IrregularError
        value = np.zeros(len(first), np.int64)
        for place in range(int(size.max(initial=0))):
            there = place < size
            digit = self._data[np.where(there, end - 1 - place, first)].astype(np.int64) - 48
            if (there & ((digit < 0) | (digit > 9))).any():
                raise _IrregularError
            value += np.where(there, digit * 10**place, 0)
        return value

    def flags(self, columns: Columns) -> Array:
        """Terminated, and guessed in place."""
        found = np.zeros(len(self._starts), np.uint8)
        if columns.terminated >= 0:
            first, end = self.span(columns.terminated)
            found |= np.where(end > first, layout.TERMINATED, 0).astype(np.uint8)
        if columns.quality >= 0 and columns.grid_quality:
            first, end = self.span(columns.quality)
            guessed = (end > first) & np.isin(self._data[first], (53, 54))
            found |= np.where(guessed, layout.IMPRECISE, 0).astype(np.uint8)
        return found


def _line_by_line(text: bytes, columns: Columns, areas: Areas, file: str, line: int) -> Block:
    try:
        shown = text.decode("utf-8")
    except UnicodeDecodeError:
        shown = text.decode("cp1252", "replace")
    keys, rows = [], []
    if "\0" in shown:
        raise PostcodeFileError(
            "{file}, line {line}: there is a zero byte: it is no file of text.",
            file=file,
            line=line + shown.count("\n", 0, shown.index("\0")),
        )
    reader = csv.reader(io.StringIO(shown, newline=""), strict=True)
    try:
        for cells in reader:
            if cells:
                where = line + reader.line_num - 1
                key, row = _line(cells, columns, areas, file, where)
                keys.append(key)
                rows.append(row)
    except csv.Error as error:
        raise PostcodeFileError(
            "{file}, line {line}: {problem}.",
            file=file,
            line=line + reader.line_num - 1,
            problem=error,
        ) from None
    return Block(np.array(keys, np.int64), np.array(rows, ROW))


def _line(
    cells: list[str], columns: Columns, areas: Areas, file: str, line: int
) -> tuple[int, tuple[int, int, int, int, int]]:
    if len(cells) != columns.width:
        raise PostcodeFileError(
            "{file}, line {line}: {found} cells where there are {width} columns.",
            file=file,
            line=line,
            found=len(cells),
            width=columns.width,
        )
    code = re.sub(r"\s+", "", cells[columns.postcode]).upper()
    parts = _POSTCODE.fullmatch(code)
    if not parts or len(parts[1]) > 4:
        raise _wrong(file, line, columns.postcode, code, "is not a postcode")
    key = sector_number(parts[1], int(parts[2])) * UNITS
    key += (ord(parts[3]) - 65) * 26 + ord(parts[4]) - 65
    place = [_metres(cells, at, file, line) for at in (columns.easting, columns.northing)]
    constituency, council = [
        areas.number(" ".join(cells[at].split())) if at >= 0 else 0
        for at in (columns.constituency, columns.council)
    ]
    flags = 0
    if columns.terminated >= 0 and cells[columns.terminated].strip():
        flags |= layout.TERMINATED
    if columns.quality >= 0 and columns.grid_quality and cells[columns.quality][:1] in {"5", "6"}:
        flags |= layout.IMPRECISE
    return key, (constituency, council, place[0], place[1], flags)


def _metres(cells: list[str], at: int, file: str, line: int) -> int:
    text = cells[at].strip() if at >= 0 else ""
    if not text:
        return 0
    try:
        value = int(float(text))
    except (ValueError, OverflowError):
        value = -1
    if not 0 <= value <= _MOST[0]:
        raise _wrong(file, line, at, text, "is not a grid reference in metres")
    return value


def _wrong(file: str, line: int, at: int, found: str, problem: str) -> PostcodeFileError:
    return PostcodeFileError(
        "{file}, line {line}, column {column}: “{found}” {problem}.",
        file=file,
        line=line,
        column=at + 1,
        found=found[:20],
        problem=problem,
    )


def is_code(text: str) -> bool:
    """Whether `text` is an area's code of the Government Statistical Service."""
    return bool(_CODE.fullmatch(text))


def is_postcode(text: str) -> bool:
    """Whether `text` has the shape of a postcode, in use or long dead."""
    return bool(_POSTCODE.fullmatch(re.sub(r"\s+", "", text).upper()))
