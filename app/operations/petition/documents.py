"""The hand-in pack and the schedule: what is lodged, and the record of the names in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.domain.addressee import Addressee
from app.domain.sheet import balance
from app.domain.wording import Wording
from app.errors import AppError
from app.intake.templates import body_of, pack_texts, sheet_texts
from app.messages import tr
from app.operations.constituencies import places
from app.operations.paper.sheets import listing, sheet_balance
from app.operations.petition import councils
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import check_target, unwritable, write_whole
from app.store.petitions import PetitionRecord
from app.store.signature_query import SignatureQuery
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.packs.facts import PackFacts
    from app.documents.page.pdf import Pdf
    from app.documents.schedule import ScheduleHead, ScheduleRow

Redaction = Literal["none", "initials", "numbers"]
_SCHEDULE = "schedule.pdf"

HAND_IN_DAYS = 14
"""Days until the hand-in where no day is given."""


def in_pack(key: str, wording: Wording, body: Addressee) -> bool:
    """Whether the document `key` belongs to the pack for this addressee."""
    from app.documents.packs import pack

    return pack.in_pack(key, wording, body)


@dataclass(frozen=True)
class Drawn:
    """Documents by file name, not yet written, and how many people they name."""

    record: PetitionRecord
    document: Literal["pack", "schedule", "own-list"]
    files: Mapping[str, bytes]
    redact: Redaction
    people: int
    unnamed: int = 0
    """How many of them are at risk, and stand there without name and address."""


def draw_pack(
    store: Store,
    ref: str,
    *,
    redact: Redaction = "none",
    hand_in: date | None = None,
    language: str = "en",
    postcodes: Path | None = None,
    with_at_risk: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> Drawn:
    """The hand-in pack that the addressee asks for; refused before anything is counted.

    With the folder of the directory of `postcodes` it counts by constituency too.
    """
    from app.documents.packs.pack import pack_files
    from app.documents.schedule import draw_schedule as draw_listed

    record = store.petitions.get(ref)
    facts = pack_facts(store, record, now.date(), language, postcodes)
    if not facts.counts.raw:
        raise AppError(
            "Nothing has been counted for “{ref}” yet: enter a returned sheet first.", ref=ref
        )
    people, unnamed, listed = 0, 0, None
    if facts.addressee.takes_list:
        head, rows, people = _listed(
            store, record, redact, own_list=False, with_at_risk=with_at_risk, now=now,
            language=language,
        )  # fmt: skip
        unnamed = rows.unnamed

        def listed(pdf: Pdf, level: int) -> None:
            draw_listed(pdf, head, rows, people, progress, level)

    files = pack_files(facts, listed, hand_in or now.date() + timedelta(days=HAND_IN_DAYS))
    return Drawn(record, "pack", files, redact, people, unnamed)


def write_pack(
    store: Store, drawn: Drawn, out: Path, *, force: bool = False, now: datetime
) -> list[Path]:
    """Writes a drawn pack into the folder `out`, which is made when its parent is there."""
    folder = _folder(out)
    targets = {folder / name: content for name, content in drawn.files.items()}
    for path in targets:
        check_target(path, force=force)
    for path, content in targets.items():
        write_whole(path, content, force=force)
    _record_export(store, drawn, now)
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
        raise unwritable(out, error) from None
    return out


def pack_facts(
    store: Store,
    record: PetitionRecord,
    today: date,
    language: str = "en",
    postcodes: Path | None = None,
) -> PackFacts:
    """All that a pack says of a petition: only sheets with entered rows are in the bundle."""
    from app.documents.packs.facts import BatchLine, PackFacts, SheetLine

    sums = listing(store, record.ref)
    bundle = [one for one in sums if one.counts.raw and one.sheet.state != "lost"]
    bundle.sort(key=lambda one: (one.sheet.kind != "top", one.sheet.id))
    batches = store.sheets.batches(record.id)
    constituencies, told_by = places.for_pack(store, record.ref, postcodes)
    return PackFacts(
        wording=_with_address(store, record.wording),
        addressee=councils.body(store, record.wording),
        hash=record.hash,
        version=record.version,
        counts=store.sheets.counts(record.id),
        balance=sheet_balance(store, record.ref),
        sheets=tuple(
            SheetLine(one.sheet.code, one.sheet.kind, one.sheet.version, one.counts)
            for one in bundle
        ),
        counted_on=today,
        texts=pack_texts(language),
        sheet_texts={
            one: sheet_texts(one) for one in ("en", language, *record.wording.translations)
        },
        language=language,
        batches=tuple(
            BatchLine(one.number, one.printed_at.date(), balance(one.size, one.states))
            for one in reversed(batches)
        ),
        lost=tuple(one.sheet.code for one in sums if one.sheet.state == "lost"),
        spoiled=tuple(one.sheet.code for one in sums if one.sheet.state == "spoiled"),
        places=store.signatures.districts(record.id),
        constituencies=constituencies,
        constituencies_by=told_by,
        online=store.signatures.by_origin(record.id)["online"],
        loose=store.sheets.on_no_sheet(record.id),
    )


def draw_schedule(
    store: Store,
    ref: str,
    *,
    redact: Redaction,
    own_list: bool = False,
    with_at_risk: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> Drawn:
    """The numbered schedule of valid signatories, those at risk named only where it is asked.

    Refused where the addressee takes no list (for the Commons R10), unless it is the
    organiser's `own_list`.
    """
    from app.documents.schedule import schedule_pdf

    record = store.petitions.get(ref)
    body = body_of(record.wording)
    if not body.takes_list and not own_list:
        raise AppError(
            "{name} takes no typed list of names: only ink on the printed sheet is the petition "
            "({rule}). For your own use, ask for the organiser’s own list.",
            lacks="own-list",
            name=recipient_name(record.wording, body),
            rule=body.list_rule,
        )
    head, rows, people = _listed(
        store, record, redact, own_list=own_list, with_at_risk=with_at_risk, now=now
    )
    pdf = schedule_pdf(head, rows, people, progress)
    kind: Literal["schedule", "own-list"] = "own-list" if own_list else "schedule"
    return Drawn(record, kind, {_SCHEDULE: pdf}, redact, people, rows.unnamed)


def write_schedule(
    store: Store, drawn: Drawn, out: Path, *, force: bool = False, now: datetime
) -> int:
    """Writes a drawn schedule to `out` and gives how many signatories it has."""
    write_whole(out, drawn.files[_SCHEDULE], force=force)
    _record_export(store, drawn, now)
    return drawn.people


def _with_address(store: Store, wording: Wording) -> Wording:
    """The wording with its council's address from the profile, where none was written."""
    own = councils.profile(store, wording.recipient)
    if wording.addressee != councils.COUNCIL or wording.recipient_address or own is None:
        return wording
    return replace(wording, recipient_address=own.address)


