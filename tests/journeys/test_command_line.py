"""From wording to hand-in and back from a backup, by commands alone and without Qt."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from app.paths import RESOURCES
from tests.campaigns import PASSPHRASE, recovery_code
from tests.journeys.command_line import CommandLine

COMMONS = RESOURCES / "practice" / "commons.toml"
MINISTER = RESOURCES / "practice" / "home-secretary.toml"

ROWS = """row,name,address,postcode,signed_on,validity,reason
1,김철수 Kim Chol-su,12 Quince Gardens,kt38xe,2026-11-21,valid,
2,Beth <b>Jessop</b>,"1 Teasel Avenue, New Malden",KT3 8QD,2026-11-21,similar,
3,,,,2026-11-21,invalid,illegible
4,Alan O'Brien,9 Lapwing Road,KT3 8ZA,2026-11-21,valid,
5,,,,,blank,
"""


def test_the_whole_job(cli: CommandLine, tmp_path: Path) -> None:
    assert cli.done("petition", "new", "--file", COMMONS).out == "asylum\n"
    assert cli.done("petition", "new", "--file", MINISTER).out == "home-office\n"
    findings = cli.done("petition", "check", "asylum", "--json").document["findings"]
    assert "stops" not in {finding["severity"] for finding in findings}
    sheets, layout = tmp_path / "sheets.pdf", tmp_path / "layout.json"
    cli.done("sheet", "print", "asylum", "--count", 4, "--out", sheets, "--layout-json", layout)
    pages = json.loads(layout.read_text())["pages"]
    codes = [page["sheet"] for page in pages]
    assert [page["kind"] for page in pages] == ["top", "full", "full", "full"]
    listed = cli.done("sheet", "list", "asylum", "--json").document
    assert [sheet["code"] for sheet in listed["sheets"]] == codes

    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    cli.done("sheet", "key", codes[0], "--file", rows)
    cli.done(
        "sheet", "count", codes[1].lower(), "--in-form", 7, "--similar", 1, "--invalid", "altered=1"
    )
    identity = cli.done(
        "signature", "add", "asylum", "--sheet", codes[0], "--row", 6, "--name", "Isla Quayle",
        "--postcode", "SW1A 1AA",
    )  # fmt: skip
    assert "R11" in identity.err
    cli.done(
        "signature", "set", identity.out.strip(), "--validity", "invalid", "--reason", "out-of-area"
    )
    names = [
        one["name"]
        for one in cli.done("signature", "list", "asylum", "--json").document["signatures"]
    ]
    assert names == ["김철수 Kim Chol-su", "Beth <b>Jessop</b>", "", "Alan O'Brien", "Isla Quayle"]
    _filter(cli, codes[0])
    cli.done("sheet", "spoil", codes[3])

    listed = cli.done("sheet", "list", "asylum", "--json").document
    counts, balance = listed["counts"], listed["balance"]
    assert (counts["valid"], counts["similar"], counts["unchecked"]) == (9, 2, 0)
    assert counts["invalid"] == {"altered": 1, "illegible": 1, "out-of-area": 1}
    assert counts["raw"] == 14
    assert balance == {
        "printed": 4, "not_issued": 1, "out": 0, "back": 0, "entered": 2, "lost": 0,
        "spoiled": 1, "difference": 0,
    }  # fmt: skip

    _hand_in(cli, tmp_path)
    _back_up_and_restore(cli, tmp_path)


def _filter(cli: CommandLine, code: str) -> None:
    def found(*options: object) -> list[str]:
        listed = cli.done("signature", "list", "asylum", *options, "--json").document["signatures"]
        return [one["name"] for one in listed]

    assert found("--hangul", "철수") == found("--text", "kim cho") == ["김철수 Kim Chol-su"]
    assert found("--reason", "out-of-area") == found("--postcode", "sw1") == ["Isla Quayle"]
    assert found("--sheet", code.lower(), "--row", 4, "--validity", "valid") == ["Alan O'Brien"]
    assert found("--signed-from", "2026-11-21", "--name", "alan") == ["Alan O'Brien"]
    assert found("--origin", "online") == found("--opt-in", "email") == found("--age", 30) == []
    assert len(found("--limit", 2)) == 2
    said = cli.refused(
        "signature", "list", "asylum", "--signed-from", "2026-11-21", "--signed-to", "2026-11-20"
    )
    assert said.startswith("The first day, 2026-11-21, is after the last, 2026-11-20")
    assert "is not a sheet code" in cli.refused("signature", "list", "asylum", "--sheet", "XX")


def _hand_in(cli: CommandLine, tmp_path: Path) -> None:
    pack = cli.done("document", "pack", "asylum", "--out", tmp_path / "pack").out.split()
    numbers = [f"{number:02}" for number in range(1, 12)]
    assert [Path(name).name[:2] for name in pack] == [*numbers, "wh", "SH"]
    own = tmp_path / "own.pdf"
    assert "R10" in cli.refused("document", "schedule", "asylum", "--out", own, "--redact", "none")
    cli.done("document", "schedule", "asylum", "--out", own, "--redact", "none", "--own-list")
    cli.done("document", "help", "asylum", "--language", "ko", "--out", tmp_path / "help.pdf")
    cli.done("document", "draft", "asylum", "--out", tmp_path / "draft.pdf")


def _back_up_and_restore(cli: CommandLine, tmp_path: Path) -> None:
    backup, elsewhere = tmp_path / "campaign.backup", tmp_path / "elsewhere"
    before = cli.done("campaign", "info", "--json").document["digest"]
    cli.done("campaign", "backup", "--out", backup)
    code = tmp_path / "code.txt"
    code.write_text(recovery_code(), encoding="utf-8")
    restored = cli.raw("campaign", "restore", backup, elsewhere, "--recovery-code-file", code)
    assert restored.status == 0, restored.err
    info = cli.raw("campaign", "info", elsewhere, "--json", "--recovery-code-file", code)
    assert info.document["digest"] == before
    checked = cli.done("campaign", "check", "--json").document["checks"]
    assert all(one["ok"] for one in checked)
    assert len(checked) == 11


CANARIES = (
    "Canary Marchbank",
    "카나리아 이름",
    "Zoë Canário",
    "7 Canary Wharfside",
    "KT3 8QW",
    "é Nightingale",
)


def test_no_word_of_a_person_stays_in_plain_text(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """24 strings: six canaries in UTF-8 and UTF-16, composed and decomposed."""
    places = {name: tmp_path / name.lower() for name in ("TMPDIR", "XDG_CONFIG_HOME", "HOME")}
    for name, place in places.items():
        place.mkdir()
        monkeypatch.setenv(name, str(place))
    cli.done("petition", "new", "--file", MINISTER)
    out = tmp_path / "out"
    out.mkdir()
    cli.done("sheet", "print", "home-office", "--count", 1, "--out", out / "sheets.pdf",
             "--layout-json", out / "layout.json")  # fmt: skip
    code = json.loads((out / "layout.json").read_text())["pages"][0]["sheet"]
    for row, name in enumerate(CANARIES, 1):
        cli.done(
            "signature", "add", "home-office", "--sheet", code, "--row", row, "--name", name,
            "--address", CANARIES[3], "--postcode", CANARIES[4], "--validity", "valid",
        )  # fmt: skip
    cli.done("document", "pack", "home-office", "--out", out / "pack")
    cli.done("campaign", "backup", "--out", tmp_path / "campaign.backup")
    cli("signature", "add", "home-office", "--sheet", code, "--row", 99, "--name", CANARIES[0])
    monkeypatch.setattr("app.operations.counting.signatures.tidy_entry", _fail)
    assert cli("signature", "add", "home-office", "--sheet", code, "--row", 9, "--name",
               CANARIES[0]).status == 70  # fmt: skip
    wanted = {
        unicodedata.normalize(form, canary).encode(encoding)
        for canary in CANARIES
        for form in ("NFC", "NFD")
        for encoding in ("utf-8", "utf-16-le")
    }
    searched = [path for place in (cli.folder, *places.values()) for path in place.rglob("*")]
    searched.append(tmp_path / "campaign.backup")
    log = places["XDG_CONFIG_HOME"] / "roundrobin" / "defects.log"
    assert log in searched
    for path in searched:
        if path.is_file():
            content = path.read_bytes()
            assert not [canary for canary in wanted if canary in content], path.name


def _fail(*_: object) -> None:
    raise ValueError(CANARIES[0])


def test_the_program_runs_where_qt_cannot_be_imported(tmp_path: Path) -> None:
    """The demo is a whole journey; PySide6 is made unimportable before it starts."""
    script = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'PySide6': raise ImportError('no Qt here')\n"
        "sys.meta_path.insert(0, Wall())\n"
        "sys.argv = ['main.py', 'demo', sys.argv[1], '--today', '2026-11-23']\n"
        "import main\n"
        "sys.exit(main.main())\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "demo")],
        cwd=RESOURCES.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "240 invented signatures" in made.stdout
    assert len(list((tmp_path / "demo").glob("*.pdf"))) == 29
    again = subprocess.run(
        [sys.executable, "main.py", "campaign", "check", str(tmp_path / "demo" / "practice"),
         "--passphrase-file", str(_file(tmp_path, "quince lapwing marlpit teasel"))],
        cwd=RESOURCES.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.returncode == 0, again.stdout + again.stderr


def _file(folder: Path, text: str) -> Path:
    path = folder / "secret.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_campaign_shows_its_recovery_code_once(
    cli: CommandLine, tmp_path: Path, passphrase_file: Path
) -> None:
    made = cli.raw("campaign", "new", tmp_path / "new", "--passphrase-file", passphrase_file)
    assert made.status == 0, made.err
    [code] = re.findall(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}", made.out)
    opened = cli.raw(
        "campaign", "info", tmp_path / "new", "--recovery-code-file", _file(tmp_path, code)
    )
    assert opened.status == 0, opened.err
    renewed = _file(tmp_path, "sorrel wrenfield cobnut harbour")
    assert cli.raw(
        "campaign", "passphrase", tmp_path / "new", "--passphrase-file", passphrase_file,
        "--new-passphrase-file", renewed,
    ).status == 0  # fmt: skip
    assert cli.raw("campaign", "info", tmp_path / "new", "--passphrase-file", renewed).status == 0
    old = cli.raw("campaign", "info", tmp_path / "new", "--passphrase-file", passphrase_file)
    assert (old.status, PASSPHRASE in old.err) == (1, False)
