"""Names as written: Hangul and Latin both kept, told apart only for showing and searching."""

from __future__ import annotations

import re
import unicodedata

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")


def tidy(text: str) -> str:
    """`text` as NFC with single spaces (R91); nothing else is changed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def hangul(name: str) -> str:
    """The Hangul part of a name, its runs joined by a space."""
    return " ".join(_HANGUL.findall(name))


def syllables(name: str) -> str:
    """The Hangul part with each syllable apart, so that two of a name can be searched for."""
    return "" if name.isascii() else " ".join("".join(_HANGUL.findall(name)))


def initials(name: str) -> str:
    """What a redacted schedule shows: “G. A.”; of a Hangul name the first syllable."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", name))
