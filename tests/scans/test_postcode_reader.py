"""Postcodes are read from the cells of pages that were brought in; what is offered is right."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

import pytest

from app.domain.postcode import PostcodeKind, kind, normalise
from app.domain.scan import Picture
from app.intake.scans.postcode_reader import READ_DPI, PostcodeReader
from app.operations.paper.scan_pictures import suggest_postcode
from tests.scans.hands import LATIN
from tests.scans.postcodes import Cell, cells


@pytest.fixture(scope="module")
def sample() -> list[Cell]:
    return list(cells(10, 3, damage=["scan", "photograph"]))


def test_what_is_offered_is_right_and_most_cells_get_an_offer(sample: list[Cell]) -> None:
    assert len(sample) >= 60
    assert {(one.font, one.damage) for one in sample} == {
        (font, damage) for font in LATIN for damage in ("scan", "photograph")
    }
    read = [(suggest_postcode(one.pictures, one.row), one.written) for one in sample]
    offered = [(found, written) for found, written in read if found]
    assert len(offered) >= 0.6 * len(sample)
    assert sum(found == written for found, written in offered) >= 0.95 * len(offered)
    assert all(kind(found) is PostcodeKind.UK and normalise(found) == found for found, _ in offered)


@pytest.mark.parametrize(
    "texts",
    [
        [""],
        ["신목동"],
        ["New Malden", "see above", "020 7946 0000"],
        ["20/11/2025", "KT3", "KT3 4"],
    ],
    ids=["empty", "Korean", "words", "pieces"],
)
def test_what_is_no_postcode_gets_no_offer(texts: list[str]) -> None:
    found = [
        suggest_postcode(one.pictures, one.row)
        for one in cells(3, 5, damage=["scan", "photograph"], texts=texts)
    ]
    assert len(found) >= 18
    assert not any(found)


def test_an_empty_cell_is_not_even_read() -> None:
    reader = PostcodeReader()
    for one in islice(cells(4, 6, damage=["JPEG 30"], texts=[""]), 12):
        assert reader.read(picture_of(one)) == ("", 0.0)
    assert reader._net is None


def test_a_slip_whose_label_is_in_the_way_gets_no_offer() -> None:
    for one in cells(1, 7, damage=["scan"], shapes=[("slips-6", "foot")]):
        assert one.pictures.writing(one.row, "postcode", READ_DPI) is None
        assert suggest_postcode(one.pictures, one.row) == ""


def test_a_row_that_is_struck_or_not_in_the_picture_gets_no_offer(sample: list[Cell]) -> None:
    one = next(cell for cell in sample if suggest_postcode(cell.pictures, cell.row))
    assert suggest_postcode(one.pictures, 99) == ""
    ink = dict(one.pictures.rows)
    for changes in ({"struck": True}, {"score": 0.0}):
        one.pictures.rows = ink | {one.row: replace(ink[one.row], **changes)}
        assert suggest_postcode(one.pictures, one.row) == ""
    one.pictures.rows = ink


def test_several_threads_share_one_reader(sample: list[Cell]) -> None:
    reader = PostcodeReader()
    pictures = [picture_of(one) for one in sample[:8]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, pictures)) == [reader.read(one) for one in pictures]


def picture_of(cell: Cell) -> Picture:
    picture = cell.pictures.writing(cell.row, "postcode", READ_DPI)
    assert picture is not None
    return picture
