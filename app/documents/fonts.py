"""The embedded fonts: one family for Latin and Hangul, others for letters that it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

REGULAR, BOLD = "Sans", "Sans-Bold"
_FILES = {
    REGULAR: "NotoSansKR-Regular.ttf",
    BOLD: "NotoSansKR-Bold.ttf",
    "Latin": "NotoSans-Regular.ttf",
    "Latin-Bold": "NotoSans-Bold.ttf",
    "Han": "NotoSansSC-Regular.ttf",
}
_CHAINS = {REGULAR: (REGULAR, "Latin", "Han"), BOLD: (BOLD, "Latin-Bold", "Han")}
"""Which fonts are asked for a character, in their order; Chinese has one weight."""

_SHAPED = ((0x0590, 0x109F), (0x1780, 0x19FF), (0xA800, 0xABFF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
"""Scripts whose letters join or move: without shaping they would be drawn wrong, so none is."""


@cache
def font(name: str) -> TTFont:
    """The font called `name`, known to ReportLab from now on."""
    made = TTFont(name, str(RESOURCES / "fonts" / _FILES[name]))
    pdfmetrics.registerFont(made)
    return made


@cache
def font_for(character: str, name: str) -> str:
    """The font of the chain of REGULAR or BOLD that has `character`; empty when none has."""
    if character.isspace():
        return name
    code = ord(character)
    joins = unicodedata.category(character) in {"Mn", "Mc"}
    if joins or any(first <= code <= last for first, last in _SHAPED):
        return ""
    return next((one for one in _CHAINS[name] if code in font(one).face.charToGlyph), "")


def stretches(text: str, name: str) -> Iterator[tuple[str, str]]:
    """`text` in stretches of one font each, with that font's name."""
    if text.isascii():
        yield name, text
        return
    for found, characters in groupby(text, lambda character: font_for(character, name) or name):
        yield found, "".join(characters)


def width(text: str, name: str, size: float) -> float:
    """How wide `text` is in points, each stretch in its own font."""
    return float(sum(font(one).stringWidth(part, size) for one, part in stretches(text, name)))


def missing_glyphs(text: str) -> str:
    """The characters of `text` that the fonts cannot print, each once, in their order."""
    return "".join(
        dict.fromkeys(c for c in text if not (font_for(c, REGULAR) and font_for(c, BOLD)))
    )
