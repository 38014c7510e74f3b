"""Signatures leave as a file: sealed, or plain when somebody says how many people it names."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.cells import unguarded
from app.domain.columns import OWN
from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import open_with_key
from tests.campaigns import NOW, PASSPHRASE, commons_wording, copy_campaign, data_key
from tests.domain.test_cells import PAYLOADS
from tests.journeys.command_line import CommandLine

WORDS = "pebble oxbow marram lintel"


@pytest.fixture
def signed(cli: CommandLine) -> CommandLine:
    """A petition with 46 online signatures, most with something that a spreadsheet could run."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        with store.step("Add"):
            store.petitions.add(commons_wording(), "0" * 64, NOW)
            record = store.petitions.get("asylum")
            entries = [
                RowEntry(0, name=f"Payload {at}", address=printable(text), origin="online")
                for at, text in enumerate(PAYLOADS)
            ]
            whole = RowEntry(
                0, "이순자 Lee Soon-ja", "Flat 2, 14 Teasel Avenue", "KT3 8QD", date(2026, 11, 20),
                "invalid", "out-of-area", "r-7", "online", "Our form", "k", "soon-ja@a.example",
                "+44 7700 900412", date(1990, 2, 3), 36, ("email", "member"),
            )  # fmt: skip
            store.signatures.add_many(record.id, [(None, one) for one in [*entries, whole]])
    return cli


def printable(text: str) -> str:
    """`text` without what no field of a signature takes."""
    return "".join(one for one in text if unicodedata.category(one) != "Cc")


def listed(cli: CommandLine) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli.done("signature", "list", "asylum", "--json").document[
        "signatures"
    ]
    return found


def expected(one: Mapping[str, Any]) -> dict[str, str]:
    """A listed signature as the texts of its cells, before they are guarded."""
    return {
        column: " ".join(one[column]) if isinstance(one[column], list) else str(one[column] or "")
        for column in OWN
    }


def undone(row: Mapping[str, str]) -> dict[str, str]:
    return {column: unguarded(text) for column, text in row.items()}


def test_a_plain_file_needs_the_number_of_people(signed: CommandLine, tmp_path: Path) -> None:
    out, people = tmp_path / "all.csv", len(PAYLOADS) + 1
    arguments = ("signature", "export", "asylum", "--out", out, "--plain")
    said = signed.refused(*arguments)
    assert f"{people} people" in said
    assert f"--people {people}" in said
    assert signed.refused(*arguments, "--people", people - 1) == said
    assert not out.exists()
    assert "47" not in signed.done("document", "exports", "asylum").out
    signed.done(*arguments, "--people", people)
    said = signed.done("document", "exports", "asylum").out
    assert "names in full" in said
    assert not re.search(r"\d{4}-\d\d-\d\dT", said)
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert all(
        line[0] == line[-1] == '"' for line in content.decode("utf-8-sig").split("\r\n")[:-1]
    )
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == list(OWN)
    assert [undone(row) for row in rows] == [expected(one) for one in listed(signed)]
    assert not any(text.startswith(("=", "+", "-", "@")) for row in rows for text in row.values())
    [export] = signed.done("document", "exports", "asylum", "--json").document["exports"]
    assert (export["document"], export["people"]) == ("signatures-plain", people)
    assert "exists already" in signed.refused(*arguments, "--people", people)


def test_a_name_that_ends_otherwise_is_refused_and_what_is_shown_is_named(
    signed: CommandLine, tmp_path: Path
) -> None:
    plain = ("signature", "export", "asylum", "--plain", "--out")
    for name in ("all.xls", "all.txt", "all.pdf.age"):
        assert "an export is a .csv" in signed.refused(*plain, tmp_path / name)
    said = signed.refused(*plain, tmp_path / "all.txt", "--format", "csv", "--column", "postcode")
    assert "would show the columns “Postcode” of" in said


