"""The hand-in packs: for the House of Commons by way of a Member, and for an office by letter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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

MANIFEST = "SHA256SUMS.txt"


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


def in_pack(key: str, wording: Wording, body: Addressee) -> bool:
    """Whether the document `key` belongs to the pack for this addressee."""
    return {
        "note": bool(body.note),
        "letter": not body.note,
        "index": not body.takes_list,
        "schedule": body.takes_list,
        "translator": bool(wording.translations),
    }.get(key, True)


def pack_files(facts: PackFacts, schedule: bytes | None, hand_in: date) -> dict[str, bytes]:
    """The pack for the addressee, numbered in its order, by file name."""
    makers: dict[str, Callable[[], bytes | None]] = {
        "note": lambda: _note(facts),
        "letter": lambda: _letter(facts, with_schedule=schedule is not None),
        "words": lambda: words_pdf(facts),
        "index": lambda: _index(facts),
        "certificate": lambda: _certificate(facts),
        "schedule": lambda: schedule,
        "translator": lambda: translator_pdf(facts),
        "checklist": lambda: checklist_pdf(facts, hand_in),
        "receipt": lambda: receipt_pdf(facts),
    }
    wanted = [key for key in makers if in_pack(key, facts.wording, facts.addressee)]
    made = {key: content for key in wanted if (content := makers[key]()) is not None}
    files = {
        f"{number}-{facts.texts['files'][key]}.pdf": content
        for number, (key, content) in enumerate(made.items(), 1)
    }
    return files | {MANIFEST: manifest(files)}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A line for each file with its SHA-256, as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()]
    return "".join(lines).encode()


def _flow(facts: PackFacts, part: str) -> Flow:
    title = f"{facts.texts[part]['title']}: {facts.wording.title}"
    return Flow(title, mark=facts.wording.title)


def _note(facts: PackFacts) -> bytes:
    """What whoever presents has to know and do: the Member, the Lord, the sponsor."""
    part = facts.addressee.note
    texts, values = facts.texts[part], facts.values()
    flow = _flow(facts, part)
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
        if one.key == "title":
            flow.paragraph("", lead=body, size=11)
        elif bold or one.key == "heading":
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
    """The wording alone, to have it looked at before collecting; for the Commons R19."""
    return words_pdf(facts, "draft" if facts.addressee.note == "member" else "draft_other")


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
    named = recipient(wording, facts.addressee)
    flow.lines([named[:1].upper() + named[1:], *wording.recipient_address], after=16)
    flow.lines([long_date(facts.counted_on)], after=10)
    flow.lines([filled(facts.addressee.salutation, values)], after=4)
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


def translator_pdf(facts: PackFacts) -> bytes:
    """A statement to sign for each translation, that it says what the text says (R7)."""
    texts = facts.texts["translator"]
    flow = _flow(facts, "translator")
    flow.title(texts["title"])
    for language, one in facts.wording.translations.items():
        values = facts.values() | {
            "language": language_name(language, facts.sheet_texts["en"]),
            "translator": one.translator or texts["unnamed"],
        }
        flow.heading(filled(texts["heading"], values))
        flow.paragraph(filled(texts["statement"], values))
        flow.to_sign((texts["signed"], 210), (texts["date"], 110))
    return flow.pdf()


def checklist_pdf(facts: PackFacts, hand_in: date) -> bytes:
    """What to do before and after the day of the hand-in, each with its date and rule."""
    texts, body = facts.texts["checklist"], facts.addressee
    flow = _flow(facts, "checklist")
    flow.title(texts["title"])
    flow.paragraph(filled(texts["opening"], facts.values() | {"day": long_date(hand_in)}))
    flow.heading(texts["dates_title"])
    for one in body.deadlines:
        day = hand_in - timedelta(days=one.days)
        flow.tick(long_date(day), f"{one.text} ({one.rule})")
    for title, steps in (
        ("hand_in_title", body.hand_in),
        ("sheets_title", body.on_each_sheet),
        ("after_title", body.after),
    ):
        flow.heading(texts[title])
        flow.numbered(f"{step.text} ({step.rule})" for step in steps)
    if body.unconfirmed:
        flow.heading(texts["unconfirmed_title"])
        flow.numbered(body.unconfirmed)
    return flow.pdf()


def receipt_pdf(facts: PackFacts) -> bytes:
    """The form that whoever takes the bundle signs."""
    texts = facts.texts["receipt"]
    flow = _flow(facts, "receipt")
    flow.title(texts["title"])
    flow.paragraph(filled(texts["statement"], facts.values()))
    flow.to_sign((texts["name"], 210), (texts["date"], 110))
    flow.to_sign((texts["signature"], 210), (texts["time"], 110))
    return flow.pdf()
