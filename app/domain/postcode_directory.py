"""How the directory of postcodes is packed: a whole sector in one row, 15 bytes a postcode.

1.7 million rows of text would take far more room than the disk of an old laptop should
give, and 11,000 packed sectors are found by one read of a primary key each.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain import postcode
from app.domain.postcode import PostcodeKind

RECORD = struct.Struct("<HHIIB")
"""Constituency and council (numbers of areas, 0 for none), easting and northing in metres of
the National Grid (0 for none), and flags."""

SEVERAL, NEAR, IMPRECISE, TERMINATED = 1, 2, 4, 8
"""Flags: the source names several constituencies; a postcode of another constituency lies within
NEAR_METRES; the source itself guessed the position; no longer in use."""

PROBABLE = SEVERAL | NEAR | IMPRECISE
"""Flags that make a constituency only probable (R100)."""

NEAR_METRES = 50
"""A source puts each postcode whole into one constituency by one point. A postcode is some fifteen
addresses along a street, so that one whose point lies this near to a point across the boundary
may have doors on both sides, as in Green Lane (R98)."""

MOST_AREAS = 65_535

_BASE = 37
_DIGITS = {character: at for at, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)}


class Entry(NamedTuple):
    """What the directory holds of one postcode, its areas as numbers."""

    constituency: int
    council: int
    easting: int
    northing: int
    flags: int


@dataclass(frozen=True)
class Source:
    """One file that was imported: which, of when, with which boundaries, and its attributions.

    `gives` names what was taken from it: constituency, council, position. `dated` is the
    release's month (“2024-08”) or day, `boundaries` the name of a set; both may be empty.
    """

    kind: str
    file: str
    gives: tuple[str, ...]
    boundaries: str
    dated: str
    imported: date
    rows: int
    attributions: tuple[str, ...]


@dataclass(frozen=True)
class Packed:
    """A whole directory: units of each sector by its number, areas by code and by name.

    The area of number n is the n-th of `codes`, counted from 1.
    """

    sectors: dict[int, bytes]
    codes: tuple[str, ...]
    names: dict[str, str]
    postcodes: int


def sector_of(written: str) -> tuple[int, bytes] | None:
    """A postcode's sector as a number, and its last two letters; None when it is no UK one."""
    if postcode.kind(written) not in {PostcodeKind.UK, PostcodeKind.CROWN_DEPENDENCY}:
        return None
    code = postcode.compact(written)
    return sector_number(code[:-3], int(code[-3])), code[-2:].encode("ascii")


def sector_number(outward: str, digit: int) -> int:
    """The number of a sector: its outward part to the base of 37, and its digit."""
    number = 0
    for at in range(4):
        number = number * _BASE + (_DIGITS[outward[at]] if at < len(outward) else 0)
    return number * 10 + digit


def sectors_of_district(outward: str) -> range:
    """The numbers that a district's ten sectors may have."""
    first = sector_number(outward, 0)
    return range(first, first + 10)


def find(units: bytes, letters: bytes) -> Entry | None:
    """The postcode that ends in `letters`, among the units of its sector."""
    number = len(units) // (2 + RECORD.size)
    at = units.find(letters, 0, 2 * number)
    while at % 2 and at >= 0:
        at = units.find(letters, at + 1, 2 * number)
    if at < 0:
        return None
    return Entry(*RECORD.unpack_from(units, 2 * number + at // 2 * RECORD.size))


def entries(units: bytes) -> list[Entry]:
    """All postcodes of a sector, without their letters."""
    number = len(units) // (2 + RECORD.size)
    return [Entry(*one) for one in RECORD.iter_unpack(memoryview(units)[2 * number :])]
