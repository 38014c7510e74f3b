"""Each addressee's petitions, right and wrong, with the findings and the paper that they get."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

from app.intake.templates import PACK_LANGUAGES, addressees
from app.intake.wording_file import read_wording
from app.operations.petition import petitions
from tests.documents.pdfs import words
from tests.documents.structure import faults
from tests.journeys.command_line import CommandLine

PETITIONS = Path(__file__).parent.parent / "files" / "petitions"
EXPECTED = tomllib.loads((PETITIONS / "expected.toml").read_text(encoding="utf-8"))
RIGHT = [name for name in EXPECTED if name.endswith("-right")]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_findings_of_a_worked_petition(cli: CommandLine, name: str) -> None:
    cli.done("petition", "new", "--file", PETITIONS / f"{name}.toml")
    said = cli("petition", "check", "asylum", "--json")
    found = [f"{one['severity']} {one['rule']} {one['field']}" for one in said.document["findings"]]
    assert found == EXPECTED[name]
    assert said.status == any(one.startswith("stops") for one in found)


def test_every_addressee_has_a_worked_petition() -> None:
    worked = {read_wording(PETITIONS / f"{name}.toml").addressee for name in EXPECTED}
    assert worked == set(addressees())
    assert {read_wording(PETITIONS / f"{name}.toml").addressee for name in RIGHT} == worked


@pytest.mark.parametrize("name", RIGHT)
def test_the_sheets_of_a_petition_in_form(cli: CommandLine, tmp_path: Path, name: str) -> None:
    file, out = PETITIONS / f"{name}.toml", tmp_path / "sheets.pdf"
    cli.done("petition", "new", "--file", file)
    cli.done("sheet", "print", "asylum", "--count", 2, "--out", out)
    assert faults(out.read_bytes()) == []
    printed = words(out.read_bytes())
    wording = read_wording(file)
    for part in petitions.form_of_words(wording):
        assert unicodedata.normalize("NFC", part.whole) in printed
    if wording.language == "cy":
        assert "Enw Cyfeiriad Cod post Llofnod Dyddiad" in printed


@pytest.mark.parametrize("language", PACK_LANGUAGES)
@pytest.mark.parametrize("name", RIGHT)
def test_the_pack_of_a_petition_in_form(
    cli: CommandLine, tmp_path: Path, name: str, language: str
) -> None:
    file = PETITIONS / f"{name}.toml"
    cli.done("petition", "new", "--file", file)
    cli.done("sheet", "print", "asylum", "--count", 2, "--out", tmp_path / "sheets.pdf")
    sheets = cli.done("sheet", "list", "asylum", "--json").document["sheets"]
    cli.done("sheet", "count", sheets[0]["code"], "--in-form", 8)
    made = cli.done("document", "pack", "asylum", "--language", language,
                    "--out", tmp_path / "pack").out.split("\n")  # fmt: skip
    pdfs = {Path(one).stem: Path(one).read_bytes() for one in made if one.endswith(".pdf")}
    assert {one: found for one, pdf in pdfs.items() if (found := faults(pdf))} == {}
    texts = {one[3:].removesuffix("-ko"): words(pdf) for one, pdf in pdfs.items()}
    wording = read_wording(file)
    first = texts["form-of-words" if "form-of-words" in texts else "top-sheet"]
    for part in petitions.form_of_words(wording):
        assert unicodedata.normalize("NFC", part.whole) in first
    checklist = texts["checklist"]
    assert all(step.text in checklist for step in addressees()[wording.addressee].hand_in)
    assert "8" in texts["count-certificate"].split()


def test_all_that_an_addressees_file_says_can_be_read(cli: CommandLine) -> None:
    listed = cli.raw("petition", "addressees", "--json").document["addressees"]
    assert [one["ref"] for one in listed] == list(addressees())
    said = cli.raw("petition", "addressees", "senedd").out
    assert "At least 250 signatures." in said
    assert "Not confirmed:" in said
    assert "there is no addressee" in cli.raw("petition", "addressees", "moon").err.lower()


def test_the_e_petition_text_is_proposed_kept_and_limited(cli: CommandLine) -> None:
    cli.done("petition", "new", "--file", PETITIONS / "commons-right.toml")
    shown = cli.done("petition", "companion", "asylum", "--json").document
    assert shown["texts"]["action"] == "Asylum for refugees from North Korea"
    assert "R38" in shown["note"]
    cli.done("petition", "companion", "asylum", "--action", "Protect refugees")
    assert "81 characters" in cli.refused("petition", "companion", "asylum", "--action", "x" * 81)
    shown = cli.done("petition", "companion", "asylum", "--json").document
    assert shown["texts"]["action"] == "Protect refugees"
