"""Names and addresses are read as people write them, whatever the script and the order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import korean
from app.domain.duplicates.people import NOTHING, NameReader
from app.domain.duplicates.places import Place, PlaceReader
from app.intake import name_data

NAMES = NameReader(name_data.names())
PLACES = PlaceReader(name_data.street_kinds())


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("이", "lee yi ri rhee rhie li yee"),
        ("림", "lim im rim yim"),
        ("류", "yoo ryu yu"),
        ("로", "noh roh no ro"),
        ("박", "park pak bak"),
        ("최", "choi choe"),
        ("정", "jung chung jeong cheong"),
        ("순자", "soonja sunja"),
        ("은경", "eunkyung eungyeong unkyong"),
        ("철수", "chulsoo cheolsu cholsu"),
        ("영애", "youngae yeongae"),
    ],
)
def test_a_hangul_name_may_be_any_usual_spelling(hangul: str, spellings: str) -> None:
    for spelt in spellings.split():
        sounds = korean.of_latin(spelt)
        assert sounds is not None
        assert sounds.may_be(korean.of_hangul(hangul)), spelt


@pytest.mark.parametrize(
    ("one", "other"),
    [("이", "리"), ("임", "림"), ("유", "류"), ("노", "로"), ("여", "녀")],
)
def test_north_and_south_are_one(one: str, other: str) -> None:
    assert korean.of_hangul(one) == korean.of_hangul(other)


def test_sounds_that_differ_are_told_apart() -> None:
    soon, sun = korean.of_latin("soon"), korean.of_latin("seon")
    assert soon is not None
    assert sun is not None
    assert soon.may_be(korean.of_hangul("순"))
    assert not sun.may_be(korean.of_hangul("순"))
    assert korean.of_latin("hargrove") is None


def test_an_open_syllable_is_not_read_as_a_closed_one() -> None:
    for spelt, right, wrong in (
        ("minsu", "민수", "민서"), ("sujin", "수진", "서진"), ("yujin", "유진", "여진"),
    ):  # fmt: skip
        sounds = korean.of_latin(spelt)
        assert sounds is not None
        assert sounds.may_be(korean.of_hangul(right))
        assert not sounds.may_be(korean.of_hangul(wrong))


@pytest.mark.parametrize(
    "written",
    ["Lee Soon-ja", "Soonja Lee", "LEE SOON JA", "Lee, Soon-ja", "Mrs Soon Ja Lee", "LeeSoonja"],
)
def test_either_order_joined_or_not(written: str) -> None:
    read = NAMES.read(written)
    assert (read.given.latin, read.family.latin) == ("soonja", "lee")


def test_both_scripts_in_one_field() -> None:
    read = NAMES.read("이순자 Lee Soon-ja")
    assert (read.given.hangul, read.given.latin) == ("순자", "soonja")
    assert NAMES.read("남궁민수").family.hangul == "남궁"
    assert NAMES.read("순자 이") == NAMES.read("이순자")


def test_english_names_stay_english() -> None:
    assert not NAMES.read("Susan Park").given.korean
    assert NAMES.read("Zoë Brontë") == NAMES.read("zoe bronte")
    assert NAMES.read("Thackray, Margaret").family.latin == "thackray"
    assert NAMES.read("Lee S J").given.latin == "s"
    assert NAMES.read("Hwang Chung Chang").second[1].latin == "hwang"


@pytest.mark.parametrize(
    "written", ["Robert Wood Jr", "Robert Wood, Jnr.", "Mr Robert Wood Junior", "Wood, Robert Jr"]
)
def test_what_tells_father_and_son_apart_is_no_family_name(written: str) -> None:
    read = NAMES.read(written)
    assert (read.given.latin, read.family.latin) == ("robert", "wood")
    assert (read.middle, read.generation) == (NOTHING, "junior")
    assert NAMES.read("Junior Wood").given.latin == "junior"
    assert NAMES.read("Mary Ann Senior").family.latin == "senior"
    assert NAMES.read("Kim Ha Jun").given.latin == "hajun"


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_any_text_is_read_alike_in_nfc_and_nfd(text: str) -> None:
    composed, taken_apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert NAMES.read(composed) == NAMES.read(taken_apart)
    assert PLACES.read(composed) == PLACES.read(taken_apart)


@pytest.mark.parametrize(
    "written",
    [
        "Flat 2, 14 Teasel Avenue, New Malden",
        "2/14 Teasel Ave, New Malden",
        "14 Flat 2 Teasel Av. New Malden",
        "Flat 2 14 teasel avenue, New Malden KT3 8QD",
    ],
)
def test_forms_of_one_address(written: str) -> None:
    assert PLACES.read(written) == Place("14", "2", "teasel avenue", "new malden")


def test_letters_of_flats_and_names_of_houses() -> None:
    assert PLACES.read("14B Elm Rd") == PLACES.read("Flat B, 14 Elm Road")
    assert PLACES.read("Rose Cottage, Elm Lane").number == "rose cottage"
    assert PLACES.read("Rose Cottage, 3 Elm Lane").number == "3"
    assert PLACES.read("7 St Johns Rd").street == "st johns road"
