"""The hand-in packs: for the House of Commons by way of a Member, and for an office by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.flow import Flow
from app.documents.fonts import BOLD
from app.documents.style import Run
from app.documents.translation import translated
from app.documents.words import filled, language_name, long_date, recipient, sentence
from app.domain.addressee import Addressee, Kind
from app.domain.sheet import Balance
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Counts
from app.domain.wording import Wording, compose, prayer, printed_hash


@dataclass(frozen=True)
class SheetLine:
    """One sheet of the bundle and what counts on it."""

    code: str
    kind: Kind
    version: int
    counts: Counts


@dataclass(frozen=True)
class PackFacts:
    """All that a pack says; `texts` is pack.toml, `sheet_texts` the sheet's texts by language."""

    wording: Wording
    addressee: Addressee
    hash: str
    version: int
    counts: Counts
    balance: Balance
    sheets: tuple[SheetLine, ...]
    counted_on: date
    texts: Mapping[str, Mapping[str, Any]]
    sheet_texts: Mapping[str, Mapping[str, str]]

    def values(self) -> dict[str, str]:
        """What the texts may name."""
        wording, organiser = self.wording, self.wording.organiser
        top = next((printed(line.code) for line in self.sheets if line.kind == "top"), "")
        return {
            "title": wording.title,
            "petitioners": sentence(wording.petitioners),
            "recipient": recipient(wording, self.addressee),
            "office": recipient(wording, self.addressee).removeprefix("the "),
            "organiser": organiser.name,
            "contact": organiser.email or organiser.phone or ", ".join(organiser.address),
            "valid": f"{self.counts.valid:,}",
            "similar": f"{self.counts.similar:,}",
            "sheets": f"{len(self.sheets):,}",
            "top": top or "the first sheet",
            "day": long_date(self.counted_on),
            "version": str(self.version),
            "hash": printed_hash(self.hash),
        }


def commons_pack(facts: PackFacts) -> dict[str, bytes]:
    """The four documents for the Member who presents, by file name (R18 to R24)."""
    return {
        "1-note-for-the-member.pdf": _member_note(facts),
        "2-form-of-words.pdf": words_pdf(facts),
        "3-sheet-index.pdf": _index(facts),
        "4-count-certificate.pdf": _certificate(facts),
    }


def letter_pack(facts: PackFacts, schedule: bytes | None) -> dict[str, bytes]:
    """Covering letter, wording, count and schedule for an office, by file name (R47, R48)."""
    pack = {
        "1-covering-letter.pdf": _letter(facts, with_schedule=schedule is not None),
        "2-wording.pdf": words_pdf(facts),
        "3-count.pdf": _certificate(facts),
    }
    return pack | ({"4-schedule.pdf": schedule} if schedule is not None else {})


def _flow(facts: PackFacts, part: str) -> Flow:
    title = f"{facts.texts[part]['title']}: {facts.wording.title}"
    return Flow(title, mark=facts.wording.title)


def _member_note(facts: PackFacts) -> bytes:
    texts, values = facts.texts["member"], facts.values()
    flow = _flow(facts, "member")
    flow.title(texts["title"])
    flow.paragraph(facts.wording.title, size=12, after=10)
    flow.paragraph(texts["opening"])
    key = "figures" if facts.counts.similar else "figures_plain"
    flow.paragraph(filled(texts[key], values))
    flow.heading(texts["steps_title"])
    flow.numbered(filled(step, values) for step in texts["steps"])
    flow.heading(texts["after_title"])
    flow.numbered(texts["after"])
    flow.heading(texts["sheets_title"])
    flow.paragraph(filled(texts["sheets"], values))
    flow.paragraph(filled(texts["contact"], values))
    return flow.pdf()


def words_pdf(facts: PackFacts, part: str = "words") -> bytes:
    """The form of words in full, with its translations behind it."""
    texts, values = facts.texts["words"], facts.values()
    flow = _flow(facts, part)
    flow.title(facts.texts[part]["title"])
    if "opening" in facts.texts[part]:
        flow.paragraph(facts.texts[part]["opening"], after=14)
    for one in compose(facts.wording, facts.addressee):
        bold = one.text and one.key != "petitioners"
        body = f"{one.text}{one.tail}"
        if bold or one.key == "heading":
            flow.paragraph(body, lead=one.lead, size=11)
        else:
            flow.paragraph(one.whole, size=11)
    flow.space(6)
    for language, translation in facts.wording.translations.items():
        name = language_name(language, facts.sheet_texts["en"])
        flow.heading(filled(texts["translation"], {"language": name}))
        for text in translated(translation, facts.sheet_texts[language], facts.addressee.form):
            flow.paragraph(text)
    flow.paragraph(filled(texts["note"], values), size=8.5)
    return flow.pdf()


