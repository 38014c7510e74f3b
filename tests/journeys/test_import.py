"""Files of every known kind come in once: what is here stays, what is wrong is said by its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.cells import guarded
from app.domain.columns import OWN
from app.intake.records import reading
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import exporting, importing
from app.operations.petition import petitions
from app.store.check import check, digest
from app.store.signature_query import SignatureQuery
from tests.campaigns import NOW, commons_wording, data_key, open_copy
from tests.journeys.command_line import CommandLine

FILES = Path(__file__).parent.parent / "files" / "imports"

EXPECTED: dict[str, tuple[str, str, str]] = {
    "action-network.csv": ("action-network", "utf-8", ","),
    "civicrm.csv": ("civicrm", "utf-8", ";"),
    "controlshift.csv": ("controlshift", "utf-8", ","),
    "google-forms.csv": ("google-forms", "utf-8", ","),
    "google-forms-bom.csv": ("google-forms", "utf-8", ","),
    "google-forms-utf16.csv": ("google-forms", "utf-16", "\t"),
    "google-forms-utf16-no-bom.csv": ("google-forms", "utf-16-be", "\t"),
    "google-forms-cp1252.csv": ("google-forms", "cp1252", ";"),
    "google-forms-cp949.csv": ("google-forms", "cp949", ","),
    "microsoft-forms.ods": ("microsoft-forms", "", ""),
    "microsoft-forms.xls": ("microsoft-forms", "", ""),
    "microsoft-forms.xlsx": ("microsoft-forms", "", ""),
    "nationbuilder.csv": ("nationbuilder", "utf-8", ","),
    "petition-site.csv": ("petition-site", "utf-8", "\t"),
    "roundrobin.csv": ("roundrobin", "utf-8", ","),
    "roundrobin.json": ("roundrobin", "", ""),
    "table.csv": ("table", "utf-8", "|"),
}
"""Every fixture with the preset, the encoding and the delimiter that are found for it."""

FIRST = {"Park Min-jun", "Min-jun Park", "박민준"}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads files in this process, which is quicker; tests of hostile files keep it apart."""
    monkeypatch.setattr(importing, "read_table", reading.parse_file)


@pytest.fixture
def petitioned(campaign: Campaign) -> Campaign:
    petitions.add(campaign.store, commons_wording(), now=NOW)
    return campaign


@pytest.fixture
def asked(cli: CommandLine) -> CommandLine:
    """The command line over a campaign with one petition, “asylum”."""
    from app.operations.campaign import campaigns

    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as one:
        petitions.add(one.store, commons_wording(), now=NOW)
    return cli


def bring_in(campaign: Campaign, path: Path, **changes: Any) -> importing.Proposal:
    from dataclasses import replace

    table = importing.read(path)
    mapping = replace(importing.propose_mapping(campaign.store, table), **changes)
    proposal = importing.prepare_import(campaign.store, "asylum", table, mapping, now=NOW)
    importing.apply_import(campaign.store, proposal, now=NOW)
    return proposal


def own_rows(campaign: Campaign) -> list[list[str]]:
    """What our own export holds of every signature, each cell as it is written."""
    petition = campaign.store.petitions.get("asylum").id
    rows = []
    for one in campaign.store.signatures.all(SignatureQuery(petition)):
        cells = {key: getattr(one, key, None) for key in OWN}
        cells["opt_ins"] = " ".join(one.opt_ins)
        rows.append(["" if cells[key] is None else str(cells[key]) for key in OWN])
    return rows


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[guarded(cell) for cell in row] for row in rows])
    return path


def export(campaign: Campaign, kind: exporting.Kind, path: Path) -> Path:
    prepared = exporting.prepare(campaign.store, "asylum", SignatureQuery(""), tuple(OWN), kind)
    path.write_bytes(exporting.draw(campaign.store, prepared, now=NOW).content)
    return path


