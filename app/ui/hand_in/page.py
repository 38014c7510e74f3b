"""Hand-in: what is ready, the pack to write, and which documents with names went out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout

from app.documents.words import recipient
from app.intake.templates import body_of
from app.messages import tr, trn
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
    ("none", tr("Names and addresses")),
    ("initials", tr("Initials and postcodes")),
    ("numbers", tr("Numbers and districts only")),
]

PACK = {
    "note": tr("Note for whoever presents, with what to do"),
    "letter": tr("Covering letter"),
    "words": tr("Form of words"),
    "index": tr("Sheet index"),
    "certificate": tr("Count certificate"),
    "schedule": tr("Schedule of signatories"),
    "translator": tr("Translator’s statement"),
    "checklist": tr("Checklist with dates"),
    "receipt": tr("Receipt to be signed"),
}
"""The words for each document of a pack, in its order."""

DOCUMENTS = {"pack": tr("Pack"), "schedule": tr("Schedule"), "own-list": tr("Own list")}
"""The words for each kind of document that carries names."""


class HandInPage(Page):
    """A checklist, the pack, the schedule, and the record of both."""

    TITLE = tr("Hand-in")

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
                tr("Enter a sheet"),
                "keyboard",
                kind="primary",
                on_click=lambda: self.go.emit("enter"),
            )
            self.content.addWidget(
                Empty(
                    "landmark",
                    (
                        tr("Here you get the pack to hand in."),
                        tr("Enter a returned sheet to begin."),
                    ),
                    enter,
                ),
                1,
            )
            return
        body = body_of(record.wording)
        self.subtitle.setText(f"{record.wording.title}, to {recipient(record.wording, body)}.")
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._checklist(record), 0, 0)
        grid.addWidget(self._pack_card(record), 0, 1)
        self.redaction = combo(REDACTIONS)
        self.redaction.setCurrentIndex(max(0, self.redaction.findData(chosen)))
        grid.addWidget(self._schedule_card(record), 1, 0)
        grid.addWidget(self._exports_card(record), 1, 1)
        self.content.addLayout(grid)
        self.content.addStretch(1)

    def _checklist(self, record: PetitionRecord) -> Card:
        store = self.session.store
        counts, balance = sheets.counts(store, record.ref), sheets.sheet_balance(store, record.ref)
        card = Card(tr("Before you hand in"))
        figure = label(f"{counts.valid:,}", "number")
        words = tr("valid signatures, in form")
        card.body.addLayout(
            across(
                figure,
                down(
                    label(words),
                    label(tr("{similar:,} similar beside them", similar=counts.similar), "muted"),
                ),
                None,
                spacing=12,
            )
        )
        waiting = balance.not_issued + balance.out + balance.back
        asks_top = body_of(record.wording).first_kind == "top"
        for good, yes, no in (
            (
                not counts.unchecked,
                tr("Every keyed row is checked"),
                trn(
                    "{number} row is not checked yet",
                    "{number:,} rows are not checked yet",
                    counts.unchecked,
                ),
            ),
            (
                not balance.difference,
                tr("The sheets balance"),
                trn(
                    "{number} sheet is not accounted for",
                    "{number:,} sheets are not accounted for",
                    balance.difference,
                ),
            ),
            (
                not waiting,
                tr("Every sheet is entered, lost or spoiled"),
                trn(
                    "{number} sheet is not entered yet",
                    "{number:,} sheets are not entered yet",
                    waiting,
                ),
            ),
            (
                not asks_top or store.sheets.has_top(record.version_id),
                tr("The top sheet is there"),
                tr("No top sheet: one is needed"),
            ),
        ):
            icon, role = ("circle-check", "good") if good else ("triangle-alert", "warn")
            card.body.addWidget(icon_text(icon, yes if good else no, role))
        card.body.addStretch(1)
        return card

    def _pack_card(self, record: PetitionRecord) -> Card:
        takes_list = body_of(record.wording).takes_list
        card = Card(tr("The pack"))
        contents = [
            words
            for key, words in PACK.items()
            if documents.in_pack(key, record.wording, body_of(record.wording))
        ]
        for words in contents:
            card.body.addWidget(icon_text("file-text", words, "muted"))
        counts = sheets.counts(self.session.store, record.ref)
        names = (
            trn(
                "The schedule names {number} person.",
                "The schedule names {number:,} people.",
                counts.valid,
            )
            if takes_list
            else tr("No name is in the pack.")
        )
        card.body.addWidget(rule())
        card.body.addWidget(label(names, "muted", wrap=True))
        card.body.addStretch(1)
        write = button(tr("Write the pack"), "file-down", kind="primary", on_click=self.write_pack)
        card.body.addLayout(across(None, write))
        return card

    def _schedule_card(self, record: PetitionRecord) -> Card:
        body = body_of(record.wording)
        takes_list = body.takes_list
        card = Card(tr("Schedule of signatories") if takes_list else tr("Your own list"))
        words = (
            tr("A numbered list of the valid signatures.")
            if takes_list
            else tr(
                "{name} takes no typed list: only ink on the sheet is the petition ({rule}). "
                "This list is yours, and says so on each page.",
                name=documents.recipient_name(record.wording, body),
                rule=body.list_rule,
            )
        )
        card.body.addWidget(label(words, "muted", wrap=True))
        self.redaction.setAccessibleName(tr("What the list shows"))
        card.body.addLayout(across(label(tr("It shows")), self.redaction, None))
        write = button(
            tr("Write the schedule") if takes_list else tr("Write my own list"),
            "file-down",
            on_click=self.write_schedule,
        )
        card.body.addLayout(across(None, write))
        card.body.addStretch(1)
        return card

    def _exports_card(self, record: PetitionRecord) -> Card:
        card = Card(tr("Documents with names"))
        exports = self.session.store.exports.of_petition(record.id)
        if not exports:
            card.body.addWidget(label(tr("None has been written yet."), "muted"))
        for one in exports[:8]:
            words = f"{DOCUMENTS[one.document]}, {dict(REDACTIONS)[one.redaction].lower()}"
            card.body.addLayout(
                across(
                    IconLabel("file-text", "muted", 16),
                    label(words),
                    None,
                    label(
                        trn(
                            "{number} person, {at:%d %b %Y}",
                            "{number:,} people, {at:%d %b %Y}",
                            one.people,
                            at=one.at,
                        ),
                        "muted",
                    ),
                )
            )
        card.body.addStretch(1)
        return card

    def write_pack(self) -> None:
        """Asks for a folder and writes the pack into it."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose a folder for the pack"))
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
                self.session.said.emit(tr("The pack is written to {name}", name=folder.name))

        self.session.start(
            tr("Drawing the pack"),
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
            self, tr("Save the list"), f"{record.ref}-schedule.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.write_schedule_to(Path(chosen))

    def write_schedule_to(self, out: Path) -> None:
        """Writes the list to `out`, as the addressee's schedule or as the organiser's own."""
        record = self.session.petition
        if record is None:
            return
        own = not body_of(record.wording).takes_list
        redact = self.redaction.currentData()

        def write(drawn: Drawn) -> None:
            people = self.session.run(
                lambda: documents.write_schedule(
                    self.session.store, drawn, out, force=True, now=self.session.clock()
                )
            )
            if people is not None:
                self.reload()
                self.session.said.emit(
                    trn(
                        "{number} signatory written to {name}",
                        "{number:,} signatories written to {name}",
                        people,
                        name=out.name,
                    )
                )

        self.session.start(
            tr("Drawing the list"),
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
