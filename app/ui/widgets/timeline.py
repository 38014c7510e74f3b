"""What happened with one contact, newest first, and how the next thing is logged."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.contact import Contact
from app.ui.session import Session


class Timeline(QWidget):
    """One contact's timeline."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)

    def show_contact(self, contact: Contact | None) -> None:
        """Shows what happened with `contact`; nothing where there is none."""
