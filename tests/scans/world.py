"""Sheets go out into the world and come back: printed, filled, then scanned or photographed.

Every page keeps the truth: which sheet it is, where each point of the paper lies in the
picture, and which rows hold ink.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from app.domain.practice import collecting_days, people_from_table, rows
from app.domain.sheet import CodesOn, Face, RowBox, Shape, faces_of
from app.domain.signature import RowEntry
from app.paths import RESOURCES
from tests.campaigns import NOW
from tests.documents.batches import batch
from tests.scans.hands import DPI, SCALE, Hand

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


def _entries(chance: random.Random, number: int) -> list[RowEntry]:
    import tomllib

    table = tomllib.loads((RESOURCES / "practice" / "people.toml").read_text("utf-8"))
    people = people_from_table(table)
    days = collecting_days(NOW.date(), weeks=4)
    return list(rows(people, number, number, days, chance.randint(0, 10**9)))


@cache
def printed_batch(shape: Shape, codes_on: CodesOn = "foot", number: int = 6) -> list[Printed]:
    """Empty sheets of a batch, as they come from the printer."""
    seed = zlib.crc32(f"{shape} {codes_on}".encode())
    made = batch(number, shape=shape, codes_on=codes_on, seed=seed)
    faces = faces_of(made.pages, made.size)
    document = pypdfium2.PdfDocument(made.pdf)
    pictures = [page.render(scale=SCALE, grayscale=True).to_numpy() for page in document]
    document.close()
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
    entries = _entries(chance, max(len(blank.face.rows), 1))
    for row, entry in zip(blank.face.rows, entries, strict=False):
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


def _identity(points: Array) -> Array:
    return points


def moved(place: Callable[[Array], Array], matrix: Array) -> Callable[[Array], Array]:
    """`place`, and then a homography."""

    def both(points: Array) -> Array:
        shaped = np.asarray(place(points), dtype=np.float64).reshape(-1, 1, 2)
        return cv2.perspectiveTransform(shaped, matrix).reshape(-1, 2)

    return both


def flat(printed: Printed) -> tuple[Array, Callable[[Array], Array]]:
    """The page itself at 300 dpi; points are in points from its upper left."""
    return printed.picture, lambda points: np.asarray(points, dtype=np.float64) * SCALE


class World:
    """What happens to pages, each kind by its name; the same seed does the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.noise = np.random.default_rng(seed)

    def warp(self, image: Array, matrix: Array, size: tuple[int, int], paper: int = 250) -> Array:
        """`image` through a homography on a ground of `paper`."""
        return cv2.warpPerspective(
            image, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        )  # fmt: skip

    def scaled(self, image: Array, place: Any, dpi: float) -> tuple[Array, Any]:
        """The page at another resolution, as a scanner averages it."""
        factor = dpi / DPI
        size = (round(image.shape[1] * factor), round(image.shape[0] * factor))
        matrix = np.diag([size[0] / image.shape[1], size[1] / image.shape[0], 1.0])
        return cv2.resize(image, size, interpolation=cv2.INTER_AREA), moved(place, matrix)

    def turned(self, image: Array, place: Any, degrees: float, *, ground: int = 250) -> Any:
        """The page turned on the glass; the picture grows to hold it."""
        height, width = image.shape
        around = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        cos, sin = abs(around[0, 0]), abs(around[0, 1])
        size = (int(height * sin + width * cos), int(height * cos + width * sin))
        around[:, 2] += (size[0] / 2 - width / 2, size[1] / 2 - height / 2)
        matrix = np.vstack([around, [0, 0, 1]])
        return self.warp(image, matrix, size, ground), moved(place, matrix)

    def photographed(self, image: Array, place: Any, tilt: float = 0.16) -> tuple[Array, Any]:
        """The page on a table, seen from the side: perspective, and wood round it."""
        height, width = image.shape
        chance = self.chance
        wide, high = round(width * 1.25), round(height * 1.2)
        inset = (wide * 0.09, high * 0.08)
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
        squeeze = chance.uniform(0.3, 1.0) * tilt
        side = chance.choice([-1, 1])
        target = np.array([
            [inset[0] + wide * squeeze * 0.5 * (side > 0), inset[1]],
            [wide - inset[0] - wide * squeeze * 0.5 * (side > 0), inset[1] + high * 0.02],
            [wide - inset[0] - wide * squeeze * 0.4 * (side < 0), high - inset[1]],
            [inset[0] + wide * squeeze * 0.4 * (side < 0), high - inset[1] - high * 0.02],
        ], dtype=np.float32)  # fmt: skip
        shake = [[chance.uniform(-0.02, 0.02) * side_ for side_ in (wide, high)] for _ in range(4)]
        target += np.array(shake, dtype=np.float32)
        matrix = cv2.getPerspectiveTransform(corners, target)
        ground = self._table((high, wide))
        seen = self.warp(image, matrix, (wide, high), 0)
        mask = self.warp(np.full_like(image, 255), matrix, (wide, high), 0)
        share = mask.astype(np.float32) / 255
        mixed = seen.astype(np.float32) * share + ground * (1 - share)
        out, where = mixed.astype(np.uint8), moved(place, matrix)
        turned: tuple[Array, Any] = self.turned(out, where, chance.uniform(-12, 12), ground=90)
        return turned

    def _table(self, size: tuple[int, int]) -> Array:
        base = self.chance.randint(50, 140)
        grain = self.noise.normal(0, 14, (size[0] // 8 + 1, 6)).astype(np.float32)
        wood = cv2.resize(grain, (size[1], size[0]), interpolation=cv2.INTER_CUBIC)
        return np.clip(base + wood, 20, 190)

    def shadowed(self, image: Array) -> Array:
        """Uneven light, and the photographer's own shadow."""
        height, width = image.shape
        ys, xs = np.mgrid[0:height:8, 0:width:8].astype(np.float32)
        angle = self.chance.uniform(0, 6.28)
        slope = (xs / width - 0.5) * np.cos(angle) + (ys / height - 0.5) * np.sin(angle)
        light = 0.86 + 0.28 * slope
        edge = self.chance.uniform(-0.2, 0.25)
        soft = self.chance.uniform(0.02, 0.12)
        light *= 1 - 0.38 / (1 + np.exp(-(slope - edge) / soft))
        light = cv2.resize(light.astype(np.float32), (width, height))
        return np.clip(image * light, 0, 255).astype(np.uint8)

    def noisy(self, image: Array, sigma: float) -> Array:
        """A small sensor in dim light."""
        grain = self.noise.normal(0, sigma, image.shape).astype(np.float32)
        return np.clip(image + grain, 0, 255).astype(np.uint8)

    def blurred(self, image: Array, sigma: float) -> Array:
        """Out of focus."""
        return cv2.GaussianBlur(image, (0, 0), sigma)

    def creased(self, image: Array, place: Any) -> tuple[Array, Any]:
        """Folded and flattened again: lines across, and a page that lies in waves."""
        height, width = image.shape
        out = image.astype(np.float32)
        for _ in range(self.chance.randint(1, 3)):
            if self.chance.random() < 0.5:
                start = (0, self.chance.randint(0, height))
                end = (width, start[1] + self.chance.randint(-height // 8, height // 8))
            else:
                start = (self.chance.randint(0, width), 0)
                end = (start[0] + self.chance.randint(-width // 8, width // 8), height)
            line = np.zeros_like(out)
            cv2.line(line, start, end, 1.0, self.chance.randint(2, 5), cv2.LINE_AA)
            out -= cv2.GaussianBlur(line, (0, 0), 1.2) * self.chance.uniform(20, 75)
            shade = cv2.GaussianBlur(line, (0, 0), 30)
            out -= shade / max(float(shade.max()), 1e-6) * 18
        wave = self.chance.uniform(0.4, 1.5) / 25.4 * DPI
        length = height / self.chance.uniform(0.8, 1.6)
        phase = self.chance.uniform(0, 6.28)
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
        shift = wave * np.sin(ys / length * 6.2832 + phase)
        bent = cv2.remap(np.clip(out, 0, 255).astype(np.uint8), xs - shift, ys,
                         cv2.INTER_LINEAR, borderValue=250)  # fmt: skip

        def waved(points: Array) -> Array:
            there = np.array(place(points), dtype=np.float64)
            there[:, 0] += wave * np.sin(there[:, 1] / length * 6.2832 + phase)
            return there

        return bent, waved

    def stained(self, image: Array) -> Array:
        """Coffee: rings and drops, and a dirty thumb."""
        height, width = image.shape
        out = image.astype(np.float32)
        for _ in range(self.chance.randint(1, 3)):
            centre = (self.chance.randint(0, width), self.chance.randint(0, height))
            radius = self.chance.randint(width // 14, width // 6)
            stain = np.zeros_like(out)
            cv2.circle(stain, centre, radius, 0.5, -1, cv2.LINE_AA)
            cv2.circle(stain, centre, radius, 1.0, self.chance.randint(6, 16), cv2.LINE_AA)
            stain = cv2.GaussianBlur(stain, (0, 0), 4)
            out *= 1 - stain * self.chance.uniform(0.1, 0.33)
        for _ in range(self.chance.randint(5, 40)):
            centre = (self.chance.randint(0, width), self.chance.randint(0, height))
            cv2.circle(out, centre, self.chance.randint(1, 4), self.chance.randint(60, 180), -1)
        return np.clip(out, 0, 255).astype(np.uint8)

    def cropped(self, image: Array, place: Any) -> tuple[Array, Any]:
        """The edge is missing: a feeder that pulled askew, up to 12 mm on each side."""
        height, width = image.shape
        most = int(12 / 25.4 * DPI * width / (8.27 * DPI))
        left, top = (self.chance.randint(0, most) for _ in range(2))
        right, bottom = width - self.chance.randint(0, most), height - self.chance.randint(0, most)
        matrix = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]])
        return image[top:bottom, left:right], moved(place, matrix)

    def faxed(self, image: Array) -> Array:
        """Black and white, with a fax machine's specks."""
        noisy = self.noisy(image, 10)
        black = cv2.adaptiveThreshold(
            noisy, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 18
        )
        specks = self.noise.random(black.shape) < 0.0006
        black[specks] = 255 - black[specks]
        return black

    def jpeg(self, image: Array, quality: int) -> bytes:
        """The picture as a scanner or telephone keeps it."""
        done, content = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
        assert done
        return content.tobytes()

    def png(self, image: Array) -> bytes:
        """The picture without loss."""
        done, content = cv2.imencode(".png", image)
        assert done
        return content.tobytes()


def _scan(world: World, printed: Printed, dpi: float, quality: int, **how: Any) -> Page:
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
    return Page("", content, (Seen(printed, place),))


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
        page = _scan(world, fill(blank, world.chance), how.pop("dpi"), how.pop("quality"), **how)
        yield Page(kind, page.content, page.seen)


def faces(printed: Sequence[Printed]) -> dict[str, tuple[Face, ...]]:
    """The sides of every sheet by bare code, as a campaign keeps them."""
    found: dict[str, tuple[Face, ...]] = {}
    for one in printed:
        bare = one.code.replace("-", "")
        found[bare] = (*found.get(bare, ()), one.face)
    return found
