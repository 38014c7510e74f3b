"""Hand-in: what is ready, the pack to write, and which documents with names went out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout

from app.documents.words import recipient
from app.intake.templates import addressee
from app.operations import documents, sheets
from app.operations.documents import Drawn
from app.store.petitions import PetitionRecord
from app.ui.session import Session
from app.ui.widgets.basics import (
    Card,
    Empty,
    IconLabel,
    across,
    button,
    clear,
    down,
    icon_text,
    label,
    rule,
)
from app.ui.widgets.fields import combo
from app.ui.widgets.page import Page

REDACTIONS = [
    ("none", "Names and addresses"),
    ("initials", "Initials and postcodes"),
    ("numbers", "Numbers and districts only"),
]


class HandInPage(Page):
    """A checklist, the pack, the schedule, and the record of both."""

    TITLE = "Hand-in"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.body.addLayout(self.content, 1)
        self.redaction = combo(REDACTIONS)

    def reload(self) -> None:
        chosen = self.redaction.currentData()
        clear(self.content)
        record = self.session.petition
        counts = sheets.counts(self.session.store, record.ref) if record else None
        if record is None or counts is None or not counts.raw:
            self.subtitle.setText("")
            enter = button(
                "Enter a sheet", "keyboard", kind="primary", on_click=lambda: self.go.emit("enter")
            )
            self.content.addWidget(
                Empty(
                    "landmark",
                    ("Here you get the pack to hand in.", "Enter a returned sheet to begin."),
                    enter,
                ),
                1,
            )
            return
        body = addressee(record.wording.addressee)
        self.subtitle.setText(f"{record.wording.title}, to {recipient(record.wording, body)}.")
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._checklist(record), 0, 0)
        grid.addWidget(self._pack_card(record, takes_list=body.takes_list), 0, 1)
        self.redaction = combo(REDACTIONS)
        self.redaction.setCurrentIndex(max(0, self.redaction.findData(chosen)))
        grid.addWidget(self._schedule_card(takes_list=body.takes_list), 1, 0)
        grid.addWidget(self._exports_card(record), 1, 1)
        self.content.addLayout(grid)
        self.content.addStretch(1)

    def _checklist(self, record: PetitionRecord) -> Card:
        store = self.session.store
        counts, balance = sheets.counts(store, record.ref), sheets.sheet_balance(store, record.ref)
        card = Card("Before you hand in")
        figure = label(f"{counts.valid:,}", "number")
        words = "valid signatures, in form"
        card.body.addLayout(
            across(
                figure,
                down(label(words), label(f"{counts.similar:,} similar beside them", "muted")),
                None,
                spacing=12,
            )
        )
        waiting = balance.not_issued + balance.out + balance.back
        asks_top = addressee(record.wording.addressee).first_kind == "top"
        for good, yes, no in (
            (
                not counts.unchecked,
                "Every keyed row is checked",
                f"{counts.unchecked:,} rows are not checked yet",
            ),
            (
                not balance.difference,
                "The sheets balance",
                f"{balance.difference:,} sheets are not accounted for",
            ),
            (
                not waiting,
                "Every sheet is entered, lost or spoiled",
                f"{waiting:,} sheets are not entered yet",
            ),
            (
                not asks_top or store.sheets.has_top(record.version_id),
                "The top sheet is there",
                "No top sheet: the Commons need one (R8)",
            ),
        ):
            icon, role = ("circle-check", "good") if good else ("triangle-alert", "warn")
            card.body.addWidget(icon_text(icon, yes if good else no, role))
        card.body.addStretch(1)
        return card

    def _pack_card(self, record: PetitionRecord, *, takes_list: bool) -> Card:
        card = Card("The pack")
        contents = (
            ["Covering letter", "The wording", "Count certificate", "Schedule of signatories"]
            if takes_list
            else [
                "Note for the Member, with what to do",
                "Form of words",
                "Sheet index",
                "Count certificate",
            ]
        )
        for words in contents:
            card.body.addWidget(icon_text("file-text", words, "muted"))
        counts = sheets.counts(self.session.store, record.ref)
        names = (
            f"The schedule names {counts.valid:,} people."
            if takes_list
            else "No name is in the pack."
        )
        card.body.addWidget(rule())
        card.body.addWidget(label(names, "muted", wrap=True))
        card.body.addStretch(1)
        write = button("Write the pack", "file-down", kind="primary", on_click=self.write_pack)
        card.body.addLayout(across(None, write))
        return card

    def _schedule_card(self, *, takes_list: bool) -> Card:
        card = Card("Schedule of signatories" if takes_list else "Your own list")
        words = (
            "A numbered list of the valid signatures."
            if takes_list
            else "The House of Commons takes no typed list: only ink on the sheet is the petition "
            "(R10). This list is yours, and says so on each page."
        )
        card.body.addWidget(label(words, "muted", wrap=True))
        self.redaction.setAccessibleName("What the list shows")
        card.body.addLayout(across(label("It shows"), self.redaction, None))
        write = button(
            "Write the schedule" if takes_list else "Write my own list",
            "file-down",
            on_click=self.write_schedule,
        )
        card.body.addLayout(across(None, write))
        card.body.addStretch(1)
        return card

    def _exports_card(self, record: PetitionRecord) -> Card:
        card = Card("Documents with names")
        exports = self.session.store.exports.of_petition(record.id)
        if not exports:
            card.body.addWidget(label("None has been written yet.", "muted"))
        for one in exports[:8]:
            words = f"{one.document.capitalize()}, {dict(REDACTIONS)[one.redaction].lower()}"
            card.body.addLayout(
                across(
                    IconLabel("file-text", "muted", 16),
                    label(words),
                    None,
                    label(f"{one.people:,} people, {one.at:%d %b %Y}", "muted"),
                )
            )
        card.body.addStretch(1)
        return card

    def write_pack(self) -> None:
        """Asks for a folder and writes the pack into it."""
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder for the pack")
        if chosen:
            self.write_pack_to(Path(chosen))

    def write_pack_to(self, folder: Path) -> None:
        """Writes the pack into `folder`."""
        record = self.session.petition
        if record is None:
            return
        redact = self.redaction.currentData()

        def write(drawn: Drawn) -> None:
            made = self.session.run(
                lambda: documents.write_pack(
                    self.session.store, drawn, folder, force=True, now=self.session.clock()
                )
            )
            if made:
                self.reload()
                self.session.said.emit(f"{len(made)} documents written to {folder.name}")

        self.session.start(
            "Drawing the pack",
            lambda store, progress: documents.draw_pack(
                store, record.ref, redact=redact, now=self.session.clock(), progress=progress
            ),
            write,
        )

    def write_schedule(self) -> None:
        """Asks where the list goes, and writes it."""
        record = self.session.petition
        if record is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the list", f"{record.ref}-schedule.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.write_schedule_to(Path(chosen))

    def write_schedule_to(self, out: Path) -> None:
        """Writes the list to `out`, as the addressee's schedule or as the organiser's own."""
        record = self.session.petition
        if record is None:
            return
        own = not addressee(record.wording.addressee).takes_list
        redact = self.redaction.currentData()

        def write(drawn: Drawn) -> None:
            people = self.session.run(
                lambda: documents.write_schedule(
                    self.session.store, drawn, out, force=True, now=self.session.clock()
                )
            )
            if people is not None:
                self.reload()
                self.session.said.emit(f"{people:,} signatories written to {out.name}")

        self.session.start(
            "Drawing the list",
            lambda store, progress: documents.draw_schedule(
                store,
                record.ref,
                redact=redact,
                own_list=own,
                now=self.session.clock(),
                progress=progress,
            ),
            write,
        )


make = HandInPage
