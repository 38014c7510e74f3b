"""Reads the postcode in a cell, as a suggestion that a person compares with the picture.

The recogniser is a model in `resources/models`; OpenCV runs it here, nothing is downloaded.
"""

from __future__ import annotations

import tomllib
from functools import cache
from threading import Lock
from typing import Any

import cv2
import numpy as np

from app.domain.postcode import normalise
from app.domain.postcode_grammar import CHARACTERS
from app.domain.scan import Picture
from app.intake.scans.spelling import likeliest
from app.paths import RESOURCES

Array = Any
READ_DPI = 200.0
"""Dots an inch of the paper in a picture of a cell; the sizes below are in its pixels."""

_TALL, _LEAST_WIDE = 48, 320
"""Pixels of the picture that the model was made for; a longer text makes a wider one."""

_LONGEST = 12.0
"""How many times as wide as tall a postcode can be; a line is longer."""

_DARK = 205
"""On paper that is 255: a cell without anything darker is empty."""

_LEAST_INK = 60
"""Pixels of ink (one square millimetre) that a postcode has at least."""

SURE_ENOUGH = 0.7
"""Below this confidence nothing is offered.

Measured with `python -m tests.scans.postcodes`, on cells cut from kept pictures of whole pages
at 200 dots an inch, a third each scanned, photographed and scanned as JPEG of quality 30, two
in five postcodes local. 914 cells in our three hand-like fonts (100 1): 70 % were offered one
(caveat 79, patrick-hand 95, reenie-beanie 36), and all 641 were right; 98.9 % were right
without a limit. 494 cells in Breip, breipfont, Kristi and dkg, which are harder (40 2 and their
files): 31 % were offered one, and 96 % of those 152 were right; 74 % without a limit. Fonts are
more regular than people: expect less.
"""

_MODEL, _CLASSES = (RESOURCES / "models" / f"postcode-reader.{kind}" for kind in ("onnx", "toml"))


class PostcodeReader:
    """The model, loaded when the first cell is read; several threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._net: Any = None
        self._classes: list[list[int]] = []

    def read(self, cell: Picture) -> tuple[str, float]:
        """The postcode with its space, and how sure that is, from 0 to 1; ("", 0.0) for none.

        `cell` is at READ_DPI. It takes about a tenth of a second, the first time two.
        """
        ink = only_ink(_grey(cell))
        if ink is None:
            return "", 0.0
        code, sure = likeliest(self._steps(ink))
        return normalise(code), sure

    def _steps(self, ink: Array) -> Array:
        """What the model sees from left to right: the chance of a gap, then of CHARACTERS."""
        wide = max(1, round(_TALL * ink.shape[1] / ink.shape[0]))
        shown = np.zeros((1, 3, _TALL, max(_LEAST_WIDE, wide)), np.float32)
        shown[..., :wide] = cv2.resize(ink, (wide, _TALL)).astype(np.float32) / 127.5 - 1
        with self._lock:
            if self._net is None:
                self._classes = _classes()
                self._net = cv2.dnn.readNetFromONNX(str(_MODEL))
            self._net.setInput(shown)
            chances = self._net.forward()[0]
        return np.stack([chances[:, one].sum(axis=1) for one in self._classes], axis=1)


@cache
def shared_reader() -> PostcodeReader:
    """The one reader of this process: its model takes 80 megabytes."""
    return PostcodeReader()


def _classes() -> list[list[int]]:
    """The model's classes for a gap, then for each of CHARACTERS."""
    table = tomllib.loads(_CLASSES.read_text("utf-8"))
    return [table["blank"], *(table["characters"][one] for one in CHARACTERS)]


def _grey(picture: Picture) -> Array:
    shape = (picture.height, picture.width, 3)
    return cv2.cvtColor(np.frombuffer(picture.pixels, np.uint8).reshape(shape), cv2.COLOR_RGB2GRAY)


def only_ink(grey: Array) -> Array | None:
    """What is written in a cell, dark on white and cut to its ink; None where nothing is."""
    even = _evened(grey)
    if even is None:
        return None
    limit = min(cv2.threshold(even, 0, 255, cv2.THRESH_OTSU)[0], 200)
    stats = cv2.connectedComponentsWithStats((even < limit).astype(np.uint8))[2][1:]
    kept = np.array([one for one in stats if _is_stroke(one, even.shape)]).reshape(-1, 5)
    if kept[:, 4].sum() < _LEAST_INK:
        return None
    left, top = np.maximum(kept[:, :2].min(axis=0) - 6, 0)
    right, bottom = (kept[:, :2] + kept[:, 2:4]).max(axis=0) + 6
    cut = even[top:bottom, left:right]
    if cut.shape[1] > _LONGEST * cut.shape[0]:
        return None
    return cv2.copyMakeBorder(cut, 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=(255,))


def _evened(grey: Array) -> Array | None:
    """White paper without shadows, the darkest ink black; None where there is no ink."""
    paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((15, 15), np.uint8)), (0, 0), 12)
    flat = np.clip(grey / np.maximum(paper, 1).astype(np.float32) * 255, 0, 255)
    darkest = float(np.percentile(flat, 1))
    if darkest > _DARK:
        return None
    return np.clip((flat - darkest) / (245 - darkest) * 255, 0, 255).astype(np.uint8)


def _is_stroke(component: Array, shape: tuple[int, int]) -> bool:
    """Whether it is handwriting: no speck, no printed line or neighbour's tail at the rim."""
    high, wide = shape
    left, top, across, down, size = component
    if size < 6:
        return False
    if across <= 5 and down > 0.8 * high:
        return False
    if (top <= 1 or top + down >= high - 1) and down < 0.2 * high:
        return False
    at_side = left <= 1 or left + across >= wide - 1
    return not (at_side and across < 8 and down < 0.35 * high)
