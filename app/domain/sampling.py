"""How many signatures are good, told from a random sample, and how sure that is.

The sample is stratified, drawn without replacement and shared out by size. The share of good
ones is the strata's shares weighted by their sizes (Cochran, Sampling Techniques, 1977, §5.3).
Its interval is Wilson's (1927; Brown, Cai and DasGupta, Statistical Science 16, 2001, commend
it), on the sample's effective size: Kish's (Survey Sampling, 1965, §11.7) with the finite
population correction. That takes no credit for strata that differ, so that a stratum of two
rows, both good, does not make the interval too narrow.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, TypeVar

from app.errors import AppError
from app.messages import tr

By = Literal["collector", "batch", "venue", "source", "origin"]
BY: tuple[By, ...] = ("collector", "batch", "venue", "source", "origin")

SURE = 0.95
"""How sure an interval is, and how sure “safely over the target” is."""

MARGIN = 0.05
"""Half of the interval's width that a sample is drawn for where none is asked for."""

METHOD = tr(
    "Stratified estimate; Wilson score interval on Kish’s effective size, with the finite "
    "population correction"
)
"""The method in words, as it stands beside each estimate."""

DUPLICATES = ("duplicate-paper", "duplicate-online")
"""Reasons by which a checked row is good but counts once too often."""

T = TypeVar("T")


@dataclass(frozen=True)
class Stratum:
    """One part of the signatures: how many, and of the rows checked how many were what.

    `twice` of them are good ones that count once already; they are not among the `good`.
    """

    name: str
    size: int
    checked: int = 0
    good: int = 0
    twice: int = 0


@dataclass(frozen=True)
class Range:
    """A number with the limits of its interval."""

    low: float
    middle: float
    high: float

    def times(self, number: float) -> Range:
        """Each of the three so many times."""
        return Range(self.low * number, self.middle * number, self.high * number)

    def less(self, number: float) -> Range:
        """Each of the three less `number`, and never below nothing."""
        return Range(*(max(0.0, one - number) for one in (self.low, self.middle, self.high)))


@dataclass(frozen=True)
class Estimate:
    """What a sample says of all `size` signatures it was drawn from.

    `share` and `valid` leave duplicates in, `adjusted` takes `duplicates` out. `safe` is the
    number that is exceeded with the sureness SURE; `more` is how many further ones like these
    bring it to the `target`, None where there is no target or none of them is good.
    """

    size: int
    checked: int
    share: Range
    valid: Range
    duplicates: float
    adjusted: Range
    safe: int
    target: int
    more: int | None


def size_for(margin: float, number: int) -> int:
    """How many of `number` to draw so that the interval is at most ±`margin` (Cochran §4.4)."""
    if not 0.001 <= margin <= 0.5:
        raise AppError("A margin is between 0.001 and 0.5, like 0.03 for three in a hundred.")
    whole = (_z(two_sided=True) / margin) ** 2 / 4
    return min(number, math.ceil(whole / (1 + (whole - 1) / number))) if number else 0


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many rows to draw from each stratum: by its size, but two of each where that can be.

    AppError when there are more strata than rows.
    """
    size = min(size, sum(sizes.values()))
    if len(sizes) > size:
        raise AppError(
            "There are {strata} parts and only {size} rows to draw: draw at least {strata}, or "
            "divide in another way.",
            strata=len(sizes),
            size=size,
        )
    least = 2 if sum(min(2, number) for number in sizes.values()) <= size else 1
    drawn = {name: min(least, number) for name, number in sizes.items()}
    whole = sum(sizes.values())
    while sum(drawn.values()) < size:
        # Whoever lacks most of a fair share comes next: the result is the same in any order.
        name = max(
            (one for one in sizes if drawn[one] < sizes[one]),
            key=lambda one: (size * sizes[one] / whole - drawn[one], one),
        )
        drawn[name] += 1
    return drawn


def draw(strata: Mapping[str, Sequence[T]], size: int, seed: int) -> dict[str, list[T]]:
    """A random sample of each stratum; the same seed and signatures give the same sample."""
    numbers = allocate({name: len(members) for name, members in strata.items()}, size)
    chance = random.Random(seed)  # noqa: S311  # a sample is to be drawn again by its seed
    return {name: chance.sample(strata[name], numbers[name]) for name in sorted(strata)}


def interval(share: float, effective: float, z: float) -> tuple[float, float]:
    """Wilson's score interval of a share seen among an `effective` number of rows."""
    if math.isinf(effective):
        return share, share
    square = z * z
    middle = (share + square / (2 * effective)) / (1 + square / effective)
    spread = share * (1 - share) / effective + square / (4 * effective**2)
    half = z * math.sqrt(spread) / (1 + square / effective)
    return max(0.0, middle - half), min(1.0, middle + half)


