"""Numbers for text messages, of those who agreed to them: a table for another program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.community.addressing import written_name
from app.domain.community.contact import LANGUAGES, Contact
from app.domain.outreach import merge
from app.domain.outreach.outreach import Audience, Outreach, OutreachLine
from app.domain.outreach.reaching import Reached
from app.intake.email_texts import email_words
from app.intake.phones import as_dialled, is_landline, read_phone
from app.messages import tr
from app.operations.campaign import leaving
from app.operations.outreach import outreach, senders
from app.operations.outreach.email_drafts import TOLD, MergeTable
from app.store.files import write_whole
from app.store.sealed import seal
from app.store.store import Store

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
    """Each number once; AppError where it is not kept who writes."""
    audience = replace(audience, topic=replace(audience.topic, channel="text"))
    reached = outreach.reach(store, audience)
    people: dict[str, Contact] = {}
    same: list[Contact] = []
    no_texts: list[Contact] = []
    for one in reached.people:
        number = one.phones[0].number or read_phone(one.phone).number
        if not number or is_landline(number):
            no_texts.append(one)
        elif number in people:
            same.append(one)
        else:
            people[number] = one
    listed = tuple((one, number) for number, one in people.items())
    ends = _ends(store, audience.topic.petition, sorted({_language(one) for one, _ in listed}))
    return TextList(audience, reached, listed, tuple(same), tuple(no_texts), ends)


def _language(one: Contact) -> str:
    return one.language if one.language in LANGUAGES else "en"


def _ends(store: Store, petition: str, languages: Sequence[str]) -> dict[str, str]:
    name, contact = senders.group(store, petition)
    if not name:
        senders.require(store)
    values = {"sender": name, "contact": contact}
    return {one: merge.fill(email_words(one)["stop_text"], values) for one in languages}


def draw(made: TextList, *, passphrase: str = "") -> MergeTable:
    """The table, sealed where there is a `passphrase`."""
    from app.documents.tables.csv_file import csv_file

    lines = [
        {
            "phone": as_dialled(number),
            "name": written_name(one, one.language).text,
            "language": _language(one),
            "end": made.ends[_language(one)],
        }
        for one, number in made.people
    ]
    content = csv_file(COLUMNS, lines)
    return MergeTable(
        seal(content, passphrase) if passphrase else content, len(lines), bool(passphrase)
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
    with outreach.recording(store, "drafts", table.people):
        kept = outreach.note(
            store,
            Outreach("drafts", tr("Text messages"), now, made.audience.topic),
            [OutreachLine(one.id, place) for place, (one, _) in enumerate(made.people, 1)],
        )
        write_whole(path, table.content, force=force)
    return kept, path
