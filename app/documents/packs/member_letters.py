"""A letter to each Member of Parliament: how many of their constituents signed (R103)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.page.flow import WIDTH, Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import GRID, LETTER, NOTE
from app.documents.page.table import Column
from app.documents.words import filled, long_date, recipient
from app.domain.addressee import Addressee
from app.domain.member import Member
from app.domain.places import FEWEST, Area
from app.domain.wording import Wording, prayer

_TOWN = 90.0
"""Points for a postcode."""


@dataclass(frozen=True)
class Letter:
    """What one letter says: the constituency, its Member (None when not known), and `named`.

    `named` are name and postcode of those who agreed to be named to their Member.
    """

    area: Area
    member: Member | None
    named: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class LetterFacts:
    """What all letters of a petition share; `texts` are those of places.toml.

    `files` names where the constituencies are known from, `terms` are their attributions (R102).
    """

    wording: Wording
    addressee: Addressee
    texts: Mapping[str, Any]
    day: date
    boundaries: str
    files: str
    terms: Sequence[str]


def letters_pdf(facts: LetterFacts, letters: Sequence[Letter]) -> bytes:
    """The letters in one file, each from a page of its own."""
    title = facts.wording.title
    if len(letters) == 1:
        title = f"{title}: {letters[0].area.name}"
    pdf = Pdf(title, "en")
    for one in letters:
        letter(facts, one).draw(pdf)
    return pdf.bytes()


def letter(facts: LetterFacts, one: Letter) -> Flow:
    """One letter; numbers below FEWEST are not told, names only of those who agreed."""
    texts = facts.texts
    flow = Flow(style=LETTER, mark=facts.wording.title, page=texts["page"])
    _head(flow, facts, one)
    flow.paragraph("", lead=facts.wording.title, keep=True)
    tally = one.area.tally
    values = {
        "recipient": recipient(facts.wording, facts.addressee),
        "day": long_date(facts.day),
        "number": f"{tally.valid:,}",
        "similar": f"{tally.similar:,}",
        "probable": f"{tally.probable:,}",
    }
    opening = filled(texts["opening" if _told(tally.valid) else "opening_few"], values)
    if tally.similar >= FEWEST:
        opening = f"{opening} {filled(texts['opening_similar'], values)}"
    flow.paragraph(opening)
    if tally.probable >= FEWEST and _told(tally.counted - tally.probable):
        flow.paragraph(filled(texts["probable"], values))
    language = "" if facts.wording.language == "en" else facts.wording.language
    asked = prayer(facts.wording, facts.addressee).text
    flow.paragraph(f"{texts['asks']} {asked}.", language=language)
    flow.paragraph(texts["reply"])
    flow.paragraph(_named_words(facts, one))
    flow.lines([texts["closing"]], after=9 * GRID, keep=True)
    flow.lines([facts.wording.organiser.name], after=3 * GRID)
    if one.named:
        flow.heading(texts["names_title"])
        columns = (
            Column(texts["columns"][0], WIDTH - _TOWN, row_head=True),
            Column(texts["columns"][1], _TOWN),
        )
        flow.table(columns, one.named)
    flow.paragraph(_sources(facts, one), style=NOTE)
    return flow


def _told(number: int) -> bool:
    return number == 0 or number >= FEWEST


def _head(flow: Flow, facts: LetterFacts, one: Letter) -> None:
    texts, organiser, member = facts.texts, facts.wording.organiser, one.member
    contact = [text for text in (organiser.email, organiser.phone) if text]
    flow.lines([organiser.name, *organiser.address, *contact], indent=290)
    flow.bookmark(one.area.name)
    values = {"constituency": one.area.name, "name": member.name if member else ""}
    address = (member.address if member else ()) or tuple(texts["address"])
    named = [member.name, filled(texts["seat"], values)] if member else [
        filled(texts["member"], values)
    ]  # fmt: skip
    flow.lines([*named, *address])
    flow.lines([long_date(facts.day)])
    usual = filled(texts["dear" if member else "dear_nobody"], values)
    flow.lines([member.dear if member and member.dear else usual], after=2 * GRID)


def _named_words(facts: LetterFacts, one: Letter) -> str:
    """Who is named; how many did not agree is told where neither number is small."""
    texts, tally = facts.texts, one.area.tally
    if not one.named:
        return str(texts["names_none"])
    others = tally.counted - len(one.named)
    if not others:
        return str(texts["names_all"])
    if _told(tally.valid) and _told(others):
        values = {"named": f"{len(one.named):,}", "others": f"{others:,}"}
        return filled(texts["names_number"], values)
    return str(texts["names_few"])


def _sources(facts: LetterFacts, one: Letter) -> str:
    texts = facts.texts
    key = "boundaries" if facts.boundaries else "boundaries_unknown"
    parts = [filled(texts[key], {"boundaries": facts.boundaries, "files": facts.files})]
    if one.member and one.member.dated:
        parts.append(filled(texts["dated"], {"day": long_date(one.member.dated)}))
    return " ".join([*parts, *(f"{line}." for line in facts.terms)])
