"""Sheets that went through the world are read: the right code, the right place, the right rows."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.domain.sheet import Shape
from app.intake.scans.reading import Reader
from tests.campaigns import commons_wording
from tests.documents.batches import batch
from tests.scans import world
from tests.scans.damage import World
from tests.scans.measure import Measured, book, measure, measure_all

PAGES = 22
"""Of each of the fourteen kinds of damage: 308 in all."""


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    return measure_all(PAGES)


def test_over_three_hundred_damaged_pages_are_read_as_the_issue_asks(
    measured: list[Measured],
) -> None:
    whole = Measured("all")
    for one in measured:
        whole.add(one)
    assert whole.sheets == PAGES * len(world.KINDS) > 300
    assert (whole.wrong, whole.lost) == (0, 0)
    assert whole.read >= 0.99 * whole.visible
    assert whole.at(50) <= 1.0
    assert whole.at(95) <= 2.0
    of_all_read = whole.rows + 9 * (whole.read - whole.placed)
    assert whole.rows_right >= 0.99 * of_all_read
    assert whole.struck_right >= 0.98 * of_all_read
    assert whole.text_fits >= 0.99 * whole.placed


@pytest.mark.parametrize("kind", world.KINDS)
def test_no_kind_of_damage_is_left_behind(measured: list[Measured], kind: str) -> None:
    one = measured[world.KINDS.index(kind)]
    assert (one.wrong, one.lost) == (0, 0)
    assert one.read >= one.visible - 1
    assert one.placed >= 0.9 * one.read
    assert one.at(50) <= 0.5
    assert one.at(95) <= 2.0
    assert one.rows_right >= 0.97 * one.rows


def test_several_sheets_in_one_photograph_are_each_read() -> None:
    reader, total = Reader(book()), Measured("together")
    for page in world.together(6):
        total.add(measure(page, reader))
    assert (total.read, total.wrong) == (total.sheets, 0)
    assert total.placed == total.sheets
    assert total.at(95) <= 1.0
    assert total.rows_right == total.rows


@pytest.mark.parametrize("shape", ["slips-4", "slips-6"])
def test_slips_on_a_page_and_cut_apart_are_each_read(shape: Shape) -> None:
    reader, total = Reader(book([(shape, "foot")])), Measured(shape)
    for page in world.slips(shape, 5):
        total.add(measure(page, reader))
    assert (total.read, total.wrong, total.placed) == (total.sheets, 0, total.sheets)
    assert total.at(95) <= 1.5  # a slip has no upright line that holds it sideways
    assert total.rows_right == total.rows


def test_a_front_without_code_is_found_by_its_marks_when_its_code_is_typed() -> None:
    known = book([("portrait", "back")])
    reader = Reader(known)
    for page in world.fronts("portrait", 5):
        truth = page.seen[0]
        grey = cv2.imdecode(np.frombuffer(page.content, np.uint8), cv2.IMREAD_GRAYSCALE)
        reading = reader.read(grey)
        assert (reading.problem, reading.marks) == ("no-code", True)
        seen = reader.read_as(grey, truth.printed.code.replace("-", ""))
        assert seen.by == "marks"
        assert {row.row: row.inked for row in seen.rows} == {
            row: state != "empty" for row, state in truth.printed.rows.items()
        }


def test_the_text_of_another_wording_is_noticed() -> None:
    here = book([("portrait", "foot")])
    longer = commons_wording(
        declares="people who flee are sent back, that this is against the law of nations, and "
        "that neighbours in New Malden have waited for years to hear of those they left behind"
    )
    made = batch(3, longer, seed=world.seed_of("portrait", "foot"))
    for picture in world.drawn(made.pdf)[:3]:
        [seen] = Reader(here).read(picture).sheets
        assert seen.text_fits is None or seen.text_fits < 0.5


def test_blank_pages_are_blank_and_signed_ones_are_not() -> None:
    reader = Reader(book())
    chance = World(5)
    for level in (255, 235, 200):
        page = chance.noisy(np.full((2339, 1654), level, np.uint8), 4)
        assert reader.read(page).problem == "blank"
    written = cv2.putText(page.copy(), "see the back", (300, 900), 0, 3, 60, 4)
    assert reader.read(written).problem == "no-code"
