"""A contact's timeline: all that is kept of what happened, merged, newest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Literal

from app.domain.community.consent import CHANNELS, HOWS, PURPOSES, ConsentEntry
from app.domain.community.contact import Contact
from app.domain.community.doings import (
    INTERACTIONS,
    OUTCOMES,
    Direction,
    Interaction,
    InteractionKind,
)
from app.domain.community.events import GUEST_STATES
from app.domain.outreach.outreach import OUTREACH
from app.domain.sheet_code import printed
from app.messages import tr
from app.store.store import Store

EntryKind = InteractionKind | Literal["consent", "task", "event", "outreach", "signature"]


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, of which kind, in words, and a note with more.

    `waits` where it waits for our answer; `interaction` is the id of what was logged. `veiled`
    where there is a note that is not told, for it is about somebody at risk.
    """

    at: datetime
    kind: EntryKind
    words: str
    note: str = ""
    direction: Direction = "out"
    waits: bool = False
    interaction: str = ""
    veiled: bool = False


_NOTED: frozenset[EntryKind] = frozenset({*INTERACTIONS, "task"})
"""Whose notes are somebody’s own words; evidence of consent and a sheet’s row are none."""


def entries(store: Store, person: Contact, *, with_at_risk: bool) -> list[Entry]:
    """All that happened with a contact, newest first; notes about one at risk where asked for."""
    contact = person.id
    logged = store.interactions.of_contact(contact)
    refs = {record.id: record.ref for record in store.petitions.all()}
    found = [_interaction(one) for one in logged]
    ledger = store.consents.of_contact(contact)
    found += [_consent(list(some), refs) for _, some in groupby(ledger, _alike)]
    found += [
        Entry(one.done_at, "task", tr("Done: {title}", title=one.title), one.note)
        for one in store.tasks.of_contact(contact)
        if one.done_at
    ]
    found += [
        Entry(
            event.starts,
            "event",
            tr("{title}: {state}", title=event.title, state=GUEST_STATES[state].lower()),
            event.place,
        )
        for event, state in store.events.of_contact(contact)
        if not event.cancelled
    ]
    found += _outreach(store, contact, {one.outreach for one in logged})
    found += _signatures(store, contact, refs)
    if person.at_risk and not with_at_risk:
        found = [
            replace(one, note="", veiled=True) if one.note and one.kind in _NOTED else one
            for one in found
        ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _interaction(one: Interaction) -> Entry:
    outcome = OUTCOMES[one.outcome].lower() if one.outcome else ""
    kind = INTERACTIONS[one.kind]
    if one.direction == "in":
        kind = tr("{kind} from them", kind=kind)
    if one.direction == "out" and one.answer == "given":
        outcome = tr("{outcome}, answered", outcome=outcome)
    words = tr("{kind}: {outcome}", kind=kind, outcome=outcome) if outcome else kind
    waits = one.answer == "wanted"
    return Entry(one.at, one.kind, words, one.note, one.direction, waits, one.id)


def _alike(one: ConsentEntry) -> tuple[object, ...]:
    """What entries have in common that were written together, for several channels."""
    return (one.at, one.evidence, one.topic.purpose, one.topic.petition, one.given, one.correction)


def _consent(some: list[ConsentEntry], refs: dict[str, str]) -> Entry:
    one = some[0]
    about = PURPOSES[one.topic.purpose].lower()
    if one.topic.petition:
        about = tr("{about} ({ref})", about=about, ref=refs.get(one.topic.petition, "?"))
    ways = ", ".join(CHANNELS[each.topic.channel].lower() for each in some)
    if one.correction:
        words = tr("Consent corrected: {ways}: {about}", ways=ways, about=about)
    elif one.given:
        words = tr("Agreed to {ways}: {about}", ways=ways, about=about)
    else:
        words = tr("Withdrew from {ways}: {about}", ways=ways, about=about)
    day = datetime.combine(one.evidence.given_on, one.at.timetz())
    evidence = [HOWS[one.evidence.how], one.evidence.reference]
    return Entry(day, "consent", words, ", ".join(part for part in evidence if part), "in")


def _outreach(store: Store, contact: str, logged: set[str]) -> list[Entry]:
    """The volunteers' lists they are on whose result is not keyed yet."""
    return [
        Entry(
            made.made_at,
            "outreach",
            tr("On {kind} {number}: no result yet",
               kind=OUTREACH[made.kind].lower(), number=made.number),
            made.title,
        )
        for made, line in store.outreach.of_contact(contact)
        if made.kind in {"calls", "walks"} and made.id not in logged and not line.outcome
    ]  # fmt: skip


def _signatures(store: Store, contact: str, refs: dict[str, str]) -> list[Entry]:
    found = []
    for one in store.interactions.signed(contact):
        if one.signed_on is None:
            continue
        ref = refs.get(one.petition, "?")
        where = tr("{sheet}, row {row}", sheet=printed(one.sheet), row=one.row) if one.sheet else ""
        at = datetime.combine(one.signed_on, time(), UTC)
        found.append(Entry(at, "signature", tr("Signed “{ref}”", ref=ref), where, "in"))
    return found
