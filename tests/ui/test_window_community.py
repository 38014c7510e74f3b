"""From a slip to thanks in the window: a contact, a letter in Korean, the reply, the task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.operations.community import contacts
from tests.documents.pdfs import words
from tests.ui.test_window_consent import filled as filled  # noqa: PLC0414  # the fixture
from tests.ui.test_window_doings import lines, texts


def keep_slip(window: Any, drive: Any) -> None:
    def slip(dialog: Any) -> None:
        dialog.code.set_text(window.codes[0])
        dialog.code.left.emit()
        dialog.name.set_text("리은별")
        dialog.address.set_text("5 Larch Road, NEW MALDEN")
        dialog.postcode.set_text("KT3 8QD")
        dialog.language.editor.setCurrentIndex(dialog.language.editor.findData("ko"))
        dialog.channels.boxes["post"].setChecked(True)
        dialog.keep.click()

    drive(slip)
    window.show_page("enter")
    window.page("enter").keep_in_touch()


def write_letter(window: Any, person: str, out: Path, qtbot: Any) -> None:
    window.page("contacts").people_for.emit("mailing", (person,))
    page = window.page("mailing")
    page.letters.choose("reply")
    for field in page.letters._asked.values():
        field.set_text("곧 답이 옵니다.")
    page.look()
    assert page.said.text().startswith("1 letter for 1 contact.")
    page.save_to(out)
    qtbot.waitUntil(lambda: out.exists() and not window.session.jobs.running, timeout=10_000)
    assert "리은별 님께" in words(out.read_bytes())
    page.strip.confirm.click()


def test_from_a_slip_to_thanks(filled: Any, qtbot: Any, drive: Any, tmp_path: Path) -> None:
    store = filled.session.store
    keep_slip(filled, drive)
    person = contacts.get(store, "21")
    assert (person.name, person.language) == ("리은별", "ko")
    write_letter(filled, person.id, tmp_path / "letter.pdf", qtbot)
    filled.page("mailing").people_for.emit("contacts", (person.id,))
    page = filled.page("contacts")

    def replied(dialog: Any) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_L)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        dialog.next.set_text("Thank her")
        dialog._buttons["replied"].click()
        dialog.keep.click()

    def thanked(dialog: Any) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_L)
        qtbot.keyClick(dialog, Qt.Key.Key_T)

    drive(replied)
    page.log()
    [line] = lines(page.detail.timeline)
    line.box.click()
    QApplication.processEvents()
    drive(thanked)
    page.log()
    shown = texts(page.detail.timeline)
    for said in (
        "Letter: thanked",
        "Letter from them: replied",
        "Letter: sent, answered",
        "Done: Thank her",
    ):
        assert said in shown
    assert store.consents.problem() == ""
