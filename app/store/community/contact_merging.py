"""What hangs on one contact, counted, and hung on another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.community.events import GuestState
from app.store.driver import Database

_MOVED: Mapping[str, str] = {
    "contact_signature": "",
    "interaction": "",
    "task": "",
    "event_guest": "event",
    "segment_member": "segment",
    "outreach_line": "outreach",
    "reservation": "1",
}
"""Tables that name a contact, and by what it may be named once; empty where there is no bound."""

_ANSWERS: Sequence[GuestState] = ("invited", "not-coming", "coming", "came")
"""What two said of one invitation, the one that tells more last: who may come is expected."""

_STAY = frozenset({"outreach_line"})
"""What was made for both stays with each: it says what was printed."""


class ContactMerging:
    """Moves what hangs on one contact to another."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def counts(self, contact: str) -> dict[str, int]:
        """How much hangs on a contact (its id), by table."""
        found = {
            table: int(self._db.execute(
                f"SELECT count(*) FROM {table} WHERE contact = ?", (contact,)
            ).fetchone()[0])
            for table in _MOVED
        }  # fmt: skip
        found["relationship"] = int(
            self._db.execute(
                "SELECT count(*) FROM relationship WHERE ? IN (contact, other)", (contact,)
            ).fetchone()[0]
        )
        return found

    def move(self, other: str, kept: str) -> None:
        """Hangs everything on `kept` that hung on `other` (ids), nothing twice."""
        for worth, state in enumerate(_ANSWERS[1:], 1):
            less = _ANSWERS[:worth]
            self._db.execute(
                f"UPDATE event_guest SET state = ? WHERE contact = ? AND state IN "
                f"({', '.join('?' * len(less))}) AND event IN "
                "(SELECT event FROM event_guest WHERE contact = ? AND state = ?)",
                (state, kept, *less, other, state),
            )
        for table, once in _MOVED.items():
            there = f"AND {once} IN (SELECT {once} FROM {table} WHERE contact = ?)" if once else ""
            if once and table not in _STAY:
                self._db.execute(f"DELETE FROM {table} WHERE contact = ? {there}", (other, kept))
            apart = there.replace(" IN ", " NOT IN ", 1)
            self._db.execute(
                f"UPDATE {table} SET contact = ? WHERE contact = ? {apart}",
                (kept, other, kept) if once else (kept, other),
            )
        self._move_relationships(other, kept)

    def _move_relationships(self, other: str, kept: str) -> None:
        self._db.execute(
            "DELETE FROM relationship WHERE ?1 IN (contact, other) AND ?2 IN (contact, other)",
            (other, kept),
        )
        for mine, theirs in (("contact", "other"), ("other", "contact")):
            self._db.execute(
                f"DELETE FROM relationship WHERE {mine} = ? AND (kind, {theirs}) IN "
                f"(SELECT kind, {theirs} FROM relationship WHERE {mine} = ?)",
                (other, kept),
            )
            self._db.execute(f"UPDATE relationship SET {mine} = ? WHERE {mine} = ?", (kept, other))
