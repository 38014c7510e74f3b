"""Letters looked at page by page, saved and confirmed; labels for them from the fifth on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import WrittenName
from app.domain.signature import RowEntry
from app.operations.community import consents, contacts, segments
from tests.campaigns import NOW
from tests.documents.pdfs import words
from tests.journeys.test_mailing import fill


@pytest.fixture
def filled(window: Any, qtbot: Any) -> Any:
    """The window over the practice contacts, with its page in front."""
    window.people = fill(window.session.campaign)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("mailing")
    return window


def saved(window: Any, qtbot: Any, out: Path) -> str:
    window.page("mailing").save_to(out)
    qtbot.waitUntil(lambda: out.exists() and not window.session.jobs.running, timeout=10_000)
    return words(out.read_bytes())


def invite(page: Any) -> None:
    page.letters.choose("invitation")
    given = {"occasion": "Supper", "when": "5 December", "where": "the hall", "ko.when": "12월 5일"}
    for key, text in given.items():
        page.letters._asked[key].set_text(text)
    page.look()


def test_an_empty_page_says_what_it_is_for(window: Any) -> None:
    window.show_page("mailing")
    page = window.page("mailing")
    assert not page.empty.isHidden()
    assert page.both.isHidden()


def _hand_in_names_it(filled: Any) -> None:
    store = filled.session.store
    with store.step("Add"):
        entry = RowEntry(0, "Ann", "1 Quince Road", "KT3 8QD", origin="online")
        store.signatures.add_many(store.petitions.get("asylum").id, [(None, entry)])
    filled.show_page("hand_in")
    said = [one.text() for one in filled.page("hand_in").findChildren(QLabel)]
    assert "Letters, names and addresses" in said
    filled.show_page("mailing")


def _envelopes_for_what_went_out(page: Any) -> None:
    page.show_kind("letters")
    assert page.following.isHidden()
    page.show_kind("envelopes")
    assert page.audience.isVisibleTo(page)
    page.following.made.setCurrentIndex(1)
    page.following.made.activated.emit(1)
    assert page.following.made.currentText().startswith("1: Invitation, 12 contacts")
    assert (page.post.follows, page.post.people, page.audience.isHidden()) == (1, 12, True)


def _who_is_at_risk_is_asked_about_again(filled: Any, qtbot: Any, out: Path) -> None:
    page = filled.page("mailing")
    filled.session.undo()
    assert not page.strip.isHidden()
    page.following.at_risk.setChecked(True)
    saved(filled, qtbot, out)
    assert not page.following.at_risk.isChecked()
    for _ in range(2):
        filled.session.undo()
    gone = (page.follows, page.kinds.choice, filled.session.store.outreach.all())
    assert gone == (0, "letters", [])


def test_letters_labels_for_them_and_the_confirmation(
    filled: Any, qtbot: Any, tmp_path: Path
) -> None:
    page, store = filled.page("mailing"), filled.session.store
    page.letters.choose("invitation")
    page.look()
    assert "asks for “What it is”" in page.problem.text()
    assert not page.save.isEnabled()
    invite(page)
    assert page.problems.isHidden()
    assert page.said.text().startswith("12 letters for 12 contacts.")
    qtbot.waitUntil(lambda: page.preview.paper.image is not None, timeout=10_000)
    assert page.preview.place.text() == "Letter 1 of 12"
    page.preview.after.click()
    assert page.preview.place.text() == "Letter 2 of 12"
    shown = saved(filled, qtbot, tmp_path / "letters.pdf")
    assert "Supper, on 5 December, at the hall" in shown
    assert "Supper에 모시고 싶습니다. 때는 12월 5일, 곳은 the hall입니다." in shown
    assert "Dear Grace Adeyemi," in shown
    assert "Rim" not in shown

    assert "Outreach 1, Invitation, 12 contacts" in page.strip._words.text()
    page.strip.labels.click()
    assert page.kinds.choice == "labels"
    assert not page.following.isHidden()
    page.labels.grid.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.labels.grid, Qt.Key.Key_Right)
    qtbot.keyClick(page.labels.grid, Qt.Key.Key_Down)
    assert page.labels.start.value() == 6
    assert page.labels.grid.accessibleDescription() == "Label 6 of 21: row 2, column 3"
    page.labels.start.setValue(5)
    page.look()
    assert page.post.pages == 1
    labels = saved(filled, qtbot, tmp_path / "labels.pdf")
    assert "The Kim and Ri family 12 Cobnut Close NEW MALDEN KT3 8PL" in labels
    assert len(store.outreach.all()) == 1

    _hand_in_names_it(filled)
    page.strip.confirm.click()
    assert page.strip.isHidden()
    grace = filled.people["Grace Adeyemi"].id
    assert [one.outcome for one in store.interactions.of_contact(grace)] == ["sent"]
    _envelopes_for_what_went_out(page)
    _who_is_at_risk_is_asked_about_again(filled, qtbot, tmp_path / "envelopes.pdf")


def test_a_field_that_is_empty_for_some_is_said_with_a_choice(filled: Any, tmp_path: Path) -> None:
    from app.domain.outreach.letter import LetterText
    from app.operations.outreach import letter_templates

    page = filled.page("mailing")
    text = LetterText("Role", "As {role}, you know.")
    letter_templates.keep_template(filled.session.store, "letter", "role", {"en": text})
    page.letters.choose("role")
    page.look()
    assert page.problem.text().startswith("{role} is empty for ")
    assert not page.save.isEnabled()
    page.leave_out.click()
    assert page.save.isEnabled()
    assert "Left out because a field is empty" in page.said.text()
    page.letters.choose("thanks")
    page.look()
    assert not page.letters.unsigned.isHidden()
    assert "not known to have signed" in page.said.text()
    number = len(page.post.pieces)
    page.letters.unsigned.click()
    page.look()
    assert len(page.post.pieces) > number
    assert "{count} is empty for everybody" in page.problem.text()
    assert page.leave_out.isHidden()


def test_an_address_that_does_not_fit_is_said_with_a_choice(filled: Any) -> None:
    page, store = filled.page("mailing"), filled.session.store
    grace = filled.people["Grace Adeyemi"]
    lines = ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch House", *"ABCDEFG")
    contacts.change(store, replace(grace, addresses=(replace(grace.address, lines=lines),)))
    page.show_kind("labels")
    page.labels.choose("L7651")
    page.look()
    assert f"for contact {grace.number}:" in page.problem.text()
    assert not page.save.isEnabled()
    assert page.all_the_same.isHidden()
    page.leave_out.click()
    assert page.save.isEnabled()
    assert f"the address does not fit: contact {grace.number}" in page.said.text()

    contacts.change(store, replace(grace, names=(WrittenName("𠮷野家"),)))
    page.show_kind("letters")
    page.letters.choose("host")
    page.look()
    assert f"U+20BB7 in the name or address of contact {grace.number}" in page.problem.text()
    assert not page.save.isEnabled()
    page.all_the_same.click()
    assert page.save.isEnabled()
    page.letters.choose("host")
    page.look()
    page.leave_out.click()
    assert "no font of the program can print" in page.said.text()


def test_consent_withdrawn_after_the_preview_stops_the_file_and_then_labels_are_printed(
    filled: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui import printer

    page, store = filled.page("mailing"), filled.session.store
    page.show_kind("labels")
    topic = Topic("post", "news", store.petitions.get("asylum").id)
    before = page.post
    consents.record(
        store, filled.people["Grace Adeyemi"], topic, Evidence("spoken", date(2026, 11, 23)),
        given=False, now=NOW,
    )  # fmt: skip
    assert "withdrew their consent: 1" in page.audience.said.text()
    page.post = before
    page.save_to(tmp_path / "labels.pdf")
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=10_000)
    assert "Since the preview 1 of 12" in page.banner.text
    assert not (tmp_path / "labels.pdf").exists()
    sent: list[bytes] = []
    monkeypatch.setattr(printer, "choose", lambda _, pdf: pdf)
    monkeypatch.setattr(printer, "send", lambda _, pdf, _device: sent.append(pdf))
    page.look()
    page.print.click()
    qtbot.waitUntil(lambda: bool(sent), timeout=10_000)
    assert "Grace" not in words(sent[0])
    assert [one.kind for one in store.outreach.all()] == ["labels"]


def _read_left_out(filled: Any, page: Any, drive: Callable[..., None]) -> None:
    """People at risk stand there by their number."""
    found: list[tuple[str, ...]] = []

    def read(dialog: Any) -> None:
        rows = dialog.rows
        found.extend(
            tuple(rows.item(row, column).text() for column in range(3))
            for row in range(rows.rowCount())
        )

    drive(read)
    page.audience.who.click()
    rim = filled.people["Rim Myong-chol"].number
    assert (f"C{rim}", f"Contact {rim}", "At risk, not asked for") in found
    assert not any("Rim" in name for _, name, _ in found)
    assert any(name == "Winston Gillam" for _, name, _ in found)


def choose(box: QComboBox, words: str) -> None:
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def _who_is_at_risk_is_asked_about_each_time(filled: Any, page: Any) -> None:
    box = page.audience.at_risk

    def elsewhere() -> None:
        filled.show_page("home")
        filled.show_page("mailing")

    for leave in (
        lambda: choose(page.audience.segments, "Every contact"),
        lambda: page.take_people((filled.people["Rim Myong-chol"].id,)),
        lambda: page.show_kind("labels"),
        elsewhere,
    ):
        box.setChecked(True)
        page.look()
        leave()
        assert not box.isChecked()
    assert page._current() is None, "what stood there before named one at risk"
    assert "at risk, not asked for: 1" in page.problem.text()


def _a_segment_is_followed_and_missed(store: Any, page: Any, keys: Any) -> None:
    segments.add(store, "Two", contacts=keys, now=NOW)
    choose(page.audience.segments, "Two")
    segments.change(store, "Two", new_name="Both")
    assert page.audience.audience.segment == "Both"
    assert page.post.people == 2
    segments.remove(store, "Both")
    assert "There is no segment “Both” any more" in page.problem.text()
    assert (page.post, page.save.isEnabled()) == (None, False)
    store.undo(NOW)
    assert page.post.people == 2
    segments.remove(store, "Both")
    choose(page.audience.segments, "Every contact")
    assert page.audience.segments.findText("Nobody: choose whom") < 0
    page.look()
    assert page.post.people > 2


def test_people_chosen_elsewhere_are_taken_and_who_is_left_out_is_listed(
    filled: Any, drive: Callable[..., None]
) -> None:
    page = filled.page("mailing")
    _read_left_out(filled, page, drive)
    keys = tuple(filled.people[name].id for name in ("Grace Adeyemi", "Tom Ellery"))
    page.take_people(keys)
    page.show_kind("envelopes")
    assert page.said.text() == "2 envelopes for 2 contacts."
    filled.session.hide_names(True)
    assert page.preview.paper.image is None
    assert "Names are hidden" in page.preview.words.text()
    filled.session.hide_names(False)
    _who_is_at_risk_is_asked_about_each_time(filled, page)
    _a_segment_is_followed_and_missed(filled.session.store, page, keys)


def test_a_letter_and_a_sheet_are_kept_from_their_dialogues(
    filled: Any, drive: Callable[..., None], tmp_path: Path
) -> None:
    page = filled.page("mailing")

    def write(dialog: Any) -> None:
        dialog.name.set_text("supper")
        dialog.body.setPlainText("Hello {nmae}")
        assert "there is no field {nmae}" in dialog.found.text()
        assert not dialog.keep.isEnabled()
        dialog.languages.choices[1].click()
        dialog.title.set_text("저녁")
        dialog.body.setPlainText("{name} 님")
        assert dialog.found.text().startswith("English: In the body of “supper”")
        dialog.languages.choices[0].click()
        assert dialog.body.toPlainText() == "Hello {nmae}", "nothing is lost by looking"
        dialog.body.setPlainText("Hello {name}")
        dialog.reject()
        assert dialog.isVisible()
        assert "not kept yet" in dialog.banner.text
        dialog.keep.click()

    drive(write)
    page._edit("thanks")
    assert page.letters.templates.currentData() == "supper"
    kept = page.letters.template.texts
    assert (kept["en"].body, kept["ko"].body) == ("Hello {name}", "{name} 님")
    page.look()
    assert page.save.isEnabled()

    def measure(dialog: Any) -> None:
        dialog.save_test_to(tmp_path / "test.pdf")
        dialog.name.setText("Ours")
        dialog.spins["rows"].setValue(9)
        assert "A4 is 297 mm high" in dialog.found.text()
        dialog.spins["rows"].setValue(6)
        dialog.keep.click()

    page.show_kind("labels")
    drive(measure)
    page._sheets()
    assert page.labels.sheets.currentData() == "Ours"
    assert (tmp_path / "test.pdf").exists()
    assert page.labels.start.maximum() == 18
    _each_control_has_a_name(filled)


def _each_control_has_a_name(filled: Any) -> None:
    from app.ui.mailing.sheets_dialog import SheetsDialog
    from app.ui.widgets.template_dialog import TemplateDialog

    over = [
        TemplateDialog(filled.session, "email", "news", filled),
        SheetsDialog(filled.session, "3422", filled),
    ]
    invite(filled.page("mailing"))
    for place in (filled.page("mailing"), *over):
        for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox):
            for one in place.findChildren(kind):
                inner = isinstance(one.parent(), (QComboBox, QAbstractSpinBox))
                text = one.text() if isinstance(one, QAbstractButton) else ""
                assert inner or one.accessibleName() or text or one.objectName().startswith("qt_")
    for dialog in over:
        dialog.reject()


def test_many_contacts_are_prepared_beside_the_window(
    filled: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.mailing import page as module

    page = filled.page("mailing")
    page.show_kind("labels")
    assert page.print.isEnabled()
    monkeypatch.setattr(module, "MANY", 5)
    monkeypatch.setattr("app.ui.widgets.asking.LARGE", 5)
    page.reload()
    assert page.audience.asking
    assert page.audience.found is None
    assert not page.print.isEnabled(), "what was chosen before is not printed meanwhile"
    assert (page.post, page.said.text()) == (None, "Preparing the post…"), "nor written"
    qtbot.waitUntil(page.print.isEnabled, timeout=10_000)
    assert page.said.text() == ("8 labels for 12 contacts. 3 in their office, without consent.")
    assert page.audience.said.text().startswith("12 can be reached")
