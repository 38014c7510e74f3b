"""How fast rows are being keyed: for the person alone, from the clock of this sitting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

PAUSE = timedelta(minutes=2)
"""A longer gap between two rows is a pause and does not count."""

LATEST_ROWS = 30
FEWEST_GAPS = 2


def rows_an_hour(kept_at: Sequence[datetime]) -> int | None:
    """The speed over the latest rows, from the moments they were kept, oldest first.

    None until three rows have followed each other without a pause.
    """
    latest = kept_at[-LATEST_ROWS:]
    gaps = [later - earlier for earlier, later in pairwise(latest)]
    working = [gap for gap in gaps if timedelta(0) <= gap <= PAUSE]
    spent = sum(working, timedelta(0))
    if len(working) < FEWEST_GAPS or not spent:
        return None
    return round(len(working) * timedelta(hours=1) / spent)
