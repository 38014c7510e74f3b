"""The sender: the identity that every message and list of the campaign names (R67)."""

from __future__ import annotations

from dataclasses import astuple, replace

from app.domain.names import tidy
from app.domain.outreach.sender import Sender, is_address
from app.domain.wording import Organiser, Wording
from app.errors import AppError
from app.messages import tr
from app.store.store import Store

_KEYS = ("sender-name", "sender-email", "sender-postal", "sender-phone")
LIMIT = 200
"""Characters of each part."""


def known(store: Store) -> Sender:
    """The sender as it is kept; parts that are not are empty."""
    return Sender(*(store.settings.get(key) for key in _KEYS))


def keep(
    store: Store,
    *,
    name: str | None = None,
    email: str | None = None,
    postal: str | None = None,
    phone: str | None = None,
) -> Sender:
    """Keeps the parts that are given; gives the sender as it then is."""
    before = known(store)
    made = Sender(
        before.name if name is None else tidy(name),
        before.email if email is None else email.strip(),
        before.postal if postal is None else tidy(postal),
        before.phone if phone is None else tidy(phone),
    )
    if made.email and not is_address(made.email):
        raise AppError(
            "“{email}” is not an email address: write one such as hello@neighbours.example.",
            email=made.email,
        )
    for part in (made.name, made.postal, made.phone):
        if len(part) > LIMIT:
            raise AppError(
                "A part of the sender has {count} characters; the most is {limit}.",
                count=len(part),
                limit=LIMIT,
            )
    with store.step(tr("Keep the sender")):
        for key, value in zip(_KEYS, astuple(made), strict=True):
            store.settings.put(key, value)
    return made


def require(store: Store) -> Sender:
    """The sender with all its parts; AppError says which are missing."""
    found = known(store)
    parts = ((found.name, tr("name")), (found.email, tr("email")), (found.postal, tr("address")))
    missing = [words for value, words in parts if not value]
    if missing:
        raise AppError(
            "Every message says who writes and how they are reached: keep the sender first, which "
            "still lacks {missing}.",
            missing=", ".join(missing),
        )
    return found


def sender_of(store: Store, wording: Wording) -> Organiser:
    """Who writes: the sender that the campaign keeps, else the petition's organiser.

    Nothing of the two is mixed, but that a sender without an address is found at the organiser's.
    """
    kept, organiser = known(store), wording.organiser
    if not kept.name:
        return organiser
    address = tuple(part.strip() for part in kept.postal.split(",") if part.strip())
    return Organiser(kept.name, address or organiser.address, kept.email, kept.phone)


def signed(store: Store, wording: Wording) -> Wording:
    """A petition's wording for papers of outreach: the group has the sender's name on all of them.

    The organiser stays who answers for the sheets, whose notices are printed and signed.
    """
    if not known(store).name:
        return wording
    sender = sender_of(store, wording)
    privacy = replace(wording.privacy, controller=sender.name, contact=contact_of(sender))
    return replace(wording, organiser=sender, privacy=privacy)


def contact_of(sender: Organiser) -> str:
    """The one way by which a group is best reached; empty where it has none."""
    return sender.email or sender.phone or ", ".join(sender.address)


def group(store: Store, petition: str = "") -> tuple[str, str]:
    """The group's name and how it is reached, for papers that may be about no petition.

    `petition` is an id or empty; both are empty where neither a sender nor a petition is kept.
    """
    records = [store.petitions.of_id(petition)] if petition else store.petitions.all()[:1]
    if records:
        sender = sender_of(store, records[0].wording)
        return sender.name, contact_of(sender)
    found = known(store)
    return found.name, found.email or found.phone or found.postal
