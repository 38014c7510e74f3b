"""Collectors and venues: who can hold sheets. Their names live here alone, so they can go."""

from __future__ import annotations

from typing import Literal

from app.domain.custody import Person
from app.store.driver import Database
from app.store.identity import new_id

HolderKind = Literal["collector", "venue"]


class Holders:
    """The campaign's collectors and venues."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, kind: HolderKind, name: str) -> str:
        """The id of the collector or venue with that name; empty when there is none."""
        row = self._db.execute(
            "SELECT id FROM holder WHERE kind = ? AND name = ? COLLATE NOCASE", (kind, name)
        ).fetchone()
        return str(row[0]) if row else ""

    def put(self, kind: HolderKind, person: Person) -> str:
        """Keeps `person`, new where it has no id, and gives the id."""
        key = person.id or new_id()
        self._db.table("holder").upsert(
            {
                "id": key,
                "kind": kind,
                "name": person.name,
                "contact": person.contact,
                "language": person.language,
            },
            pk="id",
        )
        return key

    def all(self, kind: HolderKind) -> list[Person]:
        """All of that kind, by name."""
        rows = self._db.execute(
            "SELECT id, name, contact, language FROM holder WHERE kind = ? "
            "ORDER BY name COLLATE NOCASE",
            (kind,),
        )
        return [Person(*row) for row in rows]

    def by_id(self) -> dict[str, Person]:
        """Every collector and venue by id."""
        rows = self._db.execute("SELECT id, name, contact, language FROM holder")
        return {row[0]: Person(*row) for row in rows}
