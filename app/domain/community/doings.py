"""What happens with contacts: interactions, tasks, events, and what followed a hand-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.messages import tr

InteractionKind = Literal["call", "visit", "letter", "email", "text", "meeting", "note"]
INTERACTIONS: Mapping[InteractionKind, str] = {
    "call": tr("Call"),
    "visit": tr("Visit"),
    "letter": tr("Letter"),
    "email": tr("Email"),
    "text": tr("Text message"),
    "meeting": tr("Meeting"),
    "note": tr("Note"),
}

Direction = Literal["out", "in"]
"""From us to them, or from them to us."""

Outcome = Literal[
    "", "reached", "no-answer", "message-left", "wrong-number", "moved", "refused", "will-sign",
    "signed", "will-help", "replied", "thanked", "sent",
]  # fmt: skip
OUTCOMES: Mapping[Outcome, str] = {
    "": tr("No outcome said"),
    "reached": tr("Reached"),
    "no-answer": tr("No answer"),
    "message-left": tr("Message left"),
    "wrong-number": tr("Wrong number"),
    "moved": tr("Moved away"),
    "refused": tr("Does not want to"),
    "will-sign": tr("Will sign"),
    "signed": tr("Signed"),
    "will-help": tr("Will help"),
    "replied": tr("Replied"),
    "thanked": tr("Thanked"),
    "sent": tr("Sent"),
}

Answer = Literal["", "wanted", "given"]
"""Whether what they said waits for our answer or has it; what we sent has theirs or nothing."""


@dataclass(frozen=True)
class Interaction:
    """What happened with a contact (id) at a moment; `outreach` is the list it came from."""

    contact: str
    kind: InteractionKind
    at: datetime
    direction: Direction = "out"
    outcome: Outcome = ""
    note: str = ""
    answer: Answer = ""
    petition: str = ""
    outreach: str = ""
    id: str = ""
