"""Outreach: what was made to reach people, for whom, and what came of each line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.domain.community.consent import Topic
from app.domain.community.doings import Outcome
from app.messages import tr

OutreachKind = Literal[
    "letters", "labels", "envelopes", "calls", "walks", "posters", "drafts", "texts"
]
OUTREACH: Mapping[OutreachKind, str] = {
    "letters": tr("Letters"),
    "labels": tr("Labels"),
    "envelopes": tr("Envelopes"),
    "calls": tr("Call sheet"),
    "walks": tr("Walk list"),
    "posters": tr("Posters"),
    "drafts": tr("Email drafts"),
    "texts": tr("Text messages"),
}


@dataclass(frozen=True)
class Audience:
    """Whom a list is meant for: a segment by name, contacts by id, or every contact; and why.

    `petition` is the id of the one that is spoken of, where the topic is not its news.
    `caller` is the name of the volunteer whose list it is, empty where it is nobody's alone.
    `today` is the day from which a segment counts back, and on which reservations lapse.
    """

    topic: Topic
    segment: str = ""
    contacts: tuple[str, ...] = ()
    with_at_risk: bool = False
    caller: str = ""
    today: date | None = None
    petition: str = ""


@dataclass(frozen=True)
class Outreach:
    """Something made for many contacts; `segment`, `template` and `holder` are empty or ids.

    It becomes interactions once it is confirmed that it went out; a list that a volunteer has
    (`holder`) is `due` back on a day, and becomes interactions line by line. `said` is a digest of
    what stands on it, empty where that is not known.
    """

    kind: OutreachKind
    title: str
    made_at: datetime
    topic: Topic
    segment: str = ""
    template: str = ""
    holder: str = ""
    due: date | None = None
    confirmed_at: datetime | None = None
    id: str = ""
    number: int = 0
    said: str = ""

    def is_again(self, other: Outreach) -> bool:
        """Whether it says what another said; where that is not known it is taken for its own."""
        mine, theirs = ((one.kind, one.title, one.said) for one in (self, other))
        return self.id == other.id or (bool(self.said) and mine == theirs)


def digest_of(said: object) -> str:
    """By what is known that two texts say the same: words, and values in whatever order."""
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, default=vars)
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True)
class OutreachLine:
    """One contact on it, at that place from 1; `code` is printed, so that results are keyed.

    `printed` is a digest of the number or address that the line shows, empty where there is none.
    """

    contact: str
    place: int
    code: str = ""
    outcome: Outcome = ""
    keyed_at: datetime | None = None
    printed: str = ""
    id: str = ""
