"""What the ledger says of one person, on paper or as a file: the answer to who asks for it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from app.domain.community.contact import Contact
from app.errors import AppError
from app.intake.templates import consent_texts
from app.messages import tr
from app.operations.campaign.campaigns import NAME
from app.operations.community import consents
from app.operations.outreach import senders
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.store import Store


def language_of(contact: Contact) -> str:
    """The language of a contact's paper: theirs, where there are texts in it."""
    return contact.language if contact.language in consents.ASKED_IN else "en"


def draw(
    store: Store, contact: Contact, language: str = "", *, named: bool = False, now: datetime
) -> bytes:
    """The paper that says what is kept, in the contact's language where there are texts in it.

    One at risk is called by number, unless the paper is to be `named`.
    """
    from app.documents.community.consent_ledger import LedgerFacts, consent_pdf

    kept = consents.ledger(store, contact)
    written = language or language_of(contact)
    names = [one.text for one in contact.names] if named or not contact.at_risk else []
    facts = LedgerFacts(
        group=senders.group(store)[0] or store.settings.get(NAME),
        name=", ".join(names),
        number=contact.number,
        stopped=contact.do_not_contact,
        day=now.date(),
        entries=kept.entries,
        standing=list(kept.standing.values()),
        titles={one.id: one.wording.title_in(written) for one in store.petitions.all()},
    )
    return consent_pdf(facts, consent_texts(written), written)


def export(
    store: Store,
    contact: Contact,
    out: Path,
    *,
    language: str = "",
    named: bool = False,
    force: bool = False,
    now: datetime,
) -> None:
    """Writes what the ledger says of a contact to `out`, a .pdf or .json, and records that."""
    check_target(out, force=force)
    ending = out.suffix.lower()
    if ending == ".json":
        kept = consents.as_document(consents.ledger(store, contact))
        content = json.dumps(kept, ensure_ascii=False, indent=1).encode()
    elif ending == ".pdf":
        content = draw(store, contact, language, named=named, now=now)
    else:
        raise AppError("“{file}” needs the ending .pdf or .json.", file=out.name)
    write_whole(out, content, force=force)
    note_print(store, now=now)


def note_print(store: Store, *, now: datetime) -> None:
    """Records that what is kept of one person left the campaign, on paper or as a file."""
    with store.step(tr("Record a document with names"), inverse=()):
        store.exports.add(None, Export(now, "consent-ledger", "none", 1))
