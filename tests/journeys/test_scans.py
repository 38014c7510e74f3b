"""Scans through the command line: every page has its outcome, nothing is kept twice or in clear."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.operations.paper import custody, scan_pictures, scan_tray, scanning
from tests.campaigns import NOW, data_key, open_copy
from tests.journeys.command_line import CommandLine
from tests.scans import campaign as scans
from tests.scans.damage import World
from tests.scans.world import Printed

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def made(cli: CommandLine, tmp_path: Path) -> dict[str, Any]:
    """A campaign with three signed sheets, closed again, and their scans."""
    world = World(8)
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        blanks = scans.printed_sheets(campaign, 4)
    sheets = [scans.signed(one, world) for one in blanks]
    pages = [
        scans.scan(one, world, turn=turn).content
        for one, turn in zip(sheets, (0.5, 181, 90, 0), strict=True)
    ]
    folder = tmp_path / "scans"
    folder.mkdir()
    return {"sheets": sheets, "blanks": blanks, "paths": scans.write(folder, pages), "world": world}


def test_scans_are_read_cut_out_found_again_and_decided(
    cli: CommandLine, made: dict[str, Any], tmp_path: Path
) -> None:
    sheets, paths = made["sheets"], made["paths"]
    found = cli.done("sheet", "scan", *paths[:3], "--json").document["pages"]
    for page, sheet in zip(found, sheets, strict=False):
        assert (page["code"], page["reason"], page["result"]) == (sheet.code, None, "taken")
        assert [row["row"] for row in page["rows"] if row["inked"]] == scans.inked(sheet)
        assert page["residual"] < 0.5
        assert len(page["corners"]) == 4
        assert page["duplicates"] == []
    turned = [page["rotation"] % 360 for page in found]
    assert turned == pytest.approx([359.5, 179, 270], abs=0.3)
    listed = cli.done("sheet", "list", "asylum", "--json").document["sheets"]
    assert [one["state"] for one in listed] == ["returned", "returned", "returned", "printed"]
    again = cli.done("sheet", "scan", paths[0].parent, "--json").document["pages"]
    assert [page["result"] for page in again] == ["known", "known", "known", "taken"]
    assert again[0]["code"] == sheets[0].code
    row = str(scans.inked(sheets[0])[0])
    out = tmp_path / "row.png"
    cli.done("sheet", "image", sheets[0].code, "--row", row, "--out", out)
    with Image.open(out) as strip:
        assert strip.width == pytest.approx(510.24 / 72 * 200, abs=2)
    cell = tmp_path / "cell.png"
    cli.done(
        "sheet", "image", sheets[0].code, "--row", row, "--cell", "postcode", "--out", cell,
        "--dpi", "100",
    )  # fmt: skip
    with Image.open(cell) as shown:
        assert shown.width == pytest.approx(0.1335 * 510.24 / 72 * 100, abs=2)
    assert cli.done("campaign", "check").status == 0


def test_other_handwriting_a_better_picture_and_more_rows_are_told_apart(
    cli: CommandLine, made: dict[str, Any], tmp_path: Path
) -> None:
    world, blanks, sheets = made["world"], made["blanks"], made["sheets"]
    pages = {
        "first": scans.scan(sheets[0], world, 110, blur=1.2),
        "better": scans.scan(sheets[0], world, 220),
        "worse": scans.scan(sheets[0], world, 110, blur=1.2, turn=2),
        "other": scans.scan(scans.signed(blanks[0], world, 0.8), world),
        "empty": scans.scan(blanks[1], world),
        "filled": scans.scan(sheets[1], world),
    }
    folder = tmp_path / "more"
    folder.mkdir()
    found = {}
    for name, page in pages.items():
        path = folder / f"{name}.jpg"
        path.write_bytes(page.content)
        [found[name]] = cli.done("sheet", "scan", path, "--json").document["pages"]
    assert {name: page["flag"] for name, page in found.items()} == {
        "first": None, "better": "better", "worse": "worse", "other": "photocopy", "empty": None,
        "filled": "more",
    }  # fmt: skip
    assert found["worse"]["result"] == "known"
    assert [one["file"] for one in found["better"]["duplicates"]] == ["first.jpg"]
    waiting = cli.done("scan", "tray", "--json").document["pages"]
    assert [one["file"] for one in waiting] == ["better.jpg", "other.jpg", "filled.jpg"]
    cli.done("scan", "decide", waiting[0]["number"], "use")
    cli.done("scan", "decide", waiting[1]["number"], "leave")
    cli.done("scan", "decide", waiting[2]["number"], "use")
    assert cli.done("scan", "tray", "--json").document["pages"] == []
    assert "asks nothing" in cli.refused("scan", "decide", waiting[0]["number"], "use")
    with Image.open(_whole(cli, sheets[0].code, tmp_path)) as shown:
        assert shown.width == pytest.approx(595.28 / 72 * 200, abs=2)


def _whole(cli: CommandLine, code: str, folder: Path) -> Path:
    out = folder / "whole.png"
    cli.done("sheet", "image", code, "--out", out, "--force")
    return out


def test_sheets_from_elsewhere_of_old_wordings_lost_and_spoiled_are_each_said(
    campaign: Campaign, tmp_path: Path
) -> None:
    world = World(9)
    old = scans.printed_sheets(campaign, 3)
    new = scans.printed_sheets(campaign, 1, declares="people who flee are sent back to prison")
    with open_copy(tmp_path / "other") as other:
        [stranger] = scans.printed_sheets(other, 1)
    store = campaign.store
    custody.issue(store, [old[1].code], to="Grace", now=NOW)
    custody.lose(store, [old[1].code], now=NOW)
    custody.spoil(store, [old[2].code], now=NOW)
    sheets = [scans.signed(one, world) for one in (*old, *new, stranger)]
    pages = [scans.scan(one, world).content for one in sheets]
    pages += [_qr_elsewhere(world), scans.blank_page(world)]
    found = scans.bring_in(campaign, scans.write(tmp_path, pages))
    assert [one.problem for one in found] == [
        "", "", "", "", "unknown-code", "other-code", "blank",
    ]  # fmt: skip
    assert "wording version 1; the petition is at 2" in found[0].sentence
    assert "recorded as lost" in found[1].sentence
    assert "marked as spoiled" in found[2].sentence
    assert "not of this campaign" in found[4].sentence
    states = [store.sheets.get(one.code).state for one in (*old, *new)]
    assert states == ["returned", "lost", "spoiled", "returned"]
    assert len(scan_tray.listing(store)) == 2


def _qr_elsewhere(world: World) -> bytes:
    import numpy as np
    import zxingcpp

    code: Any = zxingcpp.create_barcode("https://shop.example/?id=7", zxingcpp.BarcodeFormat.QRCode)
    picture = np.asarray(code.to_image(scale=8))
    page = np.full((1754, 1240), 250, np.uint8)
    page[300 : 300 + picture.shape[0], 400 : 400 + picture.shape[1]] = picture
    return world.jpeg(page, 80)


def test_a_paper_that_is_still_out_stays_out(campaign: Campaign, tmp_path: Path) -> None:
    world = World(10)
    [blank] = scans.printed_sheets(campaign, 1)
    custody.issue(campaign.store, [blank.code], to="Grace", now=NOW)
    paths = scans.write(tmp_path, [scans.scan(scans.signed(blank, world), world).content])
    scans.bring_in(campaign, paths, back=False)
    assert campaign.store.sheets.get(blank.code).state == "issued"


def test_fronts_whose_code_is_on_the_back_are_paired_and_others_named_by_hand(
    campaign: Campaign, tmp_path: Path
) -> None:
    world = World(11)
    sides = scans.printed_sheets(campaign, 2, codes_on="back")
    front, back = scans.signed(sides[0], world), sides[1]
    alone = scans.signed(sides[2], world)
    pages = [scans.scan(one, world).content for one in (front, back)]
    pdf = tmp_path / "both.pdf"
    first, *rest = [Image.open(io.BytesIO(content)) for content in pages]
    first.save(pdf, save_all=True, append_images=rest)
    [single] = scans.write(tmp_path, [scans.scan(alone, world).content])
    found = scans.bring_in(campaign, [pdf, single])
    assert [one.result for one in found] == ["taken", "taken", "tray"]
    assert found[0].sheets[0].seen.by == "marks"
    assert found[2].marks
    pictures = scan_pictures.open_pictures(campaign, front.code)
    assert pictures is not None
    assert [row for row, ink in pictures.rows.items() if ink.inked] == scans.inked(front)
    scanning.assign(campaign, found[2].number, alone.code, now=NOW)
    ink = scan_pictures.ink_of(campaign, alone.code)
    assert [row for row, one in ink.items() if one.inked] == scans.inked(alone)
    assert scan_tray.listing(campaign.store) == []


def test_a_page_whose_rows_are_not_found_is_still_that_sheet_s_picture(
    campaign: Campaign, tmp_path: Path
) -> None:
    import numpy as np

    world = World(12)
    [blank] = scans.printed_sheets(campaign, 1)
    page = world.noisy(np.full((1754, 1240), 240, np.uint8), 8)
    page[400:1300:90] = 30
    [outcome] = scans.bring_in(campaign, scans.write(tmp_path, [world.jpeg(page, 70)]))
    assert (outcome.problem, outcome.marks) == ("no-code", False)
    scanning.assign(campaign, outcome.number, blank.code, now=NOW)
    [(_, [asking])] = scan_tray.listing(campaign.store)
    assert asking.flag == "no-place"
    pictures = scan_pictures.open_pictures(campaign, blank.code)
    assert pictures is not None
    assert pictures.whole(300).width == 300
    scan_tray.decide(campaign.store, outcome.number, "use")
    assert scan_tray.listing(campaign.store) == []


def test_bad_input_is_refused_in_one_sentence(
    cli: CommandLine, made: dict[str, Any], tmp_path: Path
) -> None:
    code, out = made["blanks"][0].code, tmp_path / "a.png"
    assert "no file “" in cli.refused("sheet", "scan", tmp_path / "nothing.pdf")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no PDF" in cli.refused("sheet", "scan", empty)
    assert "No picture of sheet" in cli.refused("sheet", "image", code, "--out", out)
    cli.done("sheet", "scan", made["paths"][0])
    assert "row 40 is not" in cli.refused("sheet", "image", code, "--row", 40, "--out", out)
    assert "of a row" in cli.refused("sheet", "image", code, "--cell", "name", "--out", out)
    assert "not 5000" in cli.refused("sheet", "image", code, "--dpi", 5000, "--out", out)
    assert "no scanned page 99" in cli.refused("scan", "assign", 99, code)
    assert "does not wait" in cli.refused("scan", "assign", 1, code)
    assert not out.exists()


def test_a_good_scan_takes_the_place_of_one_whose_rows_were_not_found(
    campaign: Campaign, tmp_path: Path
) -> None:
    world, store = World(18), campaign.store
    [blank] = scans.printed_sheets(campaign, 1)
    sheet = scans.signed(blank, world)
    custody.issue(store, [blank.code], to="Grace", now=NOW)
    only_code = sheet.picture.copy()
    only_code[: -int(120 / 72 * 300)] = 255
    only_code[:, int(110 / 72 * 300) :] = 255
    torn = scans.scan(Printed(sheet.code, sheet.face, 0, only_code, {}), world)
    good = scans.scan(sheet, world)
    first, second = scans.write(tmp_path, [torn.content, good.content])
    [bad] = scans.bring_in(campaign, [first])
    assert (bad.result, bad.sheets[0].flag, bad.sheets[0].returned) == ("tray", "no-place", False)
    assert store.sheets.get(blank.code).state == "issued"
    [found] = scans.bring_in(campaign, [second])
    assert (found.result, found.sheets[0].returned) == ("taken", True)
    assert scan_tray.listing(store) == []
    ink = scan_pictures.ink_of(campaign, blank.code)
    assert [row for row, one in ink.items() if one.inked] == scans.inked(sheet)


def test_an_intake_that_ended_before_the_back_is_paired_by_the_next(
    campaign: Campaign, tmp_path: Path
) -> None:
    world = World(19)
    sides = scans.printed_sheets(campaign, 1, codes_on="back")
    front = scans.signed(sides[0], world)
    pages = [Image.open(io.BytesIO(scans.scan(one, world).content)) for one in (front, sides[1])]
    pdf = tmp_path / "both.pdf"
    pages[0].save(pdf, save_all=True, append_images=pages[1:])
    planned = scanning.plan(campaign.store, campaign.vault, [pdf])
    intake = scanning.new_intake()
    for wanted, page in list(scanning.read(planned))[:1]:
        scanning.take_in(campaign, wanted, page, intake=intake, now=NOW)
    assert len(scan_tray.listing(campaign.store)) == 1
    found = scans.bring_in(campaign, [pdf])
    assert [one.result for one in found] == ["taken", "taken"]
    assert scan_tray.listing(campaign.store) == []


def test_a_photocopy_beside_its_original_in_one_picture_is_flagged(
    campaign: Campaign, tmp_path: Path
) -> None:
    import numpy as np

    world = World(20)
    [blank] = scans.printed_sheets(campaign, 1)
    two = [scans.signed(blank, world, 0.9).picture for _ in range(2)]
    page = np.full((two[0].shape[0] + 200, 2 * two[0].shape[1] + 300), 90, np.uint8)
    for at, picture in enumerate(two):
        left = 100 + at * (picture.shape[1] + 100)
        page[100 : 100 + picture.shape[0], left : left + picture.shape[1]] = picture
    [found] = scans.bring_in(campaign, scans.write(tmp_path, [world.jpeg(page, 70)]))
    assert [one.flag for one in found.sheets] == ["", "photocopy"]
    assert found.result == "tray"


def test_a_page_put_aside_can_be_brought_in_again_and_a_kept_one_not_put_aside(
    cli: CommandLine, made: dict[str, Any], tmp_path: Path
) -> None:
    cli.done("sheet", "scan", made["paths"][0])
    assert "does not wait" in cli.refused("scan", "dismiss", 1)
    other = tmp_path / "other.jpg"
    other.write_bytes(_qr_elsewhere(World(22)))
    [page] = cli.done("sheet", "scan", other, "--json").document["pages"]
    assert "would be put aside" in cli.done("scan", "dismiss", page["number"], "--dry-run").out
    cli.done("scan", "dismiss", page["number"])
    [again] = cli.done("sheet", "scan", other, "--json").document["pages"]
    assert (again["result"], again["reason"], again["number"]) == (
        "tray", "other-code", page["number"],
    )  # fmt: skip
    [known] = cli.done("sheet", "scan", other, "--json").document["pages"]
    assert (known["result"], known["reason"]) == ("known", "other-code")
    assert "waits in the tray" in known["sentence"]
