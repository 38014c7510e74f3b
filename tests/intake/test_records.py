"""Tables of text: what no single encoding explains, what bursts, and what is no table at all."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from app.errors import AppError
from app.intake.records import table, workbook
from app.intake.records.dates import NoDateError, order_of, read_date
from app.intake.records.presets import mark_of, preset, recognise, targets_of
from app.intake.records.reading import parse_file, read_table
from app.intake.records.subject import CONTACTS, SIGNATURES, Subject
from app.intake.records.table import RecordsError
from app.intake.records.text import decode, find_delimiter, long_cell

TODAY = date(2026, 11, 23)


def refused(path: Path) -> str:
    with pytest.raises(AppError) as raised:
        parse_file(path)
    sentence = str(raised.value)
    assert sentence.startswith(path.name)
    assert sentence.endswith(".")
    return sentence


def made(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1/2/2026 10:00:00", "2026-02-01"),
        ("2026/09/20 10:00:00 AM", "2026-09-20"),
        ("2026/09/20 10:00:00 PM GMT+3", "2026-09-20"),
        ("2026-07-27T23:30:00Z", "2026-07-27"),
        ("27/7/26 19:06:23", "2026-07-27"),
        ("2026. 9. 20 오전 10:00:00", "2026-09-20"),
        ("2026년 9월 20일", "2026-09-20"),
        ("20260920", "2026-09-20"),
        ("20 September 2026", "2026-09-20"),
        ("Sunday, 20th of Sept 2026", "2026-09-20"),
        ("Sep 20, 2026", "2026-09-20"),
        ("46285", "2026-09-20"),
        ("46285.4167", "2026-09-20"),
        ("31/12/85", "1985-12-31"),
    ],
)
def test_dates_as_programs_and_people_write_them(written: str, day: str) -> None:
    assert read_date(written, "day-first", TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "yesterday", "2026-13-01", "1985", "12/2026", "5 Smarch 2026"]
)
def test_what_is_no_date_is_not_made_one(written: str) -> None:
    with pytest.raises(NoDateError):
        read_date(written, "day-first", TODAY)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["1/2/2026", "13/2/2026"], "day-first"),
        (["1/2/2026", "2/13/2026"], "month-first"),
        (["1/2/2026", "3/4/2026"], None),
        (["5/5/2026", ""], ""),
        (["2026-02-01", "1 May 2026"], ""),
        (["13/2/2026", "2/13/2026"], "both"),
        (["26.11.20", "26. 11. 21"], None),
        (["26.11.20", "26. 11. 5"], "year-first"),
        (["27/7/26", "1/7/26"], "day-first"),
        (["99.12.31"], "year-first"),
        (["05.05.05"], ""),
    ],
)
def test_the_order_of_day_and_month_is_proved_or_asked(cells: list[str], order: str | None) -> None:
    assert order_of(cells) == order


def test_month_first_and_year_first_are_read_so() -> None:
    assert read_date("7/27/26 19:06:23", "month-first", TODAY) == date(2026, 7, 27)
    assert read_date("26. 11. 5", "year-first", TODAY) == date(2026, 11, 5)
    with pytest.raises(NoDateError):
        read_date("26.11.2005", "year-first", TODAY)


class TestEncodings:
    """One is found, or the cell is named where the file mixes them."""

    def test_mixed_encodings_are_refused_at_the_cell(self, tmp_path: Path) -> None:
        content = "Name,Town\n이순자,Malden\n".encode() + "Ada,Żółć\n".encode("cp1250")
        said = refused(made(tmp_path / "a.csv", content))
        assert "line 3, column 2" in said
        content = "Name,Town\nJosé,Malden\n".encode() + "Ada,Núñez\n".encode("cp1252")
        assert "line 3, column 2" in refused(made(tmp_path / "b.csv", content))

    def test_western_text_is_not_taken_for_korean(self) -> None:
        western = "Name,Town\nJosé ÃO Núñez,Zürich\n"
        assert decode(western.encode("cp1252"), "a.csv") == (western, "cp1252")

    def test_an_encoding_that_was_said_has_to_fit(self) -> None:
        assert decode("é".encode("cp1252"), "a.csv", "cp1252").text == "é"
        with pytest.raises(RecordsError, match=r"line 2, column 1: this is not UTF-8"):
            decode(b"a,b\n\xe9,c\n", "a.csv", "utf-8")


class TestText:
    """Rows, their lines, and what only looks like rows."""

    def test_lines_are_counted_over_line_ends_in_quotes(self, tmp_path: Path) -> None:
        found = parse_file(made(tmp_path / "a.csv", 'a,b\n"1\n2",x\r\n3,y\n'))
        assert (found.rows, list(found.lines)) == ([["1\n2", "x"], ["3", "y"]], [2, 4])

    def test_heads_without_a_name_or_with_anothers_get_their_own(self, tmp_path: Path) -> None:
        found = parse_file(made(tmp_path / "a.csv", "Name,,Name,Name (2),\n1,2,3,4,5\n"))
        assert found.heads == ("Name", "Column B", "Name (2)", "Name (2) (2)", "Column E")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_delimiter_is_found_though_cells_hold_others(self, delimiter: str) -> None:
        file = io.StringIO(newline="")
        rows = [["Name", "Address"], ["Hart, Joan", "1; Mill Way, Malden"], ["Fenn", "2 | Way"]]
        csv.writer(file, delimiter=delimiter).writerows(rows)
        assert find_delimiter(file.getvalue()) == delimiter

    def test_a_quotation_mark_that_is_never_closed_is_found(self, tmp_path: Path) -> None:
        said = refused(made(tmp_path / "a.csv", 'a,b\n1,2\n3,"4\n5,6\n7,8\n'))
        assert "line 3, column 2" in said

    def test_a_cell_too_long_is_found_by_line_and_column(self, tmp_path: Path) -> None:
        long = "x" * (table.CELL_LIMIT + 1)
        said = refused(made(tmp_path / "a.csv", f'a,b\n"1\n",2\n3,{long}\n'))
        assert "line 4, column 2" in said
        assert long[:10] not in said

    def test_a_first_line_that_is_a_row_is_no_heading(self, tmp_path: Path) -> None:
        content = "Joan Hart,1 Mill Way,KT3 8QD\nIvo Fenn,2 Mill Way,KT3 8QD\n"
        assert "line 1, column 3" in refused(made(tmp_path / "a.csv", content))

    def test_two_thousand_columns_are_refused(self, tmp_path: Path) -> None:
        said = refused(made(tmp_path / "a.csv", ",".join(map(str, range(2000))) + "\n"))
        assert "line 1: 2,000 columns" in said

    def test_control_characters_between_cells_do_not_shift_them(self, tmp_path: Path) -> None:
        path = made(tmp_path / "a.csv", "a,b\n1\x1f2,\x1e3\n4,5\n")
        assert read_table(path).rows == [["1\x1a2", "\x1a3"], ["4", "5"]]


class TestKinds:
    """A file is what it holds."""

    @pytest.mark.parametrize(
        ("content", "word"),
        [
            (b"", "empty"),
            (b"%PDF-1.7 ...", "a PDF"),
            (b"\x89PNG\r\n", "a picture"),
            (b"\xef\xbb\xbf<html><table><tr><td>Name", "a web page"),
            (b"<!-- x --><html><table>", "a web page"),
            (b'<?xml version="1.0"?><Workbook>', "Excel 2003"),
            (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "Excel 2003"),
            (b"PK\x03\x04 cut off", "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
            (b'{"signatures": [1]}', "no list"),
            (b'{"signatures": ', "damaged"),
            (bytes(range(1, 9)) + b"\0" * 40 + b"\x01\0\0\x05" * 40, "."),
        ],
    )
    def test_what_is_no_table_is_named(self, tmp_path: Path, content: bytes, word: str) -> None:
        assert word in refused(made(tmp_path / "signatures.xlsx", content))

    def test_archives_of_other_kinds_are_named(self, tmp_path: Path) -> None:
        for inside, word in (("word/document.xml", "Word"), ("a.csv", "archive")):
            path = tmp_path / "a.xlsx"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(inside, "x")
            assert word in refused(path)

    def test_letters_or_a_zero_at_its_beginning_make_no_archive_nor_utf_16(
        self, tmp_path: Path
    ) -> None:
        found = parse_file(made(tmp_path / "a.csv", "PK,Full name\n7,Ada Moss\n"))
        assert found.heads == ("PK", "Full name")
        found = parse_file(made(tmp_path / "b.csv", b"Full\0name,Address\nA,b\n"))
        assert (found.heads, found.encoding) == (("Full name", "Address"), "utf-8")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.csv")
        assert "a pipe" in refused(tmp_path / "pipe.csv")

    def test_a_missing_file_is_said(self, tmp_path: Path) -> None:
        assert "cannot be read" in refused(tmp_path / "gone.csv")


class TestWorkbooks:
    """Values, dates and merged cells of worksheets; and those that burst."""

    @staticmethod
    def book(path: Path, *sheets: list[list[object]], merge: str = "") -> Path:
        import openpyxl

        made = openpyxl.Workbook()
        made.remove(made.active)
        for number, rows in enumerate(sheets, 1):
            sheet = made.create_sheet(f"S{number}")
            for row in rows:
                sheet.append(row)
            if merge:
                sheet.merge_cells(merge)
        made.save(path)
        return path

    def test_values_come_as_words(self, tmp_path: Path) -> None:
        path = self.book(
            tmp_path / "a.xlsx",
            [
                ["Name", "When", "Day", "Number", "Share", "Agreed", "Sum"],
                ["Ada", datetime(2026, 9, 20, 10, 5), date(2026, 9, 20), 7, 1.5, True, "=1+1"],  # noqa: DTZ001  # a cell has no zone
            ],
        )
        assert parse_file(path).rows == [
            ["Ada", "2026-09-20 10:05:00", "2026-09-20", "7", "1.5", "TRUE", ""]
        ]

    def test_a_title_over_the_heads_is_left_and_a_shared_address_holds_for_both(
        self, tmp_path: Path
    ) -> None:
        path = self.book(
            tmp_path / "a.xlsx",
            [["Our petition"], ["Name", "Address"], ["Ada", "1 Mill Way"], ["Ivo", None]],
            merge="B3:B4",
        )
        found = parse_file(path)
        assert (found.above, found.heads, list(found.lines)) == (1, ("Name", "Address"), [3, 4])
        assert found.rows == [["Ada", "1 Mill Way"], ["Ivo", "1 Mill Way"]]

    def test_which_of_several_worksheets_is_asked(self, tmp_path: Path) -> None:
        rows: list[list[object]] = [["Name", "Address"], ["Ada", "1 Mill Way"]]
        path = self.book(tmp_path / "a.xlsx", rows, [["Name", "Age"], ["Ivo", 30]], [])
        with pytest.raises(workbook.WorksheetError, match="S1, S2") as raised:
            parse_file(path)
        assert raised.value.names == ["S1", "S2"]
        assert parse_file(path, worksheet="S2").rows == [["Ivo", "30"]]
        with pytest.raises(workbook.WorksheetError, match="no worksheet “S9”"):
            parse_file(path, worksheet="S9")

    def test_a_workbook_that_would_unfold_a_thousandfold_is_refused_unread(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
            with archive.open("xl/worksheets/sheet1.xml", "w") as part:
                for _ in range(30):
                    part.write(b"<c/>" * 250_000)
        assert path.stat().st_size < 200_000
        assert "would unfold" in refused(path)

    def test_two_cells_at_the_ends_of_a_sheet_break_only_their_reader(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        path = self.book(tmp_path / "a.xlsx", [["Name", "Address"]])
        import openpyxl

        made = openpyxl.load_workbook(path)
        made.active["XFD1048576"] = "x"
        made.save(path)
        with pytest.raises(RecordsError, match=r"more memory|columns|broke"):
            read_table(path)
        assert capfd.readouterr().err == ""


def test_a_cell_that_makes_a_file_too_large_is_found_by_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.intake.records.reading.LARGEST", 300_000)
    path = made(tmp_path / "a.csv", "Name,Address\nAda,1 Mill Way\nIvo," + "x" * 400_000 + "\n")
    assert "line 3, column 2" in refused(path)
    path = made(tmp_path / "b.csv", "Name,Address\n" + "Ada,1 Mill Way\n" * 30_000)
    assert "the most is" in refused(path)


def test_a_cell_of_300_megabytes_takes_no_memory(tmp_path: Path) -> None:
    """As a sparse file: zeros are text too, and the disk is spared."""
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"Name,Address\nIvo,")
        file.truncate(300_000_000)
    with pytest.raises(RecordsError, match="line 2, column 2"):
        read_table(path)


def test_long_cells_are_found_across_pieces() -> None:
    half = "x" * (table.CELL_LIMIT // 2 + 1)
    assert long_cell(["a,b\n1,", half, half, "\n"], ",") == (2, 2)
    assert long_cell(['a,b\n"1\n', '2",3\n'], ",") is None


@pytest.mark.parametrize("subject", [SIGNATURES, CONTACTS])
def test_no_heading_turns_a_refusal_or_an_address_into_a_yes(subject: Subject) -> None:
    heads = ["Name", "Do not contact by email", "Contact email", "I don’t want texts", "Phone no"]
    found = targets_of(recognise(heads, subject), heads)
    assert [one for one in found if one.startswith("opt:")] == []
    assert (found[2], found[4]) == ("email", "phone")
    said = ["Name", "May we contact you by email?", "Happy to agree to phone calls by phone"]
    assert targets_of(recognise(said, subject), said)[1:] == ("opt:email", "opt:phone")


HEADINGS: dict[tuple[str, bool] | None, tuple[str, ...]] = {
    ("do_not_contact", True): (
        "Safe to contact", "OK to contact", "May be contacted", "Contact allowed",
        "Can we contact you?", "Safe to call", "OkToContact", "Contact permitted (yes/no)",
        "Not opted out", "연락 가능", "No objection to contact", "연락 거부 안 함",
    ),
    ("do_not_contact", False): (
        "Do not contact", "No contact", "Not safe to contact", "Doesn’t want to be contacted",
        "DoNotCall", "HasOptedOutOfEmail", "Contact not allowed", "연락 금지", "연락 가능하지 않음",
    ),
    ("at_risk", True): (
        "Not at risk", "not_at_risk", "NotAtRisk", "Not at risk (Y/N)", "No risk",
        "No longer at risk", "Isn’t at risk", "Not confidential", "Safe", "OK to name",
        "위험 없음", "위험 아님", "위험하지 않음", "신변 이상 없음", "안전",
    ),
    ("at_risk", False): (
        "At risk?", "At-risk (Y/N)", "AtRisk", "Confidential", "Keep confidential", "Not safe",
        "Unsafe", "Do not name: at risk", "At risk (no publicity)", "위험 여부", "비공개",
    ),
    ("deceased", True): (
        "Alive", "Living", "Still alive?", "Not deceased", "사망 아님", "생존 여부",
    ),
    ("deceased", False): ("Deceased", "Not alive", "No longer living", "사망"),
    None: (
        "Name", "Contact email", "Phone no", "Best time to contact", "Living with", "연락처",
        "Confidential notes", "연락 가능 시간", "Emergency contact", "May we contact you by email?",
    ),
}  # fmt: skip


def test_a_heading_that_says_the_opposite_of_a_mark_is_read_the_other_way_round() -> None:
    found = {head: mark_of(head, CONTACTS) for heads in HEADINGS.values() for head in heads}
    said = {head: one and (one.target, one.turned) for head, one in found.items()}
    assert said == {head: one for one, heads in HEADINGS.items() for head in heads}


def test_a_mark_is_found_in_the_files_of_other_programs_too() -> None:
    heads = ["First Name", "Last Name", "Labels", "At risk"]
    assert targets_of(preset("google", CONTACTS), heads)[3] == "at_risk"
