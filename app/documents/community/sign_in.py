"""The sheet to sign in on at an event: a name, how to reach them, and a box for each way.

Each page stands by itself: what a tick means and who keeps the sheet are on all of them (R64, R67).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.page.fonts import BOLD, REGULAR, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import (
    ACCENT,
    FAINT,
    INK,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    TINT,
)
from app.documents.page.tagging import Element, language, scope
from app.documents.page.text import Line, Run, break_lines, draw_lines, draw_text, fit, plain
from app.documents.words import filled, long_date
from app.domain.community.events import Event
from app.domain.wording import Wording

WIDE, HIGH = PAGE_HEIGHT, PAGE_WIDTH
EDGE, ROW = 36.0, 33.0
_NUMBER, _NAME, _REACH, _WAY = 28.0, 214.0, 284.0, 61.0
WAYS = ("email", "phone", "text", "post")
_ENDS = (EDGE, EDGE + _NUMBER, EDGE + _NUMBER + _NAME, EDGE + _NUMBER + _NAME + _REACH)

_WEEKDAYS: Mapping[str, Sequence[str]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ko": ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
}


@dataclass(frozen=True)
class SignIn:
    """What the sheet is made of.

    `titles` are the petition's by language, empty where it is of none; `names` fill the first
    rows, an empty one as a guest; `rows` is how many there are at least, 0 for a whole page.
    """

    event: Event
    wording: Wording
    titles: Mapping[str, str]
    names: Sequence[str] = ()
    rows: int = 0


def asked(title: str, texts: Mapping[str, str]) -> str:
    """What a tick means, word for word."""
    return filled(texts["ask_news" if title else "ask_campaigns"], {"title": title})


def event_when(event: Event, own: str) -> str:
    """“Saturday 28 November 2026, 14:00–16:30”, in one of the languages."""
    starts, ends = event.starts, event.ends

    def day(at: Any) -> str:
        name, date = _WEEKDAYS[own][at.weekday()], long_date(at.date(), own)
        return f"{date} {name}" if own == "ko" else f"{name} {date}"

    if starts.date() == ends.date():
        return f"{day(starts)}, {starts:%H:%M}–{ends:%H:%M}"
    return f"{day(starts)}, {starts:%H:%M} – {day(ends)}, {ends:%H:%M}"


def sign_in_pdf(sheet: SignIn, texts: Mapping[str, Mapping[str, str]]) -> bytes:
    """The pages, in landscape; `texts` are the fixed ones of each language of the event."""
    first = sheet.event.languages[0]
    pdf = Pdf(f"{texts[first]['title']}: {sheet.event.title}", first, (WIDE, HIGH))
    page = _Page(sheet, texts)
    number = max(1, len(sheet.names), sheet.rows)
    pages = -(-number // page.room)
    for at in range(pages):
        page.draw(pdf, at, pages)
        pdf.end_page()
    return pdf.bytes()


class _Page:
    """The measures of one page, and its drawing."""

    def __init__(self, sheet: SignIn, texts: Mapping[str, Mapping[str, str]]) -> None:
        self.sheet, self.texts = sheet, texts
        self.first = sheet.event.languages[0]
        self.words = texts[self.first]
        self.title = break_lines([Run(sheet.event.title, BOLD)], 18, WIDE - 2 * EDGE - 110)[:2]
        self.place = plain(sheet.event.place, 11, WIDE - 2 * EDGE) if sheet.event.place else []
        self.asked = [
            (own, plain(asked(sheet.titles[own], one), 10.5, WIDE - 2 * EDGE, BOLD)
             + plain(one["free"], 9, WIDE - 2 * EDGE))
            for own, one in texts.items()
        ]  # fmt: skip
        self.notice = [
            (own, plain(self._notice(own, one), 8, WIDE - 2 * EDGE - 80))
            for own, one in texts.items()
        ]
        self.head = 36.0 if len(texts) == 1 else 47.0
        head = 14.0 + 23 * len(self.title) + 15 * (len(texts) + len(self.place[:2])) + 8
        head += sum(13.5 * len(lines) + 3 for _, lines in self.asked) + 6
        self.top = HIGH - EDGE - head
        foot = sum(10 * len(lines) for _, lines in self.notice) + 14
        left = self.top - self.head - EDGE - foot
        self.room = max(1, int(left // ROW))
        self.row = left / self.room
        self.foot = EDGE - 10 + foot - 16

    def _notice(self, own: str, texts: Mapping[str, str]) -> str:
        privacy = self.sheet.wording.privacy
        values = {
            "controller": privacy.controller,
            "until": long_date(privacy.retention, own),
            "contact": privacy.contact,
        }
        return filled(texts["notice"], values)

    def draw(self, pdf: Pdf, at: int, of: int) -> None:
        """Page `at` of `of`, from 0."""
        section = pdf.tags.root.add("Sect")
        if at == 0:
            pdf.bookmark(self.sheet.event.title)
        self._draw_head(pdf, section)
        self._draw_table(pdf, section, at * self.room)
        self._draw_foot(pdf, section, at, of)

    def _draw_head(self, pdf: Pdf, section: Element) -> None:
        canvas, y = pdf.canvas, HIGH - EDGE - 9
        kinds = " · ".join(one["title"] for one in self.texts.values())
        with pdf.inside(section.add("P")):
            draw_text(canvas, EDGE, y, kinds, 10, bold=True, colour=MUTED)
        code = filled(self.words["sheet"], {"number": str(self.sheet.event.number)})
        with pdf.inside(section.add("P")):
            draw_text(canvas, WIDE - EDGE, y, code, 10, bold=True, right=True)
        y -= 25
        with pdf.inside(section.add("H1")):
            y = draw_lines(canvas, EDGE, y, self.title, 18, 23, ACCENT) + 4
        for own in self.texts:
            with pdf.inside(section.add("P", self._own(own))):
                draw_text(canvas, EDGE, y, event_when(self.sheet.event, own), 11)
            y -= 15
        if self.place:
            with pdf.inside(section.add("P")):
                y = draw_lines(canvas, EDGE, y, self.place[:2], 11, 15)
        y -= 7
        for own, lines in self.asked:
            with pdf.inside(section.add("P", self._own(own))):
                for line in lines:
                    size = 10.5 if line[0].font == BOLD else 9
                    y = draw_lines(canvas, EDGE, y, [line], size, 13.5)
            y -= 3

    def _own(self, own: str) -> str:
        return language(own) if own != self.first else ""

    def _draw_table(self, pdf: Pdf, section: Element, first: int) -> None:
        table = section.add("Table")
        self._draw_heads(pdf, table)
        y = self.top - self.head
        bottom = y - self.room * self.row
        with pdf.decoration():
            canvas = pdf.canvas
            canvas.setStrokeColor(FAINT)
            canvas.setLineWidth(0.6)
            for x in (*_ENDS, WIDE - EDGE):
                canvas.line(x, self.top, x, bottom)
            canvas.setStrokeColor(RULE)
            for row in range(self.room + 1):
                canvas.line(EDGE, y - row * self.row, WIDE - EDGE, y - row * self.row)
            canvas.line(EDGE, self.top, WIDE - EDGE, self.top)
        body = table.add("TBody")
        for row in range(self.room):
            self._draw_row(pdf, body, first + row, y - (row + 1) * self.row)

    def _draw_heads(self, pdf: Pdf, table: Element) -> None:
        canvas, caption = pdf.canvas, table.add("Caption")
        row = table.add("THead").add("TR")
        with pdf.decoration():
            canvas.setFillColor(TINT)
            canvas.rect(EDGE, self.top - self.head, WIDE - 2 * EDGE, self.head, stroke=0, fill=1)
        row.add("TD")
        for at, key in ((1, "name"), (2, "reach")):
            head = row.add("TH", scope("Column"))
            with pdf.inside(head):
                draw_text(canvas, _ENDS[at] + 6, self.top - 21, self.words[key], 9.5, bold=True)
            self._second(pdf, head, _ENDS[at] + 6, self.top - 34, key, 9)
        ways = " · ".join(one["ways"] for one in self.texts.values())
        with pdf.inside(caption):
            shown = fit(ways, 4 * _WAY - 8, 8.5, BOLD)
            draw_text(canvas, _ENDS[3] + 6, self.top - 12, shown, 8.5, bold=True)
        for at, way in enumerate(WAYS):
            head = row.add("TH", scope("Column"))
            middle = _ENDS[3] + (at + 0.5) * _WAY
            with pdf.inside(head):
                self._centred(canvas, middle, self.top - 28, self.words[way], 9, BOLD)
            for own, one in list(self.texts.items())[1:2]:
                with pdf.inside(head.add("Span", language(own))):
                    self._centred(canvas, middle, self.top - 40, one[way], 8.5, REGULAR)

    def _second(self, pdf: Pdf, head: Element, x: float, y: float, key: str, size: float) -> None:
        """The same words in the second language."""
        for own, one in list(self.texts.items())[1:2]:
            with pdf.inside(head.add("Span", language(own))):
                draw_text(pdf.canvas, x, y, one[key], size, colour=MUTED)

    @staticmethod
    def _centred(canvas: Any, x: float, y: float, text: str, size: float, name: str) -> None:
        line: Line = [Run(text, name)]
        draw_lines(canvas, x - width(text, name, size) / 2, y, [line], size, size, INK)

    def _draw_row(self, pdf: Pdf, table: Element, at: int, y: float) -> None:
        canvas, row = pdf.canvas, table.add("TR")
        with pdf.inside(row.add("TH", scope("Row"))):
            draw_text(
                canvas, _ENDS[1] - 8, y + self.row / 2 - 4, str(at + 1), 9, colour=MUTED, right=True
            )
        name = row.add("TD")
        if at < len(self.sheet.names):
            known = self.sheet.names[at]
            text = fit(known or self.words["guest"], _NAME - 12, 12)
            with pdf.inside(name):
                draw_text(
                    canvas,
                    _ENDS[1] + 6,
                    y + self.row / 2 - 4,
                    text,
                    12,
                    colour=INK if known else MUTED,
                )
        for _ in range(1 + len(WAYS)):
            row.add("TD")
        with pdf.decoration():
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.9)
            for way in range(len(WAYS)):
                canvas.rect(_ENDS[3] + (way + 0.5) * _WAY - 8, y + self.row / 2 - 8, 16, 16)

    def _draw_foot(self, pdf: Pdf, section: Element, at: int, of: int) -> None:
        y = self.foot
        for own, lines in self.notice:
            with pdf.inside(section.add("P", self._own(own))):
                y = draw_lines(pdf.canvas, EDGE, y, lines, 8, 10, MUTED)
        values = {"number": str(at + 1), "pages": str(of)}
        page = " · ".join(filled(one["page"], values) for one in self.texts.values())
        with pdf.decoration():
            draw_text(pdf.canvas, WIDE - EDGE, y + 10, page, 8, colour=MUTED, right=True)
