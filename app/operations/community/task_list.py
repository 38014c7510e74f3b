"""The list of open tasks as a paper to carry along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.community.tasks import repeat_words
from app.errors import AppError
from app.intake.templates import EVENT_LANGUAGES, event_texts
from app.messages import tr
from app.operations.community import tasks
from app.operations.community.contacts import shown_name
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.store import Store

TASK_LIST = "task-list"
"""The list, as the record of documents calls it."""


@dataclass(frozen=True)
class Drawn:
    """The paper, how many tasks stand on it, and how many contacts it names."""

    pdf: bytes
    tasks: int
    named: int


def draw(store: Store, *, assigned: str = "", now: datetime) -> Drawn:
    """The open tasks of a volunteer, or of everybody, as a PDF.

    It names the contacts they are about, one at risk by number alone.
    """
    from app.documents.community.task_list import Line, task_list_pdf

    found = tasks.listing(store, assigned=assigned)
    if not found:
        raise AppError("There is no open task to print.")
    people = store.holders.by_id()
    about = store.contacts.of_ids([one.contact for one in found if one.contact])
    lines = [
        Line(
            one.due,
            one.title,
            people[one.assigned].name if one.assigned and not assigned else "",
            shown_name(about[one.contact]) if one.contact else "",
            "" if not one.contact or about[one.contact].at_risk else about[one.contact].phone,
            ", ".join(part for part in (repeat_words(one.repeats), one.note) if part),
        )
        for one in found
    ]
    holder = people.get(found[0].assigned) if assigned else None
    language = holder.language if holder and holder.language in EVENT_LANGUAGES else "en"
    texts = event_texts(language)["tasks"]
    pdf = task_list_pdf(lines, holder.name if holder else "", now.date(), texts, language)
    return Drawn(pdf, len(found), sum(1 for one in about.values() if not one.at_risk))


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
