"""Letters and labels."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class MailingPage(Page):
    """Letters and labels."""

    TITLE = tr("Letters and labels")
    BEHIND = "outreach"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(label(tr("Letters, labels and envelopes are made here."), wrap=True), 1)

    def reload(self) -> None:
        pass


make = MailingPage
