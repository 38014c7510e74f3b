"""Contacts: added, changed, found by the number that people say."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain import korean, names
from app.domain.community.contact import (
    KINDS,
    Contact,
    Email,
    PostalAddress,
    WrittenName,
    is_email,
)
from app.domain.community.name_parts import family_within, order_shown, stands_apart
from app.domain.duplicates.people import NameReader
from app.domain.duplicates.places import PlaceReader, code
from app.domain.names import tidy
from app.domain.outreach.post import with_postcode
from app.domain.postcode import normalise, suggestions
from app.errors import AppError, NotFoundError
from app.intake import contact_parts, name_data
from app.intake.countries import is_odd
from app.messages import tr, trn
from app.store.store import Store

NAME_LIMIT, NOTES_LIMIT, TAG_LIMIT, MOST = 200, 10_000, 60, 20
"""Characters of a name, of notes and of a tag; how many names, addresses, phones, emails."""


def get(store: Store, written: str) -> Contact:
    """The contact with that number (“14”, “C14”) or id; NotFoundError where there is none."""
    found = None
    if number := re.fullmatch(r"[Cc]?(\d{1,12})", written.strip()):
        found = store.contacts.by_number(int(number[1]))
    else:
        found = store.contacts.of_ids([written.strip()]).get(written.strip())
    if found is None:
        raise NotFoundError(
            "There is no contact “{contact}”: look in the list of contacts.", contact=written
        )
    while found.merged_into:
        found = store.contacts.of_ids([found.merged_into])[found.merged_into]
    return found


def add(store: Store, contact: Contact, *, now: datetime) -> Contact:
    """Keeps a new contact and gives it back with its id and number."""
    _require_emails(contact.emails, ())
    _require_families(contact.names, ())
    named = tuple(with_family(one) for one in contact.names)
    ready = prepared(replace(contact, names=named, added_at=now))
    with store.step(tr("Add a contact")):
        key = store.contacts.add(ready)
    return store.contacts.of_ids([key])[key]


def change(store: Store, contact: Contact) -> Contact:
    """Keeps what is known of a contact in the place of what was."""
    before = store.contacts.of_ids([contact.id])[contact.id]
    _require_emails(contact.emails, before.emails)
    _require_families(contact.names, before.names)
    named = tuple(one if one in before.names else with_family(one) for one in contact.names)
    ready = prepared(replace(contact, names=named))
    if becomes_office(before, ready):
        _require_unknown_as_person(store, ready)
    with store.step(tr("Change {name}", name=numbered(ready))):
        store.contacts.replace(ready)
    return ready


def becomes_office(before: Contact, after: Contact) -> bool:
    """Whether a person is said to be an organisation, which is reached without consent (R67)."""
    return before.kind == "person" != after.kind


def _require_unknown_as_person(store: Store, contact: Contact) -> None:
    """Refuses to make an office of somebody who said something, or signed, as a person."""
    if store.consents.of_contact(contact.id) or store.contacts.has_signed(contact.id):
        raise AppError(
            "Contact {number} is a person who signed or is in the consent ledger, and an "
            "organisation is reached without consent: keep the organisation as a contact of its "
            "own, and relate the two.",
            number=contact.number,
        )


def tag(store: Store, contacts: Sequence[str], word: str) -> int:
    """Gives contacts (ids) a tag; gives how many did not have it."""
    wanted = tidy(word)
    if not wanted or len(wanted) > TAG_LIMIT:
        raise AppError("A tag has 1 to {most} characters.", most=TAG_LIMIT)
    known = next((one for one, _ in store.contacts.tags() if one.casefold() == wanted.casefold()),
                 wanted)  # fmt: skip
    some = [one for one in store.contacts.of_ids(contacts).values() if known not in one.tags]
    label = trn("Tag {number} contact", "Tag {number:,} contacts", len(some))
    _retag(store, label, [replace(one, tags=tuple(sorted((*one.tags, known)))) for one in some])
    return len(some)


def untag(store: Store, contacts: Sequence[str], word: str) -> int:
    """Takes a tag from contacts (ids); gives how many had it."""
    gone = tidy(word).casefold()
    found = [
        (one, tuple(own for own in one.tags if own.casefold() != gone))
        for one in store.contacts.of_ids(contacts).values()
    ]
    some = [replace(one, tags=left) for one, left in found if left != one.tags]
    label = trn("Untag {number} contact", "Untag {number:,} contacts", len(some))
    _retag(store, label, some)
    return len(some)


def _retag(store: Store, label: str, changed: Collection[Contact]) -> None:
    if changed:
        with store.step(label):
            for one in changed:
                store.contacts.replace(one)


def _require_emails(emails: Sequence[Email], known: Sequence[Email]) -> None:
    """Only what is typed now is asked for its form: what came from a file stays as it came."""
    for one in emails:
        if one not in known and one.address.strip() and not is_email(one.address.strip()):
            raise AppError(
                "“{address}” is no email address: it needs a name, an @ and a domain.",
                address=one.address.strip(),
            )


def _require_families(listed: Sequence[WrittenName], known: Sequence[WrittenName]) -> None:
    for one in listed:
        if one not in known and stands_apart(one):
            raise AppError(
                "The family name “{family}” does not stand in “{name}”: write it as it stands "
                "there, or leave it empty.",
                family=tidy(one.family),
                name=tidy(one.text),
            )


def with_family(name: WrittenName) -> WrittenName:
    """`name` with the family name as it stands in it, and the order that shows.

    Of a Korean one both are known where neither is said (R88).
    """
    if family := family_within(tidy(name.text), tidy(name.family)):
        order = name.order or order_shown(tidy(name.text), family)
        return replace(name, family=family, order=order)
    read = NameReader(name_data.names()).read(name.text)
    if name.family or not (read.family and read.given and read.family.korean):
        return name
    if read.family.hangul:
        written = name.text if korean.is_hangul(name.text) else ""
        family = read.family.hangul if written.startswith(read.family.hangul) else ""
        return replace(name, family=family, order=name.order or "family-first")
    words = name.text.split()
    at = [place for place, word in enumerate(words) if word.casefold() == read.family.latin]
    if len(at) != 1 or not read.given.korean:
        return name
    order = name.order or ("family-first" if at[0] == 0 else "given-first")
    return replace(name, family=words[at[0]], order=order)


def prepared(contact: Contact) -> Contact:
    """`contact` as it is kept: tidied (R91), with its household; AppError where it cannot be."""
    if contact.kind not in KINDS:
        raise AppError(
            "There is no kind “{kind}”: choose one of {known}.",
            kind=contact.kind,
            known=", ".join(KINDS),
        )
    written = tuple(
        replace(one, text=tidy(one.text), family=tidy(one.family), pronounced=tidy(one.pronounced))
        for one in contact.names
        if tidy(one.text)
    )
    notes = names.lines(contact.notes)
    if not written:
        raise AppError("A contact needs a name: say how to address them.")
    if any(len(one.text) > NAME_LIMIT for one in written):
        raise AppError("A name has at most {most} characters.", most=NAME_LIMIT)
    if len(notes) > NOTES_LIMIT:
        raise AppError("Notes have at most {most:,} characters.", most=NOTES_LIMIT)
    for many in (written, contact.addresses, contact.phones, contact.emails):
        if len(many) > MOST:
            raise AppError(
                "A contact has at most {most} names, addresses, phones and emails each.", most=MOST
            )
    addresses = tuple(_address(one) for one in contact.addresses)
    tags = sorted({tidy(tag) for tag in contact.tags if tidy(tag)})
    return replace(
        contact,
        names=written,
        addresses=tuple(one for one in addresses if one.lines or one.postcode),
        phones=tuple(
            replace(one, written=tidy(one.written), label=tidy(one.label))
            for one in contact.phones
            if tidy(one.written)
        ),
        emails=tuple(
            replace(one, address=tidy(one.address), label=tidy(one.label))
            for one in contact.emails
            if tidy(one.address)
        ),
        tags=tuple(tags),
        notes=notes,
        language=tidy(contact.language),
        role=tidy(contact.role),
        source=tidy(contact.source),
        import_key=tidy(contact.import_key),
        home=home_of(addresses[0]) if addresses else "",
    )


def _address(written: PostalAddress) -> PostalAddress:
    lines = tuple(tidy(line).strip(" ,") for line in written.lines)
    return with_postcode(
        replace(
            written,
            lines=tuple(line for line in lines if line),
            postcode=normalise(tidy(written.postcode)) if tidy(written.postcode) else "",
            label=tidy(written.label),
        )
    )


def postcode_words(address: PostalAddress) -> str:
    """What is to be said of an address's postcode; nothing where it is in order."""
    if not is_odd(address):
        return ""
    near = " / ".join(suggestions(address.postcode))
    if near:
        return tr("“{code}” is no UK postcode: did you mean {near}? It is kept as typed.",
                  code=address.postcode, near=near)  # fmt: skip
    return tr("“{code}” is no UK postcode: it is kept as typed.", code=address.postcode)


