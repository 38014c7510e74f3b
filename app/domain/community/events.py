"""Events: dated gatherings, and where each of those invited stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.messages import tr

GuestState = Literal["invited", "coming", "not-coming", "came"]
GUEST_STATES: Mapping[GuestState, str] = {
    "invited": tr("Invited"),
    "coming": tr("Coming"),
    "not-coming": tr("Not coming"),
    "came": tr("Came"),
}

TITLE_LIMIT, PLACE_LIMIT, NOTE_LIMIT = 150, 300, 2_000
"""Characters of an event's title, of its place and of its note."""

LONGEST_DAYS = 31


@dataclass(frozen=True)
class Event:
    """A gathering; `petition` is an id or empty, `languages` those in which its papers are.

    `revision` counts how often it was changed, so that calendars know the newest.
    """

    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    languages: tuple[str, ...] = ("en",)
    petition: str = ""
    note: str = ""
    revision: int = 0
    cancelled: bool = False
    id: str = ""
    number: int = 0


@dataclass(frozen=True)
class Guest:
    """A contact (id) at an event (id)."""

    event: str
    contact: str
    state: GuestState = "invited"


def when(event: Event) -> str:
    """Day and times, day first: “Saturday 28/11/2026, 14:00–16:30”."""
    starts, ends = event.starts, event.ends
    if starts.date() == ends.date():
        return f"{starts:%A %d/%m/%Y, %H:%M}–{ends:%H:%M}"
    return f"{starts:%A %d/%m/%Y, %H:%M} – {ends:%A %d/%m/%Y, %H:%M}"


def guest_words(counts: Mapping[GuestState, int]) -> str:
    """“8 invited: 3 coming, 1 not coming, 4 no answer”; empty where nobody is."""
    invited = sum(counts.values())
    if not invited:
        return ""
    parts = [
        f"{counts[state]:,} {GUEST_STATES[state].lower()}"
        for state in GUEST_STATES
        if state != "invited" and counts.get(state)
    ]
    if counts.get("invited"):
        parts.append(tr("{number:,} no answer", number=counts["invited"]))
    return tr("{number:,} invited: {parts}", number=invited, parts=", ".join(parts))


def next_of(events: list[Event], now: datetime) -> Event | None:
    """The next event that is not over and not cancelled; None where there is none."""
    ahead = [one for one in events if one.ends >= now and not one.cancelled]
    return min(ahead, key=lambda one: one.starts, default=None)


def days_until(event: Event, today: date) -> int:
    """Days from today to its first day; 0 while it lasts."""
    return max((event.starts.date() - today).days, 0)
