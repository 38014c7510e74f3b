"""What has to be in order before a petition is handed in."""

from __future__ import annotations

from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.paper import sheets
from app.store.petitions import PetitionRecord
from app.store.store import Store
from app.ui.widgets.basics import Card, across, down, icon_text, label


def checklist_card(store: Store, record: PetitionRecord) -> Card:
    """How many count, and what is still to do before the hand-in."""
    counts, balance = sheets.counts(store, record.ref), sheets.sheet_balance(store, record.ref)
    card = Card(tr("Before you hand in"))
    figure = label(f"{counts.valid:,}", "number")
    words = tr("valid signatures, in form")
    card.body.addLayout(
        across(
            figure,
            down(
                label(words),
                label(tr("{similar:,} similar beside them", similar=counts.similar), "muted"),
            ),
            None,
            spacing=12,
        )
    )
    waiting = balance.not_issued + balance.out + balance.back
    asks_top = body_of(record.wording).first_kind == "top"
    for good, yes, no in (
        (
            not counts.unchecked,
            tr("Every keyed row is checked"),
            trn(
                "{number} row is not checked yet",
                "{number:,} rows are not checked yet",
                counts.unchecked,
            ),
        ),
        (
            not balance.difference,
            tr("The sheets balance"),
            trn(
                "{number} sheet is not accounted for",
                "{number:,} sheets are not accounted for",
                balance.difference,
            ),
        ),
        (
            not waiting,
            tr("Every sheet is entered, lost or spoiled"),
            trn(
                "{number} sheet is not entered yet",
                "{number:,} sheets are not entered yet",
                waiting,
            ),
        ),
        (
            not asks_top or store.sheets.has_top(record.version_id),
            tr("The top sheet is there"),
            tr("No top sheet: one is needed"),
        ),
    ):
        icon, role = ("circle-check", "good") if good else ("triangle-alert", "warn")
        card.body.addWidget(icon_text(icon, yes if good else no, role))
    card.body.addStretch(1)
    return card
