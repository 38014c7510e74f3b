"""One task changed, or taken off the list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.community.tasks import Task, parse_repeat
from app.messages import tr
from app.operations.community import tasks
from app.operations.community.contacts import risky_words
from app.ui.session import Session
from app.ui.widgets.basics import across, button
from app.ui.widgets.fields import Field, TextArea, combo, line
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.volunteers import volunteers
from app.ui.widgets.when import DayField

REPEATS = [
    ("", tr("Once")),
    ("1 day", tr("Every day")),
    ("1 week", tr("Every week")),
    ("2 weeks", tr("Every two weeks")),
    ("1 month", tr("Every month")),
    ("1 year", tr("Every year")),
]
"""How often, as it is kept and as it is chosen."""


def repeats_combo(kept: str = "") -> QComboBox:
    """A choice of how often; one that was typed elsewhere stays."""
    repeat = parse_repeat(kept)
    plain = replace(repeat, on=0).text if repeat else ""
    made = combo(REPEATS)
    if made.findData(plain) < 0:
        made.addItem(plain, kept)
    made.setCurrentIndex(max(made.findData(plain), made.findData(kept)))
    return made


class TaskDialog(StepDialog):
    """The fields of a task."""

    def __init__(self, parent: QWidget, session: Session, task: Task) -> None:
        title = tr("Task {number}", number=task.number)
        super().__init__(parent, session, title, record=str(task.number))
        self.task = task
        self.words = Field(tr("What is to be done"), line())
        self.words.set_text(task.title)
        self.due = DayField(tr("By (optional)"), session.clock().date(), coming=True)
        self.due.show_day(task.due)
        holder = session.store.holders.by_id().get(task.assigned)
        self.assigned = Field(tr("Volunteer (optional)"), volunteers(session))
        self.assigned.set_text(holder.name if holder else "")
        self.often = repeats_combo(task.repeats)
        self.repeats = Field(tr("How often"), self.often)
        self.note = Field(tr("Note (optional)"), TextArea())
        self.note.set_text(task.note)
        self.column.addWidget(self.words)
        row = across(self.due, self.repeats, self.assigned)
        for at in range(3):
            row.setStretch(at, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        self.keep = button(tr("Keep the task"), kind="primary", on_click=self._keep)
        self.drop = button(tr("Remove the task"), "x", kind="link", on_click=self._remove)
        self.on_enter = self.keep
        self.add_foot(self.drop, None, self.leave_button(), self.keep)

    def _keep(self) -> None:
        if not self.due.check():
            return
        changed = replace(
            self.task, title=self.words.text, due=self.due.day,
            repeats=self.often.currentData(), note=self.note.text,
        )  # fmt: skip
        store = self.session.store
        if self.session.run(
            lambda: tasks.change(store, changed, assigned=self.assigned.text),
            tr("Task {number} changed", number=self.task.number),
        ):
            about = store.contacts.of_ids([changed.contact]).get(changed.contact)
            warning = risky_words(about, changed.title, changed.note)
            if warning:
                self.session.said.emit(warning)
            self.accept()

    def _remove(self) -> None:
        if self.session.run(
            lambda: tasks.remove(self.session.store, self.task.number),
            tr("Task {number} removed", number=self.task.number),
        ):
            self.accept()
