"""A lost clipboard: which sheets, what happened, since when it is known; then what R73 asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.messages import tr, trn
from app.operations.paper import custody
from app.operations.paper.custody import Lost
from app.store.sheets import SheetRecord
from app.ui.session import Session
from app.ui.sheets.choice import SheetChoice
from app.ui.widgets.basics import across, button, down, icon_text, label
from app.ui.widgets.breach_record import BreachRecord
from app.ui.widgets.fields import Field, TextArea
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField, TimeField, moment


class LoseDialog(StepDialog):
    """Marks sheets as lost, then shows the record that this made."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        sheets: Sequence[SheetRecord],
        selected: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, session, tr("Lost sheets"), 640, record=",".join(selected))
        self.records: list[BreachRecord] = []
        self._first = QWidget()
        self.choice = SheetChoice("lose", sheets, selected)
        self.choice.changed.connect(self._name)
        self.what = Field(
            tr("What happened (optional)"),
            TextArea(),
            tr("Where and how, without names: “left on the 131 bus”"),
        )
        now = session.clock().astimezone()
        self.day = DayField(tr("Known since"), now.date(), tr("Day/month/year"))
        self.day.show_day(now.date())
        self.time = TimeField(tr("At"), tr("Hours:minutes"))
        self.time.set_text(f"{now:%H:%M}")
        self.lose_button = button("", "circle-alert", kind="primary", on_click=self.lose)
        words = label(
            tr(
                "A lost sheet with people’s details is a personal-data breach. Sheets that were "
                "given out make a record, with the hours in which the ICO is told (R73)."
            ),
            "muted",
            wrap=True,
        )
        self._first.setLayout(
            down(
                words,
                self.choice,
                self.what,
                across(self.day, self.time, None, spacing=16),
                label(tr("The 72 hours begin when the group learnt of it."), "hint"),
                across(None, self.leave_button(), self.lose_button),
                spacing=14,
            )
        )
        self.column.addWidget(self._first)
        self._name()
        (self.what.editor if selected else self.choice.way).setFocus()

    def _name(self) -> None:
        number = self.choice.number
        self.lose_button.setEnabled(number > 0)
        self.lose_button.set_words(
            trn("Mark {number} sheet as lost", "Mark {number} sheets as lost", number)
            if number
            else tr("Mark sheets as lost")
        )

    def lose(self) -> None:
        """Marks the sheets as lost."""
        if not (self.day.check() and self.time.check()):
            return
        now = self.session.clock()
        begun = now.astimezone().replace(second=0, microsecond=0)
        number = self.choice.number

        def lose() -> Lost:
            known = moment(self.day.day, self.time.time)
            return custody.lose(
                self.session.store,
                self.choice.wanted,
                what=self.what.text,
                known_at=None if known == begun else known,
                now=now,
            )

        lost = self.session.run(
            lose,
            trn("{number} sheet lost", "{number} sheets lost", number),
        )
        if lost:
            self._show(lost)

    def _show(self, lost: Lost) -> None:
        self._first.hide()
        store = self.session.store
        moved = lost.moved.sheets
        said = trn("{number} sheet is lost", "{number} sheets are lost", len(moved))
        self.column.addWidget(icon_text("circle-alert", said, "bad", "strong"))
        if not lost.breaches:
            nobody = tr("It was never given to anybody, so nobody’s data is on it.")
            self.column.addWidget(label(nobody, wrap=True))
        refs = {store.petitions.of_id(sheet.petition).ref for sheet in moved}
        for breach in lost.breaches:
            for ref in sorted(refs):
                if any(one.id == breach.id for one in store.breaches.of_petition(
                        store.petitions.get(ref).id)):  # fmt: skip
                    self.records.append(BreachRecord(self.session, ref, breach.number))
        for record in self.records:
            self.column.addWidget(record)
        self.column.addStretch(1)
        done = button(tr("Done"), "check", kind="primary", on_click=self.accept)
        self.column.addLayout(across(None, done))
        (self.records[0].buttons["assessed-none"] if self.records else done).setFocus()
        self.adjustSize()
