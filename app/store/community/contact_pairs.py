"""Pairs of contacts that may be one, and what people have said of them.

As with signatures, pairs are derived and verdicts are what a person said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from app.domain.community.contact import Contact
from app.domain.duplicates.person import Pair
from app.store.driver import Database
from app.store.identity import new_id

_OPEN = (
    "NOT EXISTS (SELECT 1 FROM contact_verdict AS said "
    "WHERE (said.a, said.b) = (contact_pair.a, contact_pair.b)) "
    "AND NOT EXISTS (SELECT 1 FROM contact "
    "WHERE id IN (contact_pair.a, contact_pair.b) AND merged_into IS NOT NULL)"
)

_NEAR = 40
"""The most contacts that each way of looking brings up for one."""


class ContactPairs:
    """The campaign's pairs of contacts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, pairs: Iterable[Pair]) -> None:
        """Puts what was found in the place of the open pairs found before."""
        self._db.execute(f"DELETE FROM contact_pair WHERE {_OPEN}")
        self.add(pairs)

    def add(self, pairs: Iterable[Pair]) -> None:
        """Puts pairs beside those found before."""
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO contact_pair (a, b, probability, reasons) VALUES (?, ?, ?, ?)",
            [
                (one.a, one.b, one.probability, json.dumps(one.reasons, ensure_ascii=False))
                for one in pairs
            ],
        )

    def candidates(self, contact: Contact) -> list[str]:
        """The ids of those who share a contact's home, telephone, email or whole name."""
        names = [
            " ".join(f'"{word}"' for word in one.text.replace('"', " ").split())
            for one in contact.names
        ]
        asked = [
            *(
                (f"{field} = ? AND {field} <> ''", value)
                for field, value in (
                    ("home", contact.home),
                    ("phone", contact.phones[0].number if contact.phones else ""),
                    ("email", contact.email.casefold()),
                )
                if value
            ),
            *(
                ("number IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)", name)
                for name in names
                if name
            ),
        ]
        found: dict[str, None] = {}
        for condition, value in asked:
            rows = self._db.execute(
                f"SELECT id FROM contact WHERE {condition} AND merged_into IS NULL AND id <> ? "
                f"LIMIT {_NEAR}",
                (value, contact.id),
            )
            found.update(dict.fromkeys(key for (key,) in rows))
        return list(found)

    def open(self) -> list[Pair]:
        """The pairs that nobody has settled, the likeliest first."""
        rows = self._db.execute(
            f"SELECT a, b, probability, reasons FROM contact_pair WHERE {_OPEN} "
            "ORDER BY probability DESC, a, b"
        )
        return [Pair(a, b, sure, tuple(json.loads(told))) for a, b, sure, told in rows]

    def count(self) -> int:
        """How many pairs are open."""
        row = self._db.execute(f"SELECT count(*) FROM contact_pair WHERE {_OPEN}").fetchone()
        return int(row[0])

    def apart(self) -> set[tuple[str, str]]:
        """The pairs that are said to be two, the lesser id first."""
        return {(a, b) for a, b in self._db.execute("SELECT a, b FROM contact_verdict")}

    def apart_from(self, contact: str) -> set[str]:
        """Those (ids) who are said not to be a contact (its id)."""
        rows = self._db.execute("SELECT a, b FROM contact_verdict WHERE ? IN (a, b)", (contact,))
        return {b if a == contact else a for a, b in rows}

    def keep_apart(self, a: str, b: str, now: datetime) -> None:
        """Keeps that two contacts (ids) are not one."""
        self._db.execute(
            "INSERT OR IGNORE INTO contact_verdict (id, a, b, verdict, kept, at) "
            "VALUES (?, ?, ?, 'dismissed', '', ?)",
            (new_id(), min(a, b), max(a, b), now.isoformat()),
        )

    def take_back(self, a: str, b: str) -> None:
        """Forgets that two contacts (ids) are not one."""
        self._db.execute(
            "DELETE FROM contact_verdict WHERE a = ? AND b = ?", (min(a, b), max(a, b))
        )
