"""Printed sheets: counted without names or keyed, spoiled, and their balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.row_notes import RowNote
from app.domain.sheet import Balance, SheetCount, balance
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, SHEET_REASONS, Counts, Origin, RowEntry, less
from app.errors import AppError
from app.messages import tr, trn
from app.operations.paper.entry import free_rows, require_open, tidy_entry
from app.store.sheets import SheetRecord
from app.store.store import Store


@dataclass(frozen=True)
class Keyed:
    """How many rows were keyed, what is worth a second look in them, by row, and the check."""

    rows: int
    notes: dict[int, list[RowNote]]
    difference: int | None


@dataclass(frozen=True)
class SheetSum:
    """A sheet with what counts on it: its keyed rows, or its count where none is keyed.

    `difference` is keyed rows less counted ones, None unless there are both.
    """

    sheet: SheetRecord
    counts: Counts
    difference: int | None


def count(store: Store, code: str, counted: SheetCount, *, now: datetime) -> SheetSum:
    """Keeps a sheet's count without names; counting it implies its return."""
    sheet = store.sheets.get(code)
    require_open(sheet)
    where = tr("Sheet {code}", code=printed(sheet.code))
    numbers = [counted.in_form, counted.similar, *counted.invalid.values()]
    if min(numbers) < 0:
        raise AppError("{where}: a number of rows cannot be less than 0.", where=where)
    for reason in counted.invalid:
        if reason not in REASONS:
            raise AppError(
                "{where}: there is no reason “{reason}”: use {reasons}.",
                where=where,
                reason=reason,
                reasons=", ".join(REASONS),
            )
    if counted.total > sheet.rows:
        raise AppError(
            "{where}: {total} rows counted, but the sheet has {rows}: count again.",
            where=where,
            total=counted.total,
            rows=sheet.rows,
        )
    with store.step(tr("Count {code}", code=printed(sheet.code))):
        store.sheets.set_count(sheet, counted)
        if not sheet.keyed:
            store.sheets.set_state([sheet], "counted", now)
    return show(store, code)


def object_to(store: Store, code: str, reason: str, filled: int, *, now: datetime) -> SheetSum:
    """Marks a whole sheet: all its `filled` rows are invalid for `reason`, keyed or not (R106).

    The count keeps the number of rows; rows keyed already get the reason too, in the same step.
    """
    sheet = store.sheets.get(code)
    require_open(sheet)
    where = tr("Sheet {code}", code=printed(sheet.code))
    if reason not in SHEET_REASONS:
        raise AppError(
            "{where}: “{reason}” is not a reason for a whole sheet: use {reasons}.",
            where=where,
            reason=reason,
            reasons=", ".join(SHEET_REASONS),
        )
    keyed = store.signatures.of_sheet(sheet.id)
    if not max(1, len(keyed)) <= filled <= sheet.rows:
        raise AppError(
            "{where}: {filled} rows cannot be filled: it has {rows}, and {keyed} are keyed.",
            where=where,
            filled=filled,
            rows=sheet.rows,
            keyed=len(keyed),
        )
    with store.step(tr("Mark all of {code} {reason}", code=printed(sheet.code), reason=reason)):
        store.sheets.set_count(sheet, SheetCount(0, 0, {reason: filled}))
        store.signatures.judge([one.id for one in keyed], "invalid", reason)
        if not keyed:
            store.sheets.set_state([sheet], "counted", now)
    return show(store, code)


def key(
    store: Store,
    code: str,
    entries: Sequence[RowEntry],
    *,
    now: datetime,
    replacing: bool = False,
) -> Keyed:
    """Keys the rows of a sheet in one step; rows keyed already are kept unless `replacing`."""
    sheet = store.sheets.get(code)
    require_open(sheet)
    if not entries:
        raise AppError("Sheet {code}: there is no filled row to key.", code=printed(sheet.code))
    tidied = [tidy_entry(entry, sheet, now.date()) for entry in entries]
    keyed = free_rows(store.signatures, sheet, [entry.row for entry in tidied], replacing=replacing)
    many = trn("{number} row", "{number} rows", len(tidied))
    with store.step(tr("Key {many} of {code}", many=many, code=printed(sheet.code))):
        for entry in tidied:
            if entry.row in keyed:
                store.signatures.replace(keyed[entry.row], entry)
            else:
                store.signatures.add(sheet.petition, sheet.id, entry)
        store.sheets.set_state([sheet], "keyed", now)
    return Keyed(len(tidied), _notes(store, sheet, tidied), show(store, code).difference)


def _notes(
    store: Store, sheet: SheetRecord, entries: Sequence[RowEntry]
) -> dict[int, list[RowNote]]:
    from app.operations.counting.signatures import notes_on

    wording = store.sheets.printed_wording(sheet.batch_id)
    found = {entry.row: notes_on(entry, wording) for entry in entries}
    return {row: notes for row, notes in found.items() if notes}


def listing(store: Store, ref: str) -> list[SheetSum]:
    """A petition's sheets in the order of printing, with what counts on each."""
    record = store.petitions.get(ref)
    keyed = store.signatures.by_sheet(record.id)
    return [_sum(sheet, keyed.get(sheet.id)) for sheet in store.sheets.of_petition(record.id)]


def _sum(sheet: SheetRecord, keyed: Counts | None) -> SheetSum:
    count = sheet.count
    if keyed:
        return SheetSum(sheet, keyed, keyed.raw - count.total if count else None)
    if count:
        return SheetSum(sheet, Counts(count.in_form, count.similar, 0, count.invalid), None)
    return SheetSum(sheet, Counts(), None)


def to_enter(store: Store, ref: str) -> list[SheetRecord]:
    """The sheets that are back and not entered, the scanned ones first, else as printed."""
    record = store.petitions.get(ref)
    scanned = store.scans.scanned(record.id)
    back = [sheet for sheet in store.sheets.of_petition(record.id) if sheet.state == "returned"]
    return sorted(back, key=lambda sheet: sheet.id not in scanned)


def show(store: Store, code: str) -> SheetSum:
    """One sheet by its code, with what counts on it."""
    sheet = store.sheets.get(code)
    return _sum(sheet, store.signatures.by_sheet(sheet.petition, sheet.id).get(sheet.id))


def sheet_balance(store: Store, ref: str) -> Balance:
    """Where a petition's printed sheets are, as a sum that has to balance (R112)."""
    petition = store.petitions.get(ref).id
    printed_in_all = sum(store.sheets.printed(petition).values())
    return balance(printed_in_all, store.sheets.states(petition))


def counts(store: Store, ref: str) -> Counts:
    """raw = valid + similar + invalid + unchecked, of a whole petition (R24)."""
    return store.sheets.counts(store.petitions.get(ref).id)


def counts_apart(store: Store, ref: str) -> dict[Origin, Counts]:
    """A petition's counts on paper and online, apart (R24, R38, R55)."""
    petition = store.petitions.get(ref).id
    online = store.signatures.by_origin(petition)["online"]
    return {"paper": less(store.sheets.counts(petition), online), "online": online}
