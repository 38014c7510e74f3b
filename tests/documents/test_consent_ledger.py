"""The paper that says what is kept of a person's consent, as reviewed in `tests/golden/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.documents.community.consent_ledger import LedgerFacts, consent_pdf
from app.domain.community.consent import ConsentEntry, Evidence, Topic
from app.intake.templates import consent_texts
from tests.documents.pdfs import dump, words
from tests.documents.structure import faults

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
POST, TEXT = Topic("post", "news", "p"), Topic("text", "volunteering")
SLIP = Evidence("slip", date(2026, 11, 20), "NM7K-3QA8-7 slip 3", "Tick each way <b>you</b> & we")
ENTRIES = (
    ConsentEntry("c", POST, given=True, at=AT, evidence=SLIP),
    ConsentEntry("c", TEXT, given=True, at=AT, evidence=SLIP),
    ConsentEntry("c", TEXT, given=False, at=AT, evidence=Evidence("letter", AT.date())),
    ConsentEntry("c", TEXT, given=True, at=AT, evidence=SLIP, correction=True),
    ConsentEntry("c", POST, given=False, at=AT, evidence=SLIP, correction=True),
)
FACTS = LedgerFacts(
    "New Malden Neighbours", "Lee Soon-ja, 이순자", 14, stopped=False, day=AT.date(),
    entries=ENTRIES, standing=ENTRIES[:2], titles={"p": "Asylum for refugees"},
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_paper_is_the_reviewed_one(language: str, golden: Callable[[str, str], None]) -> None:
    pdf = consent_pdf(FACTS, consent_texts(language), language)
    golden(f"consent-ledger-{language}.txt", dump(pdf))
    assert "Tick each way <b>you</b> & we" in words(pdf)
    assert faults(pdf) == []


def test_nothing_said_and_stopped_are_said() -> None:
    nothing = replace(FACTS, name="", entries=(), standing=())
    text = words(consent_pdf(nothing, consent_texts(), "en"))
    assert "You have agreed to nothing" in text
    assert "Nothing was ever written down" in text
    assert "Lee" not in text
    stopped = words(consent_pdf(replace(FACTS, stopped=True), consent_texts(), "en"))
    assert "No list, letter or call of this group includes you" in stopped


def test_both_languages_have_the_same_texts() -> None:
    english, korean = consent_texts(), consent_texts("ko")
    for part in ("asked", "ledger"):
        assert english[part].keys() == korean[part].keys()
    for part in ("channel", "purpose", "how"):
        assert english["ledger"][part].keys() == korean["ledger"][part].keys()
