"""What makes a signature invalid, as each addressee's file says (R8 to R12, R104, R108)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.signature import REASONS, RowEntry
from app.domain.validity import Rules, counted_as, findings, rules_of, years_between
from app.intake.templates import addressee, addressees
from tests.campaigns import commons_wording

DAY = date(2026, 11, 20)
GOOD = RowEntry(1, "Grace Adeyemi", "2 Teasel Avenue, New Malden", "KT3 8QD", DAY)


def rules(ref: str, minimum_age: int = 0) -> Rules:
    return rules_of(commons_wording(), addressee(ref), minimum_age)


@pytest.mark.parametrize("ref", addressees())
def test_a_good_row_is_good_everywhere(ref: str) -> None:
    assert findings(GOOD, rules(ref)) == []
    assert findings(replace(GOOD, name="이 순 자"), rules(ref)) == []


@pytest.mark.parametrize(
    ("ref", "changes", "found"),
    [
        ("commons", {"name": " "}, ["no-name"]),
        ("commons", {"name": "J. S."}, ["initials-only"]),
        ("commons", {"name": "J Smith"}, []),
        ("commons", {"name": "김"}, []),
        ("commons", {"address": ""}, ["no-address"]),
        ("commons", {"postcode": ""}, ["no-postcode"]),
        ("commons", {"postcode": "KT3 8Q"}, ["bad-postcode"]),
        ("commons", {"postcode": "SW1A 1AA"}, ["out-of-area"]),
        ("commons", {"postcode": "GY1 1AA"}, []),
        ("commons", {"signed_on": None}, []),
        ("commons", {"signed_on": date(2026, 12, 18)}, []),
        ("commons", {"signed_on": date(2026, 12, 19)}, ["after-close"]),
        ("commons", {"name": "", "address": "", "postcode": ""},
         ["no-name", "no-address", "no-postcode"]),
        ("statutory", {"name": "J Smith"}, ["initials-only"]),
        ("statutory", {"name": "Smith"}, ["no-name"]),
        ("statutory", {"name": "Anne O’Brien"}, []),
        ("statutory", {"signed_on": None}, ["no-date"]),
        ("statutory", {"postcode": ""}, []),
        ("scottish-parliament", {"address": "", "postcode": ""}, []),
        ("scottish-parliament", {"postcode": "75001"}, []),
        ("prime-minister", {"address": ""}, []),
        ("prime-minister", {"postcode": "75001"}, []),
        ("prime-minister", {"address": "", "postcode": ""}, ["no-address"]),
        ("prime-minister", {"address": "", "postcode": "75001"}, ["bad-postcode"]),
    ],
)  # fmt: skip
def test_what_lacks_is_found_where_it_is_asked_for(
    ref: str, changes: dict[str, object], found: list[str]
) -> None:
    assert findings(replace(GOOD, **changes), rules(ref)) == found  # type: ignore[arg-type]


@given(st.integers(0, 40_000), st.integers(0, 40_000), st.integers(1, 100))
def test_age_counts_only_where_the_scheme_names_one(born: int, later: int, least: int) -> None:
    entry = replace(GOOD, born=DAY - timedelta(days=born), signed_on=DAY)
    young = "under-age" in findings(entry, rules("council", least))
    assert young == (years_between(DAY - timedelta(days=born), DAY) < least)
    assert "under-age" not in findings(entry, rules("council"))
    assert years_between(DAY, DAY + timedelta(days=later)) <= later // 365


@given(
    st.builds(
        RowEntry, st.just(1), st.text(), st.text(), st.text(), st.none() | st.dates(),
        age=st.none() | st.integers(0, 120), born=st.none() | st.dates(),
    ),
    st.sampled_from(sorted(addressees())),
    st.integers(0, 21),
)  # fmt: skip
def test_whatever_is_written_gets_codes_that_there_are(
    entry: RowEntry, ref: str, least: int
) -> None:
    found = findings(entry, rules(ref, least))
    assert set(found) <= set(REASONS)
    assert len(found) == len(set(found))
    assert not {"no-address", "bad-postcode"} <= set(found) or entry.postcode.strip()


def test_ink_only_addressees_count_online_signatures_as_similar() -> None:
    similar = {ref for ref in addressees() if counted_as("valid", "online", rules(ref)) != "valid"}
    assert similar == {"commons", "commons-traditional", "lords"}
    assert counted_as("valid", "paper", rules("commons")) == "valid"
    assert counted_as("invalid", "online", rules("commons")) == "invalid"


def test_what_is_on_no_printed_sheet_is_similar_where_only_ink_counts() -> None:
    assert counted_as("valid", "paper", rules("commons"), on_sheet=False) == "similar"
    assert counted_as("unchecked", "paper", rules("commons"), on_sheet=False) == "unchecked"
    assert counted_as("valid", "paper", rules("prime-minister"), on_sheet=False) == "valid"
