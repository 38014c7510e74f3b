"""Postcodes suggested on the command line: read from a scan, for a person to compare."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.operations.campaign import campaigns
from app.operations.paper import scan_pictures
from tests.campaigns import NOW, data_key
from tests.journeys.command_line import CommandLine
from tests.scans import campaign as scans
from tests.scans import postcodes
from tests.scans.damage import World

pytestmark = pytest.mark.usefixtures("one_reader")


def test_postcodes_are_suggested_from_a_scan_and_nothing_is_entered(
    cli: CommandLine, tmp_path: Path
) -> None:
    world = World(8)
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        blank, bare = scans.printed_sheets(campaign, 2)
    [signed], written = postcodes.signed([blank], world.chance, {"patrick-hand": 0})
    truth = {row: text for (_, row), (_, text) in written.items()}
    cli.done("sheet", "scan", *scans.write(tmp_path, [scans.scan(signed, world, 200).content]))

    found = cli.done("sheet", "suggest", blank.code, "--json").document["suggestions"]
    assert len(found) >= 0.6 * len(truth)
    assert all(set(one) == {"row", "postcode", "confidence"} for one in found)
    assert all(0.7 <= one["confidence"] <= 1 for one in found)
    assert sum(truth[one["row"]] == one["postcode"] for one in found) >= 0.9 * len(found)
    first = found[0]
    said = cli.done("sheet", "suggest", blank.code, "--row", first["row"]).out
    assert first["postcode"] in said
    assert "compare each with the picture" in said
    assert cli.done("signature", "list", "asylum", "--json").document["signatures"] == []

    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        pictures = scan_pictures.open_pictures(campaign, blank.code)
        assert pictures is not None
        assert scan_pictures.suggest_postcode(pictures, first["row"]) == first["postcode"]
    refused = cli.refused("sheet", "suggest", blank.code, "--row", "99")
    assert f"Sheet {blank.code}: row 99 is not in its picture" in refused
    assert "No picture of sheet" in cli.refused("sheet", "suggest", bare.code)


def test_an_empty_sheet_has_nothing_to_suggest(cli: CommandLine, tmp_path: Path) -> None:
    world = World(9)
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        [blank] = scans.printed_sheets(campaign, 1)
    cli.done("sheet", "scan", *scans.write(tmp_path, [scans.scan(blank, world, 200).content]))
    assert cli.done("sheet", "suggest", blank.code, "--json").document == {"suggestions": []}
    assert "No postcode could be read" in cli.done("sheet", "suggest", blank.code).out
