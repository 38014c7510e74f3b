"""Signatures from files: prepared slowly without writing, then kept in one short step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from app.domain.signature import REASONS, Origin
from app.domain.validity import Rules, counted_as, findings
from app.errors import AppError
from app.intake.records.lines import Line, LineReader
from app.intake.records.mapping import (
    ColumnMapping,
    digest_of,
    from_text,
    mapping_of,
    require_dates,
    require_enough,
    to_text,
)
from app.intake.records.presets import Preset, preset, recognise
from app.intake.records.presets import presets as shipped
from app.intake.records.reading import file_bytes, first_bytes, read_or_names, read_table
from app.intake.records.refused import refused_csv
from app.intake.records.rows import Refusal
from app.intake.records.table import Table
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.counting import validity
from app.operations.counting.import_rows import EVERY, Different, Rows, Sheets
from app.operations.counting.import_sources import with_source
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import whole_file
from app.store.identity import new_id
from app.store.imports import ImportRun
from app.store.markings import Marking
from app.store.sealed import is_sealed, unseal
from app.store.sheets import SheetRecord
from app.store.store import Store


@dataclass(frozen=True)
class Proposal:
    """What bringing in a file would do: every row of it is in exactly one of the numbers.

    `repeated` stand in the file twice, word for word. `mapping` says from which source they are.
    `judged` gives the places among `new` that the rules made invalid, by reason. `sheets` are
    the sheets by their printed code on which new rows go; `unclear` counts the answers to
    opt-ins that were not taken for a yes, by head and answer.
    """

    ref: str
    table: Table
    mapping: ColumnMapping
    new: Sequence[Line]
    here: int
    repeated: int
    different: Sequence[Different]
    refused: Sequence[Refusal]
    blank: int
    sheets: Mapping[str, SheetRecord]
    unclear: Mapping[tuple[str, str], int]
    newest: int
    judged: Mapping[str, Sequence[int]]

    @cached_property
    def flagged(self) -> list[Line]:
        """The new rows that are worth a look."""
        return [line for line in self.new if line.flags]

    @cached_property
    def flags(self) -> Counter[str]:
        """How many new rows have each flag."""
        return Counter(flag for line in self.new for flag in line.flags)

    @cached_property
    def origins(self) -> Counter[Origin]:
        """How many new rows are on paper, and how many online."""
        return Counter(line.entry.origin for line in self.new)

    @cached_property
    def opt_ins(self) -> Counter[str]:
        """How many new rows agreed to each channel."""
        return Counter(channel for line in self.new for channel in line.entry.opt_ins)


def presets() -> list[Preset]:
    """The formats that are known by their heads, and the plain table."""
    return list(shipped().values())


def read(path: Path, *, worksheet: str = "", encoding: str = "", passphrase: str = "") -> Table:
    """The table in a file: CSV, XLSX, XLS, ODS or our own JSON, told by its content.

    `passphrase` opens an encrypted export of ours; WrongPassphraseError when it does not.
    """
    data = opened(path, passphrase)
    return read_table(path, worksheet=worksheet, encoding=encoding, data=data)


def read_or_ask(path: Path, *, worksheet: str = "", passphrase: str = "") -> Table | list[str]:
    """The table in a file, or the names of the worksheets with rows where it has several."""
    return read_or_names(path, worksheet=worksheet, data=opened(path, passphrase))


def opened(path: Path, passphrase: str) -> bytes | None:
    """The content of an encrypted file; None where the file is not encrypted."""
    if not is_sealed(first_bytes(path)):
        return None
    if not passphrase:
        raise AppError(
            "{file} is encrypted: give the passphrase that it was exported with.",
            lacks="file-passphrase",
            file=path.name,
        )
    return unseal(file_bytes(path), passphrase)


def propose_mapping(store: Store, table: Table, preset_ref: str = "") -> ColumnMapping:
    """What probably goes where: by the preset, else as it was for the same heads, else by heads."""
    if preset_ref:
        return mapping_of(preset(preset_ref), table.heads)
    kept = store.imports.mapping(digest_of(table.heads))
    return from_text(kept, table.heads) if kept else mapping_of(recognise(table.heads), table.heads)


def prepare_import(
    store: Store,
    ref: str,
    table: Table,
    mapping: ColumnMapping,
    *,
    now: datetime,
    judge: bool = False,
    progress: Progress = silent,
) -> Proposal:
    """What bringing `table` in would do; nothing is written.

    With `judge` a new row in which the addressee's rules find something is invalid for that;
    else it comes in unchecked. AppError where no column holds names, or where it has to be
    asked whether dates are day first.
    """
    require_enough(mapping, table.file)
    require_dates(table, mapping)
    record = store.petitions.get(ref)
    mapping = with_source(store, ref, table, mapping, today=now.date())
    reader = LineReader(table, mapping, now.date())
    rules = validity.rules(store, ref)
    rows = Rows(store, record.id, mapping, table.heads, rules)
    total = len(table.rows)
    for place, row in enumerate(table.rows):
        if place % EVERY == 0:
            progress(place, total)
        found = reader.read(row, table.lines[place], place)
        rows.take(found, place)
    rows.compare(progress)
    sheets = Sheets(store, record.id)
    new = [_judged(sheets.placed(line), rules, judge=judge) for line in rows.new]
    judged: dict[str, list[int]] = {}
    for at, (line, was) in enumerate(zip(new, rows.new, strict=True)):
        if line.entry.reason and not was.entry.reason:
            judged.setdefault(line.entry.reason, []).append(at)
    return Proposal(
        ref, table, mapping, new, rows.here, rows.repeated, rows.different, rows.refused,
        rows.blank, sheets.used, reader.unclear, store.signatures.newest(), judged,
    )  # fmt: skip


def _judged(line: Line, rules: Rules, *, judge: bool) -> Line:
    """`line` with what the rules find in it, and what “valid” means for its origin."""
    entry = line.entry
    found = findings(entry, rules)
    if judge and found and entry.validity == "unchecked":
        entry = replace(entry, validity="invalid", reason=found[0])
    counted = counted_as(entry.validity, entry.origin, rules, on_sheet=bool(line.sheet))
    if counted != entry.validity:
        entry = replace(entry, validity=counted)
    if not found and entry is line.entry:
        return line
    return replace(line, entry=entry, flags=(*found, *line.flags))


def apply_import(store: Store, proposal: Proposal, *, now: datetime) -> int:
    """Brings the new rows in, in one step that undo takes back; gives how many.

    Rows that are here already, differ or were refused are left. With no new row nothing is
    written at all. AppError where signatures were entered since it was prepared.
    """
    new = proposal.new
    if not new:
        return 0
    if store.signatures.newest() != proposal.newest:
        raise AppError("Signatures were entered meanwhile: look at what would happen once more.")
    record = store.petitions.get(proposal.ref)
    sheets = {code: sheet.id for code, sheet in proposal.sheets.items()}
    label = trn("Bring in {number} signature", "Bring in {number:,} signatures", len(new))
    with store.bulk_signatures(label, len(new)):
        store.signatures.add_many(
            record.id,
            ((sheets.get(line.sheet), line.entry) for line in new),
            {at: line.id for at, line in enumerate(new) if line.id},
        )
        store.sheets.set_state(proposal.sheets.values(), "keyed", now)
        _keep_judged(store, proposal, now)
        text = to_text(proposal.mapping)
        run = ImportRun(
            now, proposal.table.file, proposal.mapping.source, proposal.mapping.origin, text,
            len(new), proposal.here + proposal.repeated + len(proposal.different),
            len(proposal.refused),
        )  # fmt: skip
        store.imports.keep_run(record.id, run)
        store.imports.keep_mapping(digest_of(proposal.table.heads), text, now)
    return len(new)


def _keep_judged(store: Store, proposal: Proposal, now: datetime) -> None:
    """Keeps what the rules made invalid as markings, as `validity.apply_rules` does."""
    record = store.petitions.get(proposal.ref)
    for reason, places in proposal.judged.items():
        condition = tr(
            "brought in from {file}, by rule: {reason}",
            file=proposal.table.file,
            reason=REASONS[reason],
        )
        note = tr("Found by the rules of {name}", name=body_of(record.wording).name)
        marking = Marking(new_id(), record.id, now, "invalid", reason, condition, note, len(places))
        store.markings.add(marking)
        store.imports.mark((proposal.newest + 1 + at for at in places), marking.id)


def runs(store: Store, ref: str) -> list[ImportRun]:
    """The files that were brought in for a petition, newest first."""
    return store.imports.runs(store.petitions.get(ref).id)


def origin_words(proposal: Proposal) -> list[str]:
    """How many new rows are online and on paper, from which source, and how that is known."""
    mapping = proposal.mapping
    counts = {
        "online": tr("{number:,} signed online"),
        "paper": tr("{number:,} signed on paper"),
    }
    signed = [
        words.format(number=proposal.origins[origin])  # type: ignore[index]  # an Origin
        for origin, words in counts.items()
        if proposal.origins[origin]  # type: ignore[index]  # the same
    ] or [tr("nothing new")]
    from_ = tr(", from “{source}”", source=mapping.source) if mapping.source else ""
    known = tr(", known by earlier imports") if mapping.known else ""
    return [words + from_ + known for words in signed]


def words_of(flag: str) -> str:
    """What a flag says to people."""
    from app.intake.records.lines import FLAGS

    return REASONS.get(flag) or FLAGS[flag]


def save_refused(
    store: Store, proposal: Proposal, out: Path, *, force: bool = False, now: datetime
) -> int:
    """Writes the refused rows to `out`, a CSV of the same columns and the reason; gives how many.

    A file that carries names is recorded, as every one is.
    """
    with refused_file(proposal, out, force=force):
        pass
    return note_refused(store, proposal, now=now)


@contextmanager
def refused_file(proposal: Proposal, out: Path, *, force: bool = False) -> Iterator[None]:
    """The refused rows, written beside `out` first: they get its name when the block ends well.

    So a full disk is said before anything is brought in, and no import fails after all.
    """
    with whole_file(out, force=force) as file:
        file.write(refused_csv(proposal.table, proposal.refused))
        file.flush()
        yield


def note_refused(store: Store, proposal: Proposal, *, now: datetime) -> int:
    """Records that the refused rows were saved; gives how many."""
    record = store.petitions.get(proposal.ref)
    number = len(proposal.refused)
    with store.step(tr("Record a document with names"), inverse=()):
        store.exports.add(record.id, Export(now, "refused-rows", "none", number))
    return number
