"""The names by which households asked to be addressed, by what their members share."""

from __future__ import annotations

from app.store.driver import Database
from app.store.identity import new_id


class Households:
    """The campaign's households; who is in one is said by its contacts' `home`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def name(self, home: str) -> str:
        """The name that a household asked for; empty where it asked for none."""
        row = self._db.execute("SELECT name FROM household WHERE home = ?", (home,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, home: str, name: str) -> None:
        """Keeps the name of a household; an empty one forgets it."""
        if not name:
            self._db.execute("DELETE FROM household WHERE home = ?", (home,))
            return
        self._db.execute(
            "INSERT INTO household (id, home, name) VALUES (?, ?, ?) "
            "ON CONFLICT (home) DO UPDATE SET name = excluded.name",
            (new_id(), home, name),
        )
