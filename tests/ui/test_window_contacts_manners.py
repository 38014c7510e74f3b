"""Manners of the Contacts page: names in steps, dialogues, keys, and where the keyboard goes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, Phone, PostalAddress, WrittenName
from app.domain.community.events import Event
from app.domain.community.tasks import Task
from app.operations.community import (
    consents,
    contacts,
    events,
    households,
    relationships,
    segments,
    tasks,
)
from app.ui import menu_entries
from tests.campaigns import NOW
from tests.ui.test_window_contacts import page as page  # noqa: PLC0414  # the fixture
from tests.ui.test_window_contacts import shown as shown  # noqa: PLC0414  # the fixture
from tests.ui.test_window_contacts import words_of


def test_no_step_names_anybody(page: Any) -> None:
    store = page.session.store
    grace, pastor = contacts.get(store, "5"), contacts.get(store, "1")
    labels = []
    evidence = Evidence("spoken", NOW.date(), "Said so at the door")
    for do in (
        lambda: contacts.change(store, replace(grace, role="Singer")),
        lambda: contacts.add(store, replace(grace, id="", number=0), now=NOW),
        lambda: households.keep_name(store, grace, "The Adeyemis"),
        lambda: relationships.relate(store, grace, "parent-of", pastor),
        lambda: relationships.unrelate(store, grace, "parent-of", pastor),
        lambda: consents.record(
            store, grace, Topic("post", "campaigns"), evidence, given=True, now=NOW
        ),
        lambda: tasks.add(store, Task("Phone Grace", contact=grace.id), now=NOW),
    ):
        do()
        labels.append(store.undo_label)
    assert not [one for one in labels if "Grace" in one or pastor.name in one]
    assert "Change contact 5" in labels


def test_names_are_hidden_in_dialogues_too(page: Any, drive: Any, qtbot: Any) -> None:
    session = page.session
    page.show_contact(contacts.get(session.store, "5").id)
    page.window().status.say("Grace Adeyemi is kept", "")

    def type_it(dialog: Any) -> None:
        field = dialog.names.rows[0][0]
        qtbot.keyClicks(field, "Hana")
        qtbot.keyClick(field, Qt.Key.Key_F9)
        assert session.names_hidden
        assert dialog.isVisible()
        assert not field.isVisible()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert not dialog.made
        session.hide_names(False)
        assert (field.isVisible(), field.text()) == (True, "Hana")
        session.hide_names(True)

    drive(type_it)
    page.add()
    assert "Grace" not in words_of(page.window().status)
    opened: list[str] = []
    drive(lambda dialog: opened.append(words_of(dialog)))
    page.log()
    assert "Contact 5" in opened[0]
    assert "Grace" not in opened[0]
    page.name_household()
    assert len(opened) == 1


def test_a_paper_is_read_by_ear_and_hidden_at_once(page: Any, drive: Any, qtbot: Any) -> None:
    session = page.session
    page.show_contact(contacts.get(session.store, "5").id)

    def look(dialog: Any) -> None:
        dialog.hide()
        dialog.setModal(True)  # as it is: F9 is its own alone
        dialog.show()
        paper, room = dialog.paper, dialog.screen().availableGeometry()
        qtbot.waitUntil(lambda: paper.image is not None, timeout=10_000)
        assert "Grace Adeyemi" in paper.accessibleDescription()
        assert paper.hasFocus()
        assert dialog.frameGeometry().height() < room.height()
        qtbot.keyClick(paper, Qt.Key.Key_F9)
        assert (session.names_hidden, paper.isVisible(), paper.image) == (True, False, None)
        assert paper.accessibleDescription() == ""
        session.hide_names(False)
        qtbot.waitUntil(lambda: paper.image is not None, timeout=10_000)

    drive(look)
    page.detail.consents.paper.click()
    values = [one for one in page.detail.facts.findChildren(QLabel)
              if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()]  # fmt: skip
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.window())
    values[-1].setFocus()
    qtbot.keyClick(values[-1], "c", Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("7 Teasel Avenue")
    session.hide_names(True)
    assert "Teasel" not in words_of(page.detail.facts)


def test_escape_asks_once_where_something_is_typed(page: Any, drive: Any, qtbot: Any) -> None:
    def type_it(dialog: Any) -> None:
        qtbot.keyClicks(dialog.names.rows[0][0], "Hana")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "not kept yet" in dialog.banner.text
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    drive(type_it)
    page.add()

    def look(dialog: Any) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    drive(look)
    page.edit()

    def tick(dialog: Any) -> None:
        dialog.marks["at_risk"].click()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    drive(tick)
    page.edit()


def tabbed(first: Any, number: int) -> list[str]:
    """The names of what Tab comes to."""
    found: list[str] = []
    at = first
    while len(found) < number:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and not at.focusProxy():
            found.append(at.accessibleName() or at.text().strip())
        at = at.nextInFocusChain()
    return found


def test_tab_goes_as_the_form_is_read(page: Any, drive: Any) -> None:
    def look(dialog: Any) -> None:
        dialog.phones.more.click()
        QApplication.processEvents()
        names = tabbed(dialog.names.rows[0][0], 40)
        wanted = ["Name as written", "Kind", "Language to write in", "Phone", "Phone 2",
                  "Add another phone", "Email", "Address", "Postcode", "At risk",
                  "Role (optional)", "Notes (optional)", "Cancel", "Add the contact"]  # fmt: skip
        assert [one for one in names if one in wanted][: len(wanted)] == wanted

    drive(look)
    page.add()
    window = page.window()
    window.show_page("segments")
    listing = window.page("segments")
    listing.new_segment()
    listing.builder.add_condition()
    QApplication.processEvents()
    condition = ["What the condition is about", "Whether it holds", "Value",
                 "Take this condition away"]  # fmt: skip
    wanted = ["Name", *condition, *condition, "Add a condition"]
    assert tabbed(listing.builder.name.editor, 10) == wanted
    window.show_page("contacts")
    page.show_contact(contacts.get(page.session.store, "5").id)
    QApplication.processEvents()
    consents_ = tabbed(page.detail.consents.more, 3)
    assert "entr" in consents_[0]
    assert consents_[1:] == ["Record what they agreed to or withdrew", "Withdraw all…"]


def test_the_labels_of_each_way_are_kept_and_changed(page: Any, drive: Any) -> None:
    store = page.session.store
    made = contacts.add(
        store,
        Contact(
            (WrittenName("Hana Lee"),),
            phones=(Phone("07700 900190", label="mobile"),),
            addresses=(PostalAddress(("9 Larch Road", "NEW MALDEN"), "KT3 8QD", "shop"),),
        ),
        now=NOW,
    )
    page.show_contact(made.id)

    def retype(dialog: Any) -> None:
        dialog.phones.rows[0][0].setText("07700 900191")
        dialog.addresses.rows[0][2].setText("home")
        dialog.emails.rows[0][0].setText("hana@lee.example")
        dialog.emails.rows[0][1].setText("work")
        dialog.save()

    drive(retype)
    page.edit()
    kept = contacts.get(store, str(made.number))
    assert (kept.phones[0].number, kept.phones[0].label) == ("+447700900191", "mobile")
    assert (kept.addresses[0].label, kept.emails[0].label) == ("home", "work")


def test_who_is_at_risk_is_shown_only_while_chosen(page: Any) -> None:
    rim, grace = (contacts.get(page.session.store, one).id for one in ("4", "5"))
    page.show_contact(rim)
    page.reveal()
    assert page.detail.name.text() == "Rim Myong-chol"
    page.show_contact(grace)
    page.show_contact(rim)
    assert page.detail.name.text() == "Contact 4"
    page.reveal()
    page.window().show_page("home")
    page.window().show_page("contacts")
    assert page.detail.name.text() == "Contact 4"
    page._choose({4, 23})
    page.merge()
    assert "Show who is at risk" in page.banner.text
    page.reveal()
    assert {contacts.get(page.session.store, "4").id} <= page.model.shown


def test_those_chosen_go_into_a_list_or_to_an_event(page: Any, drive: Any, qtbot: Any) -> None:
    window, store = page.window(), page.session.store
    page.find_words("teasel")
    page.listed.selectAll()
    page.invite()
    assert window.shown == "events"
    assert "plan the event first" in window.page("events").banner.text
    starts = NOW + timedelta(days=3)
    events.add(store, Event("Evening", starts, starts + timedelta(hours=1), "Hall"))
    window.show_page("contacts")
    seen: list[str] = []
    drive(lambda dialog: seen.append(dialog.panel.segments.currentText()))
    page.invite()
    assert seen == ["4 chosen contacts"]
    window.show_page("contacts")

    def put(dialog: Any) -> None:
        dialog.name.set_text("Street")
        dialog.put.click()

    drive(put)
    page.list_them()
    assert len(segments.members(store, segments.get(store, "Street"), NOW.date())) == 4
    window.show_page("segments")
    qtbot.keyClick(window.page("segments"), Qt.Key.Key_Escape)
    assert window.shown == "contacts"


def test_no_key_of_a_page_or_dialogue_is_the_menus(shown: Any) -> None:
    """Qt lets neither of two work."""
    menu = {one.shortcut().toString() for one in shown.findChildren(QAction)} - {""}
    ui = Path(menu_entries.__file__).parent
    for path in ui.glob("*/*.py"):
        made = re.findall(r'\(\(?"((?:Ctrl|Alt|Shift)\+\S+|F\d+)"[,)]', path.read_text("utf-8"))
        if path.parent.name != "welcome" and path.name not in {"step_dialog.py", "keys.py"}:
            assert not menu & set(made), path.name
