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


def name_of(store: Store, people: Sequence[Contact], *, with_at_risk: bool = False) -> str:
    """How a label addresses these people of one address, in Korean where all are written to so."""
    homes = {one.home for one in people}
    own = store.households.name(homes.pop()) if len(homes) == 1 else ""
    korean = all(one.language == "ko" for one in people)
    return household_name(people, own, "ko" if korean else "en", with_at_risk=with_at_risk)


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
