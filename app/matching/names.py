"""Compares names, pair of parts by pair of parts, each different pair once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Hamming, JaroWinkler
from rapidfuzz.process import cpdist

from app.domain.duplicates.weights import LEVELS
from app.matching.columns import Columns, Numbers, Parts, sound_class

Levels = NDArray[np.int8]

MISSING = -1
SAME, FORM, CLOSE, ALIKE, INITIAL, OTHER_INITIAL, DIFFERENT = range(len(LEVELS["given"]))
_RARE = 0.001
_COMMON = 5
"""A name that so many bear is hardly a slip of the pen for another."""


def each_once(
    one: Numbers, other: Numbers, compare: Callable[[Numbers, Numbers], NDArray[np.int8]]
) -> Levels:
    """`compare` of each different pair of values, the lesser first, spread over all pairs."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    code = low.astype(np.int64) << 32 | high
    unique, back = np.unique(code, return_inverse=True)
    made = compare((unique >> 32).astype(np.int32), (unique & 0xFFFFFFFF).astype(np.int32))
    return made[back]


@dataclass
class PartComparer:
    """Compares parts of names; `alike` are the pairs of parts that one person goes by.

    `known` says which parts are names of their own.
    """

    parts: Parts
    alike: NDArray[np.int64]
    known: NDArray[np.bool_]

    def levels(self, one: Numbers, other: Numbers) -> Levels:
        """The level of each pair of parts, MISSING where one is not written."""
        made = np.full(len(one), MISSING, np.int8)
        equal = (one == other) & (one > 0)
        made[equal] = np.where(self.parts.length[one[equal]] > 1, SAME, INITIAL)
        apart = np.flatnonzero((one != other) & (one > 0) & (other > 0))
        if len(apart):
            made[apart] = each_once(one[apart], other[apart], self._different)
        return made

    def _different(self, one: Numbers, other: Numbers) -> Levels:
        parts = self.parts
        first = [parts.letters[at] for at in one]
        second = [parts.letters[at] for at in other]
        near = np.asarray(cpdist(first, second, scorer=JaroWinkler.normalized_similarity))
        steps = np.asarray(
            cpdist(first, second, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        )
        shorter = np.minimum(parts.length[one], parts.length[other])
        close = ((steps == 1) & (shorter >= 4)) | ((steps == 2) & (shorter >= 7))
        close |= (near >= 0.93) & (shorter >= 5)
        heard = parts.sound[one] == parts.sound[other]
        alike = (near >= 0.86) | heard | ((steps == 1) & (shorter >= 3))
        both_common = np.minimum(parts.counts[one], parts.counts[other]) >= _COMMON
        both_common |= self.known[one] & self.known[other]
        made = np.full(len(one), DIFFERENT, np.int8)
        made[alike] = ALIKE
        made[close & ~both_common] = CLOSE
        made[close & both_common] = ALIKE
        made[steps == 0] = SAME
        self._initials(made, one, other, shorter)
        code = one.astype(np.int64) << 32 | other
        made[np.isin(code, self.alike)] = FORM
        self._korean(made, one, other, steps)
        return made

    def _initials(self, made: Levels, one: Numbers, other: Numbers, shorter: Numbers) -> None:
        letter = self.parts.first
        korean_one = (self.parts.kind[one] | self.parts.kind[other]) > 0
        single = shorter == 1
        agree = letter[one] // 256 == letter[other] // 256
        agree |= korean_one & (letter[one] % 256 == letter[other] % 256)
        made[single] = OTHER_INITIAL
        made[single & agree] = INITIAL

    def _korean(self, made: Levels, one: Numbers, other: Numbers, steps: NDArray[np.uint8]) -> None:
        """Korean names by their sounds: siblings share a syllable and are close only in letters."""
        parts = self.parts
        kinds = np.minimum(parts.kind[one], parts.kind[other])
        both = (kinds > 0) & (parts.skeleton[one] > 0) & (parts.skeleton[other] > 0)
        one_sound = parts.skeleton[one] == parts.skeleton[other]
        apart = both & ~one_sound & (steps > 0) & (made <= ALIKE)
        made[apart] = np.where(steps[apart] > 1, DIFFERENT, ALIKE)
        self._slips(made, one, other)
        written = (parts.hangul[one] > 0) & (parts.hangul[other] > 0)
        self._hangul(made, one, other, np.flatnonzero(both & written & ~one_sound & (steps > 0)))
        for at in np.flatnonzero(both & one_sound):
            made[at] = _spellings(parts, int(one[at]), int(other[at]))

    def _hangul(self, made: Levels, one: Numbers, other: Numbers, at: NDArray[np.int64]) -> None:
        """Both in Hangul and sounding different: alike where one letter of a syllable differs."""
        parts = self.parts
        same = parts.hangul[one[at]] == parts.hangul[other[at]]
        steps = np.asarray(
            cpdist(
                [parts.jamo[place] for place in one[at]],
                [parts.jamo[place] for place in other[at]],
                scorer=Hamming.distance,
                score_cutoff=2,
            )
        )
        alike = (steps == 1) & (parts.syllables[one[at]] > 1)
        made[at] = np.where(same, SAME, np.where(alike, ALIKE, DIFFERENT))

    def _slips(self, made: Levels, one: Numbers, other: Numbers) -> None:
        """A Korean name against letters that make no two syllables: a key was missed."""
        parts = self.parts
        two = (parts.syllables[one] == 2).astype(int) + (parts.syllables[other] == 2)
        some = (parts.kind[one] | parts.kind[other]) > 0
        at = np.flatnonzero(some & (two == 1) & (made > CLOSE) & (made != INITIAL))
        first = [parts.skeletons[place] for place in one[at]]
        second = [parts.skeletons[place] for place in other[at]]
        steps = np.asarray(cpdist(first, second, scorer=OSA.distance))
        longest = np.array([max(len(a), len(b)) for a, b in zip(first, second, strict=True)])
        made[at[(steps <= 1) & (longest >= 5)]] = CLOSE


def _spellings(parts: Parts, one: int, other: int) -> int:
    """The level of two Korean names of one skeleton."""
    first, second = parts.listed[one], parts.listed[other]
    if first.sounds is None or second.sounds is None:
        return DIFFERENT
    if first.hangul and second.hangul:
        if first.hangul == second.hangul:
            return SAME
        both_ways = first.sounds.vowels == second.sounds.vowels  # 이 and 리 are one name
        return FORM if both_ways else ALIKE if len(first.hangul) > 1 else DIFFERENT
    common = parts.share[one] > _RARE and parts.share[other] > _RARE
    written = first.hangul or second.hangul or common
    if len(first.sounds.vowels) == 1 and not written:
        return ALIKE  # one syllable in Latin letters, as Tom and Dom, need not be Korean
    return FORM if first.sounds.may_be(second.sounds) else ALIKE


def alike_pairs(parts: Parts, groups: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """The pairs of parts, the lesser first, that a group of names has both."""
    at: dict[str, list[int]] = {}
    for number, part in enumerate(parts.listed):
        if part.latin and not part.hangul:
            at.setdefault(part.latin, []).append(number)
    codes: set[int] = set()
    for group in groups:
        here = sorted(number for name in group for number in at.get(name, ()))
        codes.update(one << 32 | other for i, one in enumerate(here) for other in here[i + 1 :])
    return np.array(sorted(codes), np.int64)


def known(parts: Parts, names: frozenset[str]) -> NDArray[np.bool_]:
    """Which parts are among these names."""
    return np.array([part.latin in names for part in parts.listed], np.bool_)


@dataclass
class NameLevels:
    """How two people's names compare, in the better of both orders."""

    given: Levels
    family: Levels
    order: Levels
    middle: Levels
    given_rarity: NDArray[np.float32]
    family_rarity: NDArray[np.float32]

    def only(self, kept: NDArray[np.int64]) -> NameLevels:
        """Those of some pairs."""
        return NameLevels(
            self.given[kept],
            self.family[kept],
            self.order[kept],
            self.middle[kept],
            self.given_rarity[kept],
            self.family_rarity[kept],
        )


@dataclass
class NameComparer:
    """Compares whole names; `bits` are the weights by which the better order is chosen."""

    columns: Columns
    comparer: PartComparer
    rarity: NDArray[np.float32]
    alike_rarity: NDArray[np.float32]
    bits: Sequence[Sequence[float]]

    def levels(self, one: Numbers, other: Numbers) -> NameLevels:
        """The levels of the names of two people each."""
        given, family = self.columns.given, self.columns.family
        made = self._in_order(given[one], family[one], given[other], family[other])
        doubtful = np.flatnonzero((made.given >= ALIKE) | (made.given == MISSING))
        if len(doubtful):
            self._try_swapped(made, one, other, doubtful)
        self._middle(made, one, other)
        return made

    def _in_order(
        self, given: Numbers, family: Numbers, other_given: Numbers, other_family: Numbers
    ) -> NameLevels:
        size = len(given)
        levels = self.comparer.levels(given, other_given)
        family_levels = self.comparer.levels(family, other_family)
        return NameLevels(
            levels,
            family_levels,
            np.zeros(size, np.int8),
            np.full(size, MISSING, np.int8),
            self._rarity(levels, given, other_given),
            self._rarity(family_levels, family, other_family),
        )

    def _rarity(self, levels: Levels, one: Numbers, other: Numbers) -> NDArray[np.float32]:
        """Bits by which the value is rarer than 1: of a spelling, or of all that sound so."""
        exact = np.maximum(self.rarity[one], self.rarity[other])
        exact[one != other] = np.maximum(self.alike_rarity[one], self.alike_rarity[other])[
            one != other
        ]
        formed = np.minimum(self.alike_rarity[one], self.alike_rarity[other])
        return np.where(levels == SAME, exact, np.where(levels == FORM, formed, 0)).astype(
            np.float32
        )

    def _score(self, made: NameLevels) -> NDArray[np.float32]:
        given = np.array([*self.bits[0], 0.0], np.float32)[made.given]
        family = np.array([*self.bits[1], 0.0], np.float32)[made.family]
        return given + family + made.given_rarity + made.family_rarity

    def _try_swapped(
        self, made: NameLevels, one: Numbers, other: Numbers, at: NDArray[np.int64]
    ) -> None:
        given, family = self.columns.given, self.columns.family
        a, b = one[at], other[at]
        self._take(made, self._in_order(given[a], family[a], family[b], given[b]), at)
        second, second_family = self.columns.second, self.columns.second_family
        for x, y in ((one, other), (other, one)):
            read = at[second[x[at]] > 0]
            if len(read):
                a, b = x[read], y[read]
                turned = self._in_order(second[a], second_family[a], given[b], family[b])
                self._take(made, turned, read)

    def _take(self, made: NameLevels, turned: NameLevels, at: NDArray[np.int64]) -> None:
        """Puts another reading of names in the place of the first, where it tells much more."""
        kept = made.only(at)
        better = self._score(turned) > self._score(kept) + 3
        place = at[better]
        # Which of the two is the family name is not known: what agrees less is the given name.
        worse = turned.given >= turned.family
        made.given[place] = np.where(worse, turned.given, turned.family)[better]
        made.family[place] = np.where(worse, turned.family, turned.given)[better]
        made.order[place] = 1
        rare, family_rare = turned.given_rarity, turned.family_rarity
        made.given_rarity[place] = np.where(worse, rare, family_rare)[better]
        made.family_rarity[place] = np.where(worse, family_rare, rare)[better]

    def _middle(self, made: NameLevels, one: Numbers, other: Numbers) -> None:
        """Middle names; one that is the other's given name is a name the person goes by."""
        middle, given = self.columns.middle, self.columns.given
        at = np.flatnonzero((middle[one] > 0) & (middle[other] > 0))
        if len(at):
            levels = self.comparer.levels(middle[one[at]], middle[other[at]])
            made.middle[at] = np.where(levels <= INITIAL, 0, 1)
        self._second_initial(made, one, other)
        generation = self.columns.generation
        made.middle[generation[one] != generation[other]] = 1
        for x, y in ((one, other), (other, one)):
            at = np.flatnonzero((middle[x] > 0) & (made.given == DIFFERENT))
            if len(at):
                levels = self.comparer.levels(middle[x[at]], given[y[at]])
                made.given[at[(levels == SAME) | (levels == FORM)]] = CLOSE

    def _second_initial(self, made: NameLevels, one: Numbers, other: Numbers) -> None:
        """“S J Lee” against a given name of two syllables: the second has to fit as well."""
        parts, middle, given = self.columns.parts, self.columns.middle, self.columns.given
        for x, y in ((one, other), (other, one)):
            single = (made.given == INITIAL) & (parts.length[middle[x]] == 1)
            at = np.flatnonzero(single & (middle[y] == 0) & (parts.syllables[given[y]] == 2))
            if len(at):
                letters = parts.first[middle[x[at]]] // 256
                heard = np.array([sound_class(int(letter)) for letter in letters], np.int32)
                made.middle[at] = np.where(heard == parts.last[given[y[at]]], 0, 1)
