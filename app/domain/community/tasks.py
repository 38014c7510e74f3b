"""Tasks: what is to be done, by whom, by when, and when one that repeats comes again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.domain.dates import months_later
from app.messages import tr, trn

Unit = Literal["day", "week", "month", "year"]
UNITS: Mapping[Unit, int] = {"day": 1, "week": 7, "month": 1, "year": 12}
"""Days of a day and a week, months of a month and a year."""

MOST = 99
"""The most units between two times."""

Standing = Literal["late", "today", "week", "later", "done"]
STANDINGS: Mapping[Standing, str] = {
    "late": tr("Late"),
    "today": tr("Today"),
    "week": tr("This week"),
    "later": tr("Later"),
    "done": tr("Done"),
}
"""When a task is due, seen from today."""

_WORDS: Mapping[str, str] = {
    "daily": "1 day", "weekly": "1 week", "monthly": "1 month", "yearly": "1 year",
}  # fmt: skip
_WRITTEN = re.compile(r"(?:every )?(?:(\d{1,3}) )?(day|week|month|year)s?(?: on day (\d{1,2}))?")


@dataclass(frozen=True)
class Repeat:
    """Every so many units; `on` is the day of the month that is meant, where a month is short."""

    every: int
    unit: Unit
    on: int = 0

    @property
    def text(self) -> str:
        """As it is kept and typed: “2 weeks”, “1 month on day 31”."""
        plain = f"{self.every} {self.unit}" if self.every == 1 else f"{self.every} {self.unit}s"
        return f"{plain} on day {self.on}" if self.on else plain


@dataclass(frozen=True)
class Task:
    """What is to be done; `assigned`, `contact` and `petition` are ids or empty."""

    title: str
    due: date | None = None
    assigned: str = ""
    contact: str = ""
    petition: str = ""
    repeats: str = ""
    note: str = ""
    made_at: datetime | None = None
    done_at: datetime | None = None
    id: str = ""
    number: int = 0


def parse_repeat(text: str) -> Repeat | None:
    """What “2 weeks”, “every month” or “weekly” means; None for an empty text, else ValueError."""
    plain = " ".join(text.lower().split())
    if not plain:
        return None
    found = _WRITTEN.fullmatch(_WORDS.get(plain, plain))
    if not found or not 1 <= int(found[1] or 1) <= MOST or int(found[3] or 1) not in range(1, 32):
        raise ValueError(text)
    return Repeat(int(found[1] or 1), found[2], int(found[3] or 0))  # type: ignore[arg-type]  # of the pattern


def anchored(repeat: Repeat, due: date) -> Repeat:
    """`repeat` with the day of the month of `due`, where a short month would hide it."""
    if repeat.on and months_later(due, 0, repeat.on) == due:
        return repeat
    by_month = repeat.unit in {"month", "year"}
    return Repeat(repeat.every, repeat.unit, due.day if by_month and due.day > 28 else 0)


def next_due(due: date, repeat: Repeat, done: date) -> date:
    """The next day of the series that began with `due`, after both that and the day it was done."""
    size = repeat.every * UNITS[repeat.unit]
    if repeat.unit in {"day", "week"}:
        times = max((done - due).days // size + 1, 1)
        return due + timedelta(days=times * size)
    months = (done.year - due.year) * 12 + done.month - due.month
    times = max(months // size, 1)
    found = months_later(due, times * size, repeat.on)
    return found if found > done else months_later(due, (times + 1) * size, repeat.on)


def standing(task: Task, today: date) -> Standing:
    """Whether a task is late, for today, for this week, later, or done."""
    if task.done_at:
        return "done"
    if task.due is None:
        return "later"
    days = (task.due - today).days
    if days <= 0:
        return "late" if days < 0 else "today"
    return "week" if days <= 6 - today.weekday() else "later"


def repeat_words(text: str) -> str:
    """How often, in words, for a kept text; empty where it does not repeat."""
    repeat = parse_repeat(text)
    if repeat is None:
        return ""
    number = repeat.every
    by_unit = {
        "day": trn("every day", "every {number} days", number),
        "week": trn("every week", "every {number} weeks", number),
        "month": trn("every month", "every {number} months", number),
        "year": trn("every year", "every {number} years", number),
    }
    return by_unit[repeat.unit]
