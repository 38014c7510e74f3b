"""“12 signatories agreed to hear from you”: a line that offers to make them contacts."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.community.opt_in import SKIPPED
from app.messages import tr, trn
from app.operations.community import opt_ins
from app.operations.community.opt_ins import Plan
from app.ui.session import Session
from app.ui.widgets.basics import IconLabel, across, button, label
from app.ui.widgets.fields import Field, TextArea
from app.ui.widgets.step_dialog import StepDialog


class OptInsStrip(QFrame):
    """Stands over a page while signatories of the petition wait; else it is not there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "card")
        self.words = label("", "strong")
        self.open = button(tr("Make them contacts…"), kind="link", on_click=self.ask)
        row = across(IconLabel("user-plus", "accent", 18), self.words, None, self.open, spacing=10)
        row.setContentsMargins(12, 8, 12, 8)
        self.setLayout(row)
        self.hide()

    def reload(self) -> None:
        """Counts who waits now."""
        record = self._session.petition
        number = opt_ins.waiting(self._session.store, record.ref) if record else 0
        self.words.setText(
            trn(
                "{number} signatory agreed to hear from you and is no contact yet",
                "{number:,} signatories agreed to hear from you and are no contacts yet",
                number,
            )
        )
        self.setVisible(number > 0)

    def ask(self) -> None:
        """Says what would be made, and makes it."""
        record = self._session.petition
        if record is None:
            return
        store, now = self._session.store, self._session.clock()
        planned = self._session.run(
            lambda: opt_ins.plan(store, record.ref, now=now), busy=tr("Reading who agreed…")
        )
        if planned is not None:
            OptInsDialog(self._session, record.ref, planned, self).exec()


class OptInsDialog(StepDialog):
    """How many contacts are made and filled up, who is left out, and the words they were shown."""

    def __init__(self, session: Session, ref: str, planned: Plan, parent: QWidget) -> None:
        super().__init__(parent, session, tr("Make contacts of who agreed"), 560, record=ref)
        self._ref = ref
        entries = sum(len(one.entries) for one in planned.proposed)
        known = planned.known
        said = [
            (planned.new, trn("{number} new contact", "{number:,} new contacts", planned.new)),
            (known, trn("{number} known contact gets what it lacked",
                        "{number:,} known contacts get what they lacked", known)),
            (entries, trn("{number} entry of the ledger, with sheet and row or form as evidence",
                          "{number:,} entries of the ledger, with sheet and row or form as "
                          "evidence", entries)),
        ]  # fmt: skip
        for number, words in said:
            if number:
                made = across(IconLabel("check", "good", 16), label(words), None)
                self.column.addLayout(made)
        for reason, number in planned.skipped.items():
            words = tr("Left out: {number:,}, {why}", number=number, why=SKIPPED[reason])
            left = label(words, "muted")
            self.column.addLayout(across(IconLabel("circle-dashed", "muted", 16), left, None))
        if remark := opt_ins.alike_words(planned):
            icon = IconLabel("triangle-alert", "warn", 16)
            self.column.addLayout(across(icon, label(remark, wrap=True)))
        self.wording = Field(
            tr("Words that the form showed (optional)"),
            TextArea(),
            tr("Kept with each entry, for whoever asks later what was agreed to."),
        )
        self.column.addWidget(self.wording)
        number = len(planned.proposed)
        self.make = button(
            trn("Keep {number} opt-in", "Keep {number:,} opt-ins", number), "check",
            kind="primary", on_click=self.save,
        )  # fmt: skip
        self.make.setEnabled(number > 0)
        self.add_foot(None, self.leave_button(), self.make)
        self.make.setFocus()

    def save(self) -> None:
        """Makes the contacts in one step."""
        session, wording = self.session, self.wording.text
        done = session.run(
            lambda: opt_ins.make_contacts(
                session.store, self._ref, wording=wording, now=session.clock()
            ),
            tr("Those who agreed are contacts now"),
            busy=tr("Making contacts…"),
        )
        if done is not None:
            self.accept()
