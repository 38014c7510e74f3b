"""Consent in the window: recorded, withdrawn, printed; slips and opt-ins; segments built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSpinBox,
)

from app.domain.community.consent import Topic
from app.domain.community.segment import Condition
from app.domain.sheet import Order
from app.domain.signature import RowEntry
from app.operations.campaign.demo_community import fill
from app.operations.community import contacts, segments
from app.operations.counting import signatures
from app.operations.paper import printing
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording
from tests.documents.pdfs import words


@pytest.fixture
def filled(window: Any, qtbot: Any, tmp_path: Path) -> Any:
    """The window over the practice contacts and two sheets with slips."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    store = window.session.store
    petitions.add(store, commons_wording(), now=NOW)
    made = printing.print_batch(
        store, "asylum", Order(2, shape="two-part"), out=tmp_path / "s.pdf", now=NOW
    )
    window.codes = made.codes
    fill(store, "asylum", now=NOW)
    window.session.choose_petition("asylum")
    return window


def card_of(window: Any, number: int) -> Any:
    """The card of consents of a contact, shown in Contacts."""
    window.show_page("contacts")
    page = window.page("contacts")
    page.show_contact(contacts.get(window.session.store, str(number)).id)
    return page.detail.consents


def test_consent_is_recorded_and_withdrawn(filled: Any, drive: Any) -> None:
    card = card_of(filled, 6)
    store = filled.session.store

    def agree(dialog: Any) -> None:
        assert not dialog.keep.isEnabled()
        dialog.channels.boxes["text"].setChecked(True)
        dialog.channels.boxes["email"].setChecked(True)
        dialog.known.how.editor.setCurrentIndex(0)
        dialog.known.reference.set_text("nowhere")
        dialog.keep.click()
        assert "on which sheet and row" in dialog.banner.text
        dialog.known.reference.set_text(f"{filled.codes[0]} 3")
        dialog.known.day.set_text("20/11")
        dialog.known.wording.editor.setCurrentIndex(1)
        dialog.keep.click()

    drive(agree)
    card.record.click()
    entry = store.consents.of_contact(contacts.get(store, "6").id)[-1]
    assert entry.evidence.reference == f"{filled.codes[0]} slip 3"
    assert entry.evidence.wording.startswith("This part stays with us")
    assert "Keep the consent of" in store.undo_label
    card = card_of(filled, 6)
    card.more.click()
    assert card.history.isVisible()
    drive(lambda dialog: dialog.deed.click())
    card.withdraw.click()
    kept = store.consents.now(contacts.get(store, "6").id)
    assert set(kept.values()) == {False}
    assert Topic("post", "news") in kept, "of any petition"


