"""Rows drawn to be keyed a second time: what was read then, how it differed, what was kept.

A second reading holds a person's data, so it lives no longer than it is needed: once
it agrees or is settled, its texts are emptied and only the names of the fields stay.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from app.domain.signature import RowEntry
from app.store.driver import Database
from app.store.identity import new_ids

Take = Literal["first", "second"]

_COLUMNS = (
    "second_keying.id, sheet.code, second_keying.row, keyed_at, differs, settled, name, "
    "address, postcode, signed_on, validity, reason"
)
_FROM = "FROM second_keying JOIN sheet ON sheet.id = second_keying.sheet"


@dataclass(frozen=True)
class SecondKeying:
    """One drawn row, its sheet by bare code; `entry` is the second reading while it is kept.

    `differs` is None until the row is keyed, then the fields in which the readings differed.
    """

    id: str
    sheet: str
    row: int
    keyed_at: datetime | None
    differs: tuple[str, ...] | None
    settled: Take | None
    entry: RowEntry

    @property
    def is_open(self) -> bool:
        """Whether its readings differ and nobody has said which one holds."""
        return bool(self.differs) and self.settled is None


def _second_keying(row: Any) -> SecondKeying:
    name, address, postcode, signed_on, validity, reason = row[6:]
    day = date.fromisoformat(signed_on) if signed_on else None
    return SecondKeying(
        row[0],
        row[1],
        row[2],
        datetime.fromisoformat(row[3]) if row[3] else None,
        tuple(json.loads(row[4])) if row[4] is not None else None,
        row[5],
        RowEntry(row[2], name, address, postcode, day, validity, reason),
    )


class SecondKeyings:
    """The rows of the campaign that are keyed twice."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_petition(self, petition: str) -> list[SecondKeying]:
        """All drawn rows of the petition with this id, in the order of sheets and rows."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE second_keying.petition = ? "
            "ORDER BY second_keying.sheet, second_keying.row",
            (petition,),
        )
        return [_second_keying(row) for row in rows]

    def of_sheet(self, sheet: str) -> dict[int, SecondKeying]:
        """The drawn rows of the sheet with id `sheet`, by row."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE second_keying.sheet = ?", (sheet,)
        )
        return {one.row: one for one in map(_second_keying, rows)}

    def draw(
        self, petition: str, number: int, chance: random.Random, now: datetime
    ) -> list[tuple[str, int]]:
        """Draws `number` keyed rows at random that were not drawn before; sheet ids and rows.

        Only sheets that are still open count: a bundled or lost one is not at hand.
        """
        free = self._db.execute(
            "SELECT sheet.id, signature.row FROM signature JOIN sheet ON sheet.id = "
            "signature.sheet WHERE signature.petition = ? AND sheet.state = 'keyed' "
            "AND NOT EXISTS (SELECT 1 FROM second_keying AS one WHERE one.sheet = "
            "signature.sheet AND one.row = signature.row) ORDER BY sheet.id, signature.row",
            (petition,),
        ).fetchall()
        drawn = sorted(chance.sample([(key, row) for key, row in free], min(number, len(free))))
        self._db.conn.executemany(
            "INSERT INTO second_keying (id, petition, sheet, row, drawn_at) VALUES (?, ?, ?, ?, ?)",
            [
                (key, petition, sheet, row, now.isoformat())
                for key, (sheet, row) in zip(new_ids(len(drawn)), drawn, strict=True)
            ],
        )
        return drawn

    def keep(self, readings: Iterable[tuple[str, RowEntry, Sequence[str]]], now: datetime) -> None:
        """Keeps second readings by id with what differs; one that agrees leaves no text."""
        self._db.conn.executemany(
            "UPDATE second_keying SET keyed_at = ?, differs = ?, name = ?, address = ?, "
            "postcode = ?, signed_on = ?, validity = ?, reason = ? WHERE id = ?",
            [
                (now.isoformat(), json.dumps(list(differs)), *_texts(entry, differs), key)
                for key, entry, differs in readings
            ],
        )

    def settle(self, key: str, take: Take) -> None:
        """Keeps which reading holds, and empties the second one."""
        self._db.execute(
            "UPDATE second_keying SET settled = ?, name = '', address = '', postcode = '', "
            "signed_on = NULL, validity = 'unchecked', reason = '' WHERE id = ?",
            (take, key),
        )

    def remove(self, sheet: str, row: int) -> None:
        """Forgets the drawing of a row that was blank after all."""
        self._db.execute("DELETE FROM second_keying WHERE sheet = ? AND row = ?", (sheet, row))


def _texts(entry: RowEntry, differs: Sequence[str]) -> tuple[str | None, ...]:
    if not differs:
        return ("", "", "", None, "unchecked", "")
    day = entry.signed_on.isoformat() if entry.signed_on else None
    return (entry.name, entry.address, entry.postcode, day, entry.validity, entry.reason)
