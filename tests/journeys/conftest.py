"""A campaign to drive from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.community.contact import Contact
from app.intake.cards.reading import parse_cards
from app.intake.records import reading
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign, open_with_key
from app.operations.community import contact_files
from app.operations.petition import petitions
from tests.campaigns import NOW, PASSPHRASE, commons_wording, copy_campaign, data_key
from tests.journeys.command_line import CommandLine


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture
def cli(tmp_path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line over an empty campaign."""
    return CommandLine(copy_campaign(tmp_path / "campaign"), passphrase_file, capsys)


@pytest.fixture
def people(cli: CommandLine) -> dict[str, Contact]:
    """The practice contacts, by name."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        with campaign.store.step("Add"):
            campaign.store.petitions.add(commons_wording(), "0" * 64, NOW)
        return {one.name: one for one in demo_community.fill(campaign.store, "asylum", now=NOW)}


@pytest.fixture
def one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader is enough for a few pages, and leaves the other core to other tests."""
    from app.intake.scans import pages

    monkeypatch.setattr(pages, "processes", lambda: 1)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read in this process: to start one costs more than to read a page."""
    from tests.scans import here

    here.read_here(monkeypatch)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads files in this process, which is quicker; tests of hostile files keep it apart."""
    monkeypatch.setattr(contact_files, "read_table", reading.parse_file)
    monkeypatch.setattr(contact_files, "read_cards", parse_cards)


@pytest.fixture
def petitioned(campaign: Campaign) -> Campaign:
    petitions.add(campaign.store, commons_wording(), now=NOW)
    return campaign


@pytest.fixture
def asked(cli: CommandLine) -> CommandLine:
    """The command line over a campaign with one petition, “asylum”, and the practice contacts."""
    with open_with_key(cli.folder, data_key(), now=NOW) as one:
        petitions.add(one.store, commons_wording(), now=NOW)
        demo_community.fill(one.store, "asylum", now=NOW)
    return cli
