"""When a task comes again, and when it is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.tasks import (
    Repeat,
    Task,
    anchored,
    next_due,
    parse_repeat,
    repeat_words,
    standing,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
REPEATS = st.builds(
    Repeat, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"])
)  # fmt: skip


@settings(max_examples=200)
@given(DAYS, REPEATS, st.integers(0, 900))
def test_the_next_day_is_the_first_of_the_series_after_it_was_done(
    due: date, repeat: Repeat, late: int
) -> None:
    kept, done = anchored(repeat, due), due + timedelta(days=late)
    series = [due]
    while series[-1] <= done or len(series) < 2:
        series.append(next_due(series[-1], kept, series[-1]))
    assert next_due(due, kept, done) == series[-1]
    assert series == sorted(set(series))


@settings(max_examples=200)
@given(DAYS, st.integers(1, 30), st.sampled_from(["month", "year"]))
def test_a_short_month_does_not_move_the_day_for_good(due: date, every: int, unit: str) -> None:
    kept = anchored(Repeat(every, unit), due)  # type: ignore[arg-type]  # one of two
    day = due
    for _ in range(14):
        day = next_due(day, kept, day)
        last = monthrange(day.year, day.month)[1]
        assert day.day == min(due.day, last)
        assert anchored(kept, day) == kept


@given(REPEATS)
def test_what_is_kept_reads_back(repeat: Repeat) -> None:
    assert parse_repeat(repeat.text) == repeat
    assert repeat_words(repeat.text).startswith("every ")


def test_what_people_write() -> None:
    assert parse_repeat(" Weekly ") == Repeat(1, "week")
    assert parse_repeat("every 2 weeks") == parse_repeat("2 weeks") == Repeat(2, "week")
    assert parse_repeat("every month") == Repeat(1, "month")
    assert parse_repeat("") is None
    for wrong in ("0 days", "100 days", "fortnight", "2", "1 month on day 32"):
        with pytest.raises(ValueError, match=wrong):
            parse_repeat(wrong)


def test_one_done_early_comes_after_its_day() -> None:
    assert next_due(date(2026, 11, 30), Repeat(1, "week"), date(2026, 11, 23)) == date(2026, 12, 7)
    assert next_due(date(2026, 1, 31), Repeat(1, "month", 31), date(2026, 1, 3)) == date(
        2026, 2, 28
    )


def test_where_a_task_stands() -> None:
    monday = date(2026, 11, 23)
    for due, meant in (
        (date(2026, 11, 22), "late"), (monday, "today"), (date(2026, 11, 24), "week"),
        (date(2026, 11, 29), "week"), (date(2026, 11, 30), "later"), (None, "later"),
    ):  # fmt: skip
        assert standing(Task("Phone", due), monday) == meant
    done = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert standing(Task("Phone", date(2026, 11, 1), done_at=done), monday) == "done"
