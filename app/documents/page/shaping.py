"""Scripts whose letters join, move or run from right to left, as their readers write them.

HarfBuzz shapes, python-bidi puts the runs of a line in order. Only text that needs it
comes here: Latin and Hangul are drawn as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import Any

import uharfbuzz
from bidi import algorithm as bidi

from app.documents.page.fonts import Glyph, Group, Stretch, font, fonts_of, is_shaped

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_NOTHING = "\u200d"
"""What a glyph stands for that belongs to the letter before it."""


def begins_at_right(text: str) -> bool:
    """Whether a paragraph of `text` runs from right to left: its first strong letter says."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    return bool(bidi.get_base_level(text))


@lru_cache(4096)
def shaped(text: str, name: str, from_right: bool) -> Sequence[Stretch]:  # noqa: FBT001  # cached
    """`text`, one line or a part of one, in stretches from left to right."""
    found: list[Stretch] = []
    for run, level in _runs(text, int(from_right)):
        parts = [_stretch(one, part, level) for one, part in _itemised(run, name)]
        found += reversed(parts) if level % 2 else parts
    return tuple(found)


def _runs(text: str, base: int) -> Iterator[tuple[str, int]]:
    """Runs of one level as they lie from left to right, each in the order of reading."""
    if not _RIGHT_TO_LEFT.search(text):
        yield text, 0
        return
    storage: dict[str, Any] = bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    bidi.get_embedding_levels(text, storage)
    for at, character in enumerate(storage["chars"]):
        character["at"] = at
    for step in (
        bidi.explicit_embed_and_overrides,
        bidi.resolve_weak_types,
        lambda one: bidi.resolve_neutral_types(one, debug=False),
        lambda one: bidi.resolve_implicit_levels(one, debug=False),
        lambda one: bidi.reorder_resolved_levels(one, debug=False),
    ):
        step(storage)
    yield from _joined(text, storage["chars"])


def _joined(text: str, characters: Iterable[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Characters in visual order as runs; those that the algorithm drops stay with their run."""
    runs: list[tuple[int, int, int]] = []
    for one in characters:
        at, level = one["at"], one["level"]
        if runs:
            first, last, before = runs[-1]
            if level == before and (at < first if level % 2 else at > last):
                runs[-1] = (min(first, at), max(last, at), level)
                continue
        runs.append((at, at, level))
    starts = sorted(first for first, _, _ in runs)
    for first, last, level in runs:
        later = [start for start in starts if start > last]
        begin = 0 if first == starts[0] else first
        yield text[begin : later[0] if later else len(text)], level


def _itemised(run: str, name: str) -> list[tuple[str, str]]:
    """A run in parts of one font; a space belongs to the part before it."""
    found: list[tuple[str, str]] = []
    for word in re.findall(r"\s*\S+|\s+", run):
        bare = word.lstrip()
        space = word[: len(word) - len(bare)]
        parts = fonts_of(bare, name) if bare else []
        if space:
            before = found[-1][0] if found else (parts[0][0] if parts else name)
            parts.insert(0, (before, space))
        found += parts
    return [
        (one, "".join(part for _, part in parts))
        for one, parts in groupby(found, lambda part: part[0])
    ]


def _stretch(name: str, text: str, level: int) -> Stretch:
    if level % 2 == 0 and not is_shaped(text):
        return Stretch(name, text)
    return Stretch(name, text, tuple(_groups(name, text, level)))


@cache
def _harfbuzz(name: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(font(name).face._ttf_data))  # noqa: SLF001  # its bytes


def _groups(name: str, text: str, level: int) -> Iterator[Group]:
    backwards = bool(level % 2)
    drawn = _shape(name, text, backwards=backwards)
    starts = sorted({cluster for cluster, _ in drawn})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    glyphs: list[Glyph] = []
    for start, found in groupby(drawn, lambda one: one[0]):
        group = [glyph for _, glyph in found]
        shares = _shares(text[start : ends[start]], len(group))
        glyphs += map(partial(_named, name), group, reversed(shares) if backwards else shares)
    # A reader turns what runs from the right round by itself, letter by letter: a text of
    # several letters would be turned round with it.
    yield Group("" if backwards else text, tuple(glyphs))


def _shape(name: str, text: str, *, backwards: bool) -> list[tuple[int, Glyph]]:
    """The glyphs from left to right, each with where its cluster begins in `text`."""
    shaper = _harfbuzz(name)
    scale = 1000 / shaper.face.upem
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    uharfbuzz.shape(shaper, buffer, {"liga": not backwards})  # letter by letter, as above
    return [
        (
            info.cluster,
            Glyph(info.codepoint, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale),
        )
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@lru_cache(4096)
def reach_of(text: str, name: str) -> tuple[float, float]:
    """How far the letters of a line reach above and below its baseline, in ems."""
    above = below = 0.0
    for run, level in _runs(text, 0):
        for one, part in _itemised(run, name):
            shaper, scale = _harfbuzz(one), 1000 / _harfbuzz(one).face.upem
            for _, glyph in _shape(one, part, backwards=bool(level % 2)):
                inked = shaper.get_glyph_extents(glyph.code)
                above = max(above, glyph.y + inked.y_bearing * scale)
                below = max(below, -glyph.y - (inked.y_bearing + inked.height) * scale)
    return above / 1000, below / 1000


def _shares(letters: str, number: int) -> list[str]:
    """`letters` given out to `number` glyphs, the last one with the rest of them."""
    shares = [letters[at : at + 1] or _NOTHING for at in range(number)]
    shares[-1] += letters[number:]
    return shares


def _named(name: str, glyph: Glyph, meant: str) -> Glyph:
    """The glyph under the code that it has in its font, where it stands for `meant`."""
    shaper = _harfbuzz(name)
    natural = shaper.get_glyph_h_advance(glyph.code) * 1000 / shaper.face.upem
    return glyph._replace(code=font(name).code_of(glyph.code, meant, natural))
