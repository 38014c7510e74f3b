"""Names as written: Hangul and Latin both kept, told apart only for showing and searching."""

from __future__ import annotations

import re
import unicodedata

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")


_NO_LETTERS = re.compile(r"[\W_]+")
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What steers a terminal, turns the order of letters, or stands unseen among them.

Joiners stay: scripts need them. So do the ends of lines and the tab, which `tidy` makes spaces.
"""


def seen(text: str) -> str:
    """`text` without signs that are never seen, its lines as they stand."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def tidy(text: str) -> str:
    """`text` as NFC with single spaces (R91), without signs that are never seen."""
    plain = seen(text)
    return " ".join((plain if plain.isascii() else unicodedata.normalize("NFC", plain)).split())


def letters(text: str) -> str:
    """The letters and digits of a text alone, small: what is compared of a name."""
    return _NO_LETTERS.sub("", text.casefold())


def lines(text: str) -> str:
    """Words of several lines as they are kept: NFC, the lines ended alike, nothing unseen."""
    return unicodedata.normalize("NFC", "\n".join(seen(text).splitlines())).strip()


def hangul(name: str) -> str:
    """The Hangul part of a name, its runs joined by a space."""
    return " ".join(_HANGUL.findall(name))


def syllables(name: str) -> str:
    """The Hangul part with each syllable apart, so that two of a name can be searched for."""
    return "" if name.isascii() else " ".join("".join(_HANGUL.findall(name)))


def initials(name: str) -> str:
    """What a redacted schedule shows: “G. A.”; of a Hangul name the first syllable."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", name))
