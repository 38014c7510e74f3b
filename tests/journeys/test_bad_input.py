"""Each bad input gets one sentence, exit 1, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.sheet_code import is_valid
from app.operations.campaign import campaigns
from app.paths import RESOURCES
from tests.campaigns import NOW, data_key
from tests.journeys.command_line import CommandLine

COMMONS = (RESOURCES / "practice" / "commons.toml").read_text(encoding="utf-8")
MINISTER = (RESOURCES / "practice" / "home-secretary.toml").read_text(encoding="utf-8")


def write(folder: Path, text: str | bytes, name: str = "wording.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def add(cli: CommandLine, folder: Path, text: str = COMMONS) -> None:
    cli.done("petition", "new", "--file", write(folder, text))


def print_one(cli: CommandLine, folder: Path, ref: str = "asylum") -> str:
    layout = folder / "layout.json"
    cli.done("sheet", "print", ref, "--count", 1, "--out", folder / "sheets.pdf",
             "--layout-json", layout)  # fmt: skip
    code: str = json.loads(layout.read_text())["pages"][0]["sheet"]
    return code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COMMONS.replace("target", "tagret"), "tagret"),
        (COMMONS.replace("target = 2000", 'target = "many"'), "target"),
        (COMMONS.replace('"commons"', '"parliament"'), "no addressee “parliament”"),
        (COMMONS.replace("[organiser]", "[organiser"), "not valid TOML"),
        (COMMONS.encode("utf-16"), "UTF-8"),
        (COMMONS.replace("retention", "retain"), "retention” is missing"),
        ("", "ref"),
    ],
)
def test_a_wording_that_cannot_be_read(
    cli: CommandLine, tmp_path: Path, text: str | bytes, said: str
) -> None:
    sentence = cli.refused("petition", "new", "--file", write(tmp_path, text))
    assert said in sentence
    assert cli.done("petition", "list", "--json").document == {"petitions": []}


def test_a_ref_is_taken_once(cli: CommandLine, tmp_path: Path) -> None:
    add(cli, tmp_path)
    assert "“asylum” already" in cli.refused("petition", "new", "--file", tmp_path / "wording.toml")


def test_a_slip_in_a_sheet_code_names_the_near_one(cli: CommandLine, tmp_path: Path) -> None:
    add(cli, tmp_path)
    code = print_one(cli, tmp_path)
    wrong = ("3" if code[0] != "3" else "4") + code[1:]
    assert not is_valid(wrong.replace("-", ""))
    sentence = cli.refused("sheet", "count", wrong, "--in-form", 1)
    assert f"Did you mean {code}?" in sentence


def test_rows_dates_and_counts_that_cannot_be(cli: CommandLine, tmp_path: Path) -> None:
    add(cli, tmp_path)
    code = print_one(cli, tmp_path)
    signature = ("signature", "add", "asylum", "--sheet", code)
    assert "rows 1 to 10" in cli.refused(*signature, "--row", 11)
    assert "has not come" in cli.refused(*signature, "--row", 1, "--signed-on", "2099-01-01")
    assert "501 characters" in cli.refused(*signature, "--row", 1, "--name", "x" * 501)
    assert "needs a reason" in cli.refused(*signature, "--row", 1, "--validity", "invalid")
    assert "cannot be printed" in cli.refused(*signature, "--row", 1, "--name", "a\x07b")
    assert "11 rows counted" in cli.refused("sheet", "count", code, "--in-form", 11)
    assert "no reason" in cli.refused(
        "sheet", "count", code, "--in-form", 1, "--invalid", "bored=1"
    )
    cli.done(*signature, "--row", 1, "--name", "Alan Ellery")
    assert "keyed already" in cli.refused(*signature, "--row", 1, "--name", "Beth Ellery")
    assert len(cli.done("signature", "list", "asylum", "--json").document["signatures"]) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row,nam\n1,x\n", "line 1: there is no column “nam”"),
        ("row,name\n1,a\n1,b\n", "line 3, column “row”: 1 stands twice"),
        ("row,name\n11,a\n", "rows 1 to 10"),
        ("row,signed_on\n1,21/11/2026\n", "line 2, column “signed_on”"),
        ("row,validity,reason\n1,invalid,bored\n", "line 2, column “reason”"),
        (b"row,name\n1,\xff\n", "UTF-8"),
    ],
)
def test_rows_that_cannot_be_keyed(
    cli: CommandLine, tmp_path: Path, text: str | bytes, said: str
) -> None:
    add(cli, tmp_path)
    code = print_one(cli, tmp_path)
    rows = write(tmp_path, text, "rows.csv")
    assert said in cli.refused("sheet", "key", code, "--file", rows)
    assert cli.done("signature", "list", "asylum", "--json").document == {"signatures": []}


def test_output_that_cannot_be_written_voids_the_codes(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(cli, tmp_path)
    missing = tmp_path / "missing" / "sheets.pdf"
    printing = ("sheet", "print", "asylum", "--count", 2, "--out")
    assert "does not exist" in cli.refused(*printing, missing)
    taken = write(tmp_path, b"mine", "taken.pdf")
    assert "exists already" in cli.refused(*printing, taken)
    assert taken.read_bytes() == b"mine"
    assert cli.done("sheet", "list", "asylum", "--json").document["sheets"] == []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.store.files._created", full)
    assert "no space left" in cli.refused(*printing, tmp_path / "full.pdf")
    monkeypatch.undo()
    sheets = cli.done("sheet", "list", "asylum", "--json").document["sheets"]
    assert [sheet["state"] for sheet in sheets] == ["spoiled", "spoiled"]
    assert not list(tmp_path.glob("*.partial")) + list(tmp_path.glob(".*.partial"))


def test_a_truncated_backup_restores_nothing(
    cli: CommandLine, tmp_path: Path, passphrase_file: Path
) -> None:
    backup = tmp_path / "campaign.backup"
    cli.done("campaign", "backup", "--out", backup)
    whole = backup.read_bytes()
    changed = bytearray(whole)
    changed[-100] ^= 1
    for content in (whole[:-1], whole[: len(whole) // 2], whole[:50], b"", bytes(changed), b"PDF"):
        backup.write_bytes(content)
        said = cli.raw("campaign", "restore", backup, tmp_path / "restored",
                       "--passphrase-file", passphrase_file)  # fmt: skip
        assert said.status == 1
        assert "not a whole backup" in said.err
        assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("field", ["petitioners", "declares", "requests", "title"])
@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & <img src='/etc/passwd'/> “quotes” \\\"x\\\"",
        "x" * 5000,
        "שלום مرحبا",
        "smile 😀",
    ],
)
def test_hostile_wording_is_printed_literally_or_refused_by_name(
    cli: CommandLine, tmp_path: Path, field: str, text: str
) -> None:
    lines = []
    for line in MINISTER.split("[translation.ko]")[0].splitlines():
        prefix = "to " if field == "requests" else ""
        lines.append(f'{field} = "{prefix}{text}"' if line.startswith(f"{field} = ") else line)
    said = cli("petition", "new", "--file", write(tmp_path, "\n".join(lines)))
    if said.status == 1:
        assert field in said.err
        return
    out = tmp_path / "sheets.pdf"
    said = cli("sheet", "print", "home-office", "--count", 1, "--out", out)
    if said.status == 1:
        assert said.err.count("\n") == 1
        assert field in said.err or "rows" in said.err
        assert not out.exists()
        return
    import pypdfium2

    shown = pypdfium2.PdfDocument(out.read_bytes())
    page = " ".join(shown[0].get_textpage().get_text_range().split())
    if "مرحبا" in text:  # a reader may turn the two words round, but has every letter
        assert set("שלוםمرحبا") <= set(page) or field == "title"
    elif field == "title":
        assert shown.get_metadata_dict()["Title"].startswith("<b>bold</b> & <img")
    else:
        assert "<b>bold</b> & <img src='/etc/passwd'/> “quotes”" in page


def test_a_check_that_finds_something_ends_with_status_1(cli: CommandLine) -> None:
    assert cli("campaign", "check").status == 0
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        campaign.store.db.execute("INSERT INTO tally VALUES ('nobody', 'paper', 'valid', '', 3)")
    said = cli("campaign", "check")
    assert said.status == 1
    assert "counts" in said.out
