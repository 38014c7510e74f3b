"""Rounds: lists that a volunteer calls or walks, and what is keyed back from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.community.contact import Phone, PostalAddress
from app.domain.community.doings import Outcome
from app.domain.outreach.outreach import Outreach
from app.errors import AppError

RoundKind = Literal["calls", "walks"]

LEAST_ROWS, MOST_ROWS = 6, 10
"""Lines on a page."""

MOST_PEOPLE = 1_000
"""On one volunteer's list: who is on it is kept from all other lists, and a list can be lost."""


def require_length(people: int) -> None:
    """AppError where a list would have more people than one volunteer can be given."""
    if people > MOST_PEOPLE:
        raise AppError(
            "A list for one volunteer has at most {most:,} people, and this choice has {people:,}: "
            "choose a smaller segment.",
            most=MOST_PEOPLE,
            people=people,
        )


@dataclass(frozen=True)
class Result:
    """What came of a line: the `letter` it is keyed by, and what follows from it.

    `again`: it may be keyed once more. `next`: a task, due in `days`. `drops`: what was found
    wrong of the contact. `stops`: what is withdrawn.
    """

    letter: str
    outcome: Outcome
    en: str
    ko: str
    lists: tuple[RoundKind, ...] = ("calls", "walks")
    again: bool = False
    next: str = ""
    days: int = 0
    drops: Literal["", "phone", "address"] = ""
    stops: Literal["", "channel", "all"] = ""

    def words(self, language: str) -> str:
        """What stands beside the box."""
        return self.ko if language == "ko" else self.en


def phone_mark(code: str, phone: Phone) -> str:
    """A digest by which the number that stands on the line of a code is known again."""
    return _mark(code, phone.number or phone.written)


def address_mark(code: str, address: PostalAddress) -> str:
    """A digest by which the address that stands on the line of a code is known again."""
    return _mark(code, "".join((*address.lines, address.postcode)))


def _mark(code: str, way: str) -> str:
    """Never the way itself: what is taken off a contact must not live on in old lists."""
    signs = "".join(sign for sign in way.casefold() if sign.isalnum())
    return hashlib.sha256(f"{code}\x1f{signs}".encode()).hexdigest() if signs else ""


@dataclass(frozen=True)
class OpenRound:
    """A list that a volunteer has: who it is, how many lines, and how many are keyed."""

    outreach: Outreach
    caller: str
    lines: int
    keyed: int

    @property
    def out(self) -> bool:
        """Whether lines are still to be keyed."""
        return self.keyed < self.lines

    def late(self, today: date) -> bool:
        """Whether lines are still to be keyed after the day it was to be back."""
        return bool(self.out and self.outreach.due and self.outreach.due < today)
