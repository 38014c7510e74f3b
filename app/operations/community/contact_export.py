"""Contacts leave the campaign as a file: sealed unless somebody says how many people it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact
from app.domain.community.relationship import Affiliation
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.messages import tr, trn
from app.operations.campaign import leaving
from app.operations.community import affiliations
from app.operations.outreach import outreach
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import write_whole
from app.store.sealed import SUFFIX, seal
from app.store.store import Store

Format = Literal["vcf", "csv", "xlsx", "json", "google", "outlook"]
FORMATS: Mapping[Format, str] = {
    "vcf": tr("Address book (vCard)"),
    "csv": tr("CSV"),
    "xlsx": tr("Spreadsheet (XLSX)"),
    "json": tr("JSON"),
    "google": tr("Google Contacts (CSV)"),
    "outlook": tr("Outlook (CSV)"),
}
"""What a file of contacts may be, ours and other programs'."""

Version = Literal["4.0", "3.0", "2.1"]
VERSIONS: tuple[Version, ...] = ("4.0", "3.0", "2.1")

TOLD = tr("the names, addresses and phones")
"""What a plain file tells of people."""

_STEP = 200
_NAMED = Topic("post", "campaigns")
"""An export is not reaching out: no topic is asked for, but a choice of contacts names one."""


@dataclass(frozen=True)
class Prepared:
    """Which contacts are to be exported (their ids), and how.

    `at_risk` and `stopped` (do-not-contact or deceased) are how many of these are in it, which the
    file says of them; how many are not is `left_out` and `stopped_left_out`.
    """

    ids: Sequence[str]
    format: Format
    version: Version
    at_risk: int
    left_out: int
    stopped: int
    stopped_left_out: int
    with_at_risk: bool = False

    @property
    def people(self) -> int:
        """How many contacts the file would name."""
        return len(self.ids)


@dataclass(frozen=True)
class DrawnContacts:
    """The file's content, not yet written, and whether it is sealed."""

    prepared: Prepared
    content: bytes
    sealed: bool


def prepare(
    store: Store,
    form: Format,
    version: Version = "4.0",
    *,
    segment: str = "",
    contacts: Sequence[str] = (),
    with_at_risk: bool = False,
    with_stopped: bool = False,
    today: date | None = None,
) -> Prepared:
    """What an export of a segment on a day, of `contacts` (ids) or of everyone would hold.

    AppError where nobody is left.
    """
    chosen = outreach.chosen(store, Audience(_NAMED, segment, tuple(contacts), today=today))
    known = store.contacts.guarded(chosen)
    at_risk = {key for key, (risk, _) in known.items() if risk}
    stopped = {key for key, (_, stop) in known.items() if stop}
    listed = [key for key in dict.fromkeys(chosen) if key in known]
    named = [key for key in listed if with_at_risk or key not in at_risk]
    kept = [key for key in named if with_stopped or key not in stopped]
    if not kept:
        if len(named) < len(listed):
            raise AppError(
                "Nobody is left to export: {number} at risk are left out unless you ask for them.",
                lacks="at-risk",
                number=len(listed) - len(named),
            )
        if named:
            raise AppError(
                "Nobody is left to export: {number} who are deceased or asked not to be contacted "
                "are left out unless you ask for them.",
                lacks="stopped",
                number=len(named),
            )
        raise AppError("No contact is meant: there is nothing to export.")
    return Prepared(
        kept, form, version,
        len(at_risk.intersection(kept)), len(listed) - len(named),
        len(stopped.intersection(kept)), len(named) - len(kept), with_at_risk,
    )  # fmt: skip


def draw(
    store: Store,
    prepared: Prepared,
    *,
    passphrase: str = "",
    now: datetime,
    progress: Progress = silent,
) -> DrawnContacts:
    """The file's content, sealed where there is a `passphrase`; it only reads.

    WeakPassphraseError when the passphrase could be guessed.
    """
    contacts = list(_read(store, prepared, progress))
    at = affiliations.employers(store, prepared.ids, with_at_risk=prepared.with_at_risk)
    content = _content(contacts, at, prepared, now)
    return DrawnContacts(
        prepared, seal(content, passphrase) if passphrase else content, bool(passphrase)
    )


