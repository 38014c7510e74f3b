"""The embedded fonts: two families for Latin and Hangul, others for letters that they lack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

REGULAR, BOLD = "Sans", "Sans-Bold"
SERIF, SERIF_BOLD = "Serif", "Serif-Bold"
_SCRIPTS = ("Arabic", "Hebrew", "Devanagari", "Tamil", "Thai")
_FILES = {
    REGULAR: "NotoSansKR-Regular.ttf",
    BOLD: "NotoSansKR-Bold.ttf",
    SERIF: "NotoSerifKR-Regular.ttf",
    SERIF_BOLD: "NotoSerifKR-Bold.ttf",
    "Latin": "NotoSans-Regular.ttf",
    "Latin-Bold": "NotoSans-Bold.ttf",
    "SerifLatin": "NotoSerif-Regular.ttf",
    "SerifLatin-Bold": "NotoSerif-Bold.ttf",
    "Han": "NotoSansSC-Regular.ttf",
    **{script: f"NotoSans{script}-Regular.ttf" for script in _SCRIPTS},
    **{f"{script}-Bold": f"NotoSans{script}-Bold.ttf" for script in _SCRIPTS},
    "Arabic": "IBMPlexSansArabic-Regular.ttf",  # a letter is one glyph: it can be copied
    "Arabic-Bold": "IBMPlexSansArabic-Bold.ttf",
}
_BOLD_SCRIPTS = tuple(f"{script}-Bold" for script in _SCRIPTS)
_CHAINS = {
    REGULAR: (REGULAR, "Latin", *_SCRIPTS, "Han"),
    BOLD: (BOLD, "Latin-Bold", *_BOLD_SCRIPTS, "Han"),
    SERIF: (SERIF, "SerifLatin", "Latin", *_SCRIPTS, REGULAR, "Han"),
    SERIF_BOLD: (SERIF_BOLD, "SerifLatin-Bold", "Latin-Bold", *_BOLD_SCRIPTS, BOLD, "Han"),
}
"""Which fonts are asked for a word, in their order; Chinese has one weight."""

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u1780-\u19ff\u1ab0-\u1aff\u1cd0-\u1cff\u1dc0-\u1dff"
    "\u200c-\u200f\u202a-\u202e\u2066-\u2069\u20d0-\u20ff\u302a-\u302f\ua800-\uabff\ufb1d-\ufdff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufe70-\ufefc]"
)
"""Letters that join or move, and marks that are set on others: these alone are shaped."""

_INVISIBLE = frozenset(
    "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_FIRST_OWN = 0xF0000
"""Glyphs have codes of their own from here on: a private plane, used by no text."""


REPLACEMENT = "\ufffd"
"""Stands where no font has a character; not an empty box, which asks for a tick."""

_EMOJI_JOINED = re.compile(f"{REPLACEMENT}(?:\u200d{REPLACEMENT})+")


class Glyph(NamedTuple):
    """A shaped glyph: its code in the font, its way onwards, its offset; in 1000ths of an em."""

    code: int
    advance: float
    x: float
    y: float


class Group(NamedTuple):
    """Shaped glyphs that are read together, as the text `meant` where it is not empty."""

    meant: str
    glyphs: tuple[Glyph, ...]


class Stretch(NamedTuple):
    """Text of one font, ready to be drawn from left to right; with `groups` it was shaped."""

    font: str
    text: str
    groups: tuple[Group, ...] = ()

    def width(self, size: float) -> float:
        """In points."""
        if self.groups:
            glyphs = (glyph for group in self.groups for glyph in group.glyphs)
            return sum(glyph.advance for glyph in glyphs) * size / 1000
        return sum(map(_widths(self.font).__getitem__, self.text)) * size / 1000


class Font(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A font with codes for glyphs that no character has, and a map from codes back to text."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, shapable=False)
        self._own: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}

    def code_of(self, glyph: int, text: str, advance: float) -> int:
        """The code under which `glyph` is drawn where it stands for `text`."""
        code = self._own.get((glyph, text))
        if code is None:
            code = _FIRST_OWN + len(self._own)
            self._own[glyph, text] = code
            self._texts[code] = text
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = advance
        return code

    def has(self, text: str) -> bool:
        """Whether the font has a glyph for each character of `text`."""
        glyphs = self.face.charToGlyph
        return all(ord(character) in glyphs or character in _INVISIBLE for character in text)

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # ReportLab's name
        """Adds the subsets, each with a map back to text that knows shaped glyphs."""
        state = self.state[doc]
        super().addObjects(doc)
        for number, subset in enumerate(state.subsets):
            made = doc.idToObject[f"{state.internalName}+{number}"]
            doc.idToObject[made.ToUnicode.name].content = self._to_unicode(subset)

    def _to_unicode(self, subset: Sequence[int]) -> str:
        lines = []
        for code, character in enumerate(subset):
            text = self._texts.get(character) if character >= _FIRST_OWN else chr(character)
            if text and text != "\0":
                lines.append(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>")
        blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
        mapped = "\n".join(
            f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
        )
        return _CMAP.format(mapped=mapped)


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{mapped}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@cache
def font(name: str) -> Font:
    """The font called `name`, known to ReportLab from now on."""
    made = Font(name, str(RESOURCES / "fonts" / _FILES[name]))
    pdfmetrics.registerFont(made)
    return made


def is_shaped(text: str) -> bool:
    """Whether `text` has letters that join or move; Latin and Hangul have none."""
    return not text.isascii() and _SHAPED.search(text) is not None


def stretches(text: str, name: str, *, from_right: bool = False) -> Sequence[Stretch]:
    """`text` in stretches of one font each, from left to right.

    `from_right` is the direction of the paragraph, which orders runs of both directions.
    """
    if text.isascii() and text.isprintable():
        return (Stretch(name, text),)
    text = drawable(text)
    if is_shaped(text):
        from app.documents.page.shaping import shaped

        return shaped(text, name, from_right)
    if is_plain(text, name):
        return (Stretch(name, text),)
    return _by_word(text, name)


def reach(text: str, name: str) -> tuple[float, float]:
    """How far the letters of a line that is shaped reach above and below its baseline, in ems.

    (0, 0) for all others: Latin and Hangul keep to their fonts' measures.
    """
    if not is_shaped(text):
        return 0.0, 0.0
    from app.documents.page.shaping import reach_of

    return reach_of(drawable(text), name)


@lru_cache(4096)
def _by_word(text: str, name: str) -> Sequence[Stretch]:
    found: list[tuple[str, str]] = []
    for word in re.findall(r"\s+|\S+", text):
        found += [(name, word)] if word.isspace() else fonts_of(word, name)
    return [
        Stretch(one, "".join(part for _, part in parts))
        for one, parts in groupby(found, lambda part: part[0])
    ]


def fonts_of(word: str, name: str) -> list[tuple[str, str]]:
    """A word in the first font that has all of it; cut between fonts only where none has."""
    chain = _CHAINS[name]
    if is_shaped(word):  # the Korean fonts set no marks on letters
        chain = tuple(one for one in chain if one not in _CHAINS)
    whole = next((one for one in chain if font(one).has(word)), "")
    if whole:
        return [(whole, word)]
    chain = (*chain, *_CHAINS[name])
    return [
        (next((one for one in chain if font(one).has(character)), name), character)
        for character in word
    ]


def _is_modifier(character: str) -> bool:
    """Whether it only says how the character before it looks: another form, a tone of skin."""
    code = ord(character)
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x1F3FB <= code <= 0x1F3FF


class _Drawn(dict[int, str]):
    """What is drawn for a character: itself, nothing, a space, or the replacement."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _INVISIBLE or _has_glyph(character):
            found = character
        elif character.isspace():
            found = " "
        elif unicodedata.category(character) in {"Cc", "Cf"} or _is_modifier(character):
            found = ""
        else:
            found = REPLACEMENT
        self[code] = found
        return found


