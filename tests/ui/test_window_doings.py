"""What people do, in the window: log in two keys, tick tasks, events, and what followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.domain.signature import RowEntry
from app.operations.campaign import demo_community, demo_doings
from app.operations.community import tasks
from app.ui.widgets.task_line import TaskLine
from tests.campaigns import NOW
from tests.documents.pdfs import words
from tests.ui.test_window_journey import write_petition


@pytest.fixture
def community(window: Any, qtbot: Any) -> Any:
    """The window over a petition with the practice contacts and what happened with them."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    write_petition(window)
    store, ref = window.session.store, window.session.petition.ref
    demo_community.fill(store, ref, now=NOW)
    demo_doings.fill(store, ref, now=NOW)
    return window


def contact(window: Any, name: str) -> Any:
    return next(one for one in window.session.store.contacts.all() if one.name == name)


def texts(widget: Any) -> str:
    """What a person reads in a part of the window, once it is laid out."""
    QApplication.processEvents()
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return "\n".join(one.text() for one in parts if one.isVisibleTo(widget))


def lines(page: Any) -> list[TaskLine]:
    QApplication.processEvents()
    return [one for one in page.findChildren(TaskLine) if one.isVisibleTo(page)]


def test_a_call_is_logged_in_two_keys(community: Any, qtbot: Any, drive: Any) -> None:
    grace = contact(community, "Grace Adeyemi")
    community.page("home").people_for.emit("contacts", (grace.id,))
    page = community.page("contacts")
    assert "Waits for our answer" in texts(page.detail.timeline)

    def two_keys(dialog: Any) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_C)
        qtbot.keyClick(dialog, Qt.Key.Key_R)
        assert dialog.logged

    drive(two_keys)
    page.log()
    shown = texts(page.detail.timeline)
    assert "Call: reached" in shown
    assert "Waits for our answer" not in shown
    assert community.session.store.undo_label == "Log: Call, contact 5"
    community.session.undo()
    assert "Call: reached" not in texts(page.detail.timeline)

    def with_more(dialog: Any) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_E)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.note.editor, "c, r")
        dialog.next.set_text("Phone about the choir")
        dialog.due.set_text("28/11")
        dialog.assigned.set_text("Ada")
        dialog._buttons["replied"].click()
        assert not dialog.logged
        assert dialog.incoming.isChecked()
        dialog.keep.click()
        assert dialog.logged

    drive(with_more)
    page.log()
    shown = texts(page.detail.timeline)
    assert "Email from them: replied" in shown
    assert "c, r" in shown
    [line] = lines(page.detail.timeline)
    assert line.box.accessibleName() == "Phone about the choir, Ada, Saturday"

    community.session.hide_names(True)
    shown = texts(page.detail.timeline)
    assert "Email" not in shown
    assert "Hidden" in shown


def test_what_was_logged_is_removed_in_the_timeline_and_comes_back(
    community: Any, qtbot: Any
) -> None:
    from app.domain.community.doings import Interaction
    from app.operations.community import interactions

    grace, session = contact(community, "Grace Adeyemi"), community.session
    interactions.log(session.store, Interaction(grace.id, "call", NOW, outcome="refused"), now=NOW)
    community.page("home").people_for.emit("contacts", (grace.id,))
    community.show_page("contacts")
    timeline = community.page("contacts").detail.timeline
    assert "Call: does not want to" in texts(timeline)
    line = next(
        one for one in timeline.findChildren(QWidget)
        if "does not want to" in one.accessibleName() and one.isVisible()
    )  # fmt: skip
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert "Call: does not want to" not in texts(timeline)
    assert timeline.isAncestorOf(QApplication.focusWidget())
    session.undo()
    assert "Call: does not want to" in texts(timeline)


