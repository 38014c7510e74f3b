"""Bulk markings: which condition, what for, when and how many rows (R33)."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from app.domain.signature import Validity
from app.store.driver import Database


@dataclass(frozen=True)
class Marking:
    """One bulk marking of a petition (its id); `condition` is in words, `note` a person's."""

    id: str
    petition: str
    at: datetime
    validity: Validity
    reason: str
    condition: str
    note: str
    rows: int


class Markings:
    """The campaign's bulk markings."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, marking: Marking) -> None:
        """Keeps the record of one."""
        values = list(astuple(marking))
        values[2] = marking.at.isoformat()
        self._db.execute("INSERT INTO marking VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def of_petition(self, petition: str) -> list[Marking]:
        """The petition's markings, newest first."""
        rows = self._db.execute(
            "SELECT * FROM marking WHERE petition = ? ORDER BY id DESC", (petition,)
        )
        return [_marking(row) for row in rows]

    def get(self, key: str) -> Marking | None:
        """The marking with this id."""
        row = self._db.execute("SELECT * FROM marking WHERE id = ?", (key,)).fetchone()
        return _marking(row) if row else None


def _marking(row: Any) -> Marking:
    return Marking(row[0], row[1], datetime.fromisoformat(row[2]), *row[3:])
