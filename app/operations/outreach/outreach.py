"""What every list shares: whom it is meant for, its record, and what is logged once it went out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from app.domain.community.doings import Interaction, InteractionKind
from app.domain.outreach.outreach import OUTREACH, Audience, Outreach, OutreachKind, OutreachLine
from app.domain.outreach.reaching import REASONS, Reached
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.outreach import reaching
from app.store.community.contact_query import ContactQuery
from app.store.exports import Export
from app.store.store import Store

_LOGGED: dict[OutreachKind, InteractionKind] = {
    "letters": "letter",
    "labels": "letter",
    "envelopes": "letter",
    "posters": "letter",
    "drafts": "email",
}


def chosen(store: Store, audience: Audience) -> list[str]:
    """The ids of those meant, before the gate; NotFoundError where the segment is not there."""
    if audience.contacts:
        return list(audience.contacts)
    if not audience.segment:
        return store.contacts.ids(ContactQuery())
    segment = store.segments.named(audience.segment)
    if segment is None:
        raise NotFoundError(
            "There is no segment “{segment}”: look in the list of segments.",
            segment=audience.segment,
        )
    return store.contacts.ids(store.segments.query(segment, audience.today))


def reach(store: Store, audience: Audience) -> Reached:
    """Who may be on the list, and who was left out and why; AppError where nobody is on it."""
    caller = store.holders.known("collector", audience.caller) if audience.caller else ""
    found = reaching.reach(
        store, chosen(store, audience), audience.topic, caller=caller,
        with_at_risk=audience.with_at_risk, today=audience.today,
    )  # fmt: skip
    if not found.people:
        why = left_out_words(found)
        raise AppError(
            "Nobody may be on this list: {why}.",
            why=why or tr("the choice matches no contact"),
        )
    return found


def require_same(store: Store, audience: Audience, before: Reached) -> None:
    """Refuses where somebody on the list may no longer be reached."""
    caller = store.holders.known("collector", audience.caller) if audience.caller else ""
    reaching.require_same(
        store, before, audience.topic, caller=caller, with_at_risk=audience.with_at_risk,
        today=audience.today,
    )  # fmt: skip


def left_out_words(found: Reached) -> str:
    """Who was left out and why, in words; empty where nobody was."""
    return ", ".join(
        f"{REASONS[reason].lower()}: {number:,}" for reason, number in found.reasons.items()
    )


def note(store: Store, made: Outreach, lines: list[OutreachLine]) -> Outreach:
    """Records what was made and that it carries names, inside the caller's step."""
    kept = store.outreach.add(made, lines)
    export = Export(made.made_at, f"outreach-{made.kind}", "none", len(lines))
    store.exports.add(made.topic.petition or None, export)
    return kept


@contextmanager
def recording(store: Store, kind: OutreachKind, people: int) -> Iterator[None]:
    """The step of making something for many people."""
    words = OUTREACH[kind]
    with store.step(
        trn("{words} for {number} contact", "{words} for {number:,} contacts", people, words=words)
    ):
        yield


def get(store: Store, number: int) -> Outreach:
    """What was made with that number; NotFoundError where there is none."""
    found = store.outreach.by_number(number)
    if found is None:
        raise NotFoundError("There is no outreach {number}: see “outreach list”.", number=number)
    return found


def confirm(store: Store, number: int, *, now: datetime) -> int:
    """Logs an interaction for each contact once it is sure that it went out; gives how many."""
    made = get(store, number)
    if made.holder:
        raise AppError(
            "Outreach {number} is a volunteer’s list: key what came of its lines instead.",
            number=number,
        )
    if made.confirmed_at:
        raise AppError(
            "Outreach {number} was confirmed on {day:%d/%m/%Y} already.",
            number=number,
            day=made.confirmed_at,
        )
    lines = store.outreach.lines(made.id)
    kind: InteractionKind = "text" if made.topic.channel == "text" else _LOGGED[made.kind]
    with store.step(tr("Confirm that outreach {number} went out", number=number)):
        store.interactions.add(
            Interaction(
                line.contact, kind, now, outcome="sent", petition=made.topic.petition,
                outreach=made.id,
            )
            for line in lines
        )  # fmt: skip
        store.outreach.confirm(made.id, now)
    return len(lines)
