"""The list of open tasks as a paper to carry along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact
from app.domain.community.tasks import Task, repeat_words
from app.domain.outreach.reaching import REASONS, LeftOut, Reason
from app.errors import AppError
from app.intake.templates import EVENT_LANGUAGES, event_texts
from app.messages import tr
from app.operations.community import tasks
from app.operations.community.contacts import numbered
from app.operations.outreach import reaching
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.store import Store

TASK_LIST = "task-list"
"""The list, as the record of documents calls it."""


@dataclass(frozen=True)
class Drawn:
    """The paper: its tasks, how many contacts it names, whom it calls by number alone, and why."""

    pdf: bytes
    tasks: int
    named: int
    unnamed: Sequence[LeftOut]


def draw(store: Store, *, assigned: str = "", now: datetime) -> Drawn:
    """The open tasks of a volunteer, or of everybody, as a PDF.

    Volunteers ring from it: it names those who may be rung, and the others by number alone.
    """
    from app.documents.community.task_list import Line, task_list_pdf

    found = tasks.listing(store, assigned=assigned)
    if not found:
        raise AppError("There is no open task to print.")
    people = store.holders.by_id()
    about = store.contacts.of_ids([one.contact for one in found if one.contact])
    why = _why_not(store, found, now.date())
    lines = [
        Line(
            one.due,
            one.title,
            people[one.assigned].name if one.assigned and not assigned else "",
            *_about(about[one.contact], why.get(one.id)) if one.contact else ("", ""),
            ", ".join(part for part in (repeat_words(one.repeats), one.note) if part),
        )
        for one in found
    ]
    holder = people.get(found[0].assigned) if assigned else None
    language = holder.language if holder and holder.language in EVENT_LANGUAGES else "en"
    texts = event_texts(language)["tasks"]
    pdf = task_list_pdf(lines, holder.name if holder else "", now.date(), texts, language)
    named = {one.contact for one in found if one.contact and one.id not in why}
    unnamed = {one.contact: why[one.id] for one in found if one.id in why}
    left = [LeftOut(about[key], one) for key, one in unnamed.items()]
    return Drawn(pdf, len(found), len(named), left)


def write(store: Store, drawn: Drawn, out: Path, *, force: bool = False, now: datetime) -> None:
    """Writes a list that is drawn, and records that it left."""
    check_target(out, force=force)
    write_whole(out, drawn.pdf, force=force)
    note_print(store, drawn, now=now)


def note_print(store: Store, drawn: Drawn, *, now: datetime) -> None:
    """Records that a list with names left the campaign."""
    if drawn.named:
        with store.step(tr("Record a document with names"), inverse=()):
            store.exports.add(None, Export(now, TASK_LIST, "none", drawn.named))


def unnamed_words(drawn: Drawn) -> str:
    """Whom the list calls by number alone, and why; empty where it names everybody."""
    listed = [f"{one.contact.number} ({REASONS[one.reason].lower()})" for one in drawn.unnamed]
    return bool(listed) * tr("By number alone: {contacts}.", contacts=", ".join(listed))


def _about(contact: Contact, why: Reason | None) -> tuple[str, str]:
    """How a contact is called on the list, and their telephone."""
    return (numbered(contact), "") if why else (contact.name, contact.phone)


def _why_not(store: Store, found: Sequence[Task], today: date) -> dict[str, Reason]:
    """Why a task (its id) names nobody: they may not be rung about that by whoever has it.

    A task of no petition may be about anything that they agreed to be rung for. Who has no
    telephone is named: there is nothing to ring.
    """
    petitions = [one.id for one in store.petitions.all()]
    places = {reason: at for at, reason in enumerate(REASONS)} | {"no-consent": -1}
    asked: dict[tuple[str, str], list[Task]] = {}
    for one in found:
        if one.contact:
            asked.setdefault((one.petition, one.assigned), []).append(one)
    why: dict[str, Reason] = {}
    for (petition, caller), some in asked.items():
        about = [Topic("phone", "news", one) for one in ([petition] if petition else petitions)]
        about += [] if petition else [Topic("phone", "campaigns"), Topic("phone", "volunteering")]
        keys = list({one.contact for one in some})
        reasons: dict[str, list[Reason | None]] = {key: [] for key in keys}
        for topic in about:
            reached = reaching.reach(store, keys, topic, caller=caller, today=today)
            left = {one.contact.id: one.reason for one in reached.left_out}
            for key in keys:
                reasons[key].append(left.get(key))
        for one in some:
            against = [reason for reason in reasons[one.contact] if reason]
            if len(against) == len(about) and "no-phone" not in against:
                why[one.id] = max(against, key=lambda reason: places[reason])
    return why
