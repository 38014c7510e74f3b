"""The sample's interval covers the truth as often as it says, and its number is safe."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sampling import (
    Stratum,
    allocate,
    draw,
    estimate,
    interval,
    size_for,
    surplus_of,
)
from app.errors import AppError

DESIGNS = {
    "even": ((400, 300, 200, 60, 12), (0.95, 0.9, 0.92, 0.9, 0.9), 150),
    "one collector forged": ((500, 250, 250, 40), (0.97, 0.96, 0.2, 0.9), 120),
    "many small ones": ((20,) * 30, (0.9, 0.8, 0.95) * 10, 60),
    "nearly all good": ((2000, 900, 100), (0.995, 0.99, 1.0), 200),
    "half of them bad": ((600, 600), (0.5, 0.55), 100),
    "most of them drawn": ((80, 60, 20), (0.9, 0.8, 0.7), 120),
}
TIMES = 1500


@pytest.mark.parametrize("design", DESIGNS)
def test_the_interval_covers_the_truth_and_safe_is_safe(design: str) -> None:
    sizes, shares, size = DESIGNS[design]
    chance = np.random.default_rng(7)
    good = [round(number * share) for number, share in zip(sizes, shares, strict=True)]
    truth = sum(good)
    named = {f"{at:02}": number for at, number in enumerate(sizes)}
    drawn = list(allocate(named, size).values())
    seen = [
        chance.hypergeometric(right, number - right, take, TIMES)
        for right, number, take in zip(good, sizes, drawn, strict=True)
    ]
    covered = safe = enough = 0
    target = math.ceil(truth * 1.05)
    for counted in zip(*seen, strict=True):
        found = estimate(
            [
                Stratum(name, named[name], take, int(right))
                for name, take, right in zip(named, drawn, counted, strict=True)
            ],
            target=target,
        )
        assert found is not None
        assert found.more is not None
        covered += found.valid.low - 1e-9 <= truth <= found.valid.high + 1e-9
        safe += found.safe <= truth
        enough += truth + chance.binomial(found.more, truth / sum(sizes)) >= target
    # Three standard errors of the simulation below what is promised; Wilson's interval itself
    # is a little short in places.
    assert covered / TIMES >= 0.93
    assert safe / TIMES >= 0.93
    assert enough / TIMES >= 0.93


def test_wilson_s_interval_is_as_printed() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 and 0 of 20."""
    low, high = interval(81 / 263, 263, 1.959964)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    low, high = interval(0, 20, 1.959964)
    assert (round(low, 4), round(high, 4)) == (0.0, 0.1611)


sizes_of = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 400))


@given(sizes_of.filter(bool), st.integers(1, 500), st.integers(0, 2**31))
def test_each_stratum_is_drawn_from_by_its_size(
    sizes: dict[str, int], size: int, seed: int
) -> None:
    wanted = min(size, sum(sizes.values()))
    if len(sizes) > wanted:
        with pytest.raises(AppError):
            allocate(sizes, size)
        return
    numbers = allocate(sizes, size)
    assert sum(numbers.values()) == wanted
    assert all(1 <= numbers[name] <= sizes[name] for name in sizes)
    if sum(min(2, number) for number in sizes.values()) <= wanted:
        assert all(numbers[name] >= min(2, sizes[name]) for name in sizes)
    strata = {name: range(number) for name, number in sizes.items()}
    chosen = draw(strata, size, seed)
    assert chosen == draw(dict(reversed(strata.items())), size, seed)
    assert all(len(set(one)) == numbers[name] for name, one in chosen.items())


def test_large_strata_get_their_share() -> None:
    assert allocate({"a": 700, "b": 200, "c": 90, "d": 10}, 100) == {
        "a": 69, "b": 20, "c": 9, "d": 2,
    }  # fmt: skip


@pytest.mark.parametrize(("margin", "number", "size"), [(0.05, 10**9, 385), (0.05, 1204, 292)])
def test_a_margin_asks_for_the_textbook_s_number(margin: float, number: int, size: int) -> None:
    assert size_for(margin, number) == size
    assert size_for(margin, 3) == 3


def test_every_row_checked_leaves_no_doubt() -> None:
    found = estimate([Stratum("a", 50, 50, 40), Stratum("b", 10, 10, 10)], target=60)
    assert found is not None
    assert found.valid.low == found.valid.middle == found.valid.high == pytest.approx(50)
    assert found.safe == 50
    assert found.more
    assert found.more > 10
    over = estimate([Stratum("a", 50, 50, 40)], target=40)
    assert over is not None
    assert over.more == 0


def test_nothing_is_said_before_a_row_is_checked() -> None:
    assert estimate([Stratum("a", 50), Stratum("b", 10)]) is None
    part = estimate([Stratum("a", 50, 10, 9), Stratum("b", 50)])
    assert part is not None
    assert part.share.middle == pytest.approx(0.9)
    assert part.size == 100
    none = estimate([Stratum("a", 50, 10, 0)], target=100)
    assert none is not None
    assert none.more is None


def test_duplicates_come_off_once() -> None:
    rows = [Stratum("a", 1000, 100, 85, 5)]
    found = estimate(rows, surplus=0)
    assert found is not None
    assert found.share.middle == pytest.approx(0.9)
    assert found.duplicates == pytest.approx(50)
    assert found.adjusted.middle == pytest.approx(850)
    more = estimate(rows, surplus=100)
    assert more is not None
    assert more.duplicates == pytest.approx(90)


pair = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.floats(0, 1))


@given(st.lists(pair.filter(lambda one: one[0] < one[1]), max_size=7))
def test_a_group_of_n_is_at_most_n_less_one_too_many(
    pairs: list[tuple[str, str, float]],
) -> None:
    total = surplus_of(pairs)
    people = {name for one in pairs for name in one[:2]}
    assert total <= max(0, len(people) - 1)
    assert total == pytest.approx(surplus_of(pairs[::-1]))
    best = max(
        (
            sum(one[2] for one in some)
            for number in range(len(pairs) + 1)
            for some in itertools.combinations(pairs, number)
            if _is_forest(some)
        ),
        default=0.0,
    )
    assert total == pytest.approx(best)


def _is_forest(pairs: tuple[tuple[str, str, float], ...]) -> bool:
    group: dict[str, set[str]] = {}
    for a, b, _ in pairs:
        first, second = group.get(a, {a}), group.get(b, {b})
        if b in first:
            return False
        both = first | second
        group |= dict.fromkeys(both, both)
    return True
