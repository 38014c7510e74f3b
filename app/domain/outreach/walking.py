"""The order of a walk: street by street, one side and then the other, door by door."""

from __future__ import annotations

import string
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

_SIDES: tuple[Side, ...] = ("odd", "even", "named", "unknown")


@dataclass(frozen=True)
class Door:
    """One door and whom to visit behind it; `number` is the house's number or its name."""

    number: str
    flat: str
    contacts: tuple[Contact, ...]


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

    @property
    def side(self) -> Side:
        if not self.place.street:
            return "unknown"
        if not self.place.number.isdecimal():
            return "named"
        return "odd" if int(self.place.number) % 2 else "even"


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
    place = reader.read(", ".join(contact.address.lines))
    street = string.capwords(place.street)
    return _At(contact, place, street, normalise(contact.address.postcode))


def _street(one: _At) -> tuple[bool, str]:
    """A street is the same within a postcode's district; without one, everybody is elsewhere."""
    outward = one.postcode.rpartition(" ")[0] or one.place.town
    return (not one.place.street, f"{one.place.street}|{outward}" if one.place.street else "")


def _doors(found: Sequence[_At]) -> list[Door]:
    """The doors upwards, flats of a house together."""
    doors: dict[tuple[str, str], list[Contact]] = {}
    shown: dict[tuple[str, str], tuple[str, str]] = {}
    for one in found:
        place = one.place
        number = place.number
        if one.side == "unknown":
            number = ", ".join(one.contact.address.lines[:2])
        elif one.side == "named":
            number = string.capwords(place.number)
        key = (number.casefold(), place.flat)
        shown.setdefault(key, (number, place.flat.upper()))
        doors.setdefault(key, []).append(one.contact)
    return [
        Door(*shown[key], tuple(doors[key]))
        for key in sorted(doors, key=lambda door: (_natural(door[0]), _natural(door[1])))
    ]


def _natural(text: str) -> tuple[int, str, str]:
    """Numbers by their size before words: 2, 2b, 14, rose cottage."""
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if not digits:
        return (1 << 30 if text else 0, text, "")
    return (int(digits), text[len(digits) :], digits)
