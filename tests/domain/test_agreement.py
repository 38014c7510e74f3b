"""Two readings of a row: what differs, and how sure the rate is."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreement import FIELDS, agreement, differences, rate
from app.domain.signature import RowEntry

TEXTS = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=12)


@pytest.mark.parametrize(
    ("number", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (2, 20, 0.0279, 0.3010), (10, 10, 0.7225, 1.0)],
)
def test_wilsons_interval_as_published(number: int, of: int, low: float, high: float) -> None:
    found = rate(number, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_mirrors(pair: tuple[int, int]) -> None:
    number, of = pair
    found, other = rate(number, of), rate(of - number, of)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.low == pytest.approx(1 - other.high)
    wider = rate(number * 4, of * 4)
    assert wider.high - wider.low < found.high - found.low


def test_of_nothing_everything_is_possible() -> None:
    assert (rate(0, 0).low, rate(0, 0).high) == (0, 1)


@given(TEXTS, TEXTS, TEXTS)
def test_case_spacing_and_normal_form_do_not_differ(name: str, address: str, code: str) -> None:
    first = RowEntry(1, name, address, code, date(2026, 11, 21), "valid")
    spaced = " ".join(address.casefold())
    second = RowEntry(
        1, unicodedata.normalize("NFD", f" {name} "), spaced, code, date(2026, 11, 21), "unchecked"
    )
    assert differences(first, RowEntry(**{**vars(second), "address": address})) == ()
    assert differences(first, first) == ()


def test_capitals_and_decomposed_hangul_are_the_same_reading() -> None:
    first = RowEntry(1, "박민준 PARK Min-jun", "22 LAPWING Road", "sw20 9zz")
    second = RowEntry(
        1, unicodedata.normalize("NFD", "박민준 Park  Min-Jun"), "22 Lapwing road", "SW209ZZ"
    )
    assert differences(first, second) == ()


@given(st.sets(st.sampled_from(FIELDS)))
def test_each_field_that_differs_is_named_once_and_either_way(wanted: set[str]) -> None:
    first = RowEntry(1, "Park Min-jun", "22 Lapwing Road", "SW20 9ZZ", date(2026, 11, 21), "valid")
    other = {
        "name": "Park Min-jin",
        "address": "24 Lapwing Road",
        "postcode": "SW20 9ZY",
        "signed_on": date(2026, 11, 20),
        "validity": "similar",
    }
    second = RowEntry(**{**vars(first), **{name: other[name] for name in wanted}})
    assert set(differences(first, second)) == wanted
    assert differences(first, second) == differences(second, first)


def test_the_sum_is_over_rows_and_by_field() -> None:
    found = agreement(20, [(), ("name",), ("name", "postcode"), ()])
    assert (found.drawn, found.rows.number, found.rows.of) == (20, 2, 4)
    assert [found.by_field[name].number for name in FIELDS] == [2, 0, 1, 0, 0]
