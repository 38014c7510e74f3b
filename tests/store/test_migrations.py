"""A campaign of every released schema opens, is backed up first, and stays whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.operations.campaign import campaigns
from app.operations.paper import custody, sheets
from app.store import schema
from app.store.keys import Passphrase
from app.store.migrations import MIGRATIONS
from tests.campaigns import NOW, PASSPHRASE

CAMPAIGNS = Path(__file__).parent.parent / "files" / "campaigns"


@pytest.mark.parametrize("released", sorted(path.name for path in CAMPAIGNS.iterdir()))
def test_a_campaign_of_an_earlier_schema_opens_and_works(tmp_path: Path, released: str) -> None:
    folder = tmp_path / "campaign"
    shutil.copytree(CAMPAIGNS / released, folder)
    with campaigns.open_campaign(folder, Passphrase(PASSPHRASE), now=NOW) as campaign:
        store = campaign.store
        assert schema.version(store.db) == list(MIGRATIONS)[-1]
        assert [one.detail for one in campaigns.check(campaign) if not one.ok] == []
        assert len(list(folder.glob("before-update-*.backup"))) == 1
        counts = sheets.counts(store, "asylum")
        assert (counts.valid, counts.similar, counts.invalid) == (4, 1, {"altered": 1})
        found = sheets.sheet_balance(store, "asylum")
        assert (found.printed, found.entered, found.spoiled, found.difference) == (4, 2, 1, 0)
        custody.issue(store, ["batch:1"], to="Grace Adeyemi", now=NOW)
        assert store.custody.problem() == ""
        of_0005 = (["thanks"], ["drafts", "texts"]) if released >= "0005" else ([], [])
        assert of_0005 == (
            [one.ref for one in store.letter_templates.all("letter")],
            sorted(one.kind for one in store.outreach.all()),
        )


def test_there_is_a_campaign_of_each_released_schema_but_the_newest() -> None:
    released = [path.name for path in sorted(CAMPAIGNS.iterdir())]
    assert released == list(MIGRATIONS)[: len(released)]
    assert len(released) >= len(MIGRATIONS) - 1
