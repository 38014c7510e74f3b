"""Sheets: printed with a code each, counted without names or keyed, spoiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from app.domain import sheet_code
from app.domain.addressee import Kind
from app.domain.checks import stops_printing
from app.domain.row_notes import RowNote
from app.domain.sheet import Balance, PrintJob, SheetCount, SheetToPrint, balance
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Counts, RowEntry
from app.domain.wording import Wording, wording_hash
from app.errors import AppError
from app.intake.templates import binding_texts, body_of, sheet_texts
from app.messages import tr, trn
from app.operations.entry import free_rows, require_open, tidy_entry
from app.operations.petitions import check_text
from app.progress import Progress, silent
from app.store.files import check_target, write_whole
from app.store.petitions import PetitionRecord
from app.store.sheets import SheetRecord
from app.store.store import Store

MOST_SHEETS = 5000
"""Sheets in one batch: a higher number is a slip of the finger."""


@dataclass(frozen=True)
class Prepared:
    """A batch drawn but not yet kept: its sheets, PDF, layout file and remarks."""

    record: PetitionRecord
    sheets: tuple[SheetToPrint, ...]
    rows: tuple[int, ...]
    pdf: bytes
    layout: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """A batch's number, its codes as printed, and remarks on the print."""

    batch: int
    codes: list[str]
    notes: tuple[str, ...]


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


def _texts(wording: Wording) -> dict[str, Mapping[str, str]]:
    texts: dict[str, Mapping[str, str]] = {one: sheet_texts(one) for one in wording.translations}
    return texts | {wording.language: binding_texts(wording.language)}


def preview(wording: Wording, kind: Kind, rows: int | None = None) -> bytes:
    """The real PDF page, marked as a draft."""
    from app.documents.sheet import sheets_pdf

    body = body_of(wording)
    job = PrintJob(
        wording=wording,
        addressee=body,
        hash=wording_hash(wording, body),
        batch=1,
        sheets=(SheetToPrint("", 1, kind),),
        texts=_texts(wording),
        rows=rows,
        languages=tuple(wording.translations),
        draft=True,
    )
    return sheets_pdf(job).pdf


def prepare_print(
    store: Store,
    ref: str,
    *,
    count: int,
    rows: int | None = None,
    kind: Kind | Literal["auto"] = "auto",
    progress: Progress = silent,
) -> Prepared:
    """Draws a batch of `count` sheets with new codes; nothing is kept yet.

    Refuses a wording with a finding that stops printing, and a kind that the
    addressee does not take (R8, R9).
    """
    from app.documents.sheet import layout_json, sheets_pdf

    if not 1 <= count <= MOST_SHEETS:
        raise AppError(
            "A batch has 1 to {most} sheets, not {count}.", most=MOST_SHEETS, count=count
        )
    record = store.petitions.get(ref)
    body = body_of(record.wording)
    _require_printable(record)
    if kind != "auto" and kind not in body.kinds:
        raise AppError(
            "The addressee {name} takes no sheets of the kind “{kind}”: choose one of {kinds}.",
            name=body.name,
            kind=kind,
            kinds=", ".join(body.kinds),
        )
    first: Kind = kind if kind != "auto" else body.first_kind
    later: Kind = kind if kind != "auto" else body.later_kind
    if kind == "auto" and store.sheets.has_top(record.version_id):
        first = later
    sheets = tuple(
        SheetToPrint(code, number, later if number > 1 else first)
        for number, code in enumerate(_new_codes(store, count), 1)
    )
    job = PrintJob(
        wording=record.wording,
        addressee=body,
        hash=record.hash,
        batch=store.sheets.next_batch_number(record.id),
        sheets=sheets,
        texts=_texts(record.wording),
        rows=rows,
        languages=tuple(record.wording.translations),
    )
    drawn = sheets_pdf(job, progress)
    printed_rows = {page.sheet: len(page.rows) for page in drawn.pages}
    return Prepared(
        record,
        sheets,
        tuple(printed_rows[printed(sheet.code)] for sheet in sheets),
        drawn.pdf,
        layout_json(drawn.pages),
        drawn.notes,
    )


