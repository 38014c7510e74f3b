"""Emails and numbers for texts, looked at, made and confirmed: in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.community.contact import Phone
from app.domain.community.segment import Condition
from app.operations.community import contacts, segments
from app.operations.outreach import senders
from app.ui.widgets.page import Errand
from tests.campaigns import NOW


def _nothing_is_made_for_a_segment_that_is_gone(store: Any, page: Any) -> None:
    segments.add(store, "Choir", [Condition("tag", ("choir",))], now=NOW)
    choose(page.audience.segments, segments.get(store, "Choir").id)
    segments.remove(store, "Choir")
    assert "no segment “Choir” any more" in page.preview.text.toPlainText()
    assert (page.each.isEnabled(), page.preview.to.text()) == (False, "")
    choose(page.audience.segments, "")


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
    page.audience.at_risk.setChecked(True)
    page.open_one.click()
    assert not page.audience.at_risk.isChecked(), "asked anew for the next"
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
    community: Any, target: Path, drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    community.show_page("drafts")
    page = community.page("drafts")
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
    page.form.template.setCurrentIndex(page.form.template.findData("volunteer"))
    open_one_by_one(page, target.with_name("one.eml"), drive, monkeypatch)
    store = community.session.store
    made = [len(store.outreach.lines(one.id)) for one in store.outreach.all()]
    assert made == [1, 1, number], "what nobody took is not noted"
    community.session.undo()
    assert len(page.went_out.waiting) == 2
    page.went_out._confirm(1)
    assert [one.number for one in page.went_out.waiting] == [2]
    _nothing_is_made_for_a_segment_that_is_gone(store, page)
    community.session.hide_names(True)
    assert "hidden" in page.preview.to.text()


def test_an_email_that_thanks_signers_and_blind_copies(
    community: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    senders.keep(community.session.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    community.show_page("drafts")
    page = community.page("drafts")
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
        community.focusNextChild()
        stops.append(community.focusWidget())
    assert stops.index(words) < stops.index(shown), "the preview comes after what is typed"
    monkeypatch.setattr("app.ui.drafts.page._AT_ONCE", 2)
    page.prepare()
    assert page.drafts is None, "many are made on another thread"
    qtbot.waitUntil(lambda: page.drafts is not None, timeout=5_000)
    said: list[str] = []
    community.session.said.connect(said.append)
    page.save_blind(tmp_path / "blind")
    assert {one.stem for one in (tmp_path / "blind").iterdir()} == {
        "people-en", "people-ko", "offices-en",
    }  # fmt: skip
    assert "1 person, in Korean" in said[-1]


def choose(box: Any, key: str) -> None:
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def test_a_table_for_a_merge_is_sealed_or_counted(community: Any, tmp_path: Path) -> None:
    from app.ui.drafts.table_dialog import TableDialog

    senders.keep(community.session.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    community.show_page("drafts")
    page = community.page("drafts")
    page.form.choose("volunteer")
    page.form.asked["needed"].set_text("Somebody who drives")
    page.prepare()
    assert page.drafts
    saved: list[object] = []

    def save(passphrase: str, confirmed: int | None) -> bool:
        saved.append((passphrase, confirmed))
        return True

    number = len(page.drafts.messages)
    dialog = TableDialog(page, community.session, "Table", "Lines", "the names", number, save)
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


def test_numbers_for_texts_are_looked_at_saved_and_confirmed(
    community: Any, tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QApplication

    store = community.session.store
    community._take_people("drafts", (), Errand("texts"))
    page = community.page("drafts")
    panel = page.texts
    assert "keep the sender first" in panel.refusal.text(), "as for emails"
    assert (panel.save.isEnabled(), page.writer.keep.isHidden()) == (False, False)
    community.resize(1000, 640)
    QApplication.processEvents()
    seen = page.audience.visibleRegion().boundingRect()
    assert seen == page.audience.rect(), "whom it reaches is in sight without scrolling"
    page.audience.purposes.setFocus()
    while community.focusWidget() is not page.writer.name.editor:
        assert community.focusNextChild()
        assert community.focusWidget() is not page.writer.keep, "the keyboard goes on downwards"
    senders.keep(store, name="Malden Friends", email="us@friends.example", postal="7 Teasel Avenue")
    assert not page.emails.isVisible()
    assert not page.form.isVisible()
    ends = [panel.ends.itemAt(at).widget().text() for at in range(panel.ends.count())]
    assert ends[1].startswith("English: Malden Friends. To stop, answer STOP")
    assert ends[2].startswith("Korean: ")
    assert "contact 16, 17, 18" in panel.remarks.text()
    assert "did not agree to this" in page.audience.said.text()
    people = panel.found.people
    shown = [panel.table.item(row, 2).text() for row in range(panel.table.rowCount())]
    assert shown == ["07700 900103", "07700 900108"]
    community.session.hide_names(True)
    assert panel.table.item(0, 2).text() == "Hidden"
    community.session.hide_names(False)
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
    community: Any, drive: Callable[..., None]
) -> None:
    senders.keep(community.session.store, name="N", email="n@n.example", postal="7 Teasel Avenue")
    community.show_page("drafts")
    page = community.page("drafts")
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
    community.session.undo()
    assert page.form.template.currentData() == "news"
