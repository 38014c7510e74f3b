"""Lists made and keyed, drafts made and confirmed, and what Outreach says: in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.community.contact import Phone
from app.domain.community.tasks import Task
from app.operations.campaign import demo_community
from app.operations.community import contacts, tasks
from app.operations.outreach import senders
from app.operations.petition import petitions
from app.ui.widgets.page import Errand
from tests.campaigns import NOW, commons_wording


@pytest.fixture
def filled(window: Any, qtbot: Any) -> Any:
    """The window over the practice contacts."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    store = window.session.store
    ref = petitions.add(store, commons_wording(), now=NOW)
    demo_community.fill(store, ref, now=NOW)
    window.session.choose_petition(ref)
    return window


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where every file dialogue says that a file goes."""
    from PySide6.QtWidgets import QFileDialog

    out = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    return out


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


def test_a_list_is_made_and_keyed_by_keyboard_alone(filled: Any, qtbot: Any, target: Path) -> None:
    page = filled.page("rounds")
    filled.show_page("rounds")
    page.make_list("calls")
    page.making.ask_file()
    assert "Say whose list it is" in page.banner.text
    codes = make_list(filled, target)
    store = filled.session.store

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
    filled.session.undo()
    assert keying.table.rowCount() == 1
    assert store.undo_label == f"Key line {codes[0]}"
    filled.session.undo()
    assert not store.tasks.of_contact(contact.id)
    wrong = codes[0][1] + codes[0][0] + codes[0][2:]
    if wrong != codes[0]:
        qtbot.keyClicks(keying.code, wrong)
        assert f"Did you mean {codes[0]}" in page.banner.text
        keying.code.clear()


def test_a_name_that_is_shown_is_hidden_at_once(filled: Any, qtbot: Any, target: Path) -> None:
    codes = make_list(filled, target)
    page = filled.page("rounds")
    page.key_results()
    qtbot.keyClicks(page.keying.code, codes[2])
    assert not page.keying.name.text().startswith("Contact ")
    filled.session.hide_names(True)
    assert page.keying.name.text().startswith("Contact ")
    assert page.keying.out.item(0, 1).text() == "Hidden"


def test_the_real_pages_are_shown_before(filled: Any, qtbot: Any) -> None:
    filled.show_page("rounds")
    making = filled.page("rounds").making
    making.caller.set_text("Tom Ellery")
    making._draw()
    qtbot.waitUntil(lambda: making.paper.image is not None, timeout=10_000)
    assert making.save.isEnabled()
    assert making.place.text() == "Page 1 of 2"
    making.script.set_text("Hello {nobody}")
    qtbot.waitUntil(lambda: "there is no field {nobody}" in making.refusal.text(), timeout=10_000)
    assert not making.save.isEnabled()
    making.script.set_text("")
    making._draw()
    filled.session.hide_names(True)
    assert making.refusal.text() == "Names are hidden"
    qtbot.wait(300)
    assert not making.paper.isVisible()


def test_nothing_is_cut_in_the_smallest_window(filled: Any, qtbot: Any) -> None:
    filled.resize(1000, 640)
    filled.show_page("rounds")
    page = filled.page("rounds")
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


def open_one_by_one(
    page: Any, file: Path, drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message nobody takes, one that a mail program takes, and one too long for a link."""
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtWidgets import QFileDialog

    opened: list[str] = []
    said: list[str] = []
    answers = [False, True, True]

    def save(dialog: Any) -> None:
        said.append(dialog.why.text())
        dialog.save.click()

    def open_url(url: Any) -> bool:
        opened.append(url.toEncoded().data().decode())
        return answers.pop(0)

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page.form.language.setCurrentIndex(1)
    page.prepare()
    drive(lambda dialog: said.append(dialog.why.text()))
    page.open_one.click()
    assert "No mail program" in said[-1]
    page.open_one.click()
    assert opened[-1].startswith(f"mailto:{page.preview.message.address}?subject=")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.form.language.setCurrentIndex(2)
    page.form.asked["needed"].set_text("운전하실 분" * 30)  # nine characters of a link for each
    page.prepare()
    drive(save)
    page.open_one.click()
    assert "too long" in said[-1]
    assert b"X-Unsent: 1" in file.read_bytes()
    assert opened[-1] == f"file://{file}"


