"""Names as written: Hangul and Latin both kept, told apart only for showing and searching."""

from __future__ import annotations

import re
import unicodedata

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")


_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""What turns the order of letters, or stands unseen among them. Joiners stay: scripts need them."""


def tidy(text: str) -> str:
    """`text` as NFC with single spaces (R91), without signs that are never seen."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def hangul(name: str) -> str:
    """The Hangul part of a name, its runs joined by a space."""
    return " ".join(_HANGUL.findall(name))


def syllables(name: str) -> str:
    """The Hangul part with each syllable apart, so that two of a name can be searched for."""
    return "" if name.isascii() else " ".join("".join(_HANGUL.findall(name)))


def initials(name: str) -> str:
    """What a redacted schedule shows: “G. A.”; of a Hangul name the first syllable."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", name))
