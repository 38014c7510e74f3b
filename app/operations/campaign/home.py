"""Home's figures: where a petition stands, what is late, to do and to come; read, never written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.domain.community.contact import Contact
from app.domain.community.doings import Interaction
from app.domain.community.events import Event, GuestState, next_of
from app.domain.community.followed import overdue
from app.domain.community.tasks import Task
from app.domain.pace import Pace, pace
from app.domain.sheet import Balance
from app.domain.signature import Counts, Origin, less
from app.operations.community import events, interactions, tasks
from app.operations.paper import chase, sheets
from app.store.petitions import PetitionRecord
from app.store.store import Store


@dataclass(frozen=True)
class Figures:
    """All that Home shows of a petition.

    `by_day` are valid signatures by day, `late` sheets out past their day; `pages` of scans wait
    for a person and `old` pictures are past theirs; `tasks` are due, `done` were done today;
    `waiting` are those who wait for our answer. `overdue` is the day by which a reply to the
    petition was expected that has not come.
    """

    record: PetitionRecord
    counts: Counts
    apart: dict[Origin, Counts]
    by_day: list[tuple[date, int]]
    pace: Pace
    balance: Balance
    late: int
    pages: int
    old: int
    tasks: list[Task]
    done: list[Task]
    waiting: list[tuple[Contact, Interaction]]
    event: Event | None
    guests: dict[GuestState, int]
    overdue: date | None


def figures(store: Store, ref: str, *, now: datetime) -> Figures:
    """The figures of a petition at a moment."""
    record, today = store.petitions.get(ref), now.date()
    counts = store.sheets.counts(record.id)
    online = store.signatures.by_origin(record.id)["online"]
    by_day = store.sheets.valid_by_day(record.id)
    wording = record.wording
    event = next_of(store.events.all(), now)
    return Figures(
        record=record,
        counts=counts,
        apart={"paper": less(counts, online), "online": online},
        by_day=by_day,
        pace=pace(by_day, counts.valid, today, wording.closes, wording.target or 0),
        balance=sheets.sheet_balance(store, ref),
        late=chase.late_sheets(store, ref, today=today),
        pages=store.scans.waiting(),
        old=store.scans.expired(today),
        tasks=tasks.due(store, today),
        done=store.tasks.done_since(datetime.combine(today, time(), now.tzinfo)),
        waiting=interactions.waiting(store),
        event=event,
        guests=events.counts(store, event) if event else {},
        overdue=overdue(store.followed.of_petition(record.id), today),
    )
