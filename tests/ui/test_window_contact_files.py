"""Address books come in and go out through the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.intake.cards.reading import parse_cards
from app.intake.records import reading
from app.intake.records.mapping import channels
from app.operations.campaign import demo_community
from app.operations.community import contact_files
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, open_copy

FILES = Path(__file__).parent.parent / "files" / "contacts"


@pytest.fixture
def page(life: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page over a campaign with one petition and the practice contacts."""
    monkeypatch.setattr(reading, "read_table", reading.parse_file)
    monkeypatch.setattr(contact_files, "read_table", reading.parse_file)
    monkeypatch.setattr(contact_files, "read_cards", parse_cards)
    campaign = open_copy(tmp_path / "campaign")
    petitions.add(campaign.store, commons_wording(), now=NOW)
    demo_community.fill(campaign.store, "asylum", now=NOW)
    life.show_campaign(campaign)
    life.window.show_page("contact_files")
    return life.window.page("contact_files")


def wait(page: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.session.jobs.running, timeout=20_000)


def opened(page: Any, qtbot: Any, path: Path) -> None:
    page.open_file(path)
    wait(page, qtbot)


def names(page: Any) -> set[str]:
    return {one.name for one in page.session.store.contacts.all()}


def cells(page: Any) -> str:
    view = page.outcome.view
    return "\n".join(
        view.item(row, column).text()
        for row in range(view.rowCount())
        for column in range(view.columnCount())
        if view.item(row, column)
    )


def test_an_address_book_has_two_steps_and_comes_in_without_consent(page: Any, qtbot: Any) -> None:
    opened(page, qtbot, FILES / "telephone-2.1-utf8.vcf")
    assert page.step == "what"
    assert "박민준" in page.file._names.text()
    assert not page.file.presets_field.isVisibleTo(page)
    page.session.hide_names(True)
    assert "박민준" not in page.file._names.text()
    page.session.hide_names(False)
    page.file.tags.setText("telephone, 2026")
    page.file.next_button.click()
    wait(page, qtbot)
    assert page.step == "then"
    assert "박민준" in cells(page)
    assert "07700 900201" in cells(page)
    page.session.hide_names(True)
    assert "박민준" not in cells(page)
    assert "07700" not in cells(page)
    page.session.hide_names(False)
    tie = page.outcome.options[1]
    assert tie.isVisibleTo(page)
    assert "New Malden Reading Room" in cells(page)
    tie.setChecked(False)
    wait(page, qtbot)
    assert page.outcome.bring_in_button.accessibleName() == "Bring in 2 contacts"
    tie.setChecked(True)
    wait(page, qtbot)
    assert page.outcome.bring_in_button.accessibleName() == "Bring in 3 contacts"
    page.outcome.bring_in_button.click()
    found = {one.name: one for one in page.session.store.contacts.all()}
    assert found["박민준"].tags == ("2026", "choir", "elder", "telephone")
    assert page.session.store.consents.now(found["박민준"].id) == {}
    assert page.window().shown == "contacts"
    page.session.undo()
    assert "박민준" not in names(page)


def test_a_form_comes_in_with_what_they_agreed_to(page: Any, qtbot: Any, tmp_path: Path) -> None:
    turned = tmp_path / "rows.csv"
    turned.write_text("Name,Not at risk\nJoan Hart,yes\nAda Moss,no\n", encoding="utf-8")
    opened(page, qtbot, turned)
    page.show_columns()
    for target, said in (("at_risk", "All but a plain yes: yes · no"), ("", "yes · no")):
        page.columns.choose("Not at risk", target)
        assert page.columns.view.item(1, 1).text() == said
    opened(page, qtbot, FILES / "form.csv")
    page.file.next_button.click()
    assert page.step == "where"
    assert page.columns.next_button.isEnabled()
    assert not channels(page.columns.mapping)  # a heading alone is no consent
    for _ in range(2):
        page.columns.takes[0].click()
    assert set(channels(page.columns.mapping)) == {"email", "phone"}
    assert not page.columns._offers.isVisibleTo(page)
    page.columns.choose("Timestamp", "")
    assert not page.columns.next_button.isEnabled()
    page._go_to("what")
    page.file.agreed_on.set_text("20/11/2026")
    page.show_columns()
    assert page.columns.next_button.isEnabled()
    page.columns.choose("Timestamp", "agreed_on")
    page.columns.next_button.click()
    wait(page, qtbot)
    found = page.proposal
    assert (len(found.new), len(found.different), len(found.agreements)) == (2, 1, 4)
    assert page.outcome.bring_in_button.accessibleName() == "Bring in 2 contacts"
    assert not page.outcome.options[1].isVisibleTo(page)  # the form names no organisation
    page.outcome.option.setChecked(True)
    wait(page, qtbot)
    assert [one.contact.name for one in page.proposal.updated] == ["Kim Ha-neul"]
    page.outcome.bring_in_button.click()
    kim = next(one for one in page.session.store.contacts.all() if one.name == "Kim Ha-neul")
    assert kim.email == "haneul@kim.example"
    assert len(page.session.store.consents.now(kim.id)) == 3


def test_letters_that_were_found_wrong_are_said(page: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    path.write_bytes("BEGIN:VCARD\nVERSION:2.1\nFN:Zoë Żak\nEND:VCARD\n".encode())
    opened(page, qtbot, path)
    assert "Zoë Żak" in page.file._names.text()
    page.file.letters.setCurrentIndex(page.file.letters.findData("cp1252"))
    page.file.letters.activated.emit(0)
    wait(page, qtbot)
    assert "CP1252" in page.file._facts.text()
    assert "ZoÃ«" in page.file._names.text()


def test_a_file_that_is_no_address_book_says_so(page: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    path.write_text("Name,Email\n", encoding="utf-8")
    opened(page, qtbot, path)
    assert "holds no card" in page.window().page("contact_files").banner.text
    assert page.found is None


def test_the_menu_exports_who_is_listed_or_chosen(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.widgets.contact_export_dialog import ContactExportDialog

    asked: list[int] = []
    monkeypatch.setattr(ContactExportDialog, "exec", lambda self: asked.append(len(self._ids)))
    window = page.window()
    window.show_page("contacts")
    window._on("contacts", "export")
    contacts = window.page("contacts")
    contacts.listed.selectAll()
    contacts.find_words("Kim")
    window._on("contacts", "export")
    assert asked[0] == 20
    assert 0 < asked[1] < 20


def test_contacts_are_exported_sealed_or_with_their_number(
    page: Any, qtbot: Any, tmp_path: Path
) -> None:
    from app.ui.widgets.contact_export_dialog import ContactExportDialog

    dialog = ContactExportDialog(page.session, page)
    assert dialog.save_button.accessibleName() == "Write 17 contacts"
    dialog.save()
    assert "Type a passphrase" in dialog.sealing.passphrase._message.text()
    dialog.sealing.show_way("plain")
    assert not dialog.save_button.isEnabled()
    dialog.at_risk.setChecked(True)
    dialog.stopped.setChecked(True)
    dialog.sealing.number.set_text("18")
    assert not dialog.save_button.isEnabled()
    dialog.sealing.number.set_text("20")
    dialog.format.choose("google")
    dialog._show()
    assert not dialog._version_row.isVisibleTo(dialog)
    assert dialog.save_button.isEnabled()
    dialog.save_to(tmp_path / "contacts.csv")
    wait(page, qtbot)
    text = (tmp_path / "contacts.csv").read_text(encoding="utf-8-sig")
    assert "림명철" in text
    assert "At risk: yes" in text
