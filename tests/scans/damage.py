"""What happens to paper between the printer and the file: scanners, telephones, folds, coffee."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from tests.scans.hands import DPI

Array = Any
"""A numpy array: its types say little that helps here."""


def identity(points: Array) -> Array:
    return points


def moved(place: Callable[[Array], Array], matrix: Array) -> Callable[[Array], Array]:
    """`place`, and then a homography."""

    def both(points: Array) -> Array:
        shaped = np.asarray(place(points), dtype=np.float64).reshape(-1, 1, 2)
        return cv2.perspectiveTransform(shaped, matrix).reshape(-1, 2)

    return both


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
        ground = self.table((high, wide))
        seen = self.warp(image, matrix, (wide, high), 0)
        mask = self.warp(np.full_like(image, 255), matrix, (wide, high), 0)
        share = mask.astype(np.float32) / 255
        mixed = seen.astype(np.float32) * share + ground * (1 - share)
        out, where = mixed.astype(np.uint8), moved(place, matrix)
        turned: tuple[Array, Any] = self.turned(out, where, chance.uniform(-12, 12), ground=90)
        return turned

    def table(self, size: tuple[int, int]) -> Array:
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
