"""The practice people are the same for the same seed, and only invented ones."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date

from app.domain import practice
from app.domain.checks import check_wording, stops_printing
from app.intake.templates import addressee
from app.intake.wording_file import read_wording
from app.paths import RESOURCES

FOLDER = RESOURCES / "practice"
PEOPLE = practice.people_from_table(tomllib.loads((FOLDER / "people.toml").read_text("utf-8")))
DAYS = practice.collecting_days(date(2026, 11, 23), 7)


def test_the_same_seed_gives_the_same_people() -> None:
    first = list(practice.rows(PEOPLE, 240, 10, DAYS, 1))
    assert first == list(practice.rows(PEOPLE, 240, 10, DAYS, 1))
    assert first != list(practice.rows(PEOPLE, 240, 10, DAYS, 2))
    assert [row.row for row in first[:11]] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1]


def test_every_day_has_come_and_most_rows_count() -> None:
    rows = list(practice.rows(PEOPLE, 240, 10, DAYS, 1))
    assert all(row.signed_on and row.signed_on < date(2026, 11, 23) for row in rows)
    assert Counter(row.validity for row in rows)["valid"] > 180
    assert all(bool(row.reason) == (row.validity == "invalid") for row in rows)


def test_the_practice_petitions_may_be_printed() -> None:
    for name in ("commons", "home-secretary"):
        wording = read_wording(FOLDER / f"{name}.toml")
        assert not stops_printing(check_wording(wording, addressee(wording.addressee)))
