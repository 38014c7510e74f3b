"""Contacts."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class ContactsPage(Page):
    """Contacts."""

    TITLE = tr("Contacts")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(
            label(tr("Contacts are people and groups who asked to hear from you."), wrap=True), 1
        )

    def reload(self) -> None:
        pass


make = ContactsPage
