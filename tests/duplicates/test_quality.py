"""Doubles among invented people are found as well as promised, in any order of the rows."""

from __future__ import annotations

import random
import unicodedata

import pytest

from app.domain.duplicates.levels import POSSIBLE
from app.domain.duplicates.people import NameReader
from app.domain.duplicates.person import Person
from app.domain.duplicates.reasons import reasons
from app.intake import name_data
from app.matching.engine import find
from tests.duplicates.measuring import likelihoods, plain_rule, quality, read
from tests.duplicates.people import Labelled, make


@pytest.fixture(scope="module")
def labelled() -> Labelled:
    """Six thousand rows, of whom a fifth signed before."""
    return make(6000, seed=417)


def test_precision_and_recall_on_an_unseen_seed(labelled: Labelled) -> None:
    true = labelled.pairs()
    ours = quality(likelihoods(labelled.rows, POSSIBLE), true)
    plain = quality(plain_rule(labelled.rows), true)
    assert ours.f1 >= 0.92, str(ours)
    assert ours.precision >= 0.96, str(ours)
    assert plain.f1 < 0.4, str(plain)


def test_order_and_normal_form_change_nothing(labelled: Labelled) -> None:
    rows = labelled.rows[:1500]
    once = likelihoods(rows, 0.02)
    mixed = [
        row._replace(name=unicodedata.normalize("NFD", row.name))
        for row in random.Random(3).sample(rows, len(rows))
    ]
    again = {tuple(sorted(pair)): sure for pair, sure in likelihoods(mixed, 0.02).items()}
    for pair, sure in once.items():  # to a hundredth: Jaro and Winkler look from one side
        assert again.get(tuple(sorted(pair)), 0.02) == pytest.approx(sure, abs=0.01), pair


def test_people_of_one_household_stay_apart() -> None:
    families = [
        Person(f"{at}{which}", name, f"{at} Teasel Avenue", "KT3 8QD")
        for at, names in enumerate(
            (
                ("Daniel Quayle", "Grace Quayle", "Hannah Quayle"),
                ("Kim Min-jun", "Kim Min-seo", "Park Ji-ho"),
                ("김민준", "김민서"),
                ("Kim Min-su", "Kim Min-seo"),
                ("Park Su-jin", "Park Seo-jin"),
                ("Lee Ji-su", "Lee Ji-seo"),
                ("Christina Ford", "Christian Ford"),
            )
        )
        for which, name in enumerate(names)
    ]
    assert likelihoods(families, POSSIBLE) == {}


def test_reasons_say_what_tells_two_namesakes_apart() -> None:
    rows = [
        Person(str(at), name, f"{at // 2 + 1} Teasel Avenue", "KT3 8QD")
        for at, name in enumerate(
            ("Robert James Wood", "Robert Peter Wood", "Ann Oak", "Ann Oak",
             "Paul Ash Sr", "Paul Ash Jr")
        )
    ]  # fmt: skip
    names = NameReader(name_data.names())
    matches = find(read(rows), name_data.names(), name_data.starting_weights(), POSSIBLE)
    told = {
        reasons(
            {name: int(levels[at]) for name, levels in matches.compared.levels.items()},
            *(rows[place] for place in pair),
            *(names.read(rows[place].name) for place in pair),
        )
        for at, pair in enumerate(zip(matches.one, matches.other, strict=True))
    }
    namesakes = ("same address", "same given and family name")
    assert told == {
        (*namesakes, "but the middle names differ"),
        ("same address", "same name"),
        (*namesakes, "but one is called senior, the other junior"),
    }


def test_a_common_name_alone_is_no_double() -> None:
    rows = [
        Person("1", "Kim Ji-ho", "14 Teasel Avenue", "KT3 8QD"),
        Person("2", "김지호", "3 Quince Gardens", "SW20 9ZZ"),
    ]
    assert likelihoods(rows, POSSIBLE) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Lee Soon-ja", "14 Teasel Avenue", "KT3 8QD"), ("이순자", "14 Teasel Ave", "KT3 8QD")),
        (("리철수", "9 Elm Road", "KT3 8TT"), ("Yi Cheol-su", "9 Elm Rd", "KT3 8TT")),
        (("Bill Thackray", "2/30 Elm Road", "KT3 8XE"),
         ("William Thackray", "Flat 2, 30 Elm Rd", "KT3 8EX")),
        (("Thackray, Margaret", "30 Elm Rd", "KT3 8XE"), ("Margaret Thakcray", "30 Elm Rd", "")),
    ],
)  # fmt: skip
def test_two_rows_alone_are_enough(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert likelihoods([Person("1", *one), Person("2", *other)], POSSIBLE)
