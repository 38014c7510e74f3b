"""Losses of personal data on the Safety page: the open ones with their next step and deadline."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.custody import Breach
from app.messages import tr, trn
from app.operations.campaign import breaches
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, clear, down, icon_text, label
from app.ui.widgets.breach_record import BreachDialog, deadline_words


class LossesCard(Card):
    """Every recorded loss of the campaign, what is open first; hidden while there is none."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(tr("Losses of personal data"))
        self._owner, self._session = parent, session
        self.hide()

    def reload(self) -> None:
        """Reads the losses of all petitions."""
        clear(self.body)
        store = self._session.store
        found = [
            (record.ref, one)
            for record in store.petitions.all()
            for one in breaches.listing(store, record.ref)
        ]
        self.setVisible(bool(found))
        for ref, one in sorted(found, key=lambda each: not each[1].next_step):
            self._add(ref, one)

    def _add(self, ref: str, one: Breach) -> None:
        sheets = trn("{number} sheet", "{number} sheets", len(one.sheets))
        title = tr("Loss {number} of “{ref}”: {sheets}", number=one.number, ref=ref, sheets=sheets)
        told = any(step.step == "ico-told" for step in one.steps)
        words = [label(title, "strong")]
        if one.next_step and not told:
            words.append(label(deadline_words(one, self._session.clock()), "muted", wrap=True))
        icon, role = ("clock", "warn") if one.next_step else ("circle-check", "good")
        state = one.next_step or tr("Nothing is left to do. The record stays.")
        show = button(tr("Open"), kind="small", on_click=partial(self.show_loss, ref, one.number))
        show.setAccessibleName(tr("Open loss {number} of “{ref}”", number=one.number, ref=ref))
        left = down(*words, icon_text(icon, state, role), spacing=4)
        line = across(left, show, spacing=16)
        line.setStretch(0, 1)
        self.body.addLayout(line)

    def show_loss(self, ref: str, number: int) -> None:
        """Opens the record of a loss."""
        dialog = BreachDialog(self._owner, self._session, ref, number)
        dialog.exec()
        dialog.deleteLater()
