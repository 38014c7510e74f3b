"""Consent: what a person agreed to, by channel and purpose, with its evidence (R66, R67)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, TypeVar

from app.messages import tr

T = TypeVar("T")

Channel = Literal["email", "phone", "text", "post", "person"]
CHANNELS: Mapping[Channel, str] = {
    "email": tr("Email"),
    "phone": tr("Phone"),
    "text": tr("Text message"),
    "post": tr("Post"),
    "person": tr("In person"),
}

Purpose = Literal["news", "campaigns", "volunteering"]
PURPOSES: Mapping[Purpose, str] = {
    "news": tr("News of this petition"),
    "campaigns": tr("Other campaigns"),
    "volunteering": tr("Volunteering"),
}

_ANY_NEWS = tr("News of any petition")

How = Literal["slip", "sheet", "form", "spoken", "letter", "email", "other"]
HOWS: Mapping[How, str] = {
    "slip": tr("On a slip"),
    "sheet": tr("On the sheet"),
    "form": tr("On a form"),
    "spoken": tr("Said it"),
    "letter": tr("Wrote a letter"),
    "email": tr("Wrote an email"),
    "other": tr("Another way"),
}


@dataclass(frozen=True)
class Topic:
    """What is agreed to: a channel for a purpose; `petition` is the id of it for its news.

    Without it news is that of any petition, those not written yet too: it is only withdrawn.
    """

    channel: Channel
    purpose: Purpose
    petition: str = ""

    @property
    def of_any(self) -> Topic:
        """The topic that speaks for this one where nothing else does."""
        return replace(self, petition="")

    @property
    def words(self) -> str:
        """What it is about, its channel and petition apart."""
        of_any = self.purpose == "news" and not self.petition
        return _ANY_NEWS if of_any else PURPOSES[self.purpose]


EVERYTHING = tuple(Topic(channel, purpose) for channel in CHANNELS for purpose in PURPOSES)
"""All that can be objected to."""


def deciding(kept: Mapping[Topic, T], topic: Topic) -> T | None:
    """What is kept of a topic: its own, else that of any petition."""
    return kept.get(topic, kept.get(topic.of_any))


@dataclass(frozen=True)
class Evidence:
    """How it is known: `reference` is a sheet and row, a slip's number, a form; never a name.

    `wording` is what was shown when they were asked.
    """

    how: How
    given_on: date
    reference: str = ""
    wording: str = ""


@dataclass(frozen=True)
class ConsentEntry:
    """One entry of the ledger: given or withdrawn; a `correction` takes back what was undone."""

    contact: str
    topic: Topic
    given: bool
    at: datetime
    evidence: Evidence
    correction: bool = False