def _has_glyph(character: str) -> bool:
    """Whether it is drawn as it is; what controls (some fonts have glyphs for it) never is."""
    if unicodedata.category(character) in {"Cc", "Cf"}:
        return False
    return any(font(one).has(character) for one in _CHAINS[REGULAR])


_drawn = _Drawn()


def drawable(text: str) -> str:
    """`text` with a visible replacement for what no font has, and without control characters.

    All text on a page comes through here: nothing that a person typed stops a paper.
    """
    made = text.translate(_drawn)
    return _EMOJI_JOINED.sub(REPLACEMENT, made) if REPLACEMENT in made else made


class _Widths(dict[str, float]):
    """The widths of a font's own characters, in 1000ths of an em; KeyError for another's."""

    def __init__(self, name: str) -> None:
        self._face = font(name).face

    def __missing__(self, character: str) -> float:
        code = ord(character)
        if code not in self._face.charToGlyph or unicodedata.category(character) in {"Cc", "Cf"}:
            raise KeyError(character)
        self[character] = found = float(self._face.getCharWidth(code))
        return found


_widths = cache(_Widths)


def is_plain(text: str, name: str) -> bool:
    """Whether the one font draws all of `text`, letter by letter."""
    return plain_width(text, name) is not None


def plain_width(text: str, name: str) -> float | None:
    """How wide `text` is in 1000ths of an em, None where one font alone cannot draw it."""
    if not text.isascii() and _SHAPED.search(text):
        return None
    try:
        return sum(map(_widths(name).__getitem__, text))
    except KeyError:
        return None


@lru_cache(65536)
def width(text: str, name: str, size: float) -> float:
    """How wide `text` is in points, each stretch in its own font."""
    found = plain_width(text, name)
    if found is not None:
        return found * size / 1000
    return sum(stretch.width(size) for stretch in stretches(text, name))


def missing_glyphs(text: str) -> str:
    """The characters of `text` that the fonts cannot print, each once, in their order."""
    return "".join(
        c for c in dict.fromkeys(text) if c != REPLACEMENT and _drawn[ord(c)] == REPLACEMENT
    )


_LANGUAGES = {"Arabic": "ar", "Hebrew": "he", "Devanagari": "hi", "Tamil": "ta", "Thai": "th"}
_BY_SCRIPT = re.compile(f"[{_HANGUL}]+(?:[\\s·,.()0-9]+[{_HANGUL}]+)*")


def languages(stretch: Stretch, own: str) -> Iterator[tuple[str, str]]:
    """A stretch's text cut by language, with "" where it is that of the document, `own`."""
    language = _LANGUAGES.get(stretch.font.removesuffix("-Bold"), "")
    if language or stretch.font == "Han":
        yield ("" if own in {language, "ja"} else language or "zh"), stretch.text
    elif stretch.text.isascii() or own == "ko" or stretch.groups:
        yield "", stretch.text
    else:
        at = 0
        for found in _BY_SCRIPT.finditer(stretch.text):
            if found.start() > at:
                yield "", stretch.text[at : found.start()]
            yield "ko", found.group()
            at = found.end()
        if at < len(stretch.text):
            yield "", stretch.text[at:]
