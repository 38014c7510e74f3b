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
    """Who shares a contact's address, the name they asked for, and how a label addresses them.

    `hangul` is how one does that is asked for in Hangul, where that is another name.
    """

    members: Sequence[Contact]
    own_name: str
    label: str
    hangul: str = ""


def of(store: Store, contact: Contact) -> Household:
    """The household of a contact: of one alone where no address says otherwise."""
    members = store.contacts.at_home(contact.home) or [contact]
    own = store.households.name(contact.home)
    written_to = [one for one in members if not (one.deceased or one.do_not_contact)]
    label, hangul = (name_of(store, written_to or members, one) for one in ("en", "ko"))
    return Household(members, own, label, hangul if hangul != label else "")


def name_of(
    store: Store, people: Sequence[Contact], language: str = "en", *, with_at_risk: bool = False
) -> str:
    """How a label addresses just these people of one address, whoever else lives there.

    It is in Latin letters where the `language` is not Korean: others read what lies on a doormat.
    """
    shown = [one for one in people if with_at_risk or not one.at_risk]
    home, known = people[0].home, {one.id for one in shown}
    own = store.households.name(home) if home else ""
    others = [one for one in store.contacts.at_home(home) if one.id not in known] if own else []
    return household_name(shown, own, language, others=others)


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
