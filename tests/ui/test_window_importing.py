"""A file comes in through the window: dropped, questioned, previewed, kept in one step, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.intake.records import reading
from app.operations import importing, petitions
from tests.campaigns import NOW, commons_wording, open_copy
from tests.import_pictures import write_form


@pytest.fixture
def page(life: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page over a campaign with one petition; files are read in this process."""
    monkeypatch.setattr(reading, "read_table", reading.parse_file)
    campaign = open_copy(tmp_path / "campaign")
    petitions.add(campaign.store, commons_wording(), now=NOW)
    life.show_campaign(campaign)
    life.window.show_page("importing")
    return life.window.page("importing")


def wait(page: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.session.jobs.running, timeout=20_000)


def opened(page: Any, qtbot: Any, path: Path) -> None:
    page.open_file(path)
    wait(page, qtbot)


def raw(page: Any) -> int:
    store = page.session.store
    return int(store.signatures.by_origin(page.session.petition.id)["online"].raw)


def test_a_form_comes_in_and_goes_again(page: Any, qtbot: Any, tmp_path: Path) -> None:
    opened(page, qtbot, write_form(tmp_path / "form.csv", 120))
    assert page.step == "what"
    assert page.file.preset == "google-forms"
    page.file.next_button.click()
    assert page.step == "where"
    assert not page.columns.next_button.isEnabled()
    page.columns.order.choose("day-first")
    page.columns.order.chosen.emit("day-first")
    answer = next(box for word, box in page.columns._answers if word == "Yes please")
    answer.setChecked(True)
    page.columns.next_button.click()
    wait(page, qtbot)
    assert page.step == "then"
    found = page.proposal
    assert (len(found.new), len(found.refused), found.opt_ins["email"]) == (118, 2, 46)
    assert page.outcome.bring_in_button.accessibleName() == "Bring in 118 signatures"
    assert raw(page) == 0
    page.save_refused_to(tmp_path / "refused.csv")
    assert "no date" in (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    page.outcome.bring_in_button.click()
    assert raw(page) == 118
    window = page.window()
    assert window.shown == "signatures"
    assert "118 signatures came in" in window.status._said.text()
    page.session.undo()
    assert raw(page) == 0


def test_the_same_file_again_brings_nothing(page: Any, qtbot: Any, tmp_path: Path) -> None:
    path = Path(__file__).parent.parent / "files" / "imports" / "google-forms.csv"
    for new in (3, 0):
        opened(page, qtbot, path)
        page.prepare()
        wait(page, qtbot)
        assert len(page.proposal.new) == new
        assert page.outcome.bring_in_button.isEnabled() == bool(new)
        page.bring_in()
        page.window().show_page("importing")
    assert raw(page) == 3


def test_what_goes_where_is_changed_by_hand(page: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Wer,Wo\nJoan Hart,1 Mill Way\n")
    opened(page, qtbot, path)
    page.show_columns()
    assert not page.columns.next_button.isEnabled()
    page.columns.choose("Wer", "name")
    page.columns.choose("Wo", "address")
    assert page.columns.next_button.isEnabled()
    page.prepare()
    wait(page, qtbot)
    assert page.proposal.new[0].entry.address == "1 Mill Way"
    page.session.hide_names(hidden=True)
    wait(page, qtbot)
    assert page.outcome.view.item(0, 1).text() == "Hidden"


def test_one_of_several_worksheets_is_chosen_and_a_refusal_is_said(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name in ("May", "June"):
        sheet = book.create_sheet(name)
        sheet.append(["Name", "Address"])
        sheet.append([f"{name} Hart", "1 Mill Way"])
    book.save(tmp_path / "a.xlsx")
    opened(page, qtbot, tmp_path / "a.xlsx")
    assert not page.table
    assert [page.file.sheets.itemText(at) for at in (1, 2)] == ["May", "June"]
    page.file.worksheet_wanted("June")
    wait(page, qtbot)
    assert page.table.worksheet == "June"
    (tmp_path / "b.csv").write_bytes(b"%PDF-1.7")
    opened(page, qtbot, tmp_path / "b.csv")
    assert "b.csv is a PDF" in page.banner.text
    assert importing.presets()[-1].ref == "table"