def estimate(strata: Sequence[Stratum], surplus: float = 0.0, target: int = 0) -> Estimate | None:
    """What the checked rows say of all; None before one is checked.

    `surplus` is how many signatures too many the pairs of duplicates make, each pair by its
    probability. The duplicates taken off are the more of that and of what the sample shows.
    While a stratum has no checked row, all are taken as one.
    """
    if any(one.size and not one.checked for one in strata):
        strata = [_together(strata)]
    strata = [one for one in strata if one.checked]
    if not strata:
        return None
    number, checked = sum(one.size for one in strata), sum(one.checked for one in strata)
    weighted = [(one.size / number, one) for one in strata]
    share = min(1.0, sum(part * (one.good + one.twice) / one.checked for part, one in weighted))
    twice = sum(part * one.twice / one.checked for part, one in weighted)
    spread = sum(
        part**2 * (1 - min(1.0, one.checked / one.size)) / one.checked for part, one in weighted
    )
    effective = 1 / spread if spread > 0 else math.inf
    low, high = interval(share, effective, _z(two_sided=True))
    shares = Range(low, share, high)
    duplicates = max(number * twice, surplus * share)
    worst, _ = interval(share, effective, _z(two_sided=False))
    safe = max(0.0, number * worst - duplicates)
    each = worst * max(0.0, 1 - duplicates / (number * share)) if share else 0.0
    return Estimate(
        size=number,
        checked=checked,
        share=shares,
        valid=shares.times(number),
        duplicates=duplicates,
        adjusted=shares.times(number).less(duplicates),
        safe=math.floor(safe),
        target=target,
        more=_more(target - safe, each) if target else None,
    )


def _together(strata: Sequence[Stratum]) -> Stratum:
    return Stratum(
        "",
        sum(one.size for one in strata),
        sum(one.checked for one in strata),
        sum(one.good for one in strata),
        sum(one.twice for one in strata),
    )


def _more(lacking: float, each: float) -> int | None:
    """How many more bring `lacking` good ones, chance allowed for; `each` is good so often."""
    if lacking <= 0:
        return 0
    if each <= 0:
        return None
    # The smallest m with m·each − z·√(m·each·(1 − each)) ≥ lacking, a square equation in √m.
    spread = _z(two_sided=False) * math.sqrt(each * (1 - each))
    return math.ceil(((spread + math.sqrt(spread**2 + 4 * each * lacking)) / (2 * each)) ** 2)


def _z(*, two_sided: bool) -> float:
    return NormalDist().inv_cdf((1 + SURE) / 2 if two_sided else SURE)


def surplus_of(pairs: Sequence[tuple[str, str, float]]) -> float:
    """How many signatures too many those pairs make, each pair by its probability.

    Of a group of n that are one person's, n − 1 are too many: so only the surest pairs that
    hold a group together count, a maximum spanning forest (Kruskal, 1956).
    """
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    total = 0.0
    for a, b, probability in sorted(pairs, key=lambda pair: -pair[2]):
        first, second = root(a), root(b)
        if first != second:
            parent[first] = second
            total += probability
    return total