def language_of(written: str) -> str:
    """A language as it is kept, by its code or its name; AppError where it is none."""
    found = contact_parts.language(written)
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", found):
        raise AppError(
            "There is no language “{language}”: give its code, as en, ko or pl.", language=written
        )
    return found


def home_of(address: PostalAddress) -> str:
    """What is the same for all who live at an address; empty where too little is known of it."""
    place = PlaceReader(name_data.street_kinds()).read(", ".join(address.lines))
    if not place.number or not (address.postcode or place.street):
        return ""
    where = code(address.postcode) or place.town
    return f"{where}|{place.street}|{place.number}|{place.flat}"


def shown_name(contact: Contact) -> str:
    """How a contact is named in sentences: one at risk by number alone."""
    return numbered(contact) if contact.at_risk else contact.name


def shown_note(contact: Contact | None, note: str, *, with_at_risk: bool) -> str | None:
    """A note about a contact; None for one about somebody at risk, until it is asked for."""
    return None if note and contact and contact.at_risk and not with_at_risk else note


def numbered(contact: Contact) -> str:
    """How a step names a contact: its words stand in the menu, and stay where names are hidden."""
    return tr("contact {number}", number=contact.number) if contact.number else tr("a contact")


def risky_words(contact: Contact | None, *texts: str) -> str:
    """A warning where words that are typed name somebody at risk; empty otherwise.

    A part of a name is enough, of two letters in Hangul and three in others.
    """
    if contact is None or not contact.at_risk:
        return ""
    parts = {word.casefold() for name in contact.names for word in name.text.split()}
    typed = " ".join(texts).casefold()
    if not any(part in typed for part in parts if len(part) > (1 if names.hangul(part) else 2)):
        return ""
    return tr(
        "The words name contact {number}, who is at risk: they stand as typed on lists and papers.",
        number=contact.number,
    )
