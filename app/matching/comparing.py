"""Compares people by all fields: a level for each comparison, and how rare what agrees is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from app.domain.duplicates.people import NameData
from app.domain.duplicates.weights import BY_FREQUENCY, LEVELS, Weights
from app.matching.columns import Column, Columns, Common, Numbers, counted
from app.matching.names import (
    ALIKE,
    DIFFERENT,
    MISSING,
    OTHER_INITIAL,
    Levels,
    NameComparer,
    NameLevels,
    PartComparer,
    alike_pairs,
    each_once,
    known,
)

Bits = NDArray[np.float32]
Flags = NDArray[np.bool_]

_NOT_TWICE = 3.0
"""Bits: a household seldom gives two of its people one name."""

_WHOLE = 5
_BACKGROUND = 500
"""How many people of the wide world the counts of a small petition are mixed with."""


_SHARES = {"postcode": 0.0005, "street": 0.001, "number": 0.01, "town": 0.01}
"""How common a value is where nothing is known of it, as a share of all people."""


@dataclass
class Compared:
    """The levels of pairs; `rarity` has the bits a first level earns besides its m.

    `home` says for each comparison whether the pair is compared as neighbours are; `crowd` is
    how many others sign at the place, and `chance` how likely strangers share the number.
    """

    levels: dict[str, Levels]
    rarity: dict[str, Bits]
    home: dict[str, Flags]
    crowd: Bits
    chance: Bits


class Comparer:
    """Compares pairs of people of one set of columns."""

    def __init__(
        self, columns: Columns, data: NameData, weights: Weights, common: Common | None = None
    ) -> None:
        self._columns = columns
        self.size = common.size if common else len(columns)
        counts = _here(common, columns) if common else counted(columns)
        parts = columns.parts
        beside = _BACKGROUND * parts.share
        rarity = _rarity(_known(counts.names, parts.letters) - 1 + beside, self.size)
        alike = _rarity(_known(counts.sounds, parts.keys()) - 1 + beside, self.size)
        self._names = NameComparer(
            columns,
            PartComparer(parts, alike_pairs(parts, data.alike), known(parts, data.known)),
            rarity,
            alike,
            [_bits(weights, name)[0] for name in ("given", "family")],
        )
        self._rarity = {
            name: _rarity(
                _known(counts.fields[name], columns.fields[name].values) - 1 + _BACKGROUND * share,
                self.size,
            )
            for name, share in _SHARES.items()
        }
        self._others = {
            name: np.maximum(_known(counts.fields[name], columns.fields[name].values) - 1, 0.5)
            for name in ("postcode", "street")
        }

    def names(self, one: Numbers, other: Numbers) -> NameLevels:
        """The levels of each pair's names."""
        return self._names.levels(one, other)

    def hopeless(self, names: NameLevels, one: Numbers, other: Numbers) -> Flags:
        """Pairs of two quite different names, that no telephone, email or birthday joins."""
        made: Flags = (names.given == DIFFERENT) & (names.family == DIFFERENT)
        made |= (names.given == DIFFERENT) & (names.family == ALIKE)
        made |= (names.given == OTHER_INITIAL) & (names.family >= ALIKE)
        for field in ("phone", "email", "born"):
            at = self._columns.fields[field].at
            made &= (at[one] != at[other]) | (at[one] == 0)
        return made

    def compare(self, one: Numbers, other: Numbers, names: NameLevels | None = None) -> Compared:
        """The levels of each pair; `names` where those are known already."""
        fields = self._columns.fields
        names = names or self.names(one, other)
        levels = {
            "given": names.given,
            "family": names.family,
            "order": names.order,
            "middle": names.middle,
            "postcode": _postcodes(fields["postcode"], fields["outward"], one, other),
            "street": _texts(fields["street"], one, other, 0.88),
            "number": _numbers(fields["number"], fields["flat"], one, other),
            "town": _texts(fields["town"], one, other, 0.85),
            "phone": _steps(fields["phone"], one, other, 1),
            "email": _steps(fields["email"], one, other, 2),
            "born": _born(fields["born"], one, other),
        }
        rarity = {"given": names.given_rarity, "family": names.family_rarity}
        for name, bits in self._rarity.items():
            rarity[name] = np.where(levels[name] == 0, bits[fields[name].at[one]], 0)
        postcode, street = (
            np.minimum(
                self._others[name][fields[name].at[one]], self._others[name][fields[name].at[other]]
            )
            for name in ("postcode", "street")
        )
        crowd = np.where(levels["postcode"] == 0, postcode, street)
        chance = np.exp2(-self._rarity["number"][fields["number"].at[one]])
        return Compared(levels, rarity, _home(levels), crowd, chance)


