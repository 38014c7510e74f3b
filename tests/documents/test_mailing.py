"""Letters, labels and envelopes on the page: measured, reviewed, and nothing typed is mark-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documents.mailing import envelopes, labels, letters
from app.documents.mailing.fitting import fit_lines, height
from app.documents.mailing.labels import Offset
from app.documents.page.fonts import REGULAR, width
from app.documents.page.text import Run, break_lines, plain
from app.errors import AppError
from app.intake import mailing as shipped
from app.paths import RESOURCES
from tests.documents import structure
from tests.documents.pdfs import dump, opened, pictures, words

Golden = Callable[[str, str], None]

DPI = 200
FONT = RESOURCES / "fonts" / "NotoSansKR-Regular.ttf"
NEAR = 0.5
"""Millimetres: how far ink may lie from the maker's geometry."""

MAKERS = {
    "L7160": (3, 7, 63.5, 38.1, 7.2, 15.1, 66.0, 38.1),
    "L7163": (2, 7, 99.1, 38.1, 4.7, 15.1, 101.6, 38.1),
    "L7651": (5, 13, 38.1, 21.2, 4.7, 10.7, 40.6, 21.2),
    "L7159": (3, 8, 63.5, 33.9, 7.2, 12.9, 66.0, 33.9),
    "3422": (3, 8, 70.0, 35.0, 0.0, 8.5, 70.0, 35.0),
}
"""Columns, rows, width, height, margins at the left and above, from one label to the next."""

