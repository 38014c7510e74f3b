"""The order of a walk: street by street, one side and then the other, door by door."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.domain.community.contact import Contact
from app.domain.duplicates.places import Place, PlaceReader
from app.domain.postcode import normalise
from app.messages import tr

Way = Literal["back", "up"]
WAYS: Mapping[Way, str] = {
    "back": tr("Up one side and back on the other"),
    "up": tr("Each side from the lowest number"),
}

Side = Literal["odd", "even", "named", "unknown"]
"""Which doors: with odd or even numbers, with a name, or where no street could be read."""

_DIGITS = re.compile(r"\d+(?=[a-z]?[½¼¾]?(?:–\d+[a-z]?)?$)")
_HALF = re.compile(r"(\d+)\s*([½¼¾]|1/2\b)")
_REAR = re.compile(r"\s*(?:rear of|r/o|behind)\s+(?=\d)", re.IGNORECASE)
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_SMALL = frozenset({"upon", "of", "on", "the", "in", "by", "and", "under", "le", "la", "de"})

_SIDES: tuple[Side, ...] = ("odd", "even", "named", "unknown")


@dataclass(frozen=True)
class Door:
    """One door and whom to visit behind it; `number` is the house's number or its name.

    `rear`: it is behind that house.
    """

    number: str
    flat: str
    contacts: tuple[Contact, ...]
    rear: bool = False


@dataclass(frozen=True)
class Stretch:
    """The doors of one side of a street, in the order of the walk."""

    street: str
    postcode: str
    side: Side
    doors: tuple[Door, ...]


class _At(NamedTuple):
    """Where a contact lives, and how it is ordered."""

    contact: Contact
    place: Place
    street: str
    postcode: str
    rear: bool

    @property
    def side(self) -> Side:
        if not self.place.street:
            return "unknown"
        digits = _DIGITS.match(self.place.number)
        if not digits:
            return "named"
        return "odd" if int(digits[0]) % 2 else "even"


def walk(contacts: Sequence[Contact], reader: PlaceReader, way: Way = "back") -> list[Stretch]:
    """Every contact once, those of a street together: odd numbers upwards, then even ones.

    With `back` the even side is walked downwards. Streets follow each other by postcode; who has
    no street that can be read comes last.
    """
    streets: dict[tuple[bool, str], list[_At]] = {}
    for contact in contacts:
        one = _at(contact, reader)
        streets.setdefault(_street(one), []).append(one)
    begins = {key: min(one.postcode for one in some) for key, some in streets.items()}
    stretches: list[Stretch] = []
    for key in sorted(streets, key=lambda street: (street[0], begins[street], street[1])):
        for side in _SIDES:
            doors = _doors([one for one in streets[key] if one.side == side])
            if side == "even" and way == "back":
                doors.reverse()
            if doors:
                stretches.append(Stretch(streets[key][0].street, begins[key], side, tuple(doors)))
    return stretches


def _at(contact: Contact, reader: PlaceReader) -> _At:
    written = ", ".join(contact.address.lines).replace("–", "-")
    behind = _REAR.match(written)
    written = written[behind.end() :] if behind else written
    half = _HALF.search(written)
    if half:  # the reader would take it for a part of the street
        written = f"{written[: half.end(1)]}{written[half.end() :]}"
    place = reader.read(written)
    side, *_ = place.town.split() or [""]
    if place.street and side in _DIRECTIONS:  # "Thames Road West": the reader ends with its kind
        place = place._replace(street=f"{place.street} {side}")
    if place.flat and re.search(rf"\b0*{place.number}\s?{place.flat}\b", written.lower()):
        place = place._replace(number=place.number + place.flat, flat="")  # 12a is a house
    if half and place.number == half[1].lstrip("0"):
        place = place._replace(number=f"{place.number}{half[2].replace('1/2', '½')}")
    elif through := re.search(rf"\b0*{place.number}\s?-\s?(\d+[a-z]?)\b", written.lower()):
        place = place._replace(number=f"{place.number}–{through[1]}")  # one door of two numbers
    postcode = normalise(contact.address.postcode)
    return _At(contact, place, _titled(place.street), postcode, rear=bool(behind))


def _titled(words: str) -> str:
    """Words as a place is written: Kingston upon Thames Road West."""
    first, *rest = words.split() or [""]
    return " ".join([first.capitalize(), *(one if one in _SMALL else one.capitalize()
                                           for one in rest)])  # fmt: skip


def _street(one: _At) -> tuple[bool, str]:
    """A street is the same within a postcode's district; without one, everybody is elsewhere."""
    outward = one.postcode.rpartition(" ")[0] or one.place.town
    return (not one.place.street, f"{one.place.street}|{outward}" if one.place.street else "")


def _doors(found: Sequence[_At]) -> list[Door]:
    """The doors upwards, flats of a house together."""
    doors: dict[tuple[str, str, bool], list[Contact]] = {}
    shown: dict[tuple[str, str, bool], tuple[str, str]] = {}
    for one in found:
        place = one.place
        number = place.number
        if one.side == "unknown":
            number = ", ".join(one.contact.address.lines[:2])
        elif one.side == "named":
            number = _titled(place.number)
        key = (number.casefold(), place.flat, one.rear)
        shown.setdefault(key, (number, place.flat.upper()))
        doors.setdefault(key, []).append(one.contact)
    return [
        Door(*shown[key], tuple(doors[key]), rear=key[2])
        for key in sorted(doors, key=lambda door: (_natural(door[0]), door[2], _natural(door[1])))
    ]


def _natural(text: str) -> tuple[int, str, str]:
    """Numbers by their size before words: 2, 2b, 14, rose cottage."""
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if not digits:
        return (1 << 30 if text else 0, text, "")
    return (int(digits), text[len(digits) :], digits)
