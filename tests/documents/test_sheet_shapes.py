"""Every shape of a sheet: exact rows, white edges, codes that decode, room for large type."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL.Image import Image
from pypdfium2 import raw

from app.documents.sheets.batch import SheetsPdf, sheets_pdf
from app.domain.addressee import Kind
from app.domain.sheet import SHAPES, SLIPS, PageLayout, Shape
from app.domain.sheet_code import printed
from app.errors import AppError
from app.intake.templates import binding_texts
from app.intake.wording_file import read_wording
from tests.campaigns import commons_wording
from tests.documents.batches import batch, job
from tests.documents.pdfs import codes, opened, pictures, words

DPI = 600
PETITIONS = Path(__file__).parent.parent / "files" / "petitions"
DOTS = DPI / 72
"""Dots of the picture to a point."""

PAGES = [shape for shape in SHAPES if shape not in SLIPS]


def kind_of(shape: Shape) -> Kind:
    return "prayer" if shape == "slips-6" else "full"


@cache
def made(shape: Shape) -> SheetsPdf:
    return batch(7, kind=kind_of(shape), shape=shape)


def darkest(picture: Image, x: float, y: float, reach: int = 12) -> float:
    """Where the middle of the dark line next to height `y` is, in points; the page's foot is 0."""
    column, middle = round(x * DOTS), picture.height - y * DOTS
    found: list[float] = []
    for at in range(round(middle) - reach, round(middle) + reach + 1):
        value = picture.getpixel((column, min(at, picture.height - 1)))
        assert isinstance(value, int)
        if value < 200:
            found.append(at + 0.5)
    assert found, "a rule is there"
    return (picture.height - sum(found) / len(found)) / DOTS


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_lie_where_the_layout_file_says(shape: Shape) -> None:
    sheets = made(shape)
    picture = next(pictures(sheets.pdf, DPI))
    for page in sheets.pages[: SLIPS.get(shape, 1)]:
        for row in page.rows:
            left, bottom, right, top = row.box
            x = (left + right) / 2 - 20
            assert abs(darkest(picture, x, bottom) - bottom) * 25.4 / 72 <= 0.2
            if shape not in SLIPS:
                assert abs(darkest(picture, x, top) - top) * 25.4 / 72 <= 0.2


@pytest.mark.parametrize("shape", PAGES)
def test_cells_lie_where_the_layout_file_says(shape: Shape) -> None:
    sheets = made(shape)
    picture = next(pictures(sheets.pdf, DPI))
    row = sheets.pages[0].rows[2]
    y = (row.box[1] + row.box[3]) / 2
    for name in ("name", "address", "signature", "date"):
        left = row.cells[name][0]
        line = picture.height - round(y * DOTS)
        dark = [
            x + 0.5
            for x in range(round(left * DOTS) - 12, round(left * DOTS) + 13)
            if picture.getpixel((x, line)) < 200  # type: ignore[operator]  # a grey value
        ]
        assert dark
        assert abs(sum(dark) / len(dark) / DOTS - left) * 25.4 / 72 <= 0.2


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_stands_within_8_mm_of_the_edge(shape: Shape) -> None:
    for picture in pictures(made(shape).pdf, 144):
        box = picture.point(lambda value: 0 if value == 255 else 255).getbbox()
        assert box is not None
        edge = int(8 * 144 / 25.4)
        left, top, right, bottom = box
        assert min(left, top, picture.width - right, picture.height - bottom) >= edge


@pytest.mark.parametrize("shape", SHAPES)
def test_every_code_decodes_where_its_layout_says(shape: Shape) -> None:
    sheets = made(shape)
    shown = list(pictures(sheets.pdf, 200))
    assert [page.sheet for page in sheets.pages] == [
        printed(one.code) for one in job(7, kind=kind_of(shape)).sheets
    ]
    for page in sheets.pages:
        assert codes(_part(shown[page.page - 1], page)) == [page.sheet]


def _part(picture: Image, page: PageLayout) -> Image:
    assert page.qr is not None
    scale, quiet = 200 / 72, 8
    x0, y0, x1, y1 = page.qr
    return picture.crop(
        (
            round((x0 - quiet) * scale),
            picture.height - round((y1 + quiet) * scale),
            round((x1 + quiet) * scale),
            picture.height - round((y0 - quiet) * scale),
        )
    )


