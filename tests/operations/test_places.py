"""Where signatories live: counted by area, with what is odd listed and what is wrong put right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from app.documents.tables.places import told_lines
from app.domain.member import Member
from app.domain.places import Area, Odd, PlaceCounts, Tally
from app.domain.sheet import Order, SheetCount
from app.domain.signature import RowEntry, Validity
from app.errors import AppError, NotFoundError
from app.intake.postcodes.reading import Wanted, read_names, read_postcodes
from app.intake.templates import places_texts
from app.operations.campaign.campaigns import Campaign
from app.operations.constituencies import member_letters, members, places, postcodes
from app.operations.paper import custody, printing, sheets
from app.operations.petition import documents, petitions
from app.store.directory import write_directory
from tests.campaigns import NOW, commons_wording, minister_wording
from tests.documents.pdfs import words
from tests.documents.structure import faults
from tests.postcode_files import CODE_POINT, NAMES, NSPL, text_file, zip_file
from tests.shared_data import NAMES as ALL_NAMES
from tests.shared_data import NSPL as SOUTH_WEST_LONDON
from tests.shared_data import needs_postcodes

TODAY = date(2026, 11, 23)


def fill(folder: Path, file: Path, names: Path) -> Path:
    """A data folder with the directory of a file, read in this process."""
    read = read_postcodes(file, None, "", Wanted(), TODAY)
    read.packed.names.update(read_names(names))
    write_directory(folder, read.packed, [read.source])
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the directory of the invented file."""
    nspl = text_file(tmp_path / "NSPL_AUG_2024_UK.csv", NSPL)
    return fill(tmp_path / "data", nspl, text_file(tmp_path / "names.csv", NAMES))


def sign(
    campaign: Campaign,
    signed: Iterable[tuple[str, int, Validity]],
    ref: str = "home-office",
    **fields: object,
) -> None:
    store = campaign.store
    if not store.petitions.exists(ref):
        make = minister_wording if ref == "home-office" else commons_wording
        petitions.add(store, make(), now=NOW)
    petition = store.petitions.get(ref).id
    with store.step("Sign"):
        for postcode, number, validity in signed:
            reason = "illegible" if validity == "invalid" else ""
            person = ("이순자 Lee Soon-ja", "7 Teasel Avenue", postcode)
            entry = RowEntry(0, *person, None, validity, reason, **fields)  # type: ignore[arg-type]
            for _ in range(number):
                store.signatures.add(petition, None, entry)


def shown(result: places.Result) -> dict[str, Tally]:
    return {area.name: area.tally for area in result.counts.areas}


SIGNED: list[tuple[str, int, Validity]] = [
    ("KT3 4AA", 7, "valid"),
    ("KT3 4AB", 3, "valid"),
    ("KT3 4AE", 2, "similar"),
    ("KT3 4AE", 1, "unchecked"),
    ("KT3 4ZZ", 2, "valid"),
    ("KT3", 1, "valid"),
    ("", 1, "valid"),
    ("JE2 3AB", 1, "valid"),
    ("GX11 1AA", 1, "valid"),
    ("BFPO 12", 1, "valid"),
    ("KT3 4AA", 5, "invalid"),
]


def test_signatories_are_counted_by_constituency_and_nobody_is_lost(
    campaign: Campaign, data: Path
) -> None:
    sign(campaign, SIGNED)
    result = places.counts(campaign.store, "home-office", data)
    assert shown(result) == {
        "Kingston and Surbiton": Tally(7, 0, 0, 7),
        "Wimbledon": Tally(3, 2, 1, 3),
    }
    assert result.counts.apart == {
        "unknown": Tally(2),
        "malformed": Tally(1),
        "no-postcode": Tally(1),
        "outside": Tally(2),
        "forces": Tally(1),
    }
    assert result.counts.odd == (
        Odd("KT3", 1, "malformed"),
        Odd("KT3 4AE", 3, "terminated"),
        Odd("KT3 4ZZ", 2, "unknown"),
    )
    assert result.counts.total == Tally(17, 2, 1, 10)
    assert places.sentence_of(result) == "Constituencies of 2024, told by NSPL 2024-08."
    assert result.info is not None
    assert len(result.info.attributions) == 3


def test_councils_and_districts_are_counted_too(campaign: Campaign, data: Path) -> None:
    sign(campaign, [*SIGNED, ("KT3 5AD", 4, "valid")])
    councils = shown(places.counts(campaign.store, "home-office", data, by="council"))
    assert councils == {"E09000021": Tally(10, 2, 1), "E09000024": Tally(4)}
    districts = shown(places.counts(campaign.store, "home-office", data.parent, by="district"))
    assert districts == {"KT3": Tally(16, 2, 1)}


def test_online_signatures_are_similar_where_only_ink_counts(
    campaign: Campaign, data: Path
) -> None:
    sign(campaign, [("KT3 4AA", 2, "valid")], "asylum", origin="online")
    sign(campaign, [("KT3 4AA", 3, "valid")], "asylum")
    found = shown(places.counts(campaign.store, "asylum", data))
    assert found["Kingston and Surbiton"] == Tally(3, 2, 0, 5)


