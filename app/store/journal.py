"""Undo and redo in one mechanism: temporary triggers write each change's inverse.

The journal is a TEMP table, so it lives in memory, rolls back with its step and
ends with the process: an erased person cannot survive in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.store.schema import UNDOABLE

KEPT_STEPS = 200
"""Older steps can no longer be undone, and their inverses are forgotten."""

Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Step:
    """One undoable thing a person did: its label, and journal entries `first` to `last`.

    `inverse` comes before the entries where a step says itself how it is taken back. With
    `again` it also says how signatures are then changed once more, so that no change of one
    is recorded. Steps of one `group` that follow each other are one step. A step that adds
    signatures in bulk has in `bulk` what takes them back, and `rows` is about how many go or come.
    """

    label: str
    first: int
    last: int
    inverse: tuple[Statement, ...] = ()
    group: str = ""
    again: tuple[Statement, ...] = ()
    bulk: tuple[Statement, ...] = ()
    rows: int = 0


class Journal:
    """The inverses of all changes on one connection."""

    def __init__(self, connection: Any) -> None:
        self._run = connection.execute
        self._run(
            "CREATE TEMP TABLE journal "
            "(id INTEGER PRIMARY KEY AUTOINCREMENT, changed TEXT NOT NULL, inverse TEXT NOT NULL)"
        )
        for table in UNDOABLE:
            self.record(table)

    def record(self, table: str) -> None:
        """Begins to record the changes of `table`."""
        columns = [row[1] for row in self._run(f"PRAGMA table_info({table})")]
        key = columns[0]
        values = "||','||".join(f"quote(old.{column})" for column in columns)
        settings = "||','||".join(f"'{column}='||quote(old.{column})" for column in columns)
        names = ",".join(columns)
        inverses = {
            "INSERT": f"'DELETE FROM {table} WHERE {key}='||quote(new.{key})",
            "UPDATE": f"'UPDATE {table} SET '||{settings}||' WHERE {key}='||quote(new.{key})",
            "DELETE": f"'INSERT INTO {table} ({names}) VALUES ('||{values}||')'",
        }
        for event, inverse in inverses.items():
            self._run(
                f"CREATE TEMP TRIGGER journal_{table}_{event} AFTER {event} ON main.{table} BEGIN "
                f"INSERT INTO journal (changed, inverse) VALUES ('{table}', {inverse}); END"
            )

    def pause(self, table: str) -> None:
        """Stops recording `table`, for a step that says itself how it is taken back."""
        for event in ("INSERT", "UPDATE", "DELETE"):
            self._run(f"DROP TRIGGER temp.journal_{table}_{event}")

    def mark(self) -> int:
        """The id of the newest entry."""
        return int(self._run("SELECT coalesce(max(id), 0) FROM temp.journal").fetchone()[0])

    def changed(self, after: int) -> frozenset[str]:
        """The tables with an entry newer than `after`."""
        rows = self._run("SELECT DISTINCT changed FROM temp.journal WHERE id > ?", (after,))
        return frozenset(row[0] for row in rows)

    def number(self, table: str, step: Step) -> int:
        """How many changes of `table` a step has."""
        rows = self._run(
            "SELECT count(*) FROM temp.journal WHERE changed = ? AND id BETWEEN ? AND ?",
            (table, step.first, step.last),
        )
        return int(rows.fetchone()[0])

    def forget(self, first: int, last: int) -> None:
        """Drops entries `first` to `last`."""
        self._run("DELETE FROM temp.journal WHERE id BETWEEN ? AND ?", (first, last))

    def take_back(self, step: Step) -> None:
        """Applies the inverses of `step`, newest first; their own inverses are recorded anew."""
        if step.again:
            self.pause("signature")
        for sql, values in step.inverse:
            self._run(sql, values)
        if step.again:
            self.record("signature")
        entries: Sequence[Any] = self._run(
            "SELECT inverse FROM temp.journal WHERE id BETWEEN ? AND ? ORDER BY id DESC",
            (step.first, step.last),
        ).fetchall()
        self.forget(step.first, step.last)
        for (inverse,) in entries:
            self._run(inverse)
