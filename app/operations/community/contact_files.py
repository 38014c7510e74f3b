"""Contacts from files: address books and tables, prepared without writing, kept in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from app.domain.community.consent import Channel, ConsentEntry, Evidence, Topic
from app.domain.community.relationship import Relationship
from app.errors import AppError
from app.intake.cards.reading import CardFile, is_card_file, read_cards
from app.intake.records.contact_lines import ContactLine, ContactReader
from app.intake.records.mapping import (
    ColumnMapping,
    channels,
    digest_of,
    from_text,
    mapping_of,
    only_offered,
    require_dates,
    require_enough,
    to_text,
)
from app.intake.records.presets import Preset, preset, recognise
from app.intake.records.presets import presets as shipped
from app.intake.records.reading import first_bytes, read_or_names, read_table
from app.intake.records.refused import refused_csv
from app.intake.records.rows import Refusal
from app.intake.records.subject import CONTACTS
from app.intake.records.table import Table
from app.messages import tr, trn
from app.operations.community import consents, lookalikes
from app.operations.community.contact_rows import EVERY, ContactRows, Different, filled
from app.operations.counting.importing import opened
from app.progress import Progress, silent
from app.store.exports import Export
from app.store.files import whole_file
from app.store.store import Store

Found = Table | CardFile
"""What a file held, before it is known what goes where."""


@dataclass(frozen=True)
class Wanted:
    """What is said of all contacts of a file.

    What they agreed to is meant for a `purpose`, news of the petition `ref`, and was given on
    `agreed_on` where no column says when. With `update` what is empty here is filled; with `ties`
    the organisations that people belong to become contacts, else they stay words of the role.
    """

    purpose: str = "news"
    ref: str = ""
    agreed_on: date | None = None
    tags: tuple[str, ...] = ()
    source: str = ""
    update: bool = False
    ties: bool = True


@dataclass(frozen=True)
class Agreement:
    """One thing that a contact agreed to: a new one at a place of `new`, or one here by its id."""

    place: int
    contact: str
    topic: Topic
    evidence: Evidence


@dataclass(frozen=True)
class Proposal:
    """What bringing in a file would do: every row or card is in exactly one of the numbers.

    `here` are known already and say nothing else, `repeated` stand in the file twice. Of the new
    ones `alike` have the name of somebody here. `stopped` are agreements of people who withdrew
    or asked not to be contacted: not taken. `left` counts what of the cards is not kept. `ties`
    are who would belong to which organisation; of these the last `made` of `new` are named by
    nothing else, and as many as `unsure` bear the name of several here, or none; so many rows as
    `affiliated` name an organisation.
    """

    found: Found = field(repr=False)
    mapping: ColumnMapping | None
    wanted: Wanted
    new: Sequence[ContactLine]
    here: int
    repeated: int
    different: Sequence[Different]
    refused: Sequence[Refusal]
    blank: int
    alike: int
    agreements: Sequence[Agreement]
    stopped: int
    unclear: Mapping[tuple[str, str], int]
    left: Mapping[str, int]
    newest: int
    ties: Sequence[Relationship] = ()
    made: int = 0
    unsure: int = 0
    affiliated: int = 0

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.found.file

    @cached_property
    def flagged(self) -> list[ContactLine]:
        """The new contacts that are worth a look."""
        return [line for line in self.new if line.flags]

    @cached_property
    def flags(self) -> Counter[str]:
        """How many new contacts have each flag."""
        return Counter(flag for line in self.new for flag in line.flags)

    @cached_property
    def opt_ins(self) -> Counter[Channel]:
        """How many agreements would be kept for each channel."""
        return Counter(one.topic.channel for one in self.agreements)

    @cached_property
    def bound(self) -> frozenset[str]:
        """The ids of those who would be tied to an organisation."""
        return frozenset(one.contact for one in self.ties)

    @cached_property
    def organisations(self) -> int:
        """How many organisations those here or in the file belong to that are known already."""
        return len({one.other for one in self.ties}) - self.made

    @cached_property
    def updated(self) -> list[Different]:
        """Those here of whom something empty would be filled."""
        return [
            one for one in self.different
            if one.contact.id in self.bound
            or (self.wanted.update and filled(one.contact, one.said, one.fields) != one.contact)
        ]  # fmt: skip

    @property
    def writes(self) -> bool:
        """Whether anything would be written."""
        return bool(self.new or self.agreements or self.updated)


def presets() -> list[Preset]:
    """The formats that are known by their heads, and the plain table."""
    return list(shipped(CONTACTS.ref).values())


def read(path: Path, *, worksheet: str = "", encoding: str = "", passphrase: str = "") -> Found:
    """What is in a file: an address book (vCard), a table, or our own export, by its content."""
    data = opened(path, passphrase)
    if is_card_file(data[:64] if data else first_bytes(path), path.name):
        return read_cards(path, encoding=encoding, data=data)
    return read_table(path, worksheet=worksheet, encoding=encoding, data=data, listed=CONTACTS.ref)


def read_or_ask(path: Path, *, worksheet: str = "", passphrase: str = "") -> Found | list[str]:
    """As `read`, but the names of the worksheets with rows where there are several."""
    data = opened(path, passphrase)
    if is_card_file(data[:64] if data else first_bytes(path), path.name):
        return read_cards(path, data=data)
    return read_or_names(path, worksheet=worksheet, data=data, listed=CONTACTS.ref)


def propose_mapping(store: Store, table: Table, preset_ref: str = "") -> ColumnMapping:
    """What probably goes where: by the preset, else as it was for the same heads, else by heads.

    What seems to say who agreed is only offered, for each file anew: consent is said by a person.
    """
    known = preset(preset_ref, CONTACTS) if preset_ref else recognise(table.heads, CONTACTS)
    usual = mapping_of(known, table.heads)
    kept = "" if preset_ref else store.imports.mapping(digest_of(table.heads, CONTACTS))
    return only_offered(from_text(kept, table.heads, CONTACTS) if kept else usual, usual)


def prepare(
    store: Store,
    found: Found,
    mapping: ColumnMapping | None,
    wanted: Wanted,
    *,
    now: datetime,
    progress: Progress = silent,
) -> Proposal:
    """What bringing in a file would do; nothing is written.

    A table needs its mapping. AppError where no column says who they are, where it has to be
    asked how dates are read, or what or since when they agreed.
    """
    rows = ContactRows(store, ties=wanted.ties, tags=wanted.tags)
    rows.look(progress)
    unclear: Mapping[tuple[str, str], int] = {}
    if isinstance(found, CardFile):
        rows.refused += found.refused
        for at, card in enumerate(found.found):
            if at % EVERY == 0:
                progress(at, len(found.found))
            rows.take(_said_of_all(card, wanted), len(found.raw) + at)
    elif mapping is None:
        raise AppError("{file}: say what goes where.", file=found.file)
    else:
        unclear = _take_rows(store, found, mapping, wanted, rows, now, progress)
    rows.bind(update=wanted.update)
    agreements, stopped = _agreements(store, found, mapping, wanted, rows)
    return Proposal(
        found, mapping, wanted, rows.new,
        len(rows.here) - len(rows.different), rows.repeated, rows.different, rows.refused,
        rows.blank, rows.alike, agreements, stopped, unclear, _left(found),
        store.contacts.newest(), rows.organisations.ties, len(rows.organisations.made),
        len(rows.organisations.unsure),
        sum(bool(one.affiliations) for one in (*rows.new, *(line for line, _ in rows.here))),
    )  # fmt: skip


def _take_rows(
    store: Store,
    table: Table,
    mapping: ColumnMapping,
    wanted: Wanted,
    rows: ContactRows,
    now: datetime,
    progress: Progress,
) -> Mapping[tuple[str, str], int]:
    """Reads a table's rows; gives the answers that were not taken for a yes."""
    require_enough(mapping, table.file)
    require_dates(table, mapping)
    if channels(mapping):
        consents.topic(store, "post", wanted.purpose, wanted.ref)
        if wanted.agreed_on is None and "agreed_on" not in mapping.targets:
            raise AppError(
                "{file}: no column says when they agreed: give the day, or say which column does.",
                lacks="agreed-on",
                file=table.file,
            )
    mapping = replace(mapping, source=wanted.source or mapping.source)
    reader = ContactReader(table, mapping, now.date(), wanted.agreed_on)
    for place, row in enumerate(table.rows):
        if place % EVERY == 0:
            progress(place, len(table.rows))
        read = reader.read(row, table.lines[place], place)
        rows.take(_said_of_all(read, wanted) if read else None, place)
    return reader.unclear


