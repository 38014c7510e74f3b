"""An import is whole or not there: killed, on a full disk, taken back, cancelled."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.errors import AppError
from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import importing
from app.operations.petition import petitions
from app.paths import RESOURCES
from app.progress import CancelledError
from app.store.check import check, digest
from tests.campaigns import NOW, commons_wording, copy_campaign, data_key
from tests.journeys.importer import people, prepared


@pytest.fixture
def petitioned(campaign: Campaign) -> Campaign:
    petitions.add(campaign.store, commons_wording(), now=NOW)
    return campaign


@pytest.mark.skipif("sys.platform == 'win32'", reason="no SIGKILL")
def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    folder = copy_campaign(tmp_path / "campaign")
    with campaigns.open_with_key(folder, data_key(), now=NOW) as one:
        petitions.add(one.store, commons_wording(), now=NOW)
        ref = one.store.petitions.get("asylum").id
    number, seen = 5000, []
    for after in (0.0, 0.03, 0.08):
        command = ["-m", "tests.journeys.importer", str(folder), data_key().hex(), str(number)]
        process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, cwd=RESOURCES.parent
        )
        assert process.stdout is not None
        with process.stdout as said:
            assert said.readline() == b"ready\n"
            time.sleep(after)
            process.kill()
            process.wait()
        with campaigns.open_with_key(folder, data_key(), now=NOW) as one:
            runs = one.store.imports.runs(ref)
            counts = one.store.signatures.by_origin(ref)["online"].raw
            seen.append(counts)
            assert (counts, len(runs)) in {(0, 0), (number, 1)}
            assert all(found.ok for found in check(one.store.db))
    assert 0 in seen


def test_a_disk_that_fills_up_keeps_nothing_of_an_import(petitioned: Campaign) -> None:
    store = petitioned.store
    proposal = prepared(petitioned, 3000)
    before = digest(store.db)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(AppError, match="disk is full"):
        importing.apply_import(store, proposal, now=NOW)
    assert digest(store.db) == before
    assert all(found.ok for found in check(store.db))
    store.db.execute("PRAGMA max_page_count = 1000000")
    assert importing.apply_import(store, proposal, now=NOW) == 3000


def test_ten_thousand_rows_are_taken_back_exactly(petitioned: Campaign) -> None:
    store = petitioned.store
    importing.apply_import(store, prepared(petitioned, 100, first=900_000), now=NOW)
    before = digest(store.db)
    assert importing.apply_import(store, prepared(petitioned, 10_000), now=NOW) == 10_000
    after = digest(store.db)
    assert store.undo(NOW) == "Bring in 10,000 signatures"
    assert digest(store.db) == before
    assert all(found.ok for found in check(store.db))
    store.redo(NOW)
    assert digest(store.db) == after
    store.undo(NOW)
    assert digest(store.db) == before


def test_an_import_prepared_before_others_signed_is_looked_at_again(petitioned: Campaign) -> None:
    first, second = prepared(petitioned, 10), prepared(petitioned, 10)
    importing.apply_import(petitioned.store, first, now=NOW)
    with pytest.raises(AppError, match="once more"):
        importing.apply_import(petitioned.store, second, now=NOW)


def test_preparing_can_be_stopped(petitioned: Campaign) -> None:
    def stop(done: int, total: int) -> None:
        if done >= 500:
            raise CancelledError

    table = people(2000)
    mapping = importing.propose_mapping(petitioned.store, table)
    with pytest.raises(CancelledError):
        importing.prepare_import(petitioned.store, "asylum", table, mapping, now=NOW, progress=stop)