def test_drafts_are_checked_made_opened_and_confirmed(
    filled: Any, target: Path, drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.show_page("drafts")
    page = filled.page("drafts")
    page.form.choose("volunteer")
    page.prepare()
    assert "which still lacks name, email, address" in page.preview.text.toPlainText()
    for field, text in ((page.writer.name, "New Malden Neighbours"),
                        (page.writer.email, "hello@neighbours.example"),
                        (page.writer.postal, "7 Teasel Avenue")):  # fmt: skip
        field.set_text(text)
    page.writer.keep.click()
    assert "This email asks for" in page.preview.text.toPlainText()
    assert not page.each.isEnabled()
    page.form.asked["needed"].set_text("Somebody who drives")
    page.prepare()
    number = len(page.preview.messages)
    assert page.each.text().strip() == f"Save a draft to each of {number}…"
    first = page.preview.message
    assert "Somebody who drives" in page.preview.text.toPlainText()
    page.preview.turn(1)
    assert page.preview.message != first
    page.each.click()
    assert len(list(target.iterdir())) == number
    open_one_by_one(page, target.with_name("one.eml"), drive, monkeypatch)
    store = filled.session.store
    made = [len(store.outreach.lines(one.id)) for one in store.outreach.all()]
    assert made == [1, 1, number], "what nobody took is not noted"
    filled.session.undo()
    assert len(page.went_out.waiting) == 2
    page.went_out._confirm(1)
    assert [one.number for one in page.went_out.waiting] == [2]
    filled.session.hide_names(True)
    assert "hidden" in page.preview.to.text()


def test_an_email_that_thanks_signers_and_blind_copies(
    filled: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    senders.keep(filled.session.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    filled.show_page("drafts")
    page = filled.page("drafts")
    page.form.choose("thanks")
    assert page.form.also_unsigned.isVisible()
    page.form.choose("own")
    assert not page.form.also_unsigned.isVisible()
    page.form.asked["topic"].set_text("The sheets")
    page.form.asked["words"].set_text("They are out.")
    words, shown = page.form.asked["words"].editor, page.preview.text
    qtbot.waitUntil(words.isVisible)
    page.form.asked["topic"].editor.setFocus()
    stops = []
    for _ in range(12):
        filled.focusNextChild()
        stops.append(filled.focusWidget())
    assert stops.index(words) < stops.index(shown), "the preview comes after what is typed"
    monkeypatch.setattr("app.ui.drafts.page._AT_ONCE", 2)
    page.prepare()
    assert page.drafts is None, "many are made on another thread"
    qtbot.waitUntil(lambda: page.drafts is not None, timeout=5_000)
    said: list[str] = []
    filled.session.said.connect(said.append)
    page.save_blind(tmp_path / "blind")
    assert {one.stem for one in (tmp_path / "blind").iterdir()} == {
        "people-en", "people-ko", "offices-en",
    }  # fmt: skip
    assert "1 person, in Korean" in said[-1]


def test_a_table_for_a_merge_is_sealed_or_counted(filled: Any, tmp_path: Path) -> None:
    from app.ui.drafts.table_dialog import TableDialog

    senders.keep(filled.session.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    filled.show_page("drafts")
    page = filled.page("drafts")
    page.form.choose("volunteer")
    page.form.asked["needed"].set_text("Somebody who drives")
    page.prepare()
    assert page.drafts
    saved: list[object] = []

    def save(passphrase: str, confirmed: int | None) -> bool:
        saved.append((passphrase, confirmed))
        return True

    number = len(page.drafts.messages)
    dialog = TableDialog(page, filled.session, "Table", "Lines", "the names", number, save)
    dialog.show()
    dialog.sealing.passphrase.set_text("short")
    dialog.sealing.again.set_text("short")
    dialog.save()
    assert dialog.sealing.passphrase._message.text()
    dialog.sealing.show_way("plain")
    dialog.sealing.number.set_text("1")
    assert not dialog.save_button.isEnabled()
    dialog.sealing.number.set_text(str(number))
    dialog.save_button.click()
    assert saved == [("", number)]
    assert page.save_table(tmp_path / "m.csv", "", len(page.drafts.messages))
    assert (tmp_path / "m.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_numbers_for_texts_are_looked_at_saved_and_confirmed(filled: Any, tmp_path: Path) -> None:
    store = filled.session.store
    filled._take_people("drafts", (), Errand("texts"))
    page = filled.page("drafts")
    panel = page.texts
    assert not page.emails.isVisible()
    assert not page.form.isVisible()
    ends = [panel.ends.itemAt(at).widget().text() for at in range(panel.ends.count())]
    assert ends[1].startswith("English: New Malden Neighbours. To stop, answer STOP")
    assert ends[2].startswith("Korean: ")
    assert "contact 16, 17, 18" in panel.remarks.text()
    assert "did not agree to this" in page.audience.said.text()
    people = panel.found.people
    shown = [panel.table.item(row, 2).text() for row in range(panel.table.rowCount())]
    assert shown == ["07700 900103", "07700 900108"]
    filled.session.hide_names(True)
    assert panel.table.item(0, 2).text() == "Hidden"
    filled.session.hide_names(False)
    assert not panel.save_table(tmp_path / "texts.csv", "", 1)
    assert "2 people" in page.banner.text
    assert panel.save_table(tmp_path / "texts.csv", "", len(people))
    assert "07700 900103" in (tmp_path / "texts.csv").read_text("utf-8-sig")
    [made] = store.outreach.all()
    page.went_out._confirm(made.number)
    assert [one.kind for one in store.interactions.of_contact(people[0][0].id)] == ["text"]
    for one, _ in people:
        contacts.change(store, replace(one, phones=(Phone("020 8946 0100"),)))
    page.reload()
    assert "a mobile number" in panel.refusal.text()
    assert not panel.save.isEnabled()


def test_an_email_is_looked_at_and_kept_as_ones_own(
    filled: Any, drive: Callable[..., None]
) -> None:
    senders.keep(filled.session.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    filled.show_page("drafts")
    page = filled.page("drafts")
    page.form.choose("volunteer")

    def write(dialog: Any) -> None:
        dialog.name.set_text("cakes")
        dialog.subject.set_text("Cakes")
        dialog.asks.set_text("")
        assert "there is no field {needed}" in dialog.found.text()
        dialog.body.setPlainText("Bring one, {name}.")
        dialog.keep.click()

    drive(write)
    page.form.edit()
    assert page.form.template.currentData() == "cakes"
    page.form.language.setCurrentIndex(1)
    page.prepare()
    assert page.preview.subject.text() == "Cakes"
    assert "Bring one, " in page.preview.text.toPlainText()
    filled.session.undo()
    assert page.form.template.currentData() == "news"


def test_outreach_says_what_is_due_out_and_waiting(filled: Any, target: Path) -> None:
    store = filled.session.store
    tasks.add(store, Task("Bring the sheets back", date(2026, 11, 20)), now=NOW)
    codes = make_list(filled, target)
    filled.show_page("outreach")
    page = filled.page("outreach")
    shown = " ".join(one.text() for one in _labels(page))
    assert "Bring the sheets back, late since 20/11" in shown
    assert f"Call sheet 1, Tom Ellery: 0 of {len(codes)} keyed" in shown
    assert page.table.item(0, 5).text() == f"0 of {len(codes)} keyed"
    assert page.none_waits.isVisible()
    page.write_without_email()
    assert filled.shown == "mailing"
    filled.show_page("outreach")
    page.save_posters(target.with_name("poster.pdf"))
    assert target.with_name("poster.pdf").exists()
    filled.session.hide_names(True)
    assert "Tom Ellery" not in " ".join(one.text() for one in _labels(page))


def _labels(page: Any) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    return [one for one in page.findChildren(QLabel) if one.isVisible()]


def test_each_control_has_a_name(filled: Any, target: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    make_list(filled, target)
    for name in ("outreach", "rounds", "drafts"):
        filled.show_page(name)
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
            for control in filled.page(name).findChildren(kind):
                if not control.objectName().startswith("qt_"):
                    assert control.accessibleName() or control.text(), (name, control)
