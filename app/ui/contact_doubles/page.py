"""Contacts kept twice."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class ContactDoublesPage(Page):
    """Contacts kept twice."""

    TITLE = tr("Contacts kept twice")
    BEHIND = "contacts"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(
            label(tr("Contacts that may be one person’s stand side by side here."), wrap=True), 1
        )

    def reload(self) -> None:
        pass


make = ContactDoublesPage
