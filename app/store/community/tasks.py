"""What is to be done, found by day, volunteer and contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from app.domain.community.tasks import Task
from app.store.driver import Database
from app.store.identity import new_ids

_COLUMNS = "title, due, assigned, contact, petition, repeats, note, made_at, done_at, id, number"
_READ = (
    "title, due, coalesce(assigned, ''), coalesce(contact, ''), petition, repeats, note, made_at, "
    "done_at, id, number"
)
_ORDER = "ORDER BY due IS NULL, due, number"


def _task(row: Sequence[Any]) -> Task:
    title, due, assigned, contact, petition, repeats, note, made, done, key, number = row
    return Task(
        title, date.fromisoformat(due) if due else None, assigned, contact, petition, repeats, note,
        datetime.fromisoformat(made), datetime.fromisoformat(done) if done else None, key, number,
    )  # fmt: skip


def _values(task: Task) -> tuple[Any, ...]:
    return (
        task.title,
        task.due and task.due.isoformat(),
        task.assigned or None,
        task.contact or None,
        task.petition,
        task.repeats,
        task.note,
        task.made_at and task.made_at.isoformat(),
        task.done_at and task.done_at.isoformat(),
    )


class Tasks:
    """The campaign's tasks."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, tasks: Iterable[Task]) -> list[int]:
        """Keeps new tasks and gives their numbers."""
        listed = list(tasks)
        first = self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM task").fetchone()[0]
        numbers = list(range(first, first + len(listed)))
        self._db.conn.executemany(
            f"INSERT INTO task ({_COLUMNS}) VALUES ({', '.join('?' * 11)})",
            [
                (*_values(one), key, number)
                for one, key, number in zip(listed, new_ids(len(listed)), numbers, strict=True)
            ],
        )
        return numbers

    def replace(self, task: Task) -> None:
        """Keeps `task` in the place of the one with its id."""
        settings = ", ".join(f"{one} = ?" for one in _COLUMNS.split(", ")[:9])
        self._db.execute(f"UPDATE task SET {settings} WHERE id = ?", (*_values(task), task.id))

    def remove(self, task: str) -> None:
        """Forgets a task (its id)."""
        self._db.execute("DELETE FROM task WHERE id = ?", (task,))

    def by_number(self, number: int) -> Task | None:
        """The task with that number; None where there is none."""
        row = self._db.execute(f"SELECT {_READ} FROM task WHERE number = ?", (number,)).fetchone()
        return _task(row) if row else None

    def open(self, until: date | None = None) -> list[Task]:
        """Tasks that are not done, by day; with `until` those due up to that day alone."""
        due = "AND due <= ?" if until else ""
        rows = self._db.execute(
            f"SELECT {_READ} FROM task WHERE done_at IS NULL {due} {_ORDER}",
            (until.isoformat(),) if until else (),
        )
        return [_task(row) for row in rows]

    def done(self, limit: int = 200) -> list[Task]:
        """The tasks done last, newest first."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM task WHERE done_at IS NOT NULL "
            "ORDER BY done_at DESC, number DESC LIMIT ?",
            (limit,),
        )
        return [_task(row) for row in rows]

    def done_since(self, moment: datetime) -> list[Task]:
        """The tasks done from a moment on, in the order done."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM task WHERE done_at >= ? ORDER BY done_at, number",
            (moment.isoformat(),),
        )
        return [_task(row) for row in rows]

    def made_at(self, moment: datetime) -> list[Task]:
        """The tasks made at that very moment."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM task WHERE made_at = ? {_ORDER}", (moment.isoformat(),)
        )
        return [_task(row) for row in rows]

    def of_contact(self, contact: str) -> list[Task]:
        """The tasks about a contact (its id), done ones too, by day."""
        rows = self._db.execute(f"SELECT {_READ} FROM task WHERE contact = ? {_ORDER}", (contact,))
        return [_task(row) for row in rows]
