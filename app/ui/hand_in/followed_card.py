"""What followed the hand-in: its steps by day, a new one, and whom to tell of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.community.followed import STEPS, TEMPLATES, Followed, Step, overdue
from app.messages import tr, trn
from app.operations.outreach import result_papers
from app.operations.petition import followed
from app.store.petitions import PetitionRecord
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import Card, IconLabel, across, button, down, label, rule
from app.ui.widgets.fields import Field, TextArea, combo, line
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.tell_dialog import Tell, TellDialog
from app.ui.widgets.when import DayField

ICONS: dict[Step, str] = {
    "handed-in": "landmark",
    "presented": "megaphone",
    "hansard": "quote",
    "reply-due": "clock",
    "reply": "mail-open",
    "debate": "message-square",
    "meeting": "users",
    "closed": "check",
}


def followed_card(owner: QWidget, session: Session, record: PetitionRecord, tell: Tell) -> Card:
    """The steps of a petition; `tell` is given a page and the contacts that it is to reach."""
    card = Card(tr("What followed"))
    note = button(
        tr("Note a step…"),
        "plus",
        kind="link",
        on_click=lambda: StepNote(owner, session, record).exec(),
    )
    card.top.addWidget(note)
    found = followed.steps(session.store, record.ref)
    if not found:
        words = tr("Presentation, Hansard, the reply and a debate stand here once they come.")
        card.body.addWidget(label(words, "muted", wrap=True))
    today = session.clock().date()
    told = ""
    if found:
        told = _told(followed.proposals(session.store, record.ref, found[0].step, today=today))
    late = overdue(found, today)
    for at, step in enumerate(found):
        if at:
            card.body.addWidget(rule())
        card.body.addLayout(
            _line(owner, session, record, step, told, today, tell, late=late == step.on_day)
        )
    card.body.addStretch(1)
    return card


def _line(
    owner: QWidget,
    session: Session,
    record: PetitionRecord,
    step: Followed,
    told: str,
    today: date,
    tell: Tell,
    *,
    late: bool,
) -> QHBoxLayout:
    ahead, late = step.on_day > today, late and step.step == "reply-due"
    title = tr("Reply overdue") if late else STEPS[step.step]
    title += f", {step.reference}" if step.reference else ""
    words = down(label(title, "strong", wrap=True), spacing=1)
    if step.note:
        words.addWidget(label(step.note, "muted", wrap=True))
    day = label(f"{step.on_day:%d/%m/%Y}", "late" if late else "muted")
    day.setFixedWidth(grown(92))
    role = "warn" if late else "muted" if ahead else "accent"
    row = across(day, IconLabel(ICONS[step.step], role, 18), words, spacing=12)
    row.setStretch(2, 1)
    if told and step.step in TEMPLATES and not ahead:
        made = button(
            told,
            "send",
            on_click=lambda: tell_of(owner, session, record, step, tell).exec(),
        )
        made.setAccessibleName(f"{told} {title}")
        row.addWidget(made)
    change = button(
        tr("Change…"), kind="link", on_click=lambda: StepNote(owner, session, record, step).exec()
    )
    change.setAccessibleName(tr("Change {title}", title=title))
    row.addWidget(change)
    return row


def _told(found: followed.Proposal) -> str:
    """The words of the button; empty where nobody is to be told."""
    if found.people:
        return trn("Tell {number} person…", "Tell {number:,} people…", found.people)
    return tr("Tell organisations…") if found.offices else ""


def tell_of(
    owner: QWidget, session: Session, record: PetitionRecord, step: Followed, tell: Tell
) -> TellDialog:
    """Whom to tell of a step."""
    today = session.clock().date()
    found = followed.proposals(session.store, record.ref, step.step, today=today)
    known = result_papers.known_of(session.store, record.ref, today, step)
    head = trn(
        "{number} person asked for this news.", "{number:,} people asked for this news.",
        found.people,
    )  # fmt: skip
    title = tr("Tell of: {step}", step=STEPS[step.step].lower())
    dialog = TellDialog(owner, session, title, tell, template=found.template, values=known)
    if found.groups:
        dialog.show_groups(head, found.groups)
    if found.offices:
        number = sum(len(one.people) for one in found.offices)
        words = trn(
            "{number} organisation or Member may be told in their office, without having asked.",
            "{number:,} organisations and Members may be told in their office, without having "
            "asked.",
            number,
        )  # fmt: skip
        dialog.show_groups(words, found.offices)
    dialog.offer_posters([one.id for one in found.venues])
    dialog.say_left_out(found.left_out)
    dialog.say_template()
    return dialog


class StepNote(StepDialog):
    """A step noted, changed or taken away."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        record: PetitionRecord,
        step: Followed | None = None,
    ) -> None:
        title = STEPS[step.step] if step else tr("Note a step")
        super().__init__(parent, session, title, record=step.id if step else record.id)
        self.record, self.before = record, step
        today = session.clock().date()
        self.steps = combo(list(STEPS.items()))
        self.what = Field(tr("What happened"), self.steps)
        self.day = DayField(tr("On"), today, coming=True)
        self.day.show_day(step.on_day if step else today)
        self.reference = Field(tr("Reference (optional)"), line())
        self.note = Field(tr("Note (optional)"), TextArea())
        if step:
            self.steps.setCurrentIndex(self.steps.findData(step.step))
            self.steps.setEnabled(False)
            self.reference.set_text(step.reference)
            self.note.set_text(step.note)
        self.steps.currentIndexChanged.connect(lambda _: self._explain())
        row = across(self.what, self.day)
        row.setStretch(0, 1)
        self.column.addLayout(row)
        self.hint = label("", "hint", wrap=True)
        for part in (self.hint, self.reference, self.note):
            self.column.addWidget(part)
        self.keep = button(tr("Keep the step"), kind="primary", on_click=self._keep)
        self.drop = button(tr("It did not happen"), "x", kind="link", on_click=self._remove)
        self.drop.setVisible(step is not None)
        self.on_enter = self.keep
        self.add_foot(self.drop, None, self.leave_button(), self.keep)
        self._explain()

    def _explain(self) -> None:
        """What the chosen step asks for, or brings with it."""
        said = {
            "presented": tr(
                "A reply is expected two months later: an expectation, not a rule (R23). "
                "That day is noted with it."
            ),
            "hansard": tr("Its reference stands under the petition, like [P002248] (R22)."),
            "reply-due": tr("An expectation, not a rule (R23)."),
        }.get(self.steps.currentData(), "")
        self.hint.setText(said)
        self.hint.setVisible(bool(said))

    def _keep(self) -> None:
        if not self.day.check() or self.day.day is None:
            self.refuse(tr("Say on which day it was."))
            return
        step = Followed(self.steps.currentData(), self.day.day, self.reference.text, self.note.text)
        store, today = self.session.store, self.session.clock().date()
        said = tr("Noted: {step}", step=STEPS[step.step].lower())

        def keep() -> bool:
            if self.before:
                changed = replace(step, id=self.before.id, petition=self.before.petition)
                followed.change(store, changed, today=today)
            else:
                followed.note(store, self.record.ref, step, today=today)
            return True

        if self.session.run(keep, said):
            self.accept()

    def _remove(self) -> None:
        step = self.before

        def remove() -> bool:
            if step:
                followed.remove(self.session.store, step)
            return True

        if self.session.run(remove, tr("The step is taken away")):
            self.accept()