def test_every_fixture_has_its_line() -> None:
    assert {path.name for path in FILES.iterdir()} == set(EXPECTED)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_each_format_comes_in_goes_out_and_comes_in_again_equal(
    petitioned: Campaign, tmp_path: Path, file: str
) -> None:
    preset, encoding, delimiter = EXPECTED[file]
    proposal = bring_in(petitioned, FILES / file)
    table = proposal.table
    assert (proposal.mapping.preset, table.encoding, table.delimiter) == (
        preset, encoding, delimiter,
    )  # fmt: skip
    assert (len(proposal.new), proposal.refused, proposal.here) == (3, [], 0)
    first = proposal.new[0].entry
    assert first.name in FIRST
    assert first.postcode == "KT3 8QD"
    if preset not in {"petition-site", "controlshift"}:
        assert first.address == "7 Teasel Avenue, New Malden"
    if preset not in {"nationbuilder", "civicrm"}:
        assert str(first.signed_on) == "2026-09-20"
    before = digest(petitioned.store.db)

    again = bring_in(petitioned, FILES / file)
    assert (len(again.new), again.here, again.different) == (0, 3, [])
    for kind in exporting.KINDS:
        path = export(petitioned, kind, tmp_path / f"own.{kind}")
        own = bring_in(petitioned, path)
        assert (len(own.new), own.here, own.different) == (0, 3, []), path.name
    assert digest(petitioned.store.db) == before

    with open_copy(tmp_path / "other") as other:
        petitions.add(other.store, commons_wording(), now=NOW)
        assert len(bring_in(other, path).new) == 3
        assert own_rows(other) == own_rows(petitioned)
        assert len(bring_in(other, path).new) == 0
        assert len(bring_in(other, FILES / file).new) == 0, "known by where it came from first"
        assert all(one.ok for one in check(other.store.db))


