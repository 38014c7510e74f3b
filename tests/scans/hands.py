"""Handwriting that nobody wrote: names, addresses and signatures on the rows of a printed page."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.domain.sheet import Box, Face, RowBox
from app.domain.signature import RowEntry

HANDS = Path(__file__).parent.parent / "files" / "hands"
LATIN = ("caveat", "reenie-beanie", "patrick-hand")
DPI = 300
SCALE = DPI / 72


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of HANDS by its name, or any font by its file."""
    return ImageFont.truetype(str((HANDS / name).with_suffix(".ttf")), size)


class Hand:
    """One person's hand: a font, its slant, a pen."""

    def __init__(self, chance: random.Random, font: str = "") -> None:
        self._chance = chance
        self._name = chance.choice([font] if font else LATIN)
        self._turn = chance.uniform(-3, 3)
        self._ink = chance.choice([20, 35, 50, 70, 90, 105])
        self._bold = chance.choice([0, 1, 1, 2])

    def write(self, page: Image.Image, face: Face, row: RowBox, entry: RowEntry) -> None:
        """Fills `row` of a page drawn at 300 dpi with what the person gave."""
        texts = {
            "name": entry.name,
            "address": entry.address,
            "postcode": entry.postcode,
            "date": f"{entry.signed_on:%d/%m}" if entry.signed_on else "",
        }
        for cell, text in texts.items():
            if text and cell in row.cells:
                self._text(page, _pixels(row.cells[cell], face), text)
        self._sign(page, _pixels(row.cells["signature"], face))

    def _text(self, page: Image.Image, box: tuple[int, int, int, int], text: str) -> None:
        wide, high = box[2] - box[0] - 16, box[3] - box[1] - 8
        korean = any("가" <= character <= "힣" for character in text)
        name = "nanum-pen-script" if korean else self._name
        size = int(min(high * 0.62, 78) * self._chance.uniform(0.85, 1.1))
        font = _font(name, size)
        while font.getlength(text) > wide and size > 22:
            size -= 3
            font = _font(name, size)
        ink = Image.new("L", (int(font.getlength(text)) + 30, size * 2), 0)
        ImageDraw.Draw(ink).text((12, size // 3), text, fill=255 - self._ink, font=font,
                                 stroke_width=self._bold)  # fmt: skip
        turned = ink.rotate(self._turn, expand=True, resample=Image.Resampling.BICUBIC)
        x = box[0] + 8 + self._chance.randint(-4, max(2, int((wide - font.getlength(text)) / 3)))
        y = box[1] + (box[3] - box[1] - turned.height) // 2 + self._chance.randint(-6, 6)
        _darken(page, turned, (x, y))

    def _sign(self, page: Image.Image, box: tuple[int, int, int, int]) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        ink = Image.new("L", (wide, high + 20), 0)
        draw = ImageDraw.Draw(ink)
        x, points = wide * 0.08, []
        middle = high * 0.55
        while x < wide * self._chance.uniform(0.7, 0.92):
            reach = high * self._chance.uniform(0.12, 0.42)
            points.append((x, middle + reach * self._chance.choice([-1, 1])))
            x += wide * self._chance.uniform(0.02, 0.09)
            x -= wide * 0.05 * (self._chance.random() < 0.2)
        smooth = _smooth(points)
        draw.line(smooth, fill=255 - self._ink, width=3 + self._bold, joint="curve")
        _darken(page, ink, (box[0], box[1] - 6))

    def strike(self, page: Image.Image, face: Face, row: RowBox) -> None:
        """Crosses the row out with one line, as the sheet asks nobody to."""
        left, top, right, bottom = _pixels(row.box, face)
        draw = ImageDraw.Draw(page)
        start = left + (right - left) * self._chance.uniform(0.05, 0.12)
        end = right - (right - left) * self._chance.uniform(0.02, 0.15)
        high = bottom - top
        middle = (top + bottom) / 2
        heights = [middle + high * self._chance.uniform(-0.18, 0.18) for _ in range(2)]
        points = [
            (
                start + (end - start) * at / 20,
                heights[0] + (heights[1] - heights[0]) * at / 20 + self._chance.uniform(-3, 3),
            )
            for at in range(21)
        ]
        draw.line(_smooth(points), fill=self._ink, width=4 + self._bold)


def _pixels(box: Box, face: Face) -> tuple[int, int, int, int]:
    """A box of the layout on the page at 300 dpi."""
    height = face.size[1]
    return (
        int(box[0] * SCALE),
        int((height - box[3]) * SCALE),
        int(box[2] * SCALE),
        int((height - box[1]) * SCALE),
    )


def _darken(page: Image.Image, ink: Image.Image, at: tuple[int, int]) -> None:
    page.paste(0, (*at, at[0] + ink.width, at[1] + ink.height), ink)


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A curve through `points` (Catmull and Rom's)."""
    if len(points) < 4:
        return points
    found = []
    padded = [points[0], *points, points[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for at in range(8):
            t = at / 8
            found.append(
                tuple(
                    0.5
                    * (
                        2 * q
                        + (r - p) * t
                        + (2 * p - 5 * q + 4 * r - s) * t * t
                        + (3 * q - p - 3 * r + s) * t**3
                    )
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return found  # type: ignore[return-value]  # pairs
