"""Which of several signatures of one person counts (R55, R106): no person signs twice."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.signature import Signature

_RANK = {"valid": 0, "similar": 1, "unchecked": 2, "invalid": 3}


def kept(signatures: Sequence[Signature]) -> Signature:
    """Paper before online, else the one that counts, else the one entered first (by its id)."""
    return min(signatures, key=lambda one: (one.origin == "online", _RANK[one.validity], one.id))


def reason(kept_one: Signature, other: Signature) -> str:
    """The reason code that the other one gets."""
    both_paper = kept_one.origin == other.origin == "paper"
    return "duplicate-paper" if both_paper else "duplicate-online"
