"""Printing: a batch of sheets drawn with new codes, then kept and written in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain import sheet_code
from app.domain.addressee import Addressee, Kind
from app.domain.checks import stops_printing
from app.domain.sheet import SLIPS, Face, Order, PrintJob, Shape, SheetToPrint, Side, faces_of
from app.domain.sheet_code import printed
from app.domain.wording import Wording, wording_hash
from app.errors import AppError
from app.intake.templates import binding_texts, body_of, collector_texts, sheet_texts
from app.messages import tr, trn
from app.operations.petition.petitions import check_text
from app.progress import Progress, silent
from app.store.files import check_target, write_whole
from app.store.petitions import PetitionRecord
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
    faces: Mapping[str, tuple[Face, ...]]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """A batch's number, its codes as printed, and remarks on the print."""

    batch: int
    codes: list[str]
    notes: tuple[str, ...]


def _texts(wording: Wording) -> dict[str, Mapping[str, str]]:
    texts: dict[str, Mapping[str, str]] = {one: sheet_texts(one) for one in wording.translations}
    return texts | {wording.language: binding_texts(wording.language)}


def preview(
    wording: Wording, kind: Kind, rows: int | None = None, shape: Shape = "portrait"
) -> bytes:
    """The real PDF page, marked as a draft."""
    from app.documents.sheets.batch import sheets_pdf

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
        shape=shape,
    )
    return sheets_pdf(job).pdf


def prepare(store: Store, ref: str, order: Order, progress: Progress = silent) -> Prepared:
    """Draws the batch that was ordered, with new codes; nothing is kept yet.

    Refuses a wording with a finding that stops printing, and a kind that the addressee does
    not take (R8, R9). With two sides each side is a sheet with its code: a lost page is known.
    """
    from app.documents.sheets.batch import layout_json, sheets_pdf

    record = store.petitions.get(ref)
    body = body_of(record.wording)
    _require_printable(record)
    _require_possible(order, body)
    job = PrintJob(
        wording=record.wording,
        addressee=body,
        hash=record.hash,
        batch=store.sheets.next_batch_number(record.id),
        sheets=_ordered(store, record, order, body),
        texts=_texts(record.wording),
        rows=order.rows,
        languages=tuple(record.wording.translations),
        shape=order.shape,
        codes_on=order.codes_on,
        collector=_collector_texts(record.wording) if order.collector else {},
    )
    drawn = sheets_pdf(job, progress)
    return Prepared(
        record,
        job.sheets,
        drawn.rows,
        drawn.pdf,
        layout_json(drawn),
        faces_of(drawn.pages, drawn.size),
        drawn.notes,
    )


def _ordered(
    store: Store, record: PetitionRecord, order: Order, body: Addressee
) -> tuple[SheetToPrint, ...]:
    """The sheets with their codes; the petition's first one is its top sheet (R8)."""
    first: Kind = order.kind if order.kind != "auto" else body.first_kind
    later: Kind = order.kind if order.kind != "auto" else body.later_kind
    if order.kind == "auto" and (order.shape in SLIPS or store.sheets.has_top(record.version_id)):
        first = later
    return tuple(
        SheetToPrint(code, number, later if number > 1 else first, _side(number, order.sides))
        for number, code in enumerate(_new_codes(store, order.count * order.sides), 1)
    )


def _side(number: int, sides: int) -> Side:
    return "" if sides == 1 else "front" if number % 2 else "back"


def _collector_texts(wording: Wording) -> dict[str, Mapping[str, Any]]:
    """The collector's pages, in the languages of the petition for which there are texts."""
    wanted = dict.fromkeys(("en", wording.language, *wording.translations))
    return {language: found for language in wanted if (found := collector_texts(language))}


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


def _require_possible(order: Order, body: Addressee) -> None:
    """Refuses what cannot be printed, and wishes that exclude each other."""
    if not 1 <= order.count <= MOST_SHEETS:
        raise AppError(
            "A batch has 1 to {most} sheets, not {count}.", most=MOST_SHEETS, count=order.count
        )
    if order.kind != "auto" and order.kind not in body.kinds:
        raise AppError(
            "The addressee {name} takes no sheets of the kind “{kind}”: choose one of {kinds}.",
            name=body.name,
            kind=order.kind,
            kinds=", ".join(body.kinds),
        )
    if order.codes_on == "back" and (order.sides == 2 or order.shape in SLIPS):
        raise AppError(
            "A code stands on the back only where nothing else does: print one side, and no slips."
        )
    if order.shape in SLIPS and (order.sides == 2 or order.rows not in {None, 1}):
        raise AppError("A slip is for one signer: it has one side and one row.")
    if order.shape in SLIPS and order.kind == "top":
        raise AppError("A slip is no top sheet: print that one in the shape “portrait”.")


def _new_codes(store: Store, count: int) -> list[str]:
    taken = store.sheets.codes()
    codes: list[str] = []
    while len(codes) < count:
        code = sheet_code.new_code()
        if code not in taken:
            taken.add(code)
            codes.append(code)
    return codes


def apply(
    store: Store,
    prepared: Prepared,
    *,
    out: Path | None,
    layout_out: Path | None = None,
    force: bool = False,
    now: datetime,
) -> Printed:
    """Commits the codes and freezes the wording, then writes the PDF; if that fails they are void.

    Without `out` nothing is written: the window prints what was prepared.
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
        store.sheets.add_batch(prepared.record, prepared.sheets, prepared.rows, now, prepared.faces)
    try:
        if out:
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
    order: Order,
    *,
    out: Path,
    layout_out: Path | None = None,
    force: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> Printed:
    """Prints a batch to the PDF `out`, with its layout file if wanted."""
    for target in filter(None, (out, layout_out)):
        check_target(target, force=force)
    prepared = prepare(store, ref, order, progress)
    return apply(store, prepared, out=out, layout_out=layout_out, force=force, now=now)
