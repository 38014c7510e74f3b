"""How contacts are printed: one at risk by number alone, until it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cli.common import table
from app.domain.community.contact import KINDS, LANGUAGES, Contact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.operations.community.households import Household
    from app.operations.community.relationships import Related

HIDDEN = "At risk: --with-at-risk shows the name and how to reach them."


def name_of(contact: Contact, *, whole: bool) -> str:
    """The name, or the number alone."""
    if contact.at_risk and not whole:
        return f"Contact {contact.number}"
    return contact.name


def document(contact: Contact, *, whole: bool) -> dict[str, Any]:
    """A contact with the stable keys of the command line."""
    shown = whole or not contact.at_risk
    return {
        "number": contact.number,
        "id": contact.id,
        "kind": contact.kind,
        "name": contact.name if shown else None,
        "names": [
            {
                "text": one.text,
                "family": one.family,
                "order": one.order,
                "pronounced": one.pronounced,
            }
            for one in contact.names
            if shown
        ],
        "language": contact.language,
        "role": contact.role if shown else "",
        "addresses": [
            {"lines": list(one.lines), "postcode": one.postcode, "label": one.label}
            for one in contact.addresses
            if shown
        ],
        "phones": [
            {"written": one.written, "number": one.number or None, "label": one.label}
            for one in contact.phones
            if shown
        ],
        "emails": [{"address": one.address, "label": one.label} for one in contact.emails if shown],
        "tags": list(contact.tags),
        "notes": contact.notes if shown else "",
        "at_risk": contact.at_risk,
        "do_not_contact": contact.do_not_contact,
        "deceased": contact.deceased,
        "source": contact.source,
        "added_at": contact.added_at.isoformat() if contact.added_at else None,
    }


def marks(contact: Contact) -> str:
    """What stops lists, in words."""
    said = (
        (contact.at_risk, "at risk"),
        (contact.do_not_contact, "do not contact"),
        (contact.deceased, "deceased"),
    )
    return ", ".join(words for holds, words in said if holds)


def listing(contacts: Iterable[Contact], *, whole: bool) -> str:
    """Contacts as a table."""
    rows = [
        (
            one.number,
            name_of(one, whole=whole),
            KINDS[one.kind],
            LANGUAGES.get(one.language, one.language),
            one.address.postcode.rpartition(" ")[0],
            ", ".join(one.tags),
            marks(one),
        )
        for one in contacts
    ]
    heads = ("Number", "Name", "Kind", "Language", "District", "Tags", "Marks")
    return table(heads, rows) if rows else "No contact matches."


def card(contact: Contact, household: Household, related: Sequence[Related], *, whole: bool) -> str:
    """All that is known of one contact, a line a field."""
    shown = whole or not contact.at_risk
    others = [one.number for one in household.members if one.id != contact.id]
    lines = [
        ("Contact", str(contact.number)),
        ("Marks", marks(contact)),
        ("Kind", KINDS[contact.kind]),
        ("Language", LANGUAGES.get(contact.language, contact.language)),
        ("Tags", ", ".join(contact.tags)),
        ("Household", ", ".join(f"contact {one}" for one in others)),
        *(("Relationship", f"{one.words}: {name_of(one.other, whole=whole)}") for one in related),
    ]
    if shown:
        lines[1:1] = [
            *(("Name", _name(one)) for one in contact.names),
            ("Role", contact.role),
            *(("Address", ", ".join((*one.lines, one.postcode))) for one in contact.addresses),
            *(("Phone", f"{one.written}{'' if one.number else NO_NUMBER}")
              for one in contact.phones),
            *(("Email", one.address) for one in contact.emails),
            ("Notes", contact.notes),
        ]  # fmt: skip
    else:
        lines.append(("", HIDDEN))
    return "\n".join(f"{words:<14}{text}".rstrip() for words, text in lines if text)


def noted(note: str | None) -> str:
    """A note in a table; None for one that is not told unless it is asked for."""
    return "(at risk: --with-at-risk shows it)" if note is None else " ".join(note.split())


NO_NUMBER = " (no telephone number: kept as typed)"


def _name(one: Any) -> str:
    said = [one.pronounced and f"“{one.pronounced}”", one.family and f"family name {one.family}"]
    more = ", ".join(part for part in said if part)
    return f"{one.text} ({more})" if more else one.text
