"""Contacts become one and two again: nothing is lost, and a withdrawal wins."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, Phone, WrittenName
from app.domain.community.doings import Interaction
from app.domain.signature import RowEntry
from app.errors import AppError
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.community import consents, contact_doubles, contact_merging, contacts
from app.operations.petition import petitions
from app.store.check import check
from app.store.driver import Database
from app.store.schema import UNDOABLE
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, open_copy

SLIP = Evidence("form", NOW.date(), "form 17", "Keep me informed by")
LATER = NOW + timedelta(hours=1)


def fingerprint(db: Database) -> str:
    """What can be undone, and what is worked out from it."""
    total = hashlib.sha256()
    for table in UNDOABLE:
        for row in db.execute(f"SELECT * FROM {table} ORDER BY 1"):
            total.update(json.dumps([table, *row]).encode())
    counted = db.execute("SELECT * FROM contact_state WHERE contacted_at IS NOT NULL OR open_tasks")
    total.update(json.dumps([list(row) for row in counted]).encode())
    return total.hexdigest()


@pytest.fixture
def store(campaign: Campaign) -> Store:
    """A petition and the twenty practice contacts."""
    return filled(campaign.store)


def filled(store: Store) -> Store:
    ref = petitions.add(store, commons_wording(), now=NOW)
    demo_community.fill(store, ref, now=NOW)
    return store


def twin(store: Store, **more: object) -> Contact:
    """A second contact of number 1, Kim Min-jun."""
    made = Contact((WrittenName("김민준"),), phones=(Phone("07700 900101", "+447700900101"),))
    return contacts.add(store, replace(made, **more), now=NOW)  # type: ignore[arg-type]  # a test's own values


def hang(store: Store, contact: str) -> None:
    """Something of every kind on a contact."""
    petition = store.petitions.get("asylum").id
    db = store.db
    with store.step("Hang"):
        signature = store.signatures.add(petition, None, RowEntry(0, "Kim", "1 A", "KT3 8PL"))
        store.contacts.link_signature(contact, signature, petition)
        store.interactions.add([Interaction(contact, "call", LATER)])
        for sql in (
            "INSERT INTO task VALUES ('t', 1, 'Call', NULL, NULL, ?, '', '', '', '', NULL)",
            "INSERT INTO event_guest VALUES ('g', 'e', ?, 'coming')",
            "INSERT INTO segment_member VALUES ('m', 's', ?)",
            "INSERT INTO reservation VALUES ('r', ?, 'h', 'o', NULL, '')",
        ):
            db.execute(sql, (contact,))


def test_everything_goes_to_the_kept_one_and_comes_back(store: Store) -> None:
    with store.step("Make"):
        store.db.execute("INSERT INTO event VALUES ('e', 1, 'Meal', '', '', '', '', '', '', 0, 0)")
        store.db.execute("INSERT INTO segment VALUES ('s', 'Friends', 'static', '[]', '')")
        store.db.execute("INSERT INTO holder VALUES ('h', 'collector', 'Tom', '', '')")
    kept, other = contacts.get(store, "1"), twin(store, at_risk=True, tags=("fair",))
    hang(store, other.id)
    with store.step("Invite"):
        store.db.execute("INSERT INTO event_guest VALUES ('k', 'e', ?, 'invited')", (kept.id,))
    email = Topic("email", "campaigns")
    consents.record(store, other, email, SLIP, given=True, now=NOW)
    before = fingerprint(store.db)
    counts = contact_merging.preview(store, kept, other, now=LATER).moved
    assert set(counts.values()) == {1}
    assert len(counts) == 6
    after = contact_merging.merge(store, kept, other, now=LATER)
    assert after.at_risk
    assert after.tags == ("elder", "fair", "interpreter")
    assert not store.contact_merging.counts(other.id)["interaction"]
    assert [one.state for one in store.events.guests("e")] == ["coming"]
    assert store.consents.now(kept.id)[email]
    entry = store.consents.of_contact(kept.id)[-1]
    assert entry.evidence.reference == "merged from contact 21: form 17"
    assert store.undo_label == "Merge contact 21 into 1"
    state = "SELECT contacted_at, open_tasks FROM contact_state WHERE contact = ?"
    assert tuple(store.db.execute(state, (kept.id,)).fetchone()) == (LATER.isoformat(), 1)
    store.undo(LATER)
    assert fingerprint(store.db) == before
    assert store.consents.of_contact(kept.id)[-1].correction
    assert all(one.ok for one in check(store.db))
    store.redo(LATER)
    assert contacts.get(store, "21").id == kept.id


def test_of_a_consent_and_a_withdrawal_the_withdrawal_holds(store: Store) -> None:
    petition = store.petitions.get("asylum").id
    post, phone = Topic("post", "news", petition), Topic("phone", "news", petition)
    text = Topic("text", "news", petition)
    kept, other = contacts.get(store, "1"), twin(store)
    consents.record(store, other, post, SLIP, given=False, now=NOW)
    consents.record(store, kept, phone, SLIP, given=False, now=NOW)
    consents.record(store, other, phone, SLIP, given=True, now=NOW)
    consents.record(store, other, text, SLIP, given=True, now=NOW)
    contact_merging.merge(store, kept, other, now=LATER)
    now = store.consents.now(kept.id)
    assert (now[post], now[phone], now[text]) == (False, False, True)


def test_a_chain_leads_to_the_last_and_pairs_kept_apart_stay_so(store: Store) -> None:
    first, second, third = contacts.get(store, "1"), twin(store), twin(store)
    stranger = contacts.get(store, "3")
    contact_merging.keep_apart(store, third, stranger, now=NOW)
    contact_merging.merge(store, second, third, now=NOW)
    contact_merging.merge(store, first, contacts.get(store, "21"), now=NOW)
    assert contacts.get(store, "22").id == first.id
    with pytest.raises(AppError, match="said already"):
        contact_merging.merge(store, contacts.get(store, "22"), stranger, now=NOW)
    with pytest.raises(AppError, match="one contact already"):
        contact_merging.merge(store, first, contacts.get(store, "22"), now=NOW)


def test_somebody_with_two_names_is_no_pair_of_their_own(store: Store) -> None:
    names = (WrittenName("Margaret Thackray"), WrittenName("Maggie Thackray"))
    home = contacts.get(store, "12").addresses
    contacts.add(store, Contact(names, addresses=home), now=NOW)
    found = contact_doubles.find(store)
    assert found.pairs == []
    contacts.add(store, Contact((WrittenName("Peggy Thackray"),), addresses=home), now=NOW)
    [pair] = contact_doubles.find(store).pairs
    numbers = {one.number for one in store.contacts.of_ids([pair.a, pair.b]).values()}
    assert numbers == {21, 22}


def test_everything_that_names_a_contact_goes_along(store: Store) -> None:
    """A new table with a contact in it has to say what a merge does with it."""
    own = {"contact_tag", "relationship", "consent_now"}  # each has rules of its own
    tables = [name for (name,) in store.db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
    )]  # fmt: skip
    naming = {
        table
        for table in tables
        if any(row[2] == "contact" for row in store.db.execute(f"PRAGMA foreign_key_list({table})"))
    }
    assert naming - own == set(store.contact_merging.counts("")) - {"relationship"}


def test_who_is_added_twice_is_noticed_at_once(store: Store) -> None:
    grace = contacts.get(store, "5")
    made = contacts.add(store, replace(grace, id="", number=0, emails=(), phones=()), now=NOW)
    [near] = contact_doubles.note_near(store, made)
    assert (near.a.number, near.b.number) == (5, 21)
    assert store.contact_pairs.count() == 1
    assert store.undo_label == "Add a contact"
    stranger = contacts.add(store, Contact((WrittenName("Nobody Known"),)), now=NOW)
    assert contact_doubles.note_near(store, stranger) == []


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 15), st.integers(1, 15),
            st.sets(st.sampled_from(["names", "phones", "notes", "kind"])),
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_any_merges_taken_back_are_the_start(
    merges: list[tuple[int, int, set[str]]],
) -> None:
    with tempfile.TemporaryDirectory() as place, open_copy(Path(place) / "campaign") as campaign:
        store = filled(campaign.store)
        start = fingerprint(store.db)
        done = 0
        for a, b, taken in merges:
            kept, other = contacts.get(store, str(a)), contacts.get(store, str(b))
            if kept.id == other.id:
                continue
            after = contact_merging.merge(store, kept, other, taken, now=NOW)
            done += 1
            for mark in ("at_risk", "do_not_contact", "deceased"):
                assert getattr(after, mark) == (getattr(kept, mark) or getattr(other, mark))
            assert {one.text for one in after.names} >= {one.text for one in other.names}
        reached = {one.id for one in store.contacts.all()}
        assert len(reached) == 20 - done
        for _ in range(done):
            store.undo(datetime(2026, 11, 24, tzinfo=UTC))
        assert fingerprint(store.db) == start
        assert store.consents.now(contacts.get(store, "1").id)
