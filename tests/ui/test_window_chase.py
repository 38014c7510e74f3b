"""Who has sheets and is late, through the real window: listed, written to, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.operations.paper import custody
from tests.campaigns import NOW
from tests.documents.pdfs import words
from tests.ui.conftest import Drive
from tests.ui.test_window_custody import issue


def test_the_late_are_listed_first_and_written_to_in_both_languages(
    window: Any, codes: list[str], qtbot: Any, tmp_path: Path, drive: Callable[[Drive], None]
) -> None:
    from PySide6.QtWidgets import QApplication

    issue(window, 1, 2, "Tom Pettifer", 5)
    issue(window, 3, 5, "Grace Adeyemi", 1)
    window.session.clock = lambda: NOW + timedelta(days=3)
    window.session.petition_changed.emit()
    page = window.page("sheets")
    card = page.chase_card
    shown = [[card.table.item(row, at).text() for at in (1, 3, 4, 6, 8)] for row in range(2)]
    assert shown == [
        ["Grace Adeyemi", "Batch 1, 3 to 5", "3", "2 days late", "Not yet"],
        ["Tom Pettifer", "Batch 1, 1 to 2", "2", "In 2 days", "—"],
    ]
    assert window.sidebar._pages["sheets"].accessibleName() == "Sheets, 3 late"
    assert card.write_button.accessibleName() == "Write to 1 collector"

    def write(dialog: Any) -> None:
        assert "3 sheets" in dialog.text.toPlainText()
        dialog.contact.set_text("07700 900412")
        dialog.contact.left.emit()
        dialog.language._buttons["ko"].click()
        assert "서명지 3장" in dialog.text.toPlainText()
        dialog.copy()
        assert "서명지 3장" in QApplication.clipboard().text()
        dialog.save_letters(tmp_path / "letters.pdf")

    drive(write)
    card.write_button.click()
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF")
    assert [card.table.item(0, at).text() for at in (7, 8)] == ["07700 900412", "Today"]
    [person] = [one for one in window.session.store.holders.all("collector") if one.contact]
    assert (person.name, person.language) == ("Grace Adeyemi", "ko")
    window.session.undo()
    assert card.table.item(0, 8).text() == "Not yet"
    custody.bring_back(window.session.store, [codes[2]], now=NOW)
    assert window.sidebar._pages["sheets"].accessibleName() == "Sheets, 2 late"
    window._toggle_names()
    assert [card.table.item(0, at).text() for at in (1, 7)] == ["Hidden", ""]


def test_space_ticks_who_is_written_to(window: Any, codes: list[str], qtbot: Any) -> None:
    issue(window, 1, 2, "Tom Pettifer", 5)
    issue(window, 3, 5, "Grace Adeyemi", 1)
    window.session.clock = lambda: NOW + timedelta(days=3)
    window.session.petition_changed.emit()
    card = window.page("sheets").chase_card
    assert [one.name for one in card.chosen] == ["Grace Adeyemi"]
    card.table.setCurrentCell(1, 3)
    qtbot.keyClick(card.table, Qt.Key.Key_Space)
    assert card.write_button.accessibleName() == "Write to 2 collectors"
    card.all.click()
    assert not card.write_button.isEnabled()
    window.show_page("home")
    asks = window.page("home").findChildren(type(card.write_button))
    assert "Open the chase list" in {one.accessibleName() for one in asks}


def test_the_chase_list_is_printed_in_korean(
    window: Any, codes: list[str], qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    from app.ui.widgets.basics import Segments
    from app.ui.widgets.print_dialog import PrintDialog

    issue(window, 1, 2, "Tom Pettifer", 5)
    out = tmp_path / "chase.pdf"

    def look(dialog: Any) -> None:
        dialog.findChild(Segments)._buttons["ko"].click()
        dialog.way = "save"
        dialog.done(0)

    monkeypatch.setattr(PrintDialog, "exec", look)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.page("sheets").chase_card.print_button.click()
    assert "서명지" in words(out.read_bytes())