def draft_pdf(facts: PackFacts) -> bytes:
    """The wording alone, to ask the Journal Office before collecting (R19)."""
    return words_pdf(facts, "draft")


def _index(facts: PackFacts) -> bytes:
    texts = facts.texts["index"]
    flow = _flow(facts, "index")
    flow.title(texts["title"])
    flow.paragraph(texts["intro"] if facts.sheets else texts["none"])
    if facts.sheets:
        rows = [_index_row(str(at), line) for at, line in enumerate(facts.sheets, 1)]
        total = [
            texts["total"],
            "",
            "",
            "",
            *(
                f"{sum(values):,}"
                for values in zip(*(_numbers(line.counts) for line in facts.sheets), strict=True)
            ),
        ]
        flow.table(
            texts["columns"], (34, 92, 56, 52, 56, 56, 56, 78), [*rows, total], numbers_from=4
        )
    return flow.pdf()


def _numbers(counts: Counts) -> tuple[int, int, int, int]:
    return counts.valid, counts.similar, counts.invalid_total, counts.unchecked


def _index_row(number: str, line: SheetLine) -> list[str]:
    figures = [str(value) for value in _numbers(line.counts)]
    return [number, printed(line.code), line.kind, f"v{line.version}", *figures]


def _certificate(facts: PackFacts) -> bytes:
    texts, counts, balance = facts.texts["certificate"], facts.counts, facts.balance
    flow = _flow(facts, "certificate")
    flow.title(texts["title"])
    flow.paragraph(filled(texts["opening"], facts.values()))
    flow.heading(texts["sum_title"])
    reasons = [
        (f"    {REASONS[reason]}", f"{number:,}") for reason, number in counts.invalid.items()
    ]
    flow.figures(
        [
            (texts["valid"], f"{counts.valid:,}"),
            (texts["similar"], f"+ {counts.similar:,}"),
            (texts["invalid"], f"+ {counts.invalid_total:,}"),
            *reasons,
            (texts["unchecked"], f"+ {counts.unchecked:,}"),
            (texts["raw"], f"= {counts.raw:,}"),
        ],
        bold_last=True,
    )
    flow.heading(texts["sheets_title"])
    names = ("not_issued", "out", "back", "entered", "lost", "spoiled", "difference")
    flow.figures(
        [
            *((texts[name], f"+ {getattr(balance, name):,}") for name in names),
            (texts["printed"], f"= {balance.printed:,}"),
        ],
        bold_last=True,
    )
    flow.paragraph(texts["rule"], size=9)
    flow.to_sign((texts["signed"], 210), (texts["date"], 110))
    return flow.pdf()


def _letter(facts: PackFacts, *, with_schedule: bool) -> bytes:
    texts, values = facts.texts["letter"], facts.values()
    organiser, wording = facts.wording.organiser, facts.wording
    flow = _flow(facts, "letter")
    contact = [text for text in (organiser.email, organiser.phone) if text]
    flow.bookmark(texts["title"])
    flow.lines([organiser.name, *organiser.address, *contact], indent=290, after=16)
    flow.lines([wording.recipient, *wording.recipient_address], after=16)
    flow.lines([long_date(facts.counted_on)], after=10)
    flow.lines([filled(texts["salutation"], values)], after=4)
    flow.line([Run(wording.title, BOLD)])
    flow.space(5)
    key = "opening_similar" if facts.counts.similar else "opening"
    flow.paragraph(filled(texts[key], values))
    flow.paragraph(filled(texts["area"], values))
    flow.paragraph(f"{texts['asks']} {prayer(wording, facts.addressee).text}.")
    flow.paragraph(texts["reply"], after=14)
    flow.lines([texts["closing"]], after=44)
    flow.lines([organiser.name], after=18)
    schedule = texts["with_schedule"] if with_schedule else ""
    flow.paragraph(filled(texts["enclosures"], {"schedule": schedule}), size=9)
    return flow.pdf()
