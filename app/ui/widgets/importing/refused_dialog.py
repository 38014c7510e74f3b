"""Refused rows go into a file that anybody can read: said with its number before it is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.messages import tr, trn
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.step_dialog import StepDialog


class RefusedDialog(StepDialog):
    """Asks whether the rows of `people` people are to be written in plain text."""

    def __init__(self, parent: QWidget, session: Session, people: int) -> None:
        super().__init__(parent, session, tr("Save refused rows"), 480)
        self.words = label(
            trn(
                "The file is plain text. Anybody who finds it reads the row of {number} person as "
                "it came in. Delete it once it is mended and brought in.",
                "The file is plain text. Anybody who finds it reads the rows of {number:,} people "
                "as they came in. Delete it once they are mended and brought in.",
                people,
            ),
            wrap=True,
        )
        self.column.addWidget(self.words)
        self.save_button = button(
            trn(
                "Write {number} row in plain text…", "Write {number:,} rows in plain text…", people
            ),
            "file-down",
            kind="primary",
            on_click=self.accept,
        )
        leave = self.leave_button()
        self.add_foot(None, leave, self.save_button)
        leave.setFocus()
