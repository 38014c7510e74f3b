"""The palette that logs what happened: one key for the kind, one for the outcome, Enter keeps it.

A note, an answer that is wanted and the next step may be added before Enter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.contact import Contact
from app.domain.doings import INTERACTIONS, OUTCOMES, Interaction, InteractionKind, Outcome
from app.domain.tasks import Task
from app.messages import tr
from app.operations import interactions
from app.operations.contacts import shown_name
from app.ui.session import Session
from app.ui.widgets.basics import across, button, clear, label
from app.ui.widgets.fields import Field, line
from app.ui.widgets.flow import Flow
from app.ui.widgets.keys import KeyButton
from app.ui.widgets.logging_keys import ICONS, kind_choices, outcome_choices
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField

_BEHIND_OUTCOME = {"reached", "thanked", "signed", "will-sign", "will-help", "replied", "sent"}


class LogDialog(StepDialog):
    """Kind, outcome, and what else is to be kept."""

    def __init__(self, parent: QWidget, session: Session, contact: Contact) -> None:
        super().__init__(parent, session, tr("Log what happened"), 620)
        self.contact = contact
        self.kind: InteractionKind | None = None
        self.outcome: Outcome = ""
        self.logged = False
        self._keys: dict[str, Callable[[], None]] = {}
        self._buttons: dict[str, KeyButton] = {}
        name = shown_name(contact)
        self.column.addWidget(label(tr("With {name}", name=name), "group"))
        self.asks = label("", "muted", wrap=True)
        self.column.addWidget(self.asks)
        self.choices = QVBoxLayout()
        self.column.addLayout(self.choices)
        self._build_more()
        self.keep = button(tr("Log it"), "check", kind="primary", on_click=self._log)
        self.on_enter = self.keep
        self.add_foot(self.back, None, self.leave_button(), self.keep)
        self._ask_kind()

    def _build_more(self) -> None:
        self.more = QWidget()
        column = QVBoxLayout(self.more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.incoming = QCheckBox(tr("It came from them"))
        self.wanted = QCheckBox(tr("They wait for our answer"))
        self.incoming.toggled.connect(self._came_in)
        column.addLayout(across(self.incoming, self.wanted, None, spacing=20))
        self.note = Field(tr("Note (optional)"), line())
        column.addWidget(self.note)
        self.next = Field(tr("Next step (optional)"), line(tr("Phone again")))
        self.due = DayField(tr("By (optional)"), self.session.clock().date(), coming=True)
        self.assigned = Field(tr("Volunteer (optional)"), _volunteers(self.session))
        row = across(self.next, self.due, self.assigned)
        for at, share in enumerate((3, 2, 2)):
            row.setStretch(at, share)
        column.addLayout(row)
        self.column.addWidget(self.more)
        self.back = button(tr("Another kind"), "arrow-left", kind="link", on_click=self._ask_kind)

    def _came_in(self, on: bool) -> None:  # noqa: FBT001  # a signal's slot
        self.wanted.setChecked(on)

    def _show_choices(
        self, choices: Sequence[tuple[str, str, str]], choose: Callable[[str], None]
    ) -> None:
        clear(self.choices)
        self._keys, self._buttons = {}, {}
        made = []
        for key, meant, words in choices:
            icon = ICONS.get(meant, "circle-check" if meant in _BEHIND_OUTCOME else "circle")
            one = KeyButton(icon, "accent", words, key.upper())
            one.clicked.connect(lambda _=False, meant=meant: choose(meant))
            self._keys[key] = lambda meant=meant: choose(meant)  # type: ignore[misc]  # mypy and defaults
            self._buttons[meant] = one
            made.append(one)
        place = QWidget()
        place.setLayout(Flow(*made, spacing=8))
        self.choices.addWidget(place)

    def _ask_kind(self) -> None:
        self.kind, self.outcome = None, ""
        self.asks.setText(tr("What was it? Press its letter."))
        self._show_choices(kind_choices(), self._choose_kind)
        self._show_rest(known=False)
        self.setFocus()

    def _choose_kind(self, kind: str) -> None:
        self.kind = cast("InteractionKind", kind)
        choices = outcome_choices(self.kind)
        words = INTERACTIONS[self.kind]
        self._show_choices(choices, self._choose_outcome)
        self._show_rest(known=True)
        if choices:
            self.asks.setText(
                tr("{kind}: what came of it? Press its letter, then Enter.", kind=words)
            )
            self.setFocus()
        else:
            self.asks.setText(tr("{kind}: write it down.", kind=words))
            self.note.editor.setFocus()

    def _choose_outcome(self, outcome: str) -> None:
        self.outcome = cast("Outcome", outcome)
        for meant, one in self._buttons.items():
            one.setChecked(meant == outcome)
        kind = INTERACTIONS[self.kind] if self.kind else ""
        self.asks.setText(
            tr("{kind}: {outcome}. Enter logs it.", kind=kind,
               outcome=OUTCOMES[self.outcome].lower())
        )  # fmt: skip
        if outcome == "replied":
            self.incoming.setChecked(True)
        self.keep.setFocus()

    def _show_rest(self, *, known: bool) -> None:
        """Fields and buttons that wait for the kind."""
        for part in (self.more, self.back):
            part.setVisible(known)
        self.keep.setEnabled(known)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """A letter chooses; what is typed into a field never comes here."""
        chosen = self._keys.get(event.text().lower())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if chosen and plain:
            chosen()
            return
        if event.key() == Qt.Key.Key_Backspace and self.kind:
            self._ask_kind()
            return
        super().keyPressEvent(event)

    def _log(self) -> None:
        if self.kind is None or not self.due.check():
            return
        now, note, title = self.session.clock(), self.note.text.strip(), self.next.text.strip()
        done = Interaction(
            self.contact.id,
            self.kind,
            now,
            "in" if self.incoming.isChecked() else "out",
            self.outcome,
            note,
            "wanted" if self.wanted.isChecked() else "",
        )
        then = Task(title, self.due.day, contact=self.contact.id) if title else None
        kept = self.session.run(
            lambda: interactions.log(
                self.session.store, done, then=then, assigned=self.assigned.text, now=now
            ),
            tr("Logged: {kind}", kind=INTERACTIONS[self.kind].lower()),
        )
        if kept:
            self.logged = True
            self.accept()


def _volunteers(session: Session) -> QComboBox | QLineEdit:
    """A name typed or chosen from those who collect."""
    made = QComboBox()
    made.setEditable(True)
    made.addItem("")
    for person in session.store.holders.all("collector"):
        made.addItem(person.name)
    return made
