"""10,000 letters: ours against the same pages by ReportLab's own text objects."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents.mailing import letters
from app.domain.outreach import merge
from app.intake import mailing
from app.paths import RESOURCES
from tests.benchmarks.labels import blocks
from tests.benchmarks.pairs import paired, ratio, report

LETTERS = 10_000


def measure() -> list[str]:
    """The line of the report."""
    ours, raw = paired(("tests.benchmarks.letters", "ours"), ("tests.benchmarks.letters", "raw"))
    return [f"letters, tagged: {ratio(raw, ours):.2f} x untagged text objects (at least 0.7)"]


def form() -> letters.LetterForm:
    """What all of them share."""
    text, words = mailing.letters()["thanks"].texts["en"], mailing.mailing_texts("en")["letter"]
    values = {
        "petition": "Asylum for refugees from North Korea",
        "count": "1,204",
        "request": "that the House of Commons urges the Government to decide each claim for "
        "asylum on that person’s own need for protection",
    }
    sender = ("New Malden Neighbours", "7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
    paragraphs = ("{name}, we write to you because you signed.", *text.paragraphs)
    return letters.LetterForm(
        "en", values, sender, f"{date(2026, 11, 23):%d %B %Y}", text.subject, paragraphs,
        words["closing"], sender[0], words["stop_person"], words["stop_office"], ",", words["page"],
    )  # fmt: skip


def people(number: int) -> list[letters.Letter]:
    """A letter for each of the invented addresses."""
    return [
        letters.Letter("en", lines, {"name": lines[0], "salutation": f"Dear {lines[0]}"})
        for lines in blocks(number)
    ]


def draw_raw(shared: letters.LetterForm, listed: list[letters.Letter]) -> bytes:
    """The plain way: constant paragraphs are broken once, text objects draw the lines."""
    for name, file in (("Raw", "NotoSerifKR-Regular.ttf"), ("RawSans", "NotoSansKR-Regular.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(RESOURCES / "fonts" / file)))
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1)
    known: dict[str, list[str]] = {}

    def lines(text: str, values: Mapping[str, str]) -> list[str]:
        if "{name}" in text or "{salutation}" in text:
            return list(simpleSplit(merge.fill(text, values), "Raw", 11, letters.WIDE))
        if text not in known:
            known[text] = list(simpleSplit(merge.fill(text, values), "Raw", 11, letters.WIDE))
        return known[text]

    for letter in listed:
        values = {**shared.values, **letter.values}
        _block(canvas, letters.SENDER, 9, shared.sender)
        _block(canvas, (letters.LEFT, 680), 11, letter.address)
        body = canvas.beginText(letters.LEFT, letters.TOP)
        body.setFont("Raw", 11, 15)
        for text in (shared.day, "{salutation},", shared.subject, *shared.paragraphs,
                     shared.closing, shared.signed):  # fmt: skip
            for line in lines(text, values):
                body.textLine(line)
            body.moveCursor(0, 10)
        canvas.drawText(body)
        _block(canvas, (letters.LEFT, letters.FOOT_TOP - 11), 8.5, lines(shared.stop, values))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _block(canvas: Any, at: tuple[float, float], size: float, texts: Sequence[str]) -> None:
    block = canvas.beginText(*at)
    block.setFont("RawSans", size, size * 1.2)
    for line in texts:
        block.textLine(line)
    canvas.drawText(block)


def main(which: str) -> None:
    """Draws the letters and says how long it took; imports are not charged, fonts are."""
    shared, listed = form(), people(LETTERS)
    start = time.perf_counter()
    if which == "ours":
        made = letters.letters_pdf("Letters", {"en": shared}, listed)
    else:
        made = draw_raw(shared, listed)
    report(time.perf_counter() - start, len(made))


if __name__ == "__main__":
    main(sys.argv[1])
