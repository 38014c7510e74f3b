"""Who may be on a list, worked out from a plain record by the words of the rules alone."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    caller: str = ""
    until: int | None = None


def may(one: Person, channel: str, purpose: str, *, at_risk: bool, caller: str, day: int) -> bool:
    """Whether somebody may be on a list, by the words of the rules alone (R67)."""
    if "deceased" in one.flags or "do_not_contact" in one.flags:
        return False
    if "at_risk" in one.flags and not at_risk:
        return False
    agreed = one.said.get((channel, purpose))
    if agreed is False or (agreed is None and one.kind == "person"):
        return False
    taken = one.caller not in {"", caller} and (one.until is None or one.until >= day)
    if taken and channel not in {"email", "post"}:
        return False
    return WAYS[channel] in one.ways
