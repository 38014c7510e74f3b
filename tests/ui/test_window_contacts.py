"""Contacts in the window: added, found, shown with care, tagged, related and merged by keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit

from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.community.doings import Interaction
from app.domain.signature import RowEntry
from app.operations.campaign.home import figures
from app.operations.community import contacts, interactions
from app.operations.petition import petitions
from app.ui.home.doings import waiting_card
from tests import contact_pictures
from tests.campaigns import NOW, commons_wording
from tests.ui.keyboard import Keyboard, leaps


@pytest.fixture
def shown(window: Any, qtbot: Any) -> Any:
    """The window over a petition, in front."""
    petitions.add(window.session.store, commons_wording(), now=NOW)
    window.session.choose_petition("asylum")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def page(shown: Any) -> Any:
    """The page of the practice contacts, three of them kept twice."""
    contact_pictures.fill(shown.session.campaign, NOW)
    shown.show_page("contacts")
    return shown.page("contacts")


def words_of(widget: Any) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def listed(page: Any) -> list[str]:
    model = page.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def check_name_and_address(dialog: Any) -> None:
    """A family name that is none, the order that is said, a postcode wherever it is typed."""
    dialog.names.rows[0][1].setText("Kimm")
    dialog.names.rows[0][1].editingFinished.emit()
    assert "does not stand in “Kim Min-jun”" in dialog.names.message.text()
    dialog.save()
    assert "does not stand in “Kim Min-jun”" in dialog.banner.text
    dialog.names.rows[0][1].clear()
    order = dialog.names.choices[1][0]
    order.setCurrentIndex(order.findData("given-first"))
    address, code, _ = dialog.addresses.rows[0]
    code.setText("kt3 opl")
    code.editingFinished.emit()
    assert "did you mean KT3 0PL" in dialog.addresses.message.text()
    code.clear()
    address.setText("12 Cobnut Close, kt38pl")
    address.editingFinished.emit()
    assert (address.text(), code.text()) == ("12 Cobnut Close", "KT3 8PL")
    assert "has its own field" in dialog.addresses.message.text()


def test_the_empty_page_leads_to_the_first_contact(shown: Any, drive: Any, qtbot: Any) -> None:
    shown.show_page("contacts")
    page = shown.page("contacts")
    assert "who asked to hear from you" in words_of(page)

    def type_it(dialog: Any) -> None:
        qtbot.keyClick(dialog.names.rows[0][0], Qt.Key.Key_Return)
        assert "needs a name" in dialog.banner.text
        qtbot.keyClicks(dialog.names.rows[0][0], "Kim Min-jun")
        dialog.names.more.click()
        dialog.names.rows[1][0].setText("김민준")
        dialog.names._put_first(dialog.names.rows[1])
        dialog.names._put_first(dialog.names.rows[1])
        check_name_and_address(dialog)
        dialog.emails.rows[0][0].setText("at home")
        dialog._check_emails()
        assert "is no email address" in dialog.emails.message.text()
        dialog.emails.rows[0][0].setText("minjun@kim.example")
        dialog.phones.rows[0][0].setText("07700 900101")
        dialog.tags.set_text("elder, choir")
        qtbot.keyClick(dialog.tags.editor, Qt.Key.Key_Return)
        assert dialog.made

    drive(type_it)
    page.begin.click()
    assert listed(page) == ["Kim Min-jun"]
    [kept] = shown.session.store.contacts.all()
    assert [(one.family, one.order) for one in kept.names] == [
        ("Kim", "family-first"), ("김", "given-first"),
    ]  # fmt: skip
    assert kept.address == PostalAddress(("12 Cobnut Close",), "KT3 8PL")
    assert (kept.tags, kept.phones[0].number) == (("choir", "elder"), "+447700900101")
    assert page.detail.name.text() == "Kim Min-jun"
    assert "김민준" in words_of(page.detail)
    shown.session.undo()
    assert "who asked to hear from you" in words_of(page)


def test_a_change_keeps_what_the_form_does_not_show(page: Any, drive: Any) -> None:
    store = page.session.store
    page.show_contact(contacts.get(store, "5").id)
    before = contacts.get(store, "5")
    drive(lambda dialog: dialog.save())
    page.edit()
    assert contacts.get(store, "5") == before
    drive(lambda dialog: (dialog.role.set_text("Treasurer"), dialog.save()))
    page.edit()
    assert contacts.get(store, "5").role == "Treasurer"


def test_who_is_kept_already_is_said_when_they_are_added(page: Any, drive: Any) -> None:
    def type_it(dialog: Any) -> None:
        dialog.names.rows[0][0].setText("Grace Adeyemi")
        dialog.addresses.rows[0][0].setText("7 Teasel Avenue")
        dialog.addresses.rows[0][1].setText("KT3 8QD")
        dialog.save()

    said: list[str] = []
    page.session.said.connect(said.append)
    drive(type_it)
    page.add()
    assert said[-1] == "The contact is added; it may be contact 5 already: see Kept twice"
    assert page.doubles.text().strip() == "Kept twice (1)"


def test_they_are_found_and_filtered(page: Any, qtbot: Any) -> None:
    assert listed(page)[-1] == "Contact 4", "no place among the names"
    page.listed.setFocus()
    Keyboard().type("b")
    search: QLineEdit = page.filters.search
    assert QApplication.focusWidget() is search
    page.listed.setFocus()
    QApplication.processEvents()
    assert page.listed.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for committed, composing in (("", "혀"), ("혜", "ㄱ"), ("", "경")):
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QApplication.sendEvent(page.listed, event)
        assert QApplication.focusWidget() is page.listed, "a syllable would be torn"
    assert search.text() == "혜경"
    Keyboard().type("경")
    assert (QApplication.focusWidget(), search.text()) == (search, "혜경")
    page.listed.setFocus()
    QApplication.sendEvent(page.listed, QInputMethodEvent())
    assert search.text() == "혜경", "an input method that falls silent clears nothing"
    page.find_words("혜경")
    assert listed(page) == ["Park Hye-kyung"]
    assert page.foot.text() == "1 of 23 match"
    page.clear_filter()
    page.filters.kinds.setCurrentIndex(page.filters.kinds.findData("church"))
    page.filters.kinds.activated.emit(0)
    assert listed(page) == ["New Malden Hope Church"]
    page.filters.marks.setCurrentIndex(page.filters.marks.findData("none"))
    page.filters.marks.activated.emit(0)
    assert page.detail.name.text() == "New Malden Hope Church"
    page.find_words("nobody at all")
    assert page.nobody.isVisible()
    assert page.detail.contact is None


def test_nobody_at_risk_is_named_until_it_is_asked(page: Any) -> None:
    rim = contacts.get(page.session.store, "4")
    said = Interaction(rim.id, "visit", NOW, "in", note="a sister in Hyesan", answer="wanted")
    interactions.log(page.session.store, said)
    page.show_contact(rim.id)
    assert page.detail.name.text() == "Contact 4"
    assert "Hyesan" not in words_of(page)
    assert "“Show” shows the note" in words_of(page)
    found = figures(page.session.store, "asylum", now=NOW)
    card = waiting_card(page.session, found, NOW.date(), page.show_contact)
    told = "\n".join(one.text() for one in card.findChildren(QLabel))
    assert "Visit" in told
    assert "Hyesan" not in told
    text = words_of(page) + "\n".join(listed(page))
    assert "림명철" not in text
    assert "900104" not in text
    page.edit()
    assert "at risk" in page.banner.text
    page.detail.show_button.click()
    assert page.detail.name.text() == "Rim Myong-chol"
    assert "Hyesan" in words_of(page)
    page.session.hide_names(True)
    names = "\n".join(listed(page)) + words_of(page)
    assert "Rim" not in names
    assert "Grace" not in names
    page.session.hide_names(False)
    page.leave()
    page.reload()
    assert page.detail.name.text() == "Contact 4"


def test_many_are_tagged_and_handed_on(page: Any, drive: Any) -> None:
    page.find_words("teasel")
    page.listed.selectAll()
    assert page.several.words.text() == "4 chosen"
    drive(lambda dialog: (dialog.word.set_text("teasel street"), dialog.give.click()))
    page.tag()
    assert dict(page.session.store.contacts.tags())["teasel street"] == 4
    assert page.session.store.undo_label == "Tag 4 contacts"
    handed = []
    page.people_for.disconnect()
    page.people_for.connect(lambda key, ids: handed.append((key, len(ids))))
    page.write_letters()
    page.call()
    page.draft()
    assert handed == [("mailing", 4), ("rounds", 4), ("drafts", 4)]


def test_ties_and_the_household_are_said_and_changed(page: Any, drive: Any, qtbot: Any) -> None:
    page.show_contact(contacts.get(page.session.store, "2").id)
    said = words_of(page.detail.home)
    assert "says “Kim Min-jun, Ri Soon-ja, Kim Ha-neul and 김민준”, and in Hangul “김민준·" in said
    drive(lambda dialog: (dialog.name.set_text("Cobnut House"), dialog.save()))
    page.name_household()
    assert "Cobnut House" in words_of(page.detail.home)

    def relate(dialog: Any) -> None:
        dialog.kind.editor.setCurrentIndex(dialog.kind.editor.findData("parent-of"))
        dialog.search.setText("ha-neul")
        dialog.save()

    drive(relate)
    page.relate()
    assert "Parent of" in words_of(page.detail.ties)
    links = [one for one in page.detail.ties.findChildren(QAbstractButton) if one.isVisible()]
    gone = next(one for one in links if one.accessibleName().startswith("Forget: Parent of"))
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.window())
    gone.setFocus()
    qtbot.keyClick(gone, Qt.Key.Key_Space)
    assert "Parent of" not in words_of(page.detail.ties)
    assert page.detail.ties.isAncestorOf(QApplication.focusWidget())


def test_two_chosen_are_merged_as_they_are_seen(page: Any, drive: Any) -> None:
    store = page.session.store
    page.find_words("cobnut")
    page.listed.selectAll()
    page.merge()
    assert "exactly two" in page.banner.text
    page._choose({1, 21})

    def merge(dialog: Any) -> None:
        dialog.table.choices["names"][1].click()
        assert "김민준\nKim Min-jun" in words_of(dialog.table)
        dialog.merge_button.click()

    drive(merge)
    page.merge()
    assert contacts.get(store, "21").name == "김민준"
    assert page.detail.contact.number == 1


def test_pairs_are_judged_by_keys(page: Any, qtbot: Any) -> None:
    store, window = page.session.store, page.window()
    window.show_page("contact_doubles")
    doubles = window.page("contact_doubles")
    assert doubles.first.isVisible()
    doubles.first.setFocus()
    qtbot.keyClick(doubles.first, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: doubles.pair is not None and not page.session.jobs.running)
    qtbot.waitUntil(lambda: doubles.isAncestorOf(QApplication.focusWidget()))
    assert doubles.table.choices
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert leaps(doubles) == []
    doubles.setFocus()
    assert len(doubles.pairs) == 3
    keyboard = Keyboard()
    at = next(at for at, one in enumerate(doubles.pairs) if one.a.at_risk)
    for _ in range(at):
        keyboard.press("Right")
    said = words_of(doubles)
    assert "Rim" not in said
    assert "One of these two" in said
    assert "known, but another" in said, "what differs is told without what it says"
    number = doubles.pair.b.number
    keyboard.press("2")
    assert len(doubles.pairs) == 2, "one may decide by the numbers"
    merged = contacts.get(store, str(number))
    assert (merged.at_risk, merged.names[0].text, merged.names[1].text) == (
        True, "Rim Myong Chol", "Rim Myong-chol"), "the kept one's name comes first"  # fmt: skip
    keyboard.press("U")
    while not doubles.pair.a.at_risk:
        keyboard.press("Left")
    keyboard.press("S")
    assert "Rim Myong-chol" in words_of(doubles)
    keyboard.press("N")
    assert len(doubles.pairs) == 2
    keyboard.press("2")
    assert len(doubles.pairs) == 1
    keyboard.press("U")
    assert len(doubles.pairs) == 2
    while doubles.pairs:
        keyboard.press("1")
    assert store.contacts.count(page.filters.query.__class__()) == 21
    assert "left to judge" in words_of(doubles)


def test_find_anything_offers_where_the_words_are(page: Any, qtbot: Any) -> None:
    window, store = page.window(), page.session.store
    window.show_page("home")
    window.find_anything("adeyemi")
    assert window.shown == "contacts"
    assert page.detail.name.text() == "Grace Adeyemi"
    with store.step("Sign"):
        record = store.petitions.get("asylum")
        store.signatures.add(record.id, None, RowEntry(0, "Grace Adeyemi", "7 A", "KT3 8QD"))
    window.show_page("home")
    window.find_anything("adeyemi")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [one.text() for one in menu.actions()] == ["Contacts (1)", "Signatures (1)"]
    assert window.shown == "home"
    menu.actions()[1].trigger()
    menu.close()
    assert window.shown == "signatures"
    window.find_anything("nobody at all")
    assert window.shown == "signatures"


def test_very_many_are_listed_by_pages(shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.ui.contacts import model

    monkeypatch.setattr(model, "PAGE", 10)
    store = shown.session.store
    made = [Contact((WrittenName(f"Person {at:04}"),), added_at=NOW) for at in range(1000)]
    with store.step("Add many"):
        store.contacts.add_many(made)
    shown.show_page("contacts")
    page = shown.page("contacts")
    assert page.model.rowCount() == 1000
    assert len(page.model._pages) <= 4, "only what is in sight is read"
    assert page.model.data(page.model.index(999, 0)) == "Person 0999"
    for row in range(0, 1000, 10):
        page.model.contact(row)
    assert len(page.model._pages) <= 20
    page.show_contact(store.contacts.by_number(777).id)
    assert page.listed.currentIndex().row() == 776


def test_each_control_has_a_name_and_tab_reaches_the_list(page: Any, qtbot: Any) -> None:
    from app.ui.contacts.form import ContactForm

    page.show_contact(contacts.get(page.session.store, "1").id)
    form = ContactForm(page, page.session, contacts.get(page.session.store, "1"))
    for place in (page, form):
        for kind in (QAbstractButton, QComboBox, QLineEdit):
            for one in place.findChildren(kind):
                inner = isinstance(one.parent(), QComboBox)
                text = one.text() if isinstance(one, QAbstractButton) else ""
                assert inner or one.accessibleName() or text or one.objectName().startswith("qt_")
    form.reject()
    page.filters.search.setFocus()
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.listed
