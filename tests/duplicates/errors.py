"""What goes wrong when somebody signs again: spelling, order, script, address and keying."""

from __future__ import annotations

import random

from app.intake import name_data
from tests.duplicates import words
from tests.duplicates.people import Known

_KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


def typo(text: str, chance: random.Random) -> str:
    """One slip of the keys: a character left out, doubled, swapped or a neighbour's."""
    if len(text) < 3:
        return text
    at = chance.randrange(1, len(text))
    kind = chance.randrange(5)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    near = _neighbour(text[at].lower(), chance)
    return text[:at] + near + text[at + (kind == 3) :]


def _neighbour(key: str, chance: random.Random) -> str:
    for row in _KEYS:
        if key in row:
            at = row.index(key)
            return chance.choice([row[max(at - 1, 0)], row[min(at + 1, len(row) - 1)]])
    return chance.choice("0123456789") if key.isdigit() else "e"


def careful_name(person: Known, chance: random.Random) -> str:
    """A name as its bearer usually writes it."""
    if person.korean:
        form = chance.random()
        hangul = person.family + "".join(person.given)
        if form < 0.3:
            return hangul
        latin = _romanised(person.spelling, chance)
        return f"{hangul} {latin}" if form < 0.45 else latin
    return " ".join([*person.given[: 1 + (chance.random() < 0.4)], person.family])


def _romanised(spelling: tuple[str, ...], chance: random.Random) -> str:
    family, first, second = spelling
    given = chance.choice(
        [
            f"{first}-{second}",
            f"{first}{second}",
            f"{first} {second}",
            f"{first.title()} {second.title()}",
        ]
    )
    given = given[0].upper() + given[1:]
    return f"{family} {given}" if chance.random() < 0.5 else f"{given} {family}"


def name(person: Known, chance: random.Random) -> str:
    """The same name on another day."""
    if person.korean:
        return _korean(person, chance)
    given, family = person.given[0], person.family
    kind = chance.random()
    if kind < 0.22:
        given = _short(given, chance)
    elif kind < 0.36:
        given = given[0] + chance.choice(["", "."])
    elif kind < 0.54:
        given = typo(given, chance)
    if chance.random() < 0.2:
        family = typo(family, chance)
    if chance.random() < 0.03:
        family = f"{family}-{chance.choice(words.FAMILY)}"
    middle = (
        [person.given[1] if chance.random() < 0.5 else person.given[1][0]]
        if len(person.given) > 1 and chance.random() < 0.4
        else []
    )
    parts = [given, *middle, family]
    if chance.random() < 0.08:
        parts = [family + chance.choice(["", ","]), given]
    if chance.random() < 0.08:
        parts.insert(0, chance.choice(["Mr", "Mrs", "Ms", "Dr"]))
    text = " ".join(parts)
    return chance.choices([text, text.lower(), text.upper()], [0.85, 0.1, 0.05])[0]


def _short(given: str, chance: random.Random) -> str:
    groups = [group for group in name_data.names().alike if given.lower() in group]
    others = [one for group in groups for one in group if one != given.lower()]
    return chance.choice(others).title() if others else typo(given, chance)


def _korean(person: Known, chance: random.Random) -> str:
    family = person.family
    if chance.random() < 0.12:
        family = words.NORTHERN.get(family, family)
    hangul = family + "".join(person.given)
    if chance.random() < 0.04:
        hangul = family + person.given[0] + chance.choice(list(words.SYLLABLES))
    form = chance.random()
    if form < 0.3:
        return hangul if chance.random() < 0.85 else f"{hangul[0]} {hangul[1:]}"
    spelling = person.spelling
    if chance.random() < 0.6:
        spelling = (
            chance.choice(words.KOREAN_FAMILY[person.family][1].split()),
            *(chance.choice(words.SYLLABLES[one].split()) for one in person.given),
        )
    if chance.random() < 0.1:
        return f"{spelling[1][0].upper()} {spelling[2][0].upper()} {spelling[0]}"
    if chance.random() < 0.15:
        at = chance.randrange(1, 3)
        spelling = tuple(
            typo(one, chance) if place == at else one for place, one in enumerate(spelling)
        )
    latin = _romanised(spelling, chance)
    return f"{hangul} {latin}" if form > 0.9 else latin


def address(person: Known, chance: random.Random, *, errors: float) -> str:
    """An address in one of the forms it is written in, with slips by `errors`."""
    street, kind, number, flat = person.street, person.kind, str(person.number), person.flat
    if chance.random() < 0.45:
        kind = chance.choice(words.KINDS[kind].split())
    if chance.random() < 0.18 * errors:
        street = typo(street, chance)
    if chance.random() < 0.05 * errors:
        number = _digits(number, chance)
    if chance.random() < 0.03 * errors:
        return ""
    if chance.random() < 0.04 * errors:
        number = flat = ""
    if flat and chance.random() < 0.15 * errors:
        flat = ""
    line = f"{_house(number, flat, chance)} {street} {kind}".strip()
    town = person.town if chance.random() > 0.2 + 0.2 * errors else ""
    if town and chance.random() < 0.08 * errors:
        town = typo(town, chance)
    return f"{line}{chance.choice([', ', ', ', ' '])}{town}" if town else line


def _house(number: str, flat: str, chance: random.Random) -> str:
    if not flat:
        return number + chance.choice(["", "", ","])
    if flat.isdigit():
        return chance.choice(
            [
                f"Flat {flat}, {number}",
                f"{flat}/{number}",
                f"Flat {flat} {number}",
                f"{number} Flat {flat}",
            ]
        )
    return chance.choice(
        [f"Flat {flat}, {number}", f"{number}{flat}", f"{number}{flat.lower()}", f"{number} {flat}"]
    )


def _digits(number: str, chance: random.Random) -> str:
    kind = chance.randrange(3)
    if kind == 0 and len(number) > 1:
        return number[::-1] if len(number) == 2 else number[0] + number[2] + number[1]
    if kind == 1 and len(number) > 1:
        return number[:-1]
    return number + chance.choice("0123456789")


def postcode(written: str, chance: random.Random) -> str:
    """A postcode as it may be written or keyed; one in sixteen is not there."""
    kind = chance.random()
    if kind < 0.06:
        return ""
    if kind < 0.12:
        return typo(written, chance).upper()
    if kind < 0.16:
        return written[:-2] + written[-1] + written[-2]
    return chance.choices([written, written.replace(" ", ""), written.lower()], [0.8, 0.1, 0.1])[0]


def phone(written: str, chance: random.Random) -> str:
    """A number in another form, another number, or none."""
    kind = chance.random()
    if not written or kind < 0.45:
        return ""
    if kind < 0.55:
        return f"07700 9{chance.randint(0, 99999):05d}"
    if kind < 0.7:
        return "+44 " + written[1:]
    return typo(written, chance) if kind < 0.75 else written


def email(written: str, chance: random.Random) -> str:
    """The same address, another or none."""
    kind = chance.random()
    if not written or kind < 0.4:
        return ""
    if kind < 0.5:
        return f"{written[0]}{chance.randint(100, 999)}@work.example"
    return typo(written, chance) if kind < 0.57 else written
