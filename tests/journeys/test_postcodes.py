"""From a postcode file to letters, by the command line; and what stops on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.paths import RESOURCES
from tests.journeys.command_line import CommandLine
from tests.postcode_files import CODE_POINT, NAMES, NSPL, text_file, zip_file
from tests.shared_data import CODE_POINT_OPEN, needs_postcodes

MINISTER = RESOURCES / "practice" / "home-secretary.toml"
SHEET = "row,name,address,postcode,validity\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of this test's own."""
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    from app.paths import user_data_folder

    return user_data_folder()


def add_signatures(cli: CommandLine, folder: Path) -> None:
    cli.done("petition", "new", "--file", MINISTER)
    cli.done("sheet", "print", "home-office", "--count", 1, "--out", folder / "sheets.pdf")
    code = cli.done("sheet", "list", "home-office", "--json").document["sheets"][0]["code"]
    rows = "".join(f"{row},Jeong Min-seo,7 Teasel Avenue,KT3 4AA,valid\n" for row in range(1, 7))
    rows += "7,Ann Poe,8 Teasel Avenue,KT3 4AB,valid\n8,Bo Poe,9 Teasel Avenue,KT3 4ZZ,valid\n"
    file = text_file(folder / "rows.csv", SHEET + rows)
    cli.done("sheet", "key", code, "--file", file)


def test_from_a_file_of_postcodes_to_letters(cli: CommandLine, tmp_path: Path, data: Path) -> None:
    add_signatures(cli, tmp_path)
    assert "bring in NSPL" in cli.refused("postcodes", "counts", "home-office")
    nspl = text_file(tmp_path / "NSPL_AUG_2024_UK.csv", NSPL)
    names = text_file(tmp_path / "names.csv", NAMES)
    said = cli.raw("postcodes", "import", nspl, "--names", names)
    assert said.status == 0, said.err
    assert "NSPL: 6 postcodes; the directory has 6." in said.out
    assert "1 postcodes of Northern Ireland were left out" in said.out
    assert "Royal Mail copyright and database right 2024" in said.out
    zipped = zip_file(tmp_path / "codepo_gb.zip", CODE_POINT)
    made = cli.raw("postcodes", "import", zipped, "--date", "2026-02", "--json").document
    assert (made["kind"], made["postcodes"], made["strays"]) == (
        "Code-Point Open", 8, ["areas.csv"],
    )  # fmt: skip
    told = cli.raw("postcodes", "info", "--json").document
    assert (told["boundaries"], told["date"], len(told["sources"])) == ("2024", "2024-08", 2)
    assert len(told["attributions"]) == 5
    assert "2026-02" in cli.raw("postcodes", "info").out

    counts = cli.done("postcodes", "counts", "home-office", "--json").document
    assert [(one["name"], one["valid"]) for one in counts["counts"]] == [
        ("Kingston and Surbiton", 6),
        ("Wimbledon", 1),
    ]
    # Code-Point Open knows KT3 4ZZ, but no file tells its constituency.
    assert counts["apart"] == {"not-told": {"valid": 1, "similar": 0, "unchecked": 0,
                                            "probable": 0}}  # fmt: skip
    assert cli.done("postcodes", "place", "KT3 4ZZ", "--constituency", "Wimbledon").out == (
        "Wimbledon\n"
    )
    assert "KT3 4ZZ" in cli.done("postcodes", "placed").out
    table = tmp_path / "where.csv"
    shown = cli.done("postcodes", "counts", "home-office", "--out", table).out
    assert "Constituencies of 2024, told by NSPL 2024-08." in shown
    assert "Wimbledon,not told" in table.read_text(encoding="utf-8-sig")
    cli.done("postcodes", "place", "KT3 4ZZ", "--clear")

    listed = text_file(
        tmp_path / "members.csv",
        "constituency,member,address,dear\n"
        'E14001312,Sir A. Nother MP,"House of Commons, LONDON, SW1A 0AA",Dear Sir Andrew\n',
    )
    kept = cli.done("postcodes", "members", listed, "--date", "2026-11-01", "--json").document
    assert kept["members"][0]["dated"] == "2026-11-01"
    cli.done("postcodes", "member", "Wimbledon", "--name", "B. Other MP")
    out = tmp_path / "letters"
    written = cli.done("postcodes", "letters", "home-office", "--out", out).out.split()
    assert [Path(path).name for path in written] == ["kingston-and-surbiton.pdf", "wimbledon.pdf"]
    assert cli.done("campaign", "check").status == 0
    assert [path.name for path in data.iterdir()] == ["postcodes.db"]


