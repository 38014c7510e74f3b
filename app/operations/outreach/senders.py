"""The sender: the identity that every message and list of the campaign names (R67)."""

from __future__ import annotations

from app.domain.names import tidy
from app.domain.outreach.sender import Sender, is_address
from app.errors import AppError
from app.messages import tr
from app.store.store import Store

_KEYS = ("sender-name", "sender-email", "sender-postal")
LIMIT = 200
"""Characters of each part."""


def known(store: Store) -> Sender:
    """The sender as it is kept; parts that are not are empty."""
    return Sender(*(store.settings.get(key) for key in _KEYS))


def keep(
    store: Store, *, name: str | None = None, email: str | None = None, postal: str | None = None
) -> Sender:
    """Keeps the parts that are given; gives the sender as it then is."""
    before = known(store)
    made = Sender(
        before.name if name is None else tidy(name),
        before.email if email is None else email.strip(),
        before.postal if postal is None else tidy(postal),
    )
    if made.email and not is_address(made.email):
        raise AppError(
            "“{email}” is not an email address: write one such as hello@neighbours.example.",
            email=made.email,
        )
    for part in (made.name, made.postal):
        if len(part) > LIMIT:
            raise AppError(
                "A part of the sender has {count} characters; the most is {limit}.",
                count=len(part),
                limit=LIMIT,
            )
    with store.step(tr("Keep the sender")):
        for key, value in zip(_KEYS, (made.name, made.email, made.postal), strict=True):
            store.settings.put(key, value)
    return made


def require(store: Store) -> Sender:
    """The sender with all its parts; AppError says which are missing."""
    found = known(store)
    parts = ((found.name, tr("name")), (found.email, tr("email")), (found.postal, tr("address")))
    missing = [words for value, words in parts if not value]
    if missing:
        raise AppError(
            "Every message says who writes and how they are reached; the sender’s {missing} is "
            "not kept yet: keep it first (outreach sender).",
            missing=tr(" and ").join(missing),
        )
    return found


def group(store: Store, petition: str = "") -> tuple[str, str]:
    """The group's name and how it is reached: the sender's, else the petition's organiser's.

    `petition` is an id or empty; both are empty where neither is kept.
    """
    found = known(store)
    if found.name:
        return found.name, found.email or found.postal
    records = [store.petitions.of_id(petition)] if petition else store.petitions.all()[:1]
    if not records:
        return "", ""
    organiser = records[0].wording.organiser
    return organiser.name, organiser.email or organiser.phone
