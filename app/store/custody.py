"""Where each sheet was, and when: append-only, in a chain that shows tampering.

A link covers a salted commitment to the entry, never a name.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.sheet import State
from app.store.driver import Database
from app.store.identity import new_ids


@dataclass(frozen=True)
class CustodyEntry:
    """A sheet came into `state` at that time."""

    state: State
    at: datetime


def _link(previous: str, salt: str, sheet: str, state: str, at: str) -> str:
    commitment = hashlib.sha256((salt + json.dumps([sheet, state, at])).encode()).hexdigest()
    return hashlib.sha256((previous + commitment).encode()).hexdigest()


class Custody:
    """The record of all sheets' states."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, sheets: Iterable[str], state: State, now: datetime) -> None:
        """Each of `sheets` (ids) is in `state` from now on."""
        newest = self._db.execute("SELECT chain FROM custody ORDER BY id DESC LIMIT 1").fetchone()
        chain, at = newest[0] if newest else "", now.isoformat()
        listed = list(sheets)
        rows = []
        for key, sheet in zip(new_ids(len(listed)), listed, strict=True):
            salt = secrets.token_hex(16)
            chain = _link(chain, salt, sheet, state, at)
            rows.append((key, sheet, state, at, salt, chain))
        self._db.conn.executemany("INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?)", rows)

    def follow(self, now: datetime) -> None:
        """After an undo or redo: the entry for each sheet whose state is no longer the last one."""
        moved = self._db.execute(
            "SELECT sheet.state, sheet.id FROM sheet WHERE sheet.state IS NOT "
            "(SELECT state FROM custody WHERE sheet = sheet.id ORDER BY id DESC LIMIT 1) "
            "ORDER BY sheet.id"
        ).fetchall()
        for state, sheet in moved:
            self.add([sheet], state, now)

    def of_sheet(self, sheet: str) -> list[CustodyEntry]:
        """The entries of the sheet with id `sheet`, oldest first."""
        rows = self._db.execute(
            "SELECT state, at FROM custody WHERE sheet = ? ORDER BY id", (sheet,)
        )
        return [CustodyEntry(state, datetime.fromisoformat(at)) for state, at in rows]

    def problem(self) -> str:
        """What is wrong with the chain, in a sentence; empty when it holds."""
        chain = ""
        rows = self._db.execute("SELECT sheet, state, at, salt, chain FROM custody ORDER BY id")
        for number, (sheet, state, at, salt, link) in enumerate(rows, 1):
            chain = _link(chain, salt, sheet, state, at)
            if chain != link:
                return f"Entry {number} of the custody record was changed after it was made."
        return ""
