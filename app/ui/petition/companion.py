"""The e-petition text beside the petition on paper, with a live counter for each part."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.companion import LIMITS, NOTE
from app.messages import tr, trn
from app.operations.petition import companion
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.fields import Field, TextArea
from app.ui.widgets.step_dialog import StepDialog

NAMES = {
    "action": tr("What should be done"),
    "background": tr("Background"),
    "details": tr("More details"),
}


class CompanionDialog(StepDialog):
    """Three texts within the limits of petition.parliament.uk; nothing is sent."""

    def __init__(self, parent: QWidget, session: Session, ref: str) -> None:
        super().__init__(parent, session, tr("E-petition text"), record=ref)
        self._ref = ref
        self.column.addWidget(label(NOTE, "muted", wrap=True))
        self.fields: dict[str, Field] = {}
        for key, text in companion.show(session.store, ref).items():
            field = self.fields[key] = Field(NAMES[key], TextArea())
            field.set_text(text)
            field.edited.connect(self._count)
            self.column.addWidget(field)
        copy = button(tr("Copy all"), "copy", on_click=self.copy)
        self.keep_button = button(tr("Keep"), "save", kind="primary", on_click=self.keep)
        self.on_enter = self.keep_button
        self.add_foot(copy, None, self.leave_button(), self.keep_button)
        self._count()

    def _count(self) -> None:
        for key, field in self.fields.items():
            left = LIMITS[key] - len(" ".join(field.text.split()))
            words = trn("{number} character left", "{number} characters left", left)
            if left < 0:
                words = trn("{number} character too many", "{number} characters too many", -left)
            field.show_found("stops" if left < 0 else "advice", words, "R27")

    def copy(self) -> None:
        """Puts the three texts on the clipboard; they hold nobody's data."""
        text = "\n\n".join(field.text.strip() for field in self.fields.values())
        QGuiApplication.clipboard().setText(text)

    def keep(self) -> None:
        """Keeps the texts; what is too long is said here."""
        texts = {key: field.text for key, field in self.fields.items()}
        done = tr("The e-petition text is kept")
        if self.session.run(lambda: companion.keep(self.session.store, self._ref, texts), done):
            self.accept()
