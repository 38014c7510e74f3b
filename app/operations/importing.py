"""Signatures from files: prepared slowly without writing, then kept in one short step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Origin, RowEntry, Signature
from app.domain.validity import Rules, counted_as, findings
from app.errors import AppError
from app.intake.records.lines import Line, LineReader, Refusal
from app.intake.records.mapping import (
    ColumnMapping,
    digest_of,
    from_text,
    mapping_of,
    require_dates,
    require_enough,
    to_text,
)
from app.intake.records.presets import OPT, Preset, preset, recognise
from app.intake.records.presets import presets as shipped
from app.intake.records.reading import file_bytes, first_bytes, read_or_names, read_table
from app.intake.records.refused import refused_csv
from app.intake.records.table import Table
from app.messages import tr, trn
from app.operations import validity
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import write_whole
from app.store.imports import ImportRun
from app.store.sealed import is_sealed, unseal
from app.store.sheets import SheetRecord
from app.store.store import Store

_EVERY = 500
"""Rows between two looks at whether the work is still wanted."""

_OUR_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_OPEN = {"printed", "issued", "returned", "counted", "keyed"}
"""The states of a sheet on which rows may still be entered."""

_COMPARED: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "given", "family"),
    "address": ("address", "street", "line2", "city", "county"),
    **{
        one: (one,)
        for one in (
            "postcode", "email", "phone", "signed_on", "born", "age", "external_id", "origin",
            "validity", "reason",
        )
    },
}  # fmt: skip
"""What tells a row from the signature that is here, and the columns that say it."""


@dataclass(frozen=True)
class Different:
    """A row whose signature is here (`id`) but says something else in `fields`: never written."""

    line: int
    id: str
    fields: tuple[str, ...]
    entry: RowEntry = field(repr=False)


@dataclass(frozen=True)
class Proposal:
    """What bringing in a file would do: every row of it is in exactly one of the numbers.

    `sheets` are the sheets by their printed code on which new rows go; `unclear` counts the
    answers to opt-ins that were not taken for a yes, by head and answer.
    """

    ref: str
    table: Table
    mapping: ColumnMapping
    new: Sequence[Line]
    here: int
    different: Sequence[Different]
    refused: Sequence[Refusal]
    blank: int
    sheets: Mapping[str, SheetRecord]
    unclear: Mapping[tuple[str, str], int]
    newest: int

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
    sealed = is_sealed(first_bytes(path))
    data = unseal(file_bytes(path), passphrase) if sealed else None
    return read_table(path, worksheet=worksheet, encoding=encoding, data=data)


def read_or_ask(path: Path, *, worksheet: str = "", passphrase: str = "") -> Table | list[str]:
    """The table in a file, or the names of the worksheets with rows where it has several."""
    sealed = is_sealed(first_bytes(path))
    data = unseal(file_bytes(path), passphrase) if sealed else None
    return read_or_names(path, worksheet=worksheet, data=data)


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
    reader = LineReader(table, mapping, now.date())
    rows = _Rows(store, record.id, mapping, table.heads)
    total = len(table.rows)
    for place, row in enumerate(table.rows):
        if place % _EVERY == 0:
            progress(place, total)
        found = reader.read(row, table.lines[place], place)
        rows.take(found, place)
    rows.compare(progress)
    rules = validity.rules(store, ref)
    sheets = _Sheets(store, record.id)
    new = [_judged(sheets.placed(line), rules, judge=judge) for line in rows.new]
    return Proposal(
        ref, table, mapping, new, rows.here, rows.different, rows.refused, rows.blank,
        sheets.used, reader.unclear, store.signatures.newest(),
    )  # fmt: skip


class _Rows:
    """Sorts what was read into new, here already, different, refused and blank."""

    def __init__(
        self, store: Store, petition: str, mapping: ColumnMapping, heads: Sequence[str]
    ) -> None:
        self._store, self._petition = store, petition
        ids = mapping.places("id") or mapping.places("external_id")
        self._id_head = heads[ids[0]] if ids else ""
        self._keys = store.imports.keys(petition)
        self._fields = [
            name for name, wanted in _COMPARED.items() if set(wanted) & set(mapping.targets)
        ]
        if any(target.startswith(OPT) or target == "opt_ins" for target in mapping.targets):
            self._fields.append("opt_ins")
        self._once: dict[str, tuple[Line, int]] = {}
        self._known: dict[str, Line] = {}
        self.new: list[Line] = []
        self.different: list[Different] = []
        self.refused: list[Refusal] = []
        self.here = self.blank = 0

    def take(self, found: Line | Refusal | None, place: int) -> None:
        """One row, as it was read."""
        if found is None:
            self.blank += 1
        elif isinstance(found, Refusal):
            self.refused.append(found)
        else:
            self._take_line(found, place)

    def _take_line(self, line: Line, place: int) -> None:
        key = line.id or line.entry.import_key
        before = self._once.setdefault(key, (line, place))[0]
        if before is not line:
            if self._differing(line.entry, before.entry):
                self.refused.append(
                    Refusal(
                        line.line,
                        self._id_head,
                        tr("the same id stands on line {line} with other words", line=before.line),
                        place,
                    )
                )
            else:
                self.here += 1
            return
        known = self._keys.get(line.entry.import_key) if line.entry.import_key else None
        if known:
            self._known[known] = line
        else:
            self.new.append(line)

    def compare(self, progress: Progress) -> None:
        """Finds our own ids again, and looks whether what is here says the same."""
        self._find_own()
        if not self._known:
            return
        for at, signature in enumerate(self._store.imports.stored(self._petition)):
            if at % _EVERY == 0:
                progress(0, 0)
            line = self._known.get(signature.id)
            if line is None:
                continue
            fields = self._differing(line.entry, signature)
            if fields:
                self.different.append(Different(line.line, signature.id, fields, line.entry))
            else:
                self.here += 1
        self.different.sort(key=lambda one: one.line)

    def _find_own(self) -> None:
        owners = self._store.imports.owners(line.id for line in self.new if line.id)
        new = []
        for line in self.new:
            other = f"id:{line.id}"
            if owners.get(line.id) == self._petition:
                self._known[line.id] = line
            elif line.id and other in self._keys:
                self._known[self._keys[other]] = line
            elif line.id and (line.id in owners or not _OUR_ID.fullmatch(line.id)):
                key = line.entry.import_key or other
                new.append(replace(line, id="", entry=replace(line.entry, import_key=key)))
            else:
                new.append(line)
        self.new = new

    def _differing(self, one: RowEntry | Signature, other: RowEntry | Signature) -> tuple[str, ...]:
        return tuple(name for name in self._fields if getattr(one, name) != getattr(other, name))


class _Sheets:
    """Finds the sheets that our own rows were on: a row goes back where it is free."""

    def __init__(self, store: Store, petition: str) -> None:
        self._store, self._petition = store, petition
        self._there: dict[str, SheetRecord] | None = None
        self._taken: dict[str, set[int]] = {}
        self.used: dict[str, SheetRecord] = {}

    def placed(self, line: Line) -> Line:
        """`line` with the sheet that it goes on by its printed code, or flagged without one."""
        if not line.sheet:
            return replace(line, entry=replace(line.entry, row=0)) if line.entry.row else line
        sheet = self._sheet(line.sheet)
        row = line.entry.row
        if sheet and 1 <= row <= sheet.rows and row not in self._taken[sheet.id]:
            self._taken[sheet.id].add(row)
            self.used[printed(sheet.code)] = sheet
            return replace(line, sheet=printed(sheet.code))
        return replace(
            line, sheet="", entry=replace(line.entry, row=0), flags=(*line.flags, "no-sheet")
        )

    def _sheet(self, typed: str) -> SheetRecord | None:
        if self._there is None:
            listed = self._store.sheets.of_petition(self._petition)
            self._there = {sheet.code: sheet for sheet in listed if sheet.state in _OPEN}
        sheet = self._there.get("".join(typed.upper().replace("-", "").split()))
        if sheet and sheet.id not in self._taken:
            keyed = self._store.signatures.of_sheet(sheet.id)
            self._taken[sheet.id] = {one.row for one in keyed if one.row}
        return sheet


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
        text = to_text(proposal.mapping, proposal.table.heads)
        run = ImportRun(
            now, proposal.table.file, proposal.mapping.source, proposal.mapping.origin, text,
            len(new), proposal.here + len(proposal.different), len(proposal.refused),
        )  # fmt: skip
        store.imports.keep_run(record.id, run)
        store.imports.keep_mapping(digest_of(proposal.table.heads), text, now)
    return len(new)


def runs(store: Store, ref: str) -> list[ImportRun]:
    """The files that were brought in for a petition, newest first."""
    return store.imports.runs(store.petitions.get(ref).id)


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
    write_whole(out, refused_csv(proposal.table, proposal.refused), force=force)
    record = store.petitions.get(proposal.ref)
    number = len(proposal.refused)
    with store.step(tr("Record a document with names"), inverse=()):
        store.exports.add(record.id, Export(now, "refused-rows", "none", number))
    return number
