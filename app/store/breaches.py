"""Losses of sheets with people's data on them, and what was done about each (R73): append-only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from app.domain.custody import Breach, BreachStep, Step
from app.store.driver import Database
from app.store.identity import new_id


class Breaches:
    """The record of breaches."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        petition: str,
        sheets: Sequence[str],
        rows: tuple[int, int],
        what: str,
        known: datetime,
    ) -> None:
        """Keeps a loss of `sheets` (ids): rows entered and rows possible, known since then."""
        number = self._db.execute(
            "SELECT count(*) + 1 FROM breach WHERE petition = ?", (petition,)
        ).fetchone()[0]
        self._db.table("breach").insert(
            {
                "id": new_id(),
                "petition": petition,
                "number": number,
                "known_at": known.isoformat(),
                "sheets": json.dumps(list(sheets)),
                "entered": rows[0],
                "possible": rows[1],
                "what": what,
            }
        )

    def note(self, breach: str, step: Step, note: str, now: datetime) -> None:
        """Keeps what was done about the breach with that id."""
        self._db.table("breach_step").insert(
            {"id": new_id(), "breach": breach, "at": now.isoformat(), "step": step, "note": note}
        )

    def follow(self, now: datetime) -> None:
        """Keeps that all sheets of a breach were found, or that one is lost again."""
        rows = self._db.execute(
            "SELECT id, (SELECT step FROM breach_step WHERE breach = breach.id "
            "AND step IN ('found', 'again') ORDER BY rowid DESC LIMIT 1) = 'found', "
            "EXISTS (SELECT 1 FROM json_each(sheets) JOIN sheet ON sheet.id = json_each.value "
            "WHERE sheet.state = 'lost') FROM breach"
        ).fetchall()
        for breach, found, lost in rows:
            if not lost and not found:
                self.note(breach, "found", "", now)
            elif lost and found:
                self.note(breach, "again", "", now)

    def of_petition(self, petition: str) -> list[Breach]:
        """The petition's breaches with their steps, the newest first; sheets by bare code."""
        rows = self._db.execute(
            "SELECT id, number, known_at, (SELECT json_group_array(code) FROM (SELECT code FROM "
            "json_each(breach.sheets) JOIN sheet ON sheet.id = json_each.value ORDER BY sheet.id)),"
            " entered, possible, what FROM breach WHERE petition = ? ORDER BY number DESC",
            (petition,),
        )
        return [
            Breach(
                key,
                number,
                datetime.fromisoformat(known),
                tuple(json.loads(codes)),
                entered,
                possible,
                what,
                self._steps(key),
            )
            for key, number, known, codes, entered, possible, what in rows.fetchall()
        ]

    def _steps(self, breach: str) -> tuple[BreachStep, ...]:
        rows = self._db.execute(
            "SELECT step, at, note FROM breach_step WHERE breach = ? ORDER BY rowid", (breach,)
        )
        return tuple(BreachStep(step, datetime.fromisoformat(at), note) for step, at, note in rows)
