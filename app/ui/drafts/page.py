"""Email drafts."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class DraftsPage(Page):
    """Email drafts."""

    TITLE = tr("Email drafts")
    BEHIND = "outreach"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(label(tr("Drafts for your mail program are made here."), wrap=True), 1)

    def reload(self) -> None:
        pass


make = DraftsPage
