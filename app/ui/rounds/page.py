"""Call sheets and walk lists."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class RoundsPage(Page):
    """Call sheets and walk lists."""

    TITLE = tr("Call sheets and walk lists")
    BEHIND = "outreach"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(label(tr("Lists to call and to visit are made here."), wrap=True), 1)

    def reload(self) -> None:
        pass


make = RoundsPage