def test_who_said_no_since_is_asked_about_before_it_is_logged_as_sent(
    community: Any, drive: Any
) -> None:
    from dataclasses import replace

    from app.domain.community.consent import Topic
    from app.domain.outreach.outreach import Outreach, OutreachLine
    from app.operations.community import contacts
    from app.ui.widgets.went_out import confirm

    store, park = community.session.store, contact(community, "Park Hye-kyung")
    grace, isla = contact(community, "Grace Adeyemi"), contact(community, "Isla Farrant")
    topic = Topic("email", "news", community.session.petition.id)
    with store.step("Drafts"):
        lines = [OutreachLine(one.id, at) for at, one in enumerate((grace, isla, park), 1)]
        made = store.outreach.add(Outreach("drafts", "News", NOW, topic), lines)
    for one in (isla, park):
        contacts.change(store, replace(one, do_not_contact=True))
    drive(lambda dialog: dialog.reject())
    confirm(community, community.session, made.number)
    assert store.outreach.by_number(made.number).confirmed_at is None

    def park_alone(dialog: Any) -> None:
        assert dialog.boxes[isla.id].text() == "Isla Farrant: asked not to be contacted"
        dialog.boxes[park.id].setChecked(True)
        dialog.on_enter.click()

    drive(park_alone)
    confirm(community, community.session, made.number)
    logged = [any(each.outreach == made.id for each in store.interactions.of_contact(one.id))
              for one in (grace, isla, park)]  # fmt: skip
    assert logged == [True, False, True]


def test_home_says_what_is_to_do_who_waits_and_what_comes(community: Any, qtbot: Any) -> None:
    community.show_page("home")
    page = community.page("home")
    shown = texts(page)
    for said in (
        "4 of 4 left", "2 days late", "Jung Kwang-ho", "for 3 days", "Signing table, Hope Church",
        "8 invited: 3 coming, 1 not coming, 4 no answer", "in 2 days",
    ):  # fmt: skip
        assert said in shown
    assert "Contact 4" in shown
    assert "Rim" not in shown

    box = lines(page)[1].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "3 of 4 left" in texts(page)
    assert lines(page)[1].box.hasFocus()
    done = [one for one in lines(page) if one.box.isChecked()]
    assert len(done) == 1
    qtbot.mouseClick(done[0].box, Qt.MouseButton.LeftButton)
    assert "4 of 4 left" in texts(page)

    community.session.hide_names(True)
    shown = texts(page)
    assert "Haneul" not in shown
    assert "Task 1" in shown


def test_a_task_is_added_ticked_and_changed(community: Any, qtbot: Any, drive: Any) -> None:
    community.show_page("tasks")
    page, store = community.page("tasks"), community.session.store
    assert "6 open tasks, 1 late." in texts(page)
    page.words.set_text("Water the stall’s plants")
    page.due.set_text("30/11")
    page.often.setCurrentIndex(page.often.findData("1 week"))
    page.assigned.set_text("Ada")
    qtbot.keyClick(page.words.editor, Qt.Key.Key_Return)
    assert page.words.editor.hasFocus()
    [task] = [one for one in store.tasks.open() if one.title.startswith("Water")]
    assert (task.repeats, str(task.due)) == ("1 week", "2026-11-30")
    assert "every week" in texts(page)

    page.whose.setCurrentIndex(page.whose.findText("Ada"))
    page.whose.activated.emit(0)
    [line] = lines(page)
    line.box.setFocus()
    qtbot.keyClick(line.box, Qt.Key.Key_Space)
    [again] = [one for one in store.tasks.open() if one.title.startswith("Water")]
    assert str(again.due) == "2026-12-07"
    page.with_done.click()
    assert [one.task.done_at is not None for one in lines(page)] == [False, True]

    def change(dialog: Any) -> None:
        dialog.words.set_text("")
        dialog.keep.click()
        assert "say what is to be done" in dialog.banner.text
        dialog.words.set_text("Water them twice")
        dialog.note.set_text("With rain water")
        dialog.keep.click()

    drive(change)
    page.edit(again)
    assert "Water them twice" in texts(page)


def test_tasks_are_printed_removed_and_hidden(
    community: Any, drive: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    community.show_page("tasks")
    page, store = community.page("tasks"), community.session.store
    tasks.change(store, replace(store.tasks.by_number(2), title="Bring 😀 cake"))
    said: list[str] = []
    community.session.said.connect(said.append)
    page.whose.setCurrentIndex(page.whose.findText("Jun Park"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "t.pdf"), ""))
    sent = _print(page, monkeypatch)
    assert sent == [(tmp_path / "t.pdf").read_bytes()]
    shown = words((tmp_path / "t.pdf").read_bytes())
    assert "Tasks for Jun Park" in shown
    assert "table by the door" in shown
    assert "Bring \ufffd cake" in shown
    assert "No font of the program can print U+1F600 (page 1): “\ufffd” stands there." in said
    drive(lambda dialog: dialog.drop.click())
    page.edit(store.tasks.by_number(4))
    assert "Send the councillor" not in texts(page)
    assert store.undo_label == "Remove task 4"
    community.session.hide_names(True)
    page.whose.setCurrentIndex(0)
    page.whose.activated.emit(0)
    assert "Haneul" not in texts(page)
    assert "Task 1" in texts(page)
    page.print_list()
    assert "Names are hidden" in page.banner.text


