"""Consent: what a person agreed to or withdrew, written into the ledger with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.domain import names
from app.domain.community.consent import (
    CHANNELS,
    EVERYTHING,
    HOWS,
    PURPOSES,
    Channel,
    ConsentEntry,
    Evidence,
    Topic,
    deciding,
)
from app.domain.community.contact import Contact
from app.domain.community.opt_in import OPT_IN_LIMIT
from app.domain.names import tidy
from app.domain.outreach.reaching import Reached
from app.domain.sheet_code import printed
from app.domain.wording import Wording
from app.errors import AppError
from app.intake.templates import binding_texts, consent_texts, sheet_texts
from app.messages import tr, trn
from app.operations.community.contacts import numbered
from app.operations.outreach import reaching
from app.store.store import Store

WORDING_LIMIT = 2000
"""Characters of the wording that somebody was shown."""

OLDEST = 30
"""Years after which a day of consent is a slip of the pen."""

ASKED_IN = ("en", "ko")
"""Languages in which there are words to ask with."""

_ON_PAPER = re.compile(r"(?P<code>.+?)[\s,]+(?:(?:row|slip)\s*)?(?P<row>\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """Words that people are shown when they are asked: their key, language and text."""

    key: str
    language: str
    text: str


@dataclass(frozen=True)
class Ledger:
    """Everything kept of one contact's consent; `standing` is the entry that holds, by topic."""

    contact: Contact
    entries: Sequence[ConsentEntry]
    standing: Mapping[Topic, ConsentEntry]
    petitions: Mapping[str, tuple[str, str]]
    """Ref and title of each petition by its id."""


def topic(store: Store, channel: str, purpose: str, ref: str = "") -> Topic:
    """The topic by its words; `ref` is the petition whose news is meant."""
    if channel not in CHANNELS:
        raise AppError(
            "There is no channel “{channel}”: choose one of {known}.",
            channel=channel,
            known=", ".join(CHANNELS),
        )
    if purpose not in PURPOSES:
        raise AppError(
            "There is no purpose “{purpose}”: choose one of {known}.",
            purpose=purpose,
            known=", ".join(PURPOSES),
        )
    if purpose == "news" and not ref:
        raise AppError("Say which petition’s news is meant.", lacks="petition")
    petition = store.petitions.get(ref).id if purpose == "news" else ""
    return Topic(channel, purpose, petition)  # type: ignore[arg-type]  # looked up above


def record(
    store: Store,
    contact: Contact | Sequence[Contact],
    about: Topic | Sequence[Topic],
    evidence: Evidence,
    *,
    given: bool,
    now: datetime,
) -> int:
    """Writes that contacts agreed to one or more topics, or withdrew them; gives how many."""
    people = [contact] if isinstance(contact, Contact) else list(contact)
    topics = [about] if isinstance(about, Topic) else list(dict.fromkeys(about))
    if not topics:
        raise AppError("Say what is agreed to or withdrawn: a channel and a purpose.")
    checked = checked_evidence(store, evidence, now=now)
    for one in people * given:
        require_not_withdrawn(store, one, topics, checked.given_on)
    name = (
        numbered(people[0])
        if len(people) == 1
        else trn("{number} contact", "{number:,} contacts", len(people))
    )
    label = tr("Keep the consent of {name}", name=name) if given else tr(
        "Keep that {name} withdrew", name=name
    )  # fmt: skip
    with store.step(label):
        store.consents.add(
            ConsentEntry(one.id, topic, given, now, checked) for one in people for topic in topics
        )
    return len(topics) * len(people)


def withdrawn(store: Store, contact: str, topics: Iterable[Topic]) -> dict[Topic, date]:
    """When a contact (its id) withdrew those of these topics that stand as withdrawn."""
    standing = {one.topic: one for one in store.consents.standing_entries(contact)}
    held = {one: deciding(standing, one) for one in topics}
    return {key: one.evidence.given_on for key, one in held.items() if one and not one.given}


