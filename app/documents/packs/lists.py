"""The documents of a pack that are lists and figures: cover, certificate, custody, checklist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.documents.packs.facts import FEWEST, PackFacts, SheetLine, told
from app.documents.page.flow import WIDTH, Flow
from app.documents.page.style import NOTE
from app.documents.page.table import Column
from app.documents.words import filled, sentence
from app.domain.sheet import Balance
from app.domain.sheet_code import printed
from app.domain.signature import Counts
from app.domain.wording import compose

PLACES = ("not_issued", "out", "back", "entered", "lost", "spoiled", "difference")
"""The terms of the balance (R112), as pack.toml and Balance call them."""


def cover(facts: PackFacts) -> Flow:
    """What lies on the bundle: the order of its sheets, and what counts on each."""
    texts = facts.texts["cover"]
    flow = facts.flow()
    flow.title(texts["title"])
    flow.paragraph(filled(texts["about"], facts.values()))
    flow.paragraph(texts["intro"] if facts.sheets else texts["none"])
    if facts.sheets:
        widths = (34, 96, 56, 52, 60, 56, 56, 70)
        columns = [
            Column(head, wide * WIDTH / sum(widths), right=at >= 4, row_head=at == 1)
            for at, (head, wide) in enumerate(zip(texts["columns"], widths, strict=True))
        ]
        rows = [_sheet_row(facts, str(at), line) for at, line in enumerate(facts.sheets, 1)]
        sums = zip(*(_numbers(line.counts) for line in facts.sheets), strict=True)
        total = ["", texts["total"], "", "", *(f"{sum(values):,}" for values in sums)]
        flow.table(columns, [*rows, total], strong_last=True)
    if facts.online.raw:
        flow.paragraph(filled(texts["online"], facts.values()))
    if facts.loose.raw:
        flow.paragraph(filled(texts["loose"], facts.values()))
    return flow


def _numbers(counts: Counts) -> tuple[int, int, int, int]:
    return counts.valid, counts.similar, counts.invalid_total, counts.unchecked


def _sheet_row(facts: PackFacts, number: str, line: SheetLine) -> list[str]:
    figures = [str(value) for value in _numbers(line.counts)]
    kind = facts.texts["cover"][f"kind_{line.kind}"]
    return [number, printed(line.code), kind, f"v{line.version}", *figures]


def certificate(facts: PackFacts) -> Flow:
    """How many signed, by validity and reason, and where the sheets are (R24, R106, R112)."""
    texts, counts = facts.texts["certificate"], facts.counts
    flow = facts.flow()
    flow.title(texts["title"])
    flow.paragraph(filled(texts["opening"], facts.values()))
    flow.heading(texts["sum_title"])
    reasons = [
        (f"– {facts.reason(reason)}", f"{number:,}") for reason, number in counts.invalid.items()
    ]
    flow.figures(
        [
            (texts["valid"], f"{counts.valid:,}"),
            *_apart(texts, counts.valid, facts.online.valid),
            (texts["similar"], f"+ {counts.similar:,}"),
            *_apart(texts, counts.similar, facts.online.similar),
            (texts["invalid"], f"+ {counts.invalid_total:,}"),
            *reasons,
            (texts["unchecked"], f"+ {counts.unchecked:,}"),
            (texts["raw"], f"= {counts.raw:,}"),
        ],
        bold_last=True,
    )
    if facts.loose.raw:
        flow.paragraph(filled(texts["loose"], facts.values()))
    _places(flow, facts, facts.constituencies, "constituencies_title", facts.constituencies_by)
    _places(flow, facts, facts.places, "places_title")
    flow.heading(texts["sheets_title"])
    flow.figures(_balance(facts, facts.balance), bold_last=True)
    traced = facts.loose.raw + facts.online.raw == 0
    flow.paragraph(texts["rule" if traced else "rule_loose"], style=NOTE, keep=True)
    flow.to_sign((texts["signed"], 250), (texts["date"], 130))
    return flow


def _apart(texts: Mapping[str, str], number: int, online: int) -> list[tuple[str, str]]:
    """How many of `number` signed in ink and how many online, where some did (R24, R55)."""
    if not online:
        return []
    return [(f"– {texts['ink']}", f"{number - online:,}"), (f"– {texts['online']}", f"{online:,}")]


def _balance(facts: PackFacts, balance: Balance) -> list[tuple[str, str]]:
    texts = facts.texts["certificate"]
    return [
        *((texts[name], f"+ {getattr(balance, name):,}") for name in PLACES),
        (texts["printed"], f"= {balance.printed:,}"),
    ]


def _places(
    flow: Flow, facts: PackFacts, places: Mapping[str, int], title: str, note: str = ""
) -> None:
    """Where signatories live; small numbers are summed up (see FEWEST)."""
    if not places:
        return
    texts = facts.texts["certificate"]
    ranked, elsewhere = told(places)
    flow.heading(texts[title])
    rows = [(name, f"{number:,}") for name, number in ranked]
    words = filled(texts["elsewhere"], {"fewest": str(FEWEST)})
    flow.figures([*rows, (words, f"{elsewhere:,}")] if elsewhere else rows)
    if note:
        flow.paragraph(note, style=NOTE)


def custody(facts: PackFacts) -> Flow:
    """Where every printed sheet is, batch by batch, and which were lost or spoiled."""
    texts, terms = facts.texts["custody"], facts.texts["certificate"]
    flow = facts.flow()
    flow.title(texts["title"])
    flow.paragraph(filled(texts["opening"], facts.values()))
    names = ("printed", *PLACES)
    widths = (48, 46, 40, 42, 52, 42, 52, 64)
    columns = [
        Column(texts["batch"], WIDTH - sum(widths), row_head=True),
        *(
            Column(texts.get(name, terms[name]), wide, right=True)
            for name, wide in zip(names, widths, strict=True)
        ),
    ]
    rows = [
        [
            filled(
                texts["batch_line"], {"number": str(one.number), "day": facts.day(one.printed_on)}
            ),
            *(f"{getattr(one.balance, name):,}" for name in names),
        ]
        for one in facts.batches
    ]
    total = [texts["total"], *(f"{getattr(facts.balance, name):,}" for name in names)]
    flow.table(columns, [*rows, total], strong_last=True)
    for codes, key in ((facts.lost, "lost_codes"), (facts.spoiled, "spoiled_codes")):
        if codes:
            flow.paragraph(", ".join(map(printed, codes)) + ".", lead=texts[key])
    flow.paragraph(texts["rule"], style=NOTE)
    return flow


def checklist(facts: PackFacts, hand_in: date) -> Flow:
    """What to do before and after the day of the hand-in, each with its date and rule."""
    texts, body = facts.texts["checklist"], facts.addressee
    flow = facts.flow()
    flow.title(texts["title"])
    flow.paragraph(filled(texts["opening"], facts.values() | {"day": facts.day(hand_in)}))
    flow.heading(texts["dates_title"])
    flow.ticks(
        (facts.day(hand_in - timedelta(days=one.days)), f"{one.text} ({one.rule})")
        for one in sorted(body.deadlines, key=lambda one: -one.days)
    )
    for title, steps in (
        ("hand_in_title", body.hand_in),
        ("sheets_title", body.on_each_sheet),
        ("after_title", body.after),
    ):
        if steps:
            flow.heading(texts[title])
            flow.numbered(f"{step.text} ({step.rule})" for step in steps)
    if body.unconfirmed:
        flow.heading(texts["unconfirmed_title"])
        flow.numbered(body.unconfirmed)
    return flow


def publication(facts: PackFacts) -> Flow:
    """The copy that may be published: the wording and figures, nobody's name or street (R76)."""
    texts, certificate_texts = facts.texts["publication"], facts.texts["certificate"]
    flow = facts.flow()
    flow.title(facts.wording.title)
    flow.paragraph(filled(texts["opening"], facts.values()))
    flow.heading(texts["text_title"])
    for one in compose(facts.wording, facts.addressee):
        flow.paragraph(sentence(one.whole) + "." if one.key == "title" else one.whole)
    flow.heading(certificate_texts["sum_title"])
    flow.figures(
        [
            (certificate_texts["valid"], f"{facts.counts.valid:,}"),
            (certificate_texts["similar"], f"{facts.counts.similar:,}"),
        ]
    )
    _places(flow, facts, facts.constituencies, "constituencies_title", facts.constituencies_by)
    _places(flow, facts, facts.places, "places_title")
    flow.paragraph(filled(texts["names"], facts.values()), style=NOTE)
    return flow
