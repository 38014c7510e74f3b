"""A table for a merge elsewhere: encrypted, or plain once its people are counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.messages import tr
from app.store.keys import strength_problem
from app.ui.session import Session
from app.ui.widgets.basics import Segments, button, label
from app.ui.widgets.fields import Field, line, secret_line
from app.ui.widgets.step_dialog import StepDialog


class TableDialog(StepDialog):
    """Asks for a passphrase, or for the number of people that a plain table names."""

    def __init__(
        self, parent: QWidget, session: Session, people: int,
        save: Callable[[str, int | None], bool],
    ) -> None:  # fmt: skip
        super().__init__(parent, session, tr("Table for a merge"))
        self._people, self._save = people, save
        self.way = Segments(
            [("sealed", tr("Encrypted")), ("plain", tr("Plain"))], tr("How it is written")
        )
        self.passphrase = Field(tr("Passphrase for this file"), secret_line())
        self.again = Field(tr("The same again"), secret_line())
        self.number = Field(
            tr("How many people does it name?"), line(width=120),
            tr("A plain file shows their names and addresses to whoever finds it: type {number}",
               number=people),
        )  # fmt: skip
        self.column.addWidget(
            label(tr("A line for each message: address, name, language, subject, text."),
                  "muted", wrap=True)
        )  # fmt: skip
        self.column.addWidget(self.way)
        for field in (self.passphrase, self.again, self.number):
            self.column.addWidget(field)
        save_button = button(tr("Save the table…"), "save", kind="primary", on_click=self.save)
        self.add_foot(None, self.leave_button(), save_button)
        self.on_enter = save_button
        self.way.chosen.connect(lambda _: self._choose())
        self._choose()

    def _choose(self) -> None:
        sealed = self.way.choice == "sealed"
        self.passphrase.setVisible(sealed)
        self.again.setVisible(sealed)
        self.number.setVisible(not sealed)
        (self.passphrase if sealed else self.number).editor.setFocus()

    def save(self) -> None:
        """Goes on when what is typed is right."""
        if self.way.choice == "plain":
            good = self.number.text.strip() == str(self._people)
            self.number.show_found(
                "" if good else "stops", "" if good else tr("That is not their number.")
            )
            if good and self._save("", self._people):
                self.accept()
            return
        text = self.passphrase.text
        same = text == self.again.text
        self.again.show_found("" if same else "stops", "" if same else tr("The two differ."))
        if not same:
            return
        problem = strength_problem(text)
        self.passphrase.show_found("stops" if problem else "", problem)
        if not problem and self._save(text, None):
            self.accept()