def _here(common: Common, columns: Columns) -> Common:
    """What is common anywhere or among these few."""
    fields = {
        name: {
            value: max(number, common.fields[name].get(value, 1)) for value, number in few.items()
        }
        for name, few in counted(columns).fields.items()
        if name in _SHARES
    }
    return Common(common.size, common.names, common.sounds, fields)


def _known(counts: Mapping[str, int], values: Sequence[str]) -> NDArray[np.float64]:
    return np.array([counts.get(value, 1) for value in values], np.float64)


def _rarity(counts: NDArray[np.float64], size: int) -> Bits:
    return -np.log2(np.maximum(counts, 0.5) / (size + _BACKGROUND)).astype(np.float32)


def _home(levels: Mapping[str, Levels]) -> dict[str, Flags]:
    """Where a pair is compared as neighbours: at one postcode, or of one household."""
    postcode, street, number = levels["postcode"], levels["street"], levels["number"]
    same_street = (street == 0) | (street == 1)
    place = ((postcode == 0) & (street <= 1)) | (same_street & (postcode <= 2))
    house = place & (number <= 1)
    street_known = (postcode == 0) | ((postcode == 1) & same_street)
    by_name = dict.fromkeys(LEVELS, house)
    return by_name | {
        "given": house & (levels["family"] < DIFFERENT),
        "postcode": np.zeros(len(postcode), bool),
        "street": street_known,
        "number": place,
        "town": place,
    }


def _bits(weights: Weights, name: str) -> tuple[list[float], list[float]]:
    """The weight of each level, elsewhere and among neighbours; frequency comes on top.

    At home what agrees is expected to, however rare it is elsewhere.
    """
    one = weights.comparisons[name]
    away, home = one.bits(home=False), one.bits(home=True)
    if name in BY_FREQUENCY:
        away[0] = float(np.log2(one.m[0]))
        if name in {"given", "family"}:
            away[1] = float(np.log2(one.m[1]))
    if name == "number":
        home[0] = away[0]
    if name == "given":
        home[:2] = [bits + _NOT_TWICE for bits in away[:2]]
    return away, home


def score(compared: Compared, weights: Weights, size: int) -> Bits:
    """How many bits speak for one person; probability is 1 / (1 + 2 ** -bits)."""
    first = next(iter(compared.levels.values()))
    total = np.full(len(first), np.log2(weights.partners / (size + _BACKGROUND)), np.float32)
    house = np.minimum(weights.household / compared.crowd + compared.chance, 0.9)
    at_house = compared.home["number"] & (compared.levels["number"] == 0)
    total -= np.where(at_house, np.log2(house), 0)
    for name, levels in compared.levels.items():
        away, home = (np.array([*bits, 0.0], np.float32) for bits in _bits(weights, name))
        at_home = compared.home[name]
        total += np.where(at_home, home[levels], away[levels])
        rare = compared.rarity.get(name)
        if rare is not None:
            total += rare if name == "given" else np.where(at_home, 0, rare)
    return total


def probability(bits: Bits) -> NDArray[np.float64]:
    """The probability that so many bits stand for."""
    return 1 / (1 + np.exp2(-np.clip(bits.astype(np.float64), -60, 60)))


def _codes(column: Column, one: Numbers, other: Numbers) -> tuple[Levels, NDArray[np.int64]]:
    """Levels with same and missing told, and the places of the pairs that differ."""
    a, b = column.at[one], column.at[other]
    made = np.full(len(one), MISSING, np.int8)
    made[(a == b) & (a > 0)] = 0
    return made, np.flatnonzero((a != b) & (a > 0) & (b > 0))