def test_a_person_puts_a_constituency_right_and_takes_it_back(
    campaign: Campaign, data: Path
) -> None:
    sign(campaign, SIGNED)
    store = campaign.store
    assert places.place(store, "kt34aa", "wimbledon", data) == "Wimbledon"
    assert shown(places.counts(store, "home-office", data)) == {"Wimbledon": Tally(10, 2, 1, 3)}
    assert places.overrides(store) == {"KT3 4AA": "E14001586"}
    store.undo(NOW)
    assert places.overrides(store) == {}
    places.place(store, "KT3 4ZZ", "E14001586", data)
    assert shown(places.counts(store, "home-office", data))["Wimbledon"].valid == 5
    places.unplace(store, "KT3 4ZZ")
    with pytest.raises(NotFoundError, match="Nobody has placed"):
        places.unplace(store, "KT3 4ZZ")
    with pytest.raises(NotFoundError, match="no constituency “Narnia”"):
        places.place(store, "KT3 4AA", "Narnia", data)
    with pytest.raises(AppError, match="not a UK postcode"):
        places.place(store, "KT3", "Wimbledon", data)


def test_without_a_directory_the_mend_is_said(campaign: Campaign, tmp_path: Path) -> None:
    sign(campaign, SIGNED)
    with pytest.raises(NotFoundError, match="bring in NSPL or ONSPD"):
        places.counts(campaign.store, "home-office", tmp_path / "none")
    assert postcodes.info(tmp_path / "none") is None
    with pytest.raises(NotFoundError, match="bring in NSPL or ONSPD"):
        places.survey(campaign.store, "home-office", tmp_path / "none")


def test_counted_sheets_are_apart_and_lost_ones_are_left_out(
    campaign: Campaign, data: Path, tmp_path: Path
) -> None:
    store = campaign.store
    petitions.add(store, minister_wording(), now=NOW)
    out = tmp_path / "sheets.pdf"
    codes = printing.print_batch(store, "home-office", Order(3), out=out, now=NOW).codes
    keyed = [RowEntry(1, "Ann Poe", "7 Teasel Avenue", "KT3 4AA", None, "valid")]
    sheets.key(store, codes[0], keyed, now=NOW)
    sheets.key(store, codes[1], keyed, now=NOW)
    custody.lose(store, [codes[1]], what="on the bus", now=NOW)
    sheets.count(store, codes[2], SheetCount(6, 1), now=NOW)
    found = places.counts(store, "home-office", data).counts
    assert found.areas[0].tally.valid == 1
    assert found.apart == {"sheets": Tally(6, 1)}
    assert found.total.valid == store.sheets.counts(store.petitions.get("home-office").id).valid


def test_a_directory_without_constituencies_counts_councils(
    campaign: Campaign, tmp_path: Path
) -> None:
    sign(campaign, SIGNED)
    file = zip_file(tmp_path / "codepo_gb.zip", CODE_POINT)
    data = fill(tmp_path / "data", file, text_file(tmp_path / "names.csv", NAMES))
    with pytest.raises(AppError, match=r"no constituencies.*R95"):
        places.counts(campaign.store, "home-office", data)
    found = places.counts(campaign.store, "home-office", data, by="council")
    assert shown(found) == {"E09000021": Tally(9)}
    assert found.info is not None
    assert not found.info.has_constituencies


def test_positions_are_those_of_postcodes_and_the_ground_that_of_their_districts(
    campaign: Campaign, data: Path
) -> None:
    sign(campaign, SIGNED)
    seen = places.survey(campaign.store, "home-office", data)
    assert seen.points == [
        (521000, 168000, 7),
        (521030, 168000, 3),
        (521400, 168000, 2),
    ]
    assert seen.ground == {"KT3": [(521000, 168000), (521030, 168000), (522000, 168000)]}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_saved_table_tells_no_small_number_and_its_terms(
    campaign: Campaign, data: Path, tmp_path: Path, ending: str
) -> None:
    sign(campaign, [*SIGNED, ("SW1A 1AA", 30, "valid")])
    result = places.counts(campaign.store, "home-office", data)
    out = tmp_path / f"table{ending}"
    places.write_table(result, out)
    lines = told_lines(result.counts, places_texts()["table"])
    assert [line[2].valid for line in lines] == [30, 7, None, None, None, None, None, None, 47]
    if ending == ".xlsx":
        import openpyxl

        sheet = openpyxl.load_workbook(out).active
        cells = [[cell.value for cell in row] for row in sheet.rows]
        assert (cells[1][2], cells[3][2]) == (30, "not told")
        text = "\n".join(str(row[0]) for row in cells)
    else:
        text = out.read_text(encoding="utf-8-sig")
        assert "E14001586,Wimbledon,not told,not told,not told,not told" in text
    assert "Numbers below 5 are not told" in text
    assert "Royal Mail copyright and database right 2024" in text
    with pytest.raises(AppError, match="exists already"):
        places.write_table(result, out)
    with pytest.raises(AppError, match=r"\.csv or \.xlsx"):
        places.write_table(result, tmp_path / "table.pdf")


