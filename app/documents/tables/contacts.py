"""Contacts as tables: our own columns, and those of Google Contacts and of Outlook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from app.domain.community.contact import KINDS, Contact, Phone, PostalAddress
from app.domain.community.contact_columns import BESIDE, GROUPS, NOTE, OWN
from app.domain.community.name_parts import full_name, given_part, is_body, order_shown
from app.domain.community.relationship import Affiliation

Record = dict[str, str]
Table = tuple[list[str], list[Record]]
"""Columns in their order, and a record for each contact, by column."""

Dialled = tuple[list[str], list[Record], set[str]]
"""A table of another program, and its columns of phones."""

At = Mapping[str, Sequence[Affiliation]]
"""Where contacts work, by id."""

_IN_GROUPS = {column for group in GROUPS for column in group}


def own_table(contacts: Sequence[Contact], at: At) -> Table:
    """Everything that is kept, as it comes in again; a line's end parts an address and tags."""
    records = [_own(one, at.get(one.id, ())) for one in contacts]
    columns = []
    for column in OWN:
        group = next((one for one in GROUPS if one[0] == column), ())
        if group:
            most = max([1, *(len(_several(one, column, at.get(one.id, ()))) for one in contacts)])
            columns += [_numbered(key, number) for number in range(most) for key in group]
        elif column not in _IN_GROUPS:
            columns.append(column)
    return columns, [{column: one.get(column, "") for column in columns} for one in records]


def _numbered(column: str, at: int) -> str:
    return f"{column} {at + 1}" if at else column


def _own(contact: Contact, places: Sequence[Affiliation]) -> Record:
    first = contact.names[0]
    record = {
        "id": contact.id, "kind": contact.kind, "name": first.text, "family": first.family,
        "order": first.order, "pronounced": first.pronounced, "language": contact.language,
        "role": contact.role, "tags": "\n".join(contact.tags), "notes": contact.notes,
        "at_risk": _flag(contact.at_risk), "do_not_contact": _flag(contact.do_not_contact),
        "deceased": _flag(contact.deceased), "source": contact.source,
        "import_key": contact.import_key,
    }  # fmt: skip
    for group in GROUPS:
        for at, values in enumerate(_several(contact, group[0], places)):
            for key, value in zip(group, values, strict=True):
                record[_numbered(key, at)] = value
    return record


def _several(contact: Contact, column: str, places: Sequence[Affiliation]) -> list[tuple[str, ...]]:
    """What a contact has several of, in the order of its group's columns."""
    if column == "other_name":
        return [(one.text, one.family, one.order, one.pronounced) for one in contact.names[1:]]
    if column == "address":
        return [("\n".join(one.lines), one.postcode, one.label) for one in contact.addresses]
    if column == "organisation":
        return [(one.name, one.part) for one in places]
    if column == "phone":
        return [(one.written, one.label) for one in contact.phones]
    return [(one.address, one.label) for one in contact.emails]


def _flag(holds: bool) -> str:  # noqa: FBT001  # one of three fields
    return "yes" if holds else "no"


def _beside(contact: Contact, more: Sequence[tuple[str, str]] = ()) -> str:
    """What the other program has no column for, a line each, to be known again."""
    first = contact.names[0]
    said: list[tuple[str, str]] = []
    if contact.kind != "person":
        said.append(("kind", KINDS[contact.kind]))
    if not is_body(contact) and full_name(given_part(first), "", first.family) != first.text:
        said.append(("written_as", first.text))
    if first.order != order_shown(first.text, first.family):
        said.append(("order", first.order))
    for other in contact.names[1:]:
        said += [
            ("other_name", other.text), ("other_family", other.family),
            ("other_order", other.order), ("other_pronounced", other.pronounced),
        ]  # fmt: skip
    said += [("language", contact.language)] if contact.language else []
    said += [
        (key, "yes")
        for key, holds in (
            ("at_risk", contact.at_risk), ("do_not_contact", contact.do_not_contact),
            ("deceased", contact.deceased),
        ) if holds
    ]  # fmt: skip
    if not (contact.emails or contact.phones or contact.addresses):
        said.append(("id", contact.id))  # nothing else would know them again
    return "\n".join(f"{BESIDE[key]}: {value}" for key, value in (*said, *more))


def _street(address: PostalAddress) -> tuple[str, str]:
    """The street, of several lines, and the post town."""
    if len(address.lines) < 2:
        return "\n".join(address.lines), ""
    return "\n".join(address.lines[:-1]), address.lines[-1]


_GOOGLE = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name",
    "Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
)  # fmt: skip
_GOOGLE_ADDRESS = (
    "Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country",
    "Extended Address",
)  # fmt: skip


def google_table(contacts: Sequence[Contact], at: At) -> Dialled:
    """As Google Contacts exports and imports them."""
    columns = [
        *_GOOGLE,
        *_google_columns("E-mail", max([1, *(len(one.emails) for one in contacts)])),
        *_google_columns("Phone", max([1, *(len(one.phones) for one in contacts)])),
        *_google_columns(
            "Address", max([1, *(len(one.addresses) for one in contacts)]), _GOOGLE_ADDRESS
        ),
        *_google_columns("Custom Field", 1),
    ]
    records = [
        dict.fromkeys(columns, "") | dict(_google(one, at.get(one.id, ()))) for one in contacts
    ]
    return columns, records, {one for one in columns if one.startswith("Phone ")}


