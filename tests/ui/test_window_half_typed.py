"""What is half typed outlives a lock: on pages, in dialogues, and nowhere but in the campaign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.domain.community.segment import Condition
from app.operations.campaign import drafts
from app.ui.contacts.form import ContactForm
from app.ui.widgets.log_dialog import LogDialog
from app.ui.widgets.template_dialog import TemplateDialog
from tests.campaigns import NOW, data_key


def type_on_pages(window: Any) -> None:
    making, keying = window.page("rounds").making, window.page("rounds").keying
    making.script.set_text("Our own words")
    window.page("rounds").tabs.choose("key")
    keying.code.setText("K7M")
    keying.note.set_text("after six")
    window.page("mailing").letters.choose("news")
    window.page("mailing").letters._asked["ko.news"].set_text("금요일에 냅니다.")
    window.page("drafts").form.choose("news")
    window.page("drafts").form.asked["news"].set_text("We hand in on Friday.")
    window.page("drafts").writer.phone.set_text("020 7946 0000")
    segments = window.page("segments")
    segments.new_segment()
    segments.builder.name.set_text("Half built")
    segments.builder.rows[0].show_condition(Condition("district", ("KT3", "SW"), holds=False))
    window.page("tasks").words.set_text("Water the stall’s plants")


def look_at_pages(window: Any) -> None:
    window.show_page("tasks")  # which little of what follows draws anew
    making, keying = window.page("rounds").making, window.page("rounds").keying
    assert window.page("rounds").tabs.choice == "key"
    assert (keying.code.text(), keying.note.text) == ("K7M", "after six")
    assert making.script.text == "Our own words"
    letters = window.page("mailing").letters
    assert letters.templates.currentData() == "news"
    assert letters._asked["ko.news"].text == "금요일에 냅니다."
    drafts = window.page("drafts")
    assert drafts.form.values["news"] == "We hand in on Friday."
    drafts.writer.reload()
    assert drafts.writer.phone.text == "020 7946 0000"
    assert not drafts.writer.keep.isHidden()
    segments = window.page("segments")
    assert segments.builder.name.text == "Half built"
    [row] = segments.builder.rows
    assert row.condition == Condition("district", ("KT3", "SW"), holds=False)
    segments.builder.save()
    assert not segments.builder.unsaved
    segments.builder.name.set_text("Built")
    segments.reload()
    built = segments.held()
    segments.hold("")
    assert (segments.builder.name.text, segments.held()) == ("Half built", "")
    segments.hold(built)
    segments.builder.save()
    names = [one.name for one in window.session.store.segments.all()]
    assert ("Built" in names, "Half built" in names) == (True, False)
    assert window.page("tasks").words.text == "Water the stall’s plants"


def shown(dialog: Any) -> Any:
    dialog.show()
    return dialog


def type_in_dialogues(window: Any, grace: Any) -> None:
    log = shown(LogDialog(window, window.session, grace))
    log._choose_kind("call")
    log._open_more()
    log._choose_outcome("will-help")
    log.next.set_text("Say how")
    text = shown(TemplateDialog(window.session, "letter", "news", window))
    text.body.setPlainText("Half a page")
    text.languages.choices[1].click()
    text.body.setPlainText("반 쪽")
    form = shown(ContactForm(window, window.session))
    form.names.rows[0][0].setText("이하늘")
    form.phones._one_more()
    form.phones.rows[1][0].setText("020 7946 0958")
    form.marks["at_risk"].setChecked(True)


def look_at_dialogues(window: Any, grace: Any, other: Any) -> None:
    session = window.session
    log = shown(LogDialog(window, session, other))
    assert (log.kind, log._again.isHidden()) == (None, True), "it was about somebody else"
    form = shown(ContactForm(window, session))
    assert not form._again.isHidden()
    assert form.names.values == [["이하늘", "", "", ""]]
    assert form.phones.values == [["020 7946 0958", ""]]
    assert form.marks["at_risk"].isChecked()
    form.names.rows[0][1].setText("이")
    session.lock_wanted.disconnect()
    form._lock()
    form = shown(ContactForm(window, session))
    assert form.names.values == [["이하늘", "이", "", ""]], "Ctrl+L loses as little"
    form.save()
    assert form.made
    assert shown(ContactForm(window, session)).names.values == [], "it is kept, and gone"

    text = shown(TemplateDialog(session, "letter", "news", window))
    assert (text.languages.choice, text.body.toPlainText()) == ("ko", "반 쪽")
    text.languages.choices[0].click()
    assert text.body.toPlainText() == "Half a page"

    log = shown(LogDialog(window, session, grace))
    assert (log.kind, log.outcome, log.next.text) == ("call", "will-help", "Say how")
    assert not log.more.isHidden()
    log._begin_afresh()
    assert (log.kind, log.next.text, log._again.isHidden()) == (None, "", True)
    log.reject()
    assert session.store.local.get(f"draft dialog LogDialog {grace.id}") == ""


def test_what_is_half_typed_stands_there_again_after_a_lock(
    community: Any, life: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = community.session.folder
    grace, other, *_ = community.session.store.contacts.all()
    type_on_pages(community)
    type_in_dialogues(community, grace)
    monkeypatch.setattr("app.ui.application.restart", lambda _: None)
    community._idled()
    life.open(folder, data_key())
    look_at_pages(life.window)
    look_at_dialogues(life.window, grace, other)

    store, days = life.window.session.store, timedelta(days=drafts.KEPT_DAYS)
    drafts.forget_old(store, NOW.date() + days)
    assert drafts.look(store, "page TasksPage")
    drafts.forget_old(store, NOW.date() + days + timedelta(days=1))
    assert not drafts.look(store, "page TasksPage")
