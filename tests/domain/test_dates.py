"""Times as the clocks in London show them, on the days on which they are changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from app.domain.dates import by_the_clock
from app.errors import AppError


@pytest.fixture(autouse=True)
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system’s zone cannot be set for one test")
    with monkeypatch.context() as given:
        given.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


def at(written: str, after: datetime | None = None) -> str:
    return by_the_clock(datetime.fromisoformat(written), after).isoformat(timespec="minutes")


def test_an_hour_that_is_left_out_is_refused() -> None:
    assert at("2027-03-28T00:45") == "2027-03-28T00:45+00:00"
    assert at("2027-03-28T02:00") == "2027-03-28T02:00+01:00"
    for written in ("2027-03-28T01:00", "2027-03-28T01:30", "2027-03-28T01:59"):
        with pytest.raises(AppError, match=r"no 01:\d\d on 28/03/2027: .* from 02:00 on"):
            at(written)


def test_an_hour_that_comes_twice_is_the_first_or_the_one_after() -> None:
    begin = by_the_clock(datetime.fromisoformat("2026-10-25T01:45"))
    assert begin.isoformat(timespec="minutes") == "2026-10-25T01:45+01:00"
    assert at("2026-10-25T01:50", begin) == "2026-10-25T01:50+01:00"
    assert at("2026-10-25T01:15", begin) == "2026-10-25T01:15+00:00"
    assert at("2026-10-25T00:15", begin) == "2026-10-25T00:15+01:00"  # before it, as typed


@pytest.mark.parametrize("written", ["0001-01-01T00:00", "1899-12-31T23:59", "9999-12-31T23:59"])
def test_a_year_that_cannot_be_meant_is_refused(written: str) -> None:
    with pytest.raises(AppError, match="cannot be meant: give one from 1900 to 2999"):
        at(written)
