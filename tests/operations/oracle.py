"""Who may be on a list, worked out from a plain record by the words of the rules alone."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

PETITIONS = {"news": "asylum", "later": "later"}
"""Petitions by the purpose by which their news is meant here."""
ANY = "any"
"""News of any petition."""
WAYS = {"email": "email", "phone": "phone", "text": "phone", "post": "post", "person": "post"}


@dataclass
class Person:
    """What was done to one contact; `said` are the topics that they agreed to or withdrew."""

    kind: str
    flags: set[str]
    ways: set[str]
    said: dict[tuple[str, str], bool] = field(default_factory=dict)
    withdrawn: dict[tuple[str, str], int] = field(default_factory=dict)
    """The youngest day on which they withdrew what they have not given since."""

    def of(self, channel: str, purpose: str) -> bool | None:
        """What they said of a topic, else of any petition's news."""
        said = self.said.get((channel, purpose))
        return self.said.get((channel, ANY)) if said is None and purpose in PETITIONS else said

    def barred_until(self, channel: str, purpose: str) -> int:
        """The day before which no consent counts."""
        any_news = purpose in PETITIONS and (channel, purpose) not in self.said
        return self.withdrawn.get((channel, ANY if any_news else purpose), -9)

    def say(self, channel: str, purpose: str, day: int, *, given: bool) -> None:
        """They agreed or withdrew on a day; a withdrawal takes back no younger one."""
        since = self.barred_until(channel, purpose)
        self.withdrawn.pop((channel, purpose), None)
        if not given:
            self.withdrawn[channel, purpose] = max(since, day)
        self.said[channel, purpose] = given

    def take_over(self, other: Person) -> None:
        """What another said who is the same: what either withdrew is withdrawn."""
        before = deepcopy(self)
        for channel, purpose in {**before.said, **other.said}:
            said, day = other.of(channel, purpose), other.barred_until(channel, purpose)
            held = before.of(channel, purpose)
            if said is None or (said and held is not None):
                continue
            self.said[channel, purpose] = said
            if not said:
                mine = before.barred_until(channel, purpose)
                self.withdrawn[channel, purpose] = max(day, mine)

    keys: set[str] = field(default_factory=set)
    """By which they may be somebody else: names and ways to reach them."""
    apart: set[int] = field(default_factory=set)
    """Those who were said to be somebody else."""
    caller: str = ""
    until: int | None = None


def hidden(world: Mapping[int, Person], at: int, *, at_risk: bool) -> bool:
    """Whether somebody may be one who is marked, and nobody said that they are two."""
    mine = world[at]
    alone = {"deceased", "do_not_contact"} if at_risk else {"deceased", "do_not_contact", "at_risk"}
    return any(
        one.flags & alone and one.keys & mine.keys and other not in mine.apart
        for other, one in world.items()
        if other != at and (one.kind == "person") == (mine.kind == "person")
    )


def may(one: Person, channel: str, purpose: str, *, at_risk: bool, caller: str, day: int) -> bool:
    """Whether somebody may be on a list, by the words of the rules alone (R67)."""
    if "deceased" in one.flags or "do_not_contact" in one.flags:
        return False
    if "at_risk" in one.flags and not at_risk:
        return False
    agreed = one.of(channel, purpose)
    if agreed is False or (agreed is None and one.kind == "person"):
        return False
    taken = one.caller not in {"", caller} and (one.until is None or one.until >= day)
    if taken and channel not in {"email", "post"}:
        return False
    return WAYS[channel] in one.ways
