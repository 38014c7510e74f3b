"""Contacts: added, changed, found by the number that people say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from app.domain.contact import KINDS, Contact, PostalAddress
from app.domain.duplicates.places import PlaceReader, code
from app.domain.names import tidy
from app.domain.postcode import normalise
from app.errors import AppError, NotFoundError
from app.intake import name_data
from app.messages import tr
from app.store.store import Store

NAME_LIMIT, NOTES_LIMIT, MOST = 200, 10_000, 20
"""Characters of a name and of notes, and how many names, addresses, phones or emails one has."""


def get(store: Store, written: str) -> Contact:
    """The contact with that number (“14”, “C14”) or id; NotFoundError where there is none."""
    found = None
    if number := re.fullmatch(r"[Cc]?(\d{1,12})", written.strip()):
        found = store.contacts.by_number(int(number[1]))
    else:
        found = store.contacts.of_ids([written.strip()]).get(written.strip())
    if found is None:
        raise NotFoundError("There is no contact “{contact}”: see “contact list”.", contact=written)
    while found.merged_into:
        found = store.contacts.of_ids([found.merged_into])[found.merged_into]
    return found


def add(store: Store, contact: Contact, *, now: datetime) -> Contact:
    """Keeps a new contact and gives it back with its id and number."""
    ready = prepared(replace(contact, added_at=now))
    with store.step(tr("Add {name}", name=shown_name(ready))):
        key = store.contacts.add(ready)
    return store.contacts.of_ids([key])[key]


def change(store: Store, contact: Contact) -> Contact:
    """Keeps what is known of a contact in the place of what was."""
    ready = prepared(contact)
    with store.step(tr("Change {name}", name=shown_name(ready))):
        store.contacts.replace(ready)
    return ready


def prepared(contact: Contact) -> Contact:
    """`contact` as it is kept: tidied (R91), with its household; AppError where it cannot be."""
    if contact.kind not in KINDS:
        raise AppError(
            "There is no kind “{kind}”: choose one of {known}.",
            kind=contact.kind,
            known=", ".join(KINDS),
        )
    written = tuple(replace(one, text=tidy(one.text)) for one in contact.names if tidy(one.text))
    if not written:
        raise AppError("A contact needs a name: say how to address them.")
    if any(len(one.text) > NAME_LIMIT for one in written):
        raise AppError("A name has at most {most} characters.", most=NAME_LIMIT)
    if len(contact.notes) > NOTES_LIMIT:
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
        tags=tuple(tags),
        home=home_of(addresses[0]) if addresses else "",
    )


def _address(written: PostalAddress) -> PostalAddress:
    lines = tuple(tidy(line).strip(" ,") for line in written.lines)
    return replace(
        written,
        lines=tuple(line for line in lines if line),
        postcode=normalise(written.postcode) if written.postcode.strip() else "",
    )


def home_of(address: PostalAddress) -> str:
    """What is the same for all who live at an address; empty where too little is known of it."""
    place = PlaceReader(name_data.street_kinds()).read(", ".join(address.lines))
    if not place.number or not (address.postcode or place.street):
        return ""
    where = code(address.postcode) or place.town
    return f"{where}|{place.street}|{place.number}|{place.flat}"


def shown_name(contact: Contact) -> str:
    """How a contact is named in steps and sentences: one at risk by number alone."""
    if contact.at_risk:
        return tr("contact {number}", number=contact.number) if contact.number else tr("a contact")
    return contact.name
