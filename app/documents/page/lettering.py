"""Many short texts in one font: each character's place in the font is asked for once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from app.documents.page.fonts import Stretch, font, is_plain, languages
from app.documents.page.pdf import Pdf
from app.documents.page.text import BYTES, Run, begins_at_right, escaped, show_code


class _Letter(NamedTuple):
    """A character's font subset in the document, its escaped code there, its language."""

    subset: str
    code: str
    language: str


class Lettering:
    """Shows texts within a text object whose font is `usual`, in a size; it is so again after."""

    def __init__(self, pdf: Pdf, name: str) -> None:
        self._canvas, self._font, self._name = pdf.canvas, font(name), name
        self._document = pdf.canvas._doc  # noqa: SLF001  # ReportLab's document
        self._known: dict[str, _Letter] = {}
        self.usual = self._font.getSubsetInternalName(0, self._document)

    def show(self, text: str, size: float) -> str:
        """The operators that show a text; one that runs from the right is put in order."""
        if text.isascii() and text.isprintable():
            return f"({escaped(text)}) Tj"
        if not is_plain(text, self._name):
            from_right = begins_at_right(text)
            line = (Run(text.rstrip() if from_right else text, self._name),)
            shown = show_code(self._canvas, line, size, from_right=from_right)
            return f"{shown} {self.usual} {size:g} Tf"
        letters, before = [], ""
        for character in text:
            # These are of the language before them: a reader loses a space that stands alone.
            key = f"{before}{character}" if character in _NEUTRAL else character
            letters.append(self._known.get(key) or self._learn(character, key, before))
            before = letters[-1].language
        return " ".join(self._pieces(letters, size))

    def _learn(self, character: str, key: str, before: str) -> _Letter:
        [(subset, data)] = self._font.splitString(character, self._document)
        [(language, _)] = languages(Stretch(self._name, character), self._canvas.language)
        language = before if character in _NEUTRAL else language
        name = self._font.getSubsetInternalName(subset, self._document)
        found = _Letter(name, "".join(map(BYTES.__getitem__, data)), language)
        self._known[key] = found
        return found

    def _pieces(self, letters: Sequence[_Letter], size: float) -> Iterator[str]:
        """Strings of one subset each, with the font changed between them and set back."""
        now = self.usual
        for (subset, language), run in groupby(letters, _PLACE):
            if subset != now:
                yield f"{subset} {size:g} Tf"
                now = subset
            shown = f"({''.join(map(_CODE, run))}) Tj"
            yield f"/Span<</Lang({language})>>BDC {shown} EMC" if language else shown
        if now != self.usual:
            yield f"{self.usual} {size:g} Tf"


_NEUTRAL = frozenset(" ·,.()")
_PLACE, _CODE = itemgetter(0, 2), itemgetter(1)
