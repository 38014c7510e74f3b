"""Opt-ins: who agreed on a slip, a sheet or a form becomes a contact, with the ledger's entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain import names
from app.domain.community.consent import CHANNELS, ConsentEntry, Evidence, Purpose, Topic
from app.domain.community.contact import Contact, Email, PostalAddress, WrittenName
from app.domain.community.opt_in import NOT_THEIRS, OptIn, Proposed, Skipped, same_person
from app.domain.duplicates.people import Name, NameReader
from app.domain.postcode import normalise
from app.domain.sheet_code import printed
from app.domain.signature import Signature
from app.errors import AppError, NotFoundError
from app.intake import name_data
from app.intake.phones import read_phone
from app.messages import tr, trn
from app.operations.community import consents, contacts, lookalikes
from app.operations.community.contacts import numbered, prepared
from app.store.sheets import SheetRecord
from app.store.store import Store

_FEW = 10
"""So many rows are named in a sentence."""


@dataclass(frozen=True)
class Plan:
    """What making contacts of a petition's opt-ins would do, and how many it leaves out, by why.

    `alike` says where those stand who may be somebody marked: no list reaches them until the two
    are compared.
    """

    proposed: Sequence[Proposed]
    skipped: Counter[Skipped]
    alike: Sequence[str] = ()

    @property
    def new(self) -> int:
        """How many contacts it adds; the others are known already."""
        return sum(one.is_new for one in self.proposed)

    @property
    def known(self) -> int:
        """How many contacts that are known already get entries."""
        return len({one.known for one in self.proposed if one.known})


class _Known:
    """Finds who is known already, among the contacts kept and those proposed before."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._proposed: dict[str, list[int]] = {}

    def kept(self, contact: Contact) -> Contact | None:
        """The contact kept that is the same person; None where there is none."""
        keys = self._store.opt_ins.alike(
            contact.name,
            [one.address for one in contact.emails],
            [one.number for one in contact.phones if one.number],
        )
        known = self._store.contacts.of_ids(keys).values()
        return next((one for one in known if same_person(one, contact)), None)

    def proposed(self, contact: Contact, so_far: Sequence[Proposed]) -> int | None:
        """The place of who was proposed before and is the same; None where there is none."""
        key = contact.name.casefold()
        places = self._proposed.setdefault(key, [])
        for at in places:
            if same_person(so_far[at].contact, contact):
                return at
        places.append(len(so_far))
        return None


def waiting(store: Store, ref: str) -> int:
    """How many signatories agreed to be reached and are no contacts yet."""
    return store.opt_ins.count(store.petitions.get(ref).id, NOT_THEIRS)


def plan(
    store: Store, ref: str, *, wording: str = "", purpose: Purpose = "news", now: datetime
) -> Plan:
    """Who would become a contact: every signatory who agreed to be reached and is none yet.

    `wording` is what the form showed them. A row that was taken back or is not their own leaves
    no opt-in; nor does a tick that was withdrawn since.
    """
    petition = store.petitions.get(ref).id
    known, found = _Known(store), []  # type: tuple[_Known, list[Proposed]]
    skipped: Counter[Skipped] = Counter()
    for signature in store.opt_ins.waiting(petition):
        why = _why_not(signature)
        if why:
            skipped[why] += 1
            continue
        evidence = _evidence_of(signature, wording, now)
        topics = [
            Topic(channel, purpose, petition if purpose == "news" else "")
            for channel in consents.channels_of(
                [one for one in signature.opt_ins if one in CHANNELS]
            )
        ]
        contact = _contact_of(signature, now)
        there = known.kept(contact)
        if there:
            topics = _not_withdrawn_since(store, there, topics, evidence)
            if not topics:
                skipped["withdrawn-since"] += 1
                continue
        joins = None if there else known.proposed(contact, found)
        entries = _entries(topics, evidence, now)
        found.append(Proposed(signature, contact, entries, there.id if there else "", joins))
    marked = lookalikes.among(store.contacts.marked())
    alike = [
        next((entry.evidence.reference for entry in one.entries), "")
        for one in found
        if one.is_new and marked.who(one.contact)
    ]
    return Plan(found, skipped, alike)


def make_contacts(
    store: Store, ref: str, *, wording: str = "", purpose: Purpose = "news", now: datetime
) -> Plan:
    """Makes contacts of a petition's opt-ins, each with its entries, in one step."""
    planned = plan(store, ref, wording=wording, purpose=purpose, now=now)
    if not planned.proposed:
        raise AppError("Nobody who agreed to hear from you is waiting to become a contact.")
    number = len(planned.proposed)
    with store.step(
        trn(
            "Make a contact of {number} signatory",
            "Make contacts of {number:,} signatories",
            number,
        )
    ):
        keys = _keep(store, planned.proposed)
    if planned.alike:
        lookalikes.note(store, list(store.contacts.of_ids(list(dict.fromkeys(keys))).values()))
    return planned


