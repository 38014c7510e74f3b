"""Outreach."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class OutreachPage(Page):
    """Outreach."""

    TITLE = tr("Outreach")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(label(tr("Tasks, events, letters and lists begin here."), wrap=True), 1)

    def reload(self) -> None:
        pass


make = OutreachPage
