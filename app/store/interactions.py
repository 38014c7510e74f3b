"""What happened with contacts: each call, visit, letter and message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from app.domain.doings import Interaction
from app.store.driver import Database
from app.store.identity import new_ids

_COLUMNS = "contact, kind, at, direction, outcome, note, answer, petition, outreach, id"


def _interaction(row: Sequence[Any]) -> Interaction:
    contact, kind, at, *rest = row
    return Interaction(contact, kind, datetime.fromisoformat(at), *rest)


class Interactions:
    """The campaign's interactions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, interactions: Iterable[Interaction]) -> list[str]:
        """Keeps what happened and gives the ids."""
        listed = list(interactions)
        keys = list(new_ids(len(listed)))
        self._db.conn.executemany(
            f"INSERT INTO interaction ({_COLUMNS}) VALUES ({', '.join('?' * 10)})",
            [
                (one.contact, one.kind, one.at.isoformat(), one.direction, one.outcome, one.note,
                 one.answer, one.petition, one.outreach, key)
                for key, one in zip(keys, listed, strict=True)
            ],
        )  # fmt: skip
        return keys

    def of_contact(self, contact: str) -> list[Interaction]:
        """What happened with a contact (its id), newest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM interaction WHERE contact = ? ORDER BY at DESC, id DESC",
            (contact,),
        )
        return [_interaction(row) for row in rows]
