"""What of a place is told outside: no small number, and none that can be worked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.places import FEWEST, Tally, squares, told, told_squares

NUMBERS = st.lists(st.integers(0, 40), max_size=12)


def test_a_small_number_is_hidden_and_the_next_one_with_it() -> None:
    lines, total = told([Tally(40), Tally(3), Tally(8), Tally(0)])
    assert [line.valid for line in lines] == [40, None, None, 0]
    assert total.valid == 51


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    lines, total = told([Tally(40, 5), Tally(8, 0)])
    assert [(line.valid, line.similar) for line in lines] == [(40, 5), (8, 0)]
    assert (total.valid, total.similar) == (48, 5)


def test_one_place_alone_hides_its_total() -> None:
    lines, total = told([Tally(3)])
    assert (lines[0].valid, total.valid) == (None, None)


def test_the_probable_are_hidden_where_they_or_the_others_are_few() -> None:
    lines, _ = told([Tally(20, 0, 0, 18), Tally(20, 0, 0, 2), Tally(20, 0, 0, 9), Tally(20)])
    assert [line.probable for line in lines] == [None, None, 9, 0]


@given(NUMBERS)
def test_no_hidden_number_follows_from_the_total(numbers: list[int]) -> None:
    lines, total = told([Tally(number) for number in numbers])
    shown = [line.valid for line in lines]
    assert not [one for one in shown if one is not None and 0 < one < FEWEST]
    hidden = [number for number, seen in zip(numbers, shown, strict=True) if seen is None]
    if hidden and total.valid is not None:
        left = total.valid - sum(one for one in shown if one is not None)
        assert left == sum(hidden) >= FEWEST
        # As somebody would try who takes each for small, and who knows that larger ones are hidden.
        for most in (FEWEST - 1, left):
            possible = _first_values(len(hidden), left, most)
            assert len(possible) != 1, (hidden, most)


def _first_values(number: int, total: int, most: int) -> list[int]:
    """What one of `number` hidden counts, each 1 to `most`, may be when they are `total`."""
    others = number - 1
    return [one for one in range(1, most + 1) if others <= total - one <= others * most]


@pytest.mark.parametrize("numbers", [[4, 4], [1] * 7, [4, 4, 4], [3, 4], [4, 5, 4]])
def test_a_sum_that_would_tell_them_hides_more_or_the_total(numbers: list[int]) -> None:
    _, total = told([Tally(number) for number in numbers])
    assert total.valid is None
    lines, total = told([Tally(number) for number in [*numbers, 30]])
    assert lines[-1].valid is None
    assert total.valid == sum(numbers) + 30


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000), st.integers(1, 9))))
def test_squares_that_are_told_hold_enough_people_and_nobody_is_lost(
    places: list[tuple[int, int, int]],
) -> None:
    dots, left = told_squares(places)
    assert all(dot.number >= FEWEST for dot in dots)
    assert sum(dot.number for dot in dots) + left == sum(number for _, _, number in places)
    assert left < FEWEST


def test_a_square_gathers_neighbours_and_hides_the_point() -> None:
    dots = squares([(521_001, 168_001, 2), (521_099, 168_099, 1), (521_100, 168_000, 4)])
    assert [(dot.easting, dot.northing, dot.number) for dot in dots] == [
        (521_050, 168_050, 3),
        (521_150, 168_050, 4),
    ]
