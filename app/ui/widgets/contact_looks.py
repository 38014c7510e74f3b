"""How contacts look on every page: by which name, with which icon and marks."""

from __future__ import annotations

from collections.abc import Container

from app.domain.community.contact import KINDS, Contact
from app.messages import tr

KIND_ICONS = {
    "person": "user",
    "church": "church",
    "shop": "store",
    "newspaper": "newspaper",
    "association": "users",
    "council": "landmark",
    "member": "gavel",
    "other": "building-2",
}

MARKS = (
    ("at_risk", "shield-alert", "warn", tr("At risk")),
    ("do_not_contact", "ban", "bad", tr("Do not contact")),
    ("deceased", "user-x", "muted", tr("Deceased")),
)
"""What stops lists: the contact's field, icon, its colour and the words."""


def marks_of(contact: Contact) -> list[tuple[str, str, str]]:
    """Icon, colour and words of each mark that a contact has."""
    return [(icon, role, words) for field, icon, role, words in MARKS if getattr(contact, field)]


def is_open(contact: Contact, shown: Container[str] = (), *, hidden: bool) -> bool:
    """Whether the name may be on screen: names are not hidden, and no risk unless it is asked."""
    return not hidden and (not contact.at_risk or contact.id in shown)


def called(contact: Contact, shown: Container[str] = (), *, hidden: bool) -> str:
    """The name on screen; the number where it may not be."""
    if is_open(contact, shown, hidden=hidden):
        return contact.name
    return tr("Contact {number}", number=contact.number)


def kind_words(contact: Contact) -> str:
    """What a contact is, in a word or two."""
    return KINDS[contact.kind]