GRACE = ("Grace Adeyemi", "7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
KIM = ("김민준·리순자 님", "12 Cobnut Close", "NEW MALDEN", "KT3 8PL")
LONG = ("The Rector and Churchwardens of Saint Bartholomew the Great", "Flat 2",
        "31 Lapwing Road", "NEW MALDEN", "KT3 8ZA")  # fmt: skip
ODD = ("Ann (Nan) O’Hara \\ <b>&amp;</b>", "{name} Road", "NEW MALDEN", "KT3 8QD")


def edges(ref: str, place: int) -> tuple[float, float, float, float]:
    """A label's left, top, right and bottom in millimetres from the paper's upper left."""
    columns, _, wide, high, left, top, across, down = MAKERS[ref]
    row, column = divmod(place - 1, columns)
    x, y = left + column * across, top + row * down
    return (x, y, x + wide, y + high)


def ink(page: Image.Image, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Where ink lies in a box: left, top, right and bottom, all in millimetres."""
    dots = DPI / 25.4
    part = page.crop(tuple(round(one * dots) for one in box))  # type: ignore[arg-type]  # four
    found = part.point(lambda value: 255 if value < 140 else 0).getbbox()
    assert found, "there is ink"
    x, y = round(box[0] * dots), round(box[1] * dots)
    return tuple((at + base) / dots for at, base in zip(found, (x, y, x, y), strict=True))


def bearing(letter: str, points: float) -> float:
    """How far a letter's ink begins right of where it is set, in millimetres."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONT)))
    font = uharfbuzz.Font(face)
    extents = font.get_glyph_extents(font.get_nominal_glyph(ord(letter)))
    return float(extents.x_bearing / face.upem * points / 72 * 25.4)


@pytest.mark.parametrize("ref", MAKERS)
def test_labels_lie_where_the_maker_cut_them(ref: str) -> None:
    sheet = shipped.label_sheets()[ref]
    assert sheet.number == MAKERS[ref][0] * MAKERS[ref][1]
    page, _ = pictures(labels.crosshairs(sheet, shipped.mailing_texts("en")["test"], Offset()), DPI)
    last = sheet.number
    edge = page.crop((0, 0, page.width, round(5 * DPI / 25.4))).getextrema()
    assert edge == (255, 255)  # no printer reaches there
    for place in range(1, last + 1):
        left, top, right, bottom = edges(ref, place)
        x, y = (left + right) / 2, (top + bottom) / 2
        cross = ink(page, (x - 5, y - 5, x + 5, y + 5))
        assert (cross[0] + cross[2]) / 2 == pytest.approx(x, abs=NEAR)
        assert (cross[1] + cross[3]) / 2 == pytest.approx(y, abs=NEAR)
        if place not in {1, last - 1, last}:
            continue
        for at, (a, b, c, d) in enumerate((
            (left - 1, y - 4, left + 1, y - 3), (x - 4, top - 0.9, x - 3, top + 0.9),
            (right - 1, y - 4, right + 1, y - 3), (x - 4, bottom - 0.9, x - 3, bottom + 0.9),
        )):  # fmt: skip
            if a < 0 or c > 210:
                continue
            line = ink(page, (a, b, c, d))
            wanted = (left, top, right, bottom)[at]
            assert (line[at % 2] + line[at % 2 + 2]) / 2 == pytest.approx(wanted, abs=NEAR)

    block = ("HHHH", "HH", "HHH")
    [page] = pictures(labels.labels_pdf(sheet, [block] * (last - 4), "Labels", start=5), DPI)
    for place in (5, last - 1, last):
        left, top, right, bottom = edges(ref, place)
        found = ink(page, (max(left, 0), top, right, bottom))
        begin = max(left + 0.06 * (right - left), 6) + bearing("H", 14)
        assert found[0] == pytest.approx(begin, abs=NEAR)
        assert (found[1] + found[3]) / 2 == pytest.approx((top + bottom) / 2, abs=1)
    left, top, right, bottom = edges(ref, 4)
    assert page.crop((0, 0, page.width, round((top + 2) * DPI / 25.4))).getextrema() == (255, 255)


def test_an_offset_moves_every_label() -> None:
    sheet = shipped.label_sheets()["L7160"]
    boxes = []
    for offset in (Offset(), Offset(1.5, -1)):
        [page] = pictures(labels.labels_pdf(sheet, [GRACE], "Labels", offset=offset), DPI)
        boxes.append(ink(page, (0, 0, 210, 297)))
    assert boxes[1][0] - boxes[0][0] == pytest.approx(1.5, abs=0.15)
    assert boxes[1][1] - boxes[0][1] == pytest.approx(-1, abs=0.15)


@pytest.mark.parametrize(("size", "wide", "high"), [("DL", 220, 110), ("C5", 229, 162)])
def test_an_envelopes_address_lies_where_machines_read_it(size: str, wide: int, high: int) -> None:
    pdf = envelopes.envelopes_pdf(size, [("HHHH", "HH"), LONG], "Envelopes")
    with opened(pdf) as document:
        for page in document:
            assert page.get_width() / 72 * 25.4 == pytest.approx(wide, abs=0.1)
            assert page.get_height() / 72 * 25.4 == pytest.approx(high, abs=0.1)
    short, long = pictures(pdf, DPI)
    found = ink(short, (0, 0, wide, high))
    assert found[0] == pytest.approx(0.44 * wide + bearing("H", 14), abs=NEAR)
    assert (found[1] + found[3]) / 2 == pytest.approx((40 + high - 18) / 2, abs=1)
    found = ink(long, (0, 0, wide, high))
    assert found[1] >= 40
    assert found[2] <= wide - 15
    assert found[3] <= high - 18


def test_a_letters_address_is_seen_through_the_window_however_it_slides() -> None:
    """A4 in three in a DL envelope: 11 mm of play upwards, 10 mm sideways; a window of 35 × 90."""
    for block in (GRACE, LONG, (*LONG, "Northern Ireland", "BT1 1AA")):
        [page] = pictures(letters.letters_pdf("Letters", FORMS, [letter("en", block)]), DPI)
        left, top, right, bottom = ink(page, (15, 45, 115, 95))
        assert left >= 20
        assert right <= 100
        assert top >= 99 - 53 + 11
        assert bottom <= 99 - 18


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(st.text("aW김ilm w-", min_size=1, max_size=60), min_size=1, max_size=9),
    ref=st.sampled_from(list(MAKERS)),
    place=st.integers(1, 14),
)
def test_every_labels_text_lies_inside_it(lines: list[str], ref: str, place: int) -> None:
    sheet = shipped.label_sheets()[ref]
    wanted = [line.strip() for line in lines if line.strip()] or ["x"]
    fitted = labels.Fitter(sheet).fit(wanted, place)
    if fitted is None:
        assert labels.too_long(sheet, [wanted], place) == [0]
        with pytest.raises(AppError, match="too long"):
            labels.labels_pdf(sheet, [wanted], "Labels", start=place)
        return
    left, bottom, right, top = labels.text_box(sheet, place)
    assert max(width(line, REGULAR, fitted.size) for line in fitted.lines) <= right - left + 0.01
    assert height(fitted.lines, fitted.size) <= top - bottom + 0.01
    assert " ".join(fitted.lines).split() == " ".join(wanted).split()
    outer = sheet.box(place)
    assert outer[0] <= left < right <= outer[2]
    assert outer[1] <= bottom < top <= outer[3]


def test_the_type_is_as_large_as_it_goes() -> None:
    fitted = fit_lines(GRACE, 200, 100, 14)
    assert fitted is not None
    assert fitted.size == 14
    narrow = fit_lines(GRACE, 80, 100, 14)
    assert narrow is not None
    assert width("7 Teasel Avenue", REGULAR, narrow.size + 0.5) > 80
    assert fit_lines(("W" * 80,), 80, 100, 14) is None


def test_deep_and_tall_marks_do_not_run_into_the_next_line() -> None:
    """محمد علي has dots far below its line, ญี่ปุ่น marks on both sides."""
    sheet = shipped.label_sheets()["L7160"]
    names = ("محمد علي", "ญี่ปุ่น", "हूँ र्कि", "தமிழ் கூழ்")
    [page] = pictures(
        labels.labels_pdf(sheet, [("12 Kg", name, "12 Kingston Rd") for name in names], "L"), DPI
    )
    for place in range(1, len(names) + 1):
        box = [round(one * DPI / 25.4) for one in edges("L7160", place)]
        part = page.crop(tuple(box)).point(lambda value: value < 140 and 255)  # type: ignore[arg-type]  # four
        rows = [part.crop((0, at, part.width, at + 1)).getbbox() for at in range(part.height)]
        inked = "".join("x" if row else " " for row in rows).rstrip()
        assert inked.rstrip("x").endswith(" " * 4)  # half a millimetre above the last line
        first = inked.lstrip()
        assert first.lstrip("x").startswith(" ")


def test_a_line_is_broken_between_names_and_never_before_am_or_pm() -> None:
    for names, wanted in (
        ("Daniel Okoro and Park Hye-kyung", ("Daniel Okoro", "and Park Hye-kyung")),
        ("Ann Lee, Bo Yu and Park Hye-kyung", ("Ann Lee, Bo Yu", "and Park Hye-kyung")),
    ):
        fitted = fit_lines((names, "7 Teasel Avenue"), 110, 100, 14)
        assert fitted is not None
        assert fitted.lines[:-1] == wanted
    for wide in range(40, 200):
        for lines in (
            break_lines([Run("Come to the hall at 6 pm, or at 11.30 am.")], 11, wide),
            plain("Come to the hall at 6 pm, or at 11.30 am.", 11, wide),
        ):
            said = ["".join(run.text for run in line) for line in lines]
            assert not any(line.startswith(("am", "pm")) for line in said)


def form(language: str) -> letters.LetterForm:
    """The shipped letter of thanks in a language."""
    text = shipped.letters()["thanks"].texts[language]
    fixed = shipped.mailing_texts(language)["letter"]
    values = {"petition": "Asylum {name}", "count": "1,204", "request": "that it is <b>decided</b>"}
    sender = ("New Malden Neighbours", "7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
    return letters.LetterForm(
        language, values, sender, "23 November 2026", text.subject, tuple(text.paragraphs),
        fixed["closing"], fixed["signed"].replace("{sender}", sender[0]), fixed["stop_person"],
        fixed["stop_office"], fixed["comma"], fixed["page"],
    )  # fmt: skip


FORMS = {language: form(language) for language in ("en", "ko")}


def letter(
    language: str, block: tuple[str, ...] = GRACE, *, office: bool = False
) -> letters.Letter:
    """A letter to whoever lives there."""
    first = f"Dear {block[0]}" if language == "en" else f"{block[0]}께"
    return letters.Letter(language, block, {"name": block[0], "salutation": first}, office)


def test_letters_labels_and_envelopes_as_reviewed(golden: Golden) -> None:
    people = [letter("en"), letter("ko", KIM), letter("en", LONG, office=True)]
    golden("letters.txt", dump(letters.letters_pdf("Letters", FORMS, people)))
    sheet = shipped.label_sheets()["L7160"]
    blocks = [GRACE, KIM, LONG, ODD]
    golden("labels.txt", dump(labels.labels_pdf(sheet, blocks * 6, "Labels", start=5)))
    texts = shipped.mailing_texts("en")["test"]
    golden("labels-test.txt", dump(labels.crosshairs(sheet, texts, Offset(0.5, -1))))
    sender = ("If undelivered, return to:", *FORMS["en"].sender)
    golden("envelopes.txt", "".join(
        dump(envelopes.envelopes_pdf(size, blocks, "Envelopes", sender=sender))
        for size in envelopes.SIZES
    ))  # fmt: skip


def test_what_a_person_wrote_is_printed_as_it_is() -> None:
    shown = words(letters.letters_pdf("Letters", FORMS, [letter("en", ODD)]))
    assert "Dear Ann (Nan) O’Hara \\ <b>&amp;</b>," in shown
    assert "{name} Road" in shown
    assert "Asylum {name}" in shown
    assert "that it is <b>decided</b>" in shown
    sheet = shipped.label_sheets()["L7163"]
    assert ODD[0] in words(labels.labels_pdf(sheet, [ODD], "Labels"))
    assert ODD[0] in words(envelopes.envelopes_pdf("C5", [ODD], "Envelopes", sender=ODD))


def test_a_long_letter_goes_on_another_page_with_its_number() -> None:
    long = replace(FORMS["en"], paragraphs=tuple(f"Part {at} {{name}} " + "word " * 90
                                                 for at in range(5)))  # fmt: skip
    pdf = letters.letters_pdf("Letters", {"en": long}, [letter("en"), letter("en", LONG)])
    with opened(pdf) as document:
        assert len(document) == 4
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert "Page 1 of 2" in pages[0]
    assert "Yours sincerely," in pages[1]
    assert "you agreed" in pages[1]
    assert "you agreed" not in pages[0]
    assert "Dear The Rector" in pages[2]
    shown = words(pdf)
    assert all(f"Part {at} Grace Adeyemi" in shown for at in range(5))


def test_what_is_drawn_for_many_is_what_is_drawn_for_one() -> None:
    people = [letter("en"), letter("ko", KIM), letter("en", LONG)]
    whole = letters.letters_pdf("Letters", FORMS, people)
    with opened(whole) as document:
        found = [page.get_textpage().get_text_bounded() for page in document]
    for one, shown in zip(people, found, strict=True):
        with opened(letters.letters_pdf("Letters", FORMS, [one])) as document:
            [page] = document
            assert page.get_textpage().get_text_bounded() == shown


def test_a_screen_reader_finds_paragraphs_in_their_language() -> None:
    root = structure.tree(letters.letters_pdf("L", FORMS, [letter("en"), letter("ko", KIM)]))
    english, korean = root.kids
    assert (english.language, korean.language) == ("en", "ko")
    assert english.kids[1].whole == " ".join(GRACE)
    assert "님께" in korean.whole
    sheet = shipped.label_sheets()["L7160"]
    [page] = structure.tree(labels.labels_pdf(sheet, [GRACE, KIM], "Labels")).kids
    assert [one.role for one in page.kids] == ["P", "P"]
    assert page.kids[0].whole == " ".join(GRACE)
    assert page.kids[1].whole.startswith(KIM[0])
