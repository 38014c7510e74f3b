"""Duplicates: found, judged by people, and never merged: the one is marked, the other counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.duplicates import clusters as gathering
from app.domain.duplicates.keeping import kept, reason
from app.domain.duplicates.levels import POSSIBLE
from app.domain.duplicates.people import NameReader
from app.domain.duplicates.person import Pair, Person
from app.domain.duplicates.reasons import unnamed
from app.domain.duplicates.weights import Weights
from app.domain.postcode import normalise
from app.domain.signature import RowEntry, Signature
from app.errors import AppError
from app.intake import name_data
from app.messages import tr, trn
from app.operations.counting.duplicate_verdicts import as_sides, known, require_undismissed
from app.operations.counting.likeness import (
    Alike,
    against_first,
    find_alike,
    keep_model,
    kept_common,
    kept_model,
    kept_weights,
    told,
)
from app.operations.counting.signatures import at_risk_among
from app.progress import Progress, silent
from app.store.store import Store

if TYPE_CHECKING:
    from app.matching.comparing import Compared

_LARGE = 20_000
"""Above so many signatures a search takes long enough not to be done for each sheet."""


@dataclass(frozen=True)
class Found(Alike):
    """What a search found, with clusters of ids.

    `newest` is the number of the newest signature that was looked at.
    """

    clusters: list[list[str]]
    newest: int


@dataclass(frozen=True)
class Near:
    """A stored signature that may be of the same person as a new row."""

    signature: Signature
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What counts now, and what would if every open pair were accepted (never less by itself)."""

    valid: int
    similar: int
    valid_after: int
    similar_after: int


def find(store: Store, ref: str, progress: Progress = silent, threshold: float = POSSIBLE) -> Found:
    """Pairs of signatures that may be one person's; reads only, and keeps nothing.

    Those that are invalid or on lost sheets count for nothing and are left out, and
    pairs that were dismissed stay so.
    """
    record = store.petitions.get(ref)
    newest = store.signatures.newest()
    people = list(store.duplicates.people(record.id))
    found = find_alike(people, store.duplicates.verdicts(record.id), threshold, progress)
    linked = clusters(found.pairs)
    return Found(found.pairs, found.weights, found.common, found.looked_at, linked, newest)


def keep(store: Store, ref: str, found: Found) -> None:
    """Keeps pairs and weights in the campaign; they can be worked out again, so it is no step."""
    petition = store.petitions.get(ref).id
    with store.derived("duplicate_pair"):
        store.duplicates.keep(petition, found.pairs)
        keep_model(store, _key(petition), found, newest=found.newest)


def _key(petition: str) -> str:
    return f"duplicates {petition}"


def pairs(store: Store, ref: str, threshold: float = POSSIBLE) -> list[Pair]:
    """The pairs found last that nobody has settled, the likeliest first."""
    return store.duplicates.pairs(store.petitions.get(ref).id, threshold)


def clusters(found: Iterable[Pair]) -> list[list[str]]:
    """The ids that pairs link, the largest group first."""
    return gathering.clusters((pair.a, pair.b) for pair in found)


def was_searched(store: Store, ref: str) -> bool:
    """Whether a petition's doubles were looked for on this laptop."""
    return bool(store.local.get(_key(store.petitions.get(ref).id)))


