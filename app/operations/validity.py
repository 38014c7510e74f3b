"""Validity: what the addressee's rules find in signatures, and who is marked by them."""

from __future__ import annotations

from app.domain.validity import Rules, rules_of
from app.intake.templates import body_of
from app.operations import councils
from app.store.store import Store


def rules(store: Store, ref: str) -> Rules:
    """The rules for signatures of the petition called `ref`, its council's profile included."""
    wording = store.petitions.get(ref).wording
    own = (
        councils.profile(store, wording.recipient)
        if wording.addressee == councils.COUNCIL
        else None
    )
    return rules_of(wording, body_of(wording), own.minimum_age if own else 0)
