"""The open tasks of one volunteer, or of all: each with a box to tick and a line to write on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.page.flow import Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import NOTE
from app.documents.words import filled, long_date


@dataclass(frozen=True)
class Line:
    """A task: by when, what, whose, about whom with which phone, and what else is to be known."""

    due: date | None
    title: str
    volunteer: str
    about: str
    phone: str
    more: str


def task_list_pdf(
    lines: Sequence[Line], name: str, today: date, texts: Mapping[str, str], language: str
) -> bytes:
    """The list by day; `name` is whose it is, empty where it is everybody's."""
    title = filled(texts["title_of"], {"name": name}) if name else texts["title"]
    flow = Flow(mark=title, page=texts["page"])
    flow.title(title)
    flow.paragraph(filled(texts["as_of"], {"day": long_date(today, language)}), style=NOTE)
    flow.ticks(
        (
            (long_date(one.due, language) if one.due else texts["any_day"], _words(one))
            for one in lines
        ),
        to_write=True,
    )
    pdf = Pdf(title, language)
    flow.draw(pdf)
    return pdf.bytes()


def _words(line: Line) -> str:
    about = ", ".join(part for part in (line.about, line.phone) if part)
    parts = [line.title, f"({about})" if about else "", f"– {line.more}" if line.more else ""]
    parts.append(f"[{line.volunteer}]" if line.volunteer else "")
    return " ".join(part for part in parts if part)
