"""Opt-ins: signatories who asked to hear from the group, and who becomes a contact by it (R69)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.community.consent import ConsentEntry, Purpose
from app.domain.community.contact import Contact
from app.domain.signature import Signature
from app.messages import tr

OPT_IN_LIMIT = 200
"""Characters of a reference that somebody typed."""

NOT_THEIRS = frozenset({"withdrawn", "altered", "same-hand", "joke-name", "under-age"})
"""Reasons of invalid rows that leave no opt-in: taken back or crossed out with the row, written by
another hand, invented, or a child's. A row that is invalid for its form alone keeps it."""

Skipped = Literal["not-theirs", "no-name", "withdrawn-since"]
SKIPPED: Mapping[Skipped, str] = {
    "not-theirs": tr("the row was withdrawn, crossed out or not their own"),
    "no-name": tr("no name"),
    "withdrawn-since": tr("withdrew since"),
}
"""Why an opt-in makes no contact."""


@dataclass(frozen=True)
class Proposed:
    """A signatory's opt-in: the contact as the signature says, and its entries of the ledger.

    `known` is the id of the contact that they are already, `joins` the place of the proposal that
    is the same person; None where there is neither. The entries name no contact yet.
    """

    signature: Signature | None
    contact: Contact
    entries: Sequence[ConsentEntry]
    known: str = ""
    joins: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether a contact is added for it."""
        return not self.known and self.joins is None


@dataclass(frozen=True)
class OptIn:
    """What stands on a slip or beside a row: where, by which channels, and how to reach them.

    `signature` is an id; else `sheet` is a code and `row` its row or the slip's number. An empty
    field is what the signature says. `purpose` news is that of the sheet's own petition.
    """

    channels: tuple[str, ...]
    signature: str = ""
    sheet: str = ""
    row: int = 0
    slip: bool = False
    purpose: Purpose = "news"
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    language: str = ""
    given_on: date | None = None
    at_risk: bool = False


def same_person(a: Contact, b: Contact) -> bool:
    """Whether two are one person: a name of each the same, and a way to reach them in common."""
    named = _names(a) & _names(b)
    ways = _ways(a) & _ways(b)
    return bool(named and ways)


def _names(one: Contact) -> set[str]:
    return {name.text.casefold() for name in one.names}


def _ways(one: Contact) -> set[str]:
    ways = {email.address.casefold() for email in one.emails}
    ways |= {phone.number or phone.written for phone in one.phones}
    return {way for way in (*ways, one.home) if way}