def opt_in(store: Store, asked: OptIn, *, wording: str = "", now: datetime) -> Contact:
    """Keeps one person's opt-in from a slip or a row: contact and entries, in one step.

    One who is known already, by name and a way in common, gets the entries and no second contact.
    """
    channels = consents.channels_of(asked.channels)
    if not channels:
        raise AppError("Say how they want to hear: one or more channels.")
    sheet, signature = _place(store, asked)
    if signature and _why_not(signature) == "not-theirs":
        raise AppError(
            "That row is marked as withdrawn, crossed out or not their own: it leaves no opt-in."
        )
    petition = sheet.petition if sheet else signature.petition if signature else ""
    about = [Topic(one, asked.purpose, petition * (asked.purpose == "news")) for one in channels]
    evidence = _evidence(store, asked, sheet, signature, wording, now)
    written = _written(asked, signature, now)
    linked = store.contacts.of_signature(signature.id) if signature else ""
    known = contacts.get(store, linked) if linked else _Known(store).kept(written)
    if known:
        consents.require_not_withdrawn(store, known, about, evidence.given_on)
    one = Proposed(
        None if linked else signature,
        written,
        _entries(about, evidence, now),
        known.id if known else "",
    )
    with store.step(tr("Keep in touch with {name}", name=numbered(known or written))):
        [key] = _keep(store, [one])
    kept = store.contacts.of_ids([key])[key]
    lookalikes.note(store, [kept])
    return kept


def _entries(topics: Iterable[Topic], evidence: Evidence, now: datetime) -> list[ConsentEntry]:
    """What was agreed to, of a contact that is not said yet."""
    return [ConsentEntry("", one, given=True, at=now, evidence=evidence) for one in topics]


def _keep(store: Store, proposed: Sequence[Proposed]) -> list[str]:
    """Keeps contacts and their entries, inside a step; gives the contacts' ids."""
    kept: list[str] = []
    entries: list[ConsentEntry] = []
    for one in proposed:
        key = one.known if one.joins is None else kept[one.joins]
        if key:
            store.contacts.replace(_filled_up(store.contacts.of_ids([key])[key], one.contact))
        else:
            key = store.contacts.add(one.contact)
        kept.append(key)
        entries += [replace(entry, contact=key) for entry in one.entries]
        if one.signature:
            store.contacts.link_signature(key, one.signature.id, one.signature.petition)
    store.consents.add(entries)
    return kept


def _why_not(signature: Signature) -> Skipped | None:
    if signature.validity == "invalid" and signature.reason in NOT_THEIRS:
        return "not-theirs"
    return None if names.tidy(signature.name) else "no-name"


def _not_withdrawn_since(
    store: Store, contact: Contact, topics: Iterable[Topic], evidence: Evidence
) -> list[Topic]:
    """Those topics that the contact did not withdraw on that day or later."""
    asked = list(topics)
    withdrawn = consents.withdrawn(store, contact.id, asked)
    return [one for one in asked if one not in withdrawn or withdrawn[one] < evidence.given_on]


def _place(store: Store, asked: OptIn) -> tuple[SheetRecord | None, Signature | None]:
    """The sheet and the signature that an opt-in stands on, as far as there are such.

    A row that was keyed as somebody else's is not theirs.
    """
    if asked.signature:
        signature = store.signatures.of_ids([asked.signature]).get(asked.signature)
        if signature is None:
            raise NotFoundError("There is no signature with the id {id}.", id=asked.signature)
        return (store.sheets.get(signature.sheet) if signature.sheet else None), signature
    if not asked.sheet:
        raise AppError("Say where it stands: a signature, or a sheet and its row or slip.")
    sheet, keyed = _keyed(store, asked)
    return sheet, None if keyed and _is_other(asked, keyed) else keyed


def _keyed(store: Store, asked: OptIn) -> tuple[SheetRecord, Signature | None]:
    sheet = store.sheets.get(asked.sheet)
    consents.paper_reference(store, asked.sheet, asked.row, slip=asked.slip)
    rows = store.signatures.of_sheet(sheet.id)
    return sheet, next((one for one in rows if one.row == asked.row), None)


def is_of_another(store: Store, asked: OptIn) -> bool:
    """Whether the row was keyed with another name and postcode, so that it is not linked."""
    if asked.signature or not asked.sheet:
        return False
    _, keyed = _keyed(store, asked)
    return keyed is not None and _is_other(asked, keyed)


def _is_other(asked: OptIn, keyed: Signature) -> bool:
    """Whether neither the name, in whichever script, nor the postcode is that of the row."""
    if not names.tidy(asked.name) or not names.tidy(keyed.name):
        return False
    if asked.postcode.strip() and normalise(asked.postcode) == normalise(keyed.postcode):
        return False
    reader = NameReader(name_data.names())
    mine, theirs = (_parts(reader.read(one)) for one in (asked.name, keyed.name))
    return not mine & theirs


def _parts(name: Name) -> set[object]:
    """The given and family name as letters and, of Korean ones, as they sound."""
    parts = [part for part in (name.given, name.family, *name.second) if part]
    return {part.letters for part in parts} | {part.sounds for part in parts if part.sounds}


