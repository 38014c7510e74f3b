"""Numbers for text messages: each with its name, the words a text ends with, and their table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.community.contact import LANGUAGES
from app.domain.outreach.letter import numbers
from app.errors import AppError
from app.messages import tr, trn
from app.operations.outreach import text_lists
from app.operations.outreach.text_lists import TextList
from app.ui.drafts.table_dialog import TableDialog
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, clear, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.tables import Column, Table

SHOWN = 200
"""So many numbers are looked through; the table has all."""


class TextPanel(QWidget):
    """Who gets a text, and the table that another program sends by."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: TextList | None = None
        card = Card(tr("Numbers"))
        self.count = label("", "muted")
        card.top.addWidget(self.count)
        self.refusal = label("", wrap=True)
        self.ends = QVBoxLayout()
        self.ends.setSpacing(6)
        self.table = Table(
            tr("Numbers for text messages"),
            [Column("", 56, right=True), Column(tr("Name")), Column(tr("Number"), 124),
             Column(tr("Language"), 100, spare=420)],
        )  # fmt: skip
        self.more = label("", "muted")
        card.body.addWidget(self.refusal)
        card.body.addLayout(self.ends)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.more)
        self._rest = QWidget()  # takes the height where there is no table
        card.body.addWidget(self._rest, 1)
        self.remarks = label("", "muted", wrap=True)
        self.save = button(tr("Save the numbers…"), "save", kind="primary",
                           on_click=self.ask_table)  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, 1)
        column.addWidget(self.remarks)
        column.addLayout(across(self.save, None))

    def show_list(self, found: TextList | None, refusal: AppError | None) -> None:
        """Shows who is on it and how each text ends, or why there is nobody."""
        self.found = found
        self.refusal.setText(str(refusal or ""))
        self.refusal.setVisible(found is None)
        self._rest.setVisible(found is None)
        for part in (self.count, self.table):
            part.setVisible(found is not None)
        self.save.setEnabled(found is not None)
        clear(self.ends)
        self.remarks.setText(self._said(found) if found else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        self.more.hide()
        if found is None:
            self.table.setRowCount(0)
            self.save.set_words(tr("Save the numbers…"))
            return
        number = len(found.people)
        self.count.setText(trn("{number} text", "{number:,} texts", number))
        self.save.set_words(trn("Save {number} number…", "Save {number:,} numbers…", number))
        self._show_ends(found)
        self._show_people(found)

    def _show_ends(self, found: TextList) -> None:
        self.ends.addWidget(label(tr("End each text with these words"), "strong"))
        for language, end in found.ends.items():
            words = end if len(found.ends) == 1 else f"{LANGUAGES[language]}: {end}"
            shown = label(words, wrap=True)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(tr("End of a text in {language}", language=LANGUAGES[language]))
            self.ends.addWidget(shown)

    def _show_people(self, found: TextList) -> None:
        hidden = self._session.names_hidden
        lines = text_lists.lines(found, SHOWN)
        named = [one.id for one, _ in found.people[:SHOWN]]  # at risk only where asked for
        self.table.setRowCount(len(lines))
        for row, (line, (one, _)) in enumerate(zip(lines, found.people, strict=False)):
            self.table.fill(row, [
                f"C{one.number}",
                called(one, named, hidden=hidden),
                tr("Hidden") if hidden else line["phone"],
                LANGUAGES[line["language"]],
            ])  # fmt: skip
        more = len(found.people) - len(lines)
        self.more.setVisible(more > 0)
        self.more.setText(tr("and {number:,} more", number=more))

    @staticmethod
    def _said(found: TextList) -> str:
        parts = []
        if found.same_number:
            parts.append(
                tr("No second text to a number that two share: contact {numbers}.",
                   numbers=numbers(found.same_number))
            )  # fmt: skip
        if found.no_texts:
            parts.append(
                tr("No number that takes texts: contact {numbers}.",
                   numbers=numbers(found.no_texts))
            )  # fmt: skip
        return " ".join(parts)

    def ask_table(self) -> None:
        """Asks how the table is written, and where to."""
        if self.found is not None:
            TableDialog(
                self, self._session, tr("Numbers for text messages"),
                tr("A line for each: number, name, language, and the words that the text has to "
                   "end with. Nothing is sent from here."),
                text_lists.TOLD, len(self.found.people), self._save_table,
            ).exec()  # fmt: skip

    def _save_table(self, passphrase: str, confirmed: int | None) -> bool:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Numbers for text messages"), "texts.csv", "CSV (*.csv)"
        )
        return bool(chosen) and self.save_table(Path(chosen), passphrase, confirmed)

    def save_table(self, out: Path, passphrase: str, confirmed: int | None) -> bool:
        """Writes the table; whether it was."""
        found = self.found
        if found is None:
            return False
        store, now = self._session.store, self._session.clock()

        def write() -> Path:
            table = text_lists.draw(found, passphrase=passphrase)
            _, path = text_lists.write(
                store, found, table, out, confirmed=confirmed, force=True, now=now
            )
            return path

        path = self._session.run(write)
        if path is not None:
            self._session.said.emit(
                tr("Saved to {name}. Once the texts are sent, say that they went out",
                   name=path.name)
            )  # fmt: skip
        return path is not None
