"""Two contacts who are one: seen field by field, merged in one step, taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.community.consent import ConsentEntry, deciding
from app.domain.community.contact import Contact
from app.domain.community.contact_merge import FIELDS, Line, lines, merged, unnamed
from app.errors import AppError
from app.messages import tr
from app.operations.community.contacts import MOST, NOTES_LIMIT, home_of, prepared
from app.store.store import Store


@dataclass(frozen=True)
class Merge:
    """What a merge would do: who is kept, who goes up in them, and each field.

    `moved` is how much hangs on the other, by table.
    """

    kept: Contact
    other: Contact
    after: Contact
    lines: list[Line]
    consents: list[ConsentEntry]
    moved: Mapping[str, int]

    @property
    def unnamed_lines(self) -> list[Line]:
        """The fields where somebody of the two is at risk: how much stands in each."""
        return unnamed(self.lines, (self.kept, self.other, self.after))


def preview(
    store: Store, kept: Contact, other: Contact, taken: Collection[str] = (), *, now: datetime
) -> Merge:
    """What merging `other` into `kept` would do; AppError where they cannot be one."""
    _require_two(store, kept, other)
    for field in taken:
        if field not in FIELDS:
            raise AppError(
                "There is no field “{field}” to take: choose from {known}.",
                field=field,
                known=", ".join(FIELDS),
            )
    after = merged(kept, other, taken, home_of)
    for field in ("names", "addresses", "phones", "emails"):
        if len(getattr(after, field)) > MOST:
            raise AppError(
                "Together they have more than {most} {field}: take some away first.",
                most=MOST,
                field=FIELDS[field].lower(),  # type: ignore[index]  # one of them
            )
    if len(after.notes) > NOTES_LIMIT:
        raise AppError(
            "Together their notes have more than {most:,} characters: shorten them first.",
            most=NOTES_LIMIT,
        )
    return Merge(
        kept,
        other,
        prepared(after),
        lines(kept, other, after, taken),
        _consents(store, kept, other, now),
        {
            table: number
            for table, number in store.contact_merging.counts(other.id).items()
            if number
        },
    )


def merge(
    store: Store, kept: Contact, other: Contact, taken: Collection[str] = (), *, now: datetime
) -> Contact:
    """Makes two contacts one: all that hung on the other hangs on `kept`, which is given back.

    The other one stays, and says whom it was found to be.
    """
    found = preview(store, kept, other, taken, now=now)
    with store.step(tr("Merge contact {other} into {kept}", other=other.number, kept=kept.number)):
        for apart in store.contact_pairs.apart_from(other.id):
            store.contact_pairs.keep_apart(kept.id, apart, now)
        store.contact_merging.move(other.id, kept.id)
        store.consents.add(found.consents)
        store.contacts.replace(replace(other, merged_into=kept.id, tags=()))
        store.contacts.replace(found.after)
    return found.after


def keep_apart(store: Store, a: Contact, b: Contact, *, now: datetime) -> None:
    """Says that two contacts are not one: they are never shown as a pair again."""
    if a.id == b.id:
        raise AppError("These are one contact already: name two.")
    with store.step(tr("Keep contacts {a} and {b} apart", a=a.number, b=b.number)):
        store.contact_pairs.keep_apart(a.id, b.id, now)


def take_back_apart(store: Store, a: Contact, b: Contact) -> None:
    """Takes back that two contacts are not one."""
    if b.id not in store.contact_pairs.apart_from(a.id):
        raise AppError("Nothing was said of these two contacts: there is nothing to take back.")
    with store.step(tr("Compare contacts {a} and {b} again", a=a.number, b=b.number)):
        store.contact_pairs.take_back(a.id, b.id)


def _require_two(store: Store, kept: Contact, other: Contact) -> None:
    if kept.id == other.id:
        raise AppError("These are one contact already: name two.")
    if (kept.kind == "person") != (other.kind == "person"):
        raise AppError(
            "One of contacts {a} and {b} is a person and one an organisation: they are not one.",
            a=kept.number,
            b=other.number,
        )
    if other.id in store.contact_pairs.apart_from(kept.id):
        raise AppError(
            "It was said already that contacts {a} and {b} are not one: take that back first.",
            a=kept.number,
            b=other.number,
        )


def _consents(store: Store, kept: Contact, other: Contact, now: datetime) -> list[ConsentEntry]:
    """What the other agreed to, and what they withdrew: a withdrawal wins over a consent."""
    mine, theirs = (
        {one.topic: one for one in store.consents.standing_entries(key)}
        for key in (kept.id, other.id)
    )
    made = []
    for topic in {**theirs, **mine}:  # an objection of theirs to any petition ends mine to one
        one, held = deciding(theirs, topic), deciding(mine, topic)
        if one is None:
            continue
        given, said = one.given, one.evidence
        if held and (given or (not held.given and held.evidence.given_on >= said.given_on)):
            continue
        reference = tr("merged from contact {number}", number=other.number)
        if said.reference:
            reference = f"{reference}: {said.reference}"
        evidence = replace(said, reference=reference)
        made.append(ConsentEntry(kept.id, topic, given, now, evidence))
    return made
