"""How households and letters address people: nobody twice, nobody at risk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.contact import Contact, Kind, Order, WrittenName
from app.domain.community.household import NOBODY, household_name
from app.domain.community.name_parts import family_within, full_name, given_part, order_shown
from app.domain.community.salutation import salutation


def person(
    text: str, family: str = "", hangul: str = "", *, kind: Kind = "person", at_risk: bool = False
) -> Contact:
    written = [WrittenName(text, family or text.rsplit(maxsplit=1)[-1])]
    if hangul:
        written.append(WrittenName(hangul, hangul[0]))
    return Contact(tuple(written), kind, at_risk=at_risk)


KIM = person("Kim Min-jun", "Kim", "김민준")
RI = person("Ri Soon-ja", "Ri", "리순자")
SKY = person("Kim Ha-neul", "Kim", "김하늘")
TOM, MARGARET = person("Tom Ellery"), person("Margaret Ellery")
DANIEL = person("Daniel Okoro")
HIDDEN = person("Rim Myong-chol", "Rim", "림명철", at_risk=True)
CHURCH = Contact((WrittenName("New Malden Hope Church"), WrittenName("뉴몰든 소망교회")), "church")


@pytest.mark.parametrize(
    ("text", "family", "order", "given"),
    [
        ("Kimberly Kim", "Kim", "given-first", "Kimberly"),
        ("Kim Kimberly", "Kim", "family-first", "Kimberly"),
        ("Kim Ha Kim", "Kim", "given-first", "Kim Ha"),
        ("Jan van der Berg", "van der Berg", "given-first", "Jan"),
        ("Grace (Kim) Lee", "Kim", "", "Grace ( ) Lee"),
        ("남궁민수", "남궁", "family-first", "민수"),
        ("김하김", "김", "family-first", "하김"),
        ("王小明", "王", "family-first", "小明"),
        ("Kim", "Kim", "", "Kim"),
        ("Grace Kim", "", "", "Grace Kim"),
    ],
)
def test_a_family_name_is_a_whole_word_of_its_name(
    text: str, family: str, order: Order, given: str
) -> None:
    assert order_shown(text, family) == order
    assert given_part(WrittenName(text, family, order)) == given
    assert given_part(WrittenName("Kim Ha Kim", "Kim", "family-first")) == "Ha Kim"


def test_a_family_name_is_found_as_it_stands() -> None:
    assert family_within("Min-jun KIM", "Kim") == "KIM"
    assert family_within("Kimberly", "Kim") == family_within("김", "김민") == ""
    assert full_name("小明", "", "王") == "王小明"
    assert full_name("Min-jun", "", "김") == "Min-jun 김"


def test_a_household_reads_well() -> None:
    assert household_name([TOM]) == "Tom Ellery"
    assert household_name([TOM, MARGARET]) == "The Ellery family"
    assert household_name([person("Bo Lee", "Zed"), person("Al Lee", "Zed")]) == "The Lee family"
    council = person("Kingston Council", "Zed", kind="council")
    assert salutation(council, "en") == "Dear all at Kingston Council"
    assert household_name([MARGARET, DANIEL]) == "Margaret Ellery and Daniel Okoro"
    assert household_name([KIM, RI, SKY]) == "The Kim and Ri family"
    assert household_name([KIM, RI, DANIEL]) == "Kim Min-jun, Ri Soon-ja and Daniel Okoro"
    assert household_name([KIM, RI, SKY, DANIEL]) == "The Kim, Ri and Okoro household"
    assert household_name([TOM, person("Jane Smith"), person("Bo Smith")], "Ellery & Co") == (
        "Ellery & Co"
    )
    assert household_name([CHURCH]) == "New Malden Hope Church"
    assert household_name([DANIEL, CHURCH]) == "Daniel Okoro and New Malden Hope Church"
    korean = (
        ([KIM], "김민준 님"),
        ([person("x", "", "김철수 목사님")], "김철수 목사님"),
        ([KIM, RI], "김민준·리순자 님"),
        ([KIM, RI, SKY, person("x", "", "김달")], "김민준 님 댁"),
        ([CHURCH], "뉴몰든 소망교회"),
        ([KIM, DANIEL], "Kim Min-jun and Daniel Okoro"),
    )
    for people, words in korean:
        assert household_name(people, language="ko") == words


def test_a_households_own_name_tells_of_nobody_who_is_not_on_the_label() -> None:
    assert household_name([]) == NOBODY["en"] == "The householder"
    assert household_name([], "The Rim family", "ko", others=[HIDDEN]) == NOBODY["ko"]
    for own in ("The Kim and Rim family", "Min-jun and Mimi", "The Old Rectory"):
        assert household_name([KIM], own, others=[HIDDEN]) == "Kim Min-jun"
        assert household_name([KIM], own) == own
    cousin = person("Kim Bo", "Kim")
    for own in ("The Kims", "The Kim household", "Min-jun and Ha-neul Kim"):
        assert household_name([KIM, SKY], own, others=[cousin]) == own


def test_letters_begin_as_is_usual() -> None:
    member = person("Eleanor Vickery MP", "Vickery", kind="member")
    councillor = person("Councillor Nadia Selwood", "Selwood", kind="council")
    for contact, english, korean in (
        (KIM, "Dear Kim Min-jun", "김민준 님께"),
        (DANIEL, "Dear Daniel Okoro", "Daniel Okoro 님께"),
        (member, "Dear Eleanor Vickery MP", "Eleanor Vickery 의원님께"),
        (councillor, "Dear Councillor Nadia Selwood", "Nadia Selwood 의원님께"),
        (CHURCH, "Dear all at New Malden Hope Church", "뉴몰든 소망교회 담당자님께"),
        (Contact((), "shop"), "Dear Sir or Madam", "담당자님께"),
    ):
        assert (salutation(contact, "en"), salutation(contact, "ko")) == (english, korean)


_FAMILIES = st.sampled_from(["Smith", "Kim", "Ri", "Okoro"])
_GIVEN = st.sampled_from(["Ann", "Bo", "Cy", "Dee"])
_PEOPLE = st.lists(
    st.builds(
        lambda given, family, at_risk: person(f"{given} {family}", family, at_risk=at_risk),
        _GIVEN, _FAMILIES, st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_PEOPLE, st.sampled_from(["", "The Smiths of Elm Road"]))
def test_no_family_is_named_twice_and_nobody_at_risk(people: list[Contact], own_name: str) -> None:
    shown = [one for one in people if not one.at_risk]
    line = household_name(shown, own_name, others=[one for one in people if one.at_risk])
    assert line
    if line == own_name:
        return
    safe = {one.name for one in people if not one.at_risk}
    for one in people:
        family = one.names[0].family
        assert one.name in safe or one.name not in line
        if one.name in safe:
            assert family in line
        elif not any(name.endswith(family) for name in safe):
            assert family not in line
    words = line.replace(",", "").split()
    named = line in safe or not line.startswith("The ")
    if not named:
        assert all(words.count(one.names[0].family) <= 1 for one in people)
