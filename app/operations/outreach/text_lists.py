"""Numbers for text messages, of those who agreed to them: a table for another program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.community.addressing import written_name
from app.domain.community.consent import PURPOSES
from app.domain.community.contact import LANGUAGES, Contact
from app.domain.outreach import merge
from app.domain.outreach.letter import numbers
from app.domain.outreach.outreach import Audience, Outreach, OutreachLine
from app.domain.outreach.reaching import Reached
from app.domain.outreach.sender import Sender
from app.errors import AppError
from app.intake.email_texts import email_words
from app.intake.phones import as_dialled, is_landline, read_phone
from app.messages import tr
from app.operations.campaign import leaving
from app.operations.outreach import outreach, senders
from app.operations.outreach.email_drafts import MergeTable
from app.store.files import write_whole
from app.store.sealed import seal
from app.store.store import Store

TOLD = tr("the names and telephone numbers")
"""What a plain table tells of people."""

COLUMNS = ("phone", "name", "language", "end")


@dataclass(frozen=True)
class TextList:
    """Who is on it; who shares a number, or has none that takes texts, is not.

    `ends` is by language what every text ends with: who writes, and how one stops.
    """

    audience: Audience
    reached: Reached
    people: tuple[tuple[Contact, str], ...]
    same_number: tuple[Contact, ...]
    no_texts: tuple[Contact, ...]
    ends: Mapping[str, str]


def prepare(store: Store, audience: Audience) -> TextList:
    """Each number once; AppError where it is not kept who writes, or nobody has such a number."""
    sender = senders.require(store)
    audience = replace(audience, topic=replace(audience.topic, channel="text"))
    reached = outreach.reach(store, audience)
    people: dict[str, Contact] = {}
    same: list[Contact] = []
    no_texts: list[Contact] = []
    for one in reached.people:
        number = _number(one)
        if not number:
            no_texts.append(one)
        elif number in people:
            same.append(one)
        else:
            people[number] = one
    if not people:
        raise AppError(
            "Nobody on this list has a number that takes texts: give contact {numbers} a mobile "
            "number.",
            numbers=numbers(_by_number(no_texts)),
        )
    listed = tuple((one, number) for number, one in people.items())
    ends = _ends(sender, sorted({_language(one) for one, _ in listed}))
    return TextList(audience, reached, listed, _by_number(same), _by_number(no_texts), ends)


def _by_number(some: Sequence[Contact]) -> tuple[Contact, ...]:
    return tuple(sorted(some, key=lambda one: one.number))


def _number(one: Contact) -> str:
    """The first of a contact's numbers that takes texts; empty where none does."""
    found = (phone.number or read_phone(phone.written).number for phone in one.phones)
    return next((number for number in found if number and not is_landline(number)), "")


def _language(one: Contact) -> str:
    return one.language if one.language in LANGUAGES else "en"


def _ends(sender: Sender, languages: Sequence[str]) -> dict[str, str]:
    values = {"sender": sender.name, "contact": sender.email}
    return {one: merge.fill(email_words(one)["stop_text"], values) for one in languages}


def lines(made: TextList, most: int | None = None) -> list[dict[str, str]]:
    """What the table says of each, in its order; of the first of them where `most` is given."""
    return [
        {
            "phone": as_dialled(number),
            "name": written_name(one, one.language).text,
            "language": _language(one),
            "end": made.ends[_language(one)],
        }
        for one, number in made.people[:most]
    ]


def draw(made: TextList, *, passphrase: str = "") -> MergeTable:
    """The table, sealed where there is a `passphrase`."""
    from app.documents.tables.csv_file import csv_file

    content = csv_file(COLUMNS, lines(made))
    return MergeTable(
        seal(content, passphrase) if passphrase else content, len(made.people), bool(passphrase)
    )


def write(
    store: Store,
    made: TextList,
    table: MergeTable,
    out: Path,
    *,
    confirmed: int | None = None,
    force: bool = False,
    now: datetime,
) -> tuple[Outreach, Path]:
    """Writes the table; a plain one needs `confirmed`, the number of people in it."""
    path = leaving.ready(
        out, TOLD, table.people, sealed=table.sealed, confirmed=confirmed, force=force
    )
    people = replace(made.reached, people=[one for one, _ in made.people])
    outreach.require_same(store, made.audience, people)
    topic = made.audience.topic
    segment = store.segments.named(made.audience.segment) if made.audience.segment else None
    with outreach.recording(store, "texts", table.people):
        kept = outreach.note(
            store,
            Outreach("texts", PURPOSES[topic.purpose], now, topic, segment.id if segment else ""),
            [OutreachLine(one.id, place) for place, (one, _) in enumerate(made.people, 1)],
        )
        write_whole(path, table.content, force=force)
    return kept, path
