"""Who is on one caller's list alone: nobody is called twice by two volunteers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from app.domain.outreach.reaching import Reservation
from app.store.driver import Database
from app.store.identity import new_ids


class Reservations:
    """The campaign's reservations; a contact has one at most."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(
        self,
        contacts: Sequence[str],
        holder: str,
        outreach: str,
        until: date | None,
        now: datetime,
    ) -> int:
        """Reserves contacts (ids) for a caller, through the day `until`; gives how many it has.

        Who is another's stays so.
        """
        keys = list(dict.fromkeys(contacts))
        last = until.isoformat() if until else None
        self._db.conn.executemany(
            "INSERT INTO reservation (id, contact, holder, outreach, until, at) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (contact) DO UPDATE SET "
            "outreach = excluded.outreach, until = excluded.until, at = excluded.at "
            "WHERE holder = excluded.holder",
            [
                (key, contact, holder, outreach, last, now.isoformat())
                for key, contact in zip(new_ids(len(keys)), keys, strict=True)
            ],
        )
        row = self._db.execute(
            "SELECT count(*) FROM reservation WHERE holder = ? "
            "AND contact IN (SELECT value FROM json_each(?))",
            (holder, json.dumps(keys)),
        ).fetchone()
        return int(row[0])

    def all(self) -> list[Reservation]:
        """Every reservation, lapsed ones too, in the order made."""
        rows = self._db.execute(
            "SELECT contact, holder, outreach, until, at FROM reservation ORDER BY at, id"
        )
        return [
            Reservation(
                contact,
                holder,
                outreach,
                date.fromisoformat(until) if until else None,
                datetime.fromisoformat(at),
            )
            for contact, holder, outreach, until, at in rows
        ]

    def remove(self, contacts: Sequence[str]) -> None:
        """Takes the reservations of these contacts (ids) away."""
        self._db.conn.executemany(
            "DELETE FROM reservation WHERE contact = ?", [(one,) for one in contacts]
        )

    def lapse(self, today: date) -> None:
        """Takes away those whose last day is over."""
        self._db.execute("DELETE FROM reservation WHERE until < ?", (today.isoformat(),))
