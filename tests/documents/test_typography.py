"""What a designer would see: nothing over a rule, nothing too small, figures in line."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pytest
from pypdfium2 import raw

from app.documents.page.fonts import BOLD, REGULAR, width
from app.documents.schedule import ScheduleRow, schedule_pdf
from app.documents.sheets.batch import sheets_pdf
from app.domain.sheet import SHAPES, Shape
from tests.documents.batches import batch, job
from tests.documents.pdfs import opened, words
from tests.documents.test_golden import documents, head


def collisions(pdf: bytes) -> list[str]:
    """Words that a horizontal rule goes through."""
    found = []
    with opened(pdf) as document:
        for number, page in enumerate(document, 1):
            rules = [
                one.get_bounds()
                for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
                if one.get_bounds()[3] - one.get_bounds()[1] < 6
            ]
            text = page.get_textpage()
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                for x0, y0, x1, y1 in rules:
                    through = bottom + 0.6 < (y0 + y1) / 2 < top - 0.6
                    if through and x0 < right - 0.5 and left + 0.5 < x1:
                        said = text.get_text_bounded(left, bottom, right, top)
                        found.append(f"page {number}: {said!r}")
    return found


@pytest.mark.parametrize("name", documents())
def test_no_text_stands_over_a_rule(name: str) -> None:
    assert collisions(documents()[name]) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_of_a_sheet_stands_over_a_rule(shape: Shape) -> None:
    kind = "prayer" if shape == "slips-6" else "full"
    made = sheets_pdf(replace(job(1, kind=kind), shape=shape))  # type: ignore[arg-type]  # a kind
    assert collisions(made.pdf) == []


@pytest.mark.parametrize("name", documents())
def test_nothing_that_is_read_is_smaller_than_8_points(name: str) -> None:
    if name == "en sheets":
        return  # the notice of a sheet has its own test
    sizes = set()
    with opened(documents()[name]) as document:
        for page in document:
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                size = ctypes.c_float()
                raw.FPDFTextObj_GetFontSize(one.raw, size)
                sizes.add(size.value)
    assert min(sizes) >= (6 if name == "en collector" else 8)


def test_long_names_and_addresses_are_whole_and_not_smaller() -> None:
    name = "Maria Magdalena Konstantina Papadopoulou-Featherstonehaugh of Lower Teasel Marsh"
    address = "Flat 12, The Old Brewery Maltings House, 123 Upper Teasel Avenue, " * 6
    rows = [ScheduleRow(name, address.strip(), "KT3 8QD", None)] * 40
    pdf = schedule_pdf(head("none"), rows, len(rows))
    assert words(pdf).replace("- ", "-").count("Featherstonehaugh") == 40
    assert words(pdf).count("Upper Teasel Avenue") == 240
    assert "…" not in words(pdf)


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_the_figures_of_tables_are_equally_wide(name: str) -> None:
    assert len({width(figure, name, 10) for figure in "0123456789"}) == 1


def test_the_notice_of_a_sheet_is_not_smaller_than_6_points() -> None:
    sizes = set()
    with opened(batch(1).pdf) as document:
        for one in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(one.raw, size)
            sizes.add(size.value)
    assert min(sizes) >= 6
