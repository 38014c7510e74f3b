"""Many signatures judged at once, in statements that know their own way back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.signature import Origin, Validity
from app.store.driver import Database
from app.store.journal import Statement
from app.store.signature_query import SignatureQuery, Where


@dataclass(frozen=True)
class Verdict:
    """What a signature is called, why, and by which bulk marking (its id); None for a person."""

    validity: Validity
    reason: str = ""
    marking: str | None = None


@dataclass(frozen=True)
class Standing:
    """A signature as it stands: its number, petition (id), origin and verdict.

    `on_sheet` says whether a printed sheet carries it.
    """

    number: int
    petition: str
    origin: Origin
    on_sheet: bool
    verdict: Verdict


_JUDGE = (
    "UPDATE signature SET validity = ?, reason = ?, marking = ? "
    "WHERE number IN (SELECT value FROM json_each(?))"
)
_COLUMNS = "number, petition, origin, sheet IS NOT NULL, validity, reason, marking FROM signature"


class Judging:
    """How signatures stand, and the statements that change it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def matching(self, query: SignatureQuery) -> list[Standing]:
        """How those that match stand."""
        where = Where(query)
        return self._standing(f"SELECT {_COLUMNS} WHERE {where.sql}", where.values)

    def known(self, ids: Sequence[str]) -> list[Standing]:
        """How those with these ids stand."""
        return self._standing(
            f"SELECT {_COLUMNS} WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(list(ids))],
        )

    def _standing(self, sql: str, values: Sequence[Any]) -> list[Standing]:
        verdicts: dict[tuple[Any, ...], Verdict] = {}
        found = []
        for number, petition, origin, on_sheet, *judged in self._db.execute(sql, values):
            key = tuple(judged)
            if key not in verdicts:
                verdicts[key] = Verdict(*judged)
            found.append(Standing(number, petition, origin, bool(on_sheet), verdicts[key]))
        return found


def statements(judged: Iterable[tuple[int, Verdict]]) -> tuple[Statement, ...]:
    """What gives the signatures with these numbers their verdicts: one statement for each."""
    numbers: dict[Verdict, list[int]] = {}
    for number, verdict in judged:
        numbers.setdefault(verdict, []).append(number)
    return tuple(
        (
            _JUDGE,
            (verdict.validity, verdict.reason, verdict.marking, json.dumps(few)),
        )
        for verdict, few in numbers.items()
    )
