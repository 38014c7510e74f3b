"""What left the campaign with names in it: document, redaction, when, how many people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.store.driver import Database
from app.store.identity import new_id


@dataclass(frozen=True)
class Export:
    """One document that carried people's data out of the campaign."""

    at: datetime
    document: str
    redaction: str
    people: int


class Exports:
    """The append-only record of documents with names."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, petition: str | None, export: Export) -> None:
        """Records one document of the petition with id `petition`; None where it is of none."""
        self._db.table("export").insert(
            {
                "id": new_id(),
                "petition": petition,
                "at": export.at.isoformat(),
                "document": export.document,
                "redaction": export.redaction,
                "people": export.people,
            }
        )

    def of_petition(self, petition: str) -> list[Export]:
        """The petition's exports, newest first."""
        rows = self._db.execute(
            "SELECT at, document, redaction, people FROM export WHERE petition = ? "
            "ORDER BY id DESC",
            (petition,),
        )
        return [Export(datetime.fromisoformat(row[0]), *row[1:]) for row in rows]
