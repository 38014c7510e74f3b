"""Call sheets and walk lists: their codes, which are still out, and when somebody was spoken to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.domain.community.doings import Interaction
from app.domain.outreach.rounds import OpenRound
from app.store.driver import Database
from app.store.outreach.outreach import Outreaches


class Rounds:
    """The campaign's call sheets and walk lists."""

    def __init__(self, db: Database, outreach: Outreaches) -> None:
        self._db, self._outreach = db, outreach

    def codes(self) -> set[str]:
        """Every code that is printed on a line."""
        rows = self._db.execute("SELECT code FROM outreach_line WHERE code <> ''")
        return {code for (code,) in rows}

    def all(self) -> list[OpenRound]:
        """Every list with what is keyed of it, newest first."""
        rows = self._db.execute(
            "SELECT outreach.number, coalesce(holder.name, ''), count(outreach_line.id), "
            "count(outreach_line.keyed_at) FROM outreach "
            "LEFT JOIN holder ON holder.id = outreach.holder "
            "LEFT JOIN outreach_line ON outreach_line.outreach = outreach.id "
            "WHERE outreach.kind IN ('calls', 'walks') "
            "GROUP BY outreach.id ORDER BY outreach.number DESC"
        ).fetchall()
        return [self._round(row) for row in rows]

    def _round(self, row: Sequence[Any]) -> OpenRound:
        made = self._outreach.by_number(row[0])
        if made is None:
            raise LookupError(row[0])
        return OpenRound(made, row[1], row[2], row[3])

    def release(self, outreach: str, contacts: Sequence[str] = ()) -> None:
        """Frees the people (ids) whom a list (its id) reserved; all where none is named."""
        sql = "DELETE FROM reservation WHERE outreach = ?"
        if not contacts:
            self._db.execute(sql, (outreach,))
            return
        self._db.execute(
            f"{sql} AND contact IN (SELECT value FROM json_each(?))",
            (outreach, json.dumps(list(contacts))),
        )

    def last_spoken(self, contacts: Sequence[str]) -> dict[str, Interaction]:
        """The latest call, visit or meeting with each of these contacts (ids)."""
        rows = self._db.execute(
            "SELECT contact, kind, max(at), outcome FROM interaction "
            "WHERE kind IN ('call', 'visit', 'meeting') "
            "AND contact IN (SELECT value FROM json_each(?)) GROUP BY contact",
            (json.dumps(list(contacts)),),
        )
        return {
            contact: Interaction(contact, kind, datetime.fromisoformat(at), outcome=outcome)
            for contact, kind, at, outcome in rows
        }
