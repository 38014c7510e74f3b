"""What contacts are to each other: kept, forgotten, and read from either side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.community.contact import KINDS, Contact
from app.domain.community.relationship import MUTUAL, RELATIONSHIPS, SIDES, TURNED, Relationship
from app.domain.names import tidy
from app.errors import AppError
from app.messages import tr
from app.operations.community.contacts import numbered
from app.store.store import Store


@dataclass(frozen=True)
class Related:
    """Somebody to whom a contact is something, in words that read from the contact's side."""

    words: str
    other: Contact
    kept: Relationship


def relate(store: Store, contact: Contact, kind: str, other: Contact, note: str = "") -> None:
    """Keeps that a contact is something to another one."""
    made = _relationship(contact, kind, other, tidy(note))
    _require_sides(made, {one.id: one for one in (contact, other)})
    with store.step(tr("Relate {name} to {other}", name=numbered(contact), other=numbered(other))):
        store.relationships.keep(made)


def unrelate(store: Store, contact: Contact, kind: str, other: Contact) -> None:
    """Forgets that a contact is something to another one; AppError where it is not."""
    made = _relationship(contact, kind, other, "")
    if not store.relationships.has(made.contact, made.kind, made.other):
        raise AppError(
            "Contact {number} is not “{kind}” to contact {other}: look at their relationships.",
            number=contact.number,
            kind=kind,
            other=other.number,
        )
    with store.step(tr("Part {name} from {other}", name=numbered(contact), other=numbered(other))):
        store.relationships.remove(made.contact, made.kind, made.other)


def of(store: Store, contact: Contact) -> list[Related]:
    """Everybody to whom a contact is something, in the order kept."""
    found = [
        (one, *one.seen_from(contact.id)) for one in store.relationships.of_contact(contact.id)
    ]
    others = store.contacts.of_ids([key for _, _, key in found])
    return [Related(words, others[key], one) for one, words, key in found if key in others]


def _require_sides(made: Relationship, two: Mapping[str, Contact]) -> None:
    """Refuses what a contact of such a kind cannot be: nobody works at a person."""
    for key, kinds in zip((made.contact, made.other), SIDES[made.kind], strict=True):
        if two[key].kind not in kinds:
            raise AppError(
                "Contacts {contact} and {other} cannot be “{kind}”, for contact {wrong} is kept as "
                "“{is_kind}”: change that, or choose another relationship.",
                contact=two[made.contact].number,
                other=two[made.other].number,
                kind=RELATIONSHIPS[made.kind].there.lower(),
                wrong=two[key].number,
                is_kind=KINDS[two[key].kind].lower(),
            )


def _relationship(contact: Contact, kind: str, other: Contact, note: str) -> Relationship:
    a, b = contact.id, other.id
    if kind in TURNED:
        kind, a, b = TURNED[kind], b, a
    if kind not in RELATIONSHIPS:
        raise AppError(
            "There is no relationship “{kind}”: choose one of {known}.",
            kind=kind,
            known=", ".join([*RELATIONSHIPS, *TURNED]),
        )
    if a == b:
        raise AppError("A contact is nothing to themselves: name two.")
    if kind in MUTUAL:
        a, b = min(a, b), max(a, b)
    return Relationship(a, kind, b, note)