def is_due(store: Store, ref: str) -> bool:
    """Whether enough came in since the last search: in a large campaign a hundredth of it."""
    newest = store.signatures.newest()
    looked_to = int(kept_model(store, _key(store.petitions.get(ref).id)).get("newest", 0))
    return newest - looked_to > (newest // 100 if newest > _LARGE else 0)


def weights(store: Store, ref: str) -> Weights:
    """What agreement is worth, as learnt by the last search; else the starting values."""
    return kept_weights(store, _key(store.petitions.get(ref).id))


def near(
    store: Store, ref: str, entry: RowEntry, *, own: str = "", threshold: float = POSSIBLE
) -> list[Near]:
    """Stored signatures that may be of the person of a new row, the likeliest first.

    `own` is the row's id where it is stored already. A few are looked up by index
    and compared, so that it is done while the next row is keyed.
    """
    record = store.petitions.get(ref)
    person = _person(own, entry)
    if not entry.name.strip():
        return []
    names = NameReader(name_data.names())
    people = [person, *store.duplicates.near(record.id, person, _words(names, person.name))]
    if len(people) == 1:
        return []
    sure, compared = _against_first(store, ref, people, names)
    settled = store.duplicates.verdicts(record.id) if own else {}
    likely = [
        at
        for at in range(len(people) - 1)
        if sure[at] >= threshold
        and (min(own, people[at + 1].id), max(own, people[at + 1].id)) not in settled
    ]
    found = store.signatures.of_ids([people[at + 1].id for at in likely])
    made = [
        Near(
            found[people[at + 1].id],
            round(sure[at], 4),
            told(compared, at, person, people[at + 1], names),
        )
        for at in likely
    ]
    return sorted(made, key=lambda one: -one.probability)


def between(store: Store, ref: str, a: str, b: str) -> Pair:
    """How two signatures of a petition compare, however unlike; none is looked for.

    Refused where nothing is left to judge: one is invalid, or they were judged.
    """
    one, other = _two(store, *sorted((a, b)))
    if "invalid" in {one.validity, other.validity}:
        raise AppError("One of these two is marked invalid already, so nothing is counted twice.")
    _require_open(store, one, other)
    names = NameReader(name_data.names())
    left, right = _person(one.id, one), _person(other.id, other)
    sure, compared = _against_first(store, ref, [left, right], names)
    why = told(compared, 0, left, right, names)
    return Pair(one.id, other.id, round(sure[0], 4), why)


def _person(own: str, entry: RowEntry | Signature) -> Person:
    born = entry.born.isoformat() if entry.born else ""
    code = normalise(entry.postcode)
    return Person(own, entry.name, entry.address, code, entry.phone, entry.email, born)


def _against_first(
    store: Store, ref: str, people: Sequence[Person], names: NameReader
) -> tuple[list[float], Compared]:
    """How sure it is of each other one that it is the first, and by what."""
    petition = store.petitions.get(ref).id
    size = sum(counts.raw for counts in store.signatures.by_origin(petition).values())
    common = kept_common(store, _key(petition), size)
    return against_first(people, names, weights(store, ref), common)


def _words(names: NameReader, name: str) -> list[str]:
    """What to look for in the index: the given name, which is rarer than a family name."""
    read = names.read(name)
    given = read.given.hangul or read.given.latin
    return [given] if len(given) > 1 else []


def dismiss(store: Store, a: str, b: str, *, now: datetime) -> None:
    """Says that two signatures are not of one person: they are never shown as a pair again."""
    one, other = _two(store, a, b)
    _require_open(store, one, other)
    with store.step(tr("Say that two signatures are not the same person’s")):
        store.duplicates.settle(one.petition, {(a, b): ""}, "dismissed", "", now)


def accept(store: Store, a: str, b: str, *, now: datetime, keep: str = "") -> Signature:
    """Says that two signatures are one person's: one is marked invalid (R106), none deleted.

    The one that counts is `keep` (its id), else the paper one, the valid one, or the one
    entered first (R55). It is given back.
    """
    one, other = _two(store, a, b)
    _require_open(store, one, other)
    return _accept(store, [one, other], keep, now)


def accept_all(store: Store, ids: Sequence[str], *, now: datetime, keep: str = "") -> Signature:
    """Says that all these signatures are one person's, in one step; one of them counts.

    AppError where it was said already of two of them that they are not.
    """
    if len(set(ids)) != len(ids) or len(ids) < 2:
        raise AppError("Name at least two signatures, and each of them once.")
    found = list(known(store, ids).values())
    if len({one.petition for one in found}) > 1:
        raise AppError("These signatures are of different petitions: none is a duplicate there.")
    _require_counting(found)
    return _accept(store, found, keep, now)


def _accept(store: Store, found: Sequence[Signature], keep: str, now: datetime) -> Signature:
    by_id = {one.id: one for one in found}
    if keep and keep not in by_id:
        raise AppError("Only one of the signatures themselves can be kept, not {id}.", id=keep)
    require_undismissed(store, found)
    stays = by_id[keep] if keep else kept(found)
    settled = store.duplicates.verdicts(stays.petition)
    couples = {
        pair: one.validity
        for one in found
        if one.id != stays.id
        and (pair := (min(one.id, stays.id), max(one.id, stays.id))) not in settled
    }
    many = trn("{number} duplicate", "{number} duplicates", len(found) - 1)
    with store.step(tr("Mark {many}", many=many)):
        for one in found:
            if one.id != stays.id:
                store.signatures.judge([one.id], "invalid", reason(stays, one))
        store.duplicates.settle(stays.petition, couples, "accepted", stays.id, now)
    return stays


def _two(store: Store, a: str, b: str) -> tuple[Signature, Signature]:
    if a == b:
        raise AppError("A signature is no duplicate of itself: name two.")
    one, other = known(store, [a, b]).values()
    if one.petition != other.petition:
        raise AppError("These signatures are of different petitions: none is a duplicate there.")
    return one, other


def _require_open(store: Store, one: Signature, other: Signature) -> None:
    a, b = sorted((one.id, other.id))
    said = store.duplicates.verdicts(one.petition).get((a, b))
    if said == "dismissed":
        raise AppError("It was said already that these two are not the same person’s.")
    if said == "accepted":
        raise AppError("It was said already that these two are the same person’s.")
    _require_counting([one, other])


def _require_counting(found: Sequence[Signature]) -> None:
    for one in found:
        if one.validity == "invalid":
            raise AppError(
                "Signature {id} is marked invalid already, so nothing is counted twice.", id=one.id
            )


def effect(store: Store, ref: str, found: Sequence[Pair]) -> Effect:
    """What the number would be if all these pairs were accepted, cluster by cluster."""
    record = store.petitions.get(ref)
    counts = store.signatures.by_origin(record.id).values()
    valid = sum(one.valid for one in counts)
    similar = sum(one.similar for one in counts)
    groups = clusters(found)
    signatures = store.signatures.of_ids([one for group in groups for one in group])
    lost = {"valid": 0, "similar": 0}
    for group in groups:
        there = [signatures[one] for one in group if one in signatures]
        stays = kept(there)
        for one in there:
            if one.id != stays.id and one.validity in lost:
                lost[one.validity] += 1
    return Effect(valid, similar, valid - lost["valid"], similar - lost["similar"])


def as_document(
    store: Store, found: Sequence[Pair], *, with_at_risk: bool = False
) -> dict[str, Any]:
    """Pairs and clusters with the stable keys of the command line.

    A pair of which one is at risk names nobody unless that is asked; how many there are is said.
    """
    ids = sorted({one for pair in found for one in (pair.a, pair.b)})
    signatures = store.signatures.of_ids(ids)
    hidden = frozenset() if with_at_risk else at_risk_among(store, signatures.values())
    risky = [bool(hidden & {pair.a, pair.b}) for pair in found]
    return {
        "pairs": [
            {
                **as_sides(signatures, pair.a, pair.b, hidden),
                "probability": pair.probability,
                "reasons": unnamed(pair.reasons) if hides else list(pair.reasons),
            }
            for pair, hides in zip(found, risky, strict=True)
        ],
        "clusters": clusters(found),
        "unnamed": sum(risky),
    }
