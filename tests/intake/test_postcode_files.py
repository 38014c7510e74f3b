"""Files of postcodes: each publisher's layout is taken, anything else refused with its place."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from app.domain.postcode_directory import (
    IMPRECISE,
    NEAR,
    SEVERAL,
    TERMINATED,
    Entry,
    Packed,
    find,
    sector_of,
)
from app.intake.postcodes import blocks
from app.intake.postcodes.columns import PostcodeFileError, of_heads
from app.intake.postcodes.reading import Read, Wanted, read_names, read_postcodes
from tests.postcode_files import CODE_POINT, NAMES, NSPL, RENAMED, text_file, zip_file

TODAY = date(2026, 11, 23)


def read(path: Path, old: Packed | None = None, had: str = "", **wanted: object) -> Read:
    return read_postcodes(path, old, had, Wanted(**wanted), TODAY)  # type: ignore[arg-type]


def entry(packed: Packed, postcode: str) -> Entry | None:
    sector, letters = sector_of(postcode) or (0, b"")
    return find(packed.sectors.get(sector, b""), letters)


def area(packed: Packed, postcode: str) -> str:
    found = entry(packed, postcode)
    assert found is not None
    return packed.codes[found.constituency - 1] if found.constituency else ""


@pytest.mark.parametrize("way", ["plain", "gzip", "zip", "quoted", "windows", "by line"])
def test_nspl_is_read_however_it_is_packed(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "NSPL_AUG_2024_UK.csv"
    if way == "zip":
        zip_file(path, {"Data/NSPL_AUG_2024_UK.csv": NSPL, "Data/multi_csv/NSPL_KT.csv": "x"})
    elif way == "quoted":
        lines = [",".join(f'"{cell}"' for cell in line.split(",")) for line in NSPL.splitlines()]
        text_file(path, "\n".join(lines) + "\n")
    elif way == "windows":
        text_file(path, "\ufeff" + NSPL.replace("\n", "\r\n"))
    elif way == "gzip":
        text_file(path, gzip.compress(NSPL.encode()))
    else:
        text_file(path, NSPL)
    if way == "by line":
        monkeypatch.setattr(blocks, "_at_once", lambda *_: None)
    found = read(path)
    assert (found.source.kind, found.source.dated, found.source.boundaries) == (
        "NSPL", "2024-08", "2024",
    )  # fmt: skip
    assert (found.packed.postcodes, found.left_out, found.source.rows) == (6, 1, 6)
    assert entry(found.packed, "kt34aa") == (
        found.packed.codes.index("E14001312") + 1,
        found.packed.codes.index("E09000021") + 1,
        521000,
        168000,
        NEAR,
    )
    assert area(found.packed, "GY1 1AA") == ""
    dead = entry(found.packed, "KT3 4AE")
    guessed = entry(found.packed, "KT3 5AD")
    assert dead
    assert dead.flags == TERMINATED
    assert guessed
    assert guessed.flags == IMPRECISE
    assert entry(found.packed, "KT3 4AD") is None


def test_regular_lines_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_line_by_line", lambda *_: pytest.fail("line by line"))
    read(text_file(tmp_path / "nspl.csv", NSPL))
    read(zip_file(tmp_path / "codepo_gb.zip", CODE_POINT))


def test_renamed_columns_are_known_and_the_newest_constituency_is_taken(tmp_path: Path) -> None:
    found = read(text_file(tmp_path / "ONSPD_FEB_2026.csv", RENAMED))
    assert area(found.packed, "KT3 4AA") == "E14001312"
    assert (found.source.kind, found.source.boundaries) == ("ONSPD", "2024")


@pytest.mark.parametrize(
    "heads",
    [
        (
            "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,"
            "osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer"
        ),
        (
            "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,parncp25cd,usrtypind,east1m,"
            "north1m,gridind,hlth19cd,nhser24cd,ctry25cd,rgn25cd,pcon24cd"
        ),
    ],
)
def test_both_layouts_of_onspd_are_known(heads: str) -> None:
    found, names = of_heads(heads.split(","), "f"), heads.split(",")
    assert [names[at] for at in (found.postcode, found.terminated)] == ["pcds", "doterm"]
    assert names[found.constituency].startswith("pcon")
    assert names[found.council] in {"oslaua", "lad25cd"}
    assert names[found.easting] in {"oseast1m", "east1m"}
    assert names[found.quality] in {"osgrdind", "gridind"}


def test_code_point_open_adds_positions_and_keeps_constituencies(tmp_path: Path) -> None:
    first = read(text_file(tmp_path / "nspl.csv", NSPL))
    second = read(zip_file(tmp_path / "codepo_gb.zip", CODE_POINT), first.packed, "2024")
    assert second.source.gives == ("council", "position")
    assert second.strays == ("areas.csv",)
    assert area(second.packed, "KT3 4AA") == "E14001312"
    found = entry(second.packed, "KT3 4AA")
    assert found
    assert found.easting == 521001
    assert area(second.packed, "AB10 1AB") == ""
    assert second.packed.postcodes == 8


def test_another_set_of_boundaries_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    first = read(text_file(tmp_path / "nspl.csv", NSPL))
    text = "postcode,constituency\nKT3 4AA,E14000770\n"
    older = read(text_file(tmp_path / "2010.csv", text), first.packed, "2024")
    assert older.source.boundaries == "2010"
    assert area(older.packed, "KT3 4AA") == "E14000770"
    assert area(older.packed, "SW1A 1AA") == ""
    again = read(text_file(tmp_path / "more.csv", "KT3 4AB,E14000771\n"), older.packed, "2010")
    assert area(again.packed, "KT3 4AA") == "E14000770"


def test_several_constituencies_of_one_postcode_make_it_probable(tmp_path: Path) -> None:
    text = "Postcode,Constituency\nKT3 4AA,Wimbledon\nKT3 4AA,Kingston\nKT3 4AB,Wimbledon\n"
    found = read(text_file(tmp_path / "own.csv", text), boundaries="2024")
    assert found.several == 1
    assert area(found.packed, "KT3 4AA") == "Wimbledon"
    straddling, whole = entry(found.packed, "KT3 4AA"), entry(found.packed, "KT3 4AB")
    assert straddling
    assert straddling.flags == SEVERAL
    assert whole
    assert whole.flags == 0


def test_northern_ireland_comes_along_only_where_its_terms_are_accepted(tmp_path: Path) -> None:
    found = read(text_file(tmp_path / "nspl.csv", NSPL), northern_ireland=True)
    belfast = entry(found.packed, "BT1 1AA")
    assert belfast
    assert (belfast.easting, belfast.northing) == (0, 0)
    assert (found.left_out, found.packed.postcodes) == (0, 7)


WARDS = "pcds,osward\nKT3 4AA,E05013938\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WARDS, "line 1: there are wards, but no column “pcon”"),
        ("name,town\nJeong,New Malden\n", "line 1: there is no column of postcodes"),
        ("pcds,region\nKT3 4AA,E12\n", "line 1: there is no column of constituencies"),
        ("<!DOCTYPE html><html>", "is a web page"),
        (b"", "is empty"),
        ("pcds,pcon\n", "holds no postcode"),
        ("pcds,pcon\nKT3 4AA,E14001312\nKT3 4A,E14001312\n", "line 3, column 1: “KT34A”"),
        ("pcds,pcon\nKT3 4AA,E14001312,1\n", "line 2: 3 cells where there are 2 columns"),
        ('pcds,pcon\nKT3 4AA,"E14\n', "line 2: unexpected end of data"),
        (b"\xff\xfep\0c\0", "is not a CSV in UTF-8"),
        (b"p" * 30_000, "longer than 20,000 bytes"),
        ("pcds,pcon,oseast1m,osnrth1m\nKT3 4AA,E14001312,far,1\n", "line 2, column 3: “far”"),
        (",".join(["pcds", "pcon"] + ["x"] * 2000) + "\n", "2002 columns"),
        ("KT3 4AA,1,2,3,4\n", "line 1 has no headings"),
        (b"PK\x03\x04 cut off", "damaged or was not downloaded whole"),
        (gzip.compress(NSPL.encode(), mtime=0)[:60], "damaged or was not downloaded whole"),
        ("pcds,pcon\nKT3 4AA,E14\0\n", "line 2"),
        ("%PDF-1.7\n", "is a PDF"),
        ('{"KT3 4AA": "E14001312"}\n', "is JSON"),
    ],
)
def test_a_wrong_file_gets_one_sentence_with_its_place(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    with pytest.raises(PostcodeFileError) as refusal:
        read(text_file(tmp_path / "file.csv", text))
    sentence = str(refusal.value)
    assert said in sentence
    assert sentence.startswith("file.csv")
    assert sentence.count("\n") == 0


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"../Data/CSV/kt.csv": "x"}, "outside its own folder"),
        ({"/etc/kt.csv": "x"}, "outside its own folder"),
        ({"[Content_Types].xml": "x"}, "is a spreadsheet"),
        ({"readme.txt": "x"}, "holds no CSV"),
        ({"Data/a.csv": "<html>"}, "is a web page"),
    ],
)
def test_a_zip_of_another_kind_is_refused(
    tmp_path: Path, members: dict[str, str], said: str
) -> None:
    with pytest.raises(PostcodeFileError, match=said):
        read(zip_file(tmp_path / "file.zip", members))


def test_a_file_that_unfolds_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.intake.postcodes import files

    monkeypatch.setattr(files, "LARGEST", 5_000)
    monkeypatch.setattr(files, "CHUNK", 1_000)
    packed = gzip.compress(b"pcds,pcon\n" + b"KT3 4AA,E14001312\n" * 1_000)
    with pytest.raises(PostcodeFileError, match="unfolds to more than"):
        read(text_file(tmp_path / "file.csv.gz", packed))


def test_a_download_cut_off_in_its_middle_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.intake.postcodes import files

    monkeypatch.setattr(files, "CHUNK", 1_000)
    lines = [
        f"KT3 {at % 10}{chr(65 + at % 7)}{chr(65 + at % 19)},E14{at:06}" for at in range(9_000)
    ]
    packed = gzip.compress("\n".join(["pcds,pcon", *lines]).encode())
    with pytest.raises(PostcodeFileError, match="damaged or was not downloaded whole"):
        read(text_file(tmp_path / "file.csv.gz", packed[: len(packed) // 2]))


def test_more_lines_than_any_country_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.intake.postcodes import files

    monkeypatch.setattr(files, "MOST_POSTCODES", 1_000)
    monkeypatch.setattr(files, "CHUNK", 1_000)
    packed = gzip.compress(b"pcds,pcon\n" + b"KT3 4AA,E14001312\n" * 2_000)
    with pytest.raises(PostcodeFileError, match="has more than 1,000 lines"):
        read(text_file(tmp_path / "file.csv.gz", packed))


def test_it_is_told_whether_anything_of_the_directory_before_is_left(tmp_path: Path) -> None:
    few = read(text_file(tmp_path / "few.csv", "pcds,pcon\nKT3 4AA,E14001312\n"))
    more = "pcds,pcon\nKT3 4AA,E14001586\nKT3 4AB,E14001312\n"
    whole = read(text_file(tmp_path / "more.csv", more), few.packed, "2024")
    assert whole.alone
    again = read(text_file(tmp_path / "few.csv", "pcds,pcon\nKT3 4AA,E14001312\n"), whole.packed)
    assert not again.alone


def test_names_are_taken_from_a_list_of_codes(tmp_path: Path) -> None:
    assert read_names(text_file(tmp_path / "names.csv", NAMES))["E14001586"] == "Wimbledon"
    with pytest.raises(PostcodeFileError, match="line 2, column 1"):
        read_names(text_file(tmp_path / "names.csv", "a,b\nc,d\n"))
