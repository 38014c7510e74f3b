"""Events, and who is invited, coming and came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from app.domain.community.events import Event, Guest, GuestState
from app.store.community.contact_query import BY_NAME, unnamed_last
from app.store.driver import Database
from app.store.identity import new_id, new_ids

_COLUMNS = "title, starts, ends, place, languages, petition, note, revision, cancelled, id, number"


def _event(row: Sequence[Any]) -> Event:
    title, starts, ends, place, languages, petition, note, revision, cancelled, key, number = row
    return Event(
        title, datetime.fromisoformat(starts), datetime.fromisoformat(ends), place,
        tuple(languages.split()), petition, note, revision, bool(cancelled), key, number,
    )  # fmt: skip


def _values(event: Event) -> tuple[Any, ...]:
    return (
        event.title, event.starts.isoformat(), event.ends.isoformat(), event.place,
        " ".join(event.languages), event.petition, event.note, event.revision,
        int(event.cancelled),
    )  # fmt: skip


class Events:
    """The campaign's events."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, event: Event) -> int:
        """Keeps a new event and gives its number."""
        number: int = self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM event").fetchone()[
            0
        ]
        self._db.execute(
            f"INSERT INTO event ({_COLUMNS}) VALUES ({', '.join('?' * 11)})",
            (*_values(event), new_id(), number),
        )
        return number

    def replace(self, event: Event) -> None:
        """Keeps `event` in the place of the one with its id."""
        settings = ", ".join(f"{one} = ?" for one in _COLUMNS.split(", ")[:9])
        self._db.execute(f"UPDATE event SET {settings} WHERE id = ?", (*_values(event), event.id))

    def by_number(self, number: int) -> Event | None:
        """The event with that number; None where there is none."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM event WHERE number = ?", (number,)
        ).fetchone()
        return _event(row) if row else None

    def all(self) -> list[Event]:
        """Every event, the latest first."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM event")
        return sorted(map(_event, rows), key=lambda one: (one.starts, one.number), reverse=True)

    def guests(self, event: str) -> list[Guest]:
        """Who was invited to an event (its id), by name, those at risk last."""
        rows = self._db.execute(
            "SELECT contact, state, contact.number, contact.at_risk FROM event_guest "
            f"JOIN contact ON contact.id = contact WHERE event = ? {BY_NAME}",
            (event,),
        )
        return unnamed_last(
            (Guest(event, key, state), number, at_risk) for key, state, number, at_risk in rows
        )

    def counts(self, event: str) -> dict[GuestState, int]:
        """How many of those invited to an event (its id) stand where."""
        rows = self._db.execute(
            "SELECT state, count(*) FROM event_guest JOIN contact ON contact.id = contact "
            "WHERE event = ? AND merged_into IS NULL GROUP BY state",
            (event,),
        )
        return dict(rows.fetchall())

    def of_contact(self, contact: str) -> list[tuple[Event, GuestState]]:
        """The events to which a contact (its id) was invited, and where they stand."""
        named = ", ".join(f"event.{one}" for one in _COLUMNS.split(", "))
        rows = self._db.execute(
            f"SELECT event_guest.state, {named} FROM event_guest JOIN event "
            "ON event.id = event_guest.event WHERE contact = ?",
            (contact,),
        )
        return [(_event(row[1:]), row[0]) for row in rows]

    def put(self, guests: Iterable[Guest]) -> None:
        """Keeps where guests stand, new ones too."""
        listed = list(guests)
        self._db.conn.executemany(
            "INSERT INTO event_guest (id, event, contact, state) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (event, contact) DO UPDATE SET state = excluded.state",
            [
                (key, one.event, one.contact, one.state)
                for key, one in zip(new_ids(len(listed)), listed, strict=True)
            ],
        )
