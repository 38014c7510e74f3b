"""What was made and is not yet known to have gone out: confirmed here, it is logged of each."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.outreach.outreach import OUTREACH, Outreach, OutreachKind
from app.messages import tr, trn
from app.operations.outreach import outreach
from app.ui.session import Session
from app.ui.widgets.basics import across, button, clear, label

WAITS: tuple[OutreachKind, ...] = ("letters", "labels", "envelopes", "posters", "drafts")
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
        store = self._session.store
        self.waiting = [
            one
            for one in store.outreach.all()
            if one.kind in self._kinds and not one.confirmed_at and not one.holder
        ]
        clear(self._column)
        self.setVisible(bool(self.waiting))
        sizes = store.outreach.sizes()
        for one in self.waiting[: self._most]:
            people = sizes.get(one.id, 0)
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
            self._column.addWidget(label(tr("and {number} more", number=more), "muted"))

    def _confirm(self, number: int) -> None:
        self._session.run(
            lambda: outreach.confirm(self._session.store, number, now=self._session.clock()),
            tr("Outreach {number} is logged of each contact", number=number),
        )
