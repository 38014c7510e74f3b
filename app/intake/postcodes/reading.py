"""A file of postcodes, joined with the directory that is there, packed anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from app.domain import postcode_directory as layout
from app.domain.postcode_directory import Packed, Source, sector_number
from app.intake.postcodes import files
from app.intake.postcodes.blocks import ROW, UNITS, Areas, Array, Block, is_code, read_block
from app.intake.postcodes.columns import CODE_POINT, Columns, PostcodeFileError
from app.intake.text_file import read_text

_BT = range(sector_number("BT", 0), sector_number("BU", 0))
"""Sectors of Northern Ireland; “BT” is a whole number's beginning, for letters come last."""

_OS = "Contains OS data © Crown copyright and database right {year}"
_ROYAL_MAIL = "Contains Royal Mail data © Royal Mail copyright and database right {year}"
_ONS = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0"
_FIRST_OF_2024 = 14_001_063
"""England's constituencies of 2024 have the codes from here on."""


@dataclass(frozen=True)
class Wanted:
    """How a file is to be taken: what it cannot tell of itself, and what may be kept."""

    boundaries: str = ""
    dated: str = ""
    northern_ireland: bool = False


@dataclass(frozen=True)
class Read:
    """What became of a file: the new directory and its source.

    `left_out` postcodes are of Northern Ireland (R102); `strays` are files of a zip that hold none;
    `several` postcodes are given more than one constituency; `alone` says that nothing of the
    directory before is left.
    """

    packed: Packed
    source: Source
    left_out: int
    strays: tuple[str, ...]
    several: int = 0
    alone: bool = False


def read_postcodes(
    path: Path, old: Packed | None, old_boundaries: str, wanted: Wanted, today: date
) -> Read:
    """The file at `path` joined with the `old` directory.

    What the file tells goes before what was known. Constituencies of another set of
    boundaries are forgotten, so that two sets never mix (R99). Run it apart: it is big.
    """
    areas = Areas({code: at for at, code in enumerate(old.codes, 1)} if old else {})
    columns, new = _read_all(path, areas)
    number = len(new.keys)
    new, left_out = _without_northern_ireland(new, keep=wanted.northern_ireland)
    new, several = _one_each(new)
    kind = files.kind_of(columns, path)
    codes = tuple(areas.numbers)
    boundaries = ""
    if "constituency" in columns.gives:
        boundaries = wanted.boundaries or _set_of(columns, new, codes)
    dated = wanted.dated or files.release_of(path)
    joined, adds = new, False
    if old is not None:
        keep = "constituency" not in columns.gives or boundaries == old_boundaries
        joined, adds = _joined(new, _unpacked(old, constituencies=keep), columns)
    _mark_near(joined)
    names = dict(old.names) if old else {}
    for _, text in files.documents(path):
        names |= _names(files.rows_of(text))
    source = Source(
        kind, path.name, columns.gives, boundaries, dated, today, number - left_out,
        _attributions(kind, dated[:4] or str(today.year)),
    )  # fmt: skip
    packed = _packed(joined, codes, names)
    return Read(packed, source, left_out, tuple(files.strays(path)), several, alone=not adds)


def read_names(path: Path) -> dict[str, str]:
    """Names of areas by code, from a CSV with a code and a name in each line."""
    text = read_text(path, PostcodeFileError)
    found = _names(files.rows_of(text))
    if not found:
        raise PostcodeFileError(
            "{file}, line 2, column 1: there is no code such as “E14001312” beside a name.",
            file=path.name,
        )
    return found


