"""Signatures found by any of their fields, alone and together, in Latin and in Hangul."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import conditions
from app.operations.petition import petitions
from app.store.signature_query import SORTS, SignatureQuery
from tests.campaigns import NOW, commons_wording, open_copy

PEOPLE = (
    RowEntry(0, "Lee Soon-ja 이순자", "3 Quince Gardens", "KT3 8XE", date(2026, 11, 19), "valid"),
    RowEntry(0, "리순자", "3 Quince Gdns", "KT3 8XE", date(2026, 11, 21)),
    RowEntry(0, "Ann O’Hare", "17 Cobnut Close", "KT31 1AA", None, "invalid", "no-signature"),
    RowEntry(0, "René Dumont", "50% Lane", "SW20 8AB", date(2026, 11, 23), "similar",
             external_id="a_17", origin="online", source="Form_1", email="rene@post.example",
             phone="+44 7700 900123", age=34, opt_ins=("email", "post")),
)  # fmt: skip


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    with open_copy(tmp_path / "campaign") as opened:
        petitions.add(opened.store, commons_wording(), now=NOW)
        petition = opened.store.petitions.get("asylum").id
        with opened.store.step("Add"):
            opened.store.signatures.add_many(petition, [(None, one) for one in PEOPLE])
        yield opened


def found(campaign: Campaign, **asked: Any) -> list[int]:
    """The places in PEOPLE of those that match, however they are asked for."""
    store = campaign.store
    query = conditions.query_of(store, "asylum", SignatureQuery("", **asked))
    query = replace(query, sort="entered")
    numbers = list(store.signatures.order(query))
    assert store.signatures.totals(query).raw == len(numbers)
    assert list(store.signatures.first(query)) == numbers
    assert list(store.signatures.first(query, 1)) == numbers[:1]
    return [number - 1 for number in numbers]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ({"text": "quin gard"}, [0]),
        ({"text": "순자"}, [0, 1]),
        ({"text": unicodedata.normalize("NFD", "순자")}, [0, 1]),
        ({"text": "이순자 KT3"}, [0, 1]),
        ({"name": "rene"}, [3]),
        ({"name": "quince"}, []),
        ({"hangul": "순자"}, [0, 1]),
        ({"hangul": "자순"}, []),
        ({"hangul": "soon"}, []),
        ({"hangul": "순자 soon"}, []),
        ({"address": "cobn"}, [2]),
        ({"address": '"'}, []),
        ({"text": '" OR name:'}, []),
        ({"text": "-"}, []),
        ({"postcode": "kt3"}, [0, 1, 2]),
        ({"postcode": "kt3 8"}, [0, 1]),
        ({"postcode": "kt38xe"}, [0, 1]),
        ({"postcode": "%"}, []),
        ({"signed_from": date(2026, 11, 21)}, [1, 3]),
        ({"signed_from": date(2026, 11, 19), "signed_to": date(2026, 11, 21)}, [0, 1]),
        ({"validity": "unchecked"}, [1]),
        ({"reason": "no-signature"}, [2]),
        ({"origin": "online"}, [3]),
        ({"source": "m_1"}, [3]),
        ({"source": "m%"}, []),
        ({"external_id": "a_"}, [3]),
        ({"external_id": "a%"}, []),
        ({"email": "POST.ex"}, [3]),
        ({"phone": "07700 900"}, [3]),
        ({"phone": "+44 (0)7700-900123"}, [3]),
        ({"phone": "077"}, [3]),
        ({"opt_in": "post"}, [3]),
        ({"opt_in": "phone"}, []),
        ({"age": 34}, [3]),
        ({"row": 1}, []),
        ({"marking": "none"}, []),
        ({"name": "soon", "postcode": "SW20"}, []),
        ({"text": "quince", "validity": "valid", "postcode": "KT3"}, [0]),
    ],
)
def test_conditions(campaign: Campaign, asked: dict[str, Any], who: list[int]) -> None:
    assert found(campaign, **asked) == who


def test_likely_and_possible_duplicates_until_they_are_settled(campaign: Campaign) -> None:
    store = campaign.store
    petition = store.petitions.get("asylum").id
    ids = [one.id for one in store.signatures.all(SignatureQuery(petition))]
    first, second, _, third = ids
    with store.step("Find"):
        for a, b, sure in ((first, second, 0.99), (second, third, 0.6)):
            values = (a, b, petition, sure, "[]")
            store.db.execute("INSERT INTO duplicate_pair VALUES (?, ?, ?, ?, ?)", values)
    assert found(campaign, duplicate="any") == [0, 1, 3]
    assert found(campaign, duplicate="likely") == [0, 1]
    assert found(campaign, duplicate="possible") == [1, 3]
    assert store.signatures.likeness(ids) == {first: 0.99, second: 0.99, third: 0.6}
    assert store.signatures.doubtful(petition) == 3
    by_sureness = SignatureQuery(petition, sort="duplicate", descending=True)
    assert list(store.signatures.order(by_sureness)) == [2, 1, 4, 3]
    with store.step("Dismiss"):
        store.db.execute(
            "INSERT INTO duplicate_verdict VALUES ('v', ?, ?, ?, 'different', '', '', '')",
            (petition, first, second),
        )
    assert found(campaign, duplicate="likely") == []
    assert found(campaign, duplicate="any") == [1, 3]
    assert store.signatures.likeness(ids) == {second: 0.6, third: 0.6}
    assert store.signatures.doubtful(petition) == 2
    assert [one.name for one, _, _ in store.signatures.doubles(second)] == [PEOPLE[3].name]
    with store.step("Judge"):
        store.signatures.judge([third], "invalid", "joke-name")
    assert found(campaign, duplicate="any") == []
    assert store.signatures.likeness(ids) == {}


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_goes_both_ways(campaign: Campaign, sort: Any) -> None:
    query = SignatureQuery(campaign.store.petitions.get("asylum").id, sort=sort)
    up = list(campaign.store.signatures.order(query))
    assert sorted(up) == [1, 2, 3, 4]
    assert list(campaign.store.signatures.first(query, 2)) == up[:2]
    down = list(campaign.store.signatures.order(replace(query, descending=True)))
    assert down == up[::-1] or sort == "hangul"


def test_a_condition_is_said_in_words(campaign: Campaign) -> None:
    def said(**asked: Any) -> str:
        query = conditions.query_of(campaign.store, "asylum", SignatureQuery("", **asked))
        return conditions.describe(query)

    assert said() == ""
    assert said(postcode="KT3", validity="unchecked") == "postcode begins KT3, not checked"
    assert said(signed_from=NOW.date(), signed_to=NOW.date()) == "signed on 23/11/2026"
    assert said(signed_to=NOW.date(), origin="online", age=0) == (
        "signed on or before 23/11/2026, online, aged 0"
    )
    assert said(opt_in="post", reason="joke-name") == "agreed to: Post, reason “Not a real name”"


def test_every_condition_is_said(campaign: Campaign) -> None:
    petition = campaign.store.petitions.get("asylum").id
    day = date(2026, 11, 19)
    values: dict[str, Any] = {
        "row": 1, "age": 1, "signed_from": day, "signed_to": day, "validity": "valid",
        "origin": "paper", "duplicate": "any", "opt_in": "post", "reason": "withdrawn",
        "with_lost": False,
    }  # fmt: skip
    for key in vars(SignatureQuery(petition)).keys() - {"petition", "sort", "descending"}:
        query = replace(SignatureQuery(petition), **{key: values.get(key, "x")})
        assert conditions.describe(query), key
