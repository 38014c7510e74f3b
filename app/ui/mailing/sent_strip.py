"""What was made and is not confirmed yet: did it go out, and labels or envelopes for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.outreach.outreach import Outreach, OutreachKind
from app.messages import tr, trn
from app.operations.outreach import outreach_record
from app.store.store import Store
from app.ui.widgets.basics import IconLabel, across, button, label

KINDS: tuple[OutreachKind, ...] = ("letters", "labels", "envelopes")


class SentStrip(QFrame):
    """The newest post that is not confirmed; hidden where there is none."""

    confirmed = Signal(int)
    labels_wanted = Signal(int)
    envelopes_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "goodbox")
        self._number = 0
        self._words = label("", wrap=True)
        self.labels = button(
            tr("Labels for these"), "tags", on_click=lambda: self.labels_wanted.emit(self._number)
        )
        self.envelopes = button(
            tr("Envelopes for these"), "mail",
            on_click=lambda: self.envelopes_wanted.emit(self._number),
        )  # fmt: skip
        self.confirm = button(
            tr("They went out"), "check", kind="primary",
            on_click=lambda: self.confirmed.emit(self._number),
        )  # fmt: skip
        row = across(
            IconLabel("mail-open", "good", 18), 4, self._words, self.labels, self.envelopes,
            self.confirm,
        )  # fmt: skip
        row.setContentsMargins(12, 8, 12, 8)
        row.setStretchFactor(self._words, 1)
        self.setLayout(row)
        self.hide()

    def reload(self, store: Store) -> None:
        """Shows what waits to be confirmed."""
        waiting = outreach_record.waiting(store, KINDS)
        self.setVisible(bool(waiting))
        if waiting:
            self._show(*waiting[0], len(waiting) - 1)

    def _show(self, one: Outreach, number: int, more: int) -> None:
        self._number = one.number
        people = trn("{number} contact", "{number:,} contacts", number)
        said = tr(
            "Outreach {number}, {title}, {people}, {day:%d/%m/%Y}: did it go out?",
            number=one.number, title=one.title, people=people, day=one.made_at,
        )  # fmt: skip
        if more:
            said = f"{said} {trn('{number} more waits.', '{number:,} more wait.', more)}"
        self._words.setText(said)
        self.labels.setVisible(one.kind == "letters")
        self.envelopes.setVisible(one.kind == "letters")
