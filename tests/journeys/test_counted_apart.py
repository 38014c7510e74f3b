"""What was signed in ink and what online is counted, shown and named apart (R24, R38, R55)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.signature import Counts, RowEntry, less
from app.operations.campaign.campaigns import open_with_key
from tests.campaigns import NOW, commons_wording, data_key, minister_wording
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine


@pytest.fixture(params=["home-office", "asylum"])
def ref(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def signed(cli: CommandLine, ref: str, tmp_path: Path) -> CommandLine:
    """Three rows in ink on a sheet, and four online of which one is not valid."""
    wording = minister_wording() if ref == "home-office" else commons_wording()
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        with store.step("Add"):
            store.petitions.add(wording, "0" * 64, NOW)
        record = store.petitions.get(ref)
        with store.step("Online"):
            for at in range(4):
                entry = RowEntry(
                    0, f"Online {at}", f"{at} Quince Road", "KT3 8QD", date(2026, 11, 2),
                    origin="online", source="Our form",
                )  # fmt: skip
                store.signatures.add(record.id, None, entry)
    cli.done("sheet", "print", ref, "--count", 1, "--out", tmp_path / "sheet.pdf")
    [sheet] = cli.done("sheet", "list", ref, "--json").document["sheets"]
    for row in (1, 2, 3):
        cli.done(
            "signature", "add", ref, "--sheet", sheet["code"], "--row", row, "--name",
            f"Ink {row}", "--address", f"{row} Quince Road", "--postcode", "KT3 8QD",
            "--validity", "valid",
        )  # fmt: skip
    cli.done(
        "signature", "mark", ref, "--origin", "online", "--name", "Online", "--as", "valid",
        "--note", "Confirmed by email",
    )  # fmt: skip
    return cli


def test_commands_and_documents_say_both(signed: CommandLine, ref: str, tmp_path: Path) -> None:
    counted = ref == "home-office"
    shown = signed.done("petition", "show", ref, "--json").document
    assert (shown["paper"]["valid"], shown["paper"]["raw"]) == (3, 3)
    assert shown["online"]["raw"] == 4
    assert shown["online"]["valid" if counted else "similar"] == 4
    assert shown["valid"] == (7 if counted else 3)
    said = signed.done("petition", "show", ref).out
    assert "On paper: valid 3," in said
    assert f"Online: valid {4 if counted else 0}, similar {0 if counted else 4}," in said
    assert "of these online:" in signed.done("sheet", "list", ref).out

    signed.done("document", "pack", ref, "--out", tmp_path / "pack")
    pack = {path.stem: words(path.read_bytes()) for path in (tmp_path / "pack").glob("*.pdf")}
    [certificate] = [text for name, text in pack.items() if "certificate" in name]
    assert "– online 4" in certificate
    assert f"– in ink {3 if counted else 0}" in certificate
    [cover] = [text for name, text in pack.items() if "cover" in name and "letter" not in name]
    assert "signatures were given online" in cover
    if counted:
        [top] = [text for name, text in pack.items() if "top" in name]
        assert "3 in ink and 4 online" in top
        signed.done("document", "schedule", ref, "--out", tmp_path / "list.pdf", "--redact", "none")
        schedule = words((tmp_path / "list.pdf").read_bytes())
        assert "In ink: numbers 1 to 3. Online: numbers 4 to 7." in schedule
        assert schedule.index("Ink 3") < schedule.index("Online 0")
    else:
        assert not any("3 in ink and 4 online" in text for text in pack.values())


def test_paper_on_no_sheet_is_told_apart_and_is_no_ink(
    signed: CommandLine, ref: str, tmp_path: Path
) -> None:
    file = tmp_path / "loose.csv"
    file.write_text(
        "name,address,postcode,signed_on,validity,origin\n"
        "Loose One,9 Quince Road,KT3 8QD,2026-11-02,valid,paper\n"
        "Loose Two,10 Quince Road,KT3 8QD,2026-11-02,unchecked,paper\n"
    )
    signed.done("signature", "import", ref, file)
    counted = ref == "home-office"
    shown = signed.done("petition", "show", ref, "--json").document["paper"]
    assert (shown["valid"], shown["similar"]) == ((4, 0) if counted else (3, 1))
    [one] = signed.done("signature", "list", ref, "--name", "Loose Two", "--json").document[
        "signatures"
    ]
    said = signed.done("signature", "set", one["id"], "--validity", "valid").out
    assert said.startswith("1 valid marked." if counted else "1 similar marked. Those online or")

    signed.done("document", "pack", ref, "--out", tmp_path / "pack")
    pack = {path.stem: words(path.read_bytes()) for path in (tmp_path / "pack").glob("*.pdf")}
    for part in ("certificate", "cover"):
        [text] = [text for name, text in pack.items() if part in name and "letter" not in name]
        assert "no sheet of this campaign: 2" if counted else "campaign: 0" in text
        assert "can be traced to its sheets" not in text


def test_counts_less_a_part() -> None:
    whole = Counts(5, 4, 3, {"illegible": 2, "altered": 1})
    assert less(whole, Counts(5, 1, 0, {"illegible": 2})) == Counts(0, 3, 3, {"altered": 1})
