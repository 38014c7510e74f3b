"""What contacts are to each other."""

from __future__ import annotations

from app.domain.community.relationship import Relationship
from app.store.driver import Database
from app.store.identity import new_id

_COLUMNS = "contact, kind, other, note"
_THESE = "contact = ? AND kind = ? AND other = ?"


class Relationships:
    """The campaign's relationships."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, made: Relationship) -> None:
        """Keeps a relationship, its note anew where it is known already."""
        self._db.execute(
            f"INSERT INTO relationship (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (contact, kind, other) DO UPDATE SET note = excluded.note",
            (new_id(), made.contact, made.kind, made.other, made.note),
        )

    def remove(self, contact: str, kind: str, other: str) -> None:
        """Forgets a relationship."""
        self._db.execute(f"DELETE FROM relationship WHERE {_THESE}", (contact, kind, other))

    def has(self, contact: str, kind: str, other: str) -> bool:
        """Whether a relationship is known."""
        found = self._db.execute(f"SELECT 1 FROM relationship WHERE {_THESE}",
                                 (contact, kind, other))  # fmt: skip
        return found.fetchone() is not None

    def of_kind(self, kind: str) -> list[Relationship]:
        """Every relationship of a kind."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM relationship WHERE kind = ? ORDER BY id", (kind,)
        )
        return [Relationship(*row) for row in rows]

    def of_contact(self, contact: str) -> list[Relationship]:
        """What a contact (its id) is to others, and others to them, in the order kept."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM relationship WHERE ? IN (contact, other) ORDER BY id",
            (contact,),
        )
        return [Relationship(*row) for row in rows]
