"""Saved searches over contacts, and lists whose members were chosen one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from app.domain.community.segment import Condition, Segment
from app.store.community.contact_query import BY_NAME, ContactQuery, unnamed_last
from app.store.driver import Database
from app.store.identity import new_id, new_ids

_COLUMNS = "name, conditions, kind, id, made_at"


def _segment(row: Sequence[Any]) -> Segment:
    conditions = tuple(
        Condition(one["field"], tuple(one["values"]), one["holds"]) for one in json.loads(row[1])
    )
    return Segment(row[0], conditions, row[2] == "static", row[3], datetime.fromisoformat(row[4]))


def _written(segment: Segment) -> str:
    return json.dumps([asdict(one) for one in segment.conditions], ensure_ascii=False)


def _query(segment: Segment, known: Mapping[str, Segment], today: date | None) -> ContactQuery:
    if segment.static:
        return ContactQuery((Condition("segment", (segment.id,)),), today, {segment.id: None})
    named = [key for one in segment.conditions if one.field == "segment" for key in one.values]
    nested = {key: None if known[key].static else _query(known[key], known, today) for key in named}
    return ContactQuery(segment.conditions, today, nested)


class Segments:
    """The campaign's segments."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, segment: Segment, now: datetime) -> str:
        """Keeps a new segment and gives its id."""
        key = new_id()
        self._db.execute(
            f"INSERT INTO segment ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
            (
                segment.name,
                _written(segment),
                "static" if segment.static else "saved",
                key,
                now.isoformat(),
            ),
        )
        return key

    def all(self) -> list[Segment]:
        """Every segment, by name."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM segment ORDER BY name")
        return [_segment(row) for row in rows]

    def named(self, name: str) -> Segment | None:
        """The segment of that name, in any case; None where there is none."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM segment WHERE name = ?", (name,)).fetchone()
        return _segment(row) if row else None

    def by_id(self) -> dict[str, Segment]:
        """Every segment by its id."""
        return {one.id: one for one in self.all()}

    def change(self, segment: Segment) -> None:
        """Keeps a segment in the place of the one with its id."""
        self._db.execute(
            "UPDATE segment SET name = ?, conditions = ? WHERE id = ?",
            (segment.name, _written(segment), segment.id),
        )

    def remove(self, segment: str) -> None:
        """Takes a segment (its id) and its list away; no contact goes with it."""
        self._db.execute("DELETE FROM segment_member WHERE segment = ?", (segment,))
        self._db.execute("DELETE FROM segment WHERE id = ?", (segment,))

    def query(self, segment: Segment, today: date | None) -> ContactQuery:
        """Whom a segment wants on a day, with the segments that its conditions name."""
        known = self.by_id()
        return _query(segment, known, today)

    def members(self, segment: str) -> list[str]:
        """The ids of those chosen for a static segment (its id), by name, those at risk last."""
        rows = self._db.execute(
            "SELECT contact, contact.number, contact.at_risk FROM segment_member "
            "JOIN contact ON contact.id = contact "
            f"WHERE segment = ? AND merged_into IS NULL {BY_NAME}",
            (segment,),
        )
        return unnamed_last(rows)

    def take_out(self, segment: str, contacts: Iterable[str]) -> None:
        """Takes contacts (ids) out of a static segment."""
        self._db.conn.executemany(
            "DELETE FROM segment_member WHERE segment = ? AND contact = ?",
            [(segment, contact) for contact in contacts],
        )

    def put_in(self, segment: str, contacts: Iterable[str]) -> None:
        """Puts contacts (ids) into a static segment."""
        listed = list(contacts)
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO segment_member (id, segment, contact) VALUES (?, ?, ?)",
            [
                (key, segment, contact)
                for key, contact in zip(new_ids(len(listed)), listed, strict=True)
            ],
        )
