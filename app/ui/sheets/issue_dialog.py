"""Gives sheets to a collector or a venue until a day, with a receipt to sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QWidget

from app.messages import tr, trn
from app.operations.paper import custody
from app.operations.paper.custody import Moved
from app.store.holders import HolderKind
from app.store.petitions import PetitionRecord
from app.store.sheets import SheetRecord
from app.ui.session import Session
from app.ui.sheets.choice import SheetChoice
from app.ui.widgets.basics import button
from app.ui.widgets.fields import Field, combo, line
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField


class IssueDialog(StepDialog):
    """Which sheets, to whom, until when; `moved` is what was issued, None when nothing was."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        record: PetitionRecord,
        sheets: Sequence[SheetRecord],
        selected: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, session, tr("Issue sheets"), 600, record=",".join(selected))
        self.moved: Moved | None = None
        self.choice = SheetChoice("issue", sheets, selected)
        self.choice.changed.connect(self._name)
        self.collector = holder_field(
            session, "collector", tr("Collector"), tr("A new name is kept")
        )
        self.venue = holder_field(session, "venue", tr("Venue"), tr("Where they will be; or both"))
        today = session.clock().date()
        self.due = DayField(tr("Back by"), today, tr("Day/month/year"), coming=True)
        wording = record.wording
        day = wording.return_to.by or wording.closes
        self.due.show_day(day if day and day >= today else None)
        self.session_choice = session_field(session, record.id)
        self.receipt = QCheckBox(tr("Show the receipt, to print or save"))
        self.receipt.setChecked(True)
        self.issue_button = button("", "send", kind="primary", on_click=self.issue)
        self.on_enter = self.issue_button
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, field in enumerate((self.collector, self.venue, self.due, self.session_choice)):
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 2, 1)
        self.column.addWidget(self.choice)
        self.column.addLayout(grid)
        self.column.addWidget(self.receipt)
        self.add_foot(None, self.leave_button(), self.issue_button)
        self._name()
        self.collector.editor.setFocus()

    def _name(self) -> None:
        number = self.choice.number
        self.issue_button.setEnabled(number > 0)
        self.issue_button.set_words(
            trn("Issue {number} sheet", "Issue {number} sheets", number)
            if number
            else tr("Issue sheets")
        )

    @property
    def receipt_wanted(self) -> bool:
        """Whether the receipt is to be shown."""
        return self.receipt.isChecked()

    def issue(self) -> None:
        """Hands the sheets out."""
        if not self.due.check():
            return
        number = self.choice.number
        to = self.collector.text.strip() or self.venue.text.strip()
        self.moved = self.session.run(
            lambda: custody.issue(
                self.session.store,
                self.choice.wanted,
                to=self.collector.text,
                venue=self.venue.text,
                due=self.due.day,
                session=chosen_session(self.session_choice),
                now=self.session.clock(),
            ),
            trn("{number} sheet issued to {to}", "{number} sheets issued to {to}", number, to=to),
        )
        if self.moved:
            self.accept()


def holder_field(session: Session, kind: HolderKind, name: str, hint: str) -> Field:
    """A name that is completed from the known collectors or venues."""
    editor = line()
    field = Field(name, editor, hint)
    completer = QCompleter([one.name for one in session.store.holders.all(kind)], field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    editor.setCompleter(completer)
    return field


def session_field(session: Session, petition: str) -> Field:
    """The collecting sessions of the petition (its id), or none."""
    names = {key: person.name for key, person in session.store.holders.by_id().items()}
    choices = [("", tr("None"))]
    choices += [
        (str(one.number), f"{names[one.venue]}, {one.starts.astimezone():%d %b, %H:%M}")
        for one in session.store.sessions.of_petition(petition)
    ]
    return Field(tr("Collecting session (optional)"), combo(choices), tr("Where they are signed"))


def chosen_session(field: Field) -> int | None:
    """The number of the session chosen in `session_field`."""
    chosen: str = field.editor.currentData()  # type: ignore[union-attr]  # it is a choice
    return int(chosen) if chosen else None