def _read(store: Store, prepared: Prepared, progress: Progress) -> Iterator[Contact]:
    for at in range(0, len(prepared.ids), _STEP):
        progress(at, prepared.people)
        some = prepared.ids[at : at + _STEP]
        known = store.contacts.of_ids(some)
        yield from (known[key] for key in some if key in known)


def _content(
    contacts: Sequence[Contact],
    at: Mapping[str, Sequence[Affiliation]],
    prepared: Prepared,
    now: datetime,
) -> bytes:
    from app.documents.tables.contacts import google_table, outlook_table, own_table
    from app.documents.tables.csv_file import csv_file
    from app.documents.tables.json_file import json_file
    from app.documents.tables.vcards import vcards
    from app.documents.tables.workbook import workbook

    if prepared.format == "vcf":
        return b"".join(vcards(contacts, prepared.version, at))
    if prepared.format == "google":
        return csv_file(*google_table(contacts, at))
    if prepared.format == "outlook":
        return csv_file(*outlook_table(contacts, at))
    columns, records = own_table(contacts, at)
    if prepared.format == "xlsx":
        return workbook(tr("Contacts"), columns, records, now, tr("Contacts"))
    if prepared.format == "json":
        return json_file({}, "contacts", columns, records)
    return csv_file(columns, records)


def format_of(out: Path) -> Format:
    """The format that a file's name asks for; an address book where it has no ending."""
    name = out.with_suffix("") if out.suffix == SUFFIX else out
    endings: Mapping[str, Format] = {
        "": "vcf", ".vcf": "vcf", ".csv": "csv", ".xlsx": "xlsx", ".json": "json",
    }  # fmt: skip
    found = endings.get(name.suffix.lower())
    if found is None:
        raise AppError(
            "“{file}” ends in “{ending}”: contacts are written as .vcf, .csv, .xlsx or .json; for "
            "another name say which format.",
            lacks="format",
            file=out.name,
            ending=name.suffix,
        )
    return found


def holds(prepared: Prepared) -> list[str]:
    """What the file holds and what it does not, in sentences."""
    said = [
        trn("{number} contact with names in each script, addresses, phones, emails, where they "
            "work, tags and notes",
            "{number:,} contacts with names in each script, addresses, phones, emails, where they "
            "work, tags and notes", prepared.people),
        tr("What they agreed to is not in it"),
    ]  # fmt: skip
    if prepared.left_out:
        said.append(tr("{number:,} at risk left out", number=prepared.left_out))
    if prepared.stopped_left_out:
        said.append(
            tr("{number:,} who are deceased or asked not to be contacted left out",
               number=prepared.stopped_left_out)
        )  # fmt: skip
    if prepared.at_risk:
        said.append(tr("{number:,} at risk are in it, marked so", number=prepared.at_risk))
    if prepared.stopped:
        said.append(
            tr("{number:,} who are deceased or asked not to be contacted are in it, marked so",
               number=prepared.stopped)
        )  # fmt: skip
    if prepared.format in {"google", "outlook"}:
        said.append(tr("What {program} has no column for stands in a field of its own",
                       program=FORMATS[prepared.format].partition(" (")[0]))  # fmt: skip
    return said


def write(
    store: Store,
    drawn: DrawnContacts,
    out: Path,
    *,
    confirmed: int | None = None,
    force: bool = False,
    now: datetime,
) -> Path:
    """Writes the file, records it, and gives its name.

    A plain one needs `confirmed`, the number of contacts in it as somebody typed it.
    """
    people = drawn.prepared.people
    path = leaving.ready(out, TOLD, people, sealed=drawn.sealed, confirmed=confirmed, force=force)
    document = "contacts" if drawn.sealed else "contacts-plain"
    with store.step(tr("Record an export of contacts"), inverse=()):
        store.exports.add(None, Export(now, document, "none", people))
        # Inside the step: a file that cannot be written is not recorded, and none goes unrecorded.
        write_whole(path, drawn.content, force=force)
    return path
