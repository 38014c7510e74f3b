"""A name of a volunteer: chosen from those known, or typed."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from app.messages import tr
from app.ui.session import Session


def volunteers(session: Session) -> QComboBox:
    """The choice, empty at first."""
    made = QComboBox()
    made.setEditable(True)
    made.setAccessibleName(tr("Volunteer"))
    made.setMinimumWidth(120)
    made.addItem("")
    for person in session.store.holders.all("collector"):
        made.addItem(person.name)
    return made
