"""What happened with the practice campaign's contacts, its tasks and events: invented as well."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.domain.community.doings import Answer, Direction, Interaction, InteractionKind, Outcome
from app.domain.community.events import Event, Guest, GuestState
from app.domain.community.followed import Followed, Step
from app.domain.community.tasks import Task
from app.intake.tables import read_table
from app.messages import tr
from app.operations.community import tasks
from app.paths import RESOURCES
from app.store.store import Store

_FILE = RESOURCES / "practice" / "doings.toml"


@dataclass(frozen=True)
class _Task:
    title: str
    days: int
    assigned: str = ""
    contact: str = ""
    repeats: str = ""
    note: str = ""


@dataclass(frozen=True)
class _Event:
    title: str
    days: int
    starts: str
    ends: str
    place: str
    languages: tuple[str, ...]
    invited: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    not_coming: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Interaction:
    contact: str
    kind: InteractionKind
    days: int
    outcome: Outcome = ""
    note: str = ""
    direction: Direction = "out"
    answer: Answer = ""


@dataclass(frozen=True)
class _Followed:
    step: Step
    days: int
    note: str = ""


def fill(store: Store, ref: str, *, now: datetime) -> None:
    """Adds tasks, events, interactions and what followed, about the invented contacts there are."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    petition = store.petitions.get(ref).id
    known = {one.name: one.id for one in store.contacts.all()}

    with store.step(tr("Add what happened in practice")):
        for line in (read_table(_Task, one, _FILE.name) for one in table["task"]):
            day = now.date() + timedelta(days=line.days)
            about = known[line.contact] if line.contact else ""
            task = Task(line.title, day, "", about, petition, line.repeats, line.note)
            tasks.put(store, task, assigned=line.assigned, now=now)
        for event in (read_table(_Event, one, _FILE.name) for one in table["event"]):
            _add_event(store, event, petition, known, now)
        store.interactions.add(
            Interaction(
                known[one.contact], one.kind, now + timedelta(days=one.days), one.direction,
                one.outcome, one.note, one.answer, petition,
            )
            for one in (read_table(_Interaction, line, _FILE.name) for line in table["interaction"])
        )  # fmt: skip
        for step in (read_table(_Followed, one, _FILE.name) for one in table["followed"]):
            day = now.date() + timedelta(days=step.days)
            store.followed.add(Followed(step.step, day, "", step.note, petition))


def _add_event(
    store: Store, line: _Event, petition: str, known: dict[str, str], now: datetime
) -> None:
    day = now.date() + timedelta(days=line.days)
    starts, ends = (
        datetime.combine(day, time.fromisoformat(at), now.tzinfo) for at in (line.starts, line.ends)
    )
    number = store.events.add(Event(line.title, starts, ends, line.place, line.languages, petition))
    event = store.events.by_number(number)
    states: tuple[tuple[GuestState, tuple[str, ...]], ...] = (
        ("invited", line.invited),
        ("coming", line.coming),
        ("not-coming", line.not_coming),
        ("came", line.came),
    )
    store.events.put(
        Guest(event.id if event else "", known[name], state)
        for state, names in states
        for name in names
    )
