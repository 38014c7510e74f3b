"""What is printed besides sheets: the hand-in pack, the schedule, help pages, the draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.domain.signature import Signature
from app.errors import AppError
from app.intake.templates import addressee, pack_texts, sheet_texts
from app.operations.sheets import listing, sheet_balance
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.petitions import PetitionRecord
from app.store.signatures import SignatureQuery
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.pack import PackFacts
    from app.documents.schedule import ScheduleRow

Redaction = Literal["none", "initials", "numbers"]


def pack(
    store: Store,
    ref: str,
    out: Path,
    *,
    redact: Redaction = "none",
    force: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> list[Path]:
    """Writes the hand-in pack into the folder `out`, which is made when its parent is there."""
    from app.documents.pack import commons_pack, letter_pack

    record = store.petitions.get(ref)
    body = addressee(record.wording.addressee)
    facts = pack_facts(store, record, now.date())
    if not facts.counts.raw:
        raise AppError(
            "Nothing has been counted for “{ref}” yet: enter a returned sheet first.", ref=ref
        )
    if body.takes_list:
        people = facts.counts.valid
        listed = _schedule_pdf(store, record, redact, own_list=False, now=now, progress=progress)
        made = letter_pack(facts, listed)
    else:
        people = 0
        made = commons_pack(facts)
    folder = _folder(out)
    targets = {folder / name: content for name, content in made.items()}
    for path in targets:
        check_target(path, force=force)
    for path, content in targets.items():
        write_whole(path, content, force=force)
    if people:
        _record_export(store, record, "pack", redact, people, now)
    return list(targets)


def _folder(out: Path) -> Path:
    if not out.parent.is_dir():
        raise AppError(
            "The folder “{folder}” does not exist: make it first, or choose another.",
            folder=out.parent,
        )
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        raise AppError(
            "The folder “{folder}” cannot be made: {problem}. Choose another.",
            folder=out,
            problem=(error.strerror or "unknown reason").lower(),
        ) from None
    return out


def pack_facts(store: Store, record: PetitionRecord, today: date) -> PackFacts:
    """All that a pack says of a petition: only sheets with entered rows are in the bundle."""
    from app.documents.pack import PackFacts, SheetLine

    sums = [one for one in listing(store, record.ref) if one.counts.raw]
    sums.sort(key=lambda one: (one.sheet.kind != "top", one.sheet.id))
    languages = ("en", *record.wording.translations)
    return PackFacts(
        wording=record.wording,
        addressee=addressee(record.wording.addressee),
        hash=record.hash,
        version=record.version,
        counts=store.sheets.counts(record.id),
        balance=sheet_balance(store, record.ref),
        sheets=tuple(
            SheetLine(one.sheet.code, one.sheet.kind, one.sheet.version, one.counts) for one in sums
        ),
        counted_on=today,
        texts=pack_texts(),
        sheet_texts={language: sheet_texts(language) for language in languages},
    )


def schedule(
    store: Store,
    ref: str,
    out: Path,
    *,
    redact: Redaction,
    own_list: bool = False,
    force: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> int:
    """Writes the numbered schedule of valid signatories and gives how many there are.

    Refused where the addressee takes no list (R10), unless it is the organiser's `own_list`.
    """
    record = store.petitions.get(ref)
    body = addressee(record.wording.addressee)
    if not body.takes_list and not own_list:
        raise AppError(
            "The {name} takes no typed list of names: only ink on the printed sheet is the "
            "petition (R10). For your own use, ask for the organiser’s own list (--own-list).",
            name=body.name,
        )
    check_target(out, force=force)
    pdf = _schedule_pdf(store, record, redact, own_list=own_list, now=now, progress=progress)
    write_whole(out, pdf, force=force)
    people = store.signatures.totals(_valid(record)).valid
    _record_export(store, record, "own list" if own_list else "schedule", redact, people, now)
    return people


def _valid(record: PetitionRecord) -> SignatureQuery:
    return SignatureQuery(record.id, validity="valid", sort="sheet")


def _schedule_pdf(
    store: Store,
    record: PetitionRecord,
    redact: Redaction,
    *,
    own_list: bool,
    now: datetime,
    progress: Progress,
) -> bytes:
    from app.documents.schedule import ScheduleHead, schedule_pdf
    from app.documents.words import recipient

    body = addressee(record.wording.addressee)
    head = ScheduleHead(
        record.wording.title, recipient(record.wording, body), redact, own_list, now.date()
    )
    query = _valid(record)
    total = store.signatures.totals(query).valid
    return schedule_pdf(head, _rows(store.signatures.all(query)), total, progress)


def _rows(signatures: Iterator[Signature]) -> Iterator[ScheduleRow]:
    from app.documents.schedule import ScheduleRow

    for one in signatures:
        yield ScheduleRow(one.name, one.address, one.postcode, one.signed_on)


def _record_export(
    store: Store, record: PetitionRecord, document: str, redact: str, people: int, now: datetime
) -> None:
    with store.step("Record a document with names", inverse=()):
        store.exports.add(record.id, Export(now, document, redact, people))


def help_page(store: Store, ref: str, language: str, out: Path, *, force: bool = False) -> None:
    """Writes the help page in a language that the petition is translated to (R7)."""
    from app.documents.help_page import help_page_pdf

    record = store.petitions.get(ref)
    known = list(record.wording.translations)
    if language not in known:
        raise AppError(
            "“{ref}” has no translation “{language}”: it has {known}.",
            ref=ref,
            language=language,
            known=", ".join(known) or "none",
        )
    check_target(out, force=force)
    pdf = help_page_pdf(
        record.wording,
        addressee(record.wording.addressee),
        language,
        record.hash,
        {one: sheet_texts(one) for one in ("en", language)},
        pack_texts()["help"],
    )
    write_whole(out, pdf, force=force)


def draft(store: Store, ref: str, out: Path, *, force: bool = False, now: datetime) -> None:
    """Writes the wording alone, to send before collecting (R19)."""
    from app.documents.pack import draft_pdf

    check_target(out, force=force)
    facts = pack_facts(store, store.petitions.get(ref), now.date())
    write_whole(out, draft_pdf(facts), force=force)