def _print(page: Any, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Saves the list from its pages, then prints it; gives what the printer got."""
    from app.ui import printer
    from app.ui.widgets.print_dialog import PrintDialog

    sent: list[bytes] = []
    monkeypatch.setattr(printer, "choose", lambda _, pdf: pdf)
    monkeypatch.setattr(printer, "send", lambda _, pdf, _device: sent.append(pdf))
    for way in ("save", "print"):
        monkeypatch.setattr(
            PrintDialog, "exec", lambda dialog, way=way: setattr(dialog, "way", way)
        )
        page.print_button.click()
    exports = page.session.store.db.execute("SELECT document FROM export").fetchall()
    assert exports == [("task-list",)] * 2
    return sent


def button_of(page: Any, words: str) -> Any:
    """The button with those words, of those in sight."""
    QApplication.processEvents()
    return next(
        one for one in page.findChildren(QAbstractButton)
        if one.accessibleName().startswith(words) and one.isVisibleTo(page)
    )  # fmt: skip


def test_homes_figures_are_in_sight_as_a_table_too(community: Any) -> None:
    from app.domain.signature import RowEntry

    store, record = community.session.store, community.session.petition
    days = [NOW.date() - timedelta(days=one % 3) for one in range(7)]
    with store.step("Add"):
        store.signatures.add_many(
            record.id, [(None, RowEntry(0, "Ann", "", "", day, validity="valid")) for day in days]
        )
    community.show_page("home")
    page = community.page("home")
    card = page.progress
    assert "7 valid signatures by 23 November" in card.chart.accessibleName()
    assert f"between {card.found.pace.low} and {card.found.pace.high}" in (
        card.chart.accessibleName()
    )
    assert f"between {card.found.pace.low:,} and {card.found.pace.high:,}" in texts(card)
    card.turn.click()
    rows = [[card.table.item(row, at).text() for at in range(3)]
            for row in range(card.table.rowCount())]  # fmt: skip
    assert rows == [
        ["Monday 23/11/2026", "3", "7"], ["Sunday 22/11/2026", "2", "4"],
        ["Saturday 21/11/2026", "2", "2"],
    ]  # fmt: skip
    page.reload()
    assert page.progress.as_table


def test_no_volunteer_is_named_while_names_are_hidden(community: Any, qtbot: Any) -> None:
    community.show_page("tasks")
    page, session = community.page("tasks"), community.session
    box, typed = page.assigned.editor, page.assigned.editor.lineEdit()
    assert (typed.accessibleName(), box.count() > 1) == ("Volunteer", True)
    whose = [page.whose.itemText(at) for at in range(page.whose.count())]
    assert "Grace Adeyemi" in whose
    box.setCurrentText("Ada")
    session.hide_names(True)
    assert {page.whose.itemText(at) for at in range(2, page.whose.count())} == {"Hidden"}
    assert (box.count(), box.currentText()) == (1, "Ada")
    assert typed.echoMode() == QLineEdit.EchoMode.Password
    page.edit(session.store.tasks.open()[0])
    assert "Names are hidden" in page.banner.text
    community.show_page("petition")
    translator = community.page("petition").form.fields["translation.translator"].editor
    assert translator.echoMode() == QLineEdit.EchoMode.Password
    session.hide_names(False)
    assert (box.count() > 1, box.currentText()) == (True, "Ada")
    assert typed.echoMode() == translator.echoMode() == QLineEdit.EchoMode.Normal


def test_what_is_to_do_today_is_seen_without_scrolling(community: Any) -> None:
    session = community.session
    record, store = session.petition, session.store
    with store.step("Sign"):
        key = store.signatures.add(
            record.id, None, RowEntry(0, "Joan Marsh", "7 A", "KT3 8QD", signed_on=NOW.date())
        )
        store.signatures.judge([key], "valid", "")
    community.resize(1280, 800)
    community.show_page("home")
    page = community.page("home")
    QApplication.processEvents()
    assert page.progress.chart.isVisible()
    last = page.lines[-1]
    bottom = last.mapTo(community, last.rect().bottomLeft()).y()
    assert bottom < page.area.mapTo(community, page.area.rect().bottomLeft()).y()
