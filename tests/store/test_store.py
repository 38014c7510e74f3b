"""Steps are whole, undone by name, found by search, and never plain on disk."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app.domain.sheet import SheetToPrint
from app.domain.sheet_code import new_code
from app.domain.signature import Counts, RowEntry
from app.errors import CampaignBusyError, NewerCampaignError
from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.store import driver
from app.store.check import check, digest
from app.store.driver import connect
from app.store.petitions import PetitionRecord
from app.store.signature_query import SignatureQuery
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, copy_campaign, data_key, open_copy


def add_petition(store: Store) -> PetitionRecord:
    with store.step("Add petition"):
        store.petitions.add(commons_wording(), "0" * 64, NOW)
    return store.petitions.get("asylum")


def add_sheets(store: Store, record: PetitionRecord, number: int = 3) -> list[str]:
    sheets = [SheetToPrint(new_code(), at + 1, "full") for at in range(number)]
    with store.step("Print", inverse=store.sheets.spoiling(record.id, 1)):
        store.sheets.add_batch(record, sheets, [10] * number, NOW)
    return [sheet.code for sheet in sheets]


def key(store: Store, record: PetitionRecord, code: str, entry: RowEntry) -> str:
    sheet = store.sheets.get(code)
    with store.step(f"Key row {entry.row}"):
        signature = store.signatures.add(record.id, sheet.id, entry)
        store.sheets.set_state([sheet], "keyed", NOW)
    return signature


def assert_sound(store: Store) -> None:
    assert [result.detail for result in check(store.db) if not result.ok] == []


def test_the_schema_is_the_reviewed_one(
    campaign: Campaign, golden: Callable[[str, str], None]
) -> None:
    rows = campaign.store.db.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'signature_search_%' ORDER BY rowid"
    )
    golden("schema.sql", ";\n".join(row[0] for row in rows) + ";\n")


def test_no_plain_text_and_no_plain_header_on_disk(campaign: Campaign) -> None:
    record = add_petition(campaign.store)
    [code, *_] = add_sheets(campaign.store, record)
    key(campaign.store, record, code, RowEntry(1, "Canary Whitcombe", "1 Canary Road", "KT3 8QD"))
    for path in campaign.folder.iterdir():
        if path.is_file():
            content = path.read_bytes()
            assert b"Canary" not in content
            assert not content.startswith(b"SQLite format 3")


def test_a_driver_without_cipher_or_safety_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(driver.UnsafeDriverError):
        connect(tmp_path / "new.db", b"k" * 32)
    monkeypatch.undo()
    with pytest.raises(driver.UnsafeDriverError):
        connect(tmp_path / "new.db", b"")
    import sqlite3

    plain = sqlite3.connect
    monkeypatch.setattr(dbapi2, "connect", plain)
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 54, 0))
    with pytest.raises(driver.UnsafeDriverError):
        connect(tmp_path / "plain.db", b"k" * 32)


def test_a_second_process_is_refused_and_a_left_lock_is_not_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    with open_copy(folder), pytest.raises(CampaignBusyError, match="open in another"):
        campaigns.open_with_key(folder, data_key(), now=NOW)
    assert (folder / "lock").exists()
    campaigns.open_with_key(folder, data_key(), now=NOW).close()


def test_a_newer_campaign_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    folder = copy_campaign(tmp_path / "campaign")
    with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
        campaign.store.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('roundrobin', '9999-later', '2031-01-01')"
        )
    before = (folder / "data.db").read_bytes()
    with pytest.raises(NewerCampaignError):
        campaigns.open_with_key(folder, data_key(), now=NOW)
    assert (folder / "data.db").read_bytes() == before


def test_a_failing_step_leaves_nothing(campaign: Campaign) -> None:
    store = campaign.store
    before = digest(store.db)

    def add_and_break() -> None:
        with store.step("Break"):
            store.petitions.add(commons_wording(), "0" * 64, NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_break()
    assert digest(store.db) == before
    assert store.undo_label == ""


def test_undo_and_redo_by_name(campaign: Campaign) -> None:
    store = campaign.store
    record = add_petition(store)
    [code, *_] = add_sheets(store, record)
    key(store, record, code, RowEntry(1, "김철수 Kim Chol-su", validity="valid"))
    assert store.undo_label == "Key row 1"
    assert store.undo(NOW) == "Key row 1"
    assert store.sheets.counts(record.id) == Counts()
    assert store.redo_label == "Key row 1"
    store.redo(NOW)
    assert store.sheets.counts(record.id) == Counts(valid=1)
    states = [entry.state for entry in store.custody.of_sheet(store.sheets.get(code).id)]
    assert states == ["printed", "keyed", "printed", "keyed"]
    assert_sound(store)


def test_taking_back_a_print_spoils_the_batch(campaign: Campaign) -> None:
    store = campaign.store
    record = add_petition(store)
    codes = add_sheets(store, record)
    store.undo(NOW)
    assert {store.sheets.get(code).state for code in codes} == {"spoiled"}
    assert store.sheets.codes() == set(codes)
    store.redo(NOW)
    assert {store.sheets.get(code).state for code in codes} == {"printed"}
    assert_sound(store)


def test_custody_and_exports_cannot_be_changed(campaign: Campaign) -> None:
    store = campaign.store
    add_sheets(store, add_petition(store))
    for sql in ("UPDATE custody SET state = 'lost'", "DELETE FROM custody"):
        with pytest.raises(driver.IntegrityError, match="append-only"):
            store.db.execute(sql)


def test_check_notices_what_does_not_agree(campaign: Campaign) -> None:
    store = campaign.store
    record = add_petition(store)
    [code, *_] = add_sheets(store, record)
    key(store, record, code, RowEntry(1, "Alan Ellery", validity="valid"))
    breaks = {
        "counts": ("UPDATE tally SET number = 9", "UPDATE tally SET number = 1"),
        "sheets": ("UPDATE sheet SET state = 'lost'", "UPDATE sheet SET state = 'printed'"),
        "search index": (
            "INSERT INTO signature_search (rowid, name) VALUES (77, 'nobody')",
            "INSERT INTO signature_search (signature_search) VALUES ('rebuild')",
        ),
    }
    for name, (harm, mend) in breaks.items():
        store.db.execute(harm)
        assert name in [result.name for result in check(store.db) if not result.ok]
        store.db.execute(mend)
    store.db.execute("DROP TRIGGER custody_stays")
    store.db.execute("UPDATE custody SET state = 'lost' WHERE rowid = 1")
    assert "custody" in [result.name for result in check(store.db) if not result.ok]


def test_search_finds_hangul_syllables_and_latin_without_accents(campaign: Campaign) -> None:
    store = campaign.store
    record = add_petition(store)
    [code, *_] = add_sheets(store, record)
    people = ["김철수 Kim Chol-su", "리영희 Ri Young-hee", "José O'Brien", "Ann <b>Lee</b>"]
    for row, name in enumerate(people, 1):
        key(store, record, code, RowEntry(row, name, "12 Quince Gardens", "KT3 8XE"))

    def found(**conditions: str) -> list[str]:
        query = SignatureQuery(record.id, **conditions)  # type: ignore[arg-type]  # texts only
        return [one.name for one in store.signatures.all(query)]

    assert found(text="철수") == people[:1]
    assert found(name="김철") == people[:1]
    assert found(text="영희 quince") == people[1:2]
    assert found(name="jose") == people[2:3]
    assert found(text='"* OR NEAR( ^') == []
    assert found(postcode="KT3") == people
    assert found(address="철수") == []


@pytest.mark.parametrize("existing", [0, 5])
def test_a_bulk_step_is_counted_found_undone_and_redone(campaign: Campaign, existing: int) -> None:
    store = campaign.store
    record = add_petition(store)
    [code, *_] = add_sheets(store, record)
    for row in range(1, existing + 1):
        key(store, record, code, RowEntry(row, f"Before {row}"))
    before = digest(store.db)
    entries = [(None, RowEntry(0, f"Bulk{at} Jessop", validity="valid")) for at in range(500)]
    told: list[frozenset[str]] = []
    store.listen(told.append)
    with store.bulk_signatures("Import 500 signatures", 500):
        store.signatures.add_many(record.id, entries)
    assert store.sheets.counts(record.id).valid == 500
    assert len(store.signatures.order(SignatureQuery(record.id, name="Bulk499"))) == 1
    assert {"signature"} in told
    after = digest(store.db)
    assert_sound(store)
    store.undo(NOW)
    assert digest(store.db) == before
    assert_sound(store)
    store.redo(NOW)
    assert digest(store.db) == after
    assert_sound(store)


def test_pages_follow_the_order_at_any_place(campaign: Campaign) -> None:
    store = campaign.store
    record = add_petition(store)
    chance = random.Random(1)
    names = [f"Name {chance.randint(0, 300)}" for _ in range(1000)]
    with store.bulk_signatures("Import", 1000):
        store.signatures.add_many(record.id, [(None, RowEntry(0, name)) for name in names])
    for descending in (False, True):
        query = SignatureQuery(record.id, sort="name", descending=descending)
        order = store.signatures.order(query)
        far = [one.name for one in store.signatures.page(order[900:])]
        assert far == sorted(names, reverse=descending)[900:]


def test_valid_signatures_by_day(campaign: Campaign) -> None:
    store = campaign.store
    record = add_petition(store)
    [code, *_] = add_sheets(store, record)
    day = date(2026, 11, 21)
    key(store, record, code, RowEntry(1, signed_on=day, validity="valid"))
    key(store, record, code, RowEntry(2, signed_on=day, validity="similar"))
    assert store.sheets.valid_by_day(record.id) == [(day, 1)]


ACTIONS = st.lists(st.sampled_from(["add", "replace", "judge", "remove", "count"]), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS, st.integers(0, 2**32))
def test_any_steps_then_undo_all_is_the_start(
    tmp_path_factory: pytest.TempPathFactory, actions: list[str], seed: int
) -> None:
    from app.domain.sheet import SheetCount

    chance = random.Random(seed)
    with open_copy(tmp_path_factory.mktemp("undo") / "campaign") as campaign:
        store = campaign.store
        record = add_petition(store)
        codes = add_sheets(store, record)
        start = _undoable(store)
        steps = 0
        for action in actions:
            sheet = store.sheets.get(chance.choice(codes))
            keyed = store.signatures.of_sheet(sheet.id)
            entry = RowEntry(len(keyed) + 1, f"이름 Name{chance.random()}", "a'b\"c", "KT3 8QD")
            if action not in {"add", "count"} and not keyed:
                continue
            with store.step(action):
                if action == "add" and len(keyed) < 10:
                    store.signatures.add(record.id, sheet.id, entry)
                    store.sheets.set_state([sheet], "keyed", NOW)
                elif action == "replace":
                    store.signatures.replace(keyed[0].id, entry)
                elif action == "judge":
                    store.signatures.judge([keyed[0].id], "invalid", "altered")
                elif action == "remove" and len(keyed) > 1:
                    store.signatures.remove(keyed[-1].id)
                elif action == "count":
                    store.sheets.set_count(sheet, SheetCount(chance.randint(0, 9)))
            steps += 1
        end = _undoable(store)
        for _ in range(steps):
            store.undo(NOW)
        assert _undoable(store) == start
        assert_sound(store)
        for _ in range(steps):
            store.redo(NOW)
        assert _undoable(store) == end
        assert_sound(store)


def _undoable(store: Store) -> list[object]:
    tables = ("setting", "petition", "wording_version", "batch", "sheet", "signature")
    return [store.db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
