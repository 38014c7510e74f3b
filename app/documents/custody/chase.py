"""What chases sheets that are out: the list to carry, and a letter to each holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.page.flow import WIDTH, Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import GRID, LETTER, NOTE
from app.documents.page.table import Column
from app.documents.words import filled, long_date
from app.domain.wording import Wording

_WIDTHS = (100, 78, 52, 82, 56, 72, 56, 40)


@dataclass(frozen=True)
class Outstanding:
    """One holder's sheets: who and how reached, how many, where, until when, how late, asked."""

    name: str
    contact: str
    sheets: int
    where: str
    due: date | None
    days_late: int
    asked: date | None


def how_late(line: Outstanding, words: Mapping[str, str]) -> str:
    """“3 days late”, “today”, “in 5 days”."""
    if line.due is None:
        return words["open"]
    number = abs(line.days_late)
    if not number:
        return words["today"]
    kind = "late" if line.days_late > 0 else "in"
    return filled(words[f"{kind}_{'one' if number == 1 else 'many'}"], {"number": str(number)})


def chase_pdf(
    wording: Wording,
    lines: Sequence[Outstanding],
    today: date,
    texts: Mapping[str, Any],
    language: str,
) -> bytes:
    """The list of sheets that are out, with a box to tick when they are back."""
    words = texts["list"]
    flow = Flow(mark=wording.title, page=texts["page"])
    flow.title(words["title"])
    day = long_date(today, language)
    if not lines:
        flow.paragraph(filled(words["nobody"], {"day": day}))
    else:
        flow.paragraph(_summary(wording, lines, day, words))
        columns = [
            Column(head, wide * WIDTH / sum(_WIDTHS), right=at == 2, row_head=at == 0)
            for at, (head, wide) in enumerate(zip(words["heads"], _WIDTHS, strict=True))
        ]
        flow.table(columns, [_row(line, words) for line in lines])
        flow.paragraph(words["note"], style=NOTE)
    pdf = Pdf(f"{words['title']}: {wording.title}", language)
    flow.draw(pdf)
    return pdf.bytes()


def _summary(
    wording: Wording, lines: Sequence[Outstanding], day: str, words: Mapping[str, str]
) -> str:
    sheets, holders = sum(line.sheets for line in lines), len(lines)
    late = sum(line.sheets for line in lines if line.days_late > 0)
    values = {
        "title": wording.title,
        "day": day,
        "late": str(late),
        "sheets": filled(
            words["sheets_one" if sheets == 1 else "sheets_many"], {"number": str(sheets)}
        ),
        "holders": filled(
            words["holders_one" if holders == 1 else "holders_many"], {"number": str(holders)}
        ),
    }
    return filled(words["statement"], values)


def _row(line: Outstanding, words: Mapping[str, str]) -> list[str]:
    return [
        line.name or words["unnamed"],
        line.contact,
        str(line.sheets),
        line.where,
        f"{line.due:%d/%m/%y}" if line.due else "",
        how_late(line, words),
        f"{line.asked:%d/%m/%y}" if line.asked else "",
        "",
    ]


def letters_pdf(wording: Wording, letters: Sequence[tuple[str, str, date]]) -> bytes:
    """A page for each (text, language, day), the organiser's address on top."""
    pdf = Pdf(wording.title, letters[0][1] if letters else "en")
    organiser = wording.organiser
    contact = [text for text in (organiser.email, organiser.phone) if text]
    for text, language, day in letters:
        flow = Flow(style=LETTER)
        flow.lines([organiser.name, *organiser.address, *contact], indent=290, after=4 * GRID)
        flow.lines([long_date(day, language)], after=3 * GRID)
        for paragraph in text.split("\n\n"):
            flow.paragraph(paragraph, language=language)
        flow.draw(pdf)
    return pdf.bytes()
