"""Rows as they were read, beside what is here: new, known again, different, and on which sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.sheet_code import printed
from app.domain.signature import RowEntry, Signature
from app.domain.validity import Rules, counted_as
from app.intake.records.lines import Line
from app.intake.records.mapping import ColumnMapping
from app.intake.records.rows import Refusal
from app.intake.records.subject import OPT
from app.messages import tr
from app.progress import Progress
from app.store.sheets import SheetRecord
from app.store.store import Store

EVERY = 500
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


class Rows:
    """Sorts what was read into new, here already, different, refused and blank."""

    def __init__(
        self,
        store: Store,
        petition: str,
        mapping: ColumnMapping,
        heads: Sequence[str],
        rules: Rules,
    ) -> None:
        self._store, self._petition, self._rules = store, petition, rules
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
        self.here = self.blank = self.repeated = 0

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
                self.repeated += 1
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
            if at % EVERY == 0:
                progress(0, 0)
            line = self._known.get(signature.id)
            if line is None:
                continue
            said, sheet = line.entry, bool(signature.sheet)
            meant = counted_as(said.validity, said.origin, self._rules, on_sheet=sheet)
            if meant != said.validity:
                said = replace(said, validity=meant)
            fields = self._differing(said, signature)
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


class Sheets:
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
