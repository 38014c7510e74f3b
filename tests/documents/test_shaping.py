"""Names in scripts that join, move or run from the right, against pictures made by Pango."""

from __future__ import annotations

import io
import tomllib
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from app.documents.page import text, unprinted
from app.documents.page.fonts import _CHAINS as CHAINS
from app.documents.page.fonts import _FIRST_OWN as FIRST_OWN
from app.documents.page.fonts import (
    REGULAR,
    REPLACEMENT,
    SERIF_BOLD,
    Stretch,
    drawable,
    font,
    missing_glyphs,
    stretches,
    width,
)
from app.documents.page.lettering import Lettering
from app.documents.page.pdf import Pdf
from app.documents.page.text import Run, begins_at_right, break_lines, draw_line

FILES = Path(__file__).parent.parent / "files" / "shaping"
NAMES = tomllib.loads((FILES / "names.toml").read_text(encoding="utf-8"))
SIZE = 40
MISSING = "吉𠮷😀👩\u200d👩\u200d👧👍\U0001f3fd\x07\x00\u2028\ud800이\u0301\u00ad\r\t\ufe0fမန်"


def drawn(name: str) -> bytes:
    """A page with a name on one line."""
    pdf = Pdf(name, size=(900, 500))
    with pdf.inside(pdf.tags.root.add("P")):
        draw_line(pdf.canvas, 40, 400, [Run(name)], SIZE, from_right=begins_at_right(name))
    pdf.end_page()
    return pdf.bytes()


def ink(picture: Image.Image) -> Image.Image:
    """The part of a picture with ink on it."""
    return picture.crop(ImageOps.invert(picture).getbbox())


def test_whatever_is_typed_is_drawn_and_what_no_font_has_is_told() -> None:
    typed = MISSING + "".join(map(chr, range(0, 0x110000, 1999)))
    pdf = Pdf(typed, size=(900, 500))
    pdf.bookmark(typed)
    with pdf.inside(pdf.tags.root.add("P")), unprinted.watched() as found:
        for name in (REGULAR, SERIF_BOLD):
            for line in break_lines([Run(typed, name)], SIZE, 200):
                draw_line(pdf.canvas, 40, 400, line, SIZE, from_right=begins_at_right(typed))
            pdf.code(f"BT {Lettering(pdf, name).show(typed, SIZE)} ET")
    pdf.end_page()
    shown = pypdfium2.PdfDocument(pdf.bytes())[0].get_textpage().get_text_range()
    assert found == {one: {1} for one in missing_glyphs(typed)}
    assert set("𠮷😀👩\ud800မ") <= set(found)
    assert REPLACEMENT in shown
    assert not [one for one in shown if ord(one) < 32 and one not in "\r\n"]


def test_a_family_of_one_picture_is_one_replacement() -> None:
    assert (
        drawable("👩\u200d👩\u200d👧 Family\x07 👍\U0001f3fd")
        == f"{REPLACEMENT} Family {REPLACEMENT}"
    )


def ours(name: str) -> Image.Image:
    document = pypdfium2.PdfDocument(drawn(name))
    return ink(document[0].render(scale=2, grayscale=True).to_pil())


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much ink of two pictures does not lie together, as a part of all ink."""
    size = (max(one.width, other.width), max(one.height, other.height))
    first, second = (
        ImageOps.invert(ImageOps.pad(picture, size, color=255)) for picture in (one, other)
    )
    apart = ImageStat.Stat(ImageChops.difference(first, second)).sum[0]
    return apart / (ImageStat.Stat(first).sum[0] + ImageStat.Stat(second).sum[0])


def reference(key: str) -> Image.Image:
    return ink(Image.open(io.BytesIO((FILES / f"{key}.png").read_bytes())).convert("L"))


@pytest.mark.parametrize("key", NAMES)
def test_a_name_looks_as_another_shaping_program_draws_it(key: str) -> None:
    shown, wanted = ours(NAMES[key]["text"]), reference(key)
    assert abs(shown.width - wanted.width) <= 3
    assert abs(shown.height - wanted.height) <= 3
    assert difference(shown, wanted) < 0.15


@pytest.mark.parametrize("key", ["arabic", "persian", "hebrew", "tamil", "devanagari", "thai"])
def test_unshaped_letters_would_be_noticed(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = NAMES[key]["text"]
    own = next(one.font for one in stretches(name, REGULAR) if one.groups)
    known = "".join(c for c in name if c == " " or ord(c) in font(own).face.charToGlyph)
    monkeypatch.setattr(text, "stretches", lambda *_, **__: [Stretch(own, known)])
    shown, wanted = ours(known), reference(key)
    apart = abs(shown.width - wanted.width) > 3 or difference(shown, wanted) > 0.25
    assert apart


def test_latin_and_hangul_are_not_shaped() -> None:
    for name in ("Lee Soon-ja", "이순자", "Żółć Ğışık", "刘华"):
        assert not any(one.groups for one in stretches(name, REGULAR))


@pytest.mark.parametrize("key", ["tamil", "devanagari", "thai", "arabic", "chinese", "hangul"])
def test_a_name_can_be_copied(key: str) -> None:
    name = NAMES[key]["text"]
    page = pypdfium2.PdfDocument(drawn(name))[0]
    assert page.get_textpage().get_text_bounded().split() == name.split()


def test_one_word_is_in_one_font() -> None:
    [stretch] = stretches("王伟", REGULAR)
    assert stretch.font == "Han", "one character is in the Korean font too, the other is not"
    fonts = [one.font for one in stretches("Lee 王伟", REGULAR)]
    assert fonts == [REGULAR, "Han"]


def test_a_paragraph_from_the_right_is_broken_in_the_order_of_reading() -> None:
    words = "نطلب من الحكومة أن تنظر في كل طلب لجوء على حدة وألا تعيد أحدا"
    lines = break_lines([Run(words)], 12, 150)
    assert len(lines) > 1
    assert " ".join("".join(run.text for run in line).strip() for line in lines) == words
    assert all(width("".join(run.text for run in line).strip(), REGULAR, 12) <= 150
               for line in lines)  # fmt: skip


def test_both_families_and_weights_have_the_same_letters() -> None:
    def letters(name: str) -> set[int]:
        return {code for one in CHAINS[name] for code in font(one).face.charToGlyph}

    regular = {code for code in letters(REGULAR) if code < FIRST_OWN and code > 32}
    for name in CHAINS:
        lacking = regular - letters(name)
        assert lacking == set(), (name, sorted(map(hex, lacking))[:5])


@pytest.mark.parametrize("key", ["tamil", "devanagari", "thai", "latin"])
def test_a_long_word_is_cut_between_letters_not_within_one(key: str) -> None:
    word = NAMES[key]["text"].replace(" ", "") * 4
    for room in range(20, 120, 7):
        lines = ["".join(run.text for run in line) for line in break_lines([Run(word)], 12, room)]
        assert "".join(lines) == word
        assert not any(unicodedata.category(line[0]) in {"Mn", "Mc"} for line in lines)
        assert not any(line[0] in "ำาะ" or line[-1] in "เแโใไ" for line in lines)
