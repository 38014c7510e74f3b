"""A loss of people's data as it is recorded: until when the ICO is told, and what was done."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.custody import STEPS, Breach, Step
from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.campaign import breaches
from app.ui.session import Session
from app.ui.widgets.basics import across, button, clear, icon_text, label, rule
from app.ui.widgets.fields import Field, line
from app.ui.widgets.step_dialog import StepDialog

_BUTTONS: tuple[tuple[Step, str], ...] = (
    ("assessed-none", tr("No risk")),
    ("assessed-risk", tr("A risk")),
    ("assessed-high", tr("A high risk")),
    ("ico-told", tr("The ICO was told")),
    ("people-told", tr("The people were told")),
    ("note", tr("Add the note")),
)


def deadline_words(breach: Breach, now: datetime) -> str:
    """Until when the ICO is told, in local time, and how long that still is."""
    until = breach.deadline.astimezone()
    day = f"{until:%A} {until.day} {until:%B}, {until:%H:%M}"
    hours = int((breach.deadline - now).total_seconds() // 3600)
    if breach.deadline < now:
        return tr("The ICO was to be told by {day}: tell them now, and why it is late.", day=day)
    return tr(
        "If it is a risk, the ICO is told by {day}: {left} of the 72 are left.",
        day=day,
        left=trn("{number} hour", "{number} hours", hours),
    )


class BreachRecord(QWidget):
    """One loss with its steps, and buttons that record the next."""

    def __init__(self, session: Session, ref: str, number: int) -> None:
        super().__init__()
        self._session, self._ref, self._number = session, ref, number
        self._top = QVBoxLayout()
        self._top.setSpacing(6)
        self.note = Field(
            tr("Note (optional)"), line(), tr("What was done or learnt, without names")
        )
        self.buttons = {
            step: button(words, on_click=partial(self.record, step)) for step, words in _BUTTONS
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._top)
        column.addWidget(rule())
        column.addWidget(self.note)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(4, 1)
        for row, (words, first, last) in enumerate(
            ((tr("The risk to people"), 0, 3), (tr("Then"), 3, 6))
        ):
            grid.addWidget(label(words, "muted"), row, 0)
            for at, (step, _) in enumerate(_BUTTONS[first:last], 1):
                grid.addWidget(self.buttons[step], row, at)
        column.addLayout(grid)
        self._show()

    @property
    def breach(self) -> Breach:
        """The loss as it is recorded now."""
        listed = breaches.listing(self._session.store, self._ref)
        return next(one for one in listed if one.number == self._number)

    def _show(self) -> None:
        clear(self._top)
        one = self.breach
        known = one.known_at.astimezone()
        title = tr("Loss {number}, known since {known:%d %B %Y, %H:%M}", number=one.number,
                   known=known)  # fmt: skip
        rows = trn(
            "{number} sheet with {possible} rows at most, {entered} of them entered",
            "{number} sheets with {possible} rows at most, {entered} of them entered",
            len(one.sheets),
            possible=one.possible,
            entered=one.entered,
        )
        codes = ", ".join(printed(code) for code in one.sheets)
        self._top.addLayout(across(label(title, "group"), None, label("R73", "rule-number")))
        self._top.addWidget(label(f"{rows}: {codes}", wrap=True))
        if one.what:
            self._top.addWidget(label(tr("What happened: {what}", what=one.what), wrap=True))
        told = any(step.step == "ico-told" for step in one.steps)
        if one.next_step and not told:
            words = deadline_words(one, self._session.clock())
            self._top.addWidget(icon_text("clock", words, "warn"))
        done = one.next_step or tr("Nothing is left to do. The record stays.")
        icon, role = ("arrow-right", "accent") if one.next_step else ("circle-check", "good")
        self._top.addWidget(icon_text(icon, done, role, "strong"))
        for step in one.steps:
            at = step.at.astimezone()
            words = f"{at.day} {at:%b, %H:%M}: {STEPS[step.step]}"
            words += f". {step.note}" if step.note else ""
            self._top.addWidget(icon_text("check", words, "muted", "muted"))

    def record(self, step: Step) -> None:
        """Keeps that `step` was taken, with the note; what is recorded stays."""
        done = self._session.run(
            lambda: breaches.record(
                self._session.store,
                self._ref,
                self._number,
                step,
                note=self.note.text,
                now=self._session.clock(),
            ),
            tr("Recorded: {what}", what=STEPS[step]),
        )
        if done:
            self.note.set_text("")
            self._show()


class BreachDialog(StepDialog):
    """A recorded loss, to be opened again and added to."""

    def __init__(self, parent: QWidget, session: Session, ref: str, number: int) -> None:
        title = tr("Loss of personal data")
        super().__init__(parent, session, title, 640, record=f"{ref} {number}")
        self.record = BreachRecord(session, ref, number)
        self.column.addWidget(self.record)
        self.column.addStretch(1)
        self.add_foot(None, button(tr("Done"), "check", kind="primary", on_click=self.accept))