@pytest.mark.usefixtures("here")
def test_a_grown_file_adds_only_what_is_new_and_a_changed_row_is_left(
    petitioned: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    head = "id,name,address,postcode\n"
    path.write_text(head + "1,Joan Hart,1 Mill Way,KT3 8QD\n2,Ivo Fenn,2 Mill Way,KT3 8QD\n")
    bring_in(petitioned, path)
    path.write_text(
        head + "1,Joan Heart,1 Mill Way,KT3 8QD\n2,Ivo Fenn,2 Mill Way,kt38qd\n"
        "3,Ada Moss,3 Mill Way,KT3 8QD\n3,Ada Moss,3 Mill Way,KT3 8QD\n3,Eve Moss,,\n\n"
    )
    proposal = bring_in(petitioned, path)
    assert [line.entry.name for line in proposal.new] == ["Ada Moss"]
    assert [(one.line, one.fields) for one in proposal.different] == [(2, ("name",))]
    assert [(one.line, one.column) for one in proposal.refused] == [(6, "id")]
    assert (proposal.here, proposal.repeated, proposal.blank) == (1, 1, 1)
    names = [row[list(OWN).index("name")] for row in own_rows(petitioned)]
    assert names == ["Joan Hart", "Ivo Fenn", "Ada Moss"]
    store = petitioned.store
    assert store.undo_label == "Bring in 1 signature"


@pytest.mark.usefixtures("here")
def test_equal_lines_without_an_id_are_told_apart_by_their_number(
    petitioned: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    line = "Joan Hart,1 Mill Way,KT3 8QD\n"
    path.write_text("Full name,Address,Postcode\n" + 2 * line)
    assert len(bring_in(petitioned, path).new) == 2
    path.write_text("Full name,Address,Postcode\n" + 3 * line)
    proposal = bring_in(petitioned, path)
    assert (len(proposal.new), proposal.here) == (1, 2)


@pytest.mark.usefixtures("here")
def test_two_forms_that_both_count_from_one_need_a_source_each(
    petitioned: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name,address,postcode\n1,Joan Hart,1 Mill Way,KT3 8QD\n")
    bring_in(petitioned, path)
    path.write_text("id,name,address,postcode\n1,Ivo Fenn,2 Mill Way,KT3 8QD\n")
    assert len(bring_in(petitioned, path).different) == 1
    assert len(bring_in(petitioned, path, source="second form").new) == 1


@pytest.mark.usefixtures("here")
def test_our_own_rows_of_another_petition_come_in_once_under_ids_of_their_own(
    petitioned: Campaign,
) -> None:
    path = FILES / "roundrobin.csv"
    bring_in(petitioned, path)
    petitions.add(petitioned.store, commons_wording("second"), now=NOW)
    table = importing.read(path)
    mapping = importing.propose_mapping(petitioned.store, table)
    for new in (3, 0):
        proposal = importing.prepare_import(petitioned.store, "second", table, mapping, now=NOW)
        importing.apply_import(petitioned.store, proposal, now=NOW)
        assert len(proposal.new) == new


@pytest.mark.usefixtures("here")
def test_rows_of_a_printed_sheet_go_back_on_it_where_they_are_free(
    campaign: Campaign, tmp_path: Path
) -> None:
    from app.domain.sheet import Order
    from app.domain.signature import RowEntry
    from app.operations.counting import signatures
    from app.operations.paper import printing

    store = campaign.store
    petitions.add(store, commons_wording(), now=NOW)
    printing.print_batch(store, "asylum", Order(1, rows=12), out=tmp_path / "s.pdf", now=NOW)
    sheet = store.sheets.of_petition(store.petitions.get("asylum").id)[0]
    signatures.add(store, "asylum", sheet.code, RowEntry(1, "Joan Hart", "1 Mill Way"), now=NOW)
    path = write_csv(
        tmp_path / "own.csv",
        [
            ["sheet", "row", "name", "address", "validity"],
            [sheet.code, "1", "Ivo Fenn", "2 Mill Way", "valid"],
            [sheet.code, "2", "Ada Moss", "3 Mill Way", "valid"],
            ["2222-2222-2", "3", "Eve Moss", "3 Mill Way", "valid"],
        ],
    )
    before = digest(store.db)
    proposal = bring_in(campaign, path)
    assert [(line.sheet != "", "no-sheet" in line.flags) for line in proposal.new] == [
        (False, True), (True, False), (False, True),
    ]  # fmt: skip
    assert [one.row for one in store.signatures.of_sheet(sheet.id)] == [1, 2]
    assert all(one.ok for one in check(store.db))
    store.undo(NOW)
    assert digest(store.db) == before


@pytest.mark.usefixtures("here")
class TestCommand:
    """`signature import` and its companions."""

    def test_the_preview_writes_nothing_and_the_import_says_what_came_in(
        self, asked: CommandLine
    ) -> None:
        path = FILES / "google-forms.csv"
        seen = asked.done("signature", "import", "asylum", path, "--dry-run", "--json").document
        assert (seen["new"], seen["applied"]) == (3, False)
        assert asked.done("signature", "list", "asylum", "--json").document == {"signatures": []}
        done = asked.done("signature", "import", "asylum", path, "--json").document
        assert (done["new"], done["by_origin"], done["opt_ins"]) == (3, {"online": 3}, {"email": 1})
        again = asked.done("signature", "import", "asylum", path)
        assert again.out.startswith("0 signatures came in")
        runs = asked.done("signature", "imports", "asylum", "--json").document["imports"]
        assert [(run["file"], run["added"]) for run in runs] == [("google-forms.csv", 3)]
        assert "nationbuilder" in asked.raw("signature", "presets").out

    def test_dates_that_may_be_either_are_asked(self, asked: CommandLine, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("Full name,Signed on\nJoan Hart,03/04/2026\nIvo Fenn,05/04/2026\n")
        said = asked.refused("signature", "import", "asylum", path)
        assert "“Signed on”" in said
        assert "--dates day-first" in said
        for order, day in (("day-first", "2026-04-03"), ("month-first", "2026-03-04")):
            asked.done("signature", "import", "asylum", path, "--dates", order, "--source", order)
            listed = asked.done("signature", "list", "asylum", "--json").document["signatures"]
            found = [one["signed_on"] for one in listed if one["source"] == order]
            assert found[0] == day

    def test_a_mapping_by_hand_is_remembered_for_the_same_headings(
        self, asked: CommandLine, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.csv"
        path.write_text("Wer,Wo,PLZ,News?\nJoan Hart,1 Mill Way,KT3 8QD,Gern\n")
        assert "no column holds the names" in asked.refused("signature", "import", "asylum", path)
        done = asked.done(
            "signature", "import", "asylum", path, "--map", "name=Wer", "--map", "address=Wo",
            "--map", "postcode=PLZ", "--opt-in", "email=News?", "--yes", "gern", "--json",
        ).document  # fmt: skip
        assert (done["new"], done["opt_ins"], done["unclear_answers"]) == (1, {"email": 1}, [])
        path.write_text("Wer,Wo,PLZ,News?\nIvo Fenn,2 Mill Way,KT3 8QD,gern\n")
        later = asked.done("signature", "import", "asylum", path, "--json").document
        assert (later["new"], later["opt_ins"]) == (1, {"email": 1})

    def test_an_answer_means_yes_to_one_channel_or_to_all(
        self, asked: CommandLine, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.csv"
        path.write_text("Wer,Mail,Post\nJoan Hart,Gern,Gern\nIvo Fenn,Yes,Yes\n")
        begin = ("signature", "import", "asylum", path, "--dry-run", "--json", "--map", "name=Wer",
                 "--opt-in", "email=Mail", "--opt-in", "post=Post")  # fmt: skip
        for words, agreed in (
            (("--yes", "gern"), {"email": 2, "post": 2}),
            (("--yes", "email=Gern"), {"email": 2, "post": 1}),
            (("--no", "post=yes"), {"email": 1}),
        ):
            assert asked.done(*begin, *words).document["opt_ins"] == agreed
        assert "agreed to phone" in asked.refused(*begin, "--yes", "phone=ok")

    def test_a_file_of_refused_rows_says_how_many_people_it_holds(
        self, asked: CommandLine, tmp_path: Path
    ) -> None:
        path, out = tmp_path / "a.csv", tmp_path / "refused.csv"
        path.write_text("Full name,Signed on\nJoan Hart,2026-02-31\nIvo Fenn,soon\n")
        said = asked("signature", "import", "asylum", path, "--refused", out)
        assert said.status == 1  # nothing of it came in
        assert "refused.csv holds the rows of 2 people in plain text" in said.out

    def test_refused_rows_are_saved_with_their_reason_and_come_in_once_mended(
        self, asked: CommandLine, tmp_path: Path
    ) -> None:
        path, out = tmp_path / "a.csv", tmp_path / "refused.csv"
        path.write_text(
            'Full name,Address,Signed on\n=Joan,1 Mill Way,2026-02-31\n"Ivo\x01",,2026-02-01\n'
            "Ada Moss,3 Mill Way,2026-02-01\n",
            encoding="utf-8",
        )
        done = asked.done("signature", "import", "asylum", path, "--refused", out, "--json")
        assert [(one["line"], one["column"]) for one in done.document["refused"]] == [
            (2, "Signed on"), (3, "Full name"),
        ]  # fmt: skip
        saved = out.read_text(encoding="utf-8-sig")
        assert saved.splitlines()[0] == "Full name,Address,Signed on,Refused because"
        assert "'=Joan" in saved
        out.write_text(saved.replace("02-31", "02-28"), encoding="utf-8")
        mended = asked.done("signature", "import", "asylum", out, "--json").document
        assert (mended["new"], len(mended["refused"])) == (1, 1)
        listed = asked.done("signature", "list", "asylum", "--json").document["signatures"]
        assert {one["name"] for one in listed} == {"Ada Moss", "=Joan"}

    def test_rows_are_judged_only_where_that_is_asked(
        self, asked: CommandLine, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.csv"
        path.write_text("Full name,Address,Postcode\nJoan Hart,1 Mill Way,SE1 1AA\n")
        done = asked.done("signature", "import", "asylum", path, "--dry-run", "--json").document
        assert done["flagged"] == [{"line": 2, "reasons": ["out-of-area"]}]
        asked.done("signature", "import", "asylum", path, "--judge", "--origin", "paper")
        (one,) = asked.done("signature", "list", "asylum", "--json").document["signatures"]
        assert (one["validity"], one["reason"], one["origin"]) == (
            "invalid", "out-of-area", "paper",
        )  # fmt: skip


@pytest.mark.usefixtures("here")
def test_an_encrypted_export_comes_in_by_its_passphrase(
    asked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, word = tmp_path / "own.csv.age", tmp_path / "word"
    path.write_bytes(b"age-encryption.org/v1\n sealed")
    word.write_text("teasel quince lapwing marl\n")
    given = []

    def unsealed(content: bytes, passphrase: str) -> bytes:
        given.append((content[:3], passphrase))
        return (FILES / "roundrobin.csv").read_bytes()

    monkeypatch.setattr(importing, "unseal", unsealed)  # its own cost is tested once, elsewhere
    done = asked.done("signature", "import", "asylum", path, "--file-passphrase-file", word)
    assert done.out.startswith("3 signatures came in")
    assert given == [(b"age", "teasel quince lapwing marl")]
