"""Sheets go out into the world and come back: printed, filled, then scanned or photographed.

Every page keeps the truth: which sheet it is, where each point of the paper lies in the
picture, and which rows hold ink.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from app.domain.addressee import Kind
from app.domain.practice import collecting_days, people_from_table, rows
from app.domain.sheet import CodesOn, Face, RowBox, Shape, faces_of
from app.domain.signature import RowEntry
from app.intake.scans.place import corners_of, flip
from app.paths import RESOURCES
from tests.campaigns import NOW
from tests.documents.batches import batch
from tests.scans.damage import World, identity, moved
from tests.scans.hands import SCALE, Hand

Array = Any
"""A numpy array: its types say little that helps here."""


@dataclass(frozen=True)
class Printed:
    """One sheet in ink on paper: its picture at 300 dpi, and which rows hold what."""

    code: str
    face: Face
    side: int
    picture: Array
    rows: dict[int, str]


@dataclass(frozen=True)
class Seen:
    """A sheet as it lies in a picture: `place` takes points of the page to pixels."""

    printed: Printed
    place: Callable[[Array], Array]


@dataclass(frozen=True)
class Page:
    """A page as it comes back: an encoded picture, what was done to it, and the truth."""

    kind: str
    content: bytes
    seen: tuple[Seen, ...]
    code_visible: bool = True
    words: dict[str, str] = field(default_factory=dict)


def entries(chance: random.Random, number: int) -> list[RowEntry]:
    """`number` people of the practice campaign, as they fill a row in."""
    import tomllib

    table = tomllib.loads((RESOURCES / "practice" / "people.toml").read_text("utf-8"))
    people = people_from_table(table)
    days = collecting_days(NOW.date(), weeks=4)
    return list(rows(people, number, number, days, chance.randint(0, 10**9)))


def seed_of(shape: Shape, codes_on: CodesOn) -> int:
    """Each shape has codes of its own."""
    return zlib.crc32(f"{shape} {codes_on}".encode())


def drawn(pdf: bytes) -> list[Array]:
    """The pages of a PDF at 300 dpi, grey."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.render(scale=SCALE, grayscale=True).to_numpy() for page in document]


@cache
def printed_batch(shape: Shape, codes_on: CodesOn = "foot", number: int = 6) -> list[Printed]:
    """Empty sheets of a batch, as they come from the printer."""
    kind: Kind = "prayer" if shape == "slips-6" else "full"
    made = batch(number, None, kind, shape=shape, codes_on=codes_on, seed=seed_of(shape, codes_on))
    faces = faces_of(made.pages, made.size)
    pictures = drawn(made.pdf)
    found = []
    at: dict[str, int] = {}
    pending: list[int] = []
    for page in made.pages:
        if page.sheet is None:
            pending.append(page.page)
            continue
        sides = faces[page.sheet]
        numbers = [*pending, page.page]
        pending = []
        for side, (face, number_) in enumerate(zip(sides, numbers, strict=True)):
            found.append(Printed(page.sheet, face, side, pictures[number_ - 1], {}))
            at[page.sheet] = len(found)
    return found


def fill(blank: Printed, chance: random.Random, share: float = 0.7) -> Printed:
    """Somebody signs: most rows, now and then one is crossed out or left half empty."""
    page = Image.fromarray(blank.picture)
    states: dict[int, str] = {}
    people = entries(chance, max(len(blank.face.rows), 1))
    for row, entry in zip(blank.face.rows, people, strict=False):
        state = "inked" if chance.random() < share else "empty"
        states[row.row] = state
        if state == "empty":
            continue
        hand = Hand(chance)
        shown = entry if chance.random() < 0.85 else RowEntry(entry.row, entry.name)
        hand.write(page, blank.face, row, shown)
        if chance.random() < 0.08 and _wide(row):
            states[row.row] = "struck"
            hand.strike(page, blank.face, row)
    return Printed(blank.code, blank.face, blank.side, np.asarray(page), states)


def _wide(row: RowBox) -> bool:
    return row.box[2] - row.box[0] > 300


def flat(printed: Printed) -> tuple[Array, Callable[[Array], Array]]:
    """The page itself at 300 dpi; points are in points from its upper left."""
    return printed.picture, lambda points: np.asarray(points, dtype=np.float64) * SCALE


