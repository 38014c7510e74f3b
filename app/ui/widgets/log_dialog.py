"""The palette that logs what happened: one key for the kind, and one for the outcome logs it.

Enter before the second key asks for a note, and for the next step, and then a button logs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.community.contact import Contact
from app.domain.community.doings import INTERACTIONS, Interaction, InteractionKind, Outcome
from app.domain.community.tasks import Task
from app.messages import tr
from app.operations.community import interactions
from app.operations.community.contacts import risky_words
from app.ui.session import Session
from app.ui.widgets.basics import across, button, clear, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.fields import Field, line
from app.ui.widgets.half_typed import Besides
from app.ui.widgets.keys import KeyButton
from app.ui.widgets.logging_keys import ICONS, kind_choices, outcome_choices
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.volunteers import volunteers
from app.ui.widgets.when import DayField

_GOOD = {"reached", "thanked", "signed", "will-sign", "will-help", "replied", "sent"}


class LogDialog(StepDialog):
    """Kind, outcome, and what else is to be kept."""

    def __init__(self, parent: QWidget, session: Session, contact: Contact) -> None:
        super().__init__(parent, session, tr("Log what happened"), 620, record=contact.id)
        self.contact = contact
        self.kind: InteractionKind | None = None
        self.outcome: Outcome = ""
        self.logged = False
        Besides(self._inside, "kind", self._held, self._hold)
        self._keys: dict[str, Callable[[], None]] = {}
        self._buttons: dict[str, KeyButton] = {}
        name = called(contact, hidden=session.names_hidden)
        self.column.addWidget(label(tr("With {name}", name=name), "group"))
        self.asks = label("", "muted", wrap=True)
        self.column.addWidget(self.asks)
        self.choices = QVBoxLayout()
        self.column.addLayout(self.choices)
        self._build_more()
        self.keep = button(tr("Log it"), "check", kind="primary", on_click=self._log)
        self.add = button(tr("Note or next step…"), "pencil", on_click=self._open_more)
        self.add_foot(self.back, None, self.leave_button(), self.add, self.keep)
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
        self.assigned = Field(tr("Volunteer (optional)"), volunteers(self.session))
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
        place, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, (key, meant, words) in enumerate(choices):
            icon = ICONS.get(meant, "circle-check" if meant in _GOOD else "circle")
            one = KeyButton(icon, "accent", words, key.upper())
            one.clicked.connect(partial(_call, choose, meant))
            self._keys[key] = partial(choose, meant)
            self._buttons[meant] = one
            grid.addWidget(one, at // 3, at % 3)
        grid.setColumnStretch(3, 1)
        place.setLayout(grid)
        self.choices.addWidget(place)
        place.show()  # at once, so that the dialogue has room for it

    def _ask_kind(self) -> None:
        self.kind, self.outcome = None, ""
        self.asks.setText(tr("What was it? Press its letter."))
        self._show_choices(kind_choices(), self._choose_kind)
        self._show_rest(known=False, more=False)

    def _choose_kind(self, kind: str) -> None:
        self.kind = cast("InteractionKind", kind)
        words = INTERACTIONS[self.kind]
        choices = outcome_choices(self.kind)
        self._show_choices(choices, self._choose_outcome)
        if not choices:
            self.asks.setText(tr("{kind}: write it down.", kind=words))
            self._open_more()
            return
        self.asks.setText(
            tr("{kind}: what came of it? Its letter logs it; Enter adds to it first.", kind=words)
        )
        self._show_rest(known=True, more=False)

    def _open_more(self) -> None:
        """Asks for more, so that an outcome is only chosen by its button."""
        if self.kind is None:
            return
        if self._buttons:
            self.asks.setText(tr("Choose what came of it, write what else is to be kept, log it."))
        self._show_rest(known=True, more=True)
        self.note.editor.setFocus()

    def _choose_outcome(self, outcome: str) -> None:
        self.outcome = cast("Outcome", outcome)
        if outcome == "replied":
            self.incoming.setChecked(True)
        if self.more.isHidden():
            self._log()
            return
        for meant, one in self._buttons.items():
            one.setChecked(meant == outcome)

    def _held(self) -> str:
        """The kind and the outcome, which are buttons."""
        return f"{self.kind} {self.outcome}" if self.kind and not self.more.isHidden() else ""

    def _hold(self, text: str) -> None:
        kind, _, outcome = text.partition(" ")
        if kind not in INTERACTIONS:
            self._ask_kind()
            return
        self._choose_kind(kind)
        self._open_more()
        if outcome in self._buttons:
            self._choose_outcome(outcome)

    def _show_rest(self, *, known: bool, more: bool) -> None:
        """Fields and buttons that wait for the kind, or for more that is wanted."""
        for part, shown in (
            (self.back, known), (self.add, known and not more), (self.more, more),
            (self.keep, more),
        ):  # fmt: skip
            part.setVisible(shown)
        self.on_enter = self.keep if more else self.add
        if not more:
            self.setFocus()
        self.adjustSize()

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
            warning = risky_words(self.contact, note, title)
            if warning:
                self.session.said.emit(warning)
            self.logged = True
            self.accept()


def _call(choose: Callable[[str], None], meant: str, _: bool = False) -> None:  # noqa: FBT001, FBT002  # a click's slot
    choose(meant)
