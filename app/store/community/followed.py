"""What followed each petition's hand-in."""

from __future__ import annotations

from datetime import date

from app.domain.community.followed import Followed
from app.store.driver import Database
from app.store.identity import new_id

_COLUMNS = "step, on_day, reference, note, petition, id"


class FollowedSteps:
    """The steps that followed, of all petitions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, step: Followed) -> str:
        """Keeps a step and gives its id."""
        key = new_id()
        self._db.execute(
            f"INSERT INTO followed ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (step.step, step.on_day.isoformat(), step.reference, step.note, step.petition, key),
        )
        return key

    def replace(self, step: Followed) -> None:
        """Keeps `step` in the place of the one with its id."""
        self._db.execute(
            "UPDATE followed SET on_day = ?, reference = ?, note = ? WHERE id = ?",
            (step.on_day.isoformat(), step.reference, step.note, step.id),
        )

    def remove(self, key: str) -> None:
        """Forgets the step with that id."""
        self._db.execute("DELETE FROM followed WHERE id = ?", (key,))

    def of_petition(self, petition: str) -> list[Followed]:
        """The steps of a petition (its id), the oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM followed WHERE petition = ? ORDER BY on_day, id", (petition,)
        )
        return [Followed(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]