def _said_of_all(line: ContactLine | Refusal, wanted: Wanted) -> ContactLine | Refusal:
    if isinstance(line, Refusal):
        return line
    contact = line.contact
    source, key = wanted.source or contact.source, contact.import_key
    if key.startswith(contact.source):
        key = source + key.removeprefix(contact.source)
    tags = (*contact.tags, *wanted.tags)
    return replace(line, contact=replace(contact, tags=tags, source=source, import_key=key))


def _agreements(
    store: Store,
    found: Found,
    mapping: ColumnMapping | None,
    wanted: Wanted,
    rows: ContactRows,
) -> tuple[list[Agreement], int]:
    """What they agreed to, as it would be written; and how often somebody withdrew before."""
    if mapping is None or isinstance(found, CardFile):
        return [], 0
    made: list[Agreement] = []
    stopped = 0
    for channel, places in channels(mapping).items():
        about = consents.topic(store, channel, wanted.purpose, wanted.ref)
        wording = found.heads[places[0]]
        made += [
            Agreement(at, "", about, _evidence(found.file, line, wording))
            for at, line in enumerate(rows.new)
            if channel in line.opt_ins
        ]
        known = {one.id: (line, one) for line, one in rows.here if channel in line.opt_ins}
        standings = store.consents.standings(list(known), about)
        for key, (line, contact) in known.items():
            given = standings[key].given
            if given is False or contact.do_not_contact or contact.deceased:
                stopped += 1
            elif given is None:
                made.append(Agreement(-1, key, about, _evidence(found.file, line, wording)))
    return made, stopped