def _require_printable(record: PetitionRecord) -> None:
    findings = check_text(record.wording)
    if stops_printing(findings):
        first = findings[0]
        raise AppError(
            "The wording of “{ref}” cannot be printed yet ({rule}, {field}): {message} {mend}",
            ref=record.ref,
            rule=first.rule,
            field=first.field,
            message=first.message,
            mend=first.mend,
        )


def _new_codes(store: Store, count: int) -> list[str]:
    taken = store.sheets.codes()
    codes: list[str] = []
    while len(codes) < count:
        code = sheet_code.new_code()
        if code not in taken:
            taken.add(code)
            codes.append(code)
    return codes


def apply_print(
    store: Store,
    prepared: Prepared,
    *,
    out: Path,
    layout_out: Path | None = None,
    force: bool = False,
    now: datetime,
) -> Printed:
    """Commits the codes and freezes the wording, then writes the PDF; if that fails they are void.

    Taking the step back spoils the batch: a code is never given again (R10).
    """
    for target in filter(None, (out, layout_out)):
        check_target(target, force=force)
    now_kept = store.petitions.get(prepared.record.ref)
    if (now_kept.version_id, now_kept.hash) != (prepared.record.version_id, prepared.record.hash):
        raise AppError(
            "The wording of “{ref}” was changed while its sheets were drawn: print them again.",
            ref=prepared.record.ref,
        )
    many = trn("{number} sheet", "{number} sheets", len(prepared.sheets))
    number = store.sheets.next_batch_number(prepared.record.id)
    taken_back = store.sheets.spoiling(prepared.record.id, number)
    with store.step(tr("Print {many}", many=many), inverse=taken_back):
        store.petitions.freeze(prepared.record, now)
        store.sheets.add_batch(prepared.record, prepared.sheets, prepared.rows, now)
    try:
        write_whole(out, prepared.pdf, force=force)
        if layout_out:
            write_whole(layout_out, prepared.layout.encode(), force=force)
    except BaseException:
        store.undo(now)
        raise
    return Printed(number, [printed(sheet.code) for sheet in prepared.sheets], prepared.notes)


def print_batch(
    store: Store,
    ref: str,
    *,
    count: int,
    out: Path,
    rows: int | None = None,
    kind: Kind | Literal["auto"] = "auto",
    layout_out: Path | None = None,
    force: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> Printed:
    """Prints a batch of `count` sheets to the PDF `out`, with its layout file if wanted."""
    for target in filter(None, (out, layout_out)):
        check_target(target, force=force)
    prepared = prepare_print(store, ref, count=count, rows=rows, kind=kind, progress=progress)
    return apply_print(store, prepared, out=out, layout_out=layout_out, force=force, now=now)


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
    from app.operations.signatures import notes_on

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


def show(store: Store, code: str) -> SheetSum:
    """One sheet by its code, with what counts on it."""
    sheet = store.sheets.get(code)
    return _sum(sheet, store.signatures.by_sheet(sheet.petition, sheet.id).get(sheet.id))


def sheet_balance(store: Store, ref: str) -> Balance:
    """Where a petition's printed sheets are, as a sum that has to balance (R112)."""
    states = store.sheets.states(store.petitions.get(ref).id)
    return balance(sum(states.values()), states)


def counts(store: Store, ref: str) -> Counts:
    """raw = valid + similar + invalid + unchecked, of a whole petition (R24)."""
    return store.sheets.counts(store.petitions.get(ref).id)


def spoil(store: Store, codes: Sequence[str], *, now: datetime) -> int:
    """Marks sheets as spoiled, as after a paper jam; one with rows entered is refused."""
    sheets = [store.sheets.get(code) for code in codes]
    for sheet in sheets:
        if sheet.keyed or sheet.count:
            raise AppError(
                "Sheet {code} has entered rows: mark those rows instead of the sheet.",
                code=printed(sheet.code),
            )
    many = trn("{number} sheet", "{number} sheets", len(sheets))
    with store.step(tr("Spoil {many}", many=many)):
        store.sheets.set_state(sheets, "spoiled", now)
    return len(sheets)
