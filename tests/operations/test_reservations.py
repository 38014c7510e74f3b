"""A person is on one caller's list at a time, until released or the day is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, Phone, WrittenName
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.operations.campaign.campaigns import Campaign
from app.operations.campaign.demo_community import fill
from app.operations.community import consents, contacts
from app.operations.outreach import outreach, reservations
from app.operations.outreach.spread import spread
from app.operations.petition import petitions
from app.store.check import digest
from tests.campaigns import NOW, commons_wording

TODAY = NOW.date()


def called(campaign: Campaign, caller: str = "", *, later: int = 0, channel: str = "phone") -> int:
    """How many of the practice contacts such a list of `caller` would hold."""
    petition = campaign.store.petitions.get("asylum").id
    audience = Audience(
        Topic(channel, "news", petition),  # type: ignore[arg-type]  # a test's own
        caller=caller,
        today=TODAY + timedelta(days=later),
    )
    return len(outreach.reach(campaign.store, audience).people)


@pytest.fixture
def taken(campaign: Campaign) -> list[str]:
    """Three contacts that Noor is to call until tomorrow, by id."""
    store = campaign.store
    petitions.add(store, commons_wording(), now=NOW)
    fill(store, "asylum", now=NOW)
    petition = store.petitions.get("asylum").id
    found = outreach.reach(store, Audience(Topic("phone", "news", petition)))
    keys = [one.id for one in found.people][:3]
    with store.step("Call sheet"):
        reservations.reserve(store, keys, "Noor Haddad", until=TODAY + timedelta(days=1), now=NOW)
    return keys


def test_another_caller_and_a_list_of_nobody_do_not_get_them(
    campaign: Campaign, taken: list[str]
) -> None:
    mine = called(campaign, "Noor Haddad")
    assert called(campaign, "Owen Prosser") == called(campaign) == mine - len(taken)
    assert called(campaign, later=1) == mine - len(taken)
    assert called(campaign, later=2) == mine
    assert called(campaign, channel="post") > 3


def test_what_is_another_s_is_not_taken(campaign: Campaign, taken: list[str]) -> None:
    store = campaign.store
    before = digest(store.db)
    with pytest.raises(AppError, match="1 of 1 contacts are on another"), store.step("Call"):
        reservations.reserve(store, taken[:1], "Owen Prosser", now=NOW)
    assert digest(store.db) == before
    with store.step("Call"):
        reservations.reserve(store, taken[:1], "Owen Prosser", now=NOW + timedelta(days=2))
    assert [one.contact for one in reservations.listing(store, today=TODAY)] == taken[:1]


def test_a_lapsed_reservation_keeps_nobody_from_an_invitation(campaign: Campaign) -> None:
    store = campaign.store
    ada = contacts.add(store, Contact((WrittenName("Ada Moss"),), phones=(Phone("020 7946 0107"),)),
                       now=NOW)  # fmt: skip
    said = Evidence("spoken", TODAY)
    consents.record(store, ada, Topic("phone", "campaigns"), said, given=True, now=NOW)
    with store.step("Call sheet"):
        reservations.reserve(store, [ada.id], "Noor", until=TODAY, now=NOW)
    taken, free = (
        spread(store, [ada.id], "campaigns", "", today=TODAY + timedelta(days=days))
        for days in (0, 1)
    )
    assert [one.reason for one in taken.left_out] == ["reserved"]
    assert [one.id for one in free.by_channel["phone"]] == [ada.id]


def test_release_is_one_step_that_is_taken_back(campaign: Campaign, taken: list[str]) -> None:
    store = campaign.store
    before = digest(store.db)
    assert reservations.release(store, caller="Noor Haddad") == 3
    assert store.undo_label == "Release 3 contacts"
    assert reservations.listing(store, today=TODAY) == []
    store.undo(NOW)
    assert digest(store.db) == before
    assert reservations.release(store, taken[1:]) == 2
    with pytest.raises(AppError, match="Nobody is reserved"):
        reservations.release(store, taken[1:])
    with pytest.raises(AppError, match="no caller"):
        reservations.release(store, caller="Nobody")
    with pytest.raises(AppError, match="is over"), store.step("Call"):
        reservations.reserve(store, taken, "Noor", until=TODAY - timedelta(days=1), now=NOW)
