"""Segments."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class SegmentsPage(Page):
    """Segments."""

    TITLE = tr("Segments")
    BEHIND = "contacts"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(
            label(tr("A segment is a saved search over your contacts."), wrap=True), 1
        )

    def reload(self) -> None:
        pass


make = SegmentsPage
