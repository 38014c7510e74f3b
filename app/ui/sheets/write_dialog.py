"""Asks for sheets: the message to each holder in English and Korean, to copy, print or save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QPlainTextEdit, QWidget

from app.domain.custody import Holder
from app.messages import tr, trn
from app.operations.paper import chase, custody_papers, holders
from app.operations.paper.chase import ChaseLine
from app.ui import printer
from app.ui.session import Session
from app.ui.sheets.chase_card import who
from app.ui.theme import grown
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import Field, line
from app.ui.widgets.print_dialog import PrintDialog
from app.ui.widgets.step_dialog import StepDialog

LANGUAGES = [("en", tr("English")), ("ko", tr("Korean"))]


class WriteDialog(StepDialog):
    """One holder at a time at the left, the words for them at the right."""

    def __init__(
        self, parent: QWidget, session: Session, ref: str, chosen: Sequence[ChaseLine]
    ) -> None:
        super().__init__(parent, session, tr("Write to {who}", who=who(chosen)), 780)
        self._ref = ref
        self._holders: list[Holder] = [one.chase.holder for one in chosen]
        self._lines: list[ChaseLine] = []
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Who is written to"))
        self.list.setFixedWidth(grown(220))
        self.language = Segments(LANGUAGES, tr("Language of the message"))
        self.language.chosen.connect(self._choose_language)
        self.contact = Field(tr("Phone or email (optional)"), line(), tr("Kept for the next time"))
        self.contact.left.connect(self._keep_contact)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(340)
        self.text.setAccessibleName(tr("Message"))
        copy = button(tr("Copy the message"), "copy", on_click=self.copy)
        letters = button(tr("Look at the letters"), "printer", on_click=self.print_letters)
        right = down(
            self.contact,
            across(label(tr("They are written to in")), self.language, None),
            self.text,
            across(copy, None),
            spacing=10,
        )
        self.column.addLayout(across(self.list, right, spacing=16), 1)
        self.asked_button = button(
            tr("Mark {who} as asked", who=who(chosen)), "check", kind="primary",
            on_click=self.note_asked,
        )  # fmt: skip
        self.add_foot(letters, None, self.leave_button(tr("Close")), self.asked_button)
        self._read()
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    @property
    def _line(self) -> ChaseLine:
        return self._lines[max(0, self.list.currentRow())]

    def _read(self) -> None:
        """The lines as the campaign has them now, in the list's order."""
        today = self.session.clock().date()
        listed = chase.listing(self.session.store, self._ref, today=today)
        self._lines = [one for one in listed if one.chase.holder in self._holders]
        if self.list.count() != len(self._lines):
            self.list.clear()
            hidden = self.session.names_hidden
            for one in self._lines:
                self.list.addItem(tr("Hidden") if hidden and one.collector else one.name)

    def _show(self) -> None:
        one = self._line
        self.language.choose(one.language)
        self.contact.set_text(one.contact)
        self.contact.editor.setEnabled(one.collector is not None or one.venue is not None)
        self.text.setPlainText(chase.message(self.session.store, self._ref, one, one.language))

    def _choose_language(self, language: str) -> None:
        self._change(language=language)

    def _keep_contact(self) -> None:
        if self.contact.text.strip() != self._line.contact:
            self._change(contact=self.contact.text)

    def _change(self, *, contact: str | None = None, language: str | None = None) -> None:
        person = self._line.collector or self._line.venue
        if person is None:
            self.text.setPlainText(
                chase.message(self.session.store, self._ref, self._line, language or "en")
            )
            return
        self.session.run(
            lambda: holders.change(
                self.session.store,
                "collector" if self._line.collector else "venue",
                person.name,
                contact=contact,
                language=language,
            ),
            tr("{name} is kept", name=person.name),
        )
        self._read()
        self._show()

    def copy(self) -> None:
        """Puts the message on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
        self.session.said.emit(tr("The message to {name} is copied", name=self._line.name))

    def print_letters(self) -> None:
        """Shows all letters, each in its holder's language, to print or save."""
        now = self.session.clock()
        pdf = self.session.run(
            lambda: custody_papers.draw_letters(self.session.store, self._ref, self._lines, now=now)
        )
        if pdf is None:
            return
        dialog = PrintDialog(self, self.session, tr("Letters"), pdf)
        dialog.exec()
        if dialog.way == "save":
            chosen, _ = QFileDialog.getSaveFileName(
                self, tr("Save the letters"), f"{self._ref}-letters.pdf", "PDF (*.pdf)"
            )
            if chosen:
                self.save_letters(Path(chosen))
        elif dialog.way == "print" and (device := printer.choose(self, pdf)):
            printer.send(self.session, pdf, device)
            self.session.run(
                lambda: custody_papers.note_print(
                    self.session.store, self._ref, "chase-letters", len(self._lines), now=now
                )
            )
            self.note_asked()

    def save_letters(self, out: Path) -> None:
        """Writes the letters to `out`, which keeps that their holders were asked."""
        done = self.session.run(
            lambda: custody_papers.write_letters(
                self.session.store,
                self._ref,
                out,
                holders=self._holders,
                force=True,
                now=self.session.clock(),
            ),
            tr("The letters are saved to {name}", name=out.name),
        )
        if done:
            self.accept()

    def note_asked(self) -> None:
        """Keeps that all of them were asked today."""
        number = len(self._holders)
        done = self.session.run(
            lambda: chase.note_asked(
                self.session.store, self._ref, self._holders, now=self.session.clock()
            ),
            trn("{number} holder was asked today", "{number} holders were asked today", number),
        )
        if done is not None:
            self.accept()
