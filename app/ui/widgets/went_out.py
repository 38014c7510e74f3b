"""What was made and is not yet known to have gone out: confirmed here, it is logged of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.outreach.outreach import OUTREACH, Outreach, OutreachKind
from app.domain.outreach.reaching import REASONS, LeftOut
from app.messages import tr, trn
from app.operations.outreach import outreach, outreach_record
from app.ui.session import Session
from app.ui.widgets.basics import across, button, clear, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.step_dialog import StepDialog

WAITS: tuple[OutreachKind, ...] = ("letters", "labels", "envelopes", "posters", "drafts", "texts")
"""Lists of a volunteer are keyed line by line instead."""


class WentOut(QWidget):
    """The latest of these kinds that wait, each with its button; hidden where none does."""

    def __init__(
        self, session: Session, kinds: tuple[OutreachKind, ...] = WAITS, most: int = 4
    ) -> None:
        super().__init__()
        self._session, self._kinds, self._most = session, kinds, most
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.waiting: list[Outreach] = []

    def reload(self) -> None:
        """Shows what waits now."""
        waiting = outreach_record.waiting(self._session.store, self._kinds)
        self.waiting = [one for one, _ in waiting]
        clear(self._column)
        self.setVisible(bool(waiting))
        for one, people in waiting[: self._most]:
            said = tr(
                "{number}: {kind}, “{title}”, {people}, {day:%d/%m/%Y}",
                number=one.number,
                kind=OUTREACH[one.kind],
                title=one.title,
                people=trn("{number} person", "{number:,} people", people),
                day=one.made_at,
            )
            confirm = button(tr("It went out"), "check", kind="small",
                             on_click=partial(self._confirm, one.number))  # fmt: skip
            confirm.setAccessibleName(tr("Outreach {number} went out", number=one.number))
            row = QWidget()
            row.setLayout(across(label(said, wrap=True), confirm))
            row.layout().setStretch(0, 1)  # type: ignore[union-attr]  # set one line above
            self._column.addWidget(row)
        more = len(self.waiting) - self._most
        if more > 0:
            self._column.addWidget(label(tr("and {number:,} more", number=more), "muted"))

    def _confirm(self, number: int) -> None:
        confirm(self, self._session, number)


def confirm(parent: QWidget, session: Session, number: int) -> None:
    """Logs that it went out; asks first about those on it who said no since it was made."""
    store, now = session.store, session.clock()
    without: set[str] = set()
    busy = tr("Logging that it went out…")
    asked = session.run(lambda: (outreach.barred(store, number, now.date()),), busy=busy)
    if asked is None:
        return
    if asked[0]:
        dialog = BarredDialog(parent, session, asked[0])
        dialog.exec()
        if dialog.held_back is None:
            return
        without = dialog.held_back
    done = session.run(lambda: outreach.confirm(store, number, without=without, now=now), busy=busy)
    if done:
        words = trn("Logged with {number} contact", "Logged with {number:,} contacts", done.logged)
        session.said.emit(words)


class BarredDialog(StepDialog):
    """Those on something made who may no longer be reached: did it go to them all the same?"""

    def __init__(self, parent: QWidget, session: Session, barred: Sequence[LeftOut]) -> None:
        super().__init__(parent, session, tr("Did it go to them as well?"))
        self.held_back: set[str] | None = None
        words = tr("They said no since it was made, or died. Tick to whom it went all the same; it "
                   "is logged with no other of them.")  # fmt: skip
        self.column.addWidget(label(words, wrap=True))
        self.boxes: dict[str, QCheckBox] = {}
        for one in barred:
            name = called(one.contact, hidden=session.names_hidden)
            box = QCheckBox(tr("{name}: {why}", name=name, why=REASONS[one.reason].lower()))
            self.boxes[one.contact.id] = box
            self.column.addWidget(box)
        keep = button(tr("Log it"), "check", kind="primary", on_click=self._keep)
        self.on_enter = keep
        self.add_foot(None, self.leave_button(), keep)

    def _keep(self) -> None:
        self.held_back = {key for key, box in self.boxes.items() if not box.isChecked()}
        self.accept()
