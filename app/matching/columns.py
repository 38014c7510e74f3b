"""People as columns of whole numbers: one number a value, 0 for nothing, so that C can compare."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.domain import korean
from app.domain.duplicates.people import NOTHING, NameReader, Part
from app.domain.duplicates.person import Person
from app.domain.duplicates.places import PlaceReader, code
from app.matching.sound import sound

Numbers = NDArray[np.int32]

_NOT_DIGITS = re.compile(r"\D+")
_TAGGED = re.compile(r"\+[^@]*(?=@)")
_PHONE_END = 9
_SOUND = {one: ord(sound) for sound, some in {"K": "gk", "T": "dt", "P": "bp", "C": "jcz",
          "S": "s", "R": "rl", "M": "m", "N": "n", "H": "h"}.items() for one in some}  # fmt: skip
_CLASSES = str.maketrans("gcqdbljzwyv", "kkktprccuup")


class Values:
    """The different values of a column, and their numbers."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {"": 0}

    def of(self, value: str) -> int:
        """The number of a value, a new one where it is new."""
        return self.number.setdefault(value, len(self.number))

    @property
    def listed(self) -> list[str]:
        """The values by their numbers."""
        return list(self.number)


@dataclass
class Column:
    """One field of all people: the number of each one's value, and the values."""

    at: Numbers
    values: list[str]
    _stems: Numbers | None = None

    def counts(self) -> NDArray[np.int64]:
        """How many people have each value."""
        return np.bincount(self.at, minlength=len(self.values))

    def stems(self) -> Numbers:
        """For each value the number of its words but the last, 0 where that is too little."""
        if self._stems is None:
            seen = Values()
            begins = (value.rpartition(" ")[0] for value in self.values)
            listed = [seen.of(begin if len(begin) >= _STEM else "") for begin in begins]
            self._stems = np.array(listed, np.int32)
        return self._stems


@dataclass
class Parts:
    """The different parts of names, with what is compared of them."""

    listed: list[Part]
    letters: list[str]
    sound: Numbers
    skeleton: Numbers
    skeletons: list[str]
    syllables: Numbers
    last: Numbers
    hangul: Numbers
    jamo: list[str]
    first: Numbers
    kind: Numbers
    length: Numbers
    counts: NDArray[np.int64]
    share: NDArray[np.float64]

    def keys(self) -> list[str]:
        """Under what each part is counted with all that sound like it."""
        return [
            f"={self.skeletons[at]}" if kind and self.skeleton[at] else self.letters[at]
            for at, kind in enumerate(self.kind)
        ]


@dataclass
class Common:
    """How often values occur among `size` people: letters and sounds of names, and fields."""

    size: int
    names: Mapping[str, int]
    sounds: Mapping[str, int]
    fields: Mapping[str, Mapping[str, int]]


@dataclass
class Columns:
    """All people to be compared; names are numbers of `parts`.

    `second` and `second_family` are the names as they read in the other order; `generation` is
    a part too, as “junior”.
    """

    ids: list[str]
    given: Numbers
    family: Numbers
    middle: Numbers
    second: Numbers
    second_family: Numbers
    generation: Numbers
    parts: Parts
    fields: dict[str, Column]

    def __len__(self) -> int:
        return len(self.ids)

    def mixed(self) -> NDArray[np.int64]:
        """A number for each person made of what is known, by which to draw: no order counts."""
        sums = _checked(self.parts.letters)
        made = sums[self.given] * 3 + sums[self.family] * 5
        for at, column in enumerate(self.fields.values()):
            made += _checked(column.values)[column.at] * (2 * at + 7)
        return made % 1_000_003


COUNTED = ("postcode", "street", "number", "town")
_NAMES = 6
_STEM = 5
FIELDS = ("number", "flat", "street", "town", "postcode", "outward", "phone", "email", "born")


def columns_of(people: Iterable[Person], names: NameReader, places: PlaceReader) -> Columns:
    """Reads names and addresses, and numbers all values."""
    part_at: dict[Part, int] = {NOTHING: 0}
    name_at: dict[str, tuple[int, ...]] = {}
    place_at: dict[str, tuple[int, int, int, int]] = {}
    code_at: dict[str, tuple[int, int]] = {}
    values = {name: Values() for name in FIELDS}
    ids: list[str] = []
    flat = array("i")  # numbers alone: a hundred thousand tuples would keep the collector busy
    for person in people:
        ids.append(person.id)
        name = name_at.get(person.name)
        if name is None:
            read = names.read(person.name)
            name = name_at[person.name] = tuple(
                part_at.setdefault(part, len(part_at))
                for part in (*read[:3], *read.second, Part(read.generation))
            )
        place = place_at.get(person.address)
        if place is None:
            place = place_at[person.address] = _place(person.address, places, values)
        postal = code_at.get(person.postcode)
        if postal is None:
            postal = code_at[person.postcode] = _postal(person.postcode, values)
        flat.extend((*name, *place, *postal, *_contacts(person, values)))
    table = np.array(flat, np.int32).reshape(-1, _NAMES + len(FIELDS)).T.copy()
    fields = {
        field: Column(table[_NAMES + at], values[field].listed) for at, field in enumerate(FIELDS)
    }
    parts = _parts(list(part_at), table[:2], names)
    given, family, middle, second, second_family, generation = table[:_NAMES]
    return Columns(
        ids, given, family, middle, second, second_family, generation, parts, fields
    )  # fmt: skip


