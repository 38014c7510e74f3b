"""Who may be reached, and why somebody is left out: the rule that every list passes through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.domain.community.consent import Channel, Topic
from app.domain.community.contact import Contact
from app.domain.outreach.post import is_box
from app.messages import tr

Reason = Literal[
    "deceased",
    "do-not-contact",
    "withdrawn",
    "no-consent",
    "at-risk",
    "reserved",
    "no-address",
    "no-door",
    "no-phone",
    "no-email",
    "alike",
    "merged",
    "has-email",
    "office",
]
REASONS: Mapping[Reason, str] = {
    "deceased": tr("Deceased"),
    "do-not-contact": tr("Asked not to be contacted"),
    "withdrawn": tr("Withdrew their consent"),
    "no-consent": tr("Did not agree to this"),
    "at-risk": tr("At risk, not asked for"),
    "reserved": tr("On another caller’s list"),
    "no-address": tr("No postal address"),
    "no-door": tr("Box number only, no door to visit"),
    "no-phone": tr("No telephone number"),
    "no-email": tr("No email address"),
    "alike": tr("May be one who is marked, compare them under contacts kept twice"),
    "merged": tr("Merged into another contact"),
    "has-email": tr("Have an email address"),
    "office": tr("Organisations and Members"),
}
"""Why a contact is not on a list, in the order in which it is looked for.

The last two are left out before that, where a list is for people without email alone.
"""


_SPOKEN = frozenset({"phone", "text", "person"})
"""Channels by which one volunteer speaks with one person: a reservation is for these alone."""


@dataclass(frozen=True)
class Standing:
    """What the campaign keeps of a contact and a topic.

    `given` is None where nothing was ever said of it; `reserved` whether another caller has them.
    """

    given: bool | None
    reserved: bool = False


@dataclass(frozen=True)
class Reservation:
    """A contact (id) is on the list of one caller (a holder's id) alone, through the day `until`.

    `outreach` is the id of that list, empty where it is none.
    """

    contact: str
    holder: str
    outreach: str
    until: date | None
    at: datetime


@dataclass(frozen=True)
class LeftOut:
    """A contact that is not on a list, and why."""

    contact: Contact
    reason: Reason


@dataclass(frozen=True)
class Reached:
    """Who is on a list, in its order, and who was left out.

    `offices` is how many organisations and Members are on it who agreed to nothing.
    """

    people: Sequence[Contact]
    left_out: Sequence[LeftOut]
    offices: int = 0

    @property
    def reasons(self) -> Counter[Reason]:
        """How many were left out, by reason."""
        return Counter(one.reason for one in self.left_out)


def why_not(
    contact: Contact, topic: Topic, standing: Standing, *, with_at_risk: bool = False
) -> Reason | None:
    """Why `contact` may not be reached for `topic`; None where they may.

    Organisations and Members are reached in their office, without consent, until they object;
    a person only by the consent they gave (R67). One at risk is reached only where that is
    asked for.
    """
    person = contact.kind == "person"
    stops: tuple[tuple[bool, Reason], ...] = (
        (contact.deceased, "deceased"),
        (contact.do_not_contact, "do-not-contact"),
        (standing.given is False, "withdrawn"),
        (standing.given is None and person, "no-consent"),
        (contact.at_risk and not with_at_risk, "at-risk"),
        (standing.reserved and topic.channel in _SPOKEN, "reserved"),
    )
    return next((reason for stops_here, reason in stops if stops_here), None) or _no_way(
        contact, topic.channel
    )


def _no_way(contact: Contact, channel: Channel) -> Reason | None:
    if channel == "email" and not contact.email:
        return "no-email"
    if channel in {"phone", "text"} and not contact.phone:
        return "no-phone"
    if channel in {"post", "person"} and not contact.address.lines:
        return "no-address"
    if channel == "person" and is_box(contact.address):
        return "no-door"
    return None
