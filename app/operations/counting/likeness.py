"""Who may be one person: what signatures and contacts share of the one engine that compares."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app.domain.duplicates.people import NameReader
from app.domain.duplicates.person import Pair, Person
from app.domain.duplicates.places import PlaceReader
from app.domain.duplicates.reasons import reasons
from app.domain.duplicates.weights import Weights, as_table, read_weights
from app.errors import AppError
from app.intake import name_data
from app.progress import Progress
from app.store.store import Store

if TYPE_CHECKING:
    from app.matching.columns import Common
    from app.matching.comparing import Compared

_LEAST_COMMON, _MOST_COMMON = 5, 2000
"""From how many people on a value is kept as common, and how many values of a field are."""

Settled = Collection[tuple[str, str]]


@dataclass(frozen=True)
class Alike:
    """Pairs, the likeliest first, and what was learnt.

    `common` holds only what many share, so that nobody is remembered by it.
    """

    pairs: list[Pair]
    weights: Weights
    common: Mapping[str, Any]
    looked_at: int


def find_alike(
    people: Sequence[Person], settled: Settled, threshold: float, progress: Progress
) -> Alike:
    """Pairs among `people` that are not `settled`; those of one id are one person written twice."""
    from app.matching.columns import columns_of, commonest, counted
    from app.matching.engine import find as find_pairs

    if not 0 < threshold < 1:
        raise AppError(
            "A threshold lies between 0 and 1, not at {threshold:g}.", threshold=threshold
        )
    names = NameReader(name_data.names())
    columns = columns_of(people, names, PlaceReader(name_data.street_kinds()))
    start = name_data.starting_weights()
    matches = find_pairs(columns, name_data.names(), start, threshold, progress)
    made: dict[tuple[str, str], Pair] = {}
    for at, (one, other, sure) in enumerate(
        zip(matches.one, matches.other, matches.probability, strict=True)
    ):
        a, b = people[one], people[other]
        if a.id > b.id:
            a, b = b, a
        known = made.get((a.id, b.id))
        if (a.id, b.id) not in settled and (known is None or known.probability < sure):
            why = told(matches.compared, at, a, b, names)
            made[a.id, b.id] = Pair(a.id, b.id, round(float(sure), 4), why)
    pairs = sorted(made.values(), key=lambda pair: (-pair.probability, pair.a, pair.b))
    common = asdict(commonest(counted(columns), _LEAST_COMMON, _MOST_COMMON))
    return Alike(pairs, matches.weights, common, matches.looked_at)


def told(compared: Compared, at: int, a: Person, b: Person, names: NameReader) -> tuple[str, ...]:
    """Why the pair at a place of what was compared may be one person, in words."""
    levels = {name: int(levels[at]) for name, levels in compared.levels.items()}
    return reasons(levels, a, b, names.read(a.name), names.read(b.name))


def against_first(
    people: Sequence[Person], names: NameReader, model: Weights, common: Common
) -> tuple[list[float], Compared]:
    """How sure it is of each other one that it is the first, and by what."""
    from app.matching.columns import columns_of
    from app.matching.engine import compare_one

    columns = columns_of(people, names, PlaceReader(name_data.street_kinds()))
    sure, compared = compare_one(columns, name_data.names(), model, common)
    return [float(one) for one in sure], compared


def keep_model(store: Store, key: str, found: Alike, **more: Any) -> None:
    """Keeps what was learnt under a key of this laptop."""
    model = {"weights": as_table(found.weights), "common": found.common, **more}
    store.local.put(key, json.dumps(model, ensure_ascii=False))


def kept_model(store: Store, key: str) -> dict[str, Any]:
    """What was learnt by the last search under a key; empty where there was none."""
    kept = store.local.get(key)
    return dict(json.loads(kept)) if kept else {}


def kept_weights(store: Store, key: str) -> Weights:
    """What agreement is worth, as learnt by the last search; else the starting values."""
    model = kept_model(store, key)
    return read_weights(model["weights"]) if model else name_data.starting_weights()


def kept_common(store: Store, key: str, size: int) -> Common:
    """How often values occur, as counted by the last search; before one, of how many people."""
    from app.matching.columns import COUNTED, Common

    model = kept_model(store, key)
    if model:
        return Common(**model["common"])
    return Common(size, {}, {}, {name: {} for name in COUNTED})