def counted(columns: Columns) -> Common:
    """How often each value occurs in these columns."""
    parts = columns.parts
    names: Counter[str] = Counter()
    sounds: Counter[str] = Counter()
    for letters, key, number in zip(parts.letters, parts.keys(), parts.counts, strict=True):
        names[letters] += int(number)
        sounds[key] += int(number)
    fields = {
        name: dict(zip(column.values, map(int, column.counts()), strict=True))
        for name, column in columns.fields.items()
    }
    return Common(len(columns), names, sounds, fields)


def commonest(common: Common, least: int, most: int) -> Common:
    """Only what many share: at least so many people, and at most so many values a field."""

    def cut(counts: Mapping[str, int]) -> dict[str, int]:
        listed = sorted(counts.items(), key=lambda one: -one[1])[:most]
        return {value: number for value, number in listed if number >= least and value}

    shared = {name: cut(common.fields[name]) for name in COUNTED}
    return Common(common.size, cut(common.names), cut(common.sounds), shared)


def _checked(values: Sequence[str]) -> NDArray[np.int64]:
    return np.array([crc32(value.encode()) for value in values], np.int64)


def _place(
    written: str, places: PlaceReader, values: dict[str, Values]
) -> tuple[int, int, int, int]:
    place = places.read(written)
    return (
        values["number"].of(place.number),
        values["flat"].of(place.flat),
        values["street"].of(place.street),
        values["town"].of(place.town),
    )


def _postal(written: str, values: dict[str, Values]) -> tuple[int, int]:
    text = code(written)
    outward = text[:-3] if len(text) > 4 else text[:2]
    return values["postcode"].of(text), values["outward"].of(outward)


def _contacts(person: Person, values: dict[str, Values]) -> tuple[int, int, int]:
    if not (person.phone or person.email or person.born):
        return (0, 0, 0)
    phone = _NOT_DIGITS.sub("", person.phone)[-_PHONE_END:] if person.phone else ""
    email = _TAGGED.sub("", person.email.strip().lower()) if person.email else ""
    born = _NOT_DIGITS.sub("", person.born) if person.born else ""
    return values["phone"].of(phone), values["email"].of(email), values["born"].of(born)


def _parts(listed: Sequence[Part], used: NDArray[np.int32], names: NameReader) -> Parts:
    letters = [part.letters for part in listed]
    skeletons, sounds, hangul = Values(), Values(), Values()
    loose = [part.sounds or korean.loosely(part.latin) for part in listed]
    skeleton = [skeletons.of(part.sounds.skeleton if part.sounds else "") for part in listed]
    heard = [
        sounds.of(f"={part.sounds.skeleton}" if part.sounds else sound(text))
        for part, text in zip(listed, letters, strict=True)
    ]
    kind = [bool(part.hangul) * 2 + part.korean for part in listed]
    counts = np.bincount(used.ravel(), minlength=len(listed))
    return Parts(
        list(listed),
        letters,
        np.array(heard, np.int32),
        np.array(skeleton, np.int32),
        [one.skeleton if one else "" for one in loose],
        np.array([len(part.sounds.vowels) if part.sounds else 0 for part in listed], np.int32),
        np.array([_last(one.skeleton if one else "") for one in loose], np.int32),
        np.array([hangul.of(part.hangul) for part in listed], np.int32),
        [unicodedata.normalize("NFD", part.hangul) for part in listed],
        np.array([_first(text) for text in letters], np.int32),
        np.array(kind, np.int32),
        np.array([len(text) for text in letters], np.int32),
        counts,
        np.array([_share(part, names) for part in listed]),
    )


def _first(letters: str) -> int:
    """The first letter, and its class for Korean names: g and k begin one name."""
    if not letters:
        return 0
    return ord(letters[0]) * 256 + ord(letters[0].translate(_CLASSES))


def _last(skeleton: str) -> int:
    """The class of the sound that the last syllable begins with; 1 for a vowel."""
    at = max((at for at, one in enumerate(skeleton) if one.islower()), default=0)
    return ord(skeleton[at - 1]) if at and skeleton[at - 1].isupper() else 1


def sound_class(letter: int) -> int:
    """The class that a name with this first letter (a character's number) begins with."""
    return _SOUND.get(chr(letter), 1)


def _share(part: Part, names: NameReader) -> float:
    """How common a name is beforehand, as a share of all people."""
    data = names.data
    return max(
        data.common.get(part.latin, 0.001),
        data.families.get(part.latin, 0.0) / 4,
        data.families.get(part.hangul, 0.0) / 4,
    )