def _names(rows: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for cells in rows:
        texts = [" ".join(cell.split()) for cell in cells]
        at = next((at for at, text in enumerate(texts) if is_code(text)), None)
        if at is None:
            continue
        name = next((text for text in texts[at + 1 :] if text and not is_code(text)), "")
        if name:
            found[texts[at]] = name[:120]
    return found


def _read_all(path: Path, areas: Areas) -> tuple[Columns, Block]:
    blocks: list[Block] = []
    columns: Columns | None = None
    number = 0
    for table, lines in files.tables(path):
        if columns is not None and replace(table.columns, width=columns.width) != columns:
            raise PostcodeFileError(
                "{file}, line 1: its columns are not those of the tables before it.",
                file=table.name,
            )
        columns = table.columns
        for line, text in lines:
            blocks.append(read_block(text, columns, areas, table.name, line))
            number += len(blocks[-1].keys)
            if number > files.MOST_POSTCODES:
                raise PostcodeFileError(
                    "{file} has more than {most:,} lines of postcodes, more than any country: "
                    "take the file as its publisher gives it.",
                    file=path.name,
                    most=files.MOST_POSTCODES,
                )
    keys = np.concatenate([one.keys for one in blocks]) if blocks else np.zeros(0, np.int64)
    if columns is None or not len(keys):
        raise PostcodeFileError("{file} holds no postcode.", file=path.name)
    return columns, _sorted(Block(keys, np.concatenate([one.rows for one in blocks])))


def _sorted(block: Block) -> Block:
    if (block.keys[1:] >= block.keys[:-1]).all():
        return block
    order = np.argsort(block.keys, kind="stable")
    return Block(block.keys[order], block.rows[order])


def _without_northern_ireland(block: Block, *, keep: bool) -> tuple[Block, int]:
    """BT postcodes need terms of their own (R102); their positions are on another grid."""
    irish = _is_irish(block.keys)
    number = int(irish.sum())
    if not number:
        return block, 0
    if keep:
        for column in ("east", "north"):
            block.rows[column][irish] = 0
        return block, 0
    return Block(block.keys[~irish], block.rows[~irish]), number


def _is_irish(keys: Array) -> Array:
    sectors = keys // UNITS
    # Behind “BT” comes a digit: codes 1 to 10 of the third place.
    third = sectors // 370 % 37
    found: Array = (sectors >= _BT.start) & (sectors < _BT.stop) & (third > 0) & (third <= 10)
    return found


def _one_each(block: Block) -> tuple[Block, int]:
    """One row a postcode: of several constituencies the one named first, and only probable.

    Gives also how many have several.
    """
    begins = np.flatnonzero(np.concatenate(([True], block.keys[1:] != block.keys[:-1])))
    if len(begins) == len(block.keys):
        return block, 0
    rows = block.rows[begins].copy()
    named = block.rows["con"]
    several = np.minimum.reduceat(named, begins) != np.maximum.reduceat(named, begins)
    alive = np.bitwise_and.reduceat(block.rows["flags"], begins) & layout.TERMINATED
    rows["flags"] = rows["flags"] & ~np.uint8(layout.TERMINATED) | alive
    rows["flags"][several] |= layout.SEVERAL
    return Block(block.keys[begins], rows), int(several.sum())


def _joined(new: Block, old: Block, columns: Columns) -> tuple[Block, bool]:
    """The new rows with what only the old ones tell, and the old ones that are in no new line.

    Gives also whether the old ones told anything.
    """
    at = np.searchsorted(old.keys, new.keys)
    at[at == len(old.keys)] = 0
    both = old.keys[at] == new.keys if len(old.keys) else np.zeros(len(new.keys), bool)
    rows, told = new.rows.copy(), False
    for column in ("con", "lad", "east", "north"):
        missing = both & (rows[column] == 0)
        rows[column][missing] = old.rows[column][at[missing]]
        told |= bool(rows[column][missing].any())
    kept = layout.TERMINATED if columns != CODE_POINT and columns.terminated < 0 else 0
    if "constituency" not in columns.gives:
        kept |= layout.SEVERAL | layout.IMPRECISE
    before = rows["flags"].copy()
    rows["flags"][both] |= old.rows["flags"][at[both]] & np.uint8(kept)
    told |= bool((rows["flags"] != before).any())
    alone = np.ones(len(old.keys), bool)
    alone[at[both]] = False
    keys = np.concatenate((new.keys, old.keys[alone]))
    joined = _sorted(Block(keys, np.concatenate((rows, old.rows[alone]))))
    return joined, told or bool(alone.any())


def _mark_near(block: Block) -> None:
    """Flags postcodes with one of another constituency within NEAR_METRES (R100).

    Squares of a kilometre, then squares of that width, are compared with their neighbours; only
    where two constituencies meet are postcodes measured one by one.
    """
    rows = block.rows
    rows["flags"] &= ~np.uint8(layout.NEAR)
    there = np.flatnonzero((rows["con"] > 0) & (rows["east"] > 0))
    there = there[_by_a_boundary(rows[there])]
    if not len(there):
        return
    metres = layout.NEAR_METRES
    column, line = (rows[axis][there].astype(np.int64) // metres for axis in ("east", "north"))
    wide = 1 << 20
    square = line * wide + column
    order = np.argsort(square, kind="stable")
    there, square = there[order], square[order]
    named = rows["con"][there].astype(np.int64)
    begins = np.flatnonzero(np.concatenate(([True], square[1:] != square[:-1])))
    squares = square[begins]
    least = np.minimum.reduceat(named, begins)
    most = np.maximum.reduceat(named, begins)
    mixed = least != most
    for step in (1, wide - 1, wide, wide + 1):
        at = np.searchsorted(squares, squares + step)
        at[at == len(squares)] = 0
        beside = np.flatnonzero(squares[at] == squares + step)
        other = at[beside]
        differ = (least[beside] != least[other]) | (most[beside] != most[other])
        mixed[beside[differ]] = True
        mixed[other[differ]] = True
    inner = np.repeat(mixed, np.diff(np.append(begins, len(square))))
    near = there[inner]
    rows["flags"][near[_close(rows[near], square[inner], wide)]] |= layout.NEAR


def _by_a_boundary(rows: Array) -> Array:
    """Which of `rows` have another constituency in their square kilometre or one beside it.

    Squares are numbered modulo 2,048, so that the far end of a wild grid needs no room: what
    falls together by that is only looked at for nothing.
    """
    wide = 2_048
    line, column = (rows[axis] // 1_000 % wide for axis in ("north", "east"))
    square = line.astype(np.int64) * wide + column
    least = np.full(wide * wide, layout.MOST_AREAS, np.uint16)
    most = np.zeros(wide * wide, np.uint16)
    np.minimum.at(least, square, rows["con"])
    np.maximum.at(most, square, rows["con"])
    for reach, choose in (
        (least.reshape(wide, wide), np.minimum),
        (most.reshape(wide, wide), np.maximum),
    ):
        for axis in (0, 1):
            beside = choose(np.roll(reach, 1, axis), np.roll(reach, -1, axis))
            choose(reach, beside, out=reach)
    found: Array = least[square] != most[square]
    return found


def _close(rows: Array, square: Array, wide: int) -> Array:
    """Which of `rows`, in order of their squares, have another constituency within reach."""
    east, north = (rows[axis].astype(np.int64) for axis in ("east", "north"))
    found = np.zeros(len(rows), bool)
    limit = layout.NEAR_METRES**2
    for step in (0, 1, wide - 1, wide, wide + 1):
        first = np.searchsorted(square, square + step, "left")
        last = np.searchsorted(square, square + step, "right")
        ahead = np.arange(len(rows))
        for offset in range(int((last - first).max(initial=0))):
            one = ahead[first + offset < last]
            other = first[one] + offset
            close = (east[one] - east[other]) ** 2 + (north[one] - north[other]) ** 2 <= limit
            close &= rows["con"][one] != rows["con"][other]
            found[one[close]] = True
            found[other[close]] = True
    return found


def _set_of(columns: Columns, block: Block, codes: Sequence[str]) -> str:
    """The set of boundaries: by the column's year, else by England's codes, else not known."""
    if columns.year:
        return f"20{columns.year}"
    numbers = np.unique(block.rows["con"]).tolist()
    english = [
        int(codes[number - 1][1:])
        for number in numbers
        if number and re.fullmatch(r"E14\d{6}", codes[number - 1])
    ]
    if not english:
        return ""
    new = sum(code >= _FIRST_OF_2024 for code in english)
    return "2024" if 2 * new > len(english) else "2010"


def _attributions(kind: str, year: str) -> tuple[str, ...]:
    if kind == "own list":
        return ()
    found = (_OS.format(year=year), _ROYAL_MAIL.format(year=year))
    return found if kind == "Code-Point Open" else (*found, _ONS)


def _packed(block: Block, codes: tuple[str, ...], names: dict[str, str]) -> Packed:
    sectors, units = np.divmod(block.keys, UNITS)
    letters = np.empty((len(units), 2), np.uint8)
    letters[:, 0], letters[:, 1] = units // 26 + 65, units % 26 + 65
    told, rows = letters.tobytes(), block.rows.tobytes()
    begins = np.flatnonzero(np.concatenate(([True], sectors[1:] != sectors[:-1])))
    ends = np.append(begins[1:], len(sectors)).tolist()
    size = ROW.itemsize
    made = {
        sector: told[2 * first : 2 * last] + rows[size * first : size * last]
        for sector, first, last in zip(sectors[begins].tolist(), begins.tolist(), ends, strict=True)
    }
    return Packed(made, codes, names, len(sectors))


def _unpacked(packed: Packed, *, constituencies: bool) -> Block:
    """The rows of a directory again; without its constituencies where another set comes."""
    whole = 2 + ROW.itemsize
    numbers = sorted(packed.sectors)
    sizes = [len(packed.sectors[number]) // whole for number in numbers]
    told = b"".join(packed.sectors[number][: 2 * size]
                    for number, size in zip(numbers, sizes, strict=True))  # fmt: skip
    rest = b"".join(packed.sectors[number][2 * size :]
                    for number, size in zip(numbers, sizes, strict=True))  # fmt: skip
    letters = np.frombuffer(told, np.uint8).reshape(-1, 2).astype(np.int64) - 65
    keys = (
        np.repeat(np.array(numbers, np.int64), sizes) * UNITS + letters[:, 0] * 26 + letters[:, 1]
    )
    rows = np.frombuffer(rest, ROW).copy()
    if not constituencies:
        rows["con"] = 0
        rows["flags"] &= np.uint8(layout.TERMINATED)
    return _sorted(Block(keys, rows))
