"""One task with its box to tick: what is to be done, for whom, and how late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.community.tasks import Task, standing
from app.messages import tr, trn
from app.operations.community import tasks
from app.ui.session import Session
from app.ui.widgets.basics import across, button, down, icon_text, label


def shown_title(session: Session, task: Task) -> str:
    """A task's words; its number where names are hidden, for the words may hold one."""
    return tr("Task {number}", number=task.number) if session.names_hidden else task.title


def due_words(task: Task, today: date) -> str:
    """“3 days late”, “today”, “Friday”, “12/12/2026”; empty where there is no day."""
    if task.done_at:
        return tr("done")
    if task.due is None:
        return ""
    days = (task.due - today).days
    if days < 0:
        return trn("{number} day late", "{number} days late", -days)
    if days == 0:
        return tr("today")
    return f"{task.due:%A}" if days < 7 else f"{task.due:%d/%m/%Y}"


def tick(session: Session, task: Task) -> None:
    """Ticks a task off, or takes the tick back."""
    if task.done_at:
        session.run(
            lambda: tasks.reopen(session.store, task.number),
            tr("Task {number} is open again", number=task.number),
        )
        return
    again = session.run(
        lambda: tasks.done(session.store, [task.number], now=session.clock()),
        tr("Task {number} done", number=task.number),
    )
    if again and again[0].due:
        session.said.emit(
            tr("Task {number} done; it comes again on {day:%d/%m/%Y}",
               number=task.number, day=again[0].due)
        )  # fmt: skip


class TaskLine(QWidget):
    """A box, the words, for whom, and when; Space ticks."""

    def __init__(
        self,
        session: Session,
        task: Task,
        today: date,
        assigned: str = "",
        *,
        below: str = "",
        edit: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.task = task
        title, due = shown_title(session, task), due_words(task, today)
        self.box = QCheckBox()
        self.box.setChecked(task.done_at is not None)
        spoken = ", ".join(part for part in (title, assigned, due) if part)
        self.box.setAccessibleName(spoken)
        self.box.clicked.connect(lambda _=False: tick(session, task))
        words = label(title, "muted" if task.done_at else "", wrap=True)
        font = words.font()
        font.setStrikeOut(task.done_at is not None)
        words.setFont(font)
        words.setCursor(Qt.CursorShape.ArrowCursor)
        late = standing(task, today) == "late"
        when = icon_text("clock", due, "warn", "late") if late else label(due, "muted")
        told = down(words, spacing=0)
        if below:
            told.addWidget(label(below, "muted", wrap=True))
        row = across(self.box, told, spacing=10)
        row.setStretch(1, 1)
        if assigned:
            row.addWidget(label(assigned, "muted"))
        row.addWidget(when)
        if edit:
            change = button(tr("Change…"), kind="link", on_click=edit)
            change.setAccessibleName(tr("Change {title}", title=title))
            row.addWidget(change)
        gap = 4 if below else 0
        row.setContentsMargins(0, gap, 0, gap)
        self.setLayout(row)
        self.setMinimumHeight(34)
