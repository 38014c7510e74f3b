"""Sheets: codes that decode, rows with room for a pen, words that a machine can read."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import get_args

import pytest
from PIL.Image import Image

from app.documents.page.fonts import missing_glyphs
from app.documents.page.style import PAGE_HEIGHT, PAGE_WIDTH
from app.documents.sheets.batch import layout_json, sheets_pdf
from app.domain.addressee import Kind
from app.domain.sheet import Box
from app.domain.sheet_code import printed
from app.domain.wording import Return
from app.errors import AppError
from tests.campaigns import commons_wording, minister_wording
from tests.documents.batches import batch, job
from tests.documents.pdfs import codes, opened, pictures, words

MM = 72 / 25.4
KINDS = get_args(Kind)


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer[0] <= inner[0] < inner[2] <= outer[2] and outer[1] <= inner[1] < inner[3] <= outer[3]
    )


def grey(picture: Image, x: int, y: int) -> int:
    found = picture.getpixel((x, y))
    assert isinstance(found, int)
    return found


def test_every_code_of_a_thousand_sheets_decodes_at_150_dpi() -> None:
    prints = job(1000)
    expected = [printed(one.code) for one in prints.sheets]
    found = [codes(picture) for picture in pictures(sheets_pdf(prints).pdf)]
    assert [one for [one] in found] == expected


def test_a_page_says_its_code_in_words_too() -> None:
    prints = job(3)
    with opened(sheets_pdf(prints).pdf) as document:
        for page, sheet in zip(document, prints.sheets, strict=True):
            assert printed(sheet.code) in page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wording", [commons_wording(), minister_wording()])
def test_rows_have_room_and_nothing_meets(kind: Kind, wording: object) -> None:
    [page] = batch(1, wording, kind).pages  # type: ignore[arg-type]  # parametrised
    sheet: Box = (8 * MM, 8 * MM, PAGE_WIDTH - 8 * MM, PAGE_HEIGHT - 8 * MM)
    assert len(page.rows) >= 6
    for row in page.rows:
        assert row.box[3] - row.box[1] >= 10 * MM
        assert inside(row.box, sheet)
        cells = sorted(row.cells.values())
        assert all(inside(cell, row.box) for cell in cells)
        assert all(left[2] <= right[0] for left, right in itertools.pairwise(cells))
    for upper, lower in itertools.pairwise(page.rows):
        assert lower.box[3] <= upper.box[1] + 0.01
    assert page.qr is not None
    assert inside(page.qr, sheet)
    assert page.qr[3] < page.rows[-1].box[1], "the code is clear of the petition's text (R110)"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_where_a_printer_leaves_white(kind: Kind) -> None:
    [picture] = pictures(batch(1, kind=kind).pdf, 144)
    edge = round(8 * MM * 2)
    white = picture.point(lambda value: 0 if value == 255 else 255).getbbox()
    assert white is not None
    left, top, right, bottom = white
    assert min(left, top, picture.width - right, picture.height - bottom) >= edge


def test_the_layout_file_tells_where_the_ink_goes() -> None:
    made = batch(2)
    document = json.loads(layout_json(made))
    assert [page["sheet"] for page in document["pages"]] == [page.sheet for page in made.pages]
    [first, _] = pictures(made.pdf, 144)
    for row in document["pages"][0]["rows"]:
        left, bottom, right, top = row["box"]
        x, height = round((left + right) * 0.97), first.height
        assert [grey(first, x, height - round(2 * y)) for y in (bottom + 6, top - 6)] == [255] * 2
        rule = [grey(first, x, height - round(2 * bottom) + at) for at in (-2, -1, 0, 1, 2)]
        assert min(rule) < 230, "a row ends with a rule"


def test_korean_can_be_copied_from_a_sheet() -> None:
    shown = words(batch(1).pdf)
    assert "한 사람 한 사람의 보호 필요성에 따라 심사해 주십시오" in shown
    assert "서명" in shown


def test_singular_and_plural_prayers_are_on_the_sheet() -> None:
    for text in (
        "To the House of Commons",
        "The petition of residents of New Malden and supporters",
        "Declares that",
        "The petitioners therefore request that the House of Commons",
        "And the petitioners remain, etc.",
        "Do not cross out. If you make a mistake, leave the row and start the next one.",
    ):
        assert text in words(batch(1).pdf), text


def test_later_sheets_carry_the_prayer_alone() -> None:
    shown = words(batch(1, kind="prayer").pdf)
    assert "The petitioners therefore request" in shown
    assert "Declares that" not in shown


def test_the_same_batch_gives_the_same_bytes() -> None:
    assert batch(2).pdf == batch(2).pdf


def test_a_text_that_leaves_too_few_rows_is_refused() -> None:
    long = replace(commons_wording(), declares="that this is so; " * 300)
    with pytest.raises(Exception, match="rows"):
        batch(1, long)


def test_a_return_address_is_whole_or_refused() -> None:
    long = ("Flat 12, The Old Brewery Maltings House", "123 Upper Teasel Avenue", "KT3 8QD")
    wording = commons_wording(return_to=Return(long))
    shown = words(batch(1, wording).pdf)
    assert "Flat 12, The Old Brewery Maltings House 123 Upper Teasel Avenue KT3 8QD" in shown
    twelve = tuple(f"Line {number}" for number in range(12))
    with pytest.raises(AppError, match="room for"):
        batch(1, commons_wording(return_to=Return(twelve)))


def test_glyphs_that_no_font_has_are_told() -> None:
    assert missing_glyphs("Lee 이순자 — naïve") == ""
    assert missing_glyphs("Żółć Ğışık 刘华 张丽 Ελλάδα") == ""
    assert missing_glyphs("שלום देव e\u0301 محمد தமிழ் ไทย") == ""
    assert missing_glyphs("a🙂b🙂 မြန်") == "🙂မြန်"


def test_names_of_many_alphabets_stand_in_one_line() -> None:
    names = "Żółć Nguyễn 刘华 이순자 Ελλάδα"
    wording = replace(commons_wording(), petitioners=names)
    assert f"The petition of {names}," in words(batch(1, wording).pdf)
