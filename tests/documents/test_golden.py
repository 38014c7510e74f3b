"""Every document's text and where it stands, as reviewed in `tests/golden/`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from app.documents.help_page import help_page_pdf
from app.documents.pack import MANIFEST, PackFacts, SheetLine, draft_pdf, pack_files
from app.documents.schedule import Redaction, ScheduleHead, ScheduleRow, schedule_pdf
from app.domain.addressee import Kind
from app.domain.sheet import Balance
from app.domain.signature import Counts
from app.domain.wording import Wording, wording_hash
from app.intake.templates import addressee, pack_texts, sheet_texts
from tests.campaigns import commons_wording, minister_wording
from tests.documents.batches import batch
from tests.documents.pdfs import dump, opened, words

Golden = Callable[[str, str], None]

HAND_IN = date(2026, 12, 7)
PEOPLE = [
    ScheduleRow("Lee Soon-ja 이순자", "12 Larch Road, New Malden", "KT3 8QD", date(2026, 11, 21)),
    ScheduleRow("Ann (Nan) O’Hara \\", "Flat 2, The Old Brewery Maltings House, 123 Upper Teasel "
                "Avenue, New Malden", "SW20 0AA", None),
]  # fmt: skip


def facts(wording: Wording) -> PackFacts:
    body = addressee(wording.addressee)
    counts = Counts(valid=18, similar=2, invalid={"altered": 1})
    lines = (
        SheetLine("NM7K3QA87", body.first_kind, 1, Counts(valid=9, similar=2)),
        SheetLine("4KTP9WQBF", body.later_kind, 1, Counts(valid=9, invalid={"altered": 1})),
    )
    return PackFacts(
        wording=wording,
        addressee=body,
        hash=wording_hash(wording, body),
        version=1,
        counts=counts,
        balance=Balance(printed=10, not_issued=5, out=2, entered=2, lost=1),
        sheets=lines,
        counted_on=date(2026, 11, 23),
        texts=pack_texts(),
        sheet_texts={language: sheet_texts(language) for language in ("en", *wording.translations)},
    )


def schedule(redact: Redaction, *, own_list: bool = False) -> bytes:
    head = ScheduleHead("Asylum", "the Home Secretary", redact, own_list, date(2026, 11, 23))
    return schedule_pdf(head, PEOPLE, len(PEOPLE))


def help_page(wording: Wording) -> bytes:
    body = addressee(wording.addressee)
    texts = {one: sheet_texts(one) for one in ("en", "ko")}
    return help_page_pdf(
        wording, body, "ko", wording_hash(wording, body), texts, pack_texts()["help"]
    )


@pytest.mark.parametrize("kind", get_args(Kind))
def test_sheet(kind: Kind, golden: Golden) -> None:
    golden(f"sheet-{kind}.txt", dump(batch(1, kind=kind).pdf))


def test_draft_sheet_has_no_code(golden: Golden) -> None:
    pdf = batch(1, draft=True).pdf
    golden("sheet-draft.txt", dump(pdf))
    assert not re.search(r"[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]", words(pdf))


@pytest.mark.parametrize(
    ("name", "wording", "make"),
    [
        ("commons", commons_wording(), lambda one: pack_files(one, None, HAND_IN)),
        ("minister", minister_wording(), lambda one: pack_files(one, schedule("none"), HAND_IN)),
    ],
)
def test_pack(
    name: str,
    wording: Wording,
    make: Callable[[PackFacts], dict[str, bytes]],
    golden: Golden,
) -> None:
    golden(
        f"pack-{name}.txt",
        "".join(
            f"== {file}\n{dump(pdf)}"
            for file, pdf in make(facts(wording)).items()
            if file != MANIFEST
        ),
    )


def test_draft(golden: Golden) -> None:
    golden("draft.txt", dump(draft_pdf(facts(commons_wording()))))


def test_help_page(golden: Golden) -> None:
    golden("help-ko.txt", dump(help_page(commons_wording())))


@pytest.mark.parametrize("redact", get_args(Redaction))
def test_schedule(redact: Redaction, golden: Golden) -> None:
    golden(f"schedule-{redact}.txt", dump(schedule(redact)))


def test_a_redacted_schedule_names_nobody() -> None:
    assert "Larch Road" in words(schedule("none"))
    initials = words(schedule("initials"))
    assert "L.S." in initials.replace(" ", "")
    assert not {"Lee", "Soon", "순자", "Hara", "Larch"} & set(re.split(r"[\s.]", initials))
    numbers = words(schedule("numbers"))
    assert "KT3" in numbers
    assert "KT3 8QD" not in numbers
    assert "Lee" not in numbers


def test_a_schedule_has_names_of_many_alphabets() -> None:
    names = ("Żółć Kowalska", "刘华 Liu Hua", "이순자", "Nguyễn Văn")
    rows = [ScheduleRow(name, "7 Teasel Avenue", "KT3 8QD", None) for name in names]
    head = ScheduleHead(
        "Asylum", "the Home Secretary", "none", False, date(2026, 11, 23)
    )  # own_list
    shown = words(schedule_pdf(head, rows, len(rows)))
    assert all(name in shown for name in names)


def test_the_own_list_says_on_the_page_that_it_is_no_petition() -> None:
    assert "not the petition" in words(schedule("none", own_list=True))
    assert "not the petition" not in words(schedule("none"))


def test_the_manifest_fits_the_files() -> None:
    files = pack_files(facts(commons_wording()), None, HAND_IN)
    lines = files.pop(MANIFEST).decode().splitlines()
    assert lines == [f"{hashlib.sha256(pdf).hexdigest()}  {name}" for name, pdf in files.items()]


def documents() -> dict[str, bytes]:
    commons, minister = facts(commons_wording()), facts(minister_wording())
    made = (
        pack_files(commons, None, HAND_IN)
        | pack_files(minister, schedule("none"), HAND_IN)
        | {
            "draft": draft_pdf(commons),
            "help": help_page(commons_wording()),
            "sheets": batch(3).pdf,
        }
    )
    return {name: pdf for name, pdf in made.items() if name != MANIFEST}


@pytest.mark.parametrize("name", documents())
def test_every_document_can_be_read_by_a_machine(name: str) -> None:
    pdf = documents()[name]
    with opened(pdf) as document:
        assert document.get_metadata_dict()["Title"]
        assert list(document.get_toc())
    language = b"ko" if name == "help" else b"en-GB"
    assert b"/Lang (" + language + b")" in pdf
    assert b"/BaseFont /Helvetica" not in pdf, "a font that is not embedded"


def test_one_long_declaration_is_shown_whole() -> None:
    long = " ".join(f"reason{number}" for number in range(900))
    shown = words(draft_pdf(facts(replace(commons_wording(), declares=long))))
    assert {f"reason{number}" for number in range(900)} <= set(re.findall(r"reason\d+", shown))