def require_not_withdrawn(
    store: Store, contact: Contact, topics: Iterable[Topic], given_on: date
) -> None:
    """Refuses a consent that is older than what they said since."""
    for one, since in withdrawn(store, contact.id, topics).items():
        if since > given_on:
            raise AppError(
                "Contact {number} withdrew that on {day:%d/%m/%Y} ({channel}), after the "
                "{given:%d/%m/%Y}: only a consent given since then counts.",
                number=contact.number,
                day=since,
                channel=CHANNELS[one.channel].lower(),
                given=given_on,
            )


def withdraw_all(store: Store, contact: Contact, evidence: Evidence, *, now: datetime) -> int:
    """Writes that a contact withdrew everything, and objects to all else; gives how many topics.

    An objection is absolute (R67): it holds for a petition that is written later too.
    """
    return record(store, contact, to_withdraw(store, contact), evidence, given=False, now=now)


def to_withdraw(store: Store, contact: Contact, channel: str = "") -> list[Topic]:
    """The topics of an objection, to one channel where it is given: all there are, whatever stands.

    What was said of by itself is said again, so that no older consent to it counts.
    """
    ways, purposes = list(CHANNELS), list(PURPOSES)
    return sorted(
        (
            one
            for one in {*store.consents.now(contact.id), *EVERYTHING}
            if channel in {"", one.channel}
        ),
        key=lambda one: (ways.index(one.channel), purposes.index(one.purpose), one.petition),
    )


def barred_words(people: Sequence[Contact]) -> str:
    """A remark where a consent changes nothing, for nothing reaches them; empty otherwise."""
    stopped = [str(one.number) for one in people if one.do_not_contact or one.deceased]
    return bool(stopped) * trn(
        "Contact {numbers} is deceased or asked not to be contacted: whatever they agreed to, "
        "nothing reaches them.",
        "Contacts {numbers} are deceased or asked not to be contacted: whatever they agreed to, "
        "nothing reaches them.",
        len(stopped),
        numbers=", ".join(stopped),
    )


def checked_evidence(store: Store, evidence: Evidence, *, now: datetime) -> Evidence:
    """Evidence as it is kept: its day is past, and the sheet and row that it names are there."""
    if evidence.how not in HOWS:
        raise AppError(
            "There is no evidence “{how}”: choose one of {known}.",
            how=evidence.how,
            known=", ".join(HOWS),
        )
    if evidence.given_on > now.astimezone().date():
        raise AppError("{day:%d/%m/%Y} lies ahead: say when it was.", day=evidence.given_on)
    if evidence.given_on.year < now.year - OLDEST:
        raise AppError(
            "{day:%d/%m/%Y} is more than {years} years ago: say when it was.",
            day=evidence.given_on,
            years=OLDEST,
        )
    reference, wording = tidy(evidence.reference), names.lines(evidence.wording)
    if len(reference) > OPT_IN_LIMIT or len(wording) > WORDING_LIMIT:
        raise AppError(
            "A reference has at most {reference} characters, and the words shown {wording:,}.",
            reference=OPT_IN_LIMIT,
            wording=WORDING_LIMIT,
        )
    if evidence.how in {"sheet", "slip"}:
        found = _ON_PAPER.fullmatch(reference)
        if not found:
            raise AppError(
                "Say on which sheet and row it stands, for example “NM7K-3QA8-7 row 4”; on a "
                "slip, the sheet that it belongs to and its number."
            )
        reference = paper_reference(
            store, found["code"], int(found["row"]), slip=evidence.how == "slip"
        )
    return replace(evidence, reference=reference, wording=wording)


def paper_reference(store: Store, code: str, row: int, *, slip: bool) -> str:
    """How a row of a sheet, or its slip, is named as evidence; AppError where it is not there."""
    sheet = store.sheets.get(code)
    if not 1 <= row <= sheet.rows:
        raise AppError(
            "Sheet {code} has the rows 1 to {rows}, not {row}.",
            code=printed(sheet.code),
            rows=sheet.rows,
            row=row,
        )
    return f"{printed(sheet.code)} {'slip' if slip else 'row'} {row}"


