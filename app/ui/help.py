"""Help for the page in sight: what it is for, and its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.intake.templates import help_texts
from app.messages import tr


def show_help(parent: QWidget, page: str) -> None:
    """Shows the help of `page` beside the window's work."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("Help"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(help_texts()[page])
    box.setModal(False)
    box.show()
