"""A sample drawn, checked by letters and read; a file written; many marked: all in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.store.signature_query import SignatureQuery
from tests.journeys.test_sample import fill


@pytest.fixture
def filled(window: Any, qtbot: Any) -> Any:
    """The window over a petition with 200 online signatures."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    fill(window.session.store)
    window.session.choose_petition("home-office")
    return window


def press(qtbot: Any, card: Any, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(card.table, key)


def test_a_sample_is_drawn_and_checked_by_letters(filled: Any, qtbot: Any) -> None:
    filled.show_page("samples")
    page = filled.page("samples")
    assert page.drawing.isVisible()
    assert not page.both.isVisible()
    page.drawing.margin.setCurrentIndex(3)
    page.drawing.rows.setValue(12)
    page.drawing.by.setCurrentIndex(3)
    assert page.drawing.deed.text().strip() == "Draw 12 rows"
    page.drawing.deed.click()
    card = page.checking
    assert card.isVisible()
    assert card.done.text() == "0 of 12 checked"
    assert page.result.number.text() == "–"
    press(qtbot, card, Qt.Key.Key_V, Qt.Key.Key_V)
    assert card.current.row.place == 3
    card.judge("invalid", "illegible")
    assert (card.done.text(), card.current.row.place) == ("3 of 12 checked", 4)
    assert filled.session.store.undo_label == "Check row 3 of sample 1"
    assert card.table.item(2, 4).text() == "Illegible"
    assert "Provisional: 3 of 12" in page.result.words.text()
    filled.session.undo()
    assert card.done.text() == "2 of 12 checked"
    press(qtbot, card, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert card.current.row.place == 2
    press(qtbot, card, Qt.Key.Key_U)
    assert (card.done.text(), card.current.row.place) == ("1 of 12 checked", 2)
    filled.session.hide_names(True)
    assert card.name.text() == "Names are hidden"
    assert "Teasel" not in card.where.text()
    assert card.table.item(0, 2).text() == "Hidden"


def test_parts_by_origin_are_called_as_everywhere(filled: Any) -> None:
    filled.show_page("samples")
    page = filled.page("samples")
    page.drawing.by.setCurrentIndex(4)
    page.drawing.deed.click()
    parts = page.result.parts
    named = {parts.item(row, 0).text() for row in range(parts.rowCount())}
    assert named
    assert named <= {"Paper", "Online"}


def test_a_file_is_written_from_the_dialogue(filled: Any, qtbot: Any, tmp_path: Path) -> None:
    from app.ui.signatures.export_dialog import ExportDialog

    session = filled.session
    query = SignatureQuery(session.petition.id, source="Their form")
    dialog = ExportDialog(session, query, filled)
    dialog.show()
    dialog.save()
    assert "Type a passphrase" in dialog.sealing.passphrase._message.text()
    dialog.sealing.passphrase.set_text("pebble oxbow marram lintel")
    dialog.sealing.again.set_text("pebble oxbow marram")
    dialog.save()
    assert "differ" in dialog.sealing.again._message.text()
    dialog.sealing.show_way("plain")
    assert not dialog.save_button.isEnabled()
    dialog.sealing.number.set_text("49")
    assert not dialog.save_button.isEnabled()
    dialog.sealing.number.set_text("50")
    assert dialog.save_button.isEnabled()
    dialog._choose(on=False)
    assert not dialog.save_button.isEnabled()
    dialog.columns["name"].setChecked(True)
    out = tmp_path / "names.csv"
    dialog.save_to(out)
    qtbot.waitUntil(out.exists, timeout=10_000)
    assert out.read_text(encoding="utf-8-sig").splitlines()[:2] == ['"name"', '"Grace Adeyemi 0"']
    [export] = session.store.exports.of_petition(session.petition.id)
    assert (export.document, export.people) == ("signatures-plain", 50)
    filled.show_page("hand_in")


def test_many_are_marked_with_a_note(filled: Any) -> None:
    from app.ui.signatures.mark_dialog import MarkDialog

    session = filled.session
    petition = session.petition.id
    nothing = MarkDialog(session, SignatureQuery(petition), filled)
    assert not nothing.mark_button.isEnabled()
    nothing.reject()
    query = SignatureQuery(petition, source="Their form")
    dialog = MarkDialog(session, query, filled, "invalid", "same-hand")
    assert dialog._effect.text() == "50 become invalid."
    assert not dialog.mark_button.isEnabled()
    dialog.note.set_text("The list was copied out by one person")
    assert dialog.mark_button.text().strip() == "Mark 50 signatures"
    dialog.mark_button.click()
    assert session.store.signatures.totals(query).invalid == {"same-hand": 50}
    [marking] = session.store.markings.of_petition(petition)
    assert "Their form" in marking.condition
    session.undo()
    assert session.store.signatures.totals(query).unchecked == 50


def test_each_control_has_a_name(filled: Any) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox

    from app.ui.signatures.export_dialog import ExportDialog
    from app.ui.signatures.mark_dialog import MarkDialog

    filled.show_page("samples")
    filled.page("samples").drawing.deed.click()
    query = SignatureQuery(filled.session.petition.id, origin="online")
    over = [ExportDialog(filled.session, query, filled), MarkDialog(filled.session, query, filled)]
    for place in (filled.page("samples"), *over):
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSpinBox):
            for one in place.findChildren(kind):
                inner = isinstance(one.parent(), (QComboBox, QSpinBox))
                text = one.text() if isinstance(one, QAbstractButton) else ""
                assert inner or one.accessibleName() or text or one.objectName().startswith("qt_")
    for dialog in over:
        dialog.reject()
