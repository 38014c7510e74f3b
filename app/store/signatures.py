"""Signatures: entered one by one or in bulk, found by words, paged by number."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from app.domain import names
from app.domain.duplicates.levels import POSSIBLE
from app.domain.signature import CHANNELS, Counts, Origin, RowEntry, Signature, Validity, add_counts
from app.store.driver import Database
from app.store.identity import new_id, new_ids
from app.store.schema import BULK_STATEMENTS
from app.store.signature_query import LOST, OPEN_PAIR, SignatureQuery, Where

_COLUMNS = (
    "signature.id, signature.petition, coalesce(sheet.code, ''), signature.row, signature.name, "
    "signature.address, signature.postcode, signature.signed_on, signature.validity, "
    "signature.reason, signature.external_id, signature.origin, signature.source, "
    "signature.email, signature.phone, signature.born, signature.age, signature.opt_ins, "
    "coalesce(signature.marking, ''), signature.import_key"
)
_FROM = "FROM signature LEFT JOIN sheet ON sheet.id = signature.sheet"

_BUT_THESE = "AND id NOT IN (SELECT value FROM json_each(?))"

_NO_IDS: Mapping[int, str] = {}


def _signature(row: Any) -> Signature:
    known = (_day(row[15]), row[16], tuple(row[17].split()), *row[18:20])
    return Signature(*(*row[:7], _day(row[7]), *row[8:15], *known))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def counts_of(rows: Iterable[Sequence[Any]]) -> Counts:
    """Counts from rows of validity, reason and number."""
    plain: dict[str, int] = {}
    invalid: dict[str, int] = {}
    for validity, reason, number in rows:
        into, key = (invalid, reason) if validity == "invalid" else (plain, validity)
        into[key] = into.get(key, 0) + number
    invalid = {reason: number for reason, number in invalid.items() if number}
    return Counts(
        plain.get("valid", 0), plain.get("similar", 0), plain.get("unchecked", 0), invalid
    )


def _by_origin(rows: Iterable[Sequence[Any]]) -> dict[Origin, Counts]:
    found: dict[Origin, Counts] = {"paper": Counts(), "online": Counts()}
    for origin, part in groupby(rows, _first):
        found["online" if origin == "online" else "paper"] = counts_of(row[1:] for row in part)
    return found


@lru_cache(maxsize=1000)
def _iso(day: date) -> str:
    """A day as it is kept: very many rows share few days."""
    return day.isoformat()


@lru_cache(maxsize=100)
def _opt_ins(agreed: tuple[str, ...]) -> str:
    return " ".join(channel for channel in CHANNELS if channel in agreed)


def columns_of(db: Database, condition: str, values: Sequence[Any]) -> Iterator[Signature]:
    """The signatures for which the SQL `condition` holds, in no order."""
    for row in db.execute(f"SELECT {_COLUMNS} {_FROM} WHERE {condition}", values):
        yield _signature(row)


def _first(row: Sequence[Any]) -> str:
    return str(row[0])


class Signatures:
    """The campaign's signatures."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, petition: str, sheet: str | None, entry: RowEntry) -> str:
        """Keeps one signature of the sheet with id `sheet`, and gives its id."""
        key = new_id()
        self._db.execute(_INSERT, self._values(key, petition, sheet, entry))
        return key

    def add_many(
        self,
        petition: str,
        entries: Iterable[tuple[str | None, RowEntry]],
        ids: Mapping[int, str] = _NO_IDS,
    ) -> int:
        """Keeps signatures, each with its sheet's id; gives how many.

        `ids` are those that some of them had before, by their place among `entries`.
        """
        listed = list(entries)
        cursor = self._db.conn.executemany(
            _INSERT,
            (
                self._values(ids.get(at, key), petition, sheet, entry)
                for at, (key, (sheet, entry)) in enumerate(
                    zip(new_ids(len(listed)), listed, strict=True)
                )
            ),
        )
        return int(cursor.rowcount)

    @staticmethod
    def _values(key: str, petition: str, sheet: str | None, entry: RowEntry) -> tuple[Any, ...]:
        return (
            key,
            petition,
            sheet,
            entry.row or None,
            entry.name,
            names.syllables(entry.name),
            entry.address,
            entry.postcode,
            _iso(entry.signed_on) if entry.signed_on else None,
            entry.validity,
            entry.reason,
            entry.external_id,
            entry.origin,
            entry.source,
            entry.import_key,
            entry.email,
            entry.phone,
            _iso(entry.born) if entry.born else None,
            entry.age,
            _opt_ins(entry.opt_ins) if entry.opt_ins else "",
        )

    def replace(self, key: str, entry: RowEntry) -> None:
        """Changes what is known of the signature with id `key`; sheet and row stay."""
        values = self._values(key, "", None, entry)
        self._db.execute(
            "UPDATE signature SET name = ?, hangul = ?, address = ?, postcode = ?, "
            "signed_on = ?, validity = ?, reason = ?, external_id = ? WHERE id = ?",
            (*values[4:12], key),
        )

    def judge(self, keys: Sequence[str], validity: Validity, reason: str) -> None:
        """Sets validity and reason of the signatures with these ids, as a person's verdict."""
        self._db.conn.executemany(
            "UPDATE signature SET validity = ?, reason = ?, marking = NULL WHERE id = ?",
            [(validity, reason, key) for key in keys],
        )

    def remove(self, key: str) -> None:
        """Takes a row that was blank after all out again."""
        self._db.execute("DELETE FROM signature WHERE id = ?", (key,))

    def unknown(self, keys: Sequence[str]) -> list[str]:
        """Those of `keys` that are no signature's id."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS "
            "(SELECT 1 FROM signature WHERE signature.id = value)",
            (json.dumps(list(keys)),),
        )
        return [str(key) for (key,) in rows]

    def of_sheet(self, sheet: str) -> list[Signature]:
        """The signatures of the sheet with id `sheet`, by row."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE signature.sheet = ? ORDER BY row",
            (sheet,),
        )
        return [_signature(row) for row in rows]

    def of_ids(self, keys: Sequence[str], most: int = 500) -> dict[str, Signature]:
        """The signatures with these ids, by id; one that is gone is left out."""
        found: dict[str, Signature] = {}
        for at in range(0, len(keys), most):
            some = list(keys[at : at + most])
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT {_COLUMNS} {_FROM} WHERE signature.id IN ({marks})", some
            )
            found.update((row[0], _signature(row)) for row in rows)
        return found

    def addresses_at(
        self, petition: str, postcode: str, without: Collection[str] = ()
    ) -> list[tuple[str, int]]:
        """The addresses keyed with that postcode in a petition, most frequent and newest first.

        The signatures `without` (ids) are not read.
        """
        rows = self._db.execute(
            "SELECT address, count(*) AS number FROM signature WHERE petition = ? "
            f"AND postcode = ? AND address <> '' {_BUT_THESE} GROUP BY address "
            "ORDER BY count(*) DESC, max(number) DESC LIMIT 50",
            (petition, postcode, json.dumps(list(without))),
        )
        return [(address, number) for address, number in rows]

    def latest_addresses(
        self, petition: str, number: int, without: Collection[str] = ()
    ) -> list[str]:
        """The addresses of the `number` signatures entered last, newest first, `without` some."""
        rows = self._db.execute(
            "SELECT address FROM signature WHERE petition = ? AND number > "
            f"(SELECT coalesce(max(number), 0) - ? FROM signature) {_BUT_THESE} "
            "ORDER BY number DESC",
            (petition, number, json.dumps(list(without))),
        )
        return [address for (address,) in rows]

    def order(self, query: SignatureQuery) -> array[int]:
        """The numbers of all that match, sorted: eight bytes each, for paging by number."""
        where = Where(query)
        found = self._db.execute(
            f"SELECT number FROM signature WHERE {where.sql} ORDER BY {where.sorting}",
            where.values,
        )
        return array("q", [row[0] for row in found])

    def first(self, query: SignatureQuery, limit: int = 100) -> array[int]:
        """The numbers of `limit` that match, without all being found and sorted.

        The first of all where there is no condition, and all where fewer match; else those that
        came to hand first. They are in order among themselves.
        """
        where = Where(query)
        if where.everybody:
            found = self._db.execute(
                f"SELECT number {where.streamed} ORDER BY {where.sorting} LIMIT ?",
                [*where.stream_values, limit],
            )
        else:
            found = self._db.execute(
                "SELECT number FROM signature WHERE number IN "
                f"(SELECT signature.number {where.streamed} LIMIT ?) ORDER BY {where.sorting}",
                [*where.stream_values, limit],
            )
        return array("q", [row[0] for row in found])

    def page(self, numbers: Sequence[int]) -> list[Signature]:
        """The signatures with these numbers, in their order; one that is gone is left out."""
        marks = ",".join("?" * len(numbers))
        rows = self._db.execute(
            f"SELECT signature.number, {_COLUMNS} {_FROM} WHERE signature.number IN ({marks})",
            list(numbers),
        )
        found = {row[0]: _signature(row[1:]) for row in rows}
        return [found[number] for number in numbers if number in found]

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of the signatures with these numbers, in the order they were entered."""
        rows = self._db.execute(
            "SELECT id FROM signature WHERE number IN (SELECT value FROM json_each(?)) "
            "ORDER BY number",
            (json.dumps(list(numbers)),),
        )
        return [key for (key,) in rows]

    def likeness(self, keys: Sequence[str]) -> dict[str, float]:
        """How sure the likeliest pair of each of these is that nobody has settled, by id."""
        found: dict[str, float] = {}
        for side in ("a", "b"):
            rows = self._db.execute(
                f"SELECT {side}, max(probability) FROM duplicate_pair WHERE {side} IN "
                f"(SELECT value FROM json_each(?)) AND {OPEN_PAIR} GROUP BY 1",
                (json.dumps(list(keys)),),
            )
            for key, sure in rows:
                found[key] = max(sure, found.get(key, 0.0))
        return found

    def doubles(self, key: str) -> list[tuple[Signature, float, tuple[str, ...]]]:
        """Whom a signature may double and nobody has settled: how sure, with the reasons."""
        rows = self._db.execute(
            f"SELECT CASE a WHEN ? THEN b ELSE a END, probability, reasons FROM duplicate_pair "
            f"WHERE (a = ? OR b = ?) AND {OPEN_PAIR} ORDER BY probability DESC",
            (key, key, key),
        ).fetchall()
        found = []
        for other, sure, reasons in rows:
            number = self._db.execute("SELECT number FROM signature WHERE id = ?", (other,))
            [one] = self.page([number.fetchone()[0]])
            found.append((one, float(sure), tuple(json.loads(reasons))))
        return found

    def doubtful(self, petition: str) -> int:
        """How many signatures of a petition are in a pair that nobody has settled."""
        sides = " UNION ".join(
            f"SELECT {side} FROM duplicate_pair WHERE petition = ? AND probability >= ? "
            f"AND {OPEN_PAIR}"
            for side in ("a", "b")
        )
        values = (petition, POSSIBLE) * 2
        return int(self._db.execute(f"SELECT count(*) FROM ({sides})", values).fetchone()[0])

    def all(self, query: SignatureQuery, page: int = 1000) -> Iterator[Signature]:
        """All that match, in order, read `page` at a time."""
        numbers = self.order(query)
        for at in range(0, len(numbers), page):
            yield from self.page(numbers[at : at + page])

    def totals(self, query: SignatureQuery) -> Counts:
        """The counts of what matches."""
        return add_counts(self.counted(query).values())

    def counted(self, query: SignatureQuery) -> dict[Origin, Counts]:
        """The counts of what matches on paper and online; the kept ones where everybody does."""
        where = Where(query)
        if where.everybody:
            return self.by_origin(query.petition)
        rows = self._db.execute(
            f"SELECT origin, validity, reason, count(*) FROM signature WHERE {where.sql} "
            "GROUP BY +origin, +validity, +reason ORDER BY 1",
            where.values,
        )
        return _by_origin(rows)

    def by_origin(self, petition: str) -> dict[Origin, Counts]:
        """The kept counts of a petition's paper and online signatures, lost sheets' included."""
        rows = self._db.execute(
            "SELECT origin, validity, reason, number FROM tally WHERE petition = ? ORDER BY origin",
            (petition,),
        )
        return _by_origin(rows)

    def by_sheet(self, petition: str, sheet: str = "") -> dict[str, Counts]:
        """The counts of each sheet (its id) of a petition that has keyed rows, or of one sheet."""
        only = "sheet = ?" if sheet else "petition = ? AND sheet IS NOT NULL"
        rows = self._db.execute(
            f"SELECT sheet, validity, reason, count(*) FROM signature WHERE {only} "
            "GROUP BY sheet, validity, reason ORDER BY sheet",
            (sheet or petition,),
        )
        return {key: counts_of(row[1:] for row in part) for key, part in groupby(rows, _first)}

    def districts(self, petition: str) -> dict[str, int]:
        """Valid keyed signatures by postcode district, "" where none is known; no lost sheets'."""
        rows = self._db.execute(
            "SELECT substr(postcode, 1, instr(postcode, ' ') - 1), count(*) FROM signature "
            "WHERE petition = ? AND validity = 'valid' "
            f"AND (sheet IS NULL OR sheet NOT IN ({LOST})) GROUP BY 1",
            (petition, petition),
        )
        return {district or "": number for district, number in rows}

    def newest(self) -> int:
        """The greatest number given; 0 when there is none."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM signature").fetchone()[0])

    def drop(self, kind: str, names: Sequence[str]) -> list[str]:
        """Drops these triggers or indexes and gives the SQL that makes them again."""
        made = []
        for name in names:
            row = self._db.execute(
                "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?", (kind, name)
            ).fetchone()
            made.append(str(row[0]))
            self._db.execute(f"DROP {kind} {name}")
        return made

    def index_newer(self, number: int) -> None:
        """Does for all signatures after `number` what the dropped triggers would have done."""
        for sql in BULK_STATEMENTS:
            self._db.execute(sql, (number,))


_INSERT = (
    "INSERT INTO signature (id, petition, sheet, row, name, hangul, address, postcode, signed_on, "
    "validity, reason, external_id, origin, source, import_key, email, phone, born, age, opt_ins) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
