"""The tray: pages that no code named, and pictures of one sheet between which a person decides."""

from __future__ import annotations

from datetime import date
from typing import Literal

from app.domain.sheet_code import printed
from app.errors import AppError
from app.messages import tr, trn
from app.operations.campaign.campaigns import Campaign
from app.operations.paper.scanning import KEEP_UNTIL, KEEPS
from app.store.scans import ScanRecord, SheetScan
from app.store.store import Store

Decision = Literal["use", "leave"]
"""This picture in place of the one before, or the one before."""


def listing(store: Store) -> list[tuple[ScanRecord, list[SheetScan]]]:
    """The pages that wait for a person, the first scanned first."""
    return store.scans.tray()


def dismiss(store: Store, number: int) -> None:
    """Puts a page aside that is no sheet of the campaign; its picture goes at the next start."""
    require_waiting(store, number)
    record = store.scans.get(number)
    with store.step(tr("Put page {number} aside", number=number)):
        store.scans.set_state(record.id, "dismissed")


def require_waiting(store: Store, number: int) -> None:
    """Refuses a page that does not wait in the tray: what a sheet is known by stays."""
    if store.scans.get(number).state != "tray":
        raise AppError("Page {number} does not wait in the tray.", number=number)


def decide(store: Store, number: int, decision: Decision) -> None:
    """Settles what the sheets on a page ask: their pictures are shown from now on, or not."""
    record = store.scans.get(number)
    asking = [one for one in store.scans.sheets_on(record.id) if one.flag not in {"", "worse"}]
    if not asking:
        raise AppError("Page {number} asks nothing.", number=number)
    codes = ", ".join(printed(one.seen.code) for one in asking)
    with store.step(tr("Decide on the picture of {codes}", codes=codes)):
        for one in asking:
            if decision == "use":
                store.scans.show(one)
            store.scans.settle(one)


def set_keeping(store: Store, *, keeps: bool, until: date | None, today: date) -> None:
    """Whether pictures of scans are kept, and until when in place of the petition's own day.

    It holds for scans that are brought in from now on.
    """
    if until and until < today:
        raise AppError("The day {day} is past: give a day to come.", day=until)
    with store.step(tr("Change what is kept of scans")):
        store.settings.put(KEEPS, "yes" if keeps else "no")
        store.settings.put(KEEP_UNTIL, until.isoformat() if until else "")


def expired(store: Store, today: date) -> list[ScanRecord]:
    """The pages whose picture is kept past its day."""
    return [one for one in store.scans.kept() if one.keep_until and one.keep_until < today]


def expire(campaign: Campaign, *, today: date) -> int:
    """Destroys the pictures whose day is past; what was read from them stays. Not undoable."""
    found = expired(campaign.store, today)
    if found:
        label = trn("Destroy {number} picture", "Destroy {number} pictures", len(found))
        with campaign.store.step(label, inverse=()):
            campaign.store.scans.forget_pictures(one.id for one in found)
        for one in found:
            campaign.vault.remove(one.id)
    return len(found)
