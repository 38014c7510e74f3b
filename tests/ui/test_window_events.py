"""Events in the window, and what followed a hand-in: planned, invited to, told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
)

from app.documents.community.sign_in import event_when
from app.domain.signature import RowEntry
from app.operations.outreach import senders
from app.ui.widgets.page import Errand
from tests.campaigns import NOW
from tests.ui.test_window_doings import button_of, contact, texts
from tests.ui.test_window_doings import community as community  # noqa: PLC0414  # the fixture


def test_an_event_is_planned_and_its_guests_are_marked_by_letters(
    community: Any, qtbot: Any, drive: Any
) -> None:
    community.show_page("events")
    page = community.page("events")
    assert page.chosen.title == "Signing table, Hope Church"
    table = page.detail.guests
    table.clearSelection()
    qtbot.keyClick(table, Qt.Key.Key_C)
    assert "No guest is selected" in page.banner.text
    table.selectRow([one.name for one in table.people].index("Choi Ye-rin"))
    qtbot.keyClick(table, Qt.Key.Key_C)
    assert "8 invited: 4 coming, 1 not coming, 3 no answer" in texts(page)
    assert [table.people[row].name for row in table.chosen_rows()] == ["Choi Ye-rin"]
    page.detail.keys["came"].click()
    assert "nobody came yet" in texts(page)

    def plan(dialog: Any) -> None:
        dialog.words.set_text("Tea and letters")
        dialog.day.set_text("05/12")
        dialog.starts.set_text("14:00")
        dialog.ends.set_text("13:00")
        dialog.keep.click()
        assert "before it begins" in dialog.banner.text
        dialog.ends.set_text("16:00")
        dialog.keep.click()

    drive(plan)
    page.add()
    assert page.chosen.title == "Tea and letters"
    assert "Nobody is invited yet" in texts(page)


def test_an_event_keeps_its_petition_and_invites_by_it(community: Any, drive: Any) -> None:
    from dataclasses import replace

    from app.operations.community import events

    store, first = community.session.store, community.session.petition
    with store.step("Write"):
        store.petitions.add(replace(first.wording, ref="other", title="Buses"), "0" * 64, NOW)
    other = store.petitions.get("other")
    community.show_page("events")
    page = community.page("events")

    def choose(dialog: Any) -> None:
        assert dialog.petitions.currentData() == first.id
        dialog.petitions.setCurrentIndex(dialog.petitions.findText("Buses"))
        dialog.keep.click()

    drive(choose)
    page.change()
    drive(lambda dialog: dialog.keep.click())
    page.change()
    assert page.chosen.petition == other.id

    def invite(dialog: Any) -> None:
        assert "Buses" in texts(dialog)
        assert dialog.panel.audience.topic.petition == other.id
        found = events.whom(store, page.chosen, dialog.panel.audience).reached
        shown = dialog.panel.found
        assert [one.contact.id for one in shown.left_out] == [
            one.contact.id for one in found.left_out
        ]
        assert len(shown.people) == len(found.people)

    drive(invite)
    page.invite()


def _invite_who_is_new(page: Any, store: Any, drive: Any) -> None:
    def ask(dialog: Any) -> None:
        said = dialog.panel.said.text()
        assert "asked not to be contacted" in said
        assert "8 of them are invited already" in said
        before = len(store.events.guests(page.chosen.id))
        new = len(dialog.panel.found.people) - 8
        assert dialog.keep.text().strip() == f"Invite {new}"
        dialog.keep.click()
        assert len(store.events.guests(page.chosen.id)) == before + new

    def ask_again(dialog: Any) -> None:
        assert dialog.keep.text().strip() == "Nobody new to invite"
        assert not dialog.keep.isEnabled()

    for act in (ask, ask_again):
        drive(act)
        page.invite()


def look_at_invitation(page: Any, drafts: Any) -> None:
    """What the event knows stands in the fields, and in the messages, in each language."""
    assert drafts.form.template.currentData() == "invitation"
    event, fields, store = page.chosen, drafts.form.values, page.session.store
    assert (fields["event"], fields["place"]) == (event.title, event.place)
    assert fields["when"] == event_when(event, "en")
    assert fields["ko.when"].startswith(f"{event.starts.year}년 ")
    drafts.form.asked["news"].set_text("There will be tea.")
    drafts.form.asked["ko.news"].set_text("차를 드립니다.")
    senders.keep(store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    for at, said in ((1, fields["when"]), (2, f"일시는 {fields['ko.when']}"), (2, "차를")):
        drafts.form.language.setCurrentIndex(at)
        drafts.prepare()
        assert said in drafts.preview.message.text


def test_people_are_invited_and_an_event_is_called_off(
    community: Any, drive: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.operations.community import events

    community.show_page("events")
    page, store = community.page("events"), community.session.store
    table = page.detail.guests
    rim = contact(community, "Rim Myong-chol")

    def ask_who(dialog: Any) -> None:
        drive(lambda left: listed.extend(left.rows.item(row, 0).text()
                                         for row in range(left.rows.rowCount())))  # fmt: skip
        dialog.panel.who.click()
        dialog.reject()

    listed: list[str] = []
    drive(ask_who)
    page.invite()
    everybody = {f"C{one.number}" for one in store.contacts.all()}
    _invite_who_is_new(page, store, drive)
    assert len(store.events.guests(page.chosen.id)) + len(listed) >= len(everybody)
    invited = {one.contact for one in store.events.guests(page.chosen.id)}
    assert len(invited) > 10
    assert sum(events.counts(store, page.chosen).values()) == len(invited)
    assert rim.id not in invited
    drive(lambda dialog: dialog.ways[0].click())
    page.tell()
    assert community.shown == "drafts"
    drafts = community.page("drafts")
    assert drafts.audience.segments.currentText() == "5 chosen contacts"
    look_at_invitation(page, drafts)
    community.show_page("events")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "e.ics"), ""))
    page.save_calendar()
    assert "SUMMARY:Signing table" in (tmp_path / "e.ics").read_text()
    page.cancel()
    assert "Cancelled" in texts(page.detail)
    page.cancel()
    assert "Cancelled" not in texts(page.detail)
    community.session.hide_names(True)
    cells = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert all(one.startswith("Contact ") for one in cells)


def test_what_followed_is_noted_and_people_are_told(
    community: Any, drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:

    store, record = community.session.store, community.session.petition
    with store.step("Add"):
        store.signatures.add(record.id, None, RowEntry(0, "Ann", "", "", validity="valid"))
    community.show_page("hand_in")
    page = community.page("hand_in")

    def note(dialog: Any) -> None:
        dialog.steps.setCurrentIndex(dialog.steps.findData("presented"))
        dialog.day.set_text("20/11/2026")
        dialog.keep.click()

    drive(note)
    button_of(page, "Note a step…").click()
    shown = texts(page)
    assert "Presented" in shown
    assert "20/01/2027" in shown
    assert "an expectation, not a rule" in shown

    def way(words: str) -> str:
        """Tells people by that way, and gives the page on which one is then."""
        drive(lambda dialog: button_of(dialog, words).click())
        community.show_page("hand_in")
        button_of(page, "Tell 11 people…").click()
        return str(community.shown)

    assert way("Draft emails… Email, English: 2 contacts") == "drafts"
    drafts = community.page("drafts")
    assert drafts.form.template.currentData() == "news"
    assert drafts.audience.segments.currentText() == "2 chosen contacts"
    assert way("Write letters…") == "mailing"
    letters = community.page("mailing").letters
    assert letters.templates.currentData() == "news"
    fields = letters.asking.values
    assert fields["news"] == "A meeting about the petition was held on 11 November 2026."
    assert fields["ko.news"] == "2026년 11월 11일에 앞으로의 일을 의논했습니다."
    letters.choose("reply")
    assert letters.asking.values["next"].startswith("A reply is expected by 20 January 2027")
    community._take_people("rounds", (), Errand("walks"))
    making = community.page("rounds").making
    assert making.kind.choice == "walks"
    assert making.audiences["walks"].isVisibleTo(making)
    made: list[tuple[str, ...]] = []
    monkeypatch.setattr(community.page("outreach"), "write_posters", made.append)
    assert way("Posters…") == "outreach"
    assert "Haneul Market" in made[0]


def test_a_reply_that_is_overdue_is_the_next_thing_to_do(community: Any) -> None:
    from app.domain.sheet import Balance
    from app.domain.signature import Counts
    from app.ui.home.next_step import next_step

    record, day = community.session.petition, NOW.date() - timedelta(days=7)
    found = next_step(record, Counts(valid=1), Balance(printed=1, entered=1), overdue=day)
    assert (found.title, found.page) == ("ask for the reply", "hand_in")
    assert f"{day:%d/%m/%Y}" in found.words
