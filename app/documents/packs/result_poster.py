"""A poster for a window: what became of a petition, for those who left no way to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.packs.poster import BOTTOM, SMALLER, PosterPage
from app.documents.page.fonts import BOLD, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import ACCENT, GRID, NUMBER, POSTER, TEXT_WIDTH, Style
from app.documents.words import filled, long_date
from app.domain.community.followed import Followed, overdue
from app.domain.signature import Counts
from app.domain.wording import Wording
from app.errors import AppError

_NOTED = frozenset({"reply", "debate", "closed"})
"""Steps whose note is told: what was answered or said in public."""

_BODY = (
    Style(30, 40),
    Style(26, 35),
    Style(23, 32),
    POSTER,
    Style(17, 25),
    Style(14, 20),
    Style(12, 17.5),
)
_FOOT = Style(14, 20)


@dataclass(frozen=True)
class ResultFacts:
    """What a poster tells on the day `today`; `recipients` and `texts` are by language."""

    wording: Wording
    recipients: Mapping[str, str]
    counts: Counts
    steps: Sequence[Followed]
    texts: Mapping[str, Mapping[str, str]]
    today: date


def result_posters(
    facts: ResultFacts, languages: Sequence[str], venues: Sequence[str] = ()
) -> bytes:
    """A page in each language, for each venue where some are named."""
    first = facts.texts[languages[0]]["title"]
    pdf = Pdf(f"{first}: {facts.wording.title_in(languages[0])}", languages[0])
    for venue in venues or ("",):
        for one in languages:
            _draw(pdf, facts, one, venue)
    return pdf.bytes()


def _draw(pdf: Pdf, facts: ResultFacts, language: str, venue: str) -> None:
    texts = facts.texts[language]
    section = pdf.tags.root.add("Sect")
    pdf.bookmark(f"{texts['title']}, {venue}" if venue else texts["title"])
    for shout in SMALLER:
        for body in _BODY:
            page = PosterPage(pdf, section, shout, measure=True)
            _write(page, facts, language, body, venue)
            if page.y >= BOTTOM:
                _write(PosterPage(pdf, section, shout), facts, language, body, venue)
                pdf.end_page()
                return
    raise AppError(
        "The poster has no room for what is told: shorten the notes of what followed, or the title."
    )


def _write(page: PosterPage, facts: ResultFacts, language: str, body: Style, venue: str) -> None:
    texts, wording = facts.texts[language], facts.wording
    own = "" if language == page.language else language
    number = f"{facts.counts.valid:,}"
    big = Style(NUMBER.size - 30, NUMBER.leading - 30, BOLD, BOLD, ACCENT)
    while width(number, BOLD, big.size) > TEXT_WIDTH - 170:
        big = Style(big.size - 8, big.leading - 10, BOLD, BOLD, ACCENT)
    page.text(texts["title"], Style(20, 30), own=own, strong=True, after=0)
    page.text(number, big, after=4 * GRID)
    page.text(texts["signed"], page.shout, own=own, after=3 * GRID)
    page.rule()
    page.text(wording.title_in(language), page.shout, role="H1", own=own)
    for sentence in told(facts, language):
        page.text(sentence, body, own=own, after=2 * GRID)
    page.text(texts["thanks"], body, own=own, strong=True)
    organiser = wording.organiser
    values = {"organiser": organiser.name, "contact": organiser.email or organiser.phone}
    page.y = min(page.y, BOTTOM + (2 if venue else 1) * _FOOT.leading + GRID)  # at the lower edge
    page.text(filled(texts["contact"], values), _FOOT, own=own, after=GRID)
    if venue:
        page.text(venue, _FOOT, own=own, after=0)


def told(facts: ResultFacts, language: str) -> list[str]:
    """What followed in sentences, in its order, each once."""
    texts = facts.texts[language]
    said = [told_of(facts, one, language) for one in standing(facts)]
    if facts.counts.similar:
        said.append(filled(texts["similar"], {"similar": f"{facts.counts.similar:,}"}))
    if all(one.step == "reply-due" or one.on_day > facts.today for one in facts.steps):
        said.insert(0, texts["waiting"])
    return list(dict.fromkeys(said))


def standing(facts: ResultFacts) -> list[Followed]:
    """The steps that still stand: a reply that came is expected no longer."""
    came = {one.step for one in facts.steps} & {"reply", "closed"}
    return [one for one in facts.steps if not (one.step == "reply-due" and came)]


def told_of(facts: ResultFacts, one: Followed, language: str) -> str:
    """One step in a sentence, with what was noted of it where that is for everybody."""
    values = {
        "day": long_date(one.on_day, language),
        "reference": one.reference,
        "recipient": facts.recipients[language],
    }
    sentence = filled(facts.texts[language][_key(facts, one)], values)
    note = " ".join(one.note.split())
    return f"{sentence} {note}" if note and one.step in _NOTED else sentence


def _key(facts: ResultFacts, one: Followed) -> str:
    """Which sentence tells of a step: another while its day lies ahead, or of a reply too late."""
    if one.step == "reply-due":
        return "reply_late" if overdue(facts.steps, facts.today) else "reply_due"
    if one.step == "presented" and facts.wording.addressee.startswith("commons"):
        return "presented_commons"
    key = one.step.replace("-", "_")
    return f"{key}_ahead" if one.on_day > facts.today else key
