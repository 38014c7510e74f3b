"""What helps at the keyboard: addresses proposed, postcodes known to be whole, the speed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import address, postcode
from app.domain.dates import parse_day_first, shortest
from app.domain.keying_speed import rows_an_hour

KNOWN = ["22 Lapwing Road, London", "7B Lapwing Road, London", "Rose Cottage, Lapwing Road"]
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("whole", "street"),
    [
        ("22 Lapwing Road, London", "Lapwing Road, London"),
        ("7B, Quince Gardens", "Quince Gardens"),
        ("12-14 High Street", "High Street"),
        ("Flat 3, 22 Lapwing Road", "Lapwing Road"),
        ("Rose Cottage, Mill Lane", "Rose Cottage, Mill Lane"),
        ("", ""),
    ],
)
def test_the_street_is_the_address_without_its_number(whole: str, street: str) -> None:
    assert address.street(whole) == street


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("", "22 Lapwing Road, London"),
        ("2", "22 Lapwing Road, London"),
        ("7", "7B Lapwing Road, London"),
        ("9", "9 Lapwing Road, London"),
        ("9 la", "9 lapwing Road, London"),
        ("9 q", ""),
        ("rose", "rose Cottage, Lapwing Road"),
        ("  ", ""),
    ],
)
def test_an_address_is_proposed_from_those_at_the_postcode(typed: str, proposed: str) -> None:
    assert address.propose(typed, KNOWN) == proposed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22 lapwing road, london", "22 Lapwing Road, London"),
        ("9 lapwing Road, London", "9 Lapwing Road, London"),
        ("9 Quince Gardens", "9 Quince Gardens"),
        ("", ""),
    ],
)
def test_a_known_address_keeps_its_capitals(typed: str, meant: str) -> None:
    assert address.as_known(typed, KNOWN) == meant


@given(st.text(max_size=8), st.lists(st.text(max_size=20), max_size=4))
def test_a_proposal_never_changes_what_is_typed(typed: str, known: list[str]) -> None:
    found = address.propose(typed, known)
    assert not found or found.startswith(typed)


def test_an_address_is_whole_when_a_known_town_ends_it() -> None:
    known = address.towns([*KNOWN, "1 Teasel Avenue, New Malden", "3 Elm Road, New Malden"])
    assert known == {"london", "new malden"}
    assert address.is_whole("9 Quince Gardens, London", known)
    assert not address.is_whole("9 Quince Gardens, Londo", known)
    assert not address.is_whole("9 Quince Gardens London", known)
    assert not address.is_whole(", London", known)
    assert not address.is_whole("9 Elm Road, London", known | {"london colney"})


@given(st.sampled_from(["KT3 8QD", "SW20 9ZZ", "W1A 1AA", "N1 1AA", "EC1A 1BB", "gir 0aa"]))
def test_a_postcode_is_whole_at_its_last_letter_only(code: str) -> None:
    assert postcode.is_complete(code)
    assert not any(postcode.is_complete(code[:length]) for length in range(len(code)))


def test_a_doubtful_postcode_is_not_passed_over() -> None:
    assert not postcode.is_complete("SW2O 9ZZ")


@given(st.dates(date(2020, 1, 1), date(2026, 11, 23)))
def test_the_shortest_form_of_a_date_means_the_same_day(day: date) -> None:
    today = date(2026, 11, 23)
    assert parse_day_first(shortest(day, today), today) == day


@given(st.integers(3, 80), st.integers(1, 120))
def test_the_speed_is_what_the_clock_says(rows: int, seconds: int) -> None:
    moments = [START + timedelta(seconds=seconds * at) for at in range(rows)]
    assert rows_an_hour(moments) == round(3600 / seconds)


def test_pauses_do_not_count_and_two_rows_are_too_few() -> None:
    moments = [START, START + timedelta(seconds=30)]
    assert rows_an_hour(moments) is None
    later = START + timedelta(hours=1)
    moments += [later, later + timedelta(seconds=30)]
    assert rows_an_hour(moments) == 120
    assert rows_an_hour([START, START, START]) is None
