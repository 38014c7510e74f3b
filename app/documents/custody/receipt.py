"""The receipt for sheets that go out: one copy for whoever takes them, one for the organiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.page.flow import WIDTH, Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import HEADING, NOTE
from app.documents.page.table import Column
from app.documents.words import filled, long_date
from app.domain.wording import Wording


@dataclass(frozen=True)
class Receipt:
    """Who took which sheets (runs of printed codes), and when they are due back.

    `title` is the petition's in the language of the receipt.
    """

    wording: Wording
    title: str
    holder: str
    sheets: int
    runs: Sequence[str]
    issued_on: date
    due: date | None


def receipt_pdf(receipt: Receipt, texts: Mapping[str, Any], language: str) -> bytes:
    """Two pages: the same receipt for the holder and for the organiser."""
    words = texts["receipt"]
    pdf = Pdf(f"{words['title']}: {receipt.wording.title}", language)
    for copy in ("copy_holder", "copy_organiser"):
        _page(receipt, texts, language, words[copy]).draw(pdf)
    return pdf.bytes()


def _page(receipt: Receipt, texts: Mapping[str, Any], language: str, copy: str) -> Flow:
    words, wording = texts["receipt"], receipt.wording
    organiser = wording.organiser
    many = words["one"] if receipt.sheets == 1 else words["many"]
    values = {
        "title": receipt.title,
        "sheets": filled(many, {"number": str(receipt.sheets)}),
        "organiser": organiser.name,
        "contact": organiser.phone or organiser.email or ", ".join(organiser.address),
    }
    flow = Flow(mark=wording.title, page=texts["page"])
    flow.title(words["title"])
    flow.paragraph(copy, style=NOTE)
    flow.paragraph(filled(words["statement"], values), style=HEADING)
    rows = [
        (words["holder"], receipt.holder),
        (words["codes"], "; ".join(receipt.runs)),
        (words["issued"], long_date(receipt.issued_on, language)),
        (words["due"], long_date(receipt.due, language) if receipt.due else words["no_due"]),
        (words["return"], ", ".join((organiser.name, *wording.return_to.address))),
    ]
    flow.table((Column("", 120, row_head=True), Column("", WIDTH - 120)), rows)
    flow.numbered(filled(rule, values) for rule in words["rules"])
    flow.to_sign((words["name"], 180), (words["signature"], 150), (words["date"], 90))
    return flow
