"""A second pass and a whole-sheet objection, by commands alone."""

from __future__ import annotations

from pathlib import Path

from app.paths import RESOURCES
from tests.journeys.command_line import CommandLine

ROWS = """row,name,address,postcode,validity
1,Park Min-jun,"22 Lapwing Road, London",SW20 9ZZ,valid
2,Ri Eun-byol,"22 Lapwing Road, London",SW20 9ZZ,valid
3,Alan Ellery,"1 Teasel Avenue, New Malden",KT3 8QD,valid
"""


def test_rows_are_keyed_twice_and_differences_settled(cli: CommandLine, tmp_path: Path) -> None:
    cli.done("petition", "new", "--file", RESOURCES / "practice" / "commons.toml")
    cli.done("sheet", "print", "asylum", "--count", 2, "--out", tmp_path / "sheets.pdf")
    first, other = [
        one["code"] for one in cli.done("sheet", "list", "asylum", "--json").document["sheets"]
    ]
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    cli.done("sheet", "key", first, "--file", rows)
    found = cli.done("signature", "addresses", "asylum", "sw209zz", "--json").document
    assert found["addresses"] == [{"address": "22 Lapwing Road, London", "rows": 2}]
    assert found["towns"] == ["london"]

    drawn = cli.done("sheet", "recheck", "asylum", "--rows", 9, "--seed", 1, "--json").document
    assert [one["row"] for one in drawn["pending"]] == [1, 2, 3]
    rows.write_text(ROWS.replace("Ri Eun-byol", "Ri Un-byol"), encoding="utf-8")
    done = cli.done("sheet", "second", first, "--file", rows, "--json").document
    assert (done["rows"]["differ"], done["rows"]["of"]) == (1, 3)
    assert done["differences"] == [{"sheet": first, "row": 2, "fields": ["name"]}]
    assert cli.done("sheet", "recheck", "asylum").out.endswith(
        "3 of 3 rows; 1 differ (33%, 6% to 79%)\n"
    )
    assert "reading holds" in cli.done("sheet", "settle", first, "--row", 2, "--take", "second").out
    listed = cli.done("signature", "list", "asylum", "--json").document["signatures"]
    assert [one["name"] for one in listed] == ["Park Min-jun", "Ri Un-byol", "Alan Ellery"]
    assert "no difference" in cli.refused("sheet", "settle", first, "--row", 2, "--take", "first")

    said = cli.done("sheet", "object", other, "--reason", "sheet-photocopy", "--rows", 7).out
    assert said == f"{other}: 7 rows are invalid, sheet-photocopy.\n"
    assert "whole sheet" in cli.refused(
        "sheet", "object", other, "--reason", "illegible", "--rows", 7
    )
    checks = cli.done("campaign", "check", "--json").document["checks"]
    assert all(one["ok"] for one in checks)
