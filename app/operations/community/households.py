"""Households: contacts who share an address, and how a label addresses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.community.contact import Contact
from app.domain.community.household import household_name
from app.domain.names import tidy
from app.errors import AppError
from app.messages import tr
from app.operations.community.contacts import NAME_LIMIT, numbered
from app.store.store import Store


@dataclass(frozen=True)
class Household:
    """Who shares a contact's address, the name they asked for, and how a label addresses them."""

    members: Sequence[Contact]
    own_name: str
    label: str


def of(store: Store, contact: Contact) -> Household:
    """The household of a contact: of one alone where no address says otherwise."""
    members = store.contacts.at_home(contact.home) or [contact]
    own = store.households.name(contact.home)
    written_to = [one for one in members if not (one.deceased or one.do_not_contact)]
    return Household(members, own, name_of(store, written_to or members))


def name_of(
    store: Store, people: Sequence[Contact], language: str = "", *, with_at_risk: bool = False
) -> str:
    """How a label addresses just these people of one address, whoever else lives there.

    It is in Korean where that is the `language`, or, where none is said, all are written to so.
    """
    korean = language == "ko" or (not language and all(one.language == "ko" for one in people))
    shown = [one for one in people if with_at_risk or not one.at_risk]
    home, known = people[0].home, {one.id for one in shown}
    own = store.households.name(home) if home else ""
    others = [one for one in store.contacts.at_home(home) if one.id not in known] if own else []
    return household_name(shown, own, "ko" if korean else "en", others=others)


def keep_name(store: Store, contact: Contact, name: str) -> Household:
    """Keeps the name by which a contact's household asks to be addressed; an empty one forgets."""
    wanted = tidy(name)
    if not contact.home:
        raise AppError(
            "Contact {number} has no address with a house number: add one first.",
            number=contact.number,
        )
    if len(wanted) > NAME_LIMIT:
        raise AppError("A name has at most {most} characters.", most=NAME_LIMIT)
    with store.step(tr("Name the household of {name}", name=numbered(contact))):
        store.households.keep(contact.home, wanted)
    return of(store, contact)
