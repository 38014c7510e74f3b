"""Signatures leave the campaign as a file: sealed unless somebody says how many people it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from app.domain.columns import OWN
from app.errors import AppError
from app.intake.records.reading import file_bytes
from app.messages import tr
from app.operations.campaign import leaving
from app.operations.counting.signatures import as_document, unnamed
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.petitions import PetitionRecord
from app.store.sealed import SUFFIX, seal, unseal
from app.store.signature_query import SignatureQuery
from app.store.store import Store

Kind = Literal["csv", "xlsx", "json"]
KINDS: tuple[Kind, ...] = ("csv", "xlsx", "json")

DEFAULT_COLUMNS = tuple(OWN)
"""All of them: what is exported whole comes in again whole."""

_STEP = 1000


@dataclass(frozen=True)
class Prepared:
    """What is to be exported: which signatures, in which columns and format, how many people."""

    record: PetitionRecord
    query: SignatureQuery
    columns: tuple[str, ...]
    kind: Kind
    people: int
    unnamed: frozenset[str]
    """The ids of those at risk, whose names and addresses are left out."""


@dataclass(frozen=True)
class DrawnTable:
    """The file's content, not yet written, whether it is sealed, and how many people it names.

    `unnamed` of them are at risk and stand in it without name and address.
    """

    prepared: Prepared
    content: bytes
    people: int
    sealed: bool
    unnamed: int


def prepare(
    store: Store,
    ref: str,
    query: SignatureQuery,
    columns: Sequence[str],
    kind: Kind,
    *,
    with_at_risk: bool = False,
) -> Prepared:
    """What an export of those signatures would hold; columns come in the order of OWN.

    AppError when a column is unknown, or no signature matches.
    """
    record = store.petitions.get(ref)
    for column in columns:
        if column not in OWN:
            raise AppError(
                "There is no column “{column}”: choose from {known}.",
                column=column,
                known=", ".join(OWN),
            )
    query = replace(query, petition=record.id)
    people = store.signatures.totals(query).raw
    if not people:
        raise AppError("No signature matches: there is nothing to export.")
    chosen = tuple(column for column in OWN if column in columns) or DEFAULT_COLUMNS
    unnamed = frozenset() if with_at_risk else store.contacts.signatures_at_risk(record.id)
    return Prepared(record, query, chosen, kind, people, unnamed)


def draw(
    store: Store,
    prepared: Prepared,
    *,
    passphrase: str = "",
    now: datetime,
    progress: Progress = silent,
) -> DrawnTable:
    """The file's content, sealed where there is a `passphrase`; it only reads.

    WeakPassphraseError when the passphrase could be guessed.
    """
    from app.documents.tables.csv_file import csv_file
    from app.documents.tables.json_file import json_file
    from app.documents.tables.workbook import workbook

    records = _Records(store, prepared, progress)
    ref = prepared.record.ref
    if prepared.kind == "xlsx":
        content = workbook(ref, prepared.columns, records, now)
    elif prepared.kind == "json":
        content = json_file({"petition": ref}, "signatures", prepared.columns, records)
    else:
        content = csv_file(prepared.columns, records)
    if passphrase:
        content = seal(content, passphrase)
    return DrawnTable(prepared, content, records.number, bool(passphrase), records.unnamed)


class _Records:
    """The signatures as documents, counted as they are read."""

    def __init__(self, store: Store, prepared: Prepared, progress: Progress) -> None:
        self._store, self._prepared, self._progress = store, prepared, progress
        self.number = self.unnamed = 0

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for one in self._store.signatures.all(self._prepared.query):
            self.number += 1
            if not self.number % _STEP:
                self._progress(self.number, self._prepared.people)
            hidden = one.id in self._prepared.unnamed
            self.unnamed += hidden
            yield as_document(unnamed(one) if hidden else one)


def kind_of(out: Path) -> Kind:
    """The format that a file's name asks for; a CSV where it has no ending.

    AppError where it ends in anything else: the file would not be what it is called.
    """
    name = out.with_suffix("") if out.suffix == SUFFIX else out
    if not name.suffix:
        return "csv"
    for kind in KINDS:
        if name.suffix.lower() == f".{kind}":
            return kind
    raise AppError(
        "“{file}” ends in “{ending}”: an export is a .csv, .xlsx or .json; for another name say "
        "which format.",
        lacks="format",
        file=out.name,
        ending=name.suffix,
    )


def shown(columns: Sequence[str]) -> str:
    """What a plain file with these columns tells of people, in words."""
    if {"name", "address"} <= {*columns}:
        return tr("the names and addresses")
    told = [OWN[column] for column in OWN if column in columns]
    return tr("the columns {columns}", columns=", ".join(f"“{word}”" for word in told))


def write(
    store: Store,
    drawn: DrawnTable,
    out: Path,
    *,
    confirmed: int | None = None,
    force: bool = False,
    now: datetime,
) -> Path:
    """Writes the file, records it, and gives its name.

    A plain one needs `confirmed`, the number of people in it as somebody typed it.
    """
    path = leaving.ready(
        out, shown(drawn.prepared.columns), drawn.people, sealed=drawn.sealed,
        confirmed=confirmed, force=force,
    )  # fmt: skip
    document = "signatures" if drawn.sealed else "signatures-plain"
    with store.step(tr("Record an export of signatures"), inverse=()):
        store.exports.add(drawn.prepared.record.id, Export(now, document, "none", drawn.people))
        # Inside the step: a file that cannot be written is not recorded, and none goes unrecorded.
        write_whole(path, drawn.content, force=force)
    return path


def decrypt(file: Path, out: Path, passphrase: str, *, force: bool = False) -> None:
    """Writes what a sealed export holds as a plain file, for who has its passphrase."""
    check_target(out, force=force)
    write_whole(out, unseal(file_bytes(file), passphrase), force=force)