def test_names_can_come_later(cli: CommandLine, tmp_path: Path) -> None:
    names = text_file(tmp_path / "names.csv", NAMES)
    refused = cli.raw("postcodes", "names", names)
    assert (refused.status, refused.out) == (1, "")
    cli.raw("postcodes", "import", text_file(tmp_path / "nspl.csv", NSPL))
    assert cli.raw("postcodes", "names", names).out == "2 names.\n"


def test_a_wrong_list_of_members_is_refused_with_its_line(cli: CommandLine, tmp_path: Path) -> None:
    cli.raw("postcodes", "import", text_file(tmp_path / "nspl.csv", NSPL))
    for text, said in (
        ("constituency,who\n", "line 1: the column “member” is missing"),
        ("constituency,member\nE14001312,A\nNarnia,B\n", "line 3, column “constituency”"),
        ("constituency,member\n,B\n", "line 2, column “constituency”: it is empty"),
        ("constituency,member\nE14001312,A,b\n", "line 2: more cells than columns"),
    ):
        file = text_file(tmp_path / "members.csv", text)
        assert said in cli.refused("postcodes", "members", file)
    assert cli.done("postcodes", "members", "--json").document == {"members": []}


@pytest.mark.parametrize("option", [("--date", "August"), ("--names", "wrong.csv")])
def test_a_refused_import_leaves_the_directory_as_it_was(
    cli: CommandLine, tmp_path: Path, data: Path, option: tuple[str, str]
) -> None:
    nspl = text_file(tmp_path / "nspl.csv", NSPL)
    cli.raw("postcodes", "import", nspl)
    before = (data / "postcodes.db").read_bytes()
    text_file(tmp_path / "wrong.csv", "no,codes\n")
    value = str(tmp_path / option[1]) if option[0] == "--names" else option[1]
    said = cli.raw("postcodes", "import", nspl, option[0], value)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert (data / "postcodes.db").read_bytes() == before


@needs_postcodes
@pytest.mark.skipif("sys.platform == 'win32'", reason="no SIGKILL")
def test_an_import_killed_half_way_leaves_the_old_directory(
    cli: CommandLine, tmp_path: Path, data: Path
) -> None:
    cli.raw("postcodes", "import", text_file(tmp_path / "nspl.csv", NSPL))
    before = (data / "postcodes.db").read_bytes()
    command = [sys.executable, "main.py", "postcodes", "import", str(CODE_POINT_OPEN)]
    with subprocess.Popen(command, cwd=RESOURCES.parent, env=dict(os.environ)) as process:
        until = time.monotonic() + 30
        while not list(data.glob(".*.partial")) and process.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert (data / "postcodes.db").read_bytes() == before
    assert cli.raw("postcodes", "import", text_file(tmp_path / "nspl.csv", NSPL)).status == 0
    assert [path.name for path in data.iterdir()] == ["postcodes.db"]


def test_a_file_of_which_nothing_is_left_is_not_listed(
    cli: CommandLine, tmp_path: Path, data: Path
) -> None:
    first = text_file(tmp_path / "NSPL_MAY_2024_UK.csv", NSPL)
    assert cli.raw("postcodes", "import", first).status == 0
    assert cli.raw("postcodes", "import", text_file(tmp_path / "NSPL_AUG_2024_UK.csv", NSPL)).out
    [source] = cli.raw("postcodes", "info", "--json").document["sources"]
    assert source["dated"] == "2024-08"
    two = "Postcode,Constituency\nKT3 4AA,E14001312\nKT3 4AA,E14001586\n"
    said = cli.raw("postcodes", "import", text_file(tmp_path / "two.csv", two)).out
    assert "1 with more than one constituency" in said
