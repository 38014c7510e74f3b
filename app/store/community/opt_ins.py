"""Signatories who agreed to hear from the group and are no contacts yet, and who may be them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from app.domain.signature import Signature
from app.store.driver import Database
from app.store.signatures import columns_of

_WAITING = (
    "signature.petition = ? AND signature.opt_ins <> '' AND signature.opt_ins <> 'member' "
    "AND NOT EXISTS (SELECT 1 FROM contact_signature WHERE signature = signature.id)"
)
"""To be named to one's Member is nothing that reaches out: it stays with the signature."""


class OptIns:
    """The opt-ins that came with signatures."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def waiting(self, petition: str) -> Iterator[Signature]:
        """The signatures of a petition that agreed to be reached and made no contact yet."""
        return columns_of(self._db, f"{_WAITING} ORDER BY signature.number", (petition,))

    def count(self, petition: str, leaving_out: Iterable[str]) -> int:
        """How many wait, those left out that are invalid for one of these reasons."""
        row = self._db.execute(
            f"SELECT count(*) FROM signature WHERE {_WAITING} AND name <> '' "
            "AND NOT (validity = 'invalid' AND reason IN (SELECT value FROM json_each(?)))",
            (petition, json.dumps(list(leaving_out))),
        ).fetchone()
        return int(row[0])

    def alike(self, name: str, emails: Iterable[str], phones: Iterable[str]) -> list[str]:
        """The ids of contacts with that name, or an email or number (E.164) of these."""
        rows = self._db.execute(
            "SELECT id FROM contact WHERE name = ? COLLATE NOCASE AND merged_into IS NULL "
            "UNION SELECT id FROM contact WHERE email IN (SELECT value FROM json_each(?)) "
            "AND email <> '' AND merged_into IS NULL "
            "UNION SELECT id FROM contact WHERE phone IN (SELECT value FROM json_each(?)) "
            "AND phone <> '' AND merged_into IS NULL LIMIT 200",
            (name, json.dumps([one.casefold() for one in emails]), json.dumps(list(phones))),
        )
        return [key for (key,) in rows]