def scanned(world: World, printed: Printed, dpi: float, quality: int, **how: Any) -> Page:
    """One page: what happens to the paper, then to its picture."""
    image, place = _on_paper(world, printed, how)
    image, place = world.scaled(image, place, dpi)
    if how.get("turn"):
        image, place = world.turned(image, place, how["turn"])
    for _ in range(how.get("quarters", 0)):
        matrix = np.array([[0, 1, 0], [-1, 0, image.shape[1] - 1], [0, 0, 1.0]])
        image, place = np.ascontiguousarray(np.rot90(image)), moved(place, matrix)
    if how.get("shadow"):
        image = world.shadowed(image)
    if how.get("blur"):
        image = world.blurred(image, how["blur"])
    if how.get("noise"):
        image = world.noisy(image, how["noise"])
    content = world.png(world.faxed(image)) if how.get("fax") else world.jpeg(image, quality)
    return Page("", content, (Seen(printed, place),), _code_visible(printed, place, image))


def _code_visible(printed: Printed, place: Any, image: Array) -> bool:
    """Whether the code lies whole within the picture."""
    if printed.face.qr is None:
        return False
    corners = place(corners_of(printed.face.qr, printed.face))
    return bool((corners > 0).all() and (corners < image.shape[1::-1]).all())


def _on_paper(world: World, printed: Printed, how: dict[str, Any]) -> tuple[Array, Any]:
    image, place = flat(printed)
    if how.get("creased"):
        image, place = world.creased(image, place)
    if how.get("stained"):
        image = world.stained(image)
    if how.get("cropped"):
        image, place = world.cropped(image, place)
    if how.get("photo"):
        image, place = world.photographed(image, place)
    return image, place


def _how(kind: str, chance: random.Random) -> dict[str, Any]:
    """What each kind of damage is made of."""
    tables: dict[str, dict[str, Any]] = {
        "clean 300 dpi": {"dpi": 300, "quality": 80, "noise": 2},
        "clean 200 dpi": {"dpi": 200, "quality": 75, "noise": 3, "turn": chance.uniform(-1.5, 1.5)},
        "100 dpi": {"dpi": 100, "quality": 75, "noise": 2, "turn": chance.uniform(-1, 1)},
        "askew to 15°": {"dpi": 200, "quality": 75, "noise": 3, "turn": chance.uniform(-15, 15)},
        "quarter turns": {
            "dpi": 200, "quality": 75, "noise": 3, "quarters": chance.randint(1, 3),
            "turn": chance.uniform(-2, 2),
        },
        "photograph": {"dpi": 200, "quality": 70, "noise": 4, "photo": True, "blur": 0.7},
        "photograph in shadow": {
            "dpi": 220, "quality": 70, "noise": 4, "photo": True, "shadow": True, "blur": 0.8,
        },
        "blur and noise": {"dpi": 200, "quality": 70, "noise": 12, "blur": 1.4,
                           "turn": chance.uniform(-3, 3)},
        "JPEG 25 to 40": {"dpi": 150, "quality": chance.randint(25, 40), "noise": 4,
                          "turn": chance.uniform(-2, 2)},
        "creased": {"dpi": 200, "quality": 70, "noise": 3, "creased": True,
                    "turn": chance.uniform(-3, 3)},
        "stained": {"dpi": 200, "quality": 70, "noise": 3, "stained": True,
                    "turn": chance.uniform(-3, 3)},
        "cropped margins": {"dpi": 200, "quality": 70, "noise": 3, "cropped": True,
                            "turn": chance.uniform(-2, 2)},
        "fax": {"dpi": 200, "quality": 0, "fax": True, "turn": chance.uniform(-2, 2)},
        "everything": {"dpi": 170, "quality": 50, "noise": 6, "photo": True, "shadow": True,
                       "creased": True, "stained": True, "blur": 0.7,
                       "quarters": chance.randint(0, 3)},
    }  # fmt: skip
    return tables[kind]


KINDS = (
    "clean 300 dpi", "clean 200 dpi", "100 dpi", "askew to 15°", "quarter turns", "photograph",
    "photograph in shadow", "blur and noise", "JPEG 25 to 40", "creased", "stained",
    "cropped margins", "fax", "everything",
)  # fmt: skip
SHAPES: tuple[tuple[Shape, CodesOn], ...] = (
    ("portrait", "foot"), ("portrait", "foot"), ("landscape", "foot"), ("large", "foot"),
    ("two-part", "foot"),
)  # fmt: skip


