"""Which signatures are wanted, and in which order: as SQL and its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from app.domain import names
from app.domain.signature import Validity

Sort = Literal["entered", "sheet", "name", "address", "postcode", "signed_on", "validity"]

SORTS: dict[Sort, str] = {
    "entered": "number",
    "sheet": "sheet {way}, row",
    "name": "name",
    "address": "address",
    "postcode": "postcode",
    "signed_on": "signed_on",
    "validity": "validity {way}, reason",
}

LOST = "SELECT id FROM sheet WHERE petition = ? AND state = 'lost'"
"""The sheets of a petition (its id) whose paper is not there."""


@dataclass(frozen=True)
class SignatureQuery:
    """Which signatures of a petition (its id) are wanted, and in which order.

    Empty conditions do not count; `text` searches all fields, `name` and `address`
    by words, `postcode` and `sheet` (bare code) by their beginning. Without `with_lost`
    those on lost sheets are left out, as they are where the paper is handed in.
    """

    petition: str
    text: str = ""
    name: str = ""
    address: str = ""
    postcode: str = ""
    sheet: str = ""
    validity: Validity | None = None
    reason: str = ""
    with_lost: bool = True
    sort: Sort = "entered"
    descending: bool = False


def _words(text: str, columns: str) -> str:
    """`text` as a search of the index: each word by its beginning, Hangul also by syllables."""
    parts = []
    for word in text.replace('"', " ").split():
        hangul = names.syllables(word)
        if hangul and "name" in columns:
            parts.append(f'{{name}}: "{word}"* OR {{hangul}}: "{hangul}"')
        else:
            parts.append(f'{{{columns}}}: "{word}"*')
    return " AND ".join(f"({part})" for part in parts)


class Where:
    """The conditions of a query, as SQL and its values."""

    def __init__(self, query: SignatureQuery) -> None:
        self.parts = ["signature.petition = ?"]
        self.values: list[Any] = [query.petition]
        searched = [
            _words(text, columns)
            for text, columns in (
                (query.text, "name address postcode"),
                (query.name, "name"),
                (query.address, "address"),
            )
            if text.strip()
        ]
        if any(searched):
            self._add(
                "number IN (SELECT rowid FROM signature_search WHERE signature_search MATCH ?)",
                " AND ".join(filter(None, searched)),
            )
        if query.postcode:
            self._add("postcode LIKE ? || '%'", query.postcode)
        if query.sheet:
            self._add("sheet IN (SELECT id FROM sheet WHERE code LIKE ? || '%')", query.sheet)
        if query.validity:
            self._add("validity = ?", query.validity)
        if query.reason:
            self._add("reason = ?", query.reason)
        if not query.with_lost:
            self._add(f"(sheet IS NULL OR sheet NOT IN ({LOST}))", query.petition)

    def _add(self, condition: str, value: str) -> None:
        self.parts.append(condition)
        self.values.append(value)

    @property
    def sql(self) -> str:
        """The conditions, joined."""
        return " AND ".join(self.parts)
