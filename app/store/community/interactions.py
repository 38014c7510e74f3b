"""What happened with contacts: each call, visit, letter and message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.community.doings import Answer, Interaction
from app.store.driver import Database
from app.store.identity import new_ids

_COLUMNS = "contact, kind, at, direction, outcome, note, answer, petition, outreach, id"


def _interaction(row: Sequence[Any]) -> Interaction:
    contact, kind, at, *rest = row
    return Interaction(contact, kind, datetime.fromisoformat(at), *rest)


@dataclass(frozen=True)
class Signed:
    """A signature of a contact's: petition (id), bare code and row of the sheet, day signed."""

    petition: str
    sheet: str
    row: int
    signed_on: date | None


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

    def waiting(self) -> list[Interaction]:
        """What people said to us that waits for our answer, the oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM interaction WHERE answer = 'wanted' ORDER BY at, id"
        )
        return [_interaction(row) for row in rows]

    def answered(self, contact: str) -> None:
        """Says that nothing of a contact (its id) waits for our answer any more."""
        self._db.execute(
            "UPDATE interaction SET answer = 'given' WHERE contact = ? AND answer = 'wanted'",
            (contact,),
        )

    def answer(self, interaction: str, answer: Answer) -> None:
        """Keeps whether one of them (its id) was answered."""
        self._db.execute("UPDATE interaction SET answer = ? WHERE id = ?", (answer, interaction))

    def remove(self, interaction: str) -> None:
        """Forgets one of them (its id)."""
        self._db.execute("DELETE FROM interaction WHERE id = ?", (interaction,))

    def signed(self, contact: str) -> list[Signed]:
        """The signatures that are known to be a contact's (its id)."""
        rows = self._db.execute(
            "SELECT signature.petition, sheet.code, signature.row, signature.signed_on "
            "FROM contact_signature JOIN signature ON signature.id = contact_signature.signature "
            "LEFT JOIN sheet ON sheet.id = signature.sheet WHERE contact_signature.contact = ?",
            (contact,),
        )
        return [
            Signed(petition, code or "", row or 0, date.fromisoformat(day) if day else None)
            for petition, code, row, day in rows
        ]
