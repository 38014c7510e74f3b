"""Scans through the window: dropped in, read while it lives, the tray emptied, all undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.operations import scan_tray
from tests.scans import campaign as scans
from tests.scans.damage import World
from tests.scans.world import Printed


def bring_in(window: Any, qtbot: Any, paths: list[Path]) -> Any:
    window.show_page("sheets")
    page = window.page("sheets")
    with qtbot.waitSignal(page.intake.ended, timeout=60_000):
        page.intake.bring_in(paths)
    return page


def test_a_pile_is_dropped_in_and_the_tray_emptied(window: Any, qtbot: Any, tmp_path: Path) -> None:
    from app.ui.sheets.tray_dialog import TrayDialog

    session, world = window.session, World(2)
    blanks = scans.printed_sheets(session.campaign, 3)
    first, second, third = (scans.signed(one, world) for one in blanks)
    covered = third.picture.copy()
    covered[-640:-120, 100:800] = 255
    torn = Printed(third.code, third.face, 0, covered, third.rows)
    pages = [
        scans.scan(first, world).content,
        scans.scan(scans.signed(blanks[0], world, 1.0), world).content,
        scans.scan(second, world, quarters=2).content,
        scans.scan(torn, world).content,
        b"nothing of the kind",
    ]
    page = bring_in(window, qtbot, scans.write(tmp_path, pages))
    store = session.store
    assert [one.result for one in page.intake.outcomes] == [
        "taken", "tray", "taken", "tray", "tray",
    ]  # fmt: skip
    assert store.sheets.get(second.code).state == "returned"
    assert "5 pages: 2 sheets read, 3 wait for you" in window.status._said.text()
    dialog = TrayDialog(page, session, page.intake.outcomes)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.rowCount() == 3
    assert "photocopy" in dialog._sentence.text()
    assert dialog.picture.image is not None
    assert dialog.before.image is not None
    qtbot.mouseClick(dialog.leave_it, scans_left())
    assert "No sheet code" in dialog._sentence.text()
    assert "looks like a sheet" in dialog._sentence.text()
    qtbot.keyClicks(dialog.code.editor, "NM7K-3QA8-8")
    qtbot.keyClick(dialog.code.editor, "\r")
    assert "not a sheet code" in dialog.banner.text
    dialog.code.set_text("")
    qtbot.keyClicks(dialog.code.editor, third.code.lower())
    qtbot.keyClick(dialog.code.editor, "\r")
    shown = store.scans.shown(store.sheets.get(third.code).id)[0]
    assert list(shown.seen.inked) == scans.inked(third)
    assert "no PDF, JPEG" in dialog._sentence.text()
    qtbot.mouseClick(dialog.aside_button, scans_left())
    assert scan_tray.listing(store) == []
    session.undo()
    session.undo()
    assert len(scan_tray.listing(store)) == 2


def scans_left() -> Any:
    from PySide6.QtCore import Qt

    return Qt.MouseButton.LeftButton


def test_the_same_pile_again_changes_nothing_and_undo_takes_all_back(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    session, world = window.session, World(3)
    blanks = scans.printed_sheets(session.campaign, 2)
    paths = scans.write(
        tmp_path, [scans.scan(scans.signed(one, world), world).content for one in blanks]
    )
    bring_in(window, qtbot, paths)
    page = bring_in(window, qtbot, paths)
    assert [one.result for one in page.intake.outcomes] == ["known", "known"]
    session.undo()
    assert session.store.scans.kept() == []
    assert [session.store.sheets.get(one.code).state for one in blanks] == ["printed", "printed"]


def test_an_intake_that_is_stopped_keeps_what_was_read(
    window: Any, qtbot: Any, tmp_path: Path
) -> None:
    session, world = window.session, World(4)
    blanks = scans.printed_sheets(session.campaign, 6)
    paths = scans.write(
        tmp_path, [scans.scan(scans.signed(one, world), world).content for one in blanks]
    )
    window.show_page("sheets")
    page = window.page("sheets")
    page.intake.bring_in(paths)
    qtbot.waitUntil(lambda: len(page.intake.outcomes) >= 1, timeout=60_000)
    with qtbot.waitSignal(page.intake.ended, timeout=20_000):
        session.jobs.cancel()
    kept = len(page.intake.outcomes)
    assert 1 <= kept <= 6
    assert len(session.store.scans.kept()) == kept
    page = bring_in(window, qtbot, paths)
    assert len(session.store.scans.kept()) == 6
