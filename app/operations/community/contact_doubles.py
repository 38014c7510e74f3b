"""Contacts kept twice: found by the engine that compares signatures, judged by people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from app.domain import names
from app.domain.community.contact import Contact
from app.domain.duplicates.levels import POSSIBLE
from app.domain.duplicates.people import NameReader
from app.domain.duplicates.person import Pair, Person
from app.domain.duplicates.reasons import unnamed
from app.intake import name_data
from app.operations.community import lookalikes
from app.operations.community.contacts import shown_name
from app.operations.counting.likeness import (
    Alike,
    against_first,
    find_alike,
    keep_model,
    kept_common,
    kept_weights,
    told,
)
from app.progress import Progress, silent
from app.store.community.contact_query import ContactQuery
from app.store.store import Store

_WAYS = 6
"""The most ways in which one contact is compared."""

_KEY = "contacts:duplicates"


@dataclass(frozen=True)
class Doubles:
    """A pair of contacts, the likelier kept one first, and why they may be one."""

    a: Contact
    b: Contact
    probability: float
    reasons: tuple[str, ...]


def find(store: Store, progress: Progress = silent) -> Alike:
    """Pairs of contacts that may be one; reads only. Those kept apart stay so."""
    contacts = list(store.contacts.all())
    groups = {one.id for one in contacts if one.kind != "person"}
    people = [person for one in contacts for person in _written(one)]
    found = find_alike(people, store.contact_pairs.apart(), POSSIBLE, progress)
    alike = [pair for pair in found.pairs if (pair.a in groups) == (pair.b in groups)]
    alike += _marked(store, contacts, {(pair.a, pair.b) for pair in alike})
    return Alike(alike, found.weights, found.common, found.looked_at)


def _marked(
    store: Store, contacts: Sequence[Contact], found: Collection[tuple[str, str]]
) -> Iterator[Pair]:
    """Those on no list because they may be somebody marked: whatever else speaks against it."""
    plain = [one for one in contacts if not one.marked]
    for key, met in lookalikes.find(store, plain).items():
        for other in met:
            made = lookalikes.pair(key, other)
            if (made.a, made.b) not in found:
                yield made


def _written(contact: Contact) -> Iterator[Person]:
    """A contact as they may be written: each name in both scripts, at each address."""
    latin = [one.text for one in contact.names if not names.hangul(one.text)]
    hangul = [one.text for one in contact.names if names.hangul(one.text)]
    written = [" ".join(filter(None, (one, *hangul[:1]))) for one in latin] or hangul
    for name, address, phone, email in islice(
        product(
            written,
            contact.addresses or (contact.address,),
            [one.number or one.written for one in contact.phones] or [""],
            [one.address for one in contact.emails] or [""],
        ),
        _WAYS,
    ):
        lines = ", ".join(address.lines)
        yield Person(contact.id, name, lines, address.postcode, phone, email)


def keep(store: Store, found: Alike) -> None:
    """Keeps the pairs found; they can be worked out again, so it is no step."""
    with store.derived("contact_pair"):
        store.contact_pairs.keep(found.pairs)
        keep_model(store, _KEY, found)


def note_near(store: Store, contact: Contact) -> list[Doubles]:
    """Who a contact may be already, the likeliest first; kept as pairs to judge.

    A few who share something are looked up by index and compared, so that it is done for each
    contact that is added.
    """
    made = _near(store, contact)
    for key in lookalikes.find(store, [contact]).get(contact.id, ()):
        made.setdefault(key, lookalikes.pair(contact.id, key))
    if made:
        with store.derived("contact_pair"):
            store.contact_pairs.add(made.values())
    known = store.contacts.of_ids(list(made))
    return [_doubles(pair, known[key], contact) for key, pair in made.items()]


def _near(store: Store, contact: Contact) -> dict[str, Pair]:
    """Pairs with those who share something, by the other one's id, the likeliest first."""
    known = store.contacts.of_ids(store.contact_pairs.candidates(contact))
    apart = store.contact_pairs.apart_from(contact.id)
    alike = [
        one
        for key, one in known.items()
        if key not in apart and (one.kind == "person") == (contact.kind == "person")
    ]
    people = [*islice(_written(contact), 1), *(way for one in alike for way in _written(one))]
    if len(people) < 2:
        return {}
    reader = NameReader(name_data.names())
    common = kept_common(store, _KEY, store.contacts.count(ContactQuery()))
    sure, compared = against_first(people, reader, kept_weights(store, _KEY), common)
    made: dict[str, Pair] = {}
    for at in sorted(range(len(sure)), key=lambda at: -sure[at]):
        other = people[at + 1]
        if sure[at] >= POSSIBLE and other.id not in made:
            a, b = sorted((contact.id, other.id))
            why = told(compared, at, people[0], other, reader)
            made[other.id] = Pair(a, b, round(sure[at], 4), why)
    return made


def was_searched(store: Store) -> bool:
    """Whether contacts kept twice were looked for on this laptop."""
    return bool(store.local.get(_KEY))


def pairs(store: Store) -> list[Doubles]:
    """The pairs found last that nobody has settled, the likeliest first."""
    found = store.contact_pairs.open()
    contacts = store.contacts.of_ids(sorted({one for pair in found for one in (pair.a, pair.b)}))
    return [_doubles(pair, contacts[pair.a], contacts[pair.b]) for pair in found]


def _doubles(pair: Pair, a: Contact, b: Contact) -> Doubles:
    kept, other = sorted((a, b), key=lambda one: one.number)
    return Doubles(kept, other, pair.probability, pair.reasons)


def as_document(found: Sequence[Doubles]) -> dict[str, Any]:
    """Pairs with the stable keys of the command line; one at risk is named by number."""
    return {
        "pairs": [
            {
                "a": _side(one.a),
                "b": _side(one.b),
                "probability": one.probability,
                "reasons": safe_reasons(one),
            }
            for one in found
        ]
    }


def _side(contact: Contact) -> dict[str, Any]:
    return {"number": contact.number, "name": shown_name(contact), "postcode": (
        "" if contact.at_risk else contact.address.postcode)}  # fmt: skip


def safe_reasons(found: Doubles, *, hidden: bool = False) -> list[str]:
    """The reasons, without anything of the two where names are hidden or one is at risk."""
    risky = hidden or found.a.at_risk or found.b.at_risk
    return unnamed(found.reasons) if risky else list(found.reasons)
