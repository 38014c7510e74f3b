"""What a blind reader is told: roles, order, languages, header cells, what pictures stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents.page.pdf import Pdf
from app.documents.page.text import draw_text
from app.documents.sheets.batch import sheets_pdf
from app.domain.sheet import SHAPES, Shape
from app.domain.sheet_code import printed
from app.domain.wording import compose
from app.intake.templates import addressee
from tests.campaigns import commons_wording
from tests.documents.batches import job
from tests.documents.structure import faults, tree
from tests.documents.test_golden import documents, schedule


@pytest.mark.parametrize("name", documents())
def test_the_checkers_find_no_fault(name: str) -> None:
    assert faults(documents()[name]) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_checkers_find_no_fault_in_a_sheet(shape: Shape) -> None:
    kind = "prayer" if shape == "slips-6" else "full"
    assert faults(sheets_pdf(replace(job(3, kind=kind), shape=shape)).pdf) == []  # type: ignore[arg-type]  # a kind


def test_content_without_a_mark_is_a_fault() -> None:
    pdf = Pdf("A title")
    draw_text(pdf.canvas, 50, 700, "Nobody knows what this is", 12)
    pdf.end_page()
    assert any("neither tagged nor marked" in fault for fault in faults(pdf.bytes()))


def test_a_sheet_is_read_in_the_order_of_the_petition() -> None:
    one = job(2)
    document = tree(sheets_pdf(one).pdf)
    assert [kid.role for kid in document.kids] == ["Sect", "Sect"]
    for section, sheet in zip(document.kids, one.sheets, strict=True):
        assert section.kids[0].role == "H1"
        text = section.whole
        wanted = [part.whole for part in compose(commons_wording(), addressee("commons"))]
        wanted += ["By signing I agree", "Do not cross out", printed(sheet.code), "Your details"]
        places = [text.index(" ".join(part.split())) for part in wanted]
        assert places == sorted(places)


def test_a_sheet_says_its_languages_cells_and_picture() -> None:
    one = job(1)
    document = tree(sheets_pdf(one).pdf)
    nodes = list(document.walk())
    korean = [node for node in nodes if node.role == "Sect" and node.language == "ko"]
    assert "청원" in korean[0].whole
    heads = [node.whole for node in nodes if node.scope == "Column"]
    assert [head.split()[0] for head in heads if head] == [
        "Name", "Address", "Postcode", "Signature", "Date"
    ]  # fmt: skip
    rows = [node.whole for node in nodes if node.scope == "Row"]
    assert rows == [str(number) for number in range(1, len(rows) + 1)]
    [picture] = [node for node in nodes if node.role == "Figure"]
    assert picture.alternative == f"QR code of sheet {printed(one.sheets[0].code)}"


def test_every_page_of_a_batch_has_its_own_tree() -> None:
    one = job(40)
    document = tree(sheets_pdf(one).pdf)
    said = [node.alternative for node in document.walk() if node.role == "Figure"]
    assert said == [f"QR code of sheet {printed(sheet.code)}" for sheet in one.sheets]


def test_a_schedule_is_one_table_with_its_people_in_rows() -> None:
    document = tree(schedule("none"))
    [table] = [node for node in document.walk() if node.role == "Table"]
    assert [kid.role for kid in table.kids] == ["THead", "TBody"]
    heads = [kid.whole for kid in table.kids[0].kids[0].kids]
    assert heads == ["No.", "Name", "Address", "Postcode", "Date"]
    first, second = table.kids[1].kids
    assert [(kid.role, kid.whole) for kid in first.kids] == [
        ("TH", "1"),
        ("TD", "Lee Soon-ja 이순자"),
        ("TD", "12 Larch Road, New Malden"),
        ("TD", "KT3 8QD"),
        ("TD", "21/11/2026"),
    ]
    assert second.kids[1].whole == "Ann (Nan) O’Hara \\"


def test_a_letter_has_headings_and_lists() -> None:
    document = tree(documents()["en 01-note-for-the-member.pdf"])
    roles = [node.role for node in document.walk()]
    assert roles.count("H1") == 1
    assert roles.count("H2") == 3
    assert roles.count("LBody") == roles.count("Lbl") == roles.count("LI") >= 4
