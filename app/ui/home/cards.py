"""Home's cards of what is counted: where the sheets are, and what their rows are worth."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.domain.sheet import Balance
from app.domain.signature import REASONS, Counts, Origin
from app.messages import tr, trn
from app.ui.widgets.bars import StackBar, Swatch
from app.ui.widgets.basics import Card, IconLabel, across, icon_text, label, rule

SHEET_PARTS = (
    ("Entered", "entered", "accent"),
    (tr("Back, to enter"), "back", "middle"),
    (tr("Out with collectors"), "out", "pale"),
    (tr("Not issued yet"), "not_issued", "rest"),
    (tr("Lost"), "lost", "bad"),
    (tr("Spoiled"), "spoiled", "muted"),
)
"""The terms of the sheets' balance, their words and their colours."""


def sheets_card(balance: Balance, late: int) -> Card:
    card = Card(tr("Sheets"))
    card.top.addWidget(label(tr("{printed:,} printed", printed=balance.printed), "muted"))
    bar = StackBar()
    bar.show_parts([(words, getattr(balance, key), role) for words, key, role in SHEET_PARTS])
    card.body.addWidget(bar)
    for words, key, role in SHEET_PARTS:
        card.body.addLayout(
            across(Swatch(role), label(words), None, label(f"{getattr(balance, key):,}", "strong"))
        )
        if key == "out" and late:
            of_these = icon_text("clock", tr("of these, late"), "warn", "late")
            card.body.addLayout(across(20, of_these, None, label(f"{late:,}", "late")))
    card.body.addStretch(1)
    card.body.addWidget(rule())
    card.body.addWidget(_balance_line(balance))
    return card


def _balance_line(balance: Balance) -> QWidget:
    if balance.difference:
        return icon_text(
            "circle-alert",
            trn(
                "{number} sheet is not accounted for",
                "{number} sheets are not accounted for",
                balance.difference,
            ),
            "bad",
            "bad",
        )
    terms = " + ".join(str(getattr(balance, key)) for _, key, _ in SHEET_PARTS)
    made = QWidget()
    words = label(tr("The sheets balance: {terms}", terms=terms), wrap=True)
    made.setLayout(across(IconLabel("circle-check", "good", 16), words))
    return made


def counts_card(counts: Counts, apart: Mapping[Origin, Counts]) -> Card:
    card = Card(tr("Rows"))
    card.top.addWidget(label(tr("{raw:,} filled", raw=counts.raw), "muted"))
    for icon, role, words, number in (
        ("circle-check", "good", tr("Valid, in form"), counts.valid),
        ("equal-approximately", "accent", tr("Similar, not in the form"), counts.similar),
        ("circle-x", "bad", tr("Invalid"), counts.invalid_total),
        ("circle-dashed", "muted", tr("Not checked"), counts.unchecked),
    ):
        card.body.addLayout(
            across(icon_text(icon, words, role), None, label(f"{number:,}", "strong"))
        )
    reasons = ", ".join(
        f"{REASONS[reason].lower()} {number}" for reason, number in counts.invalid.items()
    )
    if apart["online"].raw:
        card.body.addWidget(rule())
        for icon, words, one in (
            ("file-text", tr("On paper"), apart["paper"]),
            ("globe", tr("Online"), apart["online"]),
        ):
            said = tr("{valid:,} valid, {similar:,} similar", valid=one.valid, similar=one.similar)
            card.body.addLayout(across(icon_text(icon, words, "muted"), None, label(said, "muted")))
    if reasons:
        card.body.addWidget(label(tr("Invalid: {reasons}.", reasons=reasons), "hint", wrap=True))
    card.body.addStretch(1)
    return card
