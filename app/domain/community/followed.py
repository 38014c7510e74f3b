"""What followed a hand-in: presentation, Hansard, reply, debate (R20–R25)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.dates import months_later
from app.messages import tr

Step = Literal[
    "handed-in", "presented", "hansard", "reply-due", "reply", "debate", "meeting", "closed"
]
STEPS: Mapping[Step, str] = {
    "handed-in": tr("Handed in"),
    "presented": tr("Presented"),
    "hansard": tr("Printed in Hansard"),
    "reply-due": tr("Reply expected"),
    "reply": tr("Reply received"),
    "debate": tr("Debate"),
    "meeting": tr("Meeting"),
    "closed": tr("Closed"),
}
"""The steps, in the order in which they usually come."""

AHEAD: frozenset[Step] = frozenset({"reply-due", "debate", "meeting"})
"""Steps whose day may lie ahead."""

AFTER: Mapping[Step, tuple[Step, ...]] = {
    "presented": ("handed-in",),
    "hansard": ("handed-in", "presented"),
    "reply-due": ("handed-in", "presented"),
    "reply": ("handed-in", "presented"),
    "closed": ("handed-in", "presented"),
}
"""Steps that cannot come before others."""

TEMPLATES: Mapping[Step, str] = {
    "handed-in": "news",
    "presented": "news",
    "hansard": "news",
    "reply": "reply",
    "debate": "news",
    "meeting": "news",
    "closed": "thanks",
}
"""The template of letters and messages by which people are told of a step."""

REPLY_MONTHS = 2
"""How long after its presentation a reply is expected: a recommendation, no rule (R23)."""

_HANSARD = re.compile(r"\[?\s*[Pp]\s*(\d{6})\s*\]?")


@dataclass(frozen=True)
class Followed:
    """One thing that happened, or is expected, on a day; `petition` is an id."""

    step: Step
    on_day: date
    reference: str = ""
    note: str = ""
    petition: str = ""
    id: str = ""

    @property
    def same(self) -> tuple[Step, date, str]:
        """What makes two of them one: the note may be worded twice."""
        return self.step, self.on_day, self.reference.casefold()


def out_of_order(steps: Sequence[Followed]) -> tuple[Followed, Followed] | None:
    """A step that lies before one that it can only follow, and that one."""
    return next(
        (
            (one, other)
            for one in steps
            for other in steps
            if other.step in AFTER.get(one.step, ()) and one.on_day < other.on_day
        ),
        None,
    )


def overdue(steps: Sequence[Followed], today: date) -> date | None:
    """The day by which a reply was expected that did not come; None while none is late."""
    if any(one.step in {"reply", "closed"} for one in steps):
        return None
    return next((one.on_day for one in steps if one.step == "reply-due" and one.on_day < today),
                None)  # fmt: skip


def hansard_reference(written: str) -> str:
    """“[P002248]” for any way of writing it (R22); ValueError where it is none."""
    found = _HANSARD.fullmatch(written.strip())
    if not found:
        raise ValueError(written)
    return f"[P{found[1]}]"


def reply_expected(presented: date) -> date:
    """The day by which a reply is expected after the presentation (R23)."""
    return months_later(presented, REPLY_MONTHS)
