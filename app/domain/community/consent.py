"""Consent: what a person agreed to, by channel and purpose, with its evidence (R66, R67)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.messages import tr

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
    """What is agreed to: a channel for a purpose; `petition` is the id of it for its news."""

    channel: Channel
    purpose: Purpose
    petition: str = ""


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
