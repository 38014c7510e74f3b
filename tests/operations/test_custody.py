"""Sheets are moved by code, range and batch; nothing that is done makes the balance wrong."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.custody import MOVES
from app.domain.sheet import Order, SheetCount, balance
from app.domain.sheet_code import printed
from app.domain.signature import RowEntry
from app.errors import AppError
from app.operations.campaign import breaches
from app.operations.campaign.campaigns import Campaign
from app.operations.paper import chase, custody, printing, sessions, sheets
from app.operations.petition import petitions
from app.store.check import check
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, minister_wording, open_copy


def printed_batch(campaign: Campaign, count: int = 6) -> list[str]:
    ref = petitions.add(campaign.store, commons_wording(), now=NOW)
    out = campaign.folder.parent / "sheets.pdf"
    return printing.print_batch(campaign.store, ref, Order(count), out=out, now=NOW).codes


def states(store: Store, codes: list[str]) -> list[str]:
    return [store.sheets.get(code).state for code in codes]


def assert_sound(store: Store) -> None:
    assert [one.detail for one in check(store.db) if not one.ok] == []


def test_sheets_are_chosen_by_code_range_batch_and_part_of_a_batch(campaign: Campaign) -> None:
    codes = printed_batch(campaign)
    store = campaign.store

    def meant(*wanted: str) -> list[int]:
        return [one.sheet.position for one in custody.choose(store, wanted)]

    assert meant(codes[2].lower().replace("-", "")) == [3]
    assert meant(f"{codes[3]}..{codes[1]}") == [2, 3, 4]
    assert meant("batch:1") == [1, 2, 3, 4, 5, 6]
    assert meant("asylum/batch:1:5-9") == [5, 6]
    assert meant(codes[0], f"{codes[0]}..{codes[1]}") == [1, 2]
    for wrong in ("batch:2", "batch:1:8-9", "NM7K-3QA8-8", "other/batch:1", ""):
        with pytest.raises(AppError):
            custody.choose(store, [wrong])
    petitions.add(store, minister_wording(), now=NOW)
    with pytest.raises(AppError, match="several petitions"):
        custody.choose(store, ["batch:1"])
    assert meant("asylum/batch:1:1-1") == [1]


def test_a_range_takes_what_can_move_and_a_named_sheet_is_refused(campaign: Campaign) -> None:
    codes = printed_batch(campaign)
    custody.spoil(campaign.store, [codes[1]], now=NOW)
    moved = custody.issue(campaign.store, ["batch:1"], to="Grace Adeyemi", now=NOW)
    assert [len(moved.sheets), len(moved.left_out)] == [5, 1]
    with pytest.raises(AppError, match="is spoiled: only a sheet that is not entered"):
        custody.issue(campaign.store, [codes[1]], to="Grace Adeyemi", now=NOW)
    with pytest.raises(AppError, match="to somebody"):
        custody.issue(campaign.store, [codes[0]], now=NOW)
    with pytest.raises(AppError, match="is past"):
        custody.issue(campaign.store, [codes[0]], to="Tom", due=date(2026, 11, 1), now=NOW)


def test_a_sheet_goes_its_way_and_each_move_is_kept(campaign: Campaign) -> None:
    code, store = printed_batch(campaign)[0], campaign.store
    custody.issue(store, [code], to="Grace Adeyemi", venue="Church hall", now=NOW)
    custody.bring_back(store, [code], now=NOW)
    sheets.count(store, code, SheetCount(4), now=NOW)
    with pytest.raises(AppError, match="4 rows entered: only a sheet without"):
        custody.spoil(store, [code], now=NOW)
    custody.bundle(store, [code], now=NOW)
    with pytest.raises(AppError, match="is bundled"):
        sheets.count(store, code, SheetCount(5), now=NOW)
    custody.lodge(store, [code], now=NOW)
    with pytest.raises(AppError, match="cannot be lost"):
        custody.lose(store, [code], now=NOW)
    entries = store.custody.of_sheet(store.sheets.get(code).id)
    assert [entry.state for entry in entries] == [
        "printed", "issued", "returned", "counted", "bundled", "lodged",
    ]  # fmt: skip
    people = store.holders.by_id()
    assert people[entries[1].holder.collector].name == "Grace Adeyemi"
    assert people[entries[1].holder.venue].name == "Church hall"
    assert entries[1].due == date(2026, 12, 18)
    assert_sound(store)


def test_taking_a_move_back_is_an_entry_of_its_own(campaign: Campaign) -> None:
    code, store = printed_batch(campaign)[0], campaign.store
    custody.issue(store, [code], to="Grace Adeyemi", now=NOW)
    custody.issue(store, [code], to="Tom Pettifer", now=NOW)
    store.undo(NOW)
    store.undo(NOW)
    entries = store.custody.of_sheet(store.sheets.get(code).id)
    assert [(entry.state, entry.correction) for entry in entries] == [
        ("printed", False),
        ("issued", False),
        ("issued", False),
        ("issued", True),
        ("printed", True),
    ]
    assert entries[3].holder == entries[1].holder
    store.redo(NOW)
    assert store.custody.of_sheet(store.sheets.get(code).id)[-1].state == "issued"
    assert_sound(store)


def test_the_chase_list_says_who_how_many_and_how_late_in_both_languages(
    campaign: Campaign,
) -> None:
    printed_batch(campaign)
    store = campaign.store
    custody.issue(store, ["batch:1:1-3"], to="Grace Adeyemi", due=date(2026, 11, 24), now=NOW)
    custody.issue(store, ["batch:1:5-5"], venue="Hana grocery", now=NOW)
    late = NOW + timedelta(days=4)
    grace, hana = chase.listing(store, "asylum", today=late.date())
    assert (grace.name, grace.days_late, grace.where) == ("Grace Adeyemi", 3, "batch 1, 1 to 3")
    assert (hana.name, hana.days_late) == ("Hana grocery", -21)
    assert "3 sheets" in chase.message(store, "asylum", grace, "en")
    assert "3 days ago" in chase.message(store, "asylum", grace, "en")
    assert "서명지 3장" in chase.message(store, "asylum", grace, "ko")
    assert "북한을 탈출한 난민에게 보호를" in chase.message(store, "asylum", hana, "ko")
    asked = chase.holders_named(store, "asylum", ["grace adeyemi"], today=late.date())
    chase.note_asked(store, "asylum", asked, now=late)
    assert chase.listing(store, "asylum", today=late.date())[0].chase.asked == late.date()
    custody.issue(store, ["batch:1:1-1"], to="Tom", now=late)
    assert [one.chase.asked for one in chase.listing(store, "asylum", today=late.date())][1:] == [
        None,
        None,
    ]


def test_a_lost_sheet_makes_the_record_of_the_breach(campaign: Campaign) -> None:
    codes, store = printed_batch(campaign), campaign.store
    assert custody.lose(store, [codes[5]], now=NOW).breaches == ()
    custody.issue(store, codes[:2], to="Grace Adeyemi", now=NOW)
    sheets.count(store, codes[1], SheetCount(3), now=NOW)
    known = NOW - timedelta(hours=5)
    done = custody.lose(store, codes[:2], what="Left on a bus", known_at=known, now=NOW)
    [breach] = done.breaches
    assert (breach.entered, breach.possible, breach.what) == (3, 23, "Left on a bus")
    assert breach.deadline == known + timedelta(hours=72)
    assert [printed(code) for code in breach.sheets] == codes[:2]
    after = breaches.record(store, "asylum", 1, "assessed-risk", note="Addresses", now=NOW)
    assert "ICO" in after.next_step
    custody.bring_back(store, [codes[0]], now=NOW)
    assert breaches.listing(store, "asylum")[0].steps[-1].step == "assessed-risk"
    custody.bring_back(store, [codes[1]], now=NOW)
    assert breaches.listing(store, "asylum")[0].steps[-1].step == "found"
    assert states(store, codes[:2]) == ["returned", "counted"]
    store.undo(NOW)
    assert breaches.listing(store, "asylum")[0].steps[-1].step == "again"
    with pytest.raises(AppError, match="to come"):
        custody.lose(store, [codes[2]], known_at=NOW + timedelta(hours=1), now=NOW)
    with pytest.raises(AppError, match="no loss number 2"):
        breaches.record(store, "asylum", 2, "ico-told", now=NOW)
    assert_sound(store)


def test_rows_on_a_lost_sheet_are_kept_but_not_counted(campaign: Campaign) -> None:
    codes, store = printed_batch(campaign), campaign.store
    entries = [RowEntry(1, "Ann Ellery", postcode="KT3 8QD", validity="valid")]
    sheets.key(store, codes[0], entries, now=NOW)
    sheets.key(store, codes[1], entries, now=NOW)
    sheets.count(store, codes[2], SheetCount(5), now=NOW)
    custody.lose(store, codes[1:3], now=NOW)
    assert sheets.counts(store, "asylum").valid == 1
    assert sheets.show(store, codes[1]).counts.valid == 1
    from app.operations.petition import documents

    facts = documents.pack_facts(store, store.petitions.get("asylum"), NOW.date())
    assert [printed(line.code) for line in facts.sheets] == [codes[0]]
    assert facts.places == {"KT3": 1}
    custody.bring_back(store, codes[1:3], now=NOW)
    assert sheets.counts(store, "asylum").valid == 7


def test_sessions_say_where_to_stand_next(campaign: Campaign) -> None:
    codes, store = printed_batch(campaign), campaign.store
    at = datetime(2026, 11, 21, 10, tzinfo=NOW.tzinfo)
    custody.issue(store, codes[:2], venue="Church hall", now=NOW)
    sessions.add(
        store, "asylum", venue="church hall", starts=at, ends=at + timedelta(hours=2),
        collectors=["Grace Adeyemi"],
    )  # fmt: skip
    sessions.add(
        store, "asylum", venue="High street", starts=at, ends=at + timedelta(hours=1),
        sheets=[codes[2]],
    )  # fmt: skip
    for code, number in zip(codes[:3], (6, 4, 9), strict=True):
        sheets.count(store, code, SheetCount(number - 1, 0, {"illegible": 1}), now=NOW)
    sums = sessions.listing(store, "asylum")
    assert {one.venue: (one.sheets, one.brought.raw) for one in sums} == {
        "Church hall": (2, 10),
        "High street": (1, 9),
    }
    best = sessions.by_venue(sums)
    assert [(venue, one.an_hour) for venue, one in best] == [("High street", 9), ("Church hall", 5)]
    with pytest.raises(AppError, match="ends"):
        sessions.add(store, "asylum", venue="Hall", starts=at, ends=at)
    with pytest.raises(AppError, match="no collecting session 7"):
        custody.issue(store, [codes[3]], session=7, now=NOW)
    custody.issue(store, [codes[3]], session=2, now=NOW)
    custody.bring_back(store, [codes[3]], session=1, now=NOW)
    store.undo(NOW)
    assert store.sheets.get(codes[3]).state == "issued", "the return and its session are one step"
    held = store.sheets.get(codes[3]).holder
    assert store.holders.by_id()[held.venue].name == "High street"


ACTIONS = st.lists(st.sampled_from([*MOVES, "count", "key", "clear", "undo", "redo"]), max_size=25)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS, st.integers(0, 2**32))
def test_no_order_of_moves_makes_the_balance_wrong_or_loses_a_sheet(
    tmp_path_factory: pytest.TempPathFactory, actions: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    with open_copy(tmp_path_factory.mktemp("custody") / "campaign") as campaign:
        codes, store = printed_batch(campaign, 5), campaign.store
        petition = store.petitions.get("asylum").id
        for action in actions:
            before = states(store, codes)
            try:
                act(store, action, chance.sample(codes, chance.randint(1, 3)), chance)
            except AppError:
                assert states(store, codes) == before
            found = sheets.sheet_balance(store, "asylum")
            assert (found.printed, found.difference) == (5, 0)
            parts = chase.all_balances(store, "asylum")
            assert sum(one.printed for one in parts.batch.values()) == 5
            assert all(one.difference == 0 for one in parts.collector.values())
            assert store.custody.problem() == ""
        assert_sound(store)
        for code in codes:
            sheet = store.sheets.get(code)
            assert store.custody.of_sheet(sheet.id)[-1].state == sheet.state
        assert balance(5, store.sheets.states(petition)).difference == 0


def act(store: Store, action: str, codes: list[str], chance: random.Random) -> None:
    later = NOW + timedelta(minutes=chance.randint(0, 600))
    row = chance.randint(1, 10)
    if action == "issue":
        custody.issue(store, codes, to=chance.choice(["Grace", "Tom"]), now=later)
    elif action == "undo":
        if store.undo_label and not store.undo_label.startswith(("Add", "Print")):
            store.undo(later)
    elif action == "redo":
        if store.redo_label:
            store.redo(later)
    elif action == "count":
        sheets.count(store, codes[0], SheetCount(chance.randint(0, 9)), now=later)
    elif action == "key":
        sheets.key(store, codes[0], [RowEntry(row, "Ann")], now=later, replacing=True)
    elif action == "clear":
        from app.operations.counting import signatures

        signatures.clear_row(store, codes[0], row, now=later)
    else:
        getattr(custody, action.replace("return", "bring_back"))(store, codes, now=later)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE custody SET at = '2026-01-01T00:00:00+00:00' WHERE rowid = 3",
        "UPDATE custody SET state = 'lost' WHERE rowid = 4",
        "UPDATE custody SET collector = NULL WHERE rowid = 7",
        "UPDATE custody SET due = '2031-01-01' WHERE rowid = 7",
        "UPDATE custody SET correction = 1 WHERE rowid = 2",
        "UPDATE custody SET sheet = (SELECT max(id) FROM sheet) WHERE rowid = 1",
        "UPDATE custody SET salt = '' WHERE rowid = 5",
        "DELETE FROM custody WHERE rowid = 2",
        "DELETE FROM custody WHERE rowid = (SELECT max(rowid) FROM custody)",
    ],
)
def test_the_chain_detects_any_edit(campaign: Campaign, edit: str) -> None:
    printed_batch(campaign)
    store = campaign.store
    custody.issue(store, ["batch:1"], to="Grace Adeyemi", now=NOW)
    assert store.custody.problem() == ""
    store.db.execute("DROP TRIGGER custody_stays")
    store.db.execute("DROP TRIGGER custody_lasts")
    store.db.execute(edit)
    assert "custody record" in store.custody.problem()


def test_receipt_list_and_letters_are_written_and_recorded(
    campaign: Campaign, tmp_path: Path
) -> None:
    from app.operations.paper import custody_papers, holders
    from tests.documents.pdfs import dump as text_of

    codes, store = printed_batch(campaign), campaign.store
    custody.issue(store, codes[:3], to="박민준 Park Min-jun", due=date(2026, 11, 24), now=NOW)
    holders.change(store, "collector", "박민준 Park Min-jun", contact="07700 900087", language="ko")
    receipt, listed, letters = (tmp_path / f"{name}.pdf" for name in ("receipt", "list", "letters"))
    custody_papers.receipt(store, codes[:3], receipt, now=NOW)
    assert f"{codes[0]} – {codes[2]}" in text_of(receipt.read_bytes()).replace("\n", " ")
    late = NOW + timedelta(days=3)
    custody_papers.write_list(store, "asylum", listed, now=late)
    assert "2 days late" in text_of(listed.read_bytes())
    custody_papers.write_letters(store, "asylum", letters, now=late)
    assert "2일이 지났습니다" in text_of(letters.read_bytes())
    assert chase.listing(store, "asylum", today=late.date())[0].chase.asked == late.date()
    record = store.petitions.get("asylum").id
    assert [one.document for one in store.exports.of_petition(record)] == [
        "chase-letters", "chase-list", "receipt",
    ]  # fmt: skip
    with pytest.raises(AppError, match="issue them first"):
        custody_papers.receipt(store, codes[5:], receipt, force=True, now=NOW)


def test_a_clock_that_is_set_back_breaks_neither_the_chain_nor_a_backup(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from app.operations.campaign import campaigns
    from app.store import identity
    from app.store.keys import Passphrase
    from tests.campaigns import PASSPHRASE

    code, store = printed_batch(campaign)[0], campaign.store
    custody.issue(store, [code], to="Grace Adeyemi", now=NOW)
    earlier = time.time_ns() - 86_400 * 10**9
    monkeypatch.setattr(identity, "_sequence", identity._Sequence())
    monkeypatch.setattr(time, "time_ns", lambda: earlier)
    custody.bring_back(store, [code], now=NOW)
    entries = store.custody.of_sheet(store.sheets.get(code).id)
    assert [one.state for one in entries] == ["printed", "issued", "returned"]
    assert_sound(store)
    out = campaign.folder.parent / "a.backup"
    campaigns.back_up(campaign, out, now=NOW)
    campaigns.restore(out, campaign.folder.parent / "again", Passphrase(PASSPHRASE))


def test_a_sheet_that_vanished_shows_as_the_difference(campaign: Campaign) -> None:
    codes, store = printed_batch(campaign), campaign.store
    key = store.sheets.get(codes[2]).id
    store.db.execute("PRAGMA foreign_keys = OFF")
    store.db.execute("DELETE FROM sheet WHERE id = ?", (key,))
    found = sheets.sheet_balance(store, "asylum")
    assert (found.printed, found.not_issued, found.difference) == (6, 5, 1)
    assert chase.all_balances(store, "asylum").batch["1"].difference == 1


def test_a_guard_that_was_taken_away_is_noticed(campaign: Campaign) -> None:
    printed_batch(campaign)
    campaign.store.db.execute("DROP TRIGGER breach_stays")
    [wrong] = [one for one in check(campaign.store.db) if not one.ok]
    assert (wrong.name, "1 guard" in wrong.detail) == ("guards", True)
