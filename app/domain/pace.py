"""How fast signatures come, whether that reaches the target, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

RECENT_DAYS = 14


@dataclass(frozen=True)
class Pace:
    """Valid signatures a day: lately, over all, and needed; and the range by the close.

    `needed` is None without a target or a close, or when the target is reached.
    """

    lately: float
    overall: float
    needed: float | None
    low: int
    high: int


Outlook = Literal["", "reached", "likely", "possible", "short"]
"""What the range says of the target; empty where there is none, or no close."""


def outlook(speed: Pace, total: int, closes: date | None, target: int) -> Outlook:
    """Whether the target is reached, or will be at both, one or neither of the paces."""
    if not target:
        return ""
    if total >= target:
        return "reached"
    if closes is None:
        return ""
    if speed.low >= target:
        return "likely"
    return "possible" if speed.high >= target else "short"


def reaches_on(speed: Pace, total: int, today: date, target: int) -> date | None:
    """The day on which the target is reached at the pace of late; None where it never is."""
    if speed.lately <= 0 or target <= total:
        return None
    days = ceil((target - total) / speed.lately)
    return today + timedelta(days=days) if days < 3_650 else None


def pace(
    by_day: Sequence[tuple[date, int]], total: int, today: date, closes: date | None, target: int
) -> Pace:
    """The pace from the numbers of each day, oldest first; `total` counts undated ones as well."""
    since = today - timedelta(days=RECENT_DAYS)
    lately = sum(number for day, number in by_day if since < day <= today) / RECENT_DAYS
    first = by_day[0][0] if by_day else today
    overall = sum(number for _, number in by_day) / max((today - first).days + 1, 1)
    left = max((closes - today).days, 0) if closes else 0
    ends = sorted((total + round(lately * left), total + round(overall * left)))
    missing = target - total
    needed = missing / left if left and missing > 0 else None
    return Pace(lately, overall, needed, ends[0], ends[1])
