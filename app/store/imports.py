"""What was brought in from files: the keys by which rows are known again, runs, and mappings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.domain.signature import Origin, Signature
from app.store.driver import Database
from app.store.identity import new_id
from app.store.signatures import columns_of


@dataclass(frozen=True)
class ImportRun:
    """One file that was brought in; `added`, `here` already and `refused` are numbers of rows."""

    at: datetime
    file: str
    source: str
    origin: Origin
    mapping: str
    added: int
    here: int
    refused: int


class Known(NamedTuple):
    """Of a signature that came from a file: whose it is, from which source, and of what origin."""

    name: str
    source: str
    origin: Origin


class Imports:
    """The campaign's imports."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keys(self, petition: str) -> dict[str, str]:
        """The ids of a petition's signatures that came from files, by their import key."""
        rows = self._db.execute(
            "SELECT import_key, id FROM signature WHERE petition = ? AND import_key <> ''",
            (petition,),
        )
        return dict(rows.fetchall())

    def known(self, petition: str) -> dict[str, Known]:
        """What is kept of a petition's signatures from files, by import key, newest first."""
        rows = self._db.execute(
            "SELECT import_key, name, source, origin FROM signature "
            "WHERE petition = ? AND import_key <> '' ORDER BY number DESC",
            (petition,),
        )
        return {key: Known(*rest) for key, *rest in rows.fetchall()}

    def mark(self, numbers: Iterable[int], marking: str) -> None:
        """Says by which marking signatures, by their numbers, are as they are."""
        self._db.conn.executemany(
            "UPDATE signature SET marking = ? WHERE number = ?",
            ((marking, number) for number in numbers),
        )

    def owners(self, ids: Iterable[str]) -> dict[str, str]:
        """The petition's id of each of these signatures that there is."""
        found = {}
        for key in ids:
            row = self._db.execute("SELECT petition FROM signature WHERE id = ?", (key,)).fetchone()
            if row:
                found[key] = str(row[0])
        return found

    def stored(self, petition: str) -> Iterator[Signature]:
        """All signatures of a petition, in no order."""
        yield from columns_of(self._db, "signature.petition = ?", (petition,))

    def keep_run(self, petition: str, run: ImportRun) -> None:
        """Keeps that a file was brought in."""
        self._db.execute(
            "INSERT INTO import_run (id, petition, at, file, source, origin, mapping, added, here, "
            "refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_id(), petition, run.at.isoformat(), run.file, run.source, run.origin,
                run.mapping, run.added, run.here, run.refused,
            ),
        )  # fmt: skip

    def runs(self, petition: str) -> list[ImportRun]:
        """A petition's imports, newest first."""
        rows = self._db.execute(
            "SELECT at, file, source, origin, mapping, added, here, refused FROM import_run "
            "WHERE petition = ? ORDER BY id DESC",
            (petition,),
        )
        return [ImportRun(datetime.fromisoformat(row[0]), *row[1:]) for row in rows]

    def keep_mapping(self, digest: str, text: str, now: datetime) -> None:
        """Remembers what goes where for files with the same heads."""
        if self.mapping(digest) == text:
            return
        self._db.execute(
            "INSERT INTO mapping (id, at, mapping) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET at = excluded.at, mapping = excluded.mapping",
            (digest, now.isoformat(), text),
        )

    def mapping(self, digest: str) -> str:
        """The mapping remembered for heads with this digest; empty when there is none."""
        row = self._db.execute("SELECT mapping FROM mapping WHERE id = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""
