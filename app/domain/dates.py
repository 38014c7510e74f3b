"""Dates as people in Britain type them: day first."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date


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


def months_later(day: date, months: int, on: int = 0) -> date:
    """That many months after `day`, on its day of the month or `on`; a short month ends sooner."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    wanted = on or day.day
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))
