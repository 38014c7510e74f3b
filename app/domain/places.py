"""Where signatories live, by constituency, council and district; and what of it may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from app.domain.signature import Validity

By = Literal["constituency", "council", "district"]
BYS: tuple[By, ...] = ("constituency", "council", "district")

FEWEST = 5
"""A smaller number of people in one place is not told outside: they could be known by it."""

Apart = Literal["no-postcode", "malformed", "outside", "forces", "unknown", "not-told", "sheets"]
"""Why signatures are in none of the areas: no postcode; none that can be one; the Crown
dependencies and overseas (R83); the forces; not in the directory; the directory does not tell the
area; sheets that were counted without names."""


@dataclass(frozen=True)
class Place:
    """Where a postcode lies: codes of its areas (empty where not known), National Grid metres."""

    postcode: str
    constituency: str
    council: str
    easting: int
    northing: int
    probable: bool = False
    terminated: bool = False


@dataclass(frozen=True)
class Tally:
    """Signatures of one place. `probable` ones are among the valid and similar (R100)."""

    valid: int = 0
    similar: int = 0
    unchecked: int = 0
    probable: int = 0

    @property
    def counted(self) -> int:
        """Valid and similar."""
        return self.valid + self.similar

    def plus(self, validity: Validity, number: int, *, probable: bool = False) -> Tally:
        """With `number` more; invalid ones are in no count."""
        if validity == "valid":
            found = replace(self, valid=self.valid + number)
        elif validity == "similar":
            found = replace(self, similar=self.similar + number)
        elif validity == "unchecked":
            return replace(self, unchecked=self.unchecked + number)
        else:
            return self
        return replace(found, probable=found.probable + number) if probable else found


@dataclass(frozen=True)
class Area:
    """One area and who of it signed."""

    code: str
    name: str
    tally: Tally


@dataclass(frozen=True)
class Odd:
    """A postcode to look at: how often it was signed with, and why it is odd."""

    postcode: str
    number: int
    why: Literal["unknown", "terminated", "malformed"]


@dataclass(frozen=True)
class PlaceCounts:
    """Counts of a petition `by` a kind of area, most first.

    `apart` are those in no area; `odd` postcodes are listed and counted all the same.
    """

    by: By
    areas: tuple[Area, ...]
    apart: Mapping[Apart, Tally] = field(default_factory=dict)
    odd: tuple[Odd, ...] = ()

    @property
    def total(self) -> Tally:
        """All of them."""
        parts = [area.tally for area in self.areas] + list(self.apart.values())
        return Tally(
            sum(one.valid for one in parts),
            sum(one.similar for one in parts),
            sum(one.unchecked for one in parts),
            sum(one.probable for one in parts),
        )


class Told(NamedTuple):
    """The numbers of one line as they may leave the campaign; None where one is not told."""

    valid: int | None
    similar: int | None
    unchecked: int | None
    probable: int | None


def told(tallies: Sequence[Tally]) -> tuple[list[Told], Told]:
    """What may be told of each line, and of all together: small numbers are left out.

    A number under FEWEST is hidden. So that it cannot be worked out from the total, the next
    smallest are hidden with it until their sum leaves each of them open (see `_open`); where none
    is left to hide, the total is hidden. Who is probable is hidden too where the others of that
    line would be fewer than FEWEST.
    """
    numbers = [[getattr(one, key) for one in tallies] for key in ("valid", "similar", "unchecked")]
    shown = [_shown(column) for column in numbers]
    probable = [
        None if _few(one.probable) or _few(one.counted - one.probable) else one.probable
        for one in tallies
    ]
    lines = [Told(*line) for line in zip(*(column for column, _ in shown), probable, strict=True)]
    valid, similar, unchecked = (total for _, total in shown)
    return lines, Told(valid, similar, unchecked, None)


def _few(number: int) -> bool:
    return 0 < number < FEWEST


def _shown(numbers: Sequence[int]) -> tuple[list[int | None], int | None]:
    """`numbers` with the small ones hidden and as many others as keep them so, and their total."""
    hidden = {at for at, number in enumerate(numbers) if _few(number)}
    rest = sorted((number, at) for at, number in enumerate(numbers) if number and at not in hidden)
    for _, at in rest:
        if not hidden or _open([numbers[one] for one in hidden]):
            break
        hidden.add(at)
    total, kept = sum(numbers), not hidden or _open([numbers[one] for one in hidden])
    shown = [None if at in hidden else number for at, number in enumerate(numbers)]
    return shown, total if kept and not _few(total) else None


def _open(hidden: Sequence[int]) -> bool:
    """Whether the sum of `hidden` numbers, none of them 0, leaves open what each of them is.

    It does not where it is, but for one, the sum of so many ones, or of so many of the largest
    that are hidden for themselves: then all or all but one would be known.
    """
    least, most, found = len(hidden), (FEWEST - 1) * len(hidden), sum(hidden)
    return len(hidden) > 1 and found >= FEWEST and found > least + 1 and abs(found - most) > 1


@dataclass(frozen=True)
class Dot:
    """A square of the National Grid: its middle and width in metres, and how many signed there."""

    easting: int
    northing: int
    width: int
    number: int


FINEST, COARSEST = 100, 25_600
"""Widths of squares in metres. Even the finest holds many doors: nobody's home is a dot."""


def squares(places: Iterable[tuple[int, int, int]], width: int = FINEST) -> list[Dot]:
    """Easting, northing and number of people each, gathered in squares of `width` metres."""
    found: dict[tuple[int, int], int] = {}
    for easting, northing, number in places:
        key = easting // width, northing // width
        found[key] = found.get(key, 0) + number
    return [
        Dot(column * width + width // 2, line * width + width // 2, width, number)
        for (column, line), number in sorted(found.items())
    ]


def told_squares(places: Iterable[tuple[int, int, int]]) -> tuple[list[Dot], int]:
    """Squares that each hold FEWEST people or more, and how many people are in none.

    Those in a square with too few are gathered in larger ones, up to COARSEST.
    """
    left = list(places)
    found: list[Dot] = []
    width = FINEST
    while left and width <= COARSEST:
        enough = [dot for dot in squares(left, width) if dot.number >= FEWEST]
        found += enough
        taken = {(dot.easting // width, dot.northing // width) for dot in enough}
        left = [one for one in left if (one[0] // width, one[1] // width) not in taken]
        width *= 4
    return found, sum(number for _, _, number in left)
