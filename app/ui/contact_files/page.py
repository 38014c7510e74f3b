"""Bring in contacts."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class ContactFilesPage(Page):
    """Bring in contacts."""

    TITLE = tr("Bring in contacts")
    BEHIND = "contacts"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(label(tr("An address book comes in here."), wrap=True), 1)

    def reload(self) -> None:
        pass


make = ContactFilesPage
