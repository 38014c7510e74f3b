"""Hand-in: what is ready, the pack to write, and which documents with names went out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDateEdit, QFileDialog, QGridLayout, QVBoxLayout

from app.documents.words import recipient
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.counting import signatures
from app.operations.paper import sheets
from app.operations.petition import documents, notices
from app.operations.petition.documents import Drawn
from app.paths import user_data_folder
from app.store.petitions import PetitionRecord
from app.ui import printer
from app.ui.hand_in.checklist import checklist_card
from app.ui.hand_in.exports_card import REDACTIONS, exports_card
from app.ui.hand_in.followed_card import followed_card
from app.ui.hand_in.poster import PosterDialog
from app.ui.session import Session
from app.ui.widgets.basics import (
    Card,
    Empty,
    across,
    button,
    clear,
    icon_text,
    label,
    rule,
)
from app.ui.widgets.fields import combo
from app.ui.widgets.page import Page
from app.ui.widgets.print_dialog import PrintDialog

PACK = {
    "note": tr("Note for whoever presents, with what to do"),
    "letter": tr("Covering letter"),
    "words": tr("Form of words"),
    "top": tr("Top sheet"),
    "cover": tr("Bundle cover with the order of sheets"),
    "certificate": tr("Count certificate"),
    "custody": tr("Custody summary"),
    "schedule": tr("Schedule of signatories"),
    "translator": tr("Translator’s statement"),
    "checklist": tr("Checklist with dates"),
    "press": tr("Press note"),
    "poster": tr("Window poster with the result"),
    "receipt": tr("Receipt to be signed"),
    "publication": tr("Copy for publication, without names"),
}
"""The words for each document of a pack, in its order."""

LANGUAGES = [("en", tr("English")), ("ko", tr("Korean"))]

_WIDE = 940
"""Pixels from which the pack has room beside the list of what is still to do."""

_PLACES = ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0, 1, 2))
_NARROW_PLACES = ((0, 0), (1, 0, 1, 2), (0, 1), (2, 0, 1, 2), (3, 0, 1, 2))
"""Row, column and span of each card: to do, pack, schedule, what has names, what followed."""


class HandInPage(Page):
    """A checklist, the pack, the schedule, and the record of both."""

    TITLE = tr("Hand-in")
    TABLES = Page.TABLES | {"followed", "contact", "consent_now"}

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.body.addLayout(self.content, 1)
        self._cards: tuple[Card, ...] = ()
        self._narrow: bool | None = None
        self._new_choices(None)

    def reload(self) -> None:
        kept = self.redaction.currentData(), self.language.currentData(), self.hand_in.date()
        clear(self.content)
        self._cards, self._narrow = (), None
        self._new_choices(kept)
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
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._cards = (
            checklist_card(self.session.store, record),
            self._pack_card(record),
            self._schedule_card(record),
            exports_card(self.session.store, record),
            followed_card(self, self.session, record, self.errand_for.emit),
        )
        self._place()
        self.content.addLayout(self._grid)
        self.content.addStretch(1)

    def _place(self) -> None:
        narrow = self.width() < _WIDE
        if self._cards and narrow != self._narrow:
            self._narrow = narrow
            for card, place in zip(self._cards, _NARROW_PLACES if narrow else _PLACES, strict=True):
                self._grid.addWidget(card, *place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._place()

    def _pack_card(self, record: PetitionRecord) -> Card:
        takes_list = body_of(record.wording).takes_list
        card = Card(tr("The pack"))
        contents = [
            words
            for key, words in PACK.items()
            if documents.in_pack(key, record.wording, body_of(record.wording))
        ]
        list_ = QGridLayout()
        for at, words in enumerate(contents):
            half = -(-len(contents) // 2)
            list_.addWidget(icon_text("file-text", words, "muted"), at % half, at // half)
        card.body.addLayout(list_)
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
        card.body.addLayout(
            across(label(tr("Handed in on")), self.hand_in, label(tr("in")), self.language, None)
        )
        card.body.addWidget(label(names, "muted", wrap=True))
        card.body.addStretch(1)
        poster = button(tr("Poster"), "file-down", on_click=self.write_poster)
        look = button(tr("Look and print"), "printer", on_click=self.print_pack)
        write = button(tr("Write the pack"), "file-down", kind="primary", on_click=self.write_pack)
        card.body.addLayout(across(None, poster, look, write))
        return card

    def _new_choices(self, kept: tuple[str, str, QDate] | None) -> None:
        """The controls of both cards, with what was chosen before."""
        self.redaction, self.language = combo(REDACTIONS), combo(LANGUAGES)
        self.language.setAccessibleName(tr("Language of the pack"))
        self.hand_in = QDateEdit()
        self.hand_in.setCalendarPopup(True)
        self.hand_in.setDisplayFormat(tr("d MMMM yyyy"))
        self.hand_in.setAccessibleName(tr("Day of the hand-in"))
        day = self.session.clock().date() + timedelta(days=documents.HAND_IN_DAYS)
        self.hand_in.setDate(QDate(day.year, day.month, day.day))
        if kept:
            self.redaction.setCurrentIndex(max(0, self.redaction.findData(kept[0])))
            self.language.setCurrentIndex(max(0, self.language.findData(kept[1])))
            self.hand_in.setDate(kept[2])

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

    def write_pack(self) -> None:
        """Asks for a folder and writes the pack into it."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose a folder for the pack"))
        if chosen:
            self.write_pack_to(Path(chosen))

    def write_pack_to(self, folder: Path) -> None:
        """Writes the pack into `folder`."""

        def write(drawn: Drawn) -> None:
            made = self.session.run(
                lambda: documents.write_pack(
                    self.session.store, drawn, folder, force=True, now=self.session.clock()
                )
            )
            if made:
                self.reload()
                said = tr("The pack is written to {name}", name=folder.name)
                parts = (said, signatures.unnamed_words(drawn.unnamed))
                self.session.said.emit(", ".join(filter(None, parts)))

        self._draw_pack(write)

    def print_pack(self) -> None:
        """Shows the whole pack, and prints it or saves it as one file."""
        self._draw_pack(self._show_pack)

    def _draw_pack(self, then: Callable[[Drawn], None]) -> None:
        record, redact = self.session.petition, self.redaction.currentData()
        if record is None:
            return
        day: date = self.hand_in.date().toPython()  # type: ignore[assignment]  # Qt says object
        language = self.language.currentData()
        self.session.start(
            tr("Drawing the pack"),
            lambda store, progress: documents.draw_pack(
                store,
                record.ref,
                redact=redact,
                hand_in=day,
                language=language,
                postcodes=user_data_folder(),
                now=self.session.clock(),
                progress=progress,
            ),
            then,
        )

    def _show_pack(self, drawn: Drawn) -> None:
        pdf = next(content for name, content in drawn.files.items() if name.startswith("whole"))
        dialog = PrintDialog(self, self.session, tr("The whole pack"), pdf)
        dialog.exec()
        if dialog.way == "save":
            self.write_pack()
        elif dialog.way == "print" and (chosen := printer.choose(self, pdf)):
            now = self.session.clock()
            self.session.run(lambda: documents.note_print(self.session.store, drawn, now=now))
            printer.send(self.session, pdf, chosen)

    def write_poster(self) -> None:
        """Asks for a picture, if there is one, and saves the window poster."""
        record = self.session.petition
        if record is None:
            return
        day: date = self.hand_in.date().toPython()  # type: ignore[assignment]  # Qt says object
        language = self.language.currentData()

        def save(out: Path, picture: Path | None, words: str) -> object:
            def write() -> bool:
                notices.poster(
                    self.session.store,
                    record.ref,
                    out,
                    hand_in=day,
                    language=language,
                    picture=picture,
                    picture_words=words,
                    force=True,
                    now=self.session.clock(),
                )
                return True

            return self.session.run(write, tr("The poster is saved to {name}", name=out.name))

        PosterDialog(self, self.session, f"{record.ref}-poster.pdf", save).exec()

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
                said = trn(
                    "{number} signatory written to {name}",
                    "{number:,} signatories written to {name}",
                    people,
                    name=out.name,
                )
                parts = (said, signatures.unnamed_words(drawn.unnamed))
                self.session.said.emit(", ".join(filter(None, parts)))

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
