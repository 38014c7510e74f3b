"""Logging in two keystrokes: what it was, then what came of it; each has its letter."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.community.doings import INTERACTIONS, OUTCOMES, InteractionKind, Outcome

KINDS: Mapping[str, InteractionKind] = {
    "c": "call",
    "v": "visit",
    "l": "letter",
    "e": "email",
    "t": "text",
    "m": "meeting",
    "n": "note",
}
"""The first key."""

OUTCOME_KEYS: Mapping[str, Outcome] = {
    "r": "reached",
    "n": "no-answer",
    "l": "message-left",
    "w": "wrong-number",
    "m": "moved",
    "x": "refused",
    "s": "will-sign",
    "d": "signed",
    "h": "will-help",
    "p": "replied",
    "t": "thanked",
    "e": "sent",
}
"""The second key."""

OF_KIND: Mapping[InteractionKind, tuple[Outcome, ...]] = {
    "call": ("reached", "no-answer", "message-left", "will-sign", "will-help", "refused", "thanked",
             "wrong-number"),
    "visit": ("reached", "no-answer", "will-sign", "signed", "will-help", "refused", "thanked",
              "moved"),
    "letter": ("sent", "replied", "thanked", "moved", "refused"),
    "email": ("sent", "replied", "thanked", "will-sign", "will-help", "refused"),
    "text": ("sent", "replied", "thanked", "will-sign", "will-help", "refused"),
    "meeting": ("reached", "will-sign", "will-help", "signed", "refused", "thanked"),
    "note": (),
}  # fmt: skip
"""The outcomes that a kind may have, the likeliest first; a note has none."""

ICONS: Mapping[str, str] = {
    "call": "phone",
    "visit": "footprints",
    "letter": "mail",
    "email": "send",
    "text": "message-square",
    "meeting": "users",
    "note": "sticky-note",
    "consent": "handshake",
    "task": "circle-check",
    "event": "calendar",
    "outreach": "clipboard-list",
    "signature": "pencil",
}
"""The icon of each entry of a timeline."""


def kind_choices() -> list[tuple[str, str, str]]:
    """Key, what it means, words: the kinds."""
    return [(key, kind, INTERACTIONS[kind]) for key, kind in KINDS.items()]


def outcome_choices(kind: InteractionKind) -> list[tuple[str, str, str]]:
    """Key, what it means, words: the outcomes of a kind, in their order."""
    keys = {outcome: key for key, outcome in OUTCOME_KEYS.items()}
    return [(keys[one], one, OUTCOMES[one]) for one in OF_KIND[kind]]
