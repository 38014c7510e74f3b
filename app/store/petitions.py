"""Petitions and their wording versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.wording import Wording
from app.errors import NotFoundError
from app.store.driver import Database
from app.store.identity import new_id
from app.store.wording_text import from_text, to_text


@dataclass(frozen=True)
class PetitionRecord:
    """A petition with its newest wording version; a `frozen` one has been printed."""

    id: str
    ref: str
    version_id: str
    version: int
    hash: str
    wording: Wording
    frozen: bool


_NEWEST = """
    SELECT petition.id, petition.ref, version.id, version.version, version.hash,
           version.wording, version.frozen_at IS NOT NULL
    FROM petition JOIN wording_version AS version ON version.petition = petition.id
    WHERE version.version =
        (SELECT max(version) FROM wording_version WHERE petition = petition.id)
"""


def _record(row: Any) -> PetitionRecord:
    return PetitionRecord(*(*row[:5], from_text(row[5]), bool(row[6])))


class Petitions:
    """The campaign's petitions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[PetitionRecord]:
        """Every petition, oldest first."""
        return [_record(row) for row in self._db.execute(f"{_NEWEST} ORDER BY petition.id")]

    def exists(self, ref: str) -> bool:
        """Whether a petition is called `ref`."""
        found = self._db.execute("SELECT 1 FROM petition WHERE ref = ?", (ref,)).fetchone()
        return found is not None

    def get(self, ref: str) -> PetitionRecord:
        """The petition called `ref`; NotFoundError names those there are."""
        row = self._db.execute(f"{_NEWEST} AND petition.ref = ?", (ref,)).fetchone()
        if row:
            return _record(row)
        known = [name for (name,) in self._db.execute("SELECT ref FROM petition ORDER BY id")]
        if not known:
            raise NotFoundError("This campaign has no petition yet: add one first.")
        raise NotFoundError(
            "There is no petition “{ref}” in this campaign: it has {known}.",
            ref=ref,
            known=", ".join(known),
        )

    def of_id(self, petition: str) -> PetitionRecord:
        """The petition with this id."""
        return _record(self._db.execute(f"{_NEWEST} AND petition.id = ?", (petition,)).fetchone())

    def add(self, wording: Wording, hash_: str, now: datetime) -> None:
        """A new petition with `wording` as its first version."""
        key = new_id()
        self._db.table("petition").insert(
            {"id": key, "ref": wording.ref, "created_at": now.isoformat()}
        )
        self._add_version(key, 1, wording, hash_)

    def add_version(self, record: PetitionRecord, wording: Wording, hash_: str) -> None:
        """A further wording version of a petition whose newest one is frozen."""
        self._add_version(record.id, record.version + 1, wording, hash_)

    def _add_version(self, petition: str, version: int, wording: Wording, hash_: str) -> None:
        self._db.table("wording_version").insert(
            {
                "id": new_id(),
                "petition": petition,
                "version": version,
                "hash": hash_,
                "wording": to_text(wording),
                "frozen_at": None,
            }
        )

    def replace(self, record: PetitionRecord, wording: Wording, hash_: str) -> None:
        """Changes the newest version: all of an unfrozen one, print details of a frozen one."""
        self._db.table("wording_version").update(
            record.version_id, {"wording": to_text(wording), "hash": hash_}
        )

    def freeze(self, record: PetitionRecord, now: datetime) -> None:
        """From now on the newest version is as printed."""
        if not record.frozen:
            self._db.table("wording_version").update(
                record.version_id, {"frozen_at": now.isoformat()}
            )
