"""The embedded fonts: one family for Latin and Hangul, regular and bold."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

REGULAR, BOLD = "Sans", "Sans-Bold"
_FILES = {REGULAR: "NotoSansKR-Regular.ttf", BOLD: "NotoSansKR-Bold.ttf"}


@cache
def _registered() -> dict[str, TTFont]:
    fonts = {name: TTFont(name, str(RESOURCES / "fonts" / file)) for name, file in _FILES.items()}
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    return fonts


def font(name: str) -> TTFont:
    """The font called REGULAR or BOLD, known to ReportLab from now on."""
    return _registered()[name]


def width(text: str, name: str, size: float) -> float:
    """How wide `text` is in points."""
    found: float = font(name).stringWidth(text, size)
    return found


@cache
def _known() -> frozenset[int]:
    known = [frozenset(one.face.charToGlyph) for one in _registered().values()]
    return known[0] & known[1]


def missing_glyphs(text: str) -> str:
    """The characters of `text` that the fonts cannot print, each once, in their order."""
    known = _known()
    return "".join(dict.fromkeys(c for c in text if ord(c) not in known and not c.isspace()))
