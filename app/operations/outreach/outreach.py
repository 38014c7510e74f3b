"""What every list shares: whom it is meant for, its record, and what is logged once it went out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.community.doings import Interaction, InteractionKind
from app.domain.outreach.outreach import OUTREACH, Audience, Outreach, OutreachKind, OutreachLine
from app.domain.outreach.reaching import REASONS, LeftOut, Reached, Reason
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
    "texts": "text",
}

_WRAPS: frozenset[OutreachKind] = frozenset({"labels", "envelopes"})
"""What carries no message of its own."""

SAID_NO: frozenset[Reason] = frozenset(
    {"deceased", "do-not-contact", "withdrawn", "no-consent", "alike"}
)
"""Reasons for which something that is made already is not to go out."""


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


def _gate(store: Store, contacts: Sequence[str], audience: Audience) -> Reached:
    caller = store.holders.known("collector", audience.caller) if audience.caller else ""
    return reaching.reach(
        store, contacts, audience.topic, caller=caller, with_at_risk=audience.with_at_risk,
        today=audience.today,
    )  # fmt: skip


def reach(store: Store, audience: Audience) -> Reached:
    """Who may be on the list, and who was left out and why; AppError where nobody is on it."""
    found = _gate(store, chosen(store, audience), audience)
    if not found.people:
        why = left_out_words(found)
        raise AppError(
            "Nobody may be on this list: {why}.",
            why=why or tr("the choice matches no contact"),
        )
    return found


def require_same(store: Store, audience: Audience, before: Reached) -> None:
    """Refuses where somebody on a prepared list may no longer be reached: look at it again."""
    now = _gate(store, [one.id for one in before.people], audience)
    gone = len(before.people) - len(now.people)
    if gone:
        raise AppError(
            "Since the preview {number} of {all} may no longer be reached ({why}): make the list "
            "again.",
            number=gone,
            all=len(before.people),
            why=left_out_words(now),
        )


def left_out_words(found: Reached) -> str:
    """Who was left out and why, in words; empty where nobody was."""
    return ", ".join(
        f"{REASONS[reason].lower()}: {number:,}" for reason, number in found.reasons.items()
    )


def office_words(found: Reached) -> str:
    """How many are reached in their office, who agreed to nothing; empty where nobody is."""
    return tr("{number:,} in their office, without consent", number=found.offices) * bool(
        found.offices
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
        raise NotFoundError(
            "There is no outreach {number}: choose one that is listed.",
            lacks="outreach", number=number,
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class Confirmed:
    """What went out: the number of what carried it, and those of what went with it.

    `logged` counts the contacts of whom it is logged; `barred` are those of them who may no longer
    be reached, and why.
    """

    number: int
    along: Sequence[int]
    logged: int
    barred: Sequence[LeftOut]


def barred(store: Store, number: int, today: date) -> Sequence[LeftOut]:
    """Those on it who said no since it was made, or died, and why."""
    carrier, _ = _mailing(store, _unconfirmed(store, number))
    found = reaching.reach(
        store, _people(store, carrier), carrier.topic, with_at_risk=True, today=today
    )
    return [one for one in found.left_out if one.reason in SAID_NO]


def confirm(
    store: Store, number: int, *, without: Collection[str] = (), now: datetime
) -> Confirmed:
    """Logs an interaction with each contact once it is sure that it went out.

    One mailing is logged once: what was printed again, and labels and envelopes for the same
    people, are confirmed with what carries the message. `without` are contacts (ids) to whom it
    did not go.
    """
    carrier, along = _mailing(store, _unconfirmed(store, number))
    people = _people(store, carrier)
    missing = store.contacts.of_ids([one for one in without if one not in people])
    for one in missing.values():
        raise AppError(
            "Contact {contact} is not on outreach {number}.", contact=one.number,
            number=carrier.number,
        )  # fmt: skip
    went = [one for one in people if one not in without]
    no_more = [one for one in barred(store, number, now.date()) if one.contact.id in went]
    kind = _LOGGED[carrier.kind]
    with store.step(tr("Confirm that outreach {number} went out", number=carrier.number)):
        store.interactions.add(
            Interaction(
                one, kind, now, outcome="sent", petition=carrier.topic.petition,
                outreach=carrier.id,
            )
            for one in went
        )  # fmt: skip
        for made in (carrier, *along):
            store.outreach.confirm(made.id, now)
    return Confirmed(carrier.number, [one.number for one in along], len(went), no_more)


def _unconfirmed(store: Store, number: int) -> Outreach:
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
    return made


def _people(store: Store, made: Outreach) -> list[str]:
    return [line.contact for line in store.outreach.lines(made.id)]


def _mailing(store: Store, made: Outreach) -> tuple[Outreach, list[Outreach]]:
    """What carries the message, and what else that waits belongs to it."""
    waiting = {
        one.number: (one, set(_people(store, one)))
        for one in store.outreach.all()
        if not one.confirmed_at and not one.holder and one.topic == made.topic
    }
    mine = waiting[made.number][1]
    carrier, people = made, mine
    if made.kind in _WRAPS:
        letters = [
            (one, whose)
            for one, whose in waiting.values()
            if one.kind not in _WRAPS and _LOGGED[one.kind] == "letter" and mine <= whose
        ]
        carrier, people = letters[0] if letters else (made, mine)
        if not all(one.is_again(carrier) for one, _ in letters):
            raise AppError(
                "Outreach {number} carries no message, and several wait for the same people "
                "({letters}): say which of them went out.",
                number=made.number,
                letters=", ".join(str(one.number) for one, _ in letters),
            )
    along = [
        one
        for one, whose in waiting.values()
        if one.id != carrier.id
        and (whose <= people if one.kind in _WRAPS else whose == people and one.is_again(carrier))
    ]
    return carrier, along