def pages(kind: str, number: int, seed: int = 1) -> Iterator[Page]:
    """`number` pages of one kind of damage, over all shapes of sheets."""
    world = World(seed + KINDS.index(kind) * 1000)
    for at in range(number):
        shape, codes_on = SHAPES[at % len(SHAPES)]
        blank = world.chance.choice(printed_batch(shape, codes_on))
        how = dict(_how(kind, world.chance))
        page = scanned(world, fill(blank, world.chance), how.pop("dpi"), how.pop("quality"), **how)
        yield Page(kind, page.content, page.seen, page.code_visible)


def together(number: int, seed: int = 1) -> Iterator[Page]:
    """Photographs of two sheets that lie beside each other on a table."""
    world = World(seed)
    blanks = printed_batch("portrait")
    for _ in range(number):
        two = [fill(one, world.chance) for one in world.chance.sample(blanks, 2)]
        high, wide = two[0].picture.shape
        ground = world.table((round(high * 1.15), round(wide * 2.3))).astype(np.uint8)
        seen = []
        for at, printed in enumerate(two):
            top, left = round(high * 0.07), round(wide * (0.08 + 1.12 * at))
            turned, place = world.turned(*flat(printed), world.chance.uniform(-2.5, 2.5), ground=90)
            turned = turned[: ground.shape[0] - top, : ground.shape[1] - left]
            part = ground[top : top + turned.shape[0], left : left + turned.shape[1]]
            part[:] = turned
            shift = np.array([[1, 0, left], [0, 1, top], [0, 0, 1.0]])
            seen.append((printed, moved(place, shift)))
        image, done = world.scaled(ground, identity, 200)
        places = [Seen(printed, _then(place, done)) for printed, place in seen]
        yield Page("together", world.jpeg(world.noisy(image, 3), 70), tuple(places))


def _then(first: Callable[[Array], Array], last: Callable[[Array], Array]) -> Any:
    return lambda points: last(first(points))


def slips(shape: Shape, number: int, seed: int = 1) -> Iterator[Page]:
    """Pages of slips: whole, and then one slip cut out of its page."""
    world = World(seed)
    blanks = printed_batch(shape)
    pages = [list(found) for _, found in groupby(blanks, key=lambda one: id(one.picture))]
    for at in range(number):
        slips_ = pages[at % len(pages)]
        signed = _signed_page(slips_, world.chance)
        image, place = world.scaled(signed[0].picture, flat(signed[0])[1], 200)
        if at % 2:
            image, place, signed = _cut_out(image, place, world.chance.choice(signed))
        image, place = world.turned(image, place, world.chance.uniform(-2, 2))
        seen = tuple(Seen(one, place) for one in signed)
        yield Page(shape, world.jpeg(world.noisy(image, 3), 70), seen)


def _signed_page(slips_: list[Printed], chance: random.Random) -> list[Printed]:
    picture = slips_[0].picture
    rows = []
    for one in slips_:
        signed = fill(Printed(one.code, one.face, 0, picture, {}), chance)
        picture = signed.picture
        rows.append(signed.rows)
    return [
        Printed(one.code, one.face, 0, picture, states)
        for one, states in zip(slips_, rows, strict=True)
    ]


def _cut_out(image: Array, place: Any, slip: Printed) -> tuple[Array, Any, list[Printed]]:
    boxes = [*(row.box for row in slip.face.rows), slip.face.qr or (0, 0, 0, 0), *slip.face.text]
    low, high = np.array(boxes).min(0), np.array(boxes).max(0)
    corners = place(flip([(low[0] - 12, high[3] + 12), (high[2] + 12, low[1] - 12)], slip.face))
    (left, top), (right, bottom) = np.clip(corners, 0, image.shape[::-1]).astype(int)
    matrix = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]])
    return image[top:bottom, left:right], moved(place, matrix), [slip]


def fronts(shape: Shape, number: int, seed: int = 1) -> Iterator[Page]:
    """Fronts whose code stands on the back."""
    world = World(seed)
    blanks = [one for one in printed_batch(shape, "back") if one.side == 0]
    for at in range(number):
        signed = fill(blanks[at % len(blanks)], world.chance)
        yield scanned(world, signed, 200, 70, noise=3, turn=world.chance.uniform(-2, 2))


def faces(printed: Sequence[Printed]) -> dict[str, tuple[Face, ...]]:
    """The sides of every sheet by bare code, as a campaign keeps them."""
    found: dict[str, tuple[Face, ...]] = {}
    for one in printed:
        bare = one.code.replace("-", "")
        found[bare] = (*found.get(bare, ()), one.face)
    return found
