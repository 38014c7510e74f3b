"""What a document is made of from the top down, and where its pages end.

A block is cut between two pages so that no line stands alone at either end (widows and
orphans), and a heading stays with what it heads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.documents.page.pdf import Pdf

Draw = Callable[[Pdf, float, int, int], None]
"""Draws pieces `first` up to `last` of a block, the upper edge of the first at a height."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a list's item or a table: its pieces are lines or rows.

    `heights`, `before` and `after` are in points. `together` pieces at least stay at either
    end when the block is cut; `keep` holds it with the block after it; `again` is the height
    of a head that stands above the pieces of each later page.
    """

    heights: tuple[float, ...]
    draw: Draw
    before: float = 0.0
    after: float = 0.0
    together: int = 2
    keep: bool = False
    again: float = 0.0
    bookmark: str = ""

    @property
    def opening(self) -> float:
        """The height of what has to stand at the foot of a page at least."""
        whole = len(self.heights) < 2 * self.together
        return sum(self.heights if whole else self.heights[: self.together])


class Placed(NamedTuple):
    """Pieces `first` up to `last` of a block, `down` points below the top of their page."""

    block: Block
    first: int
    last: int
    down: float


def pages(blocks: Sequence[Block], height: float) -> list[list[Placed]]:
    """The blocks in pages of `height` points."""
    found: list[list[Placed]] = [[]]
    down = 0.0
    for at, block in enumerate(blocks):
        first = 0
        while first < len(block.heights):
            gap = (block.before if found[-1] else 0.0) if first == 0 else block.again
            room = height - down - gap
            last = first + _fitting(block, first, room)
            if found[-1] and (last == first or _parted(blocks, at, last, room, height)):
                found.append([])
                down = 0.0
                continue
            last = max(last, first + 1)
            found[-1].append(Placed(block, first, last, down + gap))
            down += gap + sum(block.heights[first:last])
            first = last
            if first < len(block.heights):
                found.append([])
                down = 0.0
        down += block.after
    return found


def _fitting(block: Block, first: int, room: float) -> int:
    """How many pieces from `first` on stand in `room` points, none left alone."""
    left, number, used = len(block.heights) - first, 0, 0.0
    while number < left and used + block.heights[first + number] <= room + 0.01:
        used += block.heights[first + number]
        number += 1
    if number == left:
        return number
    number = min(number, left - block.together)
    return number if number >= block.together else 0


def _parted(blocks: Sequence[Block], at: int, last: int, room: float, height: float) -> bool:
    """Whether a block would be parted here from the next, though one page has room for both."""
    block = blocks[at]
    if not block.keep or last < len(block.heights):
        return False
    needed = sum(block.heights)
    for before, following in zip(blocks[at:], blocks[at + 1 :], strict=False):
        if not before.keep:
            break
        needed += before.after + following.before
        needed += sum(following.heights) if following.keep else following.opening
    return room + 0.01 < needed <= height
