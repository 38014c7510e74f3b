"""The Sheets page in a believable state, and each of its dialogues, for `tests.pictures`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.sheet import Order, SheetCount
from app.domain.sheet_code import printed
from app.operations.campaign import breaches, campaigns, demo
from app.operations.paper import chase, custody, holders, printing, sessions, sheets
from app.store.keys import Passphrase
from app.store.store import Store

REF = "asylum"


def fill(made: demo.DemoReport, now: datetime) -> None:
    """Gives the practice campaign three more batches: out, late, back, lost, with sessions."""
    with campaigns.open_campaign(made.campaign, Passphrase(made.passphrase), now=now) as campaign:
        store = campaign.store
        for days, number in ((28, 40), (14, 40), (3, 40)):
            with tempfile.TemporaryDirectory() as place:
                printing.print_batch(
                    store, REF, Order(number), out=Path(place) / "sheets.pdf",
                    now=now - timedelta(days=days),
                )  # fmt: skip
        for name, contact, language in (
            ("Grace Adeyemi", "07700 900412", "en"), ("Park Min-jun 박민준", "07700 900087", "ko"),
            ("Tom Pettifer", "07700 900655", "en"),
        ):  # fmt: skip
            holders.change(store, "collector", name, contact=contact, language=language)
        for name, contact in (("Church hall", "020 7946 0118"), ("Hana grocery", "020 7946 0432")):
            holders.change(store, "venue", name, contact=contact)
        _second(store, now)
        _later(store, now)


def _give(store: Store, sheets_: str, days: int, now: datetime, **to: Any) -> None:
    due = (now + timedelta(days=days)).date()
    custody.issue(store, [f"{REF}/batch:{sheets_}"], due=due, now=now - timedelta(days=11), **to)


def _second(store: Store, now: datetime) -> None:
    """Batch 2 is entered but for a lost and a spoiled sheet; it has two sessions."""
    _give(store, "2:1-22", 0, now, venue="Church hall")
    _give(store, "2:23-39", 0, now, venue="Market stall")
    for venue, first, last, hours in (("Church hall", 1, 22, 3), ("Market stall", 23, 38, 4)):
        codes = _codes(store, 2, first, last)
        starts = datetime(2026, 11, 14 if hours == 3 else 21, 10, 0).astimezone()
        sessions.add(
            store, REF, venue=venue, starts=starts, ends=starts + timedelta(hours=hours),
            collectors=("Grace Adeyemi", "Tom Pettifer"), sheets=codes,
        )  # fmt: skip
        for at, code in enumerate(codes):
            sheets.count(store, code, SheetCount(1 + at % 3 if hours == 3 else 4 + at % 6), now=now)
    custody.bundle(store, _codes(store, 2, 1, 10), now=now)
    custody.lose(store, _codes(store, 2, 39, 39), what="Left on the 131 bus",
                 known_at=now - timedelta(hours=20), now=now)  # fmt: skip
    breaches.record(store, REF, 1, "assessed-risk", now=now)
    custody.spoil(store, _codes(store, 2, 40, 40), now=now)


def _later(store: Store, now: datetime) -> None:
    """Batch 3 is back or late, batch 4 is out or not issued yet."""
    _give(store, "3:1-20", -1, now - timedelta(days=3), venue="Hana grocery")
    custody.bring_back(store, _codes(store, 3, 1, 20), now=now)
    for code in _codes(store, 3, 1, 11):
        sheets.count(store, code, SheetCount(8), now=now)
    for code in _codes(store, 3, 27, 40):
        sheets.count(store, code, SheetCount(6), now=now)
    _give(store, "3:21-23", 0, now - timedelta(days=3), to="Grace Adeyemi")
    _give(store, "3:24-26", 1, now, venue="Church hall")
    _give(store, "4:1-10", 5, now, to="Park Min-jun 박민준")
    _give(store, "4:11-20", 5, now, venue="Hana grocery")
    _give(store, "4:21-28", 7, now, to="Tom Pettifer")
    hall = chase.holders_named(store, REF, ["Church hall"], today=now.date())
    chase.note_asked(store, REF, hall, now=now)


def _codes(store: Store, batch: int, first: int, last: int) -> list[str]:
    record = store.petitions.get(REF)
    return [
        printed(sheet.code)
        for sheet in store.sheets.of_petition(record.id)
        if sheet.batch == batch and first <= sheet.position <= last
    ]


def grab_sheets(window: Any, grab: Callable[[str], None], theme: str, out: Path) -> None:
    """The page as it opens, narrow, scrolled to a sheet, and each dialogue."""
    page, store = window.page("sheets"), window.session.store
    page.area.verticalScrollBar().setValue(0)
    grab(f"{theme}-sheets-custody")
    window.resize(1000, 640)
    grab(f"{theme}-sheets-small")
    page.find_sheet(_codes(store, 3, 21, 21)[0])
    grab(f"{theme}-sheets-small-found")
    window.resize(1280, 800)
    grab(f"{theme}-sheets-found")
    page.area.verticalScrollBar().setValue(0)
    for by in ("venue", "collector"):
        page.batches.by._buttons[by].click()
        grab(f"{theme}-sheets-by-{by}")
    page.batches.by._buttons["batch"].click()
    codes = [*_codes(store, 3, 22, 22), *_codes(store, 3, 1, 1), *_codes(store, 3, 21, 23)]
    for name, dialog in dialogs(page, codes):
        dialog.show()
        for _ in range(6):
            window.repaint()
            dialog.repaint()
        grab("scratch")
        dialog.grab().save(str(out / f"{theme}-sheets-{name}.png"))
        dialog.close()
        dialog.deleteLater()
    (out / "scratch.png").unlink()


def dialogs(page: Any, codes: list[str]) -> list[tuple[str, Any]]:
    """Each dialogue of the page; `codes` are one that is out, one that is back, one to lose."""
    from app.ui.sheets.issue_dialog import IssueDialog
    from app.ui.sheets.lose_dialog import LoseDialog
    from app.ui.sheets.return_dialog import ReturnDialog
    from app.ui.sheets.sessions_dialog import SessionsDialog
    from app.ui.sheets.write_dialog import WriteDialog
    from app.ui.widgets.breach_record import BreachDialog

    session = page.session
    record, today = session.petition, session.clock().date()
    back = ReturnDialog(page, session, record, page._sheets)
    for code in (*codes[:2], "NM7K-3QA8-7"):
        back.code.set_text(code)
        back.take()
    session.undo()
    several = ReturnDialog(page, session, record, page._sheets)
    several.way._buttons["range"].click()
    lines = chase.listing(session.store, record.ref, today=today)[:3]
    by_session = SessionsDialog(page, session, record.ref)
    by_session.by._buttons["session"].click()
    return [
        ("issue", IssueDialog(page, session, record, page._sheets)),
        ("return", back),
        ("return-range", several),
        ("lose", LoseDialog(page, session, page._sheets, codes[2:])),
        ("write", WriteDialog(page, session, record.ref, lines)),
        ("yield", SessionsDialog(page, session, record.ref)),
        ("yield-session", by_session),
        ("breach", BreachDialog(page, session, record.ref, 1)),
    ]
