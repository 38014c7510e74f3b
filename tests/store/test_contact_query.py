"""Whom a segment finds is whom its plain words mean, whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.community.consent import ConsentEntry, Evidence, Topic
from app.domain.community.contact import Contact, Email, PostalAddress, WrittenName
from app.domain.community.doings import Interaction
from app.domain.community.segment import Condition, Field, Segment
from app.store.community.contact_query import ContactQuery
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, open_copy

TODAY = NOW.date()
TAGS = ("elder", "choir")
WAYS = ("email", "post")
DISTRICTS = ("KT3 8QD", "KT3 4TE", "SW20 9ZZ", "K1 2AB", "")
NUMBER = 60


def facts(at: int) -> dict[str, Any]:
    """What is known of contact number `at`: every mixture turns up."""
    return {
        "tags": {tag for bit, tag in enumerate(TAGS) if at >> bit & 1},
        "language": ("ko", "en", "")[at % 3],
        "postcode": DISTRICTS[at % 5],
        "kind": "person" if at % 4 else "church",
        "agreed": {way: (at // 2 + bit) % 3 == 0 for bit, way in enumerate(WAYS) if at % 7},
        "days": (at * 3 % 50) if at % 3 else None,
        "task": at % 5 == 0,
        "signed": at % 6 == 0,
        "email": at % 2 == 0,
        "at_risk": at % 11 == 0,
        "listed": at % 4 == 1,
    }


def matches(one: dict[str, Any], condition: Condition, nested: Condition) -> bool:
    """Whether a condition holds, worked out from what is known and not by a query."""
    values = condition.values
    asked: dict[str, Callable[[], bool]] = {
        "tag": lambda: bool(one["tags"] & set(values)),
        "language": lambda: one["language"] in values,
        "kind": lambda: one["kind"] in values,
        "district": lambda: any(
            one["postcode"].split(" ")[0] == value
            or value == one["postcode"][:2].rstrip("0123456789 ") != ""
            for value in values
        ),
        "consent": lambda: any(
            one["agreed"].get(way, False)
            for value in values
            for way in (WAYS if value.startswith("any") else (value.split(" ")[0],))
        ),
        "signed": lambda: one["signed"],
        "contacted": lambda: (
            one["days"] is not None and (values[0] == "ever" or one["days"] <= int(values[0]))
        ),
        "open-task": lambda: one["task"],
        "has": lambda: one["email"],
        "at-risk": lambda: one["at_risk"],
        "segment": lambda: one["listed"] if values[0] == "list" else matches(one, nested, nested),
    }
    return asked[condition.field]() == condition.holds


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    """Sixty contacts of every mixture, and the petition's id."""
    folder: Path = tmp_path_factory.mktemp("query") / "campaign"
    with open_copy(folder) as campaign:
        yield campaign.store, _fill(campaign.store)


def _fill(store: Store) -> str:
    with store.step("Fill"):
        store.petitions.add(commons_wording(), "0" * 64, NOW)
        petition = store.petitions.get("asylum").id
        known = [facts(at) for at in range(NUMBER)]
        keys = store.contacts.add_many(_contact(at, one) for at, one in enumerate(known))
        said = Evidence("spoken", TODAY)
        for key, one in zip(keys, known, strict=True):
            store.consents.add(
                ConsentEntry(key, Topic(way, "news", petition), given, NOW, said)
                for way, given in one["agreed"].items()
            )
            if one["days"] is not None:
                at: datetime = NOW - timedelta(days=one["days"])
                store.interactions.add([Interaction(key, "call", at)])
            if one["signed"]:
                store.contacts.link_signature(key, f"s-{key}", petition)
            if one["task"]:
                store.db.execute(
                    "INSERT INTO task VALUES (?, ?, 'Call', NULL, NULL, ?, '', '', '', ?, NULL)",
                    (key, known.index(one), key, NOW.isoformat()),
                )
        listed = store.segments.add(Segment("List", static=True), NOW)
        chosen = [key for key, one in zip(keys, known, strict=True) if one["listed"]]
        store.segments.put_in(listed, chosen)
    return petition


def _contact(at: int, one: dict[str, Any]) -> Contact:
    return Contact(
        (WrittenName(f"Person {at:02}"),),
        one["kind"],
        one["language"],
        addresses=(PostalAddress(("1 Teasel Avenue",), one["postcode"]),),
        emails=(Email(f"p{at}@x.example"),) * one["email"],
        tags=tuple(one["tags"]),
        at_risk=one["at_risk"],
        added_at=NOW,
    )


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


VALUES: dict[Field, st.SearchStrategy[tuple[str, ...]]] = {
    "tag": some(*TAGS),
    "language": some("ko", "en"),
    "kind": some("person", "church"),
    "district": some("KT3", "KT", "K", "SW20"),
    "consent": some("email", "post", "any").map(lambda ways: tuple(f"{one} news" for one in ways)),
    "signed": st.just(()),
    "contacted": st.sampled_from(("1", "9", "30", "ever")).map(lambda one: (one,)),
    "open-task": st.just(()),
    "has": st.just(("email",)),
    "at-risk": st.just(()),
    "segment": st.sampled_from((("list",), ("search",))),
}
CONDITIONS = st.sampled_from(sorted(VALUES)).flatmap(
    lambda field: st.builds(Condition, st.just(field), VALUES[field], st.booleans())
)
INNER = CONDITIONS.filter(lambda one: one.field != "segment")


@given(asked=st.lists(CONDITIONS, max_size=5), nested=INNER)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_query_finds_whom_its_conditions_mean(
    store: tuple[Store, str], asked: list[Condition], nested: Condition
) -> None:
    kept, petition = store
    listed = kept.segments.named("List")
    assert listed

    def known(one: Condition) -> Condition:
        if one.field == "consent":
            return Condition("consent", tuple(f"{v} {petition}" for v in one.values), one.holds)
        if one.values == ("list",):
            return Condition("segment", (listed.id,), one.holds)
        return one

    query = ContactQuery(
        tuple(known(one) for one in asked),
        TODAY,
        {"search": ContactQuery((known(nested),), TODAY)},
    )
    expected = [
        f"Person {at:02}"
        for at in sorted(range(NUMBER), key=lambda at: (facts(at)["at_risk"], at))
        if all(matches(facts(at), one, nested) for one in asked)
    ]
    found = kept.contacts.ids(query)
    people = kept.contacts.of_ids(found)
    assert [people[key].name for key in found] == expected
    assert kept.contacts.count(query) == len(expected)
    for limit in (3, NUMBER):
        assert [one.name for one in kept.contacts.page(query, limit=limit)] == expected[:limit]


def test_days_are_counted_back_from_a_day_that_is_given(store: tuple[Store, str]) -> None:
    with pytest.raises(ValueError, match="a day"):
        store[0].contacts.ids(ContactQuery((Condition("contacted", ("30",)),)))