def _evidence(
    store: Store,
    asked: OptIn,
    sheet: SheetRecord | None,
    signature: Signature | None,
    wording: str,
    now: datetime,
) -> Evidence:
    day = asked.given_on or (signature.signed_on if signature else None) or now.date()
    if sheet is None and signature is not None:
        return replace(_evidence_of(signature, wording, now), given_on=day)
    row = asked.row or (signature.row if signature and signature.row else 0)
    code = sheet.code if sheet else ""
    reference = consents.paper_reference(store, code, row, slip=asked.slip)
    if asked.slip and sheet and not wording:
        wording = _slip_words(store, sheet, asked.language)
    made = Evidence("slip" if asked.slip else "sheet", day, reference, wording)
    return consents.checked_evidence(store, made, now=now)


def _slip_words(store: Store, sheet: SheetRecord, language: str) -> str:
    """The words printed on the slip, in the language of whoever ticked it where they are."""
    printed_with = store.sheets.printed_wording(sheet.batch_id)
    shown = {one.key: one.text for one in consents.wordings_of(printed_with)}
    own = f"slip-{printed_with.language}"
    return shown.get(f"slip-{language}") or shown.get(own, "")


def _evidence_of(signature: Signature, wording: str, now: datetime) -> Evidence:
    """How it is known that a signatory agreed: the sheet and row, or the form they came with."""
    day = min(signature.signed_on or now.date(), now.date())
    if signature.sheet:
        return Evidence("sheet", day, f"{printed(signature.sheet)} row {signature.row}", wording)
    parts = [part for part in (signature.source, signature.external_id) if part]
    return Evidence("form", day, ", ".join(parts), wording)


def _written(asked: OptIn, signature: Signature | None, now: datetime) -> Contact:
    """The contact as the slip says, and where it says nothing as the signature does."""
    base = _contact_of(signature, now) if signature else Contact((), added_at=now)
    typed = names.tidy(asked.name)
    return prepared(
        replace(
            base,
            names=_names(typed) if typed else base.names,
            emails=(Email(asked.email.strip()),) if asked.email.strip() else base.emails,
            phones=(read_phone(asked.phone),) if asked.phone.strip() else base.phones,
            addresses=_addresses(asked.address, asked.postcode) or base.addresses,
            language=asked.language or base.language,
            at_risk=asked.at_risk,
        )
    )


def _contact_of(signature: Signature, now: datetime) -> Contact:
    written = _names(names.tidy(signature.name))
    made = Contact(
        written,
        addresses=_addresses(signature.address, signature.postcode),
        phones=(read_phone(signature.phone),) if signature.phone else (),
        emails=(Email(signature.email),) if signature.email else (),
        added_at=now,
    )
    return prepared(made) if written else made


def _names(name: str) -> tuple[WrittenName, ...]:
    """A name, that in Hangul and that in other letters apart (R91)."""
    korean = names.hangul(name)
    other = names.tidy(name.replace(korean, " ")).strip("()/, ") if korean else name
    return tuple(WrittenName(one) for one in (other, korean) if one)


def _addresses(address: str, postcode: str) -> tuple[PostalAddress, ...]:
    lines = tuple(part.strip() for part in address.split(",") if part.strip())
    return (PostalAddress(lines, postcode),) if lines or postcode.strip() else ()


def _filled_up(kept: Contact, written: Contact) -> Contact:
    """A contact that is known, with the names and ways to reach it that it lacked."""
    have = {one.text.casefold() for one in kept.names}
    emails = {one.address.casefold() for one in kept.emails}
    phones = {one.number or one.written for one in kept.phones}
    return prepared(
        replace(
            kept,
            names=(*kept.names, *(one for one in written.names if one.text.casefold() not in have)),
            emails=(*kept.emails,
                    *(one for one in written.emails if one.address.casefold() not in emails)),
            phones=(*kept.phones,
                    *(one for one in written.phones if (one.number or one.written) not in phones)),
            addresses=kept.addresses or written.addresses,
            language=kept.language or written.language,
            at_risk=kept.at_risk or written.at_risk,
        )
    )  # fmt: skip


def alike_words(planned: Plan) -> str:
    """A remark on those who may be somebody marked, by where they stand; empty without any."""
    return bool(planned.alike) * trn(
        "{number} of them may be a contact who is at risk, deceased or not to be contacted "
        "({where}), and is on no list until the two are compared: see contacts kept twice.",
        "{number:,} of them may be contacts who are at risk, deceased or not to be contacted "
        "({where}), and are on no list until they are compared: see contacts kept twice.",
        len(planned.alike),
        where="; ".join(planned.alike[:_FEW]) + "; …" * (len(planned.alike) > _FEW),
    )


def as_document(planned: Plan) -> dict[str, Any]:
    """What was or would be made, with the stable keys of the command line; nobody is named."""
    return {
        "new": planned.new,
        "known": planned.known,
        "signatures": len(planned.proposed),
        "entries": sum(len(one.entries) for one in planned.proposed),
        "left_out": dict(planned.skipped),
        "may_be_marked": list(planned.alike),
    }