def test_what_is_kept_is_saved(
    filled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.widgets.print_dialog import PrintDialog

    def look(dialog: PrintDialog) -> None:
        assert dialog.language == "ko", "theirs"
        assert "동의" in words(dialog.pdf)
        dialog.way = "save"

    monkeypatch.setattr(PrintDialog, "exec", look)
    out = str(tmp_path / "kept.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (out, ""))
    card_of(filled, 1).paper.click()
    assert "김민준" in words((tmp_path / "kept.pdf").read_bytes())
    assert filled.session.store.db.execute("SELECT document FROM export").fetchall()


def test_one_slip_after_the_other_is_kept(filled: Any, drive: Any) -> None:
    store, code = filled.session.store, filled.codes[0]
    entry = RowEntry(1, "이순자", "12 Larch Road, New Malden", "KT3 8QD")
    signatures.add(store, "asylum", code, entry, now=NOW)

    def slips(dialog: Any) -> None:
        dialog.code.set_text(code.lower())
        dialog.code.left.emit()
        assert (dialog.code.text, dialog.name.text) == (code, "이순자")
        assert not dialog.next.isEnabled()
        dialog.channels.boxes["post"].setChecked(True)
        dialog.next.click()
        assert (dialog.number.value(), dialog.name.text) == (2, "")
        assert not dialog.channels.chosen
        dialog.name.set_text("Ann Larkin")
        dialog.phone.set_text("020 7946 0200")
        dialog.channels.boxes["phone"].setChecked(True)
        dialog.keep.click()

    drive(slips)
    filled.show_page("enter")
    filled.page("enter").keep_in_touch()
    first, second = (contacts.get(store, number) for number in ("21", "22"))
    assert (first.name, first.address.postcode, second.phone) == (
        "이순자", "KT3 8QD", "020 7946 0200",
    )  # fmt: skip
    [said] = store.consents.of_contact(second.id)
    assert (said.topic.channel, said.evidence.reference) == ("phone", f"{code} slip 2")
    filled.session.undo()
    assert store.contacts.by_number(22) is None


def test_who_agreed_on_a_form_becomes_a_contact(filled: Any, drive: Any) -> None:
    store = filled.session.store
    filled.show_page("contacts")
    strip = filled.page("contacts").opt_ins
    assert not strip.isVisible()
    with store.step("Import"):
        petition = store.petitions.get("asylum").id
        for at in range(3):
            one = RowEntry(0, f"Ann Larkin {at}", origin="online", opt_ins=("email",),
                           email=f"a{at}@x.example", external_id=str(at))  # fmt: skip
            store.signatures.add(petition, None, one)
    assert strip.isVisible()
    assert strip.words.text().startswith("3 signatories agreed")

    def make(dialog: Any) -> None:
        dialog.wording.set_text("Tell me what becomes of it")
        assert dialog.make.text().strip() == "Keep 3 opt-ins"
        dialog.make.click()

    drive(make)
    strip.open.click()
    assert not strip.isVisible()
    assert store.contacts.by_number(23)


def test_a_segment_is_built_saved_and_used(filled: Any, qtbot: Any) -> None:
    filled.show_page("segments")
    page, builder = filled.page("segments"), filled.page("segments").builder
    assert page.empty.isVisible()
    page.new_segment()
    row = builder.rows[0]
    assert row.condition.values
    row.field.setCurrentIndex(row.field.findData("language"))
    row.field.activated.emit(0)
    row.choice.setCurrentIndex(row.choice.findData("ko"))
    row.choice.activated.emit(0)
    qtbot.waitUntil(lambda: builder.people.rowCount() == 8)
    assert "Contact 4" in [builder.people.item(at, 1).text() for at in range(8)]
    builder.add_condition()
    second = builder.rows[1]
    second.field.setCurrentIndex(second.field.findData("district"))
    second.field.activated.emit(0)
    builder.count()
    assert builder.said.text() == "Not finished"
    qtbot.keyClicks(second.typed, "kt3")
    builder.count()
    assert not builder.save_button.isEnabled()
    builder.name.set_text("Readers of Korean")
    builder.save_button.click()
    store = filled.session.store
    kept = segments.get(store, "Readers of Korean")
    assert [(one.field, one.values) for one in kept.conditions] == [
        ("language", ("ko",)), ("district", ("KT3",)),
    ]  # fmt: skip
    number = segments.counted(store, kept, NOW.date()).number
    assert page.table.item(0, 1).text() == str(number) > "0"
    taken: list[Any] = []
    page.people_for.disconnect()
    page.people_for.connect(lambda key, keys: taken.append((key, len(keys))))
    builder.uses["mailing"].click()
    assert taken == [("mailing", number)]
    filled.session.hide_names(True)
    assert "Contact 1" in [builder.people.item(at, 1).text() for at in range(number)]
    filled.session.hide_names(False)
    _what_is_not_saved_stays_and_is_used(filled, page, taken)
    _remove(page)


def _what_is_not_saved_stays_and_is_used(filled: Any, page: Any, taken: list[Any]) -> None:
    builder, store = page.builder, filled.session.store
    builder.rows[1].typed.setText("kt")
    filled.show_page("contacts")
    contacts.tag(store, [contacts.get(store, "5").id], "abc")
    filled.show_page("segments")
    assert (builder.rows[1].typed.text(), builder.meanwhile.text()) == ("kt", "")
    kept = segments.get(store, "Readers of Korean")
    more = [kept.conditions[0], Condition("district", ("KT",))]
    shown = segments.query_of(store, replace(kept, conditions=tuple(more)), NOW.date())
    builder.uses["mailing"].click()
    assert taken[-1] == ("mailing", store.contacts.count(shown))
    builder.rows[1].typed.setText("nowhere")
    builder.uses["mailing"].click()
    assert "is no postcode district" in page.banner.text
    builder.rows[1].typed.setText("ZZ9")
    builder.uses["mailing"].click()
    assert "Nobody is in it now" in page.banner.text
    segments.change(store, kept.name, new_name="Korean")
    assert "“Korean” was changed meanwhile" in builder.meanwhile.text()
    assert (builder.name.text, builder.rows[1].typed.text()) == ("Korean", "ZZ9")
    assert builder.heading.text() == "Korean"
    segments.remove(store, "Korean")
    assert "“Korean” was removed meanwhile" in builder.meanwhile.text()
    assert builder.remove_button.isHidden()
    page.new_list()
    assert "not saved yet" in page.banner.text
    assert builder.rows[1].typed.text() == "ZZ9"
    builder.save_button.click()
    assert segments.get(store, "Korean").conditions[1].values == ("ZZ9",)
    assert builder.meanwhile.text() == ""
    builder.name.set_text("Other")
    _leaving_takes_two(page, store)


def _leaving_takes_two(page: Any, store: Any) -> None:
    segments.add(store, "Second", contacts=[], now=NOW)
    page.table.selectRow(1)
    assert "not saved yet" in page.banner.text
    QApplication.processEvents()
    assert (page.table.chosen_rows(), page.builder.name.text) == ([0], "Other")
    page.table.selectRow(1)
    assert page.builder.name.text == "Second"
    page.builder.remove_button.click()


def _remove(page: Any) -> None:
    builder = page.builder
    for row in list(builder.rows):
        row.removed.emit(row)
    builder.save_button.click()
    assert "needs a condition" in page.banner.text
    builder.remove_button.click()
    assert page.empty.isVisible()


def test_a_list_takes_chosen_people(filled: Any, drive: Any) -> None:
    store = filled.session.store
    filled.show_page("segments")
    page = filled.page("segments")
    page.new_list()
    builder = page.builder
    builder.name.set_text("Tea on Friday")
    builder.save_button.click()
    builder.number.set_text("9")
    builder.put_in()
    assert builder.said.text() == "1 contact now"
    _contacts_put_people_in_lists(filled, drive)
    filled.show_page("segments")
    assert builder.said.text() == "3 contacts now"
    builder.people.selectRow(0)
    builder.take_out()
    assert len(store.segments.members(segments.get(store, "Tea on Friday").id)) == 2


def _contacts_put_people_in_lists(filled: Any, drive: Any) -> None:
    people, store = filled.page("contacts"), filled.session.store
    filled.show_page("contacts")
    people.take_people(tuple(contacts.get(store, number).id for number in ("6", "7", "9")))
    said: list[str] = []
    filled.session.said.connect(said.append)

    def put(dialog: Any) -> None:
        assert dialog.which.currentText() == "Tea on Friday (1)"
        assert dialog.name.isHidden()
        dialog.put.click()

    drive(put)
    people.list_them()
    assert said[-1] == "2 put in Tea on Friday; 1 was in it already"
    drive(lambda dialog: dialog.put.click())
    people.list_them()
    assert said[-1] == "Nothing to change: they are in Tea on Friday already"
    people.show_contact(contacts.get(store, "5").id)

    def put_in_another(dialog: Any) -> None:
        dialog.which.setCurrentIndex(1)
        dialog.which.activated.emit(1)
        dialog.name.set_text("tea on friday")
        dialog.put.click()
        assert "There is a segment “Tea on Friday” already" in dialog.banner.text
        dialog.name.set_text("Drivers")
        dialog.put.click()

    drive(put_in_another)
    people.detail.doings["list_them"].click()
    assert said[-1] == "1 put in Drivers"
    drivers = segments.get(store, "Drivers")
    assert store.segments.members(drivers.id) == [contacts.get(store, "5").id]


def test_many_contacts_are_counted_on_another_thread(
    filled: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.widgets import asking

    monkeypatch.setattr(asking, "LARGE", 5)
    filled.show_page("segments")
    builder = filled.page("segments").builder
    filled.page("segments").new_segment()
    builder.rows[0].field.setCurrentIndex(builder.rows[0].field.findData("deceased"))
    builder.rows[0].field.activated.emit(0)
    builder.count()
    qtbot.waitUntil(lambda: builder.said.text() == "1 contact now")


def test_each_control_has_a_name_and_can_be_reached(filled: Any) -> None:
    from app.ui.widgets.consent_dialog import RecordDialog, WithdrawDialog
    from app.ui.widgets.opt_in_dialog import OptInDialog

    contact = contacts.get(filled.session.store, "5")
    filled.show_page("segments")
    page = filled.page("segments")
    page.new_segment()
    dialogs = [
        RecordDialog(filled.session, contact, page),
        WithdrawDialog(filled.session, contact, page),
        OptInDialog(filled.session, page),
    ]
    for place in (page, *dialogs):
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSpinBox):
            for one in place.findChildren(kind):
                inner = isinstance(one.parent(), (QComboBox, QSpinBox))
                text = one.text() if isinstance(one, QAbstractButton) else ""
                assert inner or one.accessibleName() or text or one.objectName().startswith("qt_")
                assert inner or one.focusPolicy() != Qt.FocusPolicy.NoFocus or not text
    for dialog in dialogs:
        dialog.reject()
