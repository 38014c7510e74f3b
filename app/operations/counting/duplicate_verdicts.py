"""What was said of duplicates: taken back, and looked at again where it no longer fits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.duplicates.clusters import clusters
from app.domain.duplicates.person import Said
from app.domain.signature import Signature, Validity
from app.errors import AppError, NotFoundError
from app.messages import tr
from app.operations.counting.signatures import at_risk_among, unnamed
from app.store.store import Store

Trouble = Literal["", "twice", "never"]
_MARKS = {"duplicate-paper", "duplicate-online"}


@dataclass(frozen=True)
class Settled:
    """What was said of two signatures, and what is wrong with it by now.

    `trouble` is “twice” where more than one signature of the person counts, “never” where
    none does.
    """

    said: Said
    trouble: Trouble = ""

    @property
    def words(self) -> str:
        """The trouble in words, empty where there is none."""
        return {
            "": "",
            "twice": tr("this person is counted twice"),
            "never": tr("no signature of this person counts"),
        }[self.trouble]


def settled(store: Store, ref: str) -> list[Settled]:
    """All that was said of a petition's pairs, in that order, each with its trouble."""
    return _settled(store, store.petitions.get(ref).id)


def _settled(store: Store, petition: str) -> list[Settled]:
    said = store.duplicates.said(petition)
    groups = clusters((one.a, one.b) for one in said if one.verdict == "accepted")
    out = store.duplicates.out(petition, (one for group in groups for one in group))
    trouble: dict[str, Trouble] = {}
    for group in groups:
        counting = sum(one not in out for one in group)
        if counting != 1:
            trouble.update(dict.fromkeys(group, "twice" if counting else "never"))
    return [
        Settled(one, trouble.get(one.a, "") if one.verdict == "accepted" else "") for one in said
    ]


def contradictions(store: Store, ids: Iterable[str]) -> list[Settled]:
    """The accepted pairs of these signatures that no longer fit: two count, or none does."""
    asked = set(ids)
    petitions = {one.petition for one in store.signatures.of_ids(sorted(asked)).values()}
    return [
        one
        for petition in sorted(petitions)
        for one in _settled(store, petition)
        if one.trouble and asked & {one.said.a, one.said.b}
    ]


def known(store: Store, ids: Sequence[str]) -> dict[str, Signature]:
    """The signatures with these ids, in their order; NotFoundError for one that is none."""
    found = store.signatures.of_ids(ids)
    for one in ids:
        if one not in found:
            raise NotFoundError("There is no signature with the id {id}.", id=one)
    return {one: found[one] for one in ids}


def reopen(store: Store, a: str, b: str) -> Signature | None:
    """Takes back what was said of two signatures; the pair is open again.

    The one that was marked as duplicate gets back what it was before, and is given back,
    unless it was marked otherwise since or is another one's duplicate too.
    """
    found = known(store, [a, b])
    said = store.duplicates.said(found[a].petition)
    here = next((one for one in said if {one.a, one.b} == {a, b}), None)
    if here is None or a == b:
        raise AppError("Nothing was said yet of these two signatures: there is nothing to reopen.")
    marked = found.get(here.marked)
    elsewhere = any(one.marked == here.marked for one in said if one != here)
    freed = marked is not None and marked.reason in _MARKS and not elsewhere
    with store.step(tr("Reopen a pair of signatures")):
        if marked and freed:
            was: Validity = here.was or "unchecked"
            store.signatures.judge([marked.id], was, "")
        store.duplicates.take_back(here.a, here.b)
    return store.signatures.of_ids([marked.id])[marked.id] if marked and freed else None


def require_undismissed(store: Store, found: Sequence[Signature]) -> None:
    """AppError where these would make two signatures one person's that are said not to be.

    Those count in as well of which was said already that they are the same person's as one
    of these.
    """
    said = store.duplicates.said(found[0].petition)
    linked = [(one.a, one.b) for one in said if one.verdict == "accepted"]
    linked += [(found[0].id, one.id) for one in found[1:]]
    whole = next(group for group in clusters(linked) if found[0].id in group)
    for one in said:
        if one.verdict == "dismissed" and one.a in whole and one.b in whole:
            rows = store.signatures.of_ids(one[:2])
            risky = at_risk_among(store, found)
            names = {key: tr("at risk") if key in risky else row.name for key, row in rows.items()}
            raise AppError(
                "It was said already that {a} ({name_a}) and {b} ({name_b}) are not the same "
                "person’s: leave one of them out, or take that back first.",
                a=one.a,
                name_a=names.get(one.a, ""),
                b=one.b,
                name_b=names.get(one.b, ""),
            )


def as_sides(
    signatures: Mapping[str, Signature], a: str, b: str, hidden: Collection[str]
) -> dict[str, dict[str, str]]:
    """The two of a pair with the stable keys of the command line.

    Where one is `hidden` neither is named, for the other is called much the same.
    """
    risky = a in hidden or b in hidden
    return {
        side: _side(unnamed(signatures[key]) if risky else signatures[key])
        for side, key in (("a", a), ("b", b))
        if key in signatures
    }


def _side(one: Signature) -> dict[str, str]:
    return {
        "id": one.id,
        "external_id": one.external_id,
        "name": one.name,
        "postcode": one.postcode,
    }


def as_document(
    store: Store, listed: Iterable[Settled], *, with_at_risk: bool = False
) -> list[dict[str, Any]]:
    """What was said, with the stable keys of the command line."""
    made = list(listed)
    signatures = store.signatures.of_ids(sorted({x for one in made for x in one.said[:2]}))
    hidden = frozenset() if with_at_risk else at_risk_among(store, signatures.values())
    return [
        {
            **as_sides(signatures, one.said.a, one.said.b, hidden),
            "verdict": one.said.verdict,
            "kept": one.said.kept or None,
            "at": one.said.at,
            "trouble": one.trouble or None,
        }
        for one in made
    ]
