"""Papers that go with sheets: a receipt when they go out, a list and letters to chase them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.domain.custody import Holder
from app.errors import AppError
from app.intake.templates import custody_texts
from app.messages import tr
from app.operations.paper import chase
from app.operations.paper.chase import ChaseLine
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.sheets import SheetRecord
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.custody.chase import Outstanding

Paper = Literal["receipt", "chase-list", "chase-letters"]
"""The papers that name people, as the record of documents calls them."""


def draw_receipt(store: Store, sheets: Sequence[SheetRecord], *, now: datetime) -> bytes:
    """The receipt for sheets just issued, in the holder's language, in two copies."""
    from app.documents.custody.receipt import Receipt, receipt_pdf

    people = store.holders.by_id()
    holder = sheets[0].holder
    named = [people[key] for key in (holder.collector, holder.venue) if key]
    language = named[0].language if named else "en"
    wording = store.petitions.of_id(sheets[0].petition).wording
    receipt = Receipt(
        wording=wording,
        title=wording.title_in(language),
        holder=", ".join(one.name for one in named),
        sheets=len(sheets),
        runs=chase.code_runs(sheets),
        issued_on=now.date(),
        due=sheets[0].due,
    )
    return receipt_pdf(receipt, custody_texts(language), language)


def receipt(
    store: Store, codes: Sequence[str], out: Path, *, force: bool = False, now: datetime
) -> None:
    """Writes the receipt for these sheets (bare codes), which one holder has."""
    check_target(out, force=force)
    sheets = [store.sheets.get(code) for code in codes]
    if len({(sheet.holder, sheet.petition, sheet.state) for sheet in sheets}) > 1:
        raise AppError("A receipt is for the sheets of one petition with one holder.")
    if sheets[0].state != "issued":
        raise AppError("Only sheets that are out have a receipt: issue them first.")
    write_whole(out, draw_receipt(store, sheets, now=now), force=force)
    _record(store, sheets[0].petition, "receipt", 1, now)


def _record(store: Store, petition: str, document: Paper, people: int, now: datetime) -> None:
    with store.step(tr("Record a document with names"), inverse=()):
        store.exports.add(petition, Export(now, document, "none", people))


def _outstanding(line: ChaseLine, name: str) -> Outstanding:
    from app.documents.custody.chase import Outstanding

    one = line.chase
    return Outstanding(
        name, line.contact, len(one.sheets), line.where, one.due, line.days_late, one.asked
    )


def draw_list(store: Store, ref: str, language: str, *, now: datetime) -> bytes:
    """The chase list to carry along."""
    from app.documents.custody.chase import chase_pdf

    lines = chase.listing(store, ref, today=now.date())
    wording = store.petitions.get(ref).wording
    shown = [_outstanding(line, line.name) for line in lines]
    return chase_pdf(wording, shown, now.date(), custody_texts(language), language)


def write_list(
    store: Store, ref: str, out: Path, *, language: str = "en", force: bool = False, now: datetime
) -> int:
    """Writes the chase list to `out`; gives how many holders it names."""
    check_target(out, force=force)
    lines = chase.listing(store, ref, today=now.date())
    write_whole(out, draw_list(store, ref, language, now=now), force=force)
    if lines:
        _record(store, store.petitions.get(ref).id, "chase-list", len(lines), now)
    return len(lines)


def draw_letters(store: Store, ref: str, lines: Sequence[ChaseLine], *, now: datetime) -> bytes:
    """A letter to each holder, in the holder's language."""
    from app.documents.custody.chase import letters_pdf

    return letters_pdf(
        store.petitions.get(ref).wording,
        [
            (chase.message(store, ref, line, line.language), line.language, now.date())
            for line in lines
        ],
    )


def write_letters(
    store: Store,
    ref: str,
    out: Path,
    *,
    holders: Sequence[Holder] = (),
    force: bool = False,
    now: datetime,
) -> int:
    """Writes a letter to each holder who is late, and keeps that they were asked.

    With `holders` it is to those, late or not.
    """
    check_target(out, force=force)
    lines = chase.listing(store, ref, today=now.date(), late_only=not holders)
    chosen = [line for line in lines if line.chase.holder in holders or not holders]
    if not chosen:
        raise AppError(
            "Nobody is late with sheets of “{ref}”: there is no letter to write.", ref=ref
        )
    write_whole(out, draw_letters(store, ref, chosen, now=now), force=force)
    chase.note_asked(store, ref, [line.chase.holder for line in chosen], now=now)
    _record(store, store.petitions.get(ref).id, "chase-letters", len(chosen), now)
    return len(chosen)


def note_print(store: Store, ref: str, document: Paper, people: int, *, now: datetime) -> None:
    """Records that a paper that names `people` went to the printer."""
    _record(store, store.petitions.get(ref).id, document, people, now)
