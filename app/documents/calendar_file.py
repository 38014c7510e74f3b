"""Events as a calendar file (RFC 5545): when and where, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from app.domain.community.events import Event


def calendar_file(events: Iterable[tuple[Event, str]], now: datetime) -> bytes:
    """The file of events, each with what it is about; times are in UTC, so that no zone is asked.

    A calendar that has an event already takes the newer revision in its place.
    """
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//Roundrobin//EN")
    calendar.add("version", "2.0")
    for event, about in events:
        entry = Entry()
        entry.add("uid", f"{event.id}@roundrobin.invalid")
        entry.add("dtstamp", now.astimezone(UTC))
        entry.add("dtstart", event.starts.astimezone(UTC))
        entry.add("dtend", event.ends.astimezone(UTC))
        entry.add("sequence", event.revision)
        entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
        for name, text in (
            ("summary", event.title), ("location", event.place), ("description", about),
        ):  # fmt: skip
            if text:
                entry.add(name, text)
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written
