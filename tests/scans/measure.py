"""How well pages are read that went through the world, by kind of damage, against the truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import cv2
import numpy as np

from app.domain.scan import SheetSeen
from app.intake.scans.asked import Book
from app.intake.scans.files import Raw, raw_jpeg, raw_pixels
from app.intake.scans.pages import reading_of
from app.intake.scans.place import Place, corners_of
from app.intake.scans.reading import Reader
from tests.scans import world
from tests.scans.world import Page, Seen

Array = Any


@dataclass
class Measured:
    """What came of the pages of one kind of damage; offsets are in millimetres on the paper."""

    kind: str
    sheets: int = 0
    visible: int = 0
    read: int = 0
    wrong: int = 0
    lost: int = 0
    placed: int = 0
    offsets: list[float] = field(default_factory=list)
    rows: int = 0
    rows_right: int = 0
    struck_right: int = 0
    text_fits: int = 0

    def add(self, other: Measured) -> None:
        """Takes the figures of `other` in."""
        for name, value in vars(other).items():
            if name != "kind":
                setattr(self, name, getattr(self, name) + value)

    def at(self, percentile: float) -> float:
        """That percentile of the offsets."""
        return float(np.percentile(self.offsets, percentile)) if self.offsets else float("inf")


def book(shapes: Iterable[Any] = world.SHAPES) -> Book:
    """The codes and layouts of all sheets that the world prints."""
    printed = [one for shape in dict.fromkeys(shapes) for one in world.printed_batch(*shape)]
    faces = world.faces(printed)
    return Book(frozenset(faces), {code: code for code in faces}, faces)


def measure(page: Page, reader: Reader) -> Measured:
    """One page, read and compared with the truth."""
    reading = reading_of(reader, _raw(page.content))
    found = Measured(page.kind, sheets=len(page.seen), visible=len(page.seen) * page.code_visible)
    truth = {one.printed.code.replace("-", ""): one for one in page.seen}
    found.lost = int(not reading.sheets and not reading.problem)
    for seen in reading.sheets:
        if seen.code not in truth:
            found.wrong += 1
            continue
        found.read += 1
        if seen.place:
            found.placed += 1
            _compare(found, seen, truth[seen.code])
    return found


def _raw(content: bytes) -> Raw:
    if content.startswith(b"\xff\xd8"):
        return raw_jpeg(content)
    return raw_pixels(cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE))


def _compare(found: Measured, seen: SheetSeen, truth: Seen) -> None:
    face = truth.printed.face
    bend = np.reshape(seen.bend, (10, 2)) if seen.bend else None
    place = Place(face, np.reshape(seen.place, (3, 3)), bend)
    for row in face.rows:
        corners = corners_of(row.box, face)
        found.offsets.append(_millimetres(place.pixels(corners), truth.place(corners), corners))
    for ink in seen.rows:
        state = truth.printed.rows[ink.row]
        found.rows += 1
        found.rows_right += ink.inked == (state != "empty")
        found.struck_right += ink.struck == (state == "struck")
    found.text_fits += seen.text_fits is None or seen.text_fits >= 0.5


def _millimetres(seen: Array, truth: Array, corners: Array) -> float:
    """How far the worst corner is off on the paper, by the picture's own scale there."""
    around = np.linalg.norm(np.roll(truth, 1, axis=0) - truth, axis=1).sum()
    on_paper = np.linalg.norm(np.roll(corners, 1, axis=0) - corners, axis=1).sum() / 72 * 25.4
    return float(np.linalg.norm(seen - truth, axis=1).max() / around * on_paper)


def measure_kind(task: tuple[str, int, int]) -> Measured:
    """So many pages of one kind of damage from a seed."""
    kind, number, seed = task
    cv2.setNumThreads(1)
    reader = Reader(book())
    total = Measured(kind)
    for page in world.pages(kind, number, seed):
        total.add(measure(page, reader))
    return total


def measure_all(number: int, seed: int = 1, processes: int = 2) -> list[Measured]:
    """`number` pages of every kind, several kinds at once."""
    tasks = [(kind, number, seed) for kind in world.KINDS]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(measure_kind, tasks))


def table(measured: Sequence[Measured]) -> str:
    """The figures as a table."""
    head = f"{'damage':<22}{'pages':>7}{'codes read':>12}{'wrong':>7}{'lost':>6}{'placed':>8}"
    lines = [f"{head}{'median mm':>11}{'95 % mm':>9}{'rows right':>12}{'struck right':>14}"]
    lines += [
        f"{one.kind:<22}{one.sheets:>7}{one.read / max(one.visible, 1):>12.1%}{one.wrong:>7}"
        f"{one.lost:>6}{one.placed:>8}{one.at(50):>11.2f}{one.at(95):>9.2f}"
        f"{one.rows_right / max(one.rows, 1):>12.2%}{one.struck_right / max(one.rows, 1):>14.2%}"
        for one in measured
    ]
    return "\n".join(lines)
