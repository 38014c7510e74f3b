"""The papers of events: the sheet to sign in on, and calendar files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.calendar_file import calendar_file
from app.documents.community.sign_in import SignIn, asked, sign_in_pdf
from app.documents.community.task_list import Line, task_list_pdf
from app.domain.community.events import Event
from app.intake.templates import EVENT_LANGUAGES, event_texts
from tests.campaigns import NOW, commons_wording
from tests.documents.pdfs import dump, opened, words
from tests.documents.structure import faults

EVENT = Event(
    "Stories and letters 이야기와 편지",
    datetime(2026, 11, 28, 14, tzinfo=UTC),
    datetime(2026, 11, 28, 16, 30, tzinfo=UTC),
    "New Malden Hope Church, 2 Wrenfield Road",
    number=3,
    id="0190",
)


def sheet(languages: tuple[str, ...], **changes: object) -> bytes:
    wording = commons_wording()
    titles = {one: wording.title_in(one) for one in languages}
    event = replace(EVENT, languages=languages)
    made = replace(SignIn(event, wording, titles), **changes)  # type: ignore[arg-type]  # a test's own
    return sign_in_pdf(made, {one: event_texts(one)["sign_in"] for one in languages})


@pytest.mark.parametrize("languages", [("en",), ("ko", "en")])
def test_sign_in_sheet(languages: tuple[str, ...], golden: Callable[[str, str], None]) -> None:
    pdf = sheet(languages, names=("Grace Adeyemi", "", "박혜경 Park Hye-kyung"))
    golden(f"sign-in-{languages[0]}.txt", dump(pdf))


def tasks(language: str) -> bytes:
    lines = [
        Line(
            date(2026, 11, 21), "Phone Hope Church", "", "희망교회", "020 7946 0130", "every week"
        ),
        Line(None, "Ask <b>who</b> brings tea", "Ada", "contact 4", "", ""),
    ]
    return task_list_pdf(
        lines, "박혜경", date(2026, 11, 23), event_texts(language)["tasks"], language
    )


@pytest.mark.parametrize("language", EVENT_LANGUAGES)
def test_task_list(language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"task-list-{language}.txt", dump(tasks(language)))
    assert faults(tasks(language)) == []


def test_the_checkers_find_no_fault() -> None:
    assert faults(sheet(("ko", "en"), rows=12, names=("Grace Adeyemi",))) == []


def test_each_page_says_what_a_tick_means() -> None:
    with opened(sheet(("en", "ko"), rows=30)) as document:
        pages = [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    assert len(pages) > 2
    for language in EVENT_LANGUAGES:
        texts = event_texts(language)["sign_in"]
        said = asked(commons_wording().title_in(language), texts)
        assert all(said in " ".join(page.split()) for page in pages)


def test_what_was_typed_stands_as_it_is() -> None:
    shown = words(sheet(("en",), names=("<b>Ann</b> & \\( <img src=x>",)))
    assert "<b>Ann</b> & \\( <img src=x>" in shown


TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=120)


@settings(max_examples=60)
@given(
    title=TEXTS,
    place=TEXTS,
    ahead=st.integers(-3_000_000, 3_000_000),
    minutes=st.integers(1, 5_000),
    zone=st.integers(-11, 13),
    revision=st.integers(0, 9),
    cancelled=st.booleans(),
)
def test_a_calendar_file_reads_back(
    title: str, place: str, ahead: int, minutes: int, zone: int, revision: int,
    cancelled: bool,
) -> None:  # fmt: skip
    starts = (NOW + timedelta(minutes=ahead)).astimezone(timezone(timedelta(hours=zone)))
    event = replace(
        EVENT, title=title, place=place, starts=starts, ends=starts + timedelta(minutes=minutes),
        revision=revision, cancelled=cancelled,
    )  # fmt: skip
    written = calendar_file([(event, "About; this, \\ and that")], NOW)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    read: Any
    [read] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert (str(read["summary"]), str(read["location"])) == (title, place)
    assert (read["dtstart"].dt, read["dtend"].dt) == (event.starts, event.ends)
    assert (read["sequence"], read["status"]) == (
        revision, "CANCELLED" if cancelled else "CONFIRMED",
    )  # fmt: skip
    assert str(read["description"]) == "About; this, \\ and that"
    assert str(read["uid"]) == "0190@roundrobin.invalid"
    assert "attendee" not in read
    assert b"METHOD" not in written
