"""How well postcodes are read, by hand and by damage: `python -m tests.scans.postcodes`.

`python -m tests.scans.postcodes [CELLS OF EACH] [SEED] [FONT FILES …]`; the files' hands are
written in place of ours.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image

from app.domain.postcode_grammar import following
from app.domain.sheet import CodesOn, Shape
from app.intake.scans.asked import PageTask
from app.intake.scans.crop import KeptSide
from app.intake.scans.pages import read_page
from app.intake.scans.postcode_reader import READ_DPI, SURE_ENOUGH, PostcodeReader
from app.intake.scans.reading import Reader
from app.operations.paper.scan_pictures import SheetPictures
from tests.scans import world
from tests.scans.damage import World
from tests.scans.hands import LATIN, Hand
from tests.scans.measure import book
from tests.scans.world import Printed

DAMAGE: dict[str, dict[str, Any]] = {
    "scan": {"dpi": 200, "quality": 75, "noise": 3},
    "photograph": {"dpi": 200, "quality": 70, "noise": 4, "photo": True, "blur": 0.7},
    "JPEG 30": {"dpi": 200, "quality": 30, "noise": 4},
}


@dataclass(frozen=True)
class Cell:
    """A row of a page as it is kept, and what was written in its postcode cell by whom."""

    pictures: SheetPictures
    row: int
    written: str
    font: str
    damage: str


def some_postcode(chance: random.Random) -> str:
    """One of the neighbourhood, or of anywhere in the country."""
    if chance.random() < 0.4:
        code = chance.choice(["KT33", "KT34", "KT35", "KT36", "SW200", "SW208", "SW209"])
    else:
        code = chance.choice(_OUTWARD.split()) + chance.choice("0123456789")
    for _ in range(2):
        code += chance.choice([one for one in following(code) if one.isalpha()])
    return f"{code[:-3]} {code[-3:]}"


_OUTWARD = (
    "AB10 B1 B29 BA2 BD7 BH12 BN3 BT9 CB4 CF24 CR0 CT6 CV32 DE7 DH1 DN15 E8 E17 EC1V EH6 EX4 "
    "FK8 G41 GL5 GU2 HA9 HU5 IP33 KT1 KT12 L17 LE2 LN6 LS16 M21 ME14 MK9 N1 N16 NE4 NG7 NW1W NW6 "
    "OX4 PE28 PL4 PO9 RG6 RH19 S11 SE15 SE1P SM4 SN8 SO15 SW1A SW1X SW19 TN34 TW7 UB8 W1T W4 "
    "WC1E WC2H WF10 WS13 YO24"
)


def cells(
    number: int,
    seed: int,
    fonts: Sequence[str] = LATIN,
    damage: Iterable[str] = DAMAGE,
    shapes: Sequence[tuple[Shape, CodesOn]] = world.SHAPES,
    texts: Sequence[str] | None = None,
) -> Iterator[Cell]:
    """At least `number` cells of each font and damage, cut from what intake keeps of a page.

    In place of postcodes one of `texts` is written, where they are given; "" leaves it empty.
    """
    happening = World(seed)
    chance = happening.chance
    reader = Reader(book(shapes))
    for kind in damage:
        count = dict.fromkeys(fonts, 0)
        while min(count.values()) < number:
            page = chance.choice(_pages(chance.choice(shapes)))
            sheets, written = signed(page, chance, count, texts)
            pictures = _kept(sheets, happening, dict(DAMAGE[kind]), reader)
            for (code, row), (font, text) in written.items():
                yield Cell(pictures[code], row, text, Path(font).stem, kind)


def _pages(shape: tuple[Shape, CodesOn]) -> list[list[Printed]]:
    """The empty sheets of a shape; slips that share a page are together."""
    blanks = [one for one in world.printed_batch(*shape) if one.face.rows]
    return [list(found) for _, found in groupby(blanks, key=lambda one: id(one.picture))]


def signed(
    page: list[Printed],
    chance: random.Random,
    count: dict[str, int],
    texts: Sequence[str] | None = None,
) -> tuple[list[Printed], dict[tuple[str, int], tuple[str, str]]]:
    """The page with every row signed, each in the font that had the fewest; what was written."""
    image = Image.fromarray(page[0].picture)
    rows = [(blank, row) for blank in page for row in blank.face.rows]
    written = {}
    for (blank, row), entry in zip(rows, world.entries(chance, len(rows)), strict=True):
        font = min(count, key=lambda one: count[one])
        count[font] += 1
        text = some_postcode(chance) if texts is None else chance.choice(texts)
        shown = text.replace(" ", "") if chance.random() < 0.15 else text
        Hand(chance, font).write(image, blank.face, row, replace(entry, postcode=shown))
        written[blank.code.replace("-", ""), row.row] = font, text
    return [replace(blank, picture=np.asarray(image)) for blank in page], written


def _kept(
    sheets: list[Printed], happening: World, how: dict[str, Any], reader: Reader
) -> dict[str, SheetPictures]:
    """The pictures of each sheet by bare code, when the page is brought in as a file."""
    if not how.get("photo"):
        how["turn"] = happening.chance.uniform(-1.5, 1.5)
    page = world.scanned(happening, sheets[0], how.pop("dpi"), how.pop("quality"), **how)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        path.write_bytes(page.content)
        read = read_page(reader, PageTask(path, 1))
    faces = {one.code.replace("-", ""): one.face for one in sheets}
    return {
        seen.code: SheetPictures(
            [KeptSide(read.content, seen, faces[seen.code])], [{row.row: row for row in seen.rows}]
        )
        for seen in read.sheets
    }


@dataclass
class Tally:
    """How many cells there were, were offered a postcode, and the right one; and right at all."""

    cells: int = 0
    offered: int = 0
    offered_right: int = 0
    right: int = 0

    def add(self, written: str, read: str, sure: float) -> None:
        """Counts one cell."""
        offered = sure >= SURE_ENOUGH
        self.cells += 1
        self.offered += offered
        self.right += read == written
        self.offered_right += offered and read == written

    def line(self) -> str:
        """The shares, as the end of a line."""
        return (
            f"{self.cells:>7}{self.offered_right / max(self.offered, 1):>20.1%}"
            f"{self.offered / max(self.cells, 1):>11.1%}{self.right / max(self.cells, 1):>15.1%}"
        )


def main(number: int, seed: int, fonts: Sequence[str]) -> None:
    """Prints the table by font and damage."""
    reader = PostcodeReader()
    tallies: dict[tuple[str, str], Tally] = {}
    for cell in cells(number, seed, fonts):
        picture = cell.pictures.writing(cell.row, "postcode", READ_DPI)
        found = reader.read(picture) if picture else ("", 0.0)
        for key in (
            (cell.font, cell.damage), (cell.font, "all"), ("all", cell.damage), ("all", "all"),
        ):  # fmt: skip
            tallies.setdefault(key, Tally()).add(cell.written, *found)
    head = f"{'cells':>7}{'right when offered':>20}{'offered':>11}{'right of all':>15}"
    sys.stdout.write(f"{'hand':<16}{'damage':<12}{head}\n")
    for (font, damage), tally in sorted(tallies.items()):
        sys.stdout.write(f"{font:<16}{damage:<12}{tally.line()}\n")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 60, int(given[1]) if given[1:] else 1, given[2:] or LATIN)