def _texts(column: Column, one: Numbers, other: Numbers, near: float) -> Levels:
    """Same, close (misspelt, or another kind of street) or different."""
    made, apart = _codes(column, one, other)
    stems = column.stems()

    def compare(low: Numbers, high: Numbers) -> Levels:
        first = [column.values[at] for at in low]
        second = [column.values[at] for at in high]
        like = np.asarray(cpdist(first, second, scorer=JaroWinkler.normalized_similarity))
        close = like >= near
        doubt = np.flatnonzero(close)
        steps = np.asarray(
            cpdist(
                [first[at] for at in doubt],
                [second[at] for at in doubt],
                scorer=OSA.normalized_similarity,
            )
        )
        close[doubt] = steps + 0.12 >= near
        close |= (stems[low] == stems[high]) & (stems[low] > 0)
        return np.where(close, 1, 2).astype(np.int8)

    if len(apart):
        made[apart] = each_once(column.at[one[apart]], column.at[other[apart]], compare)
    return made


def _steps(column: Column, one: Numbers, other: Numbers, most: int) -> Levels:
    """Same, close (a few characters typed wrong) or different."""
    made, apart = _codes(column, one, other)

    def compare(low: Numbers, high: Numbers) -> Levels:
        first = [column.values[at] for at in low]
        second = [column.values[at] for at in high]
        steps = np.asarray(cpdist(first, second, scorer=OSA.distance))
        return np.where(steps <= most, 1, 2).astype(np.int8)

    if len(apart):
        made[apart] = each_once(column.at[one[apart]], column.at[other[apart]], compare)
    return made


def _postcodes(column: Column, outward: Column, one: Numbers, other: Numbers) -> Levels:
    """Same, close (a character wrong or two swapped), of one area, or different."""
    made = _steps(column, one, other, 1)
    made[made == 2] = 3
    close = np.flatnonzero(made == 1)
    short = [len(column.values[at]) < _WHOLE for at in column.at[one[close]]]
    made[close[short]] = 2  # of four digits a wrong one is as good as another code
    area = (made == 3) & (outward.at[one] == outward.at[other])
    made[area] = 2
    return made


def _numbers(column: Column, flats: Column, one: Numbers, other: Numbers) -> Levels:
    """House numbers with their flats; “2/14” and “14/2” are close."""
    made, apart = _codes(column, one, other)
    flat, other_flat = flats.at[one], flats.at[other]
    same = made == 0
    made[same & (flat != other_flat)] = 2
    made[same & (flat != other_flat) & ((flat == 0) | (other_flat == 0))] = 1

    def compare(low: Numbers, high: Numbers) -> Levels:
        first = [column.values[at] for at in low]
        second = [column.values[at] for at in high]
        steps = np.asarray(cpdist(first, second, scorer=OSA.distance))
        longer = np.array(
            [max(len(a), len(b)) for a, b in zip(first, second, strict=True)], np.int32
        )
        return np.where((steps == 1) & (longer > 1), 3, 4).astype(np.int8)

    if len(apart):
        made[apart] = each_once(column.at[one[apart]], column.at[other[apart]], compare)
    return made


def _born(column: Column, one: Numbers, other: Numbers) -> Levels:
    """Same day, close (one digit, two swapped, or day and month), one year, or different."""
    made, apart = _codes(column, one, other)

    def compare(low: Numbers, high: Numbers) -> Levels:
        first = [column.values[at] for at in low]
        second = [column.values[at] for at in high]
        steps = np.asarray(cpdist(first, second, scorer=OSA.distance))
        pairs = list(zip(first, second, strict=True))
        turned = np.array([a == b[:4] + b[6:8] + b[4:6] for a, b in pairs])
        year = np.array([a[:4] == b[:4] for a, b in pairs])
        return np.where((steps == 1) | turned, 1, np.where(year, 2, 3)).astype(np.int8)

    if len(apart):
        made[apart] = each_once(column.at[one[apart]], column.at[other[apart]], compare)
    return made
