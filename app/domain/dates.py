"""Dates as people in Britain type them, day first, and times as the clocks here show them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from app.errors import AppError

FIRST_YEAR, LAST_YEAR = 1900, 2999


def parse_day_first(text: str, today: date) -> date | None:
    """The day meant by “21/11”, “21.11.26” or “21 11 2026”; ValueError when there is none.

    Without a year it is the last such day up to `today`; None for an empty text.
    """
    if not text.strip():
        return None
    parts = re.fullmatch(r"\s*(\d{1,2})\D+(\d{1,2})(?:\D+(\d{2}|\d{4}))?\s*", text)
    if not parts:
        raise ValueError(text)
    day, month, year = int(parts[1]), int(parts[2]), parts[3]
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)


def day_first(day: date | None) -> str:
    """The day as it is typed: 21/11/2026; empty for None."""
    return f"{day:%d/%m/%Y}" if day else ""


def shortest(day: date | None, today: date) -> str:
    """The day as little as need be typed: 21/11 where that is meant, else with its year."""
    if day is None:
        return ""
    this_year = (day.month, day.day) <= (today.month, today.day)
    meant = today.year if this_year else today.year - 1
    return f"{day:%d/%m}" if day.year == meant else day_first(day)


def by_the_clock(shown: datetime, after: datetime | None = None) -> datetime:
    """The moment at which clocks here show a time; AppError where they never do.

    Where they are put back an hour comes twice: the first is meant, or the second where that
    alone comes `after` a moment.
    """
    if not FIRST_YEAR <= shown.year <= LAST_YEAR:
        raise AppError(
            "The year {year} cannot be meant: give one from {first} to {last}.",
            year=shown.year, first=FIRST_YEAR, last=LAST_YEAR,
        )  # fmt: skip
    found = shown.replace(fold=0).astimezone()
    if datetime.fromtimestamp(found.timestamp()) != shown:  # noqa: DTZ006  # what the clock shows
        raise AppError(
            "There is no {time:%H:%M} on {day:%d/%m/%Y}: the clocks are put forward then. Give a "
            "time from {next:%H:%M} on.",
            time=shown, day=shown, next=_after_gap(shown),
        )  # fmt: skip
    later = shown.replace(fold=1).astimezone()
    return later if after and found <= after < later else found


def _after_gap(shown: datetime) -> datetime:
    """The first time by the clock after one that is left out."""
    for minutes in range(24 * 60):
        at = shown + timedelta(minutes=minutes)
        if datetime.fromtimestamp(at.timestamp()) == at:  # noqa: DTZ006  # as above
            return at
    return shown


def months_later(day: date, months: int, on: int = 0) -> date:
    """That many months after `day`, on its day of the month or `on`; a short month ends sooner."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    wanted = on or day.day
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))
