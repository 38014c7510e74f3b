"""Every document's text and where it stands, as reviewed in `tests/golden/`."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import get_args

import pikepdf
import pytest

from app.documents.help_page import help_page_pdf
from app.documents.packs.facts import BatchLine, PackFacts, SheetLine
from app.documents.packs.letters import draft_pdf
from app.documents.packs.pack import MANIFEST, pack_files
from app.documents.page.pdf import Pdf
from app.documents.schedule import (
    Redaction,
    ScheduleHead,
    ScheduleRow,
    draw_schedule,
    schedule_pdf,
)
from app.documents.sheets.batch import sheets_pdf
from app.domain.addressee import Kind
from app.domain.sheet import SHAPES, Balance, Shape
from app.domain.signature import Counts
from app.domain.wording import Wording, wording_hash
from app.intake.templates import (
    PACK_LANGUAGES,
    addressee,
    collector_texts,
    pack_texts,
    sheet_texts,
)
from tests.campaigns import commons_wording, minister_wording
from tests.documents.batches import batch, job
from tests.documents.pdfs import dump, opened, words

Golden = Callable[[str, str], None]

HAND_IN = date(2026, 12, 7)
PEOPLE = [
    ScheduleRow("Lee Soon-ja 이순자", "12 Larch Road, New Malden", "KT3 8QD", date(2026, 11, 21)),
    ScheduleRow("Ann (Nan) O’Hara \\", "Flat 2, The Old Brewery Maltings House, 123 Upper Teasel "
                "Avenue, New Malden", "SW20 0AA", None),
]  # fmt: skip


def facts(wording: Wording, language: str = "en") -> PackFacts:
    body = addressee(wording.addressee)
    counts = Counts(valid=18, similar=2, invalid={"altered": 1})
    lines = (
        SheetLine("NM7K3QA87", body.first_kind, 1, Counts(valid=9, similar=2)),
        SheetLine("4KTP9WQBF", body.later_kind, 1, Counts(valid=9, invalid={"altered": 1})),
    )
    balance = Balance(printed=10, not_issued=5, out=2, entered=2, lost=1)
    languages = ("en", language, *wording.translations)
    return PackFacts(
        wording=wording,
        addressee=body,
        hash=wording_hash(wording, body),
        version=1,
        counts=counts,
        balance=balance,
        sheets=lines,
        counted_on=date(2026, 11, 23),
        texts=pack_texts(language),
        sheet_texts={one: sheet_texts(one) for one in languages},
        language=language,
        batches=(BatchLine(1, date(2026, 11, 2), balance),),
        lost=("FF494KF34",),
        places={"KT3": 11, "SW20": 6, "KT2": 1},
        constituencies={"Kingston and Surbiton": 12, "Wimbledon": 6},
    )


def head(redact: Redaction, *, own_list: bool = False, language: str = "en") -> ScheduleHead:
    texts = pack_texts(language)["schedule"]
    return ScheduleHead(
        "Asylum", "the Home Secretary", redact, own_list, date(2026, 11, 23), texts, language
    )


def schedule(redact: Redaction, *, own_list: bool = False, language: str = "en") -> bytes:
    return schedule_pdf(head(redact, own_list=own_list, language=language), PEOPLE, len(PEOPLE))


def pack(wording: Wording, language: str = "en") -> dict[str, bytes]:
    """The pack, with a schedule where the addressee takes one."""
    made = facts(wording, language)

    def draw(pdf: Pdf, level: int) -> None:
        draw_schedule(pdf, head("none", language=language), PEOPLE, len(PEOPLE), level=level)

    return pack_files(made, draw if made.addressee.takes_list else None, HAND_IN)


def help_page(wording: Wording) -> bytes:
    body = addressee(wording.addressee)
    texts = {one: sheet_texts(one) for one in ("en", "ko")}
    return help_page_pdf(
        wording, body, ["ko"], wording_hash(wording, body), texts, {"ko": pack_texts("ko")}
    )


@pytest.mark.parametrize("kind", get_args(Kind))
def test_sheet(kind: Kind, golden: Golden) -> None:
    golden(f"sheet-{kind}.txt", dump(batch(1, kind=kind).pdf))


def test_draft_sheet_has_no_code(golden: Golden) -> None:
    pdf = batch(1, draft=True).pdf
    golden("sheet-draft.txt", dump(pdf))
    assert not re.search(r"[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]", words(pdf))


@pytest.mark.parametrize("language", PACK_LANGUAGES)
@pytest.mark.parametrize(
    ("name", "wording"), [("commons", commons_wording()), ("minister", minister_wording())]
)
def test_pack(name: str, wording: Wording, language: str, golden: Golden) -> None:
    made = pack(wording, language)
    whole = [file for file in made if file.startswith("whole")]
    golden(
        f"pack-{name}-{language}.txt",
        "".join(
            f"== {file}\n{dump(pdf)}"
            for file, pdf in made.items()
            if file not in {MANIFEST, *whole}
        ),
    )


def test_the_whole_pack_is_its_documents_with_a_bookmark_each() -> None:
    made = pack(minister_wording())
    whole = made.pop("whole-pack.pdf")
    made.pop(MANIFEST)
    assert words(whole) == " ".join(words(pdf) for pdf in made.values())
    with opened(whole) as document:
        titles = [one.get_title() for one in document.get_toc() if one.level == 0]
    assert len(titles) == len(made)


@pytest.mark.parametrize("language", PACK_LANGUAGES)
def test_draft(language: str, golden: Golden) -> None:
    golden(f"draft-{language}.txt", dump(draft_pdf(facts(commons_wording(), language))))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shapes_of_a_sheet(shape: Shape, golden: Golden) -> None:
    kind: Kind = "prayer" if shape == "slips-6" else "full"
    golden(f"shape-{shape}.txt", dump(batch(1, kind=kind, shape=shape).pdf))


def collectors_pages() -> bytes:
    texts = {language: collector_texts(language) for language in PACK_LANGUAGES}
    return sheets_pdf(replace(job(2, kind="prayer"), collector=texts)).pdf


def test_what_a_collector_takes_along(golden: Golden) -> None:
    golden("collector.txt", dump(collectors_pages()))


def test_help_page(golden: Golden) -> None:
    golden("help-ko.txt", dump(help_page(commons_wording())))


@pytest.mark.parametrize("redact", get_args(Redaction))
def test_schedule(redact: Redaction, golden: Golden) -> None:
    golden(f"schedule-{redact}.txt", dump(schedule(redact)))
    golden(f"schedule-{redact}-ko.txt", dump(schedule(redact, language="ko")))


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
    shown = words(schedule_pdf(head("none"), rows, len(rows)))
    assert all(name in shown for name in names)


def test_the_own_list_says_on_the_page_that_it_is_no_petition() -> None:
    assert "not the petition" in words(schedule("none", own_list=True))
    assert "not the petition" not in words(schedule("none"))


def test_the_manifest_fits_the_files() -> None:
    files = pack(commons_wording())
    lines = files.pop(MANIFEST).decode().splitlines()
    assert lines == [f"{hashlib.sha256(pdf).hexdigest()}  {name}" for name, pdf in files.items()]


@cache
def documents() -> dict[str, bytes]:
    commons = commons_wording()
    made = {
        f"{language} {name}": pdf
        for language in PACK_LANGUAGES
        for wording in (commons, minister_wording())
        for name, pdf in pack(wording, language).items()
        if name != MANIFEST
    }
    return made | {
        "en draft": draft_pdf(facts(commons)),
        "ko draft": draft_pdf(facts(commons, "ko")),
        "ko help": help_page(commons),
        "en sheets": batch(3).pdf,
        "en collector": collectors_pages(),
        "en long schedule": schedule_pdf(
            replace(head("none"), petition="A title of many words that goes on and on " * 3),
            PEOPLE * 60,
            len(PEOPLE) * 60,
        ),
    }


@pytest.mark.parametrize("name", documents())
def test_every_document_can_be_read_by_a_machine(name: str) -> None:
    pdf = documents()[name]
    with opened(pdf) as document:
        assert document.get_metadata_dict()["Title"]
        assert list(document.get_toc())
    with pikepdf.open(io.BytesIO(pdf)) as found:
        assert str(found.Root.Lang) == ("ko" if name.startswith("ko") else "en-GB")
        fonts = [one for one in found.objects if one.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in one.FontDescriptor for one in fonts), "all are embedded"


def test_one_long_declaration_is_shown_whole() -> None:
    long = " ".join(f"reason{number}" for number in range(900))
    shown = words(draft_pdf(facts(replace(commons_wording(), declares=long))))
    assert {f"reason{number}" for number in range(900)} <= set(re.findall(r"reason\d+", shown))
