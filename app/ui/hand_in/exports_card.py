"""Which documents with names went out of the campaign, of how many people and when."""

from __future__ import annotations

from app.domain.outreach.outreach import OUTREACH
from app.messages import tr, trn
from app.store.petitions import PetitionRecord
from app.store.store import Store
from app.ui.widgets.basics import Card, IconLabel, across, label

REDACTIONS = [
    ("none", tr("Names and addresses")),
    ("initials", tr("Initials and postcodes")),
    ("numbers", tr("Numbers and districts only")),
]

DOCUMENTS = {
    "pack": tr("Pack"),
    "schedule": tr("Schedule"),
    "own-list": tr("Own list"),
    "receipt": tr("Receipt for sheets"),
    "chase-list": tr("Chase list"),
    "chase-letters": tr("Letters for sheets"),
    "signatures": tr("Signatures, encrypted"),
    "signatures-plain": tr("Signatures, not encrypted"),
    "member-letters": tr("Letters to Members"),
    "event-sign-in": tr("Sign-in sheet"),
    **{f"outreach-{kind}": words for kind, words in OUTREACH.items()},
}
"""The words for each kind of document that carries names."""


def exports_card(store: Store, record: PetitionRecord) -> Card:
    """The documents that carry names, latest first."""
    card = Card(tr("Documents with names"))
    exports = store.exports.of_petition(record.id)
    if not exports:
        card.body.addWidget(label(tr("None has been written yet."), "muted"))
    for one in exports[:8]:
        document = DOCUMENTS.get(one.document, tr("Document with names"))
        words = f"{document}, {dict(REDACTIONS)[one.redaction].lower()}"
        card.body.addLayout(
            across(
                IconLabel("file-text", "muted", 16),
                label(words),
                None,
                label(
                    trn(
                        "{number} person, {at:%d %b %Y}",
                        "{number:,} people, {at:%d %b %Y}",
                        one.people,
                        at=one.at,
                    ),
                    "muted",
                ),
            )
        )
    card.body.addStretch(1)
    return card
