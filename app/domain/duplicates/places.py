"""An address as it is compared: house number, flat, street and what comes after."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.postcode import compact

_START = re.compile(
    r"""\s*(?:(?:(?P<floor>basement|ground|first|second|third|top)\s+floor\s+)?
    (?:flat|apartment|apt|unit|room|studio|fl)\b[.\s\#]*(?P<flat>\d+[a-z]?|[a-z])?\b[\s,;:-]*)?
    (?:(?:no|number|house)\b[.\s]*(?=\d))?(?:(?P<part>\d+)\s*/\s*)?
    (?:(?P<number>\d+)(?:\s?(?P<letter>[a-z])\b)?(?:\s*[-–]\s*\d+[a-z]?)?)?
    [\s,;:]*(?:(?:flat|apartment|apt|unit)\b[.\s\#]*(?P<after>\d+[a-z]?|[a-z])\b[\s,]*)?""",
    re.VERBOSE,
)  # fmt: skip
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")
_CLEAN = re.compile(r"[^\w\s,/-]+")
_COMMAS = re.compile(r"[,;\n]+")


class Place(NamedTuple):
    """Where someone lives; parts that are not written are empty.

    `number` is the house's number or its name, `street` its name with its kind in full.
    """

    number: str = ""
    flat: str = ""
    street: str = ""
    town: str = ""


@dataclass
class PlaceReader:
    """Reads written addresses; `kinds` gives “road” for “rd” and for itself, and so on."""

    kinds: Mapping[str, str]

    def read(self, written: str) -> Place:
        """The parts of an address: “Flat 2, 14 Elm Rd” and “2/14 Elm Road” give the same."""
        text = written.lower()
        if not text.isascii():
            plain = unicodedata.normalize("NFD", text)
            text = "".join(one for one in plain if not unicodedata.combining(one))
            text = unicodedata.normalize("NFC", text)
        text = _POSTCODE.sub(" ", _CLEAN.sub("", _COMMAS.sub(",", text)))
        start = _START.match(text)
        number = flat = name = ""
        if start:
            number = start["number"] or ""
            flat = start["flat"] or start["part"] or start["after"] or start["letter"] or ""
            flat = flat or (start["floor"] or "")
            text = text[start.end() :]
        pieces = [piece for piece in (one.strip(" -/") for one in text.split(",")) if piece]
        if not number:
            number, name, pieces = _numbered_later(pieces)
        street, rest = self._street(pieces)
        if not number and rest.isdigit():
            number, rest = rest, ""  # "Elm Road 14"
        return Place(number.lstrip("0") or name, flat.lstrip("0"), street, rest)

    def _street(self, pieces: list[str]) -> tuple[str, str]:
        """The street and the rest; without commas the street ends with its kind."""
        if not pieces:
            return "", ""
        words = pieces[0].split()
        end = next((at for at, word in enumerate(words) if at and word in self.kinds), len(words))
        while end < len(words) and words[end] in self.kinds:
            end += 1
        named = [self.kinds.get(word, word) if at else word for at, word in enumerate(words[:end])]
        return " ".join(named), " ".join([*words[end:], *" ".join(pieces[1:]).split()])


def _numbered_later(pieces: list[str]) -> tuple[str, str, list[str]]:
    """The number where a house's name comes before it: “Rose Cottage, 3 Elm Lane”."""
    for at, piece in enumerate(pieces[1:3], 1):
        found = re.match(r"(\d+)([a-z]?)\b\s*", piece)
        if found:
            rest = piece[found.end() :]
            return found[1], "", [*([rest] if rest else []), *pieces[at + 1 :]]
    if len(pieces) > 1:
        return "", pieces[0], pieces[1:]
    return "", "", pieces


def code(written: str) -> str:
    """A postcode's letters and digits; where nothing else is left, whatever was written."""
    return compact(written) or "".join(written.upper().split())
