"""What the chase list, the runs and the law's steps come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.custody import NOBODY, Breach, BreachStep, Holder, Step, chase_list, lands, runs
from app.domain.sheet import State

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Sheet:
    position: int
    state: State = "issued"
    holder: Holder = NOBODY
    due: date | None = None
    asked: date | None = None
    batch: int = 1


@given(st.sets(st.integers(1, 60)))
def test_runs_name_every_number_once(numbers: set[int]) -> None:
    found = [number for first, last in runs(numbers) for number in range(first, last + 1)]
    assert found == sorted(numbers)
    assert all(right[0] > left[1] + 1 for left, right in pairwise(runs(numbers)))


def test_the_longest_due_is_chased_first_and_what_is_back_is_not() -> None:
    grace, tom, hall = Holder("grace"), Holder("tom"), Holder(venue="hall")
    sheets = [
        Sheet(1, holder=tom, due=date(2026, 11, 30)),
        Sheet(2, holder=grace, due=date(2026, 11, 20), asked=date(2026, 11, 21)),
        Sheet(3, holder=grace, due=date(2026, 11, 25)),
        Sheet(4, holder=hall),
        Sheet(5, "returned", tom, date(2026, 11, 1)),
    ]
    found = chase_list(sheets)
    assert [one.holder for one in found] == [grace, tom, hall]
    assert [one.days_late(date(2026, 11, 23)) for one in found] == [3, -7, 0]
    assert (found[0].due, found[0].asked) == (date(2026, 11, 20), date(2026, 11, 21))


def test_a_found_sheet_is_where_its_rows_put_it() -> None:
    assert lands("return", keyed=True, counted=True) == "keyed"
    assert lands("return", keyed=False, counted=True) == "counted"
    assert lands("return", keyed=False, counted=False) == "returned"


def _breach(*steps: Step) -> Breach:
    done = tuple(BreachStep(step, AT, "") for step in steps)
    return Breach("id", 1, AT, ("NM7K3QA87",), 0, 10, "", done)


def test_the_law_asks_for_one_step_after_the_other() -> None:
    assert _breach().deadline == AT + timedelta(hours=72)
    assert "Judge" in _breach().next_step
    assert "ICO" in _breach("assessed-risk").next_step
    assert _breach("assessed-risk", "ico-told").next_step == ""
    assert "people" in _breach("assessed-high", "ico-told").next_step
    assert _breach("assessed-high", "people-told", "ico-told").next_step == ""
    assert _breach("assessed-none").next_step == ""
    assert _breach("found").next_step == ""
    assert "ICO" in _breach("found", "assessed-risk").next_step
    assert "Judge" in _breach("found", "again").next_step
