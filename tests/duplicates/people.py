"""Invented people of Britain and Korea who sign twice, with heavy errors, and who is who.

As many are of one household as families are on a sheet: couples, children and siblings
who share a syllable. The same seed gives the same people.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.duplicates.person import Person
from tests.duplicates import words


@dataclass(frozen=True)
class Known:
    """One person as they are: the truth that a row is written from."""

    korean: bool
    given: tuple[str, ...]
    family: str
    number: int
    flat: str
    street: str
    kind: str
    town: str
    postcode: str
    phone: str
    email: str
    spelling: tuple[str, ...] = ()
    """How a Korean spells family name and syllables when writing carefully."""


@dataclass(frozen=True)
class Labelled:
    """Rows to be compared; `owner` says whose each one (by its id) is."""

    rows: list[Person]
    owner: dict[str, int]

    def pairs(self) -> set[tuple[str, str]]:
        """The true pairs of ids, the earlier row first."""
        place = {row.id: at for at, row in enumerate(self.rows)}
        by_owner: dict[int, list[str]] = {}
        for row in self.rows:
            by_owner.setdefault(self.owner[row.id], []).append(row.id)
        return {
            (one, other)
            for ids in by_owner.values()
            for one in ids
            for other in ids
            if place[one] < place[other]
        }


def make(number: int, seed: int) -> Labelled:
    """`number` rows: four fifths of different people, one in eight of another's household."""
    chance = random.Random(seed)
    people = _originals(number * 4 // 5, chance)
    rows = [(at, _written(one, chance, careful=True)) for at, one in enumerate(people)]
    often: dict[int, int] = {}
    while len(rows) < number:
        at = chance.randrange(len(people))
        if often.get(at, 0) < 4:
            often[at] = often.get(at, 0) + 1
            rows.append((at, _written(people[at], chance, careful=False)))
    chance.shuffle(rows)
    made = [row._replace(id=f"r{at}") for at, (_, row) in enumerate(rows)]
    return Labelled(made, {f"r{at}": owner for at, (owner, _) in enumerate(rows)})


def _originals(number: int, chance: random.Random) -> list[Known]:
    places = _places(max(number // 50, 20), chance)
    families = _families(chance)
    made: list[Known] = []
    for _ in range(number):
        if made and chance.random() < 1 / 8:
            made.append(_relative(chance.choice(made), families, chance))
        else:
            made.append(_stranger(places, families, chance))
    return made


def _places(number: int, chance: random.Random) -> list[tuple[str, str, str, str]]:
    """Streets with kind, town and a postcode; long streets have several."""
    made = []
    for _ in range(number):
        name = chance.choice(words.STREET_STEMS)
        tail = chance.choice(words.STREET_TAILS)
        street, kind = f"{name} {tail}".strip(), chance.choice(list(words.KINDS))
        district = chance.choice(list(words.TOWNS))
        for _ in range(chance.randint(1, 3)):
            letters = "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
            made.append(
                (street, kind, words.TOWNS[district], f"{district} {chance.randint(1, 9)}{letters}")
            )
    return made


def _families(chance: random.Random) -> list[str]:
    """The common family names first, then rarer ones that are made up."""
    rare = [f"{stem}{end}" for stem in words.STEMS for end in words.ENDS]
    chance.shuffle(rare)
    return words.FAMILY + rare


def _zipf(values: Sequence[str], chance: random.Random) -> str:
    """A value, the earlier ones oftener, as names are."""
    return values[int(len(values) * chance.random() ** 2)]


def _stranger(
    places: list[tuple[str, str, str, str]], families: list[str], chance: random.Random
) -> Known:
    street, kind, town, postcode = chance.choice(places)
    flat = ""
    if chance.random() < 0.15:
        flat = chance.choice(["1", "2", "3", "4", "5", "A", "B", "C"])
    if chance.random() < 0.45:
        korean = list(words.KOREAN_FAMILY)
        weights = [words.KOREAN_FAMILY[name][0] for name in korean]
        family = chance.choices(korean, weights)[0]
        given = tuple(chance.sample(list(words.SYLLABLES), 2))
    else:
        family = _zipf(families, chance)
        given = (_zipf(words.GIVEN, chance),)
        if chance.random() < 0.3:
            given += (_zipf(words.GIVEN, chance),)
    number = min(int(chance.expovariate(1 / 40)) + 1, 240)
    new = Known(
        len(given[0]) == 1, given, family, number, flat, street, kind, town, postcode, "", ""
    )
    return _reachable(_spelt(new, chance), chance)


def _spelt(person: Known, chance: random.Random) -> Known:
    if not person.korean:
        return person
    spelling = (
        chance.choice(words.KOREAN_FAMILY[person.family][1].split()),
        *(chance.choice(words.SYLLABLES[one].split()) for one in person.given),
    )
    return replace(person, spelling=spelling)


def _reachable(person: Known, chance: random.Random) -> Known:
    phone = email = ""
    if chance.random() < 0.4:
        phone = f"07700 9{chance.randint(0, 99999):05d}"
    if chance.random() < 0.5:
        name = "".join(person.spelling[1:]) or person.given[0]
        family = person.spelling[0] if person.spelling else person.family
        tail = chance.choice(["", str(chance.randint(1, 99)), str(chance.randint(1950, 2008))])
        dot = chance.choice([".", "", "_"])
        whole = chance.choice(
            [f"{name}{dot}{family}", f"{name[0]}{dot}{family}", f"{family}{name}"]
        )
        host = chance.choice(["post.example", "mail.example", "inbox.example"])
        email = f"{whole}{tail}@{host}".lower().replace("'", "")
    return replace(person, phone=phone, email=email)


def _relative(person: Known, families: list[str], chance: random.Random) -> Known:
    """Somebody at the same address: wife or husband, child, sibling, or who shares the house."""
    kind = chance.random()
    family, given = person.family, person.given
    while given[0] == person.given[0] and given[-1] == person.given[-1]:
        if person.korean:
            given = tuple(chance.sample(list(words.SYLLABLES), 2))
            if kind < 0.5:
                given = (
                    (person.given[0], given[1])
                    if chance.random() < 0.7
                    else (given[0], person.given[1])
                )
        else:
            given = (chance.choice([one for one in words.GIVEN if one not in person.given]),)
    if kind > 0.85 or (person.korean and kind > 0.5):
        other = list(words.KOREAN_FAMILY) if person.korean else families
        family = chance.choice(other)
    new = replace(person, given=given, family=family, email="", phone="")
    new = _reachable(_spelt(new, chance), chance)
    if family == person.family and new.spelling:
        new = replace(new, spelling=(person.spelling[0], *new.spelling[1:]))
    if person.phone and chance.random() < 0.1:
        new = replace(new, phone=person.phone)
    return new


def _written(person: Known, chance: random.Random, *, careful: bool) -> Person:
    from tests.duplicates import errors

    if careful:
        return Person(
            "",
            errors.careful_name(person, chance),
            errors.address(person, chance, errors=0.15),
            person.postcode,
            person.phone if chance.random() < 0.6 else "",
            person.email if chance.random() < 0.7 else "",
        )
    return Person(
        "",
        errors.name(person, chance),
        errors.address(person, chance, errors=1.0),
        errors.postcode(person.postcode, chance),
        errors.phone(person.phone, chance),
        errors.email(person.email, chance),
    )
