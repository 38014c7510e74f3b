"""Tasks: what is to be done, late first; added in one line, ticked with Space."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QVBoxLayout, QWidget

from app.domain.community.tasks import STANDINGS, Task, repeat_words, standing
from app.messages import tr, trn
from app.operations.community import task_list, tasks
from app.operations.community.contacts import shown_name, shown_note
from app.ui import printer
from app.ui.session import Session
from app.ui.tasks.dialog import TaskDialog, repeats_combo
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Empty, across, button, clear, label, rule
from app.ui.widgets.fields import Field, line
from app.ui.widgets.page import Page
from app.ui.widgets.print_dialog import PrintDialog
from app.ui.widgets.task_line import TaskLine
from app.ui.widgets.volunteers import volunteers
from app.ui.widgets.when import DayField

MOST = 100
"""Tasks of one group that are shown."""


class TasksPage(Page):
    """The list in groups, a line to add, and a choice of whose."""

    TITLE = tr("Tasks")
    BEHIND = "outreach"
    TABLES = frozenset({"task", "holder", "contact", "petition"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.print_button = button(tr("Print the list…"), "printer", on_click=self.print_list)
        self.buttons.addWidget(self.print_button)
        self.lines: list[TaskLine] = []
        self._focus_at = -1
        self._build_adding()
        self.whose = QComboBox()
        self.whose.setAccessibleName(tr("Whose tasks"))
        self.whose.setMinimumWidth(180)
        self.whose.activated.connect(lambda _: self.reload())
        self.with_done = QCheckBox(tr("Also what is done"))
        self.with_done.toggled.connect(lambda _: self.reload())
        self.filter = QWidget()
        self.filter.setLayout(across(label(tr("Whose")), self.whose, 12, self.with_done, None))
        self.body.addWidget(self.filter)
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.body.addLayout(self.content, 1)
        session.names_hidden_changed.connect(lambda _: self.reload())

    def _build_adding(self) -> None:
        self.words = Field(tr("What is to be done"), line(tr("Phone Hope Church about Sunday")))
        self.due = DayField(tr("By (optional)"), self.session.clock().date(), coming=True)
        self.due.setMaximumWidth(grown(150))
        self.assigned = Field(tr("Volunteer (optional)"), volunteers(self.session))
        self.often = repeats_combo()
        self.repeats = Field(tr("How often"), self.often)
        self.add_button = button(tr("Add"), "plus", kind="primary", on_click=self.add)
        for field in (self.words, self.due):
            field.editor.returnPressed.connect(self.add)  # type: ignore[union-attr]  # both are lines
        row = across(self.words, self.due, self.repeats, self.assigned)
        row.setStretch(0, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        card = Card()
        card.body.addLayout(row)
        self.body.addWidget(card)
        self.holds = (self.words, self.due, self.repeats, self.assigned)

    def add_task(self) -> None:
        """Begins a new task."""
        self.words.editor.setFocus()

    def add(self) -> None:
        """Keeps the task that is typed."""
        if not self.due.check():
            return
        new = Task(self.words.text, self.due.day, repeats=self.often.currentData())
        made = self.session.run(
            lambda: tasks.add(
                self.session.store, new, assigned=self.assigned.text, now=self.session.clock()
            ),
            tr("Task kept"),
        )
        if made:
            self.words.set_text("")
            self.words.editor.setFocus()

    def reload(self) -> None:
        self._focus_at = next((at for at, one in enumerate(self.lines) if one.box.hasFocus()), -1)
        clear(self.content)
        self.lines = []
        store, today = self.session.store, self.session.clock().date()
        people = {key: one.name for key, one in store.holders.by_id().items()}
        everybody = store.tasks.open()
        self._list_people(everybody, people)
        chosen = self.whose.currentData()
        found = everybody + (store.tasks.done() if self.with_done.isChecked() else [])
        if chosen is not None:
            found = [one for one in found if one.assigned == chosen]
        for key, words in STANDINGS.items():
            group = [one for one in found if standing(one, today) == key]
            if group:
                self.content.addWidget(self._group(words, group, people))
        late = sum(standing(one, today) == "late" for one in everybody)
        self.subtitle.setText(
            trn("{number} open task, {late} late.", "{number:,} open tasks, {late:,} late.",
                len(everybody), late=late) if everybody else ""
        )  # fmt: skip
        self.print_button.setEnabled(bool(everybody))
        if not found:
            self.content.addWidget(self._empty(), 1)
        self.content.addStretch(1)
        if self._focus_at >= 0 and self.lines:
            line_ = self.lines[min(self._focus_at, len(self.lines) - 1)]
            QTimer.singleShot(0, line_, line_.box.setFocus)  # once it is shown

    def _empty(self) -> Empty:
        begin = button(tr("Add a task"), "plus", kind="primary", on_click=self.add_task)
        return Empty(
            "list-checks",
            (
                tr("Here stands what is to be done, by whom and by when."),
                tr("What is due today stands on Home as well."),
            ),
            begin,
        )

    def _list_people(self, open_: list[Task], people: dict[str, str]) -> None:
        """Those who have an open task, to choose from; the choice is kept."""
        kept = self.whose.currentData()
        self.whose.clear()
        self.whose.addItem(tr("Everybody’s"), None)
        self.whose.addItem(tr("Nobody’s yet"), "")
        has = {one.assigned for one in open_ if one.assigned} | ({kept} if kept else set())
        for key in sorted(has & people.keys(), key=people.__getitem__):
            hidden = self.session.names_hidden
            self.whose.addItem(tr("Hidden") if hidden else people[key], key)
        self.whose.setCurrentIndex(max(0, self.whose.findData(kept) if kept is not None else 0))

    def _group(self, words: str, group: list[Task], people: dict[str, str]) -> Card:
        card = Card(words)
        card.body.setSpacing(1)
        card.top.addWidget(label(f"{len(group):,}", "muted"))
        about = self.session.store.contacts.of_ids([one.contact for one in group if one.contact])
        hidden, today = self.session.names_hidden, self.session.clock().date()
        for at, task in enumerate(group[:MOST]):
            if at:
                card.body.addWidget(rule())
            parts = [repeat_words(task.repeats)]
            contact = about.get(task.contact)
            if contact and not hidden:
                parts.append(tr("about {name}", name=shown_name(contact)))
            note = shown_note(contact, task.note, with_at_risk=False)
            parts.append(
                "" if hidden else tr("at risk: the note is in “Change…”") if note is None else note
            )
            made = TaskLine(
                self.session, task, today, "" if hidden else people.get(task.assigned, ""),
                below=" · ".join(part for part in parts if part),
                edit=partial(self.edit, task),
            )  # fmt: skip
            self.lines.append(made)
            card.body.addWidget(made)
        if len(group) > MOST:
            more = trn("{number} more", "{number:,} more", len(group) - MOST)
            card.body.addWidget(label(more, "muted"))
        return card

    def edit(self, task: Task) -> None:
        """Changes one task."""
        if self.session.names_hidden:
            self.banner.say(tr("Names are hidden: F9 shows them."))
        else:
            TaskDialog(self, self.session, task).exec()

    def print_list(self) -> None:
        """Shows the chosen volunteer’s list, or everybody’s, and prints or saves it."""
        if self.session.names_hidden:
            self.banner.say(tr("Names are hidden: F9 shows them."))
            return
        chosen, session = self.whose.currentData(), self.session
        name = session.store.holders.by_id()[chosen].name if chosen else ""
        now = session.clock()
        drawn = session.run(lambda: task_list.draw(session.store, assigned=name, now=now))
        if drawn is None:
            return
        dialog = PrintDialog(
            self, session, tr("List of tasks"), drawn.pdf,
            tuple(filter(None, [task_list.unnamed_words(drawn)])),
        )  # fmt: skip
        dialog.exec()
        if dialog.way == "save":
            self._save(drawn)
        elif dialog.way == "print" and (device := printer.choose(self, drawn.pdf)):
            session.run(lambda: task_list.note_print(session.store, drawn, now=now))
            printer.send(session, drawn.pdf, device)

    def _save(self, drawn: task_list.Drawn) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save the list"), str(Path.home() / "tasks.pdf"), tr("PDF (*.pdf)")
        )
        if path:
            store, now, out = self.session.store, self.session.clock(), Path(path)
            self.session.run(
                lambda: task_list.write(store, drawn, out, force=True, now=now),
                tr("Saved to {name}", name=out.name),
            )


make = TasksPage
