"""Collecting sessions, and what each brought."""

from __future__ import annotations

import json
from datetime import datetime

from app.domain.custody import Session
from app.store.driver import Database
from app.store.identity import new_id


class Sessions:
    """The collecting sessions of all petitions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, petition: str, session: Session) -> Session:
        """Keeps a session of the petition with that id; gives it with its id and number."""
        number = 1 + int(
            self._db.execute(
                "SELECT coalesce(max(number), 0) FROM collecting_session WHERE petition = ?",
                (petition,),
            ).fetchone()[0]
        )
        key = new_id()
        self._db.table("collecting_session").insert(
            {
                "id": key,
                "petition": petition,
                "number": number,
                "venue": session.venue,
                "starts": session.starts.isoformat(),
                "ends": session.ends.isoformat(),
                "collectors": json.dumps(session.collectors),
            }
        )
        return Session(key, number, session.venue, session.starts, session.ends, session.collectors)

    def of_petition(self, petition: str) -> list[Session]:
        """The petition's sessions, the latest first."""
        rows = self._db.execute(
            "SELECT id, number, venue, starts, ends, collectors FROM collecting_session "
            "WHERE petition = ? ORDER BY starts DESC, number DESC",
            (petition,),
        )
        return [
            Session(
                key,
                number,
                venue,
                datetime.fromisoformat(starts),
                datetime.fromisoformat(ends),
                tuple(json.loads(collectors)),
            )
            for key, number, venue, starts, ends, collectors in rows
        ]

    def attach(self, session: str, sheets: list[str]) -> None:
        """Says that these sheets (ids) were signed in that session."""
        self._db.conn.executemany(
            "UPDATE sheet SET session = ? WHERE id = ?", [(session, sheet) for sheet in sheets]
        )

    def of_sheets(self, petition: str) -> dict[str, str]:
        """The session (its id) of each sheet (its id) that has one."""
        rows = self._db.execute(
            "SELECT id, session FROM sheet WHERE petition = ? AND session IS NOT NULL", (petition,)
        )
        return dict(rows.fetchall())