def test_no_name_of_an_area_is_a_formula(tmp_path: Path) -> None:
    area = Area("=1", "=HYPERLINK(1)", Tally(9))
    result = places.Result(PlaceCounts("district", (area,)), None)
    places.write_table(result, tmp_path / "table.csv")
    assert "'=1,'=HYPERLINK(1),9" in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    places.write_table(result, tmp_path / "table.xlsx")
    import openpyxl

    cell = openpyxl.load_workbook(tmp_path / "table.xlsx").active["B2"]
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")


def test_each_member_gets_a_letter_that_names_only_who_agreed(
    campaign: Campaign, data: Path, tmp_path: Path
) -> None:
    sign(campaign, [("KT3 4AA", 14, "valid"), ("KT3 4AB", 3, "valid")])
    sign(campaign, [("KT3 4AA", 2, "valid")], opt_ins=("email", "member"))
    store = campaign.store
    members.set_member(store, Member("Wimbledon", "A. Member MP", dated=TODAY), data)
    drawn = member_letters.draw_letters(store, "home-office", data, now=NOW)
    assert list(drawn.files) == ["kingston-and-surbiton.pdf", "wimbledon.pdf"]
    assert faults(drawn.whole) == []
    kingston, wimbledon = (words(pdf) for pdf in drawn.files.values())
    assert "The Member of Parliament for Kingston and Surbiton" in kingston
    assert "16 of them have signed" in kingston
    assert "2 agreed that you learn their names" in kingston
    assert kingston.count("이순자 Lee Soon-ja") == 2
    assert "14 did not agree" in kingston
    assert "A. Member MP" in wimbledon
    assert "fewer than five" in wimbledon
    assert "이순자" not in wimbledon
    assert "as of 23 November 2026" in wimbledon
    member_letters.write_letters(store, drawn, tmp_path / "letters.pdf", now=NOW)
    folder = tmp_path / "letters"
    member_letters.write_letters(store, drawn, folder, now=NOW)
    assert sorted(path.name for path in folder.iterdir()) == sorted(drawn.files)
    exports = store.exports.of_petition(store.petitions.get("home-office").id)
    assert [(one.document, one.people) for one in exports] == [("member-letters", 2)] * 2
    nameless = member_letters.draw_letters(
        store, "home-office", data, names=False, constituencies=["wimbledon"], now=NOW
    )
    assert (nameless.people, list(nameless.files)) == (0, ["wimbledon.pdf"])
    with pytest.raises(NotFoundError, match="Narnia"):
        member_letters.draw_letters(store, "home-office", data, constituencies=["Narnia"], now=NOW)


def test_the_pack_tells_constituencies_and_by_what(
    campaign: Campaign, data: Path, tmp_path: Path
) -> None:
    sign(campaign, SIGNED)
    drawn = documents.draw_pack(campaign.store, "home-office", postcodes=data, now=NOW)
    certificate = words(next(pdf for name, pdf in drawn.files.items() if "certificate" in name))
    assert "by constituency" in certificate
    assert "Kingston and Surbiton" in certificate
    assert "Wimbledon" not in certificate  # three people
    assert "told by NSPL 2024-08" in certificate
    assert "Royal Mail" in certificate
    without = documents.draw_pack(campaign.store, "home-office", now=NOW)
    certificate = words(next(pdf for name, pdf in without.files.items() if "certificate" in name))
    assert "by constituency" not in certificate


def test_no_letter_where_nobody_is_placed(campaign: Campaign, data: Path) -> None:
    sign(campaign, [("KT3 4ZZ", 2, "valid")])
    with pytest.raises(AppError, match="No valid signature"):
        member_letters.draw_letters(campaign.store, "home-office", data, now=NOW)


@needs_postcodes
def test_new_malden_lies_in_more_than_one_constituency_and_never_by_ward(
    campaign: Campaign, tmp_path: Path
) -> None:
    data = fill(tmp_path / "data", SOUTH_WEST_LONDON, ALL_NAMES)
    import csv
    import gzip

    with gzip.open(SOUTH_WEST_LONDON, "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["pcds"].startswith("KT3 ")]
    sign(campaign, [(row["pcds"], 1, "valid") for row in rows])
    found = places.counts(campaign.store, "home-office", data)
    numbers = {area.name: area.tally.valid for area in found.counts.areas}
    assert numbers == {"Kingston and Surbiton": 396, "Wimbledon": 344, "Richmond Park": 11}
    assert found.counts.areas[0] == Area(
        "E14001312", "Kingston and Surbiton", found.counts.areas[0].tally
    )
    # By ward a whole ward would go one way; here one ward has postcodes of both (R98).
    by_ward: dict[str, set[str]] = {}
    for row in rows:
        by_ward.setdefault(row["ward"], set()).add(row["pcon"])
    assert any({"E14001312", "E14001586"} <= both for both in by_ward.values())
    assert found.counts.total.probable > 0