def test_a_workbook_holds_only_text(signed: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "all.xlsx"
    signed.done(
        "signature", "export", "asylum", "--out", out, "--plain", "--people", len(PAYLOADS) + 1
    )
    sheet = openpyxl.load_workbook(out).active
    assert sheet.freeze_panes == "A2"
    head, *rows = sheet.iter_rows(values_only=True)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert sheet.column_dimensions["G"].width > 15
    found = [undone({key: text or "" for key, text in zip(head, row, strict=True)}) for row in rows]
    assert found == [expected(one) for one in listed(signed)]
    parts = zipfile.ZipFile(out).namelist()
    assert not [part for part in parts if "hyperlink" in part or "external" in part]


def test_json_has_the_listing_s_keys_and_is_the_same_list(
    signed: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "all.json"
    signed.done(
        "signature", "export", "asylum", "--out", out, "--plain", "--people", len(PAYLOADS) + 1
    )
    document = json.loads(out.read_bytes())
    assert document["petition"] == "asylum"
    assert document["signatures"] == [
        {column: one[column] for column in OWN} for one in listed(signed)
    ]


def test_a_sealed_file_opens_with_its_passphrase(signed: CommandLine, tmp_path: Path) -> None:
    secret, weak = tmp_path / "secret", tmp_path / "weak"
    secret.write_text(WORDS, encoding="utf-8")
    weak.write_text("password12", encoding="utf-8")
    out, sealed, again = (tmp_path / name for name in ("names.csv", "names.csv.age", "again.csv"))
    arguments = ("signature", "export", "asylum", "--out", out, "--export-passphrase-file")
    assert "too weak" in signed.refused(*arguments, weak)
    said = signed.done(*arguments, secret, "--column", "name", "--column", "external_id").out
    assert str(sealed) in said
    assert not out.exists()
    assert b"Payload" not in sealed.read_bytes()
    decrypt = ("signature", "decrypt", sealed, "--out", again, "--export-passphrase-file", secret)
    assert signed.raw(*decrypt).status == 0
    assert again.read_bytes().decode("utf-8-sig").splitlines()[0] == '"external_id","name"'
    [export] = signed.done("document", "exports", "asylum", "--json").document["exports"]
    assert export["document"] == "signatures"
    sealed.write_bytes(sealed.read_bytes()[:100])
    refused = signed.raw(*decrypt, "--force")
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert again.exists()


def test_a_script_that_names_no_passphrase_gets_the_campaign_s(
    signed: CommandLine, tmp_path: Path
) -> None:
    out, again = tmp_path / "names.csv.age", tmp_path / "again.csv"
    said = signed.done("signature", "export", "asylum", "--out", out, "--postcode", "KT3")
    assert "campaign’s own passphrase" in said.err
    assert b"Payload" not in out.read_bytes()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    opening = ("signature", "decrypt", out, "--out", again, "--export-passphrase-file", secret)
    assert signed.raw(*opening).status == 0


def test_a_file_that_cannot_be_written_is_not_recorded(
    signed: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = signed.refused(
        "signature", "export", "asylum", "--out", tmp_path / "all.csv", "--plain",
        "--people", len(PAYLOADS) + 1,
    )  # fmt: skip
    monkeypatch.undo()
    assert "no space left" in said
    assert not list(tmp_path.glob("*.csv"))
    assert not list(tmp_path.glob(".*.partial"))
    assert signed.done("document", "exports", "asylum", "--json").document == {"exports": []}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_whole_export_comes_in_again_whole(
    signed: CommandLine, tmp_path: Path, passphrase_file: Path, kind: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / f"all.{kind}"
    signed.done(
        "signature", "export", "asylum", "--out", out, "--plain", "--people", len(PAYLOADS) + 1
    )
    here = signed.done("signature", "import", "asylum", out, "--json").document
    assert here["new"] == 0
    other = CommandLine(copy_campaign(tmp_path / "other"), passphrase_file, capsys)
    with (
        open_with_key(other.folder, data_key(), now=NOW) as campaign,
        campaign.store.step("Add"),
    ):
        campaign.store.petitions.add(commons_wording(), "0" * 64, NOW)
    other.done("signature", "import", "asylum", out)
    assert listed(other) == listed(signed)
