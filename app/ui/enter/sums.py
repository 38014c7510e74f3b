"""This sheet: what its rows come to, as a bar and as a sum that adds up in sight."""

from __future__ import annotations

from app.domain.signature import Counts
from app.messages import tr
from app.ui.enter.row_look import RowStates
from app.ui.widgets.bars import StackBar
from app.ui.widgets.basics import Card, across, clear, icon_text, label, rule


class Sums(Card):
    """How many rows are valid, similar, invalid, to key and empty."""

    def __init__(self) -> None:
        super().__init__(tr("This sheet"))
        self.keyed = label("", "muted")
        self.top.addWidget(self.keyed)
        self.body.setSpacing(4)

    def show_sums(self, counts: Counts, states: RowStates) -> None:
        """Shows a sheet's sum."""
        clear(self.body)
        to_key, empty = len(states.to_key), len(states.empty)
        done = len(states.keyed)
        self.keyed.setText(tr("{done} of {filled} keyed", done=done, filled=done + to_key))
        parts = [
            (tr("Valid"), counts.valid, "good", "circle-check"),
            (tr("Similar"), counts.similar, "accent", "equal-approximately"),
            (tr("Invalid"), counts.invalid_total, "bad", "circle-x"),
        ]
        if counts.unchecked:
            parts.append((tr("Not checked"), counts.unchecked, "muted", "circle-question-mark"))
        bar = StackBar(8)
        bar.show_parts([part[:3] for part in parts], states.rows)
        self.body.addWidget(bar)
        rest = [
            (tr("To key"), to_key, "muted", "circle-dashed"),
            (tr("Empty"), empty, "muted", "circle"),
        ]
        for words, number, role, icon in [*parts, *rest]:
            self._line(icon, words, role, number)
        self.body.addWidget(rule())
        self._line("equal", tr("Rows in all"), "muted", states.rows)
        self.body.addStretch(1)

    def _line(self, icon: str, words: str, role: str, number: int) -> None:
        self.body.addLayout(
            across(icon_text(icon, words, role), None, label(str(number), "strong"))
        )
