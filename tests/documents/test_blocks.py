"""Where pages end: nothing lost, nothing cut, no line alone, no heading at a page's foot."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from app.documents.page.blocks import Block, Placed, pages
from app.documents.page.pdf import Pdf

HEIGHT = 200.0


def nothing(_pdf: Pdf, _y: float, _first: int, _last: int) -> None:
    """Draws nothing."""


def paragraph(lines: int) -> Block:
    return Block((15.0,) * lines, nothing, after=10.0)


def heading() -> Block:
    return Block((20.0,), nothing, before=10.0, keep=True)


def placed(blocks: list[Block]) -> list[list[Placed]]:
    return pages(blocks, HEIGHT)


SECTIONS = st.tuples(st.integers(0, 3), st.integers(1, 30)).map(
    lambda section: [*(heading() for _ in range(section[0])), paragraph(section[1])]
)
BLOCKS = st.lists(SECTIONS, min_size=1, max_size=15).map(
    lambda found: list(chain.from_iterable(found))
)
"""Paragraphs with up to three headings, which never fill a page, before each."""


@given(BLOCKS)
def test_every_line_is_placed_once_and_in_order(blocks: list[Block]) -> None:
    seen = [
        (id(one.block), at)
        for page in placed(blocks)
        for one in page
        for at in range(one.first, one.last)
    ]
    assert seen == [(id(block), at) for block in blocks for at in range(len(block.heights))]


@given(BLOCKS)
def test_nothing_reaches_below_the_page(blocks: list[Block]) -> None:
    for page in placed(blocks):
        for one in page:
            assert one.down + sum(one.block.heights[one.first : one.last]) <= HEIGHT + 0.1


@given(BLOCKS)
def test_no_line_of_a_paragraph_stands_alone(blocks: list[Block]) -> None:
    for page in placed(blocks):
        for one in page:
            number, whole = one.last - one.first, len(one.block.heights)
            assert number >= min(2, whole), "a widow or an orphan"


@given(BLOCKS)
def test_a_heading_is_followed_by_text_on_its_page(blocks: list[Block]) -> None:
    for page in placed(blocks):
        assert not page[-1].block.keep


def test_the_head_of_a_table_stands_on_each_page() -> None:
    table = Block((20.0,) * 30, nothing, again=20.0, together=3)
    made = placed([table])
    assert [len(page) for page in made] == [1] * len(made)
    assert [page[0].down for page in made] == [0.0] + [20.0] * (len(made) - 1)
