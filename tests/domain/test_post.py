"""Addresses as Royal Mail wants them (R84), the order of post, and sums of label sheets."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.outreach.label_sheet import LabelSheet, require_sums
from app.domain.outreach.post import (
    address_lines,
    block,
    households,
    in_order,
    is_bare,
    is_odd,
    with_postcode,
)
from app.errors import AppError


@pytest.mark.parametrize(
    ("lines", "postcode", "wanted"),
    [
        (("12 Cobnut Close", "New Malden"), "kt38pl", "12 Cobnut Close|NEW MALDEN|KT3 8PL"),
        (("12, Cobnut Close, New Malden, Surrey",), "KT3 8PL",
         "12 Cobnut Close|NEW MALDEN|KT3 8PL"),
        (("Flat 2, 31 Lapwing Road", "New Malden", "KT3 8ZA"), "KT3 8ZA",
         "Flat 2|31 Lapwing Road|NEW MALDEN|KT3 8ZA"),
        (("12a", "Cobnut Close", "New Malden", "Greater London", "UK"), "KT3 8PL",
         "12a Cobnut Close|NEW MALDEN|KT3 8PL"),
        (("1", "Foo Road"), "", "1 Foo Road"),
        (("House of Commons", "London"), "SW1A 0AA", "House of Commons|LONDON|SW1A 0AA"),
        (("12 Cobnut Close",), "KT3 8PL", "12 Cobnut Close|KT3 8PL"),
        (("New Malden",), "", "NEW MALDEN"),
        (("12, Cobnut Close", "New Malden"), "kt3", "12 Cobnut Close|NEW MALDEN|KT3"),
        (("5 Rue de la Paix", "75002 Paris", "France"), "75002",
         "5 Rue de la Paix|75002 Paris|France|75002"),
        ((), "", ""),
    ],
)  # fmt: skip
def test_an_address_stands_as_r84_says(lines: tuple[str, ...], postcode: str, wanted: str) -> None:
    assert "|".join(address_lines(PostalAddress(lines, postcode))) == wanted


@pytest.mark.parametrize(
    ("lines", "postcode", "wanted"),
    [
        (("12 Cobnut Close, New Malden, kt38pl",), "", "12 Cobnut Close, New Malden|KT3 8PL"),
        (("12 Cobnut Close", "New Malden KT3 8PL"), "", "12 Cobnut Close|New Malden|KT3 8PL"),
        (("12 Cobnut Close", "KT3 8PL", "UK"), "kt3 8pl", "12 Cobnut Close|UK|KT3 8PL"),
        (("12 Cobnut Close", "KT3 8PL"), "SW1A 0AA", "12 Cobnut Close|KT3 8PL|SW1A 0AA"),
        (("Sgt Ann Lee", "BFPO 12"), "", "Sgt Ann Lee|BFPO 12"),
        (("Flat 2", "Berlin 10115"), "", "Flat 2|Berlin 10115|"),
        ((), "", ""),
    ],
)
def test_a_postcode_at_the_end_gets_its_place(
    lines: tuple[str, ...], postcode: str, wanted: str
) -> None:
    found = with_postcode(PostalAddress(lines, postcode))
    assert "|".join((*found.lines, found.postcode)) == wanted


def test_what_is_no_postcode_and_no_whole_address_is_seen() -> None:
    assert [is_odd(one) for one in ("KT3 8P", "KT3 OPL", "75002", "SW2O 9ZZ")] == [True] * 4
    assert [is_odd(one) for one in ("", "kt3", "kt38pl", "BFPO 12")] == [False] * 4
    bare = (("5 Cobnut Close",), ("5 Cobnut Close", "UK"))
    assert all(is_bare(PostalAddress(lines)) for lines in bare)
    whole = (PostalAddress(("5 Cobnut Close",), "KT3"), PostalAddress(("5 Elm Rd", "Hook")),
             PostalAddress(("New Malden",)), PostalAddress(()))  # fmt: skip
    assert not any(map(is_bare, whole))


@given(st.lists(st.text("aB1 ,.", max_size=12), max_size=6))
def test_no_comma_and_no_empty_line_is_left(lines: list[str]) -> None:
    found = address_lines(PostalAddress(tuple(lines), "KT3 8PL"))
    assert found[-1] == "KT3 8PL"
    assert all(line and "," not in line for line in found)


def test_an_organisation_stands_below_the_person_who_works_there() -> None:
    found = block("Park Hye-kyung", PostalAddress(("18 Wrenfield Road", "New Malden")), "Haneul")
    assert found == ("Park Hye-kyung", "Haneul", "18 Wrenfield Road", "NEW MALDEN")


def person(number: int, name: str, street: str, postcode: str, home: str = "") -> Contact:
    address = PostalAddress((street, "NEW MALDEN"), postcode)
    return Contact((WrittenName(name),), addresses=(address,), home=home, id=name, number=number)


PEOPLE = [
    person(1, "Zoe", "2 Teasel Avenue", "KT3 8QD", "b"),
    person(2, "Ann", "10 Teasel Avenue", "KT3 8QD"),
    person(3, "Bea", "2 Teasel Avenue", "KT3 8QD", "b"),
    person(4, "Cy", "1 High Street", "KT10 9AA"),
    person(5, "Di", "1 High Street", ""),
    person(6, "Eve", "1 High Street", "KT3 1AA"),
]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_post_does_not_hang_on_the_order_asked(chance: random.Random) -> None:
    mixed = chance.sample(PEOPLE, len(PEOPLE))
    by_name = [one.name for one in in_order(mixed, "name")]
    assert by_name == ["Ann", "Bea", "Cy", "Di", "Eve", "Zoe"]
    found = in_order(mixed, "postcode")
    assert [one.name for one in found] == ["Eve", "Ann", "Bea", "Zoe", "Cy", "Di"]
    assert [len(one) for one in households(found)] == [1, 1, 2, 1, 1]


L7160 = LabelSheet("L", "", 3, 7, 63.5, 38.1, 7.21, 15.15, 66.04, 38.1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rows": 8}, "8 rows 38.1 mm apart"),
        ({"columns": 4}, "4 columns 66.04 mm apart"),
        ({"across": 60}, "63.5 mm wide stand only 60 mm apart"),
        ({"down": 30}, "38.1 mm high stand only 30 mm apart"),
        ({"left": -1}, "a margin is not below 0"),
        ({"width": 5}, "10 mm at least"),
        ({"columns": 0}, "0 columns"),
        ({"rows": 10**9}, "are not between 1 and 500"),
        ({"top": float("nan")}, "cannot be printed"),
    ],
)
def test_sums_that_do_not_come_out_are_named(changes: dict[str, float], said: str) -> None:
    require_sums(L7160)
    with pytest.raises(AppError, match=said):
        require_sums(replace(L7160, **changes))  # type: ignore[arg-type]  # a test's own values
