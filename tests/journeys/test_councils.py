"""A council's profile is shown, edited, kept and used; a bad one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine
from tests.journeys.test_addressees import PETITIONS


def add_petition(cli: CommandLine, tmp_path: Path, council: str) -> None:
    text = (PETITIONS / "council-wrong.toml").read_text(encoding="utf-8")
    text = text.replace("We therefor call on you to", "to").replace("Kingston Council", council)
    (tmp_path / "wording.toml").write_text(text, encoding="utf-8")
    cli.done("petition", "new", "--file", tmp_path / "wording.toml")


def messages(cli: CommandLine) -> str:
    found = cli.done("petition", "check", "asylum", "--json").document["findings"]
    return " ".join(one["message"] for one in found)


def test_an_edited_profile_stands_for_the_shipped_one(cli: CommandLine, tmp_path: Path) -> None:
    assert "Sutton Council" in cli.done("council", "list", "--json").document["councils"]
    add_petition(cli, tmp_path, "Sutton Council")
    assert "Not confirmed: Who may sign" in messages(cli)
    text = cli.done("council", "show", "Sutton Council").out
    start = text.index("unconfirmed = [")
    end = text.index("]", start) + 1
    edited = text[:start] + "unconfirmed = []" + text[end:].replace("1500", "1600")
    (tmp_path / "sutton.toml").write_text(edited, encoding="utf-8")
    assert cli.done("council", "set", "--file", tmp_path / "sutton.toml").out == "Sutton Council\n"
    assert messages(cli) == ""
    assert cli.done("council", "show", "Sutton Council").out == edited

    cli.done("sheet", "print", "asylum", "--count", 1, "--out", tmp_path / "sheets.pdf")
    [sheet] = cli.done("sheet", "list", "asylum", "--json").document["sheets"]
    cli.done("sheet", "count", sheet["code"], "--in-form", 5)
    cli.done("document", "pack", "asylum", "--out", tmp_path / "pack")
    letter = words((tmp_path / "pack" / "01-covering-letter.pdf").read_bytes())
    assert "St Nicholas Way" in letter


def test_a_council_without_a_profile_is_told(cli: CommandLine, tmp_path: Path) -> None:
    add_petition(cli, tmp_path, "Elmbridge Council")
    assert "No profile of “Elmbridge Council”" in messages(cli)
    assert "Merton Council" in cli.refused("council", "show", "Elmbridge Council")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minimum = 0", "minimun = 0", "“minimun”"),
        ("minimum = 0\n", "", "lacks the key “minimum”"),
        ("minimum = 0", 'minimum = "none"', "“minimum” must be a whole number"),
        ("number = 50", "number = true", "“thresholds[1].number” must be a whole number"),
        ('what = "considered by a committee", ', "", "“thresholds[1].what”"),
        ("minimum = 0", "minimum 0", "not valid TOML"),
    ],
)
def test_a_bad_profile_is_refused_by_file_and_key(
    cli: CommandLine, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = cli.done("council", "show", "Sutton Council").out
    assert old in text
    (tmp_path / "bad.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    sentence = cli.refused("council", "set", "--file", tmp_path / "bad.toml")
    assert sentence.startswith("bad.toml")
    assert said in sentence
    assert cli.done("council", "show", "Sutton Council").out == text