def wordings(store: Store, ref: str) -> list[Shown]:
    """The words by which people are asked for a petition: printed on its slips, or to say."""
    return wordings_of(store.petitions.get(ref).wording)


def wordings_of(wording: Wording) -> list[Shown]:
    """The words of slips printed with that wording, then those to ask with aloud or on a form."""
    from app.documents.words import filled

    values = {"controller": wording.privacy.controller, "contact": wording.privacy.contact}
    own = wording.language
    slips = {own: binding_texts(own)} | {
        one: sheet_texts(one) for one in wording.translations if one != own
    }
    found = [
        Shown(f"slip-{one}", one, filled(texts["slip_words"], values))
        for one, texts in slips.items()
        if "slip_words" in texts
    ]
    for one in ASKED_IN:
        asked = consent_texts(one)["asked"]
        found += [Shown(f"{key}-{one}", one, filled(text, values)) for key, text in asked.items()]
    return found


def shown_words(store: Store, ref: str, key: str) -> str:
    """The text of the words with that key."""
    found = {one.key: one.text for one in wordings(store, ref)}
    if key not in found:
        raise AppError(
            "There are no words “{key}”: choose one of {known}.", key=key, known=", ".join(found)
        )
    return found[key]


def ledger(store: Store, contact: Contact) -> Ledger:
    """Everything that the ledger says of a contact."""
    standing = {one.topic: one for one in store.consents.standing_entries(contact.id)}
    petitions = {one.id: (one.ref, one.wording.title) for one in store.petitions.all()}
    return Ledger(contact, store.consents.of_contact(contact.id), standing, petitions)


def latest(store: Store, about: Topic | None, *, limit: int) -> list[ConsentEntry]:
    """The latest entries of the whole ledger, newest first; of one topic where it is given."""
    return store.consents.listing(about, limit=limit)


def may_reach(store: Store, contacts: Sequence[Contact], about: Topic, now: datetime) -> Reached:
    """Who of these may be reached for a topic and who may not, for those who ask about one."""
    return reaching.reach(store, [one.id for one in contacts], about, today=now.date())


def as_entry(entry: ConsentEntry, petitions: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """An entry with the stable keys of the command line."""
    evidence = entry.evidence
    return {
        "channel": entry.topic.channel,
        "purpose": entry.topic.purpose,
        "petition": petitions.get(entry.topic.petition, ("", ""))[0] or None,
        "given": entry.given,
        "given_on": evidence.given_on.isoformat(),
        "how": evidence.how,
        "reference": evidence.reference,
        "wording": evidence.wording,
        "written_at": entry.at.isoformat(timespec="seconds"),
        "correction": entry.correction,
    }


def as_document(kept: Ledger) -> dict[str, Any]:
    """What the ledger says of a contact, with the stable keys of the command line."""
    return {
        "contact": kept.contact.number,
        "do_not_contact": kept.contact.do_not_contact,
        "now": [as_entry(one, kept.petitions) for one in kept.standing.values()],
        "entries": [as_entry(one, kept.petitions) for one in kept.entries],
    }


def topic_words(about: Topic, petitions: Mapping[str, tuple[str, str]]) -> str:
    """A topic in words: “Email: news of asylum”, by the petition's ref."""
    ref = petitions.get(about.petition, ("", ""))[0]
    what = tr("news of {ref}", ref=ref) if ref else about.words.lower()
    return f"{CHANNELS[about.channel]}: {what}"


def channels_of(keys: Sequence[str]) -> tuple[Channel, ...]:
    """Those of `keys` that reach out; AppError where one is none."""
    for key in keys:
        if key not in CHANNELS:
            raise AppError(
                "There is no channel “{channel}”: choose one of {known}.",
                channel=key,
                known=", ".join(CHANNELS),
            )
    return tuple(key for key in CHANNELS if key in keys)
