"""Walks visit every door once and in order; a slip in a code is always noticed."""

from __future__ import annotations

import random
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.duplicates.places import PlaceReader
from app.domain.outreach.line_code import is_right, new_codes
from app.domain.outreach.reaching import Standing, why_not
from app.domain.outreach.rounds import MOST_PEOPLE, require_length
from app.domain.outreach.walking import walk
from app.domain.sheet_code import ALPHABET
from app.errors import AppError
from app.intake.name_data import street_kinds

READER = PlaceReader(street_kinds())
HOUSES = st.one_of(
    st.integers(1, 40).map(str),
    st.tuples(st.integers(1, 9), st.integers(1, 40)).map(lambda two: f"Flat {two[0]}, {two[1]}"),
    st.sampled_from(["12a", "Rose Cottage,", "The Old Forge,"]),
)
STREETS = st.sampled_from(
    [("Teasel Avenue", "KT3 8QD"), ("Lapwing Road", "KT3 8ZA"), ("Lapwing Rd", "KT3 8ZB"),
     ("Lapwing Road", "SW20 0AA")]
)  # fmt: skip
HOMES = st.tuples(HOUSES, STREETS).map(
    lambda home: PostalAddress((f"{home[0]} {home[1][0]}", "NEW MALDEN"), home[1][1])
)


def people(addresses: list[PostalAddress]) -> list[Contact]:
    return [
        Contact((WrittenName(f"Person {at}"),), addresses=(one,), id=str(at))
        for at, one in enumerate(addresses)
    ]


@settings(max_examples=60)
@given(st.lists(HOMES, max_size=30), st.sampled_from(["back", "up"]))
def test_a_walk_visits_each_once_and_in_order(homes: list[PostalAddress], way: str) -> None:
    stretches = walk(people(homes), READER, way)  # type: ignore[arg-type]  # one of the two
    met = [one.id for stretch in stretches for door in stretch.doors for one in door.contacts]
    assert sorted(met, key=int) == [str(at) for at in range(len(homes))]
    streets = [(one.street, one.postcode) for one in stretches]
    assert len(list(groupby(streets))) == len(set(streets)), "a street is not left and come back to"
    for stretch in stretches:
        doors = [(door.number, door.flat) for door in stretch.doors]
        assert len(set(doors)) == len(doors)
        assert len(list(groupby(doors, lambda door: door[0]))) == len({one for one, _ in doors})
        if stretch.side in {"odd", "even"}:
            numbers = [int(number.rstrip("a")) for number, _ in doors]
            down = stretch.side == "even" and way == "back"
            assert numbers == sorted(numbers, reverse=down)
            assert {number % 2 for number in numbers} == {int(stretch.side == "odd")}


def test_an_address_without_a_street_comes_last() -> None:
    lost = PostalAddress(("14",), "KT3 8QD")
    sides = [one.side for one in walk(people([lost, PostalAddress(("3 Elm Road",))]), READER)]
    assert sides == ["odd", "unknown"]


def test_doors_and_streets_are_written_as_people_know_them() -> None:
    homes = [
        PostalAddress((line, "NEW MALDEN"), "KT3 8QD")
        for line in ("Rear of 113a Kingston upon Thames Road West", "12a Elm Rd",
                     "Flat A, 12 Elm Rd", "Hope House, Elm Road", "14-16 Elm Road",
                     "12½ Elm Road", "13 1/2 Elm Road", "12b – 14 Elm Road", "2/14 Elm Road")
    ]  # fmt: skip
    found = [
        (one.street, one.side, door.number, door.flat, door.rear)
        for one in walk(people(homes), READER)
        for door in one.doors
    ]
    assert found == [
        ("Elm Road", "odd", "13½", "", False),
        ("Elm Road", "even", "14–16", "", False),
        ("Elm Road", "even", "14", "2", False),
        ("Elm Road", "even", "12½", "", False),
        ("Elm Road", "even", "12b–14", "", False),
        ("Elm Road", "even", "12a", "", False),
        ("Elm Road", "even", "12", "A", False),
        ("Elm Road", "named", "Hope House", "", False),
        ("Kingston upon Thames Road West", "odd", "113a", "", True),
    ]


@pytest.mark.parametrize("line", ["PO Box 5", "P.O. Box 5", "po box 5, Kingston"])
def test_a_box_is_no_door_to_visit_and_gets_post(line: str) -> None:
    [one] = people([PostalAddress((line,), "KT3 8QD")])
    agreed = Standing(given=True)
    assert why_not(one, Topic("person", "news"), agreed) == "no-door"
    assert why_not(one, Topic("post", "news"), agreed) is None
    [house] = people([PostalAddress(("5 Box Road",), "KT3 8QD")])
    assert why_not(house, Topic("person", "news"), agreed) is None


@settings(max_examples=60)
@given(st.integers(0, 10**9), st.data())
def test_a_slip_in_a_code_is_noticed(seed: int, data: st.DataObject) -> None:
    made = new_codes(40, {"2222"}, random.Random(seed).choice)
    assert len(set(made)) == 40
    assert all(is_right(one) for one in made)
    code, at = data.draw(st.sampled_from(made)), data.draw(st.integers(0, 4))
    wrong = code[:at] + data.draw(st.sampled_from(ALPHABET)) + code[at + 1 :]
    assert is_right(wrong) == (wrong == code)
    swapped = code[:at] + code[at + 1 : at + 2] + code[at] + code[at + 2 :]
    assert is_right(swapped) == (swapped == code)


def test_a_list_for_one_volunteer_is_short_enough_to_be_lost() -> None:
    require_length(MOST_PEOPLE)
    with pytest.raises(AppError, match="at most 1,000 people, and this choice has 1,001"):
        require_length(MOST_PEOPLE + 1)
