"""A table of people for another program: encrypted, or plain once they are counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.sealing import Sealing
from app.ui.widgets.step_dialog import StepDialog

Save = Callable[[str, int | None], bool]
"""Is given the passphrase, empty for a plain file, and the number that was typed for one."""


class TableDialog(StepDialog):
    """Says what the table `holds` and who would read it; `save` gives whether it was written."""

    def __init__(
        self, parent: QWidget, session: Session, title: str, holds: str, told: str, people: int,
        save: Save,
    ) -> None:  # fmt: skip
        super().__init__(parent, session, title, 640)
        self._save, self._plain = save, False
        self.sealing = Sealing(
            people,
            tr("Anybody who finds the file reads {told} of {people:,} people. Delete it when it "
               "has been used.", told=told, people=people),
        )  # fmt: skip
        self.sealing.changed.connect(self._settle_choice)
        self.column.addWidget(label(holds, "muted", wrap=True))
        self.column.addWidget(self.sealing)
        self.save_button = button(tr("Save the table…"), "save", kind="primary",
                                  on_click=self.save)  # fmt: skip
        self.add_foot(None, self.leave_button(), self.save_button)
        self.on_enter = self.save_button
        self.sealing.show_way("sealed")
        self.sealing.passphrase.editor.setFocus()

    def _settle_choice(self) -> None:
        self.save_button.setEnabled(self.sealing.typed)
        if self._plain != self.sealing.plain:
            self._plain = self.sealing.plain
            QTimer.singleShot(0, self.adjustSize)  # a plain file has more to say

    def save(self) -> None:
        """Goes on when what is typed is right."""
        sealing = self.sealing
        if sealing.check() and self._save(sealing.secret, sealing.confirmed):
            self.accept()