def schedule(
    store: Store,
    ref: str,
    out: Path,
    *,
    redact: Redaction,
    own_list: bool = False,
    with_at_risk: bool = False,
    force: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> Drawn:
    """Draws the schedule and writes it to `out`; gives what was drawn."""
    check_target(out, force=force)
    drawn = draw_schedule(
        store, ref, redact=redact, own_list=own_list, with_at_risk=with_at_risk, now=now,
        progress=progress,
    )  # fmt: skip
    write_schedule(store, drawn, out, force=force, now=now)
    return drawn


def _valid(record: PetitionRecord) -> SignatureQuery:
    return SignatureQuery(record.id, validity="valid", with_lost=False, sort="sheet")


def recipient_name(wording: Wording, body: Addressee) -> str:
    """Who is petitioned, at the start of a sentence: “The House of Commons”."""
    from app.documents.words import recipient

    name = recipient(wording, body)
    return name[:1].upper() + name[1:]


def _listed(
    store: Store,
    record: PetitionRecord,
    redact: Redaction,
    *,
    own_list: bool,
    with_at_risk: bool = False,
    now: datetime,
    language: str = "en",
) -> tuple[ScheduleHead, _Rows, int]:
    """What the schedule says on top, its rows (read anew each time), and how many there are."""
    from app.documents.schedule import ScheduleHead
    from app.documents.words import recipient

    head = ScheduleHead(
        record.wording.title,
        recipient(record.wording, body_of(record.wording)),
        redact,
        own_list,
        now.date(),
        pack_texts(language)["schedule"],
        language,
    )
    query = _valid(record)
    online = replace(query, origin="online")
    head = replace(head, online=store.signatures.totals(online).valid)
    parts = (replace(query, origin="paper"), online)
    hidden = frozenset() if with_at_risk else store.contacts.signatures_at_risk(record.id)
    return head, _Rows(store, parts, hidden), store.signatures.totals(query).valid


@dataclass(frozen=True)
class _Rows:
    """The rows of a schedule, read from the store each time: those in ink, then those online."""

    store: Store
    parts: tuple[SignatureQuery, ...]
    hidden: frozenset[str]

    @property
    def unnamed(self) -> int:
        """How many of the rows are of people at risk."""
        rows = self.store.signatures.of_ids(list(self.hidden)).values()
        return sum(one.validity == "valid" for one in rows)

    def __iter__(self) -> Iterator[ScheduleRow]:
        from app.documents.schedule import ScheduleRow

        for query in self.parts:
            for one in self.store.signatures.all(query):
                if one.id in self.hidden:
                    yield ScheduleRow("—", "", "", one.signed_on)
                else:
                    yield ScheduleRow(one.name, one.address, one.postcode, one.signed_on)


def note_print(store: Store, drawn: Drawn, *, now: datetime) -> None:
    """Records that a drawn document went to the printer, if it names people."""
    _record_export(store, drawn, now)


def _record_export(store: Store, drawn: Drawn, now: datetime) -> None:
    if drawn.people:
        export = Export(now, drawn.document, drawn.redact, drawn.people)
        with store.step(tr("Record a document with names"), inverse=()):
            store.exports.add(drawn.record.id, export)
