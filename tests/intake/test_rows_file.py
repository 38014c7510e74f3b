"""ROWS.csv is taken whole, or refused with line and column."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from app.domain.signature import RowEntry
from app.errors import AppError
from app.intake.rows_file import read_rows


def written(folder: Path, text: str) -> Path:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_read(tmp_path: Path) -> None:
    text = (
        "row,name,address,postcode,signed_on,validity,reason\n"
        f'1,{unicodedata.normalize("NFD", "박민준")} Park Min-jun,"22 Lapwing Road, London",'
        "SW20 9ZZ,2026-11-19,valid,\n"
        "2,,,,,invalid,illegible\n"
        "3,,,,,blank,\n"
    )
    assert read_rows(written(tmp_path, text)) == [
        RowEntry(
            1,
            "박민준 Park Min-jun",
            "22 Lapwing Road, London",
            "SW20 9ZZ",
            date(2026, 11, 19),
            "valid",
        ),
        RowEntry(2, validity="invalid", reason="illegible"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nGrace\n", "line 1: the column “row” is missing"),
        ("row,nom\n1,Grace\n", "line 1: there is no column “nom”"),
        ("row\nx\n", "line 2, column “row”: “x” is not a row’s number"),
        ("row\n1\n1\n", "line 3, column “row”: 1 stands twice"),
        ("row,signed_on\n1,19/11/2026\n", "column “signed_on”: “19/11/2026” is not a date"),
        ("row,validity\n1,good\n", "column “validity”: “good”"),
        ("row,validity\n1,invalid\n", "column “reason”: “”"),
        ("row,validity,reason\n1,valid,illegible\n", "only an invalid row has a reason"),
        ("row,address\n1,22 Lapwing Road, London\n", "line 2: more cells than columns"),
        ("row,name\n1," + "x" * 5000 + "\n", "column “name”: 5000 characters"),
    ],
)
def test_each_mistake_has_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AppError) as refused:
        read_rows(written(tmp_path, text))
    assert said in str(refused.value)
