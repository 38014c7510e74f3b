"""What one contact agreed to, by channel and purpose, and how that is known."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.contact import Contact
from app.ui.session import Session


class ConsentCard(QWidget):
    """One contact's consents."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)

    def show_contact(self, contact: Contact | None) -> None:
        """Shows what `contact` agreed to; nothing where there is none."""
