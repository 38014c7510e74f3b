"""Sheets go out, come back, get lost and are handed in, by commands alone."""

from __future__ import annotations

from pathlib import Path

from app.paths import RESOURCES
from tests.journeys.command_line import CommandLine

COMMONS = RESOURCES / "practice" / "commons.toml"


def test_every_sheet_comes_back(cli: CommandLine, tmp_path: Path) -> None:
    cli.done("petition", "new", "--file", COMMONS)
    cli.done("sheet", "print", "asylum", "--count", 10, "--out", tmp_path / "sheets.pdf")
    codes = [
        one["code"] for one in cli.done("sheet", "list", "asylum", "--json").document["sheets"]
    ]
    receipt = tmp_path / "receipt.pdf"
    assert cli.done("sheet", "issue", "batch:1", "--to", "Grace", "--dry-run").out == (
        "10 sheets would move.\n"
    )
    said = cli.done(
        "sheet", "issue", f"{codes[0]}..{codes[3]}", "--to", "Grace Adeyemi", "--due", "2031-01-31",
        "--receipt", receipt,
    )  # fmt: skip
    assert said.out == "4 sheets issued.\n"
    assert receipt.read_bytes().startswith(b"%PDF")
    cli.done("holder", "set", "collector", "Grace Adeyemi", "--contact", "07700 900412")
    cli.done(
        "session", "add", "asylum", "--venue", "Church hall", "--start", "2026-11-21T10:00",
        "--end", "2026-11-21T12:30", "--collector", "Grace Adeyemi", "--sheet", codes[0],
    )  # fmt: skip
    cli.done("sheet", "return", codes[0], "--session", 1)
    cli.done("sheet", "count", codes[0], "--in-form", 5)
    sessions = cli.done("session", "list", "asylum", "--json").document
    assert sessions["venues"] == [
        {"venue": "Church hall", "sessions": 1, "hours": 2.5, "raw": 5, "valid": 5, "an_hour": 2.0}
    ]
    [grace] = cli.done("sheet", "chase", "asylum", "--json").document["holders"]
    assert (grace["name"], grace["contact"]) == ("Grace Adeyemi", "07700 900412")
    assert (grace["sheets"], grace["where"]) == (codes[1:4], "batch 1, 2 to 4")
    assert "“" in grace["messages"]["en"]
    assert "서명지 3장" in grace["messages"]["ko"]
    cli.done("sheet", "chase", "asylum", "--out", tmp_path / "chase.pdf", "--asked", grace["name"])
    assert "letter" in cli.refused(
        "sheet", "chase", "asylum", "--letters", tmp_path / "letters.pdf"
    )
    cli.done(
        "sheet", "chase", "asylum", "--who", "Grace Adeyemi", "--letters", tmp_path / "letters.pdf"
    )

    said = cli.done("sheet", "lose", codes[1], "--what", "Left on a bus")
    assert "Breach 1 is recorded: up to 10 rows" in said.out
    assert cli.done("breach", "record", "asylum", 1, "assessed-none").out.startswith("Nothing")
    [breach] = cli.done("breach", "list", "asylum", "--json").document["breaches"]
    assert (breach["sheets"], breach["next"]) == ([codes[1]], "")

    cli.done("sheet", "bundle", codes[0])
    cli.done("sheet", "unbundle", codes[0])
    cli.done("sheet", "bundle", codes[0])
    cli.done("sheet", "lodge", codes[0])
    assert "is handed in" in cli.refused("sheet", "return", codes[0])
    shown = cli.done("sheet", "show", codes[0], "--json").document["custody"]
    assert [entry["state"] for entry in shown] == [
        "printed", "issued", "returned", "counted", "bundled", "counted", "bundled", "lodged",
    ]  # fmt: skip
    assert (shown[1]["collector"], shown[1]["due"]) == ("Grace Adeyemi", "2031-01-31")
    balance = cli.done("sheet", "balance", "asylum", "--json").document
    assert balance["by_collector"] == [
        {"name": "Grace Adeyemi", "printed": 4, "not_issued": 0, "out": 2, "back": 0, "entered": 1,
         "lost": 1, "spoiled": 0, "difference": 0}
    ]  # fmt: skip
    assert (balance["balance"]["printed"], balance["balance"]["difference"]) == (10, 0)
    checks = cli.done("campaign", "check", "--json").document["checks"]
    assert all(one["ok"] for one in checks)
