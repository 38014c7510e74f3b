"""How fast signatures come, whether that reaches the target, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
