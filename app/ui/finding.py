"""Find anything: where the words of the sidebar's field lead."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.community.segment import Condition
from app.messages import tr
from app.store.community.contact_query import ContactQuery
from app.store.signature_query import SignatureQuery
from app.ui.session import Session


@dataclass(frozen=True)
class Place:
    """A page that holds what was looked for, and how often, in words."""

    page: str
    words: str


def places(session: Session, text: str) -> list[Place]:
    """The pages on which the words of `text` are found; the signatures where they are nowhere."""
    store, record = session.store, session.petition
    asked = ContactQuery((Condition("words", tuple(text.split())),))
    contacts = store.contacts.count(asked)
    query = SignatureQuery(record.id if record else "", text=text)
    signatures = store.signatures.totals(query).raw if record else 0
    made = []
    if contacts:
        made.append(Place("contacts", tr("Contacts ({number:,})", number=contacts)))
    if signatures or not made:
        made.append(Place("signatures", tr("Signatures ({number:,})", number=signatures)))
    return made
