"""What the ledger says of one person, to print and give to them: the answer to “what do you keep?”.

It holds what they agreed to, when, how that is known and in which words they were asked (R64, R71).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.page.flow import WIDTH, Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import NOTE
from app.documents.page.table import Column
from app.documents.words import filled, long_date
from app.domain.community.consent import ConsentEntry, Topic

_DAY, _WAY, _SAID = 92.0, 76.0, 92.0
_KNOWN = 118.0


@dataclass(frozen=True)
class LedgerFacts:
    """What the paper says; `name` is empty where the person is named by number alone.

    `standing` are the entries that hold, `titles` the petitions' titles by id.
    """

    group: str
    name: str
    number: int
    stopped: bool
    day: date
    entries: Sequence[ConsentEntry]
    standing: Sequence[ConsentEntry]
    titles: Mapping[str, str]


def consent_pdf(facts: LedgerFacts, texts: Mapping[str, Any], language: str) -> bytes:
    """The paper in `language`, with its texts of consent.toml."""
    words = texts["ledger"]
    pdf = Pdf(words["title"], language)
    flow = Flow(mark=facts.group, page=texts["page"])
    flow.title(words["title"])
    values = {"group": facts.group, "day": long_date(facts.day, language)}
    flow.paragraph(filled(words["statement"], values))
    rows = [(words["number"], str(facts.number))]
    if facts.name:
        rows.insert(0, (words["kept_as"], facts.name))
    flow.table((Column("", 130, row_head=True), Column("", WIDTH - 130)), rows)
    _now(flow, facts, words, language)
    _history(flow, facts, words, language)
    flow.draw(pdf)
    return pdf.bytes()


def _now(flow: Flow, facts: LedgerFacts, words: Mapping[str, Any], language: str) -> None:
    flow.heading(words["now"])
    if facts.stopped:
        flow.paragraph("", lead=words["stopped"])
    if not any(one.given for one in facts.standing) and not facts.stopped:
        flow.paragraph(words["now_none"])
    if not facts.standing:
        return
    heads = words["columns_now"]
    columns = (
        Column(heads[0], WIDTH - _WAY - _SAID - _DAY, row_head=True),
        Column(heads[1], _WAY),
        Column(heads[2], _SAID),
        Column(heads[3], _DAY),
    )
    flow.table(
        columns,
        [
            (
                _purpose(one.topic, facts, words),
                words["channel"][one.topic.channel],
                words["agreed" if one.given else "withdrew"],
                long_date(one.evidence.given_on, language),
            )
            for one in facts.standing
        ],
    )


def _history(flow: Flow, facts: LedgerFacts, words: Mapping[str, Any], language: str) -> None:
    flow.heading(words["history"])
    if not facts.entries:
        flow.paragraph(words["history_none"])
        return
    shown = list(
        dict.fromkeys(one.evidence.wording for one in facts.entries if one.evidence.wording)
    )
    heads = words["columns"]
    columns = (
        Column(heads[0], _DAY, row_head=True),
        Column(heads[1], WIDTH - _DAY - _WAY - _SAID - _KNOWN),
        Column(heads[2], _WAY),
        Column(heads[3], _SAID),
        Column(heads[4], _KNOWN),
    )
    flow.table(
        columns,
        [
            (
                long_date(one.evidence.given_on, language),
                _purpose(one.topic, facts, words),
                words["channel"][one.topic.channel],
                _said(one, words),
                _known(one, shown, words, language),
            )
            for one in facts.entries
        ],
    )
    if shown:
        flow.heading(words["wordings"])
        for number, text in enumerate(shown, 1):
            said = filled(words["wording"], {"number": str(number), "text": text})
            flow.paragraph(said, style=NOTE)


def _purpose(topic: Topic, facts: LedgerFacts, words: Mapping[str, Any]) -> str:
    of_any = topic.purpose == "news" and not topic.petition
    key = "any_news" if of_any else topic.purpose
    return filled(words["purpose"][key], {"title": facts.titles.get(topic.petition, "")})


def _said(one: ConsentEntry, words: Mapping[str, Any]) -> str:
    if one.correction:
        return str(words["put_back" if one.given else "taken_back"])
    return str(words["agreed" if one.given else "withdrew"])


def _known(one: ConsentEntry, shown: Sequence[str], words: Mapping[str, Any], language: str) -> str:
    evidence = one.evidence
    parts = [words["how"][evidence.how]]
    if evidence.reference:
        parts.append(evidence.reference)
    if evidence.wording:
        number = str(shown.index(evidence.wording) + 1)
        parts.append(filled(words["shown"], {"number": number}))
    if one.at.date() != evidence.given_on:
        parts.append(filled(words["written"], {"day": long_date(one.at.date(), language)}))
    return ", ".join(parts)
