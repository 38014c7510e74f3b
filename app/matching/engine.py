"""Finds pairs that may be of one person, and learns from them what agreement is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.domain.duplicates.people import NameData
from app.domain.duplicates.weights import Comparison, Weights
from app.matching.blocking import candidates
from app.matching.columns import Columns, Common
from app.matching.comparing import Compared, Comparer, probability, score
from app.progress import Progress, silent

_PART = 600_000
_SAMPLE = 120_000
_ROUNDS = 8
_FREE = 4.0
_WIDE = 30.0
_CROWDED = 8.0
"""How far from its start a probability may be learnt, the number of doubles, and of neighbours."""

_PLACES = ("postcode", "street", "number", "town")
"""Their agreement is why a pair is looked at: among those, u cannot be learnt."""


@dataclass
class Matches:
    """Pairs by their places in the columns, with their probabilities and levels."""

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    probability: NDArray[np.float64]
    compared: Compared
    weights: Weights
    looked_at: int


def find(
    columns: Columns,
    data: NameData,
    start: Weights,
    threshold: float,
    progress: Progress = silent,
) -> Matches:
    """The pairs at least as probable as `threshold`, by weights learnt from these people."""
    one, other = _different(columns.ids, *candidates(columns))
    comparer = Comparer(columns, data, start)
    weights = learn(comparer, columns, one, other, start)
    parts = []
    for at in range(0, max(len(one), 1), _PART):
        progress(at, max(len(one), 1))
        a, b = one[at : at + _PART], other[at : at + _PART]
        names = comparer.names(a, b)
        hopeful = np.flatnonzero(~comparer.hopeless(names, a, b))
        a, b = a[hopeful], b[hopeful]
        compared = comparer.compare(a, b, names.only(hopeful))
        sure = probability(score(compared, weights, len(columns)))
        parts.append((a, b, sure, compared, np.flatnonzero(sure >= threshold)))
    return Matches(
        np.concatenate([a[kept] for a, _, _, _, kept in parts]),
        np.concatenate([b[kept] for _, b, _, _, kept in parts]),
        np.concatenate([sure[kept] for _, _, sure, _, kept in parts]),
        _joined([_only(compared, kept) for _, _, _, compared, kept in parts]),
        weights,
        len(one),
    )


def _different(
    ids: Sequence[str], one: NDArray[np.int32], other: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Without pairs of one id: somebody who is written in several ways is no double of theirs."""
    number = {key: at for at, key in enumerate(ids)}
    if len(number) == len(ids):
        return one, other
    owner = np.array([number[key] for key in ids], np.int32)
    apart = owner[one] != owner[other]
    return one[apart], other[apart]


def compare_one(
    columns: Columns, data: NameData, weights: Weights, common: Common
) -> tuple[NDArray[np.float64], Compared]:
    """How the first of the columns compares with each other one; nothing is learnt from it."""
    comparer = Comparer(columns, data, weights, common)
    others = np.arange(1, len(columns), dtype=np.int32)
    compared = comparer.compare(np.zeros_like(others), others)
    return probability(score(compared, weights, common.size)), compared


def _only(compared: Compared, kept: NDArray[np.int64]) -> Compared:
    return Compared(
        {name: part[kept] for name, part in compared.levels.items()},
        {name: part[kept] for name, part in compared.rarity.items()},
        {name: part[kept] for name, part in compared.home.items()},
        compared.crowd[kept],
        compared.chance[kept],
    )


def _joined(parts: Sequence[Compared]) -> Compared:
    return Compared(
        {key: np.concatenate([one.levels[key] for one in parts]) for key in parts[0].levels},
        {key: np.concatenate([one.rarity[key] for one in parts]) for key in parts[0].rarity},
        {key: np.concatenate([one.home[key] for one in parts]) for key in parts[0].home},
        np.concatenate([one.crowd for one in parts]),
        np.concatenate([one.chance for one in parts]),
    )


def learn(
    comparer: Comparer,
    columns: Columns,
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    start: Weights,
) -> Weights:
    """Expectation and maximisation on a leash: the starting values count as so many pairs.

    Without it the model would learn that neighbours of one family name are one person. u is
    learnt from pairs drawn at random, `home` from what is found to be two people.
    """
    size = len(columns)
    if not len(one):
        return replace(start, signatures=size)
    mixed = columns.mixed()
    drawn = np.arange(len(one))
    if len(one) > _SAMPLE:
        drawn = np.argsort(mixed[one] * mixed[other] % 999_983, kind="stable")[:_SAMPLE]
    compared = comparer.compare(one[drawn], other[drawn])
    strangers = comparer.compare(*_strangers(mixed))
    weights = start
    for _ in range(_ROUNDS):
        sure = probability(score(compared, weights, size))
        weights = _moved(start, compared, strangers, sure, len(one) / len(drawn), size)
    return weights


def _strangers(mixed: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Pairs of people drawn without regard to who they are, or to their order."""
    order = np.argsort(mixed, kind="stable").astype(np.int32)
    size = len(order)
    a, b = np.random.default_rng(0).integers(0, size, (2, min(size * 20, _SAMPLE // 2)))
    return order[a[a != b]], order[b[a != b]]


def _moved(
    start: Weights,
    compared: Compared,
    strangers: Compared,
    sure: NDArray[np.float64],
    times: float,
    size: int,
) -> Weights:
    made = {}
    for name, old in start.comparisons.items():
        levels, home = compared.levels[name], compared.home[name]
        away = strangers.levels[name]
        made[name] = Comparison(
            _share(old.m, levels, sure * times, start.leash),
            _share(old.u, away, np.ones(len(away)), start.leash),
            old.home
            if name in _PLACES
            else _share(old.home, levels, (1 - sure) * home * times, start.leash),
        )
    found = float(sure.sum() * times)
    partners = (start.partners * start.leash + 2 * found) / (start.leash + size)
    partners = min(max(partners, start.partners / _WIDE), start.partners * _WIDE)
    neighbours = 2 * float(((1 - sure) * compared.home["family"]).sum()) * times
    household = (start.household * start.leash + neighbours) / (start.leash + size)
    household = min(max(household, start.household / _CROWDED), start.household * _CROWDED)
    return Weights(made, partners, household, start.leash, int(found), size)


def _share(
    old: tuple[float, ...], levels: NDArray[np.int8], sure: NDArray[np.float64], leash: float
) -> tuple[float, ...]:
    """Shares of the levels among so many pairs and the leash, not far from the old ones."""
    present = levels >= 0
    seen = np.bincount(levels[present], weights=sure[present], minlength=len(old))
    before = np.array(old)
    shares = (seen + leash * before) / (seen.sum() + leash)
    held = np.clip(shares, before / _FREE, before * _FREE)
    return tuple(float(share) for share in held / held.sum())
