"""Lists made and keyed, and what Outreach says: in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.community.tasks import Task
from app.intake.phones import read_phone
from app.operations.community import contacts, tasks
from app.operations.outreach import round_results
from tests.campaigns import NOW
from tests.ui.keyboard import leaps


def make_list(window: Any, target: Path) -> list[str]:
    """Makes a call sheet and gives its codes."""
    window.show_page("rounds")
    page = window.page("rounds")
    page.make_list("calls")
    page.making.caller.set_text("Tom Ellery")
    page.making.until.show_day(date(2026, 11, 30))
    page.making.ask_file()
    assert target.read_bytes().startswith(b"%PDF")
    store = window.session.store
    return [one.code for one in store.outreach.lines(store.outreach.all()[0].id)]


def _the_caller_is_known_to_the_count(making: Any, number: int) -> None:
    panel = making.audiences["calls"]
    assert len(panel.found.people) == number, "Tom's own people are on his list"
    making.caller.set_text("Ada Weston")
    making._draw()
    assert "on another caller’s list" in panel.said.text()
    making.caller.set_text("tom  ellery")
    making._draw()
    assert len(panel.found.people) == number


def _a_number_that_is_new_stays(store: Any, qtbot: Any, keying: Any, code: str) -> None:
    changed = round_results.find(store, code).contact
    contacts.change(store, replace(changed, phones=(read_phone("020 7946 0555"),)))
    qtbot.keyClicks(keying.code, code + "w")
    assert keying.table.item(0, 3).text() == "Changed since: left as it is"
    assert contacts.get(store, str(changed.number)).phone == "020 7946 0555"


def test_a_list_is_made_and_keyed_by_keyboard_alone(
    community: Any, qtbot: Any, target: Path
) -> None:
    page = community.page("rounds")
    community.show_page("rounds")
    page.make_list("calls")
    page.making.ask_file()
    assert "Say whose list it is" in page.banner.text
    codes = make_list(community, target)
    store = community.session.store
    _the_caller_is_known_to_the_count(page.making, len(codes))
    page.key_results()
    keying = page.keying
    assert keying.code.hasFocus()
    assert keying.out.item(0, 2).text() == "30/11/2026"
    qtbot.keyClicks(keying.code, codes[0].lower())
    line = store.outreach.by_code(codes[0])[1]
    [contact] = store.contacts.of_ids([line.contact]).values()
    assert keying.name.text() == contact.name
    assert keying.progress.text() == f"List 1: 0 of {len(codes)} keyed"
    qtbot.keyClicks(keying.code, "h")
    assert (keying.code.text(), keying.code.hasFocus()) == ("", True)
    assert keying.table.item(0, 2).text() == "Will help"
    assert store.tasks.of_contact(contact.id)[0].title == "Say how they can help"
    qtbot.keyClicks(keying.code, codes[1] + "q")
    assert "choose one of A No answer" in page.banner.text
    assert keying.code.text() == codes[1]
    qtbot.keyClicks(keying.code, "a")
    assert keying.out.item(0, 3).text() == f"2 of {len(codes)}"
    community.session.undo()
    assert keying.table.rowCount() == 1
    assert store.undo_label == f"Key line {codes[0]}"
    community.session.undo()
    assert not store.tasks.of_contact(contact.id)
    _a_number_that_is_new_stays(store, qtbot, keying, codes[2])
    wrong = codes[0][1] + codes[0][0] + codes[0][2:]
    if wrong != codes[0]:
        qtbot.keyClicks(keying.code, wrong)
        assert f"Did you mean {codes[0]}" in page.banner.text
        keying.code.clear()


def test_a_line_is_told_and_a_name_that_is_shown_is_hidden_at_once(
    community: Any, qtbot: Any, target: Path, told: list[tuple[str, bool]]
) -> None:
    codes = make_list(community, target)
    page = community.page("rounds")
    page.key_results()
    code = page.keying.code
    qtbot.keyClicks(code, codes[1] + "a")
    assert told[-1] == (f"Line {codes[1]} keyed", False)
    assert "five characters" in code.accessibleDescription()
    qtbot.keyClicks(code, codes[2] + "?")
    name = page.keying.name.text()
    assert code.accessibleDescription() == f"{name}. {page.keying.about.text()}"
    assert told[-2:] == [(code.accessibleDescription(), False), (page.banner.text, True)]
    qtbot.keyClick(code, Qt.Key.Key_Tab)
    assert leaps(page) == []
    assert not page.keying.name.text().startswith("Contact ")
    community.session.hide_names(True)
    assert page.keying.name.text().startswith("Contact ")
    assert page.keying.code.accessibleDescription().startswith("Contact ")
    assert page.keying.out.item(0, 1).text() == "Hidden"


def test_the_real_pages_are_shown_before(
    community: Any, qtbot: Any, told: list[tuple[str, bool]]
) -> None:
    community.show_page("rounds")
    making = community.page("rounds").making
    making.caller.set_text("Tom Ellery")
    making._draw()
    qtbot.waitUntil(lambda: making.paper.image is not None, timeout=10_000)
    assert making.save.isEnabled()
    assert making.place.text() == "Page 1 of 2"
    assert "Tom Ellery" in making.paper.accessibleDescription()
    making.paper.setFocus()
    qtbot.keyClick(making.paper, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: bool(told) and "Page 2 of 2" in told[-1][0], timeout=10_000)
    assert told[-1][0].endswith(making.paper.accessibleDescription())
    making.script.set_text("Hello {nobody}")
    qtbot.waitUntil(lambda: "there is no field {nobody}" in making.refusal.text(), timeout=10_000)
    assert not making.save.isEnabled()
    making.script.set_text("")
    making._draw()
    community.session.hide_names(True)
    assert making.refusal.text() == "Names are hidden"
    assert told[-1][0] == "Names are hidden"
    assert making.caller.editor.echoMode() == QLineEdit.EchoMode.Password
    assert not making.caller.editor.completer().model().rowCount()
    qtbot.wait(300)
    assert making.paper.accessibleDescription() == ""
    assert not making.paper.isVisible()


def test_nothing_is_cut_in_the_smallest_window(community: Any, qtbot: Any, target: Path) -> None:
    community.resize(1000, 640)
    community.show_page("rounds")
    page = community.page("rounds")
    page.make_list("walks")
    making = page.making
    making.caller.set_text("Tom Ellery")
    making._draw()
    qtbot.waitUntil(lambda: making.paper.image is not None, timeout=10_000)
    for one in (making.before, making.after, making.print, making.save):
        assert one.width() >= one.sizeHint().width()
    said = making.audiences["walks"].said
    assert said.height() >= said.heightForWidth(said.width())
    assert not making.audiences["calls"].isVisible()
    making.audiences["walks"].at_risk.setChecked(True)
    making.ask_file()
    assert target.exists()
    assert not making.audiences["walks"].at_risk.isChecked()


def test_outreach_says_what_is_due_out_and_waiting(community: Any, target: Path) -> None:
    store = community.session.store
    tasks.add(store, Task("Bring the sheets back", date(2026, 11, 20)), now=NOW)
    codes = make_list(community, target)
    community.show_page("outreach")
    page = community.page("outreach")
    shown = " ".join(one.text() for one in _labels(page))
    assert "Bring the sheets back, late since 20/11" in shown
    assert f"Call sheet 1, Tom Ellery: 0 of {len(codes)} keyed" in shown
    assert page.table.item(0, 5).text() == f"0 of {len(codes)} keyed"
    assert page.none_waits.isVisible()
    page.write_without_email()
    assert community.shown == "mailing"
    community.show_page("outreach")
    page.save_posters(target.with_name("poster.pdf"))
    assert target.with_name("poster.pdf").exists()
    community.session.hide_names(True)
    assert "Tom Ellery" not in " ".join(one.text() for one in _labels(page))


def _labels(page: Any) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    return [one for one in page.findChildren(QLabel) if one.isVisible()]


def test_each_control_has_a_name(community: Any, target: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit

    make_list(community, target)
    for name in ("outreach", "rounds", "drafts"):
        community.show_page(name)
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
            for control in community.page(name).findChildren(kind):
                if not control.objectName().startswith("qt_"):
                    assert control.accessibleName() or control.text(), (name, control)
