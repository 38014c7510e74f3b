"""Where each sheet was, with whom, and when: append-only, in a chain that shows tampering.

A link covers a salted commitment to the entry, never a name: who holds a sheet is an id,
and the name behind it can be erased without breaking the chain. Entries stand in the order in
which they were written: a computer's clock may be set back, and their ids with it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.custody import NOBODY, Holder
from app.domain.sheet import State
from app.store.chain import link
from app.store.driver import Database
from app.store.identity import new_ids


@dataclass(frozen=True)
class CustodyEntry:
    """A sheet came into `state`, with that holder until `due`; a `correction` takes a move back."""

    state: State
    at: datetime
    holder: Holder = NOBODY
    due: date | None = None
    correction: bool = False


def _link(previous: str, salt: str, sheet: str, state: str, at: str, *more: Any) -> str:
    """Entries without holder, day or correction are hashed as the first schema did."""
    return link(previous, salt, [sheet, state, at, *(more if any(more) else ())])


_WHERE_NOW = "state, collector, venue, due"
_INSERT = (
    f"INSERT INTO custody (id, sheet, {_WHERE_NOW}, at, correction, salt, chain) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Custody:
    """The record of where all sheets were."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, sheets: Iterable[str], now: datetime, *, correction: bool = False) -> None:
        """An entry for each of `sheets` (ids): where it is now, with whom, until when."""
        entries, chain = self._db.execute("SELECT entries, chain FROM custody_head").fetchone()
        listed, at = list(sheets), now.isoformat()
        rows = []
        for key, sheet in zip(new_ids(len(listed)), listed, strict=True):
            state, *held = self._db.execute(
                f"SELECT {_WHERE_NOW} FROM sheet WHERE id = ?", (sheet,)
            ).fetchone()
            salt = secrets.token_hex(16)
            chain = _link(chain, salt, sheet, state, at, *held, int(correction))
            rows.append((key, sheet, state, *held, at, int(correction), salt, chain))
        self._db.conn.executemany(_INSERT, rows)
        self._db.execute(
            "UPDATE custody_head SET entries = ?, chain = ?", (entries + len(rows), chain)
        )

    def follow(self, now: datetime) -> None:
        """After an undo or redo: the entry for each sheet that is no longer where it was last."""
        moved = self._db.execute(
            f"SELECT sheet.id FROM sheet WHERE ({_WHERE_NOW}) IS NOT "
            f"(SELECT {_WHERE_NOW} FROM custody WHERE sheet = sheet.id "
            "ORDER BY rowid DESC LIMIT 1) "
            "ORDER BY sheet.id"
        ).fetchall()
        if moved:
            self.add([sheet for (sheet,) in moved], now, correction=True)

    def of_sheet(self, sheet: str) -> list[CustodyEntry]:
        """The entries of the sheet with id `sheet`, oldest first."""
        rows = self._db.execute(
            f"SELECT {_WHERE_NOW}, at, correction FROM custody WHERE sheet = ? ORDER BY rowid",
            (sheet,),
        )
        return [
            CustodyEntry(
                state,
                datetime.fromisoformat(at),
                Holder(collector or "", venue or ""),
                date.fromisoformat(due) if due else None,
                bool(correction),
            )
            for state, collector, venue, due, at, correction in rows
        ]

    def problem(self) -> str:
        """What is wrong with the chain, in a sentence; empty when it holds to its last entry."""
        chain, number = "", 0
        rows = self._db.execute(
            "SELECT chain, salt, sheet, state, at, collector, venue, due, correction "
            "FROM custody ORDER BY rowid"
        )
        for kept, *entry in rows:
            number += 1
            chain = _link(chain, *entry)
            if chain != kept:
                return f"Entry {number} of the custody record was changed after it was made."
        if self._db.execute("SELECT entries, chain FROM custody_head").fetchone() != (
            number,
            chain,
        ):
            return "The last entries of the custody record are missing or were added elsewhere."
        return ""
