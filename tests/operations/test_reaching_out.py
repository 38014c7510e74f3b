"""Whoever withdraws between the preview and the writing is on no list; keying is one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.community.consent import Channel, ConsentEntry, Evidence, Topic
from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.intake.phones import read_phone
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.community import contact_merging, contacts
from app.operations.outreach import (
    blind_copies,
    email_drafts,
    outreach,
    round_results,
    rounds,
    senders,
    text_lists,
)
from app.operations.outreach.round_results import Keying
from app.operations.petition import petitions
from app.store.store import Store
from tests.campaigns import NOW, commons_wording

Write = Callable[[Path], object]


@pytest.fixture
def store(campaign: Campaign) -> Store:
    """The practice contacts, and a sender."""
    ref = petitions.add(campaign.store, commons_wording(), now=NOW)
    demo_community.fill(campaign.store, ref, now=NOW)
    senders.keep(campaign.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    return campaign.store


def audience(store: Store, channel: Channel) -> Audience:
    petition = store.petitions.get("asylum").id
    return Audience(Topic(channel, "news", petition), caller="Tom Ellery", today=NOW.date())


def a_list(store: Store, kind: Any) -> tuple[list[Any], Write]:
    made = rounds.prepare(
        store, rounds.Wish(kind, audience(store, "phone" if kind == "calls" else "person"))
    )
    return list(made.reached.people), lambda out: rounds.write(store, made, out, now=NOW)


def drafts(store: Store) -> email_drafts.Drafts:
    wish = email_drafts.DraftWish(
        audience(store, "email"), "news", {"news": "The sheets are out", "count": "240"}
    )
    return email_drafts.prepare(store, wish, now=NOW)


def a_folder(store: Store) -> tuple[list[Any], Write]:
    made = drafts(store)
    return list(made.reached.people), lambda out: email_drafts.write_each(store, made, out, now=NOW)


def one_for_all(store: Store) -> tuple[list[Any], Write]:
    made = drafts(store)
    drawn = blind_copies.draw(store, made, now=NOW)
    return list(made.reached.people), lambda out: blind_copies.write(
        store, made, drawn, out, now=NOW
    )


def a_table(store: Store) -> tuple[list[Any], Write]:
    made = drafts(store)
    number = len(made.messages)
    table = email_drafts.draw_table(made)
    return list(made.reached.people), lambda out: email_drafts.write_table(
        store, made, table, out, confirmed=number, now=NOW
    )


def numbers(store: Store) -> tuple[list[Any], Write]:
    made = text_lists.prepare(store, audience(store, "text"))
    table = text_lists.draw(made)
    people = [one for one, _ in made.people]
    return people, lambda out: text_lists.write(
        store, made, table, out, confirmed=len(people), now=NOW
    )


@pytest.mark.parametrize(
    "make",
    [lambda store: a_list(store, "calls"), lambda store: a_list(store, "walks"), a_folder,
     one_for_all, a_table, numbers],
)  # fmt: skip
def test_who_withdraws_after_the_preview_stops_the_writing(
    store: Store, tmp_path: Path, make: Callable[[Store], tuple[list[Any], Write]]
) -> None:
    people, write = make(store)
    channels: tuple[Channel, ...] = ("phone", "email", "text", "person")
    with store.step("Withdraw"):
        store.consents.add(
            ConsentEntry(people[-1].id, Topic(one, "news", store.petitions.get("asylum").id),
                         given=False, at=NOW, evidence=Evidence("spoken", NOW.date()))
            for one in channels
        )  # fmt: skip
    with pytest.raises(AppError, match="Since the preview 1 of"):
        write(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert store.outreach.all() == []
    assert store.reservations.all() == []


def test_what_follows_from_a_line_is_one_step(store: Store, tmp_path: Path) -> None:
    made = rounds.prepare(store, rounds.Wish("calls", audience(store, "phone")))
    rounds.write(store, made, tmp_path / "calls.pdf", now=NOW)
    before, code = made.reached.people[0], made.codes[0]
    standing = store.consents.now(before.id)
    assert any(standing.values())
    [keyed] = round_results.key(store, [Keying(code, "X", "very  angry")], now=NOW)
    assert keyed.line.contact == before
    after = store.contacts.of_ids([before.id])[before.id]
    assert after.do_not_contact
    assert not any(store.consents.now(before.id).values())
    [entry] = [one for one in store.interactions.of_contact(before.id) if one.outreach]
    assert (entry.outcome, entry.note) == ("refused", "very angry")
    assert before.id not in {one.contact for one in store.reservations.all()}
    store.undo(NOW)
    assert store.contacts.of_ids([before.id])[before.id] == before
    assert store.consents.now(before.id) == standing
    assert before.id in {one.contact for one in store.reservations.all()}
    assert store.consents.problem() == ""
    found = round_results.find(store, code)
    assert (found.line.keyed_at, found.line.outcome) == (None, "")


def test_only_what_was_printed_is_taken_off_and_undo_brings_it_back(
    store: Store, tmp_path: Path
) -> None:
    made = rounds.prepare(store, rounds.Wish("calls", audience(store, "phone")))
    rounds.write(store, made, tmp_path / "calls.pdf", now=NOW)
    walk = rounds.prepare(store, rounds.Wish("walks", audience(store, "person")))
    rounds.write(store, walk, tmp_path / "walk.pdf", now=NOW)
    phones = {code: one for code, one in zip(made.codes, made.reached.people, strict=True)
              if one.kind == "person"}  # fmt: skip
    (a, changed), (b, joined), *_ = phones.items()
    new = read_phone("020 7946 0555")
    contacts.change(store, replace(changed, phones=(new,)))
    other = contacts.add(store, Contact((WrittenName("Ada"),), phones=(new,)), now=NOW)
    kept = contact_merging.merge(store, other, joined, now=NOW)
    assert [one.written for one in kept.phones] == [new.written, joined.phone]
    (c, moved), (d, stays), *_ = (
        (code, one) for code, one in zip(walk.codes, walk.reached.people, strict=True)
        if one.id not in {changed.id, joined.id}
    )  # fmt: skip
    here = PostalAddress(("1 Mill Way", "NEW MALDEN"), "KT3 8PL")
    contacts.change(store, replace(moved, addresses=(here,)))
    contacts.change(store, replace(stays, addresses=(here, *stays.addresses)))
    before = {one.id: one for one in store.contacts.all()}
    keyed = round_results.key(
        store, [Keying(a, "W"), Keying(b, "W"), Keying(c, "G"), Keying(d, "G")], now=NOW
    )
    assert [one.stale for one in keyed] == [True, False, True, False]
    assert "not theirs any more" in keyed[0].stale_words
    after = {one.id: one for one in store.contacts.all()}
    assert [one for one in after if after[one] != before[one]] == [stays.id, other.id]
    assert after[other.id].phones == (new,)
    assert joined.phone in after[other.id].notes
    assert after[stays.id].addresses == (here,)
    assert "nothing is taken off" in store.interactions.of_contact(changed.id)[0].note
    store.undo(NOW)
    assert {one.id: one for one in store.contacts.all()} == before
    store.redo(NOW)
    assert {one.id: one for one in store.contacts.all()} == after


def test_one_wrong_line_of_many_keys_none(store: Store, tmp_path: Path) -> None:
    made = rounds.prepare(store, rounds.Wish("calls", audience(store, "phone")))
    rounds.write(store, made, tmp_path / "calls.pdf", now=NOW)
    keyings = [Keying(one, "T") for one in made.codes[:3]]
    with pytest.raises(AppError, match="choose one of"):
        round_results.key(store, [*keyings, Keying(made.codes[3], "?")], now=NOW)
    assert store.rounds.all()[0].keyed == 0


def test_an_office_that_wants_no_calls_gets_none_for_anything(store: Store, tmp_path: Path) -> None:
    made = rounds.prepare(store, rounds.Wish("calls", audience(store, "phone")))
    rounds.write(store, made, tmp_path / "calls.pdf", now=NOW)
    office, code = next(
        (one, code)
        for one, code in zip(made.reached.people, made.codes, strict=True)
        if one.kind != "person"
    )
    round_results.key(store, [Keying(code, "C")], now=NOW)
    petitions.add(store, commons_wording("later"), now=NOW)
    later = Topic("phone", "news", store.petitions.get("later").id)
    for topic in (Topic("phone", "campaigns"), Topic("phone", "volunteering"), later):
        other = Audience(topic, contacts=(office.id,))
        with pytest.raises(AppError, match="withdrew"):
            outreach.reach(store, other)
    by_post = Audience(audience(store, "post").topic, contacts=(office.id,))
    assert [one.id for one in outreach.reach(store, by_post).people] == [office.id]
