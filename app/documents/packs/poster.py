"""Posters for a window: the result of a petition, in up to three languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.documents.packs.facts import PackFacts
from app.documents.page.flow import draw_block
from app.documents.page.fonts import BOLD, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import (
    ACCENT,
    GRID,
    MARGIN,
    NUMBER,
    PAGE_HEIGHT,
    POSTER,
    SHOUT,
    TEXT,
    TEXT_WIDTH,
    Style,
)
from app.documents.page.tagging import Element, language
from app.documents.page.text import Run, begins_at_right, break_lines
from app.documents.words import filled
from app.domain.sheet import Box
from app.errors import AppError

_TOP, BOTTOM = PAGE_HEIGHT - 90, 60.0
_PICTURE: Box = (MARGIN + TEXT_WIDTH - 150, _TOP - 145, MARGIN + TEXT_WIDTH, _TOP)
"""At the upper right, beside the number."""

SMALLER = (SHOUT, Style(28, 35, BOLD, BOLD, ACCENT), Style(22, 30, BOLD, BOLD, ACCENT))


@dataclass(frozen=True)
class PosterPicture:
    """A PNG for a poster, and the words that stand for it where it is not seen."""

    png: bytes
    words: str


def result(
    facts: PackFacts, hand_in: date, picture: PosterPicture | None = None
) -> Callable[[Pdf, int], None]:
    """The poster with the number who signed, what they ask for and when it was handed in."""

    def draw(pdf: Pdf, level: int) -> None:
        section = pdf.tags.root.add("Sect")
        pdf.bookmark(facts.texts["poster"]["title"], level)
        for size in SMALLER:
            page = PosterPage(pdf, section, size, measure=True)
            _write(page, facts, hand_in)
            if page.y >= BOTTOM:
                break
        else:
            raise AppError(
                "The poster has no room for the title and the request: shorten “title” or "
                "“requests”."
            )
        _write(PosterPage(pdf, section, size), facts, hand_in)
        if picture:
            pdf.picture(picture.png, picture.words, _PICTURE, section)
        pdf.end_page()

    return draw


class PosterPage:
    """Lines from the top down; with `measure`, nothing is drawn."""

    def __init__(self, pdf: Pdf, section: Element, shout: Style, *, measure: bool = False) -> None:
        self._pdf, self._section, self._measure = pdf, section, measure
        self.shout, self.y, self.language = shout, _TOP, pdf.language

    def text(self, text: str, style: Style, *, role: str = "P", own: str = "",
             strong: bool = False, after: float = 3 * GRID) -> None:  # fmt: skip
        """A paragraph across the page."""
        name = style.strong if strong else style.font
        lines = break_lines([Run(text, name)], style.size, TEXT_WIDTH)
        if not self._measure:
            with self._pdf.inside(self._section.add(role, language(own))):
                draw_block(self._pdf.canvas, MARGIN, self.y, lines, style, TEXT_WIDTH,
                           from_right=begins_at_right(text))  # fmt: skip
        self.y -= len(lines) * style.leading + after

    def rule(self) -> None:
        """A line across the page."""
        if not self._measure:
            with self._pdf.decoration():
                canvas = self._pdf.canvas
                canvas.setStrokeColor(ACCENT)
                canvas.setLineWidth(3)
                canvas.line(MARGIN, self.y, MARGIN + TEXT_WIDTH, self.y)
        self.y -= 4 * GRID


def _write(page: PosterPage, facts: PackFacts, hand_in: date) -> None:
    texts, wording = facts.texts["poster"], facts.wording
    values = facts.values() | {"hand_in": facts.day(hand_in)}
    number = values["valid"]
    big = NUMBER
    while width(number, BOLD, big.size) > TEXT_WIDTH - 170:
        big = Style(big.size - 8, big.leading - 10, BOLD, BOLD, ACCENT)
    page.text(number, big, after=0)
    page.text(texts["signed"], page.shout, after=4 * GRID)
    page.rule()
    page.text(wording.title, page.shout, role="H1")
    page.text(filled(texts["handed_in"], values), POSTER)
    for own, one in list(wording.translations.items())[:2]:
        title = one.title or wording.title
        page.text(title, POSTER, own=own, strong=True, after=GRID)
        said = facts.sheet_texts[own].get("poster_signed", "")
        if said:
            page.text(filled(said, {"valid": number}), POSTER, own=own)
    page.text(filled(texts["thanks"], values), POSTER)
    page.text(filled(texts["contact"], values), TEXT, after=0)
