"""A council's own rules for petitions, as its organiser confirmed them (R54)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.addressee import Addressee, Source, Step, Threshold
from app.domain.checks import Finding


@dataclass(frozen=True)
class CouncilProfile:
    """One council's scheme: figures of 0 mean that it names none; `as_of` is the newest source.

    `name` is what the wording's `recipient` says; `unconfirmed` are doubts to settle first.
    """

    name: str
    address: tuple[str, ...]
    contact: str
    as_of: str
    who_may_sign: str
    minimum: int
    minimum_age: int
    online_and_paper: bool
    thresholds: tuple[Threshold, ...]
    handing_in: tuple[str, ...]
    exclusions: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    sources: tuple[Source, ...]


def with_profile(body: Addressee, profile: CouncilProfile) -> Addressee:
    """The addressee “council” with one council's own figures and doubts."""
    who = profile.who_may_sign
    if profile.minimum_age:
        who += f" From the age of {profile.minimum_age}."
    if not profile.online_and_paper:
        who += " Nobody both online and on paper."
    return replace(
        body,
        who_may_sign=Step(who, "R54"),
        minimum=profile.minimum,
        thresholds=profile.thresholds,
        hand_in=(*body.hand_in, *(Step(text, "R54") for text in profile.handing_in)),
        unconfirmed=profile.unconfirmed,
        sources=(*body.sources, *profile.sources),
    )


def profile_findings(name: str, profile: CouncilProfile | None) -> list[Finding]:
    """What a petition to the council `name` should know of its profile (R54, R57)."""
    if profile is None:
        return [
            Finding(
                "R54",
                "warns",
                "recipient",
                f"No profile of “{name}” is kept: its least number and thresholds are not known.",
                "Write one and keep it, or name one of the councils whose profile is kept.",
            )
        ]
    return [
        Finding("R57", "advice", "recipient", f"Not confirmed: {text}", "Ask the council.")
        for text in profile.unconfirmed
    ]
