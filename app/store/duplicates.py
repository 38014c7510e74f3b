"""Pairs of signatures that may be one person's, and what people have said of them.

`duplicate_pair` is derived: whoever looks for doubles writes it anew. A verdict is
what a person said; it stays when pairs are found again, and is undone with its step.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from app.domain.duplicates.levels import LIKELY
from app.domain.duplicates.person import Pair, Person, Said, Verdict
from app.store.driver import Database
from app.store.identity import new_ids
from app.store.signature_query import LOST, OPEN_PAIR

_PERSON = "id, name, address, postcode, phone, email, coalesce(born, '')"
_NEAR = 60
"""The most signatures that each way of looking brings up for one new row."""


def with_doubles(db: Database, ids: Iterable[str]) -> frozenset[str]:
    """Signatures (ids) with all that are one person's with them: those that were said to be, and
    likely ones of which nobody said that they are not, whether they count or no longer do."""
    found = set(ids)
    fresh = found
    while fresh:
        rows = db.execute(_DOUBLES, (json.dumps(sorted(fresh)), LIKELY))
        fresh = {key for (key,) in rows} - found
        found |= fresh
    return frozenset(found)


_UNDISMISSED = (
    "probability >= ?2 AND NOT EXISTS (SELECT 1 FROM duplicate_verdict AS said WHERE "
    "said.a = duplicate_pair.a AND said.b = duplicate_pair.b AND verdict = 'dismissed')"
)

_DOUBLES = " UNION ".join(
    f"SELECT {other} FROM {pairs} WHERE {one} IN (SELECT value FROM json_each(?1)) AND {holds}"
    for one, other in (("a", "b"), ("b", "a"))
    for pairs, holds in (
        ("duplicate_verdict", "verdict = 'accepted'"),
        ("duplicate_pair", _UNDISMISSED),
    )
)


class Duplicates:
    """The campaign's pairs and verdicts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def people(self, petition: str) -> Iterator[Person]:
        """All signatures that count or may count, in the order entered; no lost sheets'."""
        rows = self._db.execute(
            f"SELECT {_PERSON} FROM signature WHERE petition = ? AND validity <> 'invalid' "
            f"AND name <> '' AND (sheet IS NULL OR sheet NOT IN ({LOST})) ORDER BY id",
            (petition, petition),
        )
        return map(Person._make, rows)

    def near(self, petition: str, person: Person, words: Sequence[str]) -> list[Person]:
        """Signatures that share the postcode, the address, a name, telephone or email.

        `words` are parts of the name to look for by their beginning; the person's own id is
        left out.
        """
        counted = f"petition = ? AND validity <> 'invalid' AND id <> ? LIMIT {_NEAR}"
        asked: list[tuple[str, str]] = [
            (f"{field} = ? AND {field} <> '' AND {counted}", value)
            for field, value in (
                ("postcode", person.postcode),
                ("address", person.address),
                ("email", person.email),
                ("phone", person.phone),
            )
            if value
        ]
        searched = " ".join(f'"{word}"*' for word in words if word)
        if searched:
            found = "SELECT rowid FROM signature_search WHERE signature_search MATCH ?"
            asked.append((f"number IN ({found}) AND {counted}", f"name : ({searched})"))
        people: dict[str, Person] = {}
        for condition, value in asked:
            rows = self._db.execute(
                f"SELECT {_PERSON} FROM signature WHERE {condition}",
                (value, petition, person.id),
            )
            people.update((row[0], Person._make(row)) for row in rows)
        return list(people.values())

    def keep(self, petition: str, pairs: Iterable[Pair]) -> None:
        """Puts what was found in the place of the open pairs found before.

        Settled ones stay, so that they are there again when what was said is undone.
        """
        self._db.execute(
            f"DELETE FROM duplicate_pair WHERE petition = ? AND {OPEN_PAIR}", (petition,)
        )
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO duplicate_pair (a, b, petition, probability, reasons) "
            "SELECT ?1, ?2, ?3, ?4, ?5 WHERE (SELECT count(*) FROM signature "
            "WHERE id IN (?1, ?2)) = 2",
            [
                (
                    one.a,
                    one.b,
                    petition,
                    one.probability,
                    json.dumps(one.reasons, ensure_ascii=False),
                )
                for one in pairs
            ],
        )

    def pairs(self, petition: str, threshold: float) -> list[Pair]:
        """The pairs that nobody has settled, the likeliest first."""
        rows = self._db.execute(
            "SELECT a, b, probability, reasons FROM duplicate_pair WHERE petition = ? "
            f"AND probability >= ? AND {OPEN_PAIR} ORDER BY probability DESC, a, b",
            (petition, threshold),
        )
        return [Pair(a, b, sure, tuple(json.loads(told))) for a, b, sure, told in rows]

    def verdicts(self, petition: str) -> dict[tuple[str, str], Verdict]:
        """What was said of pairs, the lesser id first."""
        rows = self._db.execute(
            "SELECT a, b, verdict FROM duplicate_verdict WHERE petition = ?", (petition,)
        )
        return {(a, b): verdict for a, b, verdict in rows}

    def settle(
        self,
        petition: str,
        pairs: Mapping[tuple[str, str], str],
        verdict: Verdict,
        kept: str,
        now: datetime,
    ) -> None:
        """Keeps what a person said of pairs; `kept` is the id that counts, or empty.

        Each pair comes with the validity that the other one had before, or nothing.
        """
        ordered = sorted((min(pair), max(pair), was) for pair, was in pairs.items())
        self._db.conn.executemany(
            "INSERT INTO duplicate_verdict (id, petition, a, b, verdict, kept, was, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (key, petition, a, b, verdict, kept, was, now.isoformat())
                for key, (a, b, was) in zip(new_ids(len(ordered)), ordered, strict=True)
            ],
        )

    def said(self, petition: str) -> list[Said]:
        """What was said of each pair, in the order it was said."""
        rows = self._db.execute(
            "SELECT a, b, verdict, kept, was, at FROM duplicate_verdict WHERE petition = ? "
            "ORDER BY at, a, b",
            (petition,),
        )
        return list(map(Said._make, rows))

    def take_back(self, a: str, b: str) -> None:
        """Forgets what was said of two signatures, the lesser id first."""
        self._db.execute("DELETE FROM duplicate_verdict WHERE a = ? AND b = ?", (a, b))

    def out(self, petition: str, ids: Iterable[str]) -> set[str]:
        """Those of `ids` that count for nothing: invalid, on a lost sheet, or not there."""
        listed = list(ids)
        rows = self._db.execute(
            "SELECT id FROM signature WHERE id IN (SELECT value FROM json_each(?)) AND "
            f"validity <> 'invalid' AND (sheet IS NULL OR sheet NOT IN ({LOST}))",
            (json.dumps(listed), petition),
        )
        return set(listed) - {key for (key,) in rows}