def test_slips_share_a_page_and_have_a_code_and_a_row_each() -> None:
    for shape, number in SLIPS.items():
        pages = made(shape).pages
        assert [page.page for page in pages] == [at // number + 1 for at in range(7)]
        assert all(len(page.rows) == 1 for page in pages)
        boxes = [page.rows[0].box for page in pages[:number]]
        assert len(set(boxes)) == number


def test_a_code_on_the_back_leaves_the_front_without_one() -> None:
    sheets = batch(2, codes_on="back")
    shown = list(pictures(sheets.pdf, 200))
    assert [page.sheet is None for page in sheets.pages] == [True, False, True, False]
    assert [codes(picture) for picture in shown] == [
        [], [sheets.pages[1].sheet], [], [sheets.pages[3].sheet]
    ]  # fmt: skip
    with opened(sheets.pdf) as document:
        front = document[0].get_textpage().get_text_bounded()
    assert sheets.pages[1].sheet is not None
    assert sheets.pages[1].sheet not in front
    assert "The petitioners therefore request" in front


@pytest.mark.parametrize("rows", range(6, 21))
def test_six_to_twenty_rows(rows: int) -> None:
    [page] = batch(1, kind="prayer", rows=rows).pages
    assert len(page.rows) == rows
    assert page.rows[0].box[3] - page.rows[0].box[1] >= 8 * 72 / 25.4 - 0.01


@pytest.mark.parametrize(("shape", "rows"), [("portrait", 5), ("portrait", 21), ("large", 7)])
def test_a_number_of_rows_that_does_not_fit_is_refused(shape: Shape, rows: int) -> None:
    with pytest.raises(AppError, match="rows"):
        batch(1, kind="prayer", shape=shape, rows=rows)


def test_large_print_is_18_points_on_six_rows() -> None:
    sheets = made("large")
    assert len(sheets.pages[0].rows) == 6
    sizes: dict[str, float] = {}
    with opened(sheets.pdf) as document:
        page = document[0]
        textpage = page.get_textpage()
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(one.raw, size)
            left, bottom, right, top = one.get_bounds()
            sizes[textpage.get_text_bounded(left, bottom, right, top).strip()] = size.value
    assert sizes["Declares that"] == 18
    assert min(sizes.values()) >= 8


def test_no_telephone_number_has_room_above_the_cut() -> None:
    sheets = made("two-part")
    shown = words(sheets.pdf)
    above = shown.split("Cut here")[0]
    assert "Phone" not in above
    assert "Email" not in above
    assert shown.count("☐") == 0
    assert "Belongs to sheet" in shown


@pytest.mark.parametrize("shape", ["slips-4", "slips-6"])
def test_a_text_too_long_for_a_slip_is_refused_with_what_helps(shape: Shape) -> None:
    long = replace(commons_wording(), declares="people face prison if they are sent back; " * 40)
    with pytest.raises(AppError, match="no room on a slip"):
        batch(4, long, shape=shape)


def test_the_foots_columns_do_not_meet_in_a_large_batch() -> None:
    one = job(1)
    many = replace(one, batch=12, sheets=(replace(one.sheets[0], number=5000),))
    with opened(sheets_pdf(many).pdf) as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        assert "Sheet 5000 of 5000" in text
        assert "Full text, batch 12" in text
        right = max(page.get_rect(at)[2] for at in range(page.count_rects())
                    if "5000 of" in page.get_text_bounded(*page.get_rect(at)))  # fmt: skip
    assert right < 218


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "slips-6"])
def test_welsh_and_long_texts_stay_on_the_page(shape: Shape) -> None:
    wording = read_wording(PETITIONS / "senedd-welsh-right.toml")
    one = job(2, wording)
    texts = {"cy": binding_texts("cy")}
    kind: Kind = "full"
    made = sheets_pdf(replace(one, shape=shape, texts=texts, sheets=tuple(
        replace(sheet, kind=kind) for sheet in one.sheets)))  # fmt: skip
    for picture in pictures(made.pdf, 144):
        box = picture.point(lambda value: 0 if value == 255 else 255).getbbox()
        assert box is not None
        assert picture.width - box[2] >= int(8 * 144 / 25.4)
