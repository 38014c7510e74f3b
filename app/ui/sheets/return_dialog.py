"""Takes sheets back: a hand scanner types one code after another, each answered at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.paper import custody
from app.store.petitions import PetitionRecord
from app.store.sheets import SheetRecord
from app.ui.session import Session
from app.ui.sheets.choice import SheetChoice
from app.ui.sheets.issue_dialog import chosen_session, session_field
from app.ui.sheets.places import STATE_LOOKS
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import Field, line
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.tables import Cell, Column, Table


@dataclass
class Outcome:
    """What became of one code: `kind` is “returned”, “already”, “unknown” or “undone”."""

    code: str
    kind: str
    words: str
    sheets: int = 1


_LOOKS = {
    "returned": ("circle-check", "good"),
    "already": ("info", "accent"),
    "unknown": ("circle-alert", "bad"),
    "undone": ("undo-2", "muted"),
}


class ReturnDialog(StepDialog):
    """One field for code after code, the list of what became of each, and their number."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        record: PetitionRecord,
        sheets: Sequence[SheetRecord],
    ) -> None:
        super().__init__(parent, session, tr("Return sheets"), 780)
        self.outcomes: list[Outcome] = []
        self._said, self._petition = "", record.id
        self.way = Segments(
            [("one", tr("One after another")), ("range", tr("A batch or a range"))],
            tr("How sheets are named"),
        )
        self.way.chosen.connect(lambda _: self._turn())
        self.code = Field(
            tr("Sheet code"),
            line("NM7K-3QA8-7", width=300),
            tr("Scan or type a code, then Enter; with or without dashes, in any case."),
        )
        self.choice = SheetChoice("return", sheets)
        self.choice.changed.connect(self._name)
        self.range_button = button("", "inbox", on_click=self.return_range)
        self._range = QWidget()
        self._range.setLayout(down(self.choice, across(self.range_button, None)))
        self.session_choice = session_field(session, record.id)
        self._count = label("", "strong")
        self.table = Table(
            tr("What became of each code"), (Column(tr("Code"), 150), Column(tr("Outcome")))
        )
        self.table.setMinimumHeight(230)
        self.undo_button = button("", "undo-2", on_click=self.undo)
        for part in (self.way, self.code, self._range, self.session_choice, self._count):
            self.column.addWidget(part)
        self.column.addWidget(self.table, 1)
        done = button(tr("Done"), "check", kind="primary", on_click=self.accept)
        self.add_foot(self.undo_button, None, done)
        self._turn()
        self._show()

    def _turn(self) -> None:
        one = self.way.choice == "one"
        self.code.setVisible(one)
        self._range.setVisible(not one)
        if not one:
            self._offer()
        (self.code.editor if one else self.choice.batch).setFocus()
        self._name()

    def _name(self) -> None:
        number = self.choice.number
        self.range_button.setEnabled(number > 0)
        self.range_button.set_words(
            trn("Return {number} sheet", "Return {number} sheets", number)
            if number
            else tr("Return sheets")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Enter takes the code: it never leaves, so that a scanner can go on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.focusWidget() is self.code.editor:
                self.take()
            return
        super().keyPressEvent(event)

    def refuse(self, sentence: str) -> None:
        """Says at the field what is wrong with its code, or on top what is with a range."""
        self._said = sentence
        if self.way.choice == "one":
            self.code.show_found("stops", sentence)
        else:
            super().refuse(sentence)

    def take(self) -> None:
        """Returns the sheet whose code is in the field, and empties it for the next."""
        typed = self.code.text.strip()
        if not typed:
            return
        self.code.show_found()
        self.code.set_text("")
        sheet = self.session.run(lambda: self.session.store.sheets.get(typed))
        if sheet is None:
            self._add(Outcome(typed.upper(), "unknown", self._said))
            return
        code = printed(sheet.code)
        if sheet.state in {"returned", "counted", "keyed"}:
            word = STATE_LOOKS[sheet.state][2].lower()
            self._add(Outcome(code, "already", tr("Already back: it is {word}", word=word)))
            return
        self._return([code], _before(sheet), code)

    def return_range(self) -> None:
        """Returns the sheets of a batch, or a list of codes."""
        wanted = self.choice.wanted
        self._return(wanted, tr("Returned"), _name_of(wanted))
        self._offer()

    def _offer(self) -> None:
        """Offers the sheets that are out now."""
        self.choice.show_sheets(self.session.store.sheets.of_petition(self._petition))

    def _return(self, wanted: Sequence[str], words: str, name: str) -> None:
        number = len(wanted)
        moved = self.session.run(
            lambda: custody.bring_back(
                self.session.store,
                wanted,
                session=chosen_session(self.session_choice),
                now=self.session.clock(),
            ),
            trn("{number} sheet returned", "{number} sheets returned", number),
        )
        if moved is None:
            self._add(Outcome(name, "unknown", self._said, 0))
        else:
            self._add(Outcome(name, "returned", words, len(moved.sheets)))

    def undo(self) -> None:
        """Takes the last return of this list back."""
        last = next(one for one in self.outcomes if one.kind == "returned")
        self.session.undo()
        last.kind, last.words = "undone", tr("Taken back: it is where it was before")
        self._show()

    def _add(self, outcome: Outcome) -> None:
        self.outcomes.insert(0, outcome)
        self._show()

    def _show(self) -> None:
        self.table.setRowCount(len(self.outcomes))
        for row, one in enumerate(self.outcomes):
            icon, role = _LOOKS[one.kind]
            self.table.fill(row, (one.code, Cell(one.words, icon, icon_role=role)))
        kinds = [one.kind for one in self.outcomes]
        returned = sum(one.sheets for one in self.outcomes if one.kind == "returned")
        parts = [trn("{number} sheet returned", "{number} sheets returned", returned)]
        if kinds.count("already"):
            parts.append(tr("{number} already back", number=kinds.count("already")))
        if kinds.count("unknown"):
            parts.append(tr("{number} not taken", number=kinds.count("unknown")))
        self._count.setText(", ".join(parts))
        undo = self.session.store.undo_label if "returned" in kinds else ""
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.set_words(tr("Undo: {undo}", undo=undo) if undo else tr("Undo"))


def _before(sheet: SheetRecord) -> str:
    if sheet.state == "lost":
        return tr("Returned: it was lost, and is found")
    if sheet.state == "printed":
        return tr("Returned, though it was never issued")
    return tr("Returned: batch {batch}, {number} of {of}", batch=sheet.batch,
              number=sheet.position, of=sheet.of)  # fmt: skip


def _name_of(wanted: Sequence[str]) -> str:
    return wanted[0] if len(wanted) == 1 else tr("{number} codes", number=len(wanted))
