"""Consent: what a person agreed to or withdrew, written into the ledger with its evidence."""

from __future__ import annotations

from datetime import datetime

from app.domain.consent import CHANNELS, PURPOSES, ConsentEntry, Evidence, Topic
from app.domain.contact import Contact
from app.errors import AppError
from app.messages import tr
from app.operations.contacts import shown_name
from app.store.store import Store


def topic(store: Store, channel: str, purpose: str, ref: str = "") -> Topic:
    """The topic by its words; `ref` is the petition whose news is meant."""
    if channel not in CHANNELS:
        raise AppError(
            "There is no channel “{channel}”: choose one of {known}.",
            channel=channel,
            known=", ".join(CHANNELS),
        )
    if purpose not in PURPOSES:
        raise AppError(
            "There is no purpose “{purpose}”: choose one of {known}.",
            purpose=purpose,
            known=", ".join(PURPOSES),
        )
    if purpose == "news" and not ref:
        raise AppError("Say which petition’s news is meant (--petition REF).")
    petition = store.petitions.get(ref).id if purpose == "news" else ""
    return Topic(channel, purpose, petition)  # type: ignore[arg-type]  # looked up above


def record(
    store: Store, contact: Contact, about: Topic, evidence: Evidence, *, given: bool, now: datetime
) -> None:
    """Writes that a contact agreed to a topic, or withdrew it."""
    if evidence.given_on > now.date():
        raise AppError("{day:%d/%m/%Y} lies ahead: say when it was.", day=evidence.given_on)
    name = shown_name(contact)
    label = tr("Keep the consent of {name}", name=name) if given else tr(
        "Keep that {name} withdrew", name=name
    )  # fmt: skip
    with store.step(label):
        store.consents.add([ConsentEntry(contact.id, about, given, now, evidence)])
