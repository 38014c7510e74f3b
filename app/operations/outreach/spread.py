"""Each person once, by the best way that they agreed to: what invitations and news go by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.community.consent import Channel, Purpose, Topic
from app.domain.community.contact import Contact
from app.domain.outreach.reaching import REASONS, LeftOut, Reached
from app.operations.outreach import reaching
from app.store.store import Store

ORDER: tuple[Channel, ...] = ("email", "post", "phone", "person", "text")
"""The ways in the order in which they are chosen: what is least work for the group first."""


@dataclass(frozen=True)
class Group:
    """People to be reached in one language by one channel, the best that each agreed to."""

    channel: Channel
    language: str
    people: Sequence[Contact]


@dataclass(frozen=True)
class Spread:
    """Who is reached by which channel, and who by none and why."""

    by_channel: Mapping[Channel, Sequence[Contact]]
    left_out: Sequence[LeftOut]
    offices: int = 0

    @property
    def reached(self) -> Reached:
        """All of them as one list."""
        people = [one for some in self.by_channel.values() for one in some]
        return Reached(people, self.left_out, self.offices)

    @property
    def groups(self) -> list[Group]:
        """Those reached, by channel and language."""
        found = []
        for channel, people in self.by_channel.items():
            for own in dict.fromkeys(one.language or "en" for one in people):
                some = [one for one in people if (one.language or "en") == own]
                found.append(Group(channel, own, some))
        return found


def spread(
    store: Store,
    contacts: Sequence[str],
    purpose: Purpose,
    petition: str,
    *,
    today: date | None,
    with_at_risk: bool = False,
) -> Spread:
    """Spreads `contacts` (ids) over the channels; each passes the gate for the one it gets.

    `today` is the day on which reservations lapse. Why somebody is left out is what stands in the
    way of the channel that comes nearest; that one was never spoken of says least.
    """
    rest, offices = list(dict.fromkeys(contacts)), 0
    by_channel: dict[Channel, Sequence[Contact]] = {}
    nearest: dict[str, LeftOut] = {}
    places = {reason: at for at, reason in enumerate(REASONS)} | {"no-consent": -1}
    for channel in ORDER:
        found = reaching.reach(
            store, rest, Topic(channel, purpose, petition), with_at_risk=with_at_risk, today=today
        )
        if found.people:
            by_channel[channel] = found.people
            offices += found.offices
        for one in found.left_out:
            known = nearest.get(one.contact.id, one)
            nearest[one.contact.id] = max(known, one, key=lambda left: places[left.reason])
        rest = [one.contact.id for one in found.left_out]
    return Spread(by_channel, [nearest[key] for key in rest], offices)
