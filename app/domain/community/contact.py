"""Contacts: people and organisations that the group keeps in touch with (R87, R88, R91)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.messages import tr

Kind = Literal["person", "church", "shop", "newspaper", "association", "council", "member", "other"]
KINDS: Mapping[Kind, str] = {
    "person": tr("Person"),
    "church": tr("Church"),
    "shop": tr("Shop"),
    "newspaper": tr("Newspaper"),
    "association": tr("Association"),
    "council": tr("Council"),
    "member": tr("Member of Parliament"),
    "other": tr("Other organisation"),
}
"""What a contact is; all but a person are reached in their office."""

Order = Literal["", "family-first", "given-first"]

LANGUAGES: Mapping[str, str] = {"en": tr("English"), "ko": tr("Korean")}
"""Languages in which a contact can be written to; a contact's own may be another."""


@dataclass(frozen=True)
class WrittenName:
    """A name in one script, as its owner writes it.

    `family` is the part of `text` that is the family name, where that is known; `pronounced`
    says in the reader's letters how it is spoken.
    """

    text: str
    family: str = ""
    order: Order = ""
    pronounced: str = ""


@dataclass(frozen=True)
class PostalAddress:
    """Where post goes: lines without the postcode, the last of them the post town (R84)."""

    lines: tuple[str, ...]
    postcode: str = ""
    label: str = ""


@dataclass(frozen=True)
class Phone:
    """A telephone number as it was written (R86), and in E.164 where it is one."""

    written: str
    number: str = ""
    label: str = ""


@dataclass(frozen=True)
class Email:
    """An email address."""

    address: str
    label: str = ""


_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")


def is_email(text: str) -> bool:
    """Whether `text` has an email address’s form: a name, an @ and a domain with a dot."""
    return bool(_EMAIL.fullmatch(text))


@dataclass(frozen=True)
class Contact:
    """One person or organisation; of each list the first is used where one is wanted.

    `names` begins with the one to address them by. `at_risk`: the name must not appear on lists,
    labels or exports unless one asks for exactly that. `merged_into` is the id of the contact
    that this one was found to be. `home` is the same for all who share an address, worked out when
    it is kept; `id` and `number` are empty until then.
    """

    names: tuple[WrittenName, ...]
    kind: Kind = "person"
    language: str = ""
    role: str = ""
    addresses: tuple[PostalAddress, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    at_risk: bool = False
    do_not_contact: bool = False
    deceased: bool = False
    source: str = ""
    import_key: str = ""
    home: str = ""
    id: str = ""
    number: int = 0
    added_at: datetime | None = None
    merged_into: str = ""

    @property
    def marked(self) -> bool:
        """Whether they are to be left alone, or reached only where that is asked for."""
        return self.at_risk or self.do_not_contact or self.deceased

    @property
    def name(self) -> str:
        """The name to address them by; empty where none is known."""
        return self.names[0].text if self.names else ""

    @property
    def address(self) -> PostalAddress:
        """Where post goes; without lines where nowhere is known."""
        return self.addresses[0] if self.addresses else PostalAddress(())

    @property
    def phone(self) -> str:
        """The number to call, as written; empty where none is known."""
        return self.phones[0].written if self.phones else ""

    @property
    def email(self) -> str:
        """The address to write to; empty where none is known."""
        return self.emails[0].address if self.emails else ""
