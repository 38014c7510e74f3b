"""Tasks: kept, given to a volunteer, ticked off; one that repeats comes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from app.domain import names
from app.domain.community.tasks import Task, anchored, next_due, parse_repeat
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.paper.holders import known_holder, require_name
from app.store.store import Store

TITLE_LIMIT, NOTE_LIMIT = 200, 2_000
"""Characters of a task's words and of its note."""

LAST_YEAR = 2999


def due(store: Store, today: date) -> list[Task]:
    """The open tasks that are due today or late, the latest first."""
    return store.tasks.open(today)


def listing(
    store: Store,
    *,
    until: date | None = None,
    with_done: bool = False,
    assigned: str = "",
    contact: str = "",
) -> list[Task]:
    """Open tasks by day, with `until` those due up to it; `with_done` those done last besides.

    `assigned` is a volunteer’s name, `contact` the id of whom they are about.
    """
    found = store.tasks.open(until) + (store.tasks.done() if with_done else [])
    if assigned:
        holder = store.holders.known("collector", names.tidy(assigned))
        if not holder:
            raise NotFoundError(
                "No volunteer is called “{name}”: write the name as it stands at their tasks.",
                name=assigned,
            )
        found = [one for one in found if one.assigned == holder]
    return [one for one in found if not contact or one.contact == contact]


def get(store: Store, number: int) -> Task:
    """The task with that number; NotFoundError where there is none."""
    found = store.tasks.by_number(number)
    if found is None:
        raise NotFoundError(
            "There is no task {number}: choose one that is listed.", lacks="task", number=number
        )
    return found


def add(store: Store, task: Task, *, assigned: str = "", now: datetime) -> Task:
    """Keeps a new task for the volunteer of that name; gives it back with its number."""
    with store.step(tr("Add a task")):
        return put(store, task, assigned=assigned, now=now)


def put(store: Store, task: Task, *, assigned: str = "", now: datetime) -> Task:
    """Keeps a new task inside the caller's step."""
    ready = _prepared(replace(task, made_at=now))
    holder = known_holder(store, "collector", require_name("volunteer", assigned))
    return get(store, store.tasks.add([replace(ready, assigned=holder)])[0])


def change(store: Store, task: Task, *, assigned: str | None = None) -> Task:
    """Keeps a task as it is now, for another volunteer where `assigned` names one."""
    ready = _prepared(task)
    with store.step(tr("Change task {number}", number=task.number)):
        if assigned is not None:
            holder = known_holder(store, "collector", require_name("volunteer", assigned))
            ready = replace(ready, assigned=holder)
        store.tasks.replace(ready)
    return ready


def done(store: Store, numbers: Sequence[int], *, now: datetime) -> list[Task]:
    """Ticks tasks off; gives those that come again, which are made in the same step."""
    ticked = [get(store, number) for number in dict.fromkeys(numbers)]
    for one in ticked:
        if one.done_at:
            raise AppError(
                "Task {number} was done on {day:%d/%m/%Y} already.",
                number=one.number,
                day=one.done_at,
            )
    first = ticked[0].number if ticked else 0
    label = trn("Tick off task {first}", "Tick off {number} tasks", len(ticked), first=first)
    with store.step(label):
        for one in ticked:
            store.tasks.replace(replace(one, done_at=now))
        again = [one for one in (_again(task, now) for task in ticked) if one]
        made = store.tasks.add(again)
    return [get(store, number) for number in made]


def _again(task: Task, now: datetime) -> Task | None:
    repeat = parse_repeat(task.repeats)
    if repeat is None:
        return None
    day = next_due(task.due or now.date(), repeat, now.date())
    return replace(task, due=day, made_at=now, done_at=None)


def reopen(store: Store, number: int) -> Task:
    """Takes a tick back, and with it the next one of a task that repeats.

    Where something was done with that one, it goes on alone and this one comes no more.
    """
    task = get(store, number)
    if not task.done_at:
        raise AppError("Task {number} is still open.", number=number)
    following = _following(store, task)
    repeats = task.repeats
    with store.step(tr("Reopen task {number}", number=number)):
        if following:
            if following == _same(following, task):
                store.tasks.remove(following.id)
            else:
                repeats = ""
        store.tasks.replace(replace(task, done_at=None, repeats=repeats))
    return get(store, number)


def _following(store: Store, task: Task) -> Task | None:
    """The task that was made where this one was ticked off, at the very same moment."""
    if not task.repeats or not task.done_at:
        return None
    made = store.tasks.made_at(task.done_at)
    alike = [one for one in made if one.id != task.id and one.contact == task.contact]
    return next((one for one in alike if one.title == task.title), None)


def _same(following: Task, task: Task) -> Task:
    """What the next one is as long as nothing was done with it."""
    return replace(
        task, due=following.due, made_at=following.made_at, done_at=None, id=following.id,
        number=following.number,
    )  # fmt: skip


def remove(store: Store, number: int) -> Task:
    """Takes a task off the list that is no longer to be done, with what would come again."""
    task = get(store, number)
    with store.step(tr("Remove task {number}", number=number)):
        store.tasks.remove(task.id)
    return task


def _prepared(task: Task) -> Task:
    title, note = names.tidy(task.title), names.lines(task.note)
    if not title:
        raise AppError("A task needs words: say what is to be done.")
    if len(title) > TITLE_LIMIT:
        raise AppError(
            "A task’s words have {count} characters; the most is {limit}: put the rest in its "
            "note.",
            count=len(title),
            limit=TITLE_LIMIT,
        )
    if len(note) > NOTE_LIMIT:
        raise AppError("A note has at most {limit:,} characters.", limit=NOTE_LIMIT)
    if task.due and task.due.year > LAST_YEAR:
        raise AppError("{year} is too far away: give a nearer day.", year=task.due.year)
    try:
        repeat = parse_repeat(task.repeats)
    except ValueError:
        raise AppError(
            "“{text}” is not how often: write “2 weeks”, “1 month” or “daily”.", text=task.repeats
        ) from None
    if repeat and task.due:
        repeat = anchored(repeat, task.due)
    return replace(task, title=title, note=note, repeats=repeat.text if repeat else "")
