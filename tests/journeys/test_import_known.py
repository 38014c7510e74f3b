"""From where rows are known again: by themselves, not by headings that other files have too."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.intake.records import reading
from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import importing
from app.operations.petition import petitions
from app.store.check import check, digest
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine


@pytest.fixture
def asked(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line over a campaign with one petition, “asylum”."""
    monkeypatch.setattr(importing, "read_table", reading.parse_file)
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as one:
        petitions.add(one.store, commons_wording(), now=NOW)
    return cli


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_source_and_origin_are_looked_up_by_the_rows_and_not_by_their_headings(
    asked: CommandLine, tmp_path: Path
) -> None:
    head = "ID,Full name,Postcode"
    one = table(tmp_path / "a.csv", head, "1,Ann Able,KT3 4AA", "2,Bo Baker,KT3 4AA")
    two = table(tmp_path / "b.csv", head, "1,Cy Coe,KT3 4AA", "2,Di Doe,KT3 4AA")
    bring = ("signature", "import", "asylum")
    asked.done(*bring, one)
    said = asked.done(*bring, two, "--source", "siteB", "--origin", "paper").out
    assert "2 signed on paper, from “siteB”\n" in said
    for path, source, origin in ((one, "table", "online"), (two, "siteB", "paper")):
        again = asked.done(*bring, path, "--json").document
        assert (again["new"], again["here"], again["source"], again["origin"]) == (
            0, 2, source, origin,
        )  # fmt: skip
    table(two, head, "1,Cy Coe,KT3 4AA", "2,Di Doe,KT3 4AA", "3,Eve Elm,KT3 4AA")
    said = asked.done(*bring, two, "--dry-run").out
    assert "1 signed on paper, from “siteB”, known by earlier imports" in said
    other = table(tmp_path / "c.csv", head, "9,Flo Fen,KT3 4AA")
    assert "1 signed online, from “table”\n" in asked.done(*bring, other, "--dry-run").out


def test_rows_without_an_id_are_known_whatever_other_columns_say_and_in_any_order(
    asked: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    bring = ("signature", "import", "asylum", path, "--json")
    table(path, "Full name,Address,Postcode,Phone,Date", "Ann Able,1 A,KT3 4AA,1,13/11/2026")
    assert asked.done(*bring).document["new"] == 1
    table(path, "Comment,Date,Postcode,Full name,Address", "x,2026-11-13,kt34aa,Ann Able,1 A")
    again = asked.done(*bring).document
    assert (again["new"], again["here"]) == (0, 1)
    table(path, "Full name,Address,Postcode,Phone,Date", "Ann Able,1 A,KT3 4AA,2,13/11/2026")
    (different,) = asked.done(*bring).document["different"]
    assert different["fields"] == ["phone"]


def test_headings_that_differ_in_case_alone_keep_what_each_was(
    asked: CommandLine, tmp_path: Path
) -> None:
    path = table(tmp_path / "a.csv", "Name,name,Postcode", "Ann,Able,KT3 4AC")
    by_hand = ("--map", "given=Name", "--map", "family=name", "--map", "postcode=Postcode")
    asked.done("signature", "import", "asylum", path, *by_hand)
    again = asked.done("signature", "import", "asylum", path, "--json").document
    assert (again["new"], again["here"]) == (0, 1)


def test_dates_hold_as_they_were_said_and_a_contradiction_names_its_lines(
    asked: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    bring = ("signature", "import", "asylum", path, "--dry-run")
    table(path, "Full name,Date", "Ann Able,02/03/2026", "Bo Baker,13/02/2026")
    done = asked.done(*bring, "--dates", "month-first", "--json").document
    assert done["new"] == 1
    assert done["refused"][0]["reason"] == "“13/02/2026” is no date month first"
    table(path, "Full name,Date", "Ann Able,13/02/2026", "Bo Baker,03/14/2026")
    said = asked.refused(*bring)
    assert "line 2 can only be day first, line 3 only month first" in said
    table(path, "Full name,Date", "Ann Able,26.11.20", "Bo Baker,26. 11. 21")
    said = asked.refused(*bring)
    assert "26.11.20 is 26 November 2020 or 20 November 2026" in said
    assert "Say which holds (--dates day-first or year-first)." in said
    asked.done(*bring, "--dates", "year-first")


def test_what_the_rules_judge_on_its_way_in_is_a_marking(
    asked: CommandLine, tmp_path: Path
) -> None:
    path = table(tmp_path / "a.csv", "Full name,Address,Postcode", "Ann Able,1 A,SE1 1AA",
                 "Bo Baker,1 A,KT3 4AA")  # fmt: skip
    asked.done("signature", "import", "asylum", path, "--judge")
    (marking,) = asked.done("signature", "markings", "asylum", "--json").document["markings"]
    assert (marking["reason"], marking["rows"]) == ("out-of-area", 1)
    with campaigns.open_with_key(asked.folder, data_key(), now=NOW) as one:
        petition = one.store.petitions.get("asylum").id
        marked = {two.name: bool(two.marking) for two in one.store.imports.stored(petition)}
    assert marked == {"Ann Able": True, "Bo Baker": False}


def test_refused_rows_are_written_before_anything_comes_in(
    asked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "a.csv", "Full name,Date", "Ann Able,soon", "Bo Baker,2026-11-03")
    bring = ("signature", "import", "asylum", path)
    assert "that is brought in" in asked.refused(*bring, "--refused", path, "--force", "--dry-run")
    out = tmp_path / "out.csv"
    asked.done(*bring, "--refused", out, "--dry-run")
    assert "Ann Able" in out.read_text(encoding="utf-8-sig")
    exports = ("document", "exports", "asylum", "--json")
    assert asked.done(*exports).document["exports"] == []

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(importing, "refused_csv", full)
        assert "cannot be written" in asked.refused(*bring, "--refused", out, "--force")
    listed = ("signature", "list", "asylum", "--json")
    assert asked.done(*listed).document["signatures"] == []
    assert asked.done(*bring, "--refused", out, "--force", "--json").document["new"] == 1
    assert len(asked.done(*exports).document["exports"]) == 1


def test_an_encrypted_export_without_its_passphrase_asks_for_it(
    asked: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv.age"
    path.write_bytes(b"age-encryption.org/v1\n sealed")
    assert "--file-passphrase-file" in asked.refused("signature", "import", "asylum", path)


def test_what_the_rules_judged_is_taken_back_and_redone_with_its_marking(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importing, "read_table", reading.parse_file)
    store = campaign.store
    petitions.add(store, commons_wording(), now=NOW)
    path = table(tmp_path / "a.csv", "Full name,Address,Postcode", "Ann Able,1 A,SE1 1AA")
    found = importing.read(path)
    mapping = importing.propose_mapping(store, found)
    before = digest(store.db)
    proposal = importing.prepare_import(store, "asylum", found, mapping, now=NOW, judge=True)
    importing.apply_import(store, proposal, now=NOW)
    after = digest(store.db)
    store.undo(NOW)
    assert digest(store.db) == before
    store.redo(NOW)
    assert digest(store.db) == after
    assert all(one.ok for one in check(store.db))
