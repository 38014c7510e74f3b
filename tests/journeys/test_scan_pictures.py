"""The pictures of scans: kept whole or not at all, encrypted, for their time, and had again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.operations.paper import scan_pictures, scan_tray
from app.store import files
from tests.campaigns import NOW, PASSPHRASE, data_key
from tests.journeys.command_line import CommandLine
from tests.scans import campaign as scans
from tests.scans.damage import World

pytestmark = pytest.mark.usefixtures("read_here")


def test_the_disk_fills_in_the_middle_and_the_rest_is_brought_in_later(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(13)
    blanks = scans.printed_sheets(campaign, 3)
    paths = scans.write(
        tmp_path, [scans.scan(scans.signed(one, world), world).content for one in blanks]
    )
    real, written = os.fsync, []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 1:
            raise OSError(28, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        patched.setattr(files, "sync_folder", lambda _: None)
        with pytest.raises(Exception, match="no space left"):
            scans.bring_in(campaign, paths)
    kept = [one.id for one in campaign.store.scans.kept()]
    assert len(kept) == 1
    assert sorted(path.stem for path in (campaign.folder / "scans").iterdir()) == kept
    found = scans.bring_in(campaign, paths)
    assert [one.result for one in found] == ["known", "taken", "taken"]


def test_pictures_are_encrypted_go_on_their_day_and_are_not_kept_where_none_are_wanted(
    campaign: Campaign, tmp_path: Path
) -> None:
    from datetime import date

    world = World(14)
    blanks = scans.printed_sheets(campaign, 2)
    store = campaign.store
    paths = scans.write(
        tmp_path, [scans.scan(scans.signed(one, world), world).content for one in blanks]
    )
    scans.bring_in(campaign, paths[:1])
    [record] = store.scans.kept()
    assert record.keep_until == date(2027, 6, 30)
    [file] = (campaign.folder / "scans").iterdir()
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    with pytest.raises(Exception, match="is past"):
        scan_tray.set_keeping(store, keeps=True, until=date(2026, 1, 1), today=NOW.date())
    scan_tray.set_keeping(store, keeps=False, until=None, today=NOW.date())
    scans.bring_in(campaign, paths[1:])
    assert len(list((campaign.folder / "scans").iterdir())) == 1
    assert scan_pictures.open_pictures(campaign, blanks[1].code) is not None
    campaign.close()
    with campaigns.open_with_key(campaign.folder, campaign.data_key, now=NOW) as again:
        assert scan_pictures.open_pictures(again, blanks[1].code) is None
        assert scan_pictures.ink_of(again, blanks[1].code)
        assert scan_tray.expire(again, today=date(2027, 6, 30)) == 0
        assert scan_tray.expire(again, today=date(2027, 7, 1)) == 1
        assert list((again.folder / "scans").iterdir()) == []
        assert all(one.ok for one in campaigns.check(again))


def test_a_backup_brings_the_pictures_back_and_a_damaged_one_is_noticed(
    campaign: Campaign, tmp_path: Path
) -> None:
    from app.store.keys import Passphrase

    world = World(15)
    blanks = scans.printed_sheets(campaign, 1)
    scans.bring_in(
        campaign,
        scans.write(tmp_path, [scans.scan(scans.signed(blanks[0], world), world).content]),
    )
    campaigns.back_up(campaign, tmp_path / "a.backup", now=NOW)
    campaigns.restore(tmp_path / "a.backup", tmp_path / "again", Passphrase(PASSPHRASE))
    with campaigns.open_with_key(tmp_path / "again", campaign.data_key, now=NOW) as again:
        assert scan_pictures.open_pictures(again, blanks[0].code) is not None
        assert campaigns.info(again).digest == campaigns.info(campaign).digest
        [file] = (again.folder / "scans").iterdir()
        file.write_bytes(file.read_bytes()[:-1] + b"x")
        [wrong] = [one for one in campaigns.check(again) if not one.ok]
        assert wrong.name == "scans"
        with pytest.raises(Exception, match="picture of this scan is damaged"):
            scan_pictures.open_pictures(again, blanks[0].code)


def test_an_intake_that_is_killed_goes_on_where_it_ended(
    cli: CommandLine, passphrase_file: Path, tmp_path: Path
) -> None:
    world = World(16)
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        blanks = scans.printed_sheets(campaign, 10)
    pages = [scans.scan(scans.signed(one, world), world, 100).content for one in blanks]
    paths = scans.write(tmp_path, pages)
    main = Path(__file__).parent.parent.parent / "main.py"
    command = [sys.executable, str(main), "sheet", "scan", str(cli.folder), *map(str, paths),
               "--passphrase-file", str(passphrase_file)]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    vault, until = cli.folder / "scans", time.monotonic() + 60
    while len(list(vault.glob("*.age"))) < 3 and running.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.005)
    running.kill()
    running.wait()
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        kept = campaign.store.scans.kept()
        assert sorted(path.stem for path in vault.iterdir()) == sorted(one.id for one in kept)
        found = scans.bring_in(campaign, paths)
        assert sorted(one.result for one in found) == sorted(
            ["known"] * len(kept) + ["taken"] * (10 - len(kept))
        )
        assert len(campaign.store.scans.kept()) == 10
        assert all(one.ok for one in campaigns.check(campaign))


def test_neither_a_picture_nor_its_file_s_name_is_left_in_clear(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(17)
    places = {name: tmp_path / name for name in ("tmp", "config", "state")}
    for variable, name in (
        ("TMPDIR", "tmp"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
    ):
        places[name].mkdir()
        monkeypatch.setenv(variable, str(places[name]))
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        [blank] = scans.printed_sheets(campaign, 1)
    name = "Canary Quayle, 12 Marlpit Lane"
    good, bad = tmp_path / f"{name}.jpg", tmp_path / f"{name} 2.jpg"
    good.write_bytes(scans.scan(scans.signed(blank, world), world).content)
    bad.write_bytes(b"\xff\xd8\xff" + name.encode())
    said = cli.done("sheet", "scan", good, bad, "--json").document["pages"]
    assert [page["result"] for page in said] == ["taken", "tray"]
    files = [path for place in (cli.folder, *places.values()) for path in place.rglob("*")]
    for path in files:
        assert "Canary" not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert b"Canary" not in content
            assert not content.startswith((b"\xff\xd8\xff", b"\x89PNG"))


def test_a_picture_that_is_gone_is_had_again_by_scanning_again(
    campaign: Campaign, tmp_path: Path
) -> None:
    from datetime import date

    world = World(23)
    [blank] = scans.printed_sheets(campaign, 1)
    sheet = scans.signed(blank, world)
    first, second = scans.write(tmp_path, [scans.scan(sheet, world).content for _ in range(2)])
    scans.bring_in(campaign, [first])
    assert scan_tray.expire(campaign, today=date(2028, 1, 1)) == 1
    assert scan_pictures.open_pictures(campaign, blank.code) is None
    [found] = scans.bring_in(campaign, [first])
    assert (found.result, "kept again" in found.sentence) == ("known", True)
    assert scan_pictures.open_pictures(campaign, blank.code) is not None
    [kept] = (campaign.folder / "scans").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    [found] = scans.bring_in(campaign, [first])
    assert "kept again" in found.sentence
    assert scan_pictures.open_pictures(campaign, blank.code) is not None
    scan_tray.expire(campaign, today=date(2028, 1, 1))
    [found] = scans.bring_in(campaign, [second])
    assert found.result == "taken"
    assert scan_pictures.open_pictures(campaign, blank.code) is not None
