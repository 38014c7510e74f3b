"""For which letters labels and envelopes are made: those recorded before, or for people chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.community.consent import Topic
from app.domain.outreach.outreach import Audience
from app.messages import tr, trn
from app.operations.outreach import outreach_record
from app.store.store import Store
from app.ui.session import Session
from app.ui.widgets.at_risk import AtRiskBox
from app.ui.widgets.basics import down, label
from app.ui.widgets.fields import combo


class Following(QWidget):
    """A choice of letters; hidden where there are none. `chosen` says their number, or 0."""

    chosen = Signal(int)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.made = combo([])
        self.made.setAccessibleName(tr("For which letters"))
        self.made.activated.connect(lambda _: self.chosen.emit(self.made.currentData()))
        self.at_risk = AtRiskBox()
        self.at_risk.toggled.connect(lambda _: self.changed.emit())
        words = tr(
            "The same people in the same order, and nothing is logged a second time. Who may no "
            "longer be reached is left out."
        )
        self._said = label(words, "muted", wrap=True)
        column = down(
            label(tr("For which letters"), "strong"), self.made, self.at_risk, self._said, spacing=6
        )
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)

    def reload(self, store: Store) -> None:
        """Lists the letters there are, newest first."""
        self.made.clear()
        self.made.addItem(tr("None: for people chosen here"), 0)
        for one, number in outreach_record.made(store):
            if one.kind == "letters":
                people = trn("{number} contact", "{number:,} contacts", number)
                words = tr("{number}: {title}, {people}, {day:%d/%m/%Y}", number=one.number,
                           title=one.title, people=people, day=one.made_at)  # fmt: skip
                self.made.addItem(words, one.number)

    def lists(self, number: int) -> bool:
        """Whether there are letters of that number; 0 stands for none."""
        return self.made.findData(number) >= 0

    def audience(self, session: Session) -> Audience:
        """Whom it is for; which people and what about, the letters say themselves."""
        record = session.petition
        return Audience(
            Topic("post", "campaigns"), with_at_risk=self.at_risk.isChecked(),
            today=session.clock().date(), petition=record.id if record else "",
        )  # fmt: skip

    def show_letters(self, number: int, *, offered: bool) -> None:
        """Shows which letters are meant, 0 for none; `offered` where there may be any."""
        if number != self._number:
            self.at_risk.ask_anew()
        self._number = number
        self.made.setCurrentIndex(max(self.made.findData(number), 0))
        self.setVisible(offered and self.made.count() > 1)
        self.at_risk.setVisible(number > 0)
        self._said.setVisible(number > 0)
