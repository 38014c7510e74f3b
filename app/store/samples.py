"""Validity samples: drawn once, checked row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.sampling import By
from app.store.driver import Database
from app.store.identity import new_id, new_ids
from app.store.signature_query import LOST, OPEN_PAIR

_STRATA: dict[By, str] = {
    "collector": "collector.name",
    "batch": "'Batch ' || batch.number",
    "venue": "venue.name",
    "source": "signature.source",
    "origin": "signature.origin",
}
_FRAME = (
    "FROM signature LEFT JOIN sheet ON sheet.id = signature.sheet "
    "LEFT JOIN batch ON batch.id = sheet.batch "
    "LEFT JOIN holder AS collector ON collector.id = sheet.collector "
    "LEFT JOIN holder AS venue ON venue.id = sheet.venue "
    "WHERE signature.petition = ? AND signature.validity IN ('valid', 'unchecked') "
    f"AND (signature.sheet IS NULL OR signature.sheet NOT IN ({LOST}))"
)


@dataclass(frozen=True)
class Member:
    """A signature that may be drawn: its id, its stratum, and where its paper lies."""

    id: str
    stratum: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Sample:
    """One sample of a petition (its id): how it was drawn, from how many signatures."""

    id: str
    petition: str
    number: int
    drawn_at: datetime
    by: By
    seed: int
    size: int
    of: int


@dataclass(frozen=True)
class SampleRow:
    """A drawn signature (its id); `outcome` is "" before it is checked, “valid” or a reason."""

    id: str
    signature: str
    place: int
    stratum: str
    stratum_size: int
    outcome: str


class Samples:
    """The campaign's validity samples."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def frame(self, petition: str, by: By, *, paper_only: bool) -> list[Member]:
        """What a sample is drawn from, by id: all that may count and whose paper is there.

        One that no sheet carries is in the stratum of its source.
        """
        named = (
            f"coalesce(nullif({_STRATA[by]}, ''), CASE WHEN signature.sheet IS NULL "
            "THEN coalesce(nullif(signature.source, ''), signature.origin) ELSE '' END)"
        )
        only = (
            " AND signature.origin = 'paper' AND signature.sheet IS NOT NULL" if paper_only else ""
        )
        rows = self._db.execute(
            f"SELECT signature.id, {named}, coalesce(sheet.id, ''), coalesce(signature.row, 0) "
            f"{_FRAME}{only} ORDER BY signature.id",
            (petition, petition),
        )
        return [Member(*row) for row in rows]

    def frame_size(self, petition: str, *, paper_only: bool) -> int:
        """How many signatures may be drawn."""
        only = (
            " AND signature.origin = 'paper' AND signature.sheet IS NOT NULL" if paper_only else ""
        )
        row = self._db.execute(f"SELECT count(*) {_FRAME}{only}", (petition, petition)).fetchone()
        return int(row[0])

    def later(self, sample: Sample, *, paper_only: bool) -> int:
        """How many signatures that could be drawn came in after the sample was."""
        only = " AND origin = 'paper' AND sheet IS NOT NULL" if paper_only else ""
        # The + keeps the planner from the petition's index: few rows are newer than the sample.
        row = self._db.execute(
            "SELECT count(*) FROM signature WHERE id > ? AND +petition = ? "
            "AND validity IN ('valid', 'unchecked') "
            f"AND (sheet IS NULL OR sheet NOT IN ({LOST})){only}",
            (sample.id, sample.petition, sample.petition),
        ).fetchone()
        return int(row[0])

    def on_lost_sheets(self, petition: str) -> int:
        """How many keyed rows lie on sheets whose paper is not there."""
        row = self._db.execute(
            f"SELECT count(*) FROM signature WHERE sheet IN ({LOST})", (petition,)
        ).fetchone()
        return int(row[0])

    def add(self, sample: Sample, drawn: Sequence[tuple[Member, int]]) -> None:
        """Keeps a sample and its rows in their order, each with the size of its stratum."""
        self._db.execute(
            "INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sample.id, sample.petition, sample.number, sample.drawn_at.isoformat(),
                sample.by, sample.seed, sample.size, sample.of,
            ),
        )  # fmt: skip
        self._db.conn.executemany(
            "INSERT INTO sample_row VALUES (?, ?, ?, ?, ?, ?, '', NULL)",
            [
                (key, sample.id, member.id, place, member.stratum, size)
                for place, (key, (member, size)) in enumerate(
                    zip(new_ids(len(drawn)), drawn, strict=True), 1
                )
            ],
        )

    def new(self, petition: str, now: datetime, by: By, *, seed: int, size: int, of: int) -> Sample:
        """A sample with the petition's next number, not kept yet."""
        row = self._db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM sample WHERE petition = ?", (petition,)
        ).fetchone()
        return Sample(new_id(), petition, int(row[0]), now, by, seed, size, of)

    def of_petition(self, petition: str) -> list[Sample]:
        """The petition's samples, newest first."""
        rows = self._db.execute(
            "SELECT id, petition, number, drawn_at, strata, seed, size, of FROM sample "
            "WHERE petition = ? ORDER BY number DESC",
            (petition,),
        )
        return [
            Sample(key, owner, number, datetime.fromisoformat(at), by, seed, size, of)
            for key, owner, number, at, by, seed, size, of in rows
        ]

    def rows(self, sample: str) -> list[SampleRow]:
        """The rows of the sample with that id, by place."""
        rows = self._db.execute(
            "SELECT id, signature, place, stratum, stratum_size, outcome FROM sample_row "
            "WHERE sample = ? ORDER BY place",
            (sample,),
        )
        return [SampleRow(*row) for row in rows]

    def set_outcome(self, rows: Sequence[str], outcome: str, now: datetime) -> None:
        """Keeps what was found in the rows with these ids."""
        self._db.conn.executemany(
            "UPDATE sample_row SET outcome = ?, checked_at = ? WHERE id = ?",
            [(outcome, now.isoformat() if outcome else None, key) for key in rows],
        )

    def numbers(self, sample: str) -> dict[str, int]:
        """The numbers of a sample's signatures by their ids; one that is gone is left out."""
        rows = self._db.execute(
            "SELECT signature.id, signature.number FROM sample_row "
            "JOIN signature ON signature.id = sample_row.signature WHERE sample = ?",
            (sample,),
        )
        return dict(rows.fetchall())

    def open_pairs(self, petition: str, *, paper_only: bool) -> list[tuple[str, str, float]]:
        """Pairs that nobody settled of signatures that may both count, with their probability."""
        only = (
            " AND one.origin = 'paper' AND other.origin = 'paper' "
            "AND one.sheet IS NOT NULL AND other.sheet IS NOT NULL"
            if paper_only
            else ""
        )
        rows = self._db.execute(
            "SELECT duplicate_pair.a, duplicate_pair.b, probability FROM duplicate_pair "
            "JOIN signature AS one ON one.id = duplicate_pair.a "
            "JOIN signature AS other ON other.id = duplicate_pair.b "
            f"WHERE duplicate_pair.petition = ? AND {OPEN_PAIR} "
            "AND one.validity IN ('valid', 'unchecked') "
            f"AND other.validity IN ('valid', 'unchecked'){only}",
            (petition,),
        )
        return [(a, b, probability) for a, b, probability in rows]

    def twice_since(self, petition: str, moment: datetime) -> int:
        """How many signatures were taken out as duplicates after `moment`."""
        rows = self._db.execute(
            "SELECT a, b, kept FROM duplicate_verdict WHERE petition = ? AND kept <> '' AND at > ?",
            (petition, moment.isoformat()),
        )
        return len({one for a, b, kept in rows for one in (a, b) if one != kept})