def _evidence(file: str, line: ContactLine, wording: str) -> Evidence:
    if line.agreed_on is None:  # the reader refuses such a row
        raise AppError("{file}: a row does not say since when.", file=file)
    where = tr("{file}, line {line}", file=file, line=line.line)
    return Evidence("form", line.agreed_on, where, wording)


def _left(found: Found) -> Mapping[str, int]:
    if isinstance(found, Table):
        return {}
    groups = {tr("lists of other cards"): found.groups} if found.groups else {}
    return {**found.left, **groups}


def apply(store: Store, proposal: Proposal, *, now: datetime) -> int:
    """Brings the new contacts in with what they agreed to, in one step that undo takes back.

    Gives how many are new. With nothing to write nothing is written. AppError where contacts were
    added, merged or withdrew since it was prepared.
    """
    if not proposal.writes:
        return 0
    _require_same(store, proposal)
    new = [replace(line.contact, added_at=now) for line in proposal.new]
    label = (
        trn("Bring in {number} contact", "Bring in {number:,} contacts", len(new))
        if new
        else tr("Bring in what a file says of contacts")
    )
    with store.step(label):
        keys = store.contacts.add_many(new)
        here = store.contacts.of_ids([one.contact.id for one in proposal.updated])
        for one in proposal.updated:
            store.contacts.replace(filled(here[one.contact.id], one.said, one.fields))
        for tie in proposal.ties:
            store.relationships.keep(tie)
        store.consents.add(
            ConsentEntry(one.contact or keys[one.place], one.topic, given=True, at=now,
                         evidence=one.evidence)
            for one in proposal.agreements
        )  # fmt: skip
        if isinstance(proposal.found, Table) and proposal.mapping:
            digest = digest_of(proposal.found.heads, CONTACTS)
            store.imports.keep_mapping(digest, to_text(proposal.mapping), now)
    flagged = [key for key, one in zip(keys, proposal.new, strict=True) if "marked" in one.flags]
    lookalikes.note(store, list(store.contacts.of_ids(flagged).values()))
    return len(new)


def _require_same(store: Store, proposal: Proposal) -> None:
    """Refuses where what is here is not any more as it was when the file was compared with it."""
    known = [one for one in proposal.agreements if one.contact]
    meant = {one.contact.id for one in proposal.updated} | {one.contact for one in known}
    meant |= {one.other for one in proposal.ties} - {one.contact.id for one in proposal.new}
    found = store.contacts.of_ids(list(meant))
    same = store.contacts.newest() == proposal.newest and all(
        key in found and not found[key].merged_into for key in meant
    )
    for topic in {one.topic for one in known}:
        keys = [one.contact for one in known if one.topic == topic]
        standings = store.consents.standings(keys, topic)
        same = same and all(
            standings[key].given is None and not found[key].do_not_contact for key in keys
        )
    if not same:
        raise AppError("Contacts were changed meanwhile: look at what would happen once more.")


def save_refused(
    store: Store, proposal: Proposal, out: Path, *, force: bool = False, now: datetime
) -> int:
    """Writes the refused rows or cards to `out`, a CSV with the reason of each; gives how many."""
    with refused_file(proposal, out, force=force):
        pass
    return note_refused(store, proposal, now=now)


@contextmanager
def refused_file(proposal: Proposal, out: Path, *, force: bool = False) -> Iterator[None]:
    """The refused ones, written beside `out` first: they get its name when the block ends well."""
    found = proposal.found
    if isinstance(found, Table):
        table = found
    else:
        texts = [*found.raw, *(one.contact.name for one in found.found)]
        table = Table(found.file, "csv", (tr("Card"),), [[text] for text in texts], [])
    with whole_file(out, force=force) as file:
        file.write(refused_csv(table, proposal.refused))
        file.flush()
        yield


def note_refused(store: Store, proposal: Proposal, *, now: datetime) -> int:
    """Records that the refused ones were saved; gives how many."""
    number = len(proposal.refused)
    with store.step(tr("Record a document with names"), inverse=()):
        store.exports.add(None, Export(now, "refused-contacts", "none", number))
    return number
