"""Names and numbers are found however they were written."""

from __future__ import annotations

import pytest

from app.domain.sought import Sought, international, parts, spellings


@pytest.mark.parametrize(
    "typed",
    ["020 7946 0118", "02079460118", "(020) 7946-0118", "+44 (0)20 7946 0118", "0044 2079460118"],
)
def test_a_number_is_one_number_however_it_is_typed(typed: str) -> None:
    assert international(typed) == "442079460118"
    [found] = parts(typed)
    assert found[:2] == (tuple(typed.split()), "442079460118")


def test_other_digits_are_words() -> None:
    assert list(parts('12 "Elm" KT3 8PL')) == [
        Sought(("12",)), Sought(("Elm",)), Sought(("KT3",)), Sought(("8PL",)),
    ]  # fmt: skip


def test_a_nought_may_stand_in_the_middle_of_a_number() -> None:
    assert list(parts("0900 777")) == [Sought(("0900", "777"), "44900777", "0900777")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("이순자", "리순자", True), ("림명철", "임명철", True), ("류미나", "유미나", True),
        ("노무현", "로무현", True), ("리련희", "이연희", True), ("남궁련희", "남궁연희", True),
        ("김녀정", "김여정", True), ("오진희", "노진희", False), ("김하라", "김하나", False),
    ],
)  # fmt: skip
def test_korean_is_found_as_north_and_south_write_it(one: str, other: str, same: bool) -> None:
    assert (" ".join(other) in spellings(one)) is same
    assert (" ".join(one) in spellings(other)) is same
    assert spellings(one)[0] == " ".join(one)
    assert spellings("Kim") == []