def _dialled(phone: Phone) -> str:
    """A number as other programs want it, without signs that a spreadsheet would reckon with."""
    return re.sub(r"[-./]+", " ", phone.written) if phone.number else phone.written


def _google_columns(
    name: str, most: int, parts: Sequence[str] = ("Label", "Value")
) -> Iterator[str]:
    return (f"{name} {at} - {part}" for at in range(1, most + 1) for part in parts)


def _employed(places: Sequence[Affiliation]) -> list[tuple[str, str]]:
    """Where else somebody works, for programs that have a place for one employer."""
    return [
        pair
        for one in places[1:]
        for pair in (("organisation", one.name), ("department", one.part))
    ]


def _google(contact: Contact, places: Sequence[Affiliation]) -> Iterator[tuple[str, str]]:
    first = contact.names[0]
    if is_body(contact):
        yield "Organization Name", first.text
    else:
        yield "First Name", given_part(first)
        yield "Last Name", first.family
        if places:
            yield "Organization Name", places[0].name
            yield "Organization Department", places[0].part
    yield "Organization Title", contact.role
    yield "Phonetic First Name", first.pronounced
    yield "Notes", contact.notes
    yield "Labels", " ::: ".join([*contact.tags, "* myContacts"])
    for at, email in enumerate(contact.emails, 1):
        yield f"E-mail {at} - Label", email.label.capitalize()
        yield f"E-mail {at} - Value", email.address
    for at, phone in enumerate(contact.phones, 1):
        yield f"Phone {at} - Label", phone.label.capitalize()
        yield f"Phone {at} - Value", _dialled(phone)
    for at, one in enumerate(contact.addresses, 1):
        street, town = _street(one)
        yield f"Address {at} - Label", one.label.capitalize()
        yield f"Address {at} - Formatted", "\n".join(filter(None, (*one.lines, one.postcode)))
        yield f"Address {at} - Street", street
        yield f"Address {at} - City", town
        yield f"Address {at} - Postal Code", one.postcode
    beside = _beside(contact, _employed(places))
    if beside:
        yield "Custom Field 1 - Label", NOTE
        yield "Custom Field 1 - Value", beside


_OUTLOOK_PHONES = {
    "mobile": ("Mobile Phone", "Car Phone"),
    "home": ("Home Phone", "Home Phone 2"),
    "work": ("Business Phone", "Business Phone 2"),
}
_OUTLOOK_OTHERS = ("Primary Phone", "Other Phone")
_OUTLOOK_EMAILS = ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address")
_OUTLOOK_PLACES = ("Home", "Business", "Other")
_OUTLOOK_ADDRESS = ("Street", "City", "State", "Postal Code", "Country/Region")
_OUTLOOK = (
    "First Name", "Middle Name", "Last Name", "Title", "Suffix", "Nickname", "Given Yomi",
    "Surname Yomi", *_OUTLOOK_EMAILS, "Home Phone", "Home Phone 2", "Business Phone",
    "Business Phone 2", "Mobile Phone", "Car Phone", "Other Phone", "Primary Phone", "Job Title",
    "Department", "Company",
    *(f"{place} {part}" for place in _OUTLOOK_PLACES for part in _OUTLOOK_ADDRESS),
    "Birthday", "Notes", "Categories", "User 1",
)  # fmt: skip


def outlook_table(contacts: Sequence[Contact], at: At) -> Dialled:
    """As Outlook exports and imports them; what it has too few columns for stands in User 1."""
    records = [dict.fromkeys(_OUTLOOK, "") | _outlook(one, at.get(one.id, ())) for one in contacts]
    return list(_OUTLOOK), records, {one for one in _OUTLOOK if "Phone" in one}


def _outlook(contact: Contact, places: Sequence[Affiliation]) -> Record:
    first = contact.names[0]
    record = {
        "Given Yomi": first.pronounced, "Job Title": contact.role, "Notes": contact.notes,
        "Categories": ";".join(contact.tags),
    }  # fmt: skip
    if is_body(contact):
        record["Company"] = first.text
    else:
        record |= {"First Name": given_part(first), "Last Name": first.family}
        if places:
            record |= {"Company": places[0].name, "Department": places[0].part}
    more = _employed(places)
    for phone in contact.phones:
        fitting = (*_OUTLOOK_PHONES.get(phone.label, ()), *_OUTLOOK_OTHERS)
        column = next((one for one in fitting if one not in record), "")
        if column:
            record[column] = _dialled(phone)
        else:
            more.append(("phone", phone.written))
    record |= {
        column: one.address for column, one in zip(_OUTLOOK_EMAILS, contact.emails, strict=False)
    }
    more += [("email", one.address) for one in contact.emails[len(_OUTLOOK_EMAILS) :]]
    for place, address in zip(_OUTLOOK_PLACES, contact.addresses, strict=False):
        street, town = _street(address)
        record |= {
            f"{place} Street": street, f"{place} City": town,
            f"{place} Postal Code": address.postcode,
        }  # fmt: skip
    for address in contact.addresses[len(_OUTLOOK_PLACES) :]:
        more.append(("address", ", ".join(filter(None, (*address.lines, address.postcode)))))
    record["User 1"] = _beside(contact, more)
    return record
