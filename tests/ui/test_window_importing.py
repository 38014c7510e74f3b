"""A file comes in through the window: dropped, questioned, previewed, kept in one step, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.intake.records import reading
from app.operations.counting import importing
from app.operations.petition import petitions
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


def answer_box(page: Any, text: str, channel: str = "email") -> Any:
    return next(
        one.box for one in page.columns._answers if (one.text, one.channel) == (text, channel)
    )


def compared(page: Any, qtbot: Any, path: Path) -> None:
    """Opens a form and goes on to the third step."""
    opened(page, qtbot, path)
    page.show_columns()
    page.columns.order.choose("day-first")
    page.columns._check()
    page.prepare()
    wait(page, qtbot)
    assert page.step == "then"


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
    answer_box(page, "Yes please").setChecked(True)
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


def test_a_file_is_shown_from_the_source_that_its_rows_are_known_by(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Full name,Postcode\n1,Joan Hart,KT3 8QD\n")
    for source in ("site B", ""):
        opened(page, qtbot, path)
        assert page.file.source.text() == ("table" if source else "site B")
        assert page.file.origin.choice == ("online" if source else "paper")
        if source:
            page.file.source.setText(source)
            page.file.origin.choose("paper")
        page.prepare()
        wait(page, qtbot)
        found = page.proposal.mapping
        assert (found.source, found.origin, found.known) == ("site B", "paper", not source)
        page.bring_in()
        page.window().show_page("importing")
    assert len(page.proposal.new if page.proposal else []) == 0


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
    assert not page.found
    assert [page.file.sheets.itemText(at) for at in (1, 2)] == ["May", "June"]
    page.file.worksheet_wanted("June")
    wait(page, qtbot)
    assert page.found.worksheet == "June"
    (tmp_path / "b.csv").write_bytes(b"%PDF-1.7")
    opened(page, qtbot, tmp_path / "b.csv")
    assert "b.csv is a PDF" in page.banner.text
    assert importing.presets()[-1].ref == "table"


def activate(page: Any, qtbot: Any) -> Any:
    window = page.window()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def focused() -> Any:
    from PySide6.QtWidgets import QApplication

    return QApplication.focusWidget()


def test_work_that_ends_behind_another_page_leaves_the_keyboard_there(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    window = activate(page, qtbot)
    path = write_form(tmp_path / "form.csv", 60)
    compared(page, qtbot, path)
    search = window.sidebar.search
    for begin in (page.show_outcome, lambda: page.open_file(path)):
        begin()
        window.show_page("home")
        search.setFocus()
        wait(page, qtbot)
        assert focused() is search
        window.show_page("importing")


def test_the_keyboard_stays_on_what_asked_for_the_comparison(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    from PySide6.QtCore import Qt

    activate(page, qtbot)
    compared(page, qtbot, write_form(tmp_path / "form.csv", 60))
    judge = page.outcome.option
    judge.setFocus()
    for on in (True, False):
        qtbot.keyClick(page.window().windowHandle(), Qt.Key.Key_Space)
        wait(page, qtbot)
        assert (judge.isChecked(), focused() is judge, raw(page)) == (on, True, 0)
    page.show_columns()
    page.columns.next_button.setFocus()
    page.columns.next_button.click()
    assert not page.columns.isEnabled(), "what is compared is not changed meanwhile"
    wait(page, qtbot)
    assert focused() is page.outcome.bring_in_button


def test_another_petition_drops_what_was_found_for_the_first(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    from tests.campaigns import minister_wording

    petitions.add(page.session.store, minister_wording(), now=NOW)
    compared(page, qtbot, write_form(tmp_path / "form.csv", 60))
    page.show_columns()
    page.prepare()
    page.session.choose_petition("home-office")
    wait(page, qtbot)
    assert (page.proposal, page.step) == (None, "where")
    assert "Another petition" in page.banner.text
    page.prepare()
    wait(page, qtbot)
    assert (page.proposal.ref, page.banner.text) == ("home-office", "")
    page.session.choose_petition("asylum")
    wait(page, qtbot)
    assert page.proposal.ref == "asylum"


def test_hidden_names_leave_no_word_of_anybody_and_change_nothing(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    activate(page, qtbot)
    compared(page, qtbot, write_form(tmp_path / "form.csv", 120))
    page.outcome.tabs.choose("refused")
    seen = page.proposal
    page.session.hide_names(hidden=True)
    assert not page.session.jobs.running
    assert page.proposal is seen
    assert page.outcome.view.item(0, 2).text() == "… is no date of the calendar"
    notes = page.outcome.findChildren(type(page.subtitle))
    assert not any("Only before" in one.text() for one in notes if one.isVisible())
    page.show_columns()
    box = page.columns._boxes[3]
    box.setFocus()
    texts = [one.box.text() for one in page.columns._answers]
    assert sorted(texts) == ["Hidden answer 1  (24)", "Hidden answer 2  (24)", "Yes  (24)"]
    assert "/2026" not in page.columns._dates_words.text()
    assert box.accessibleDescription() == "First values: Hidden"
    page.session.hide_names(hidden=False)
    assert focused() is box
    assert "Mill Way" in box.accessibleDescription()
    assert answer_box(page, "Only before the hand-in").text().startswith("Only before")


def test_a_yes_holds_for_one_channel_and_can_be_taken_from_a_usual_word(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Full name,Mail?,Post?\nJoan Hart,Gern,Gern\nIvo Fenn,Yes,Yes\n")
    opened(page, qtbot, path)
    page.show_columns()
    page.columns.choose("Mail?", "opt:email")
    page.columns.choose("Post?", "opt:post")
    answer_box(page, "Gern").setChecked(True)
    answer_box(page, "Yes", "post").setChecked(False)
    page.prepare()
    wait(page, qtbot)
    assert [line.entry.opt_ins for line in page.proposal.new] == [("email",), ("email",)]
    assert page.proposal.unclear == {("Post?", "Gern"): 1, ("Post?", "Yes"): 1}
    page.bring_in()
    opened(page, qtbot, path)
    assert page.columns.mapping.answers == page.mapping.answers != ()
    assert not answer_box(page, "Yes", "post").isChecked()


def test_the_third_step_closes_when_the_second_is_no_longer_answered(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    compared(page, qtbot, write_form(tmp_path / "form.csv", 60))
    third = page.stepper.steps._buttons["then"]
    page.show_columns()
    assert third.isEnabled()
    page.columns.order.choose("")
    page.columns._check()
    assert not third.isEnabled()
    assert page.stepper.steps.choice == page.step == "where"


def test_another_file_is_refused_while_one_is_compared_and_forgotten(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    first = write_form(tmp_path / "form.csv", 60)
    compared(page, qtbot, first)
    page.prepare()
    page.open_file(write_form(tmp_path / "other.csv", 10))
    assert page._path == first
    assert page.banner.text
    wait(page, qtbot)
    assert (page.banner.text, page.found.file) == ("", "form.csv")


def test_a_typed_source_outlives_another_preset(page: Any, qtbot: Any, tmp_path: Path) -> None:
    opened(page, qtbot, write_form(tmp_path / "form.csv", 10))
    for preset, source in (("table", "table"), ("google-forms", "Autumn"), ("table", "Autumn")):
        page.file.presets.setCurrentIndex(page.file.presets.findData(preset))
        page._choose_preset()
        assert page.file.source.text() == source
        page.file.source.setText("Autumn")
    opened(page, qtbot, write_form(tmp_path / "other.csv", 10))
    assert page.file.source.text() == "google-forms"


def test_refused_rows_are_written_once_their_number_was_said(
    page: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drive: Any
) -> None:
    from PySide6.QtWidgets import QFileDialog

    from app.ui.widgets.importing.refused_dialog import RefusedDialog

    out = tmp_path / "refused.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    compared(page, qtbot, write_form(tmp_path / "form.csv", 120))
    said: list[str] = []
    drive(lambda dialog: said.append(dialog.words.text()))
    page.outcome.save_button.click()
    assert "the rows of 2 people" in said[0]
    assert not out.exists()
    monkeypatch.setattr(RefusedDialog, "exec", lambda _: 1)
    page.outcome.save_button.click()
    assert out.exists()


def test_the_keyboard_goes_through_the_steps_as_they_are_read(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    compared(page, qtbot, write_form(tmp_path / "form.csv", 120))
    page.show_columns()
    for fields in (
        page.file.fields, page.outcome.fields, [*page.columns.fields, page.columns.next_button]
    ):  # fmt: skip
        chain, one = [], page.stepper.steps._buttons["then"]
        while one is not fields[-1]:
            one = one.nextInFocusChain()
            if one in fields:
                chain.append(one)
        assert chain == fields
    box = page.columns._boxes[0]
    assert page.columns._dates.y() < page.columns._card.y()
    assert [one.buddy() for one in box.parent().findChildren(type(page.subtitle))] == [box]


def test_without_a_petition_the_page_says_why_no_file_is_taken(life: Any, tmp_path: Path) -> None:
    life.show_campaign(open_copy(tmp_path / "campaign"))
    file = life.window.page("importing").file
    assert not file.choose_button.isEnabled()
    assert file._empty._how.text().startswith("Write a petition first")


def test_a_comparison_that_was_stopped_is_made_before_anything_is_written(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    compared(page, qtbot, write_form(tmp_path / "form.csv", 60))
    page.outcome.option.setChecked(True)
    page.session.jobs.cancel()
    wait(page, qtbot)
    assert page.outcome.isEnabled()
    page.outcome.bring_in_button.click()
    wait(page, qtbot)
    assert raw(page) == 0
    page.outcome.bring_in_button.click()
    assert raw(page) == 59
