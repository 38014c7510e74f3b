"""The documents of a pack that are read as text: letters, notes, statements, the wording."""

from __future__ import annotations

from datetime import date

from app.documents.packs.facts import PackFacts
from app.documents.page.flow import Flow
from app.documents.page.pdf import Pdf
from app.documents.page.style import GRID, HEADING, LETTER, NOTE, TEXT
from app.documents.sheets.translation import translated
from app.documents.words import filled, language_name, sentence
from app.domain.wording import compose, prayer


def note(facts: PackFacts) -> Flow:
    """What whoever presents has to know and do: the Member, the Lord, the sponsor."""
    texts, values = facts.texts[facts.addressee.note or "member"], facts.values()
    flow = facts.flow(LETTER)
    flow.title(texts["title"])
    flow.paragraph("", lead=facts.wording.title, keep=True)
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
    return flow


def letter(facts: PackFacts, *, with_schedule: bool) -> Flow:
    """The covering letter to an office: what is asked, by how many, and for a reply."""
    texts, values = facts.texts["letter"], facts.values()
    organiser, wording = facts.wording.organiser, facts.wording
    flow = facts.flow(LETTER)
    contact = [text for text in (organiser.email, organiser.phone) if text]
    flow.lines([organiser.name, *organiser.address, *contact], indent=290)
    flow.bookmark(texts["title"])
    named = facts.recipient
    flow.lines([named[:1].upper() + named[1:], *wording.recipient_address])
    flow.lines([facts.day(facts.counted_on)])
    salutation = texts.get("salutation", facts.addressee.salutation)
    flow.lines([filled(salutation, values)], after=2 * GRID)
    flow.paragraph("", lead=wording.title, keep=True)
    key = "opening_similar" if facts.counts.similar else "opening"
    flow.paragraph(filled(texts[key], values))
    flow.paragraph(filled(texts["area"], values))
    asked = prayer(wording, facts.addressee).text
    flow.paragraph(f"{texts['asks']} {asked}.", language=_other(facts))
    flow.paragraph(texts["reply"], after=3 * GRID, keep=True)
    flow.lines([texts["closing"]], after=9 * GRID, keep=True)
    flow.lines([organiser.name], after=4 * GRID, keep=True)
    schedule = texts["with_schedule"] if with_schedule else ""
    flow.paragraph(filled(texts["enclosures"], {"schedule": schedule}), style=NOTE)
    return flow


def _other(facts: PackFacts) -> str:
    """The wording's language where it is not that of the pack."""
    return "" if facts.wording.language == facts.language else facts.wording.language


def words(facts: PackFacts, part: str = "words") -> Flow:
    """The form of words in full, with its translations behind it."""
    texts, values = facts.texts["words"], facts.values()
    flow = facts.flow(LETTER)
    flow.title(facts.texts[part]["title"])
    if "opening" in facts.texts[part]:
        flow.paragraph(facts.texts[part]["opening"], after=3 * GRID)
    _form_of_words(flow, facts)
    for language, translation in facts.wording.translations.items():
        name = language_name(language, facts.sheet_texts[facts.language])
        flow.heading(filled(texts["translation"], {"language": name}))
        for text in translated(translation, facts.sheet_texts[language], facts.addressee.form):
            flow.paragraph(text, language=language)
    flow.paragraph(filled(texts["note"], values), style=NOTE)
    return flow


def _form_of_words(flow: Flow, facts: PackFacts) -> None:
    language = _other(facts)
    for one in compose(facts.wording, facts.addressee):
        bold = one.text and one.key != "petitioners"
        body = f"{one.text}{one.tail}"
        if one.key == "title":
            flow.paragraph("", lead=body, language=language)
        elif bold or one.key == "heading":
            flow.paragraph(body, lead=one.lead, language=language)
        else:
            flow.paragraph(one.whole, language=language)


def draft_pdf(facts: PackFacts) -> bytes:
    """The wording alone, to have it looked at before collecting; for the Commons R19."""
    part = "draft" if facts.addressee.note == "member" else "draft_other"
    pdf = Pdf(f"{facts.texts[part]['title']}: {facts.wording.title}", facts.language)
    words(facts, part).draw(pdf)
    return pdf.bytes()


def top_sheet(facts: PackFacts) -> Flow:
    """The first page of what an office is handed: the text, by how many, from whom (R44 to R48)."""
    texts, values = facts.texts["top"], facts.values()
    flow = facts.flow(LETTER)
    flow.title(facts.wording.title)
    flow.paragraph(filled(texts["to"], values), style=HEADING)
    _form_of_words(flow, facts)
    flow.heading(texts["signed_title"])
    flow.paragraph(filled(texts[facts.variant("signed")], values))
    flow.heading(texts["from_title"])
    flow.lines([facts.wording.organiser.name, *facts.wording.organiser.address])
    flow.paragraph(filled(facts.texts["words"]["note"], values), style=NOTE)
    return flow


def translator(facts: PackFacts) -> Flow:
    """A statement to sign for each translation, that it says what the text says (R7)."""
    texts = facts.texts["translator"]
    flow = facts.flow(LETTER)
    flow.title(texts["title"])
    for language, one in facts.wording.translations.items():
        values = facts.values() | {
            "language": language_name(language, facts.sheet_texts[facts.language]),
            "translator": one.translator or texts["unnamed"],
        }
        flow.heading(filled(texts["heading"], values))
        flow.paragraph(filled(texts["statement"], values), keep=True)
        flow.to_sign((texts["signed"], 250), (texts["date"], 130))
    return flow


def press(facts: PackFacts, hand_in: date) -> Flow:
    """A note for newspapers: what was handed in, what it asks, how it was counted; no names."""
    texts, wording = facts.texts["press"], facts.wording
    values = facts.values() | {"hand_in": facts.day(hand_in)}
    flow = facts.flow(LETTER)
    flow.title(texts["title"])
    flow.paragraph(filled(texts["embargo"], values), style=NOTE)
    flow.paragraph(filled(texts["headline"], values), style=HEADING)
    opening = "opening_online" if facts.online.valid else "opening"
    flow.paragraph(filled(texts[opening], values))
    flow.paragraph(f"{texts['asks']} {prayer(wording, facts.addressee).text}.",
                   language=_other(facts))  # fmt: skip
    declares = sentence(wording.declares)
    flow.paragraph(f"{texts['because']} {declares}.", language=_other(facts))
    flow.heading(texts["notes_title"])
    flow.numbered(filled(text, values) for text in texts["notes"])
    flow.heading(texts["contact_title"])
    flow.paragraph(filled(texts["contact"], values))
    return flow


def receipt(facts: PackFacts) -> Flow:
    """The form that whoever takes the bundle signs."""
    texts = facts.texts["receipt"]
    flow = facts.flow(TEXT)
    flow.title(texts["title"])
    flow.paragraph(filled(texts["statement"], facts.values()), keep=True)
    flow.to_sign((texts["name"], 250), (texts["date"], 130))
    flow.to_sign((texts["signature"], 250), (texts["time"], 130))
    return flow
