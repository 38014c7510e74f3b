"""What happened with one contact, newest first, and how the next thing is logged."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.community.contact import Contact
from app.domain.community.tasks import Task
from app.messages import tr
from app.operations.community import interactions, timeline
from app.operations.community.timeline import Entry
from app.ui.session import Session
from app.ui.widgets.basics import Card, IconLabel, across, button, clear, down, label, rule
from app.ui.widgets.log_dialog import LogDialog
from app.ui.widgets.logging_keys import ICONS
from app.ui.widgets.task_line import TaskLine

MOST = 12
"""Entries that stand there until more are asked for."""


class Timeline(Card):
    """One contact's timeline."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("What happened"))
        self._session = session
        self._contact: Contact | None = None
        self._most, self._with_at_risk = MOST, False
        self.log_button = button(tr("Log…"), "plus", kind="link", on_click=self.log)
        self.log_button.setAccessibleName(tr("Log what happened"))
        self.log_button.setToolTip(tr("Then a letter for what it was, and one for what came of it"))
        self.top.addWidget(self.log_button)
        self.body.setSpacing(6)
        session.names_hidden_changed.connect(lambda _: self._show())

    def show_contact(self, contact: Contact | None, *, with_at_risk: bool) -> None:
        """Shows what happened with `contact`; nothing where there is none.

        Notes about somebody at risk stay hidden until it is asked for.
        """
        self._with_at_risk = with_at_risk
        if contact is None or self._contact is None or contact.id != self._contact.id:
            self._most = MOST
        self._contact = contact
        self.setVisible(contact is not None)
        self._show()

    def log(self) -> None:
        """Opens the palette for this contact."""
        if self._contact is None:
            return
        dialog = LogDialog(self, self._session, self._contact)
        dialog.exec()
        if dialog.logged:
            self._show()

    def _show(self) -> None:
        clear(self.body)
        contact = self._contact
        if contact is None:
            return
        if self._session.names_hidden:
            words = tr("Hidden while names are hidden (F9).")
            self.body.addLayout(across(IconLabel("eye-off"), label(words, "muted"), None))
            return
        store, today = self._session.store, self._session.clock().date()
        people = store.holders.by_id()
        for task in store.tasks.of_contact(contact.id):
            if not task.done_at:
                self.body.addWidget(self._task(task, people[task.assigned].name
                                                if task.assigned else ""))  # fmt: skip
        found = timeline.entries(store, contact, with_at_risk=self._with_at_risk)
        for at, entry in enumerate(found[: self._most]):
            if at:
                self.body.addWidget(rule())
            self.body.addWidget(self._line(entry, today.year))
        if not found:
            words = tr("Nothing is logged yet.")
            self.body.addWidget(label(words, "muted"))
        more = len(found) - self._most
        if more > 0:
            self.body.addWidget(
                button(tr("{number} earlier", number=more), kind="link", on_click=self._show_all)
            )

    def _task(self, task: Task, assigned: str) -> TaskLine:
        return TaskLine(self._session, task, self._session.clock().date(), assigned)

    def _line(self, entry: Entry, year: int) -> QWidget:
        """A line; what was logged by mistake is removed by its menu or its key."""
        made = _line(entry, year)
        if entry.interaction:
            remove = QAction(tr("Remove"), made)
            remove.setShortcut(QKeySequence.StandardKey.Delete)
            remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            remove.triggered.connect(partial(self._remove, entry.interaction))
            made.addAction(remove)
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setToolTip(tr("Logged by mistake? Its menu, or Delete, removes it."))
        return made

    def _remove(self, interaction: str, _: bool = False) -> None:  # noqa: FBT001, FBT002  # a click's slot
        contact, store = self._contact, self._session.store
        if contact and self._session.run(
            lambda: interactions.unlog(store, contact, interaction),
            tr("Removed; undo brings it back"),
        ):
            self._show()

    def _show_all(self) -> None:
        self._most = 10_000
        self._show()


def _line(entry: Entry, year: int) -> QWidget:
    """The icon, the words with a note under them, and the day."""
    made = QWidget()
    day = f"{entry.at:%d/%m}" if entry.at.year == year else f"{entry.at:%d/%m/%Y}"
    words = down(label(entry.words, "strong", wrap=True), spacing=1)
    if entry.note:
        words.addWidget(label(entry.note, "muted", wrap=True))
    if entry.veiled:
        words.addWidget(label(tr("At risk: “Show” shows the note"), "muted", wrap=True))
    if entry.waits:
        words.addLayout(
            across(IconLabel("clock", "warn", 14), label(tr("Waits for our answer"), "late"), None)
        )
    role = "accent" if entry.direction == "in" else "muted"
    row = across(IconLabel(ICONS[entry.kind], role, 16), words, label(day, "muted"), spacing=10)
    row.setStretch(1, 1)
    made.setLayout(row)
    parts = (f"{entry.at:%d/%m/%Y}", entry.words, entry.note)
    made.setAccessibleName(", ".join(part for part in parts if part))
    return made
