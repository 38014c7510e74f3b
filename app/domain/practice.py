"""Invented people for the practice campaign: the same seed gives the same people."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.signature import RowEntry, Validity


@dataclass(frozen=True)
class People:
    """The names and streets to draw from, as resources/practice/people.toml lists them."""

    british_given: Sequence[str]
    british_family: Sequence[str]
    korean_family: Sequence[Sequence[str]]
    korean_given: Sequence[Sequence[str]]
    streets: Sequence[Sequence[str]]


def people_from_table(table: Mapping[str, Any]) -> People:
    """The lists of the parsed file."""
    return People(**table)


_OUTCOMES: tuple[tuple[float, Validity, str], ...] = (
    (0.03, "similar", ""),
    (0.012, "invalid", "illegible"),
    (0.008, "invalid", "no-signature"),
    (0.008, "invalid", "altered"),
    (0.004, "invalid", "no-address"),
    (0.05, "unchecked", ""),
)
"""Share of rows with each outcome that is not “valid”, as a careful campaign sees them."""


def rows(
    people: People, number: int, rows_a_sheet: int, days: Sequence[date], seed: int
) -> Iterator[RowEntry]:
    """`number` filled rows, numbered within their sheets, signed on one of `days`.

    Half the people have Korean names, and some share an address, as families do.
    """
    chance = random.Random(seed)  # noqa: S311  # invented people, no secret
    street = chance.choice(people.streets)
    house = chance.randint(1, 60)
    for at in range(number):
        if chance.random() > 0.2:
            street, house = chance.choice(people.streets), chance.randint(1, 60)
        validity, reason = _outcome(chance)
        illegible = reason == "illegible"
        yield RowEntry(
            row=at % rows_a_sheet + 1,
            name="" if illegible else _name(people, chance),
            address="" if reason == "no-address" else f"{house} {street[0]}, {street[1]}",
            postcode=street[2],
            signed_on=days[at * len(days) // number],
            validity=validity,
            reason=reason,
        )


def _name(people: People, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"{chance.choice(people.british_given)} {chance.choice(people.british_family)}"
    family, given = chance.choice(people.korean_family), chance.choice(people.korean_given)
    return f"{family[0]}{given[0]} {family[1]} {given[1]}"


def _outcome(chance: random.Random) -> tuple[Validity, str]:
    drawn = chance.random()
    for share, validity, reason in _OUTCOMES:
        if drawn < share:
            return validity, reason
        drawn -= share
    return "valid", ""


def collecting_days(today: date, weeks: int) -> list[date]:
    """The Saturdays and Wednesdays of the last `weeks` weeks before `today`, oldest first."""
    start = today - timedelta(weeks=weeks)
    days = (start + timedelta(days=after) for after in range(weeks * 7))
    return [day for day in days if day.weekday() in {2, 5}]
