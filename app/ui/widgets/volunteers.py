"""A name of a volunteer: chosen from those known, or typed."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.messages import tr
from app.ui.session import Session


def volunteers(session: Session) -> QComboBox:
    """The choice, empty at first; it names nobody while names are hidden."""
    made, typed = QComboBox(), QLineEdit()
    made.setEditable(True)
    made.setLineEdit(typed)
    for part in (made, typed):
        part.setAccessibleName(tr("Volunteer"))
    made.setMinimumWidth(120)

    def fill(*_: object) -> None:
        kept, hidden = made.currentText(), session.names_hidden
        made.clear()
        made.addItem("")
        made.addItems(
            [] if hidden else [one.name for one in session.store.holders.all("collector")]
        )
        made.setCurrentText(kept)
        typed.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    session.names_hidden_changed.connect(fill)
    fill()
    return made
