"""Call sheets and walk lists as reviewed, and as large as they can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.rounds.round_sheet import RoundFacts, RoundLine, RoundSection, round_pdf, sizes
from app.domain.outreach.rounds import RoundKind
from app.intake.rounds_data import results, round_texts
from tests.documents.pdfs import dump, opened, words
from tests.documents.structure import faults

Golden = Callable[[str, str], None]

LINES = [
    RoundLine("1", "", "K7M3Q", ("Kim Min-jun", "김민준"), "kim min-joon", "07700 900101",
              ("speaks Korean", "last: No answer, 21/11/2026")),
    RoundLine("2", "", "8TQ2R", ("<b>Ann</b> & Sons {caller} \\",), "", "020 7946 0118",
              ("not called before",)),
    RoundLine("3", "Flat 2", "PXW4H", ("刘华 Liu Hua", "مريم"), "", "", ("speaks Chinese",)),
]  # fmt: skip


def facts(kind: RoundKind, language: str, rows: int = 8) -> RoundFacts:
    boxes = [(one.letter, one.words(language)) for one in results(kind)]
    return RoundFacts(
        kind, 3, "Asylum for refugees", "Grace Adeyemi", date(2026, 12, 4), "Neighbours",
        "hello@neighbours.example", [("en", "Hello. | May we?"), ("ko", "안녕하십니까. | 될까요?")],
        boxes, round_texts(language), language, rows,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["calls", "walks"])
def test_lists(kind: RoundKind, language: str, golden: Golden) -> None:
    sections = [RoundSection("" if kind == "calls" else "Elm Road: odd numbers", LINES)]
    pdf = round_pdf(facts(kind, language), sections)
    golden(f"round-{kind}-{language}.txt", dump(pdf).replace("\r", ""))
    assert faults(pdf) == []
    assert "<b>Ann</b> & Sons {caller} \\" in words(pdf)


SCRIPT = (
    "Hello, my name is Grace Adeyemi, I help New Malden Neighbours. I am calling with news of "
    "“Asylum for refugees from North Korea”. Is this a good moment? | So far it has 160 valid "
    "signatures. Do you know somebody who would like to? | May we call you again? If not, I will "
    "see to it that nobody does."
)


@pytest.mark.parametrize(("rows", "first"), [(6, 4), (8, 5), (10, 6)])
def test_a_page_holds_the_lines_that_were_asked_for(rows: int, first: int) -> None:
    """The first one those that have room beside what is to be said."""
    scripts = [("en", SCRIPT), ("ko", SCRIPT)]
    made = replace(facts("calls", "en", rows), scripts=scripts)
    pdf = round_pdf(made, [RoundSection("", LINES[:2] * 20)])
    with opened(pdf) as document:
        found = [page.get_textpage().get_text_bounded().count("Will help") for page in document]
    assert found[:2] == [first, rows]
    long = replace(made, about="Asylum for everybody who fled from North Korea, and a home " * 2)
    with opened(round_pdf(long, [RoundSection("", LINES[:1])])) as document:
        lines = document[0].get_textpage().get_text_bounded().splitlines()
    assert lines[0].strip() == "Call sheet 3"  # what it is about stands below


def test_a_door_that_goes_on_over_the_page_is_said_again() -> None:
    people = [RoundLine("77" if at == 0 else "", "", "K7M3Q", (f"Person {at}",), "", "", ())
              for at in range(20)]  # fmt: skip
    pdf = round_pdf(facts("walks", "en"), [RoundSection("Elm Road", people)])
    with opened(pdf) as document:
        for page in document:
            lines = page.get_textpage().get_text_bounded().split()
            assert lines.count("77") == 1


def test_no_door_is_cut() -> None:
    doors = ["Hope House", "House of Commons", "Rear of 113a", "14, Kingston upon Thames Road West"]
    people = [RoundLine(one, "Flat 2", "K7M3Q", ("Ann",), "", "", ()) for one in doors]
    shown = words(round_pdf(facts("walks", "en", 10), [RoundSection("Elm Road", people)]))
    assert "…" not in shown
    assert all(one in " ".join(shown.split()) for one in doors)


NAMES = st.text(st.sampled_from("abc 김하늘-"), min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12), st.integers(6, 10))
def test_shorter_names_are_never_smaller(names: list[str], rows: int) -> None:
    lines = [RoundLine("1", "", "K7M3Q", (one,), "", "07700 900101", ()) for one in names]
    found = sizes(lines, 703 / rows)
    assert len(found) == len(names)
    assert max(found) <= 20
    fewer = sizes(lines, 703 / max(rows - 1, 1))
    assert all(more >= less for more, less in zip(fewer, found, strict=True))
