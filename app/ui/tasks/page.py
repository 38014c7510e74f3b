"""Tasks."""

from __future__ import annotations

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import label
from app.ui.widgets.page import Page


class TasksPage(Page):
    """Tasks."""

    TITLE = tr("Tasks")
    BEHIND = "outreach"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.body.addWidget(label(tr("What is to be done stands here."), wrap=True), 1)

    def reload(self) -> None:
        pass


make = TasksPage
