"""Emails and texts: chosen, looked at one by one, made for another program; nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from app.domain.community.consent import Channel
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.messages import tr, trn
from app.operations.outreach import blind_copies, email_drafts, text_lists
from app.operations.outreach.email_drafts import Drafts, DraftWish, UnreadyError
from app.operations.outreach.text_lists import TextList
from app.store.store import Store
from app.ui.drafts.email_form import EmailForm
from app.ui.drafts.one_message import hand_over
from app.ui.drafts.preview_card import PreviewCard
from app.ui.drafts.sender_card import SenderCard
from app.ui.drafts.table_dialog import TableDialog
from app.ui.drafts.text_panel import TextPanel
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.asking import tried
from app.ui.widgets.audience import AudiencePanel
from app.ui.widgets.basics import Card, Segments, across, button, down, label
from app.ui.widgets.flow import Flow
from app.ui.widgets.page import Page
from app.ui.widgets.went_out import WentOut

CHANNELS: tuple[tuple[Channel, str], ...] = (("email", tr("Emails")), ("text", tr("Texts")))
SAID = {
    "email": tr("Drafts open in your own mail program, where you send them: nothing is sent here."),
    "text": tr("The numbers go to your own program for texts, which sends: nothing is sent here."),
}

_WAIT = 350
"""Milliseconds of quiet before the messages are made anew."""

_AT_ONCE = 1_000
"""More messages than these are made while the window stays awake."""


_WRITING = tr("Writing the drafts…")


class DraftsPage(Page):
    """What to write to whom at the left, the messages or numbers at the right."""

    TITLE = tr("Emails and texts")
    BEHIND = "outreach"
    TABLES = frozenset(
        {"setting", "segment", "contact", "consent_now", "reservation", "outreach", "petition",
         "wording_version", "letter_template"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.drafts: Drafts | None = None
        self.channels = Segments(CHANNELS, tr("What is made"))
        self.writer = SenderCard(session)
        self.audience = AudiencePanel(session, "email")
        self.form = EmailForm(session)
        self.preview = PreviewCard()
        self.texts = TextPanel(session)
        self.went_out = WentOut(session, ("drafts", "texts"), 2)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # Qt's shape
        self._timer.setInterval(_WAIT)
        self._build()
        self._connect()
        self.holds = (self.channels, self.form, self.writer)

    def _build(self) -> None:
        self.buttons.addWidget(self.channels)
        self.waiting = Card(tr("Did these go out?"))
        self.waiting.body.addWidget(self.went_out)
        form = QWidget()
        form.setObjectName("page")
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        for part in (self.audience, self.writer, self.form, self.waiting):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
        area.setWidget(form)
        area.setFixedWidth(grown(380))
        self.emails = self._built_emails()
        columns = across(area, self.emails, self.texts, spacing=16)
        columns.setStretch(1, 1)
        columns.setStretch(2, 1)
        self.body.addLayout(columns, 1)

    def _built_emails(self) -> QWidget:
        """Every email, what stands in its way, and the ways on."""
        self.remarks = label("", "muted", wrap=True)
        self.leave_out = button(
            tr("Leave them out"), kind="small", on_click=self._leave_out_the_rest
        )
        self.each = button(tr("Save a draft to each…"), "save", kind="primary",
                           on_click=self.ask_folder)  # fmt: skip
        self.blind = button(tr("With blind copies…"), "users", on_click=self.ask_blind)
        self.merge = button(tr("Table for a merge…"), "file-down", on_click=self.ask_table)
        self.open_one = button(tr("Open this one in the mail program"), "mail", kind="link",
                               on_click=self.open_in_mail_program)  # fmt: skip
        self.ways = QWidget()
        self.ways.setLayout(Flow(self.each, self.blind, self.merge, self.open_one))
        notes = across(self.remarks, self.leave_out)
        notes.setStretch(0, 1)
        inside = down(self.preview, notes, self.ways, spacing=12)
        inside.setStretch(0, 1)
        made = QWidget()
        made.setLayout(inside)
        return made

    def _connect(self) -> None:
        self._leaving = False
        self._timer.timeout.connect(self.prepare)
        self.channels.chosen.connect(lambda _: self.show_channel(self.channels.choice))
        self.audience.changed.connect(self._later)
        self.form.changed.connect(self._later)

    def _later(self) -> None:
        self._follow_fields()
        self._leaving = False
        self._timer.start()

    def show_channel(self, channel: str) -> None:
        """Shows what is chosen and made of emails, or of texts."""
        self.channels.choose(channel)
        self._show_channel()
        self.prepare()

    def _show_channel(self) -> None:
        channel = self.channels.choice
        self.subtitle.setText(SAID[channel])
        self.audience.reach_by(cast("Channel", channel))
        for part, of in ((self.form, "email"), (self.emails, "email"), (self.texts, "text")):
            part.setVisible(channel == of)

    def take_people(self, contacts: tuple[str, ...]) -> None:
        wanted = {"emails": "email", "texts": "text"}.get(self.errand.kind)
        self.channels.choose(wanted or self.channels.choice)
        self._show_channel()
        self.audience.show_contacts(contacts, self.errand.purpose)
        self.form.choose(self.errand.template, self.errand.values)
        self.prepare()

    def reload(self) -> None:
        self.writer.reload()
        self.audience.reload()
        self.form.reload()
        self._follow_fields()
        self.went_out.reload()
        self.waiting.setVisible(bool(self.went_out.waiting))
        self._show_channel()
        self.prepare()

    def _follow_fields(self) -> None:
        """The tab key goes from what is typed to the preview."""
        fields = [field.editor for field in self.form.asked.values()]
        stops = [self.form.also_unsigned, *fields, self.preview.text]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    @property
    def wish(self) -> DraftWish | Audience:
        """What is asked for now: emails, or numbers for texts of an audience."""
        audience = self.audience.audience
        if self.channels.choice == "text":
            return audience
        return DraftWish(
            audience,
            self.form.template.currentData(),
            self.form.values,
            self.form.language.currentData(),
            self._leaving,
            self.form.also_unsigned.isChecked(),
        )

    def _preparing(self, wish: DraftWish | Audience) -> Callable[[Store], Drafts | TextList]:
        """What makes that which is asked for."""
        if isinstance(wish, Audience):
            return lambda store: text_lists.prepare(store, wish)
        now = self.session.clock()
        return lambda store: email_drafts.prepare(store, wish, now=now)

    def prepare(self) -> None:
        """Makes the messages or numbers anew, and says what stands in the way."""
        self._timer.stop()
        making = AppError("The messages are being made.")
        try:
            wish = self.wish
        except AppError as refusal:
            self._show(refusal)
            return
        prepare, reached = self._preparing(wish), self.audience.found
        if self.audience.asking:  # it says when it is answered
            self._show(making)
        elif reached is None or len(reached.people) <= _AT_ONCE:
            self._show(tried(prepare, self.session.store))
        elif self.session.jobs.running:
            self._timer.start()
        else:
            self._show(making)
            self.session.start(
                tr("Make the messages"),
                lambda store, _: tried(prepare, store),
                lambda made: self._show(made) if wish == self.wish else None,
                draws=False,
            )

    def _show(self, found: Drafts | TextList | AppError) -> None:
        refusal = found if isinstance(found, AppError) else None
        if self.channels.choice == "text":
            self.texts.show_list(found if isinstance(found, TextList) else None, refusal)
        else:
            self._show_drafts(found if isinstance(found, Drafts) else None, refusal)

    def _show_drafts(self, found: Drafts | None, refusal: AppError | None) -> None:
        self.drafts = found
        self.leave_out.setVisible(isinstance(refusal, UnreadyError))
        for one in (self.each, self.blind, self.merge, self.open_one):
            one.setEnabled(found is not None)
        self.remarks.setText(self._said(found) if found else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        if found is None:
            self.preview.say(str(refusal))
            return
        self.each.set_words(
            trn("Save {number} draft…", "Save a draft to each of {number:,}…", len(found.messages))
        )
        self.preview.show_messages(found.messages, hidden=self.session.names_hidden)

    def _said(self, found: Drafts) -> str:
        parts = []
        if found.unsigned:
            parts.append(
                trn("{number} is not known to have signed and is not thanked for it.",
                    "{number:,} are not known to have signed and are not thanked for it.",
                    len(found.unsigned))
            )  # fmt: skip
        if found.same_address:
            parts.append(
                trn("{number} shares an address with another and gets no second message.",
                    "{number} share an address with another and get no second message.",
                    len(found.same_address))
            )  # fmt: skip
        if found.unready:
            parts.append(
                trn("{number} is left out, as no message can be made.",
                    "{number} are left out, as no message can be made.", len(found.unready))
            )  # fmt: skip
        return " ".join(parts)

    def _leave_out_the_rest(self) -> None:
        self._leaving = True
        self.prepare()

    def _current(self) -> Drafts | None:
        """The messages as they are chosen now, also where they wait to be made anew."""
        if self._timer.isActive():
            self.prepare()
        return self.drafts

    def ask_folder(self) -> None:
        """Asks for a new folder, and writes a draft to each into it."""
        if self._current() is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, tr("A new folder for the drafts"), "drafts")
        if chosen:
            self.save_each(Path(chosen))

    def save_each(self, folder: Path) -> None:
        """Writes a draft to each into `folder`."""
        drafts = self.drafts
        if drafts is None:
            return
        kept = self.session.run(
            lambda: email_drafts.write_each(
                self.session.store, drafts, folder, now=self.session.clock()
            ),
            self._made(drafts),
            busy=_WRITING,
        )
        if kept is not None:
            self.audience.at_risk.ask_anew()

    @staticmethod
    def _made(drafts: Drafts) -> str:
        return trn("{number} draft made: send it, then delete the file",
                   "{number:,} drafts made: send them, then delete the files",
                   len(drafts.messages))  # fmt: skip

    def ask_blind(self) -> None:
        """Asks for a new folder, and writes the drafts that many get without seeing each other."""
        if self._current() is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, tr("A new folder for the drafts"), "drafts")
        if chosen:
            self.save_blind(Path(chosen))

    def save_blind(self, folder: Path) -> None:
        """Writes the drafts with blind copies; people and offices, and languages, are apart."""
        drafts = self.drafts
        if drafts is None:
            return
        store, now = self.session.store, self.session.clock()

        def write() -> str:
            made = blind_copies.draw(store, drafts, now=now)
            blind_copies.write(store, drafts, made, folder, now=now)
            return blind_copies.words(made)

        words = self.session.run(write, busy=_WRITING)
        if words is not None:
            self.session.said.emit(
                tr("Made: {words}. Send them, then delete the files", words=words)
            )
            self.audience.at_risk.ask_anew()

    def ask_table(self) -> None:
        """Asks how the table for a merge is written."""
        if (drafts := self._current()) is not None:
            TableDialog(
                self, self.session, tr("Table for a merge"),
                tr("A line for each message: address, name, language, subject, text."),
                email_drafts.TOLD, len(drafts.messages), self._save_table,
            ).exec()  # fmt: skip

    def _save_table(self, passphrase: str, confirmed: int | None) -> bool:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Table for a merge"), "merge.csv", "CSV (*.csv)"
        )
        return bool(chosen) and self.save_table(Path(chosen), passphrase, confirmed)

    def save_table(self, out: Path, passphrase: str, confirmed: int | None) -> bool:
        """Writes the table; whether it was."""
        drafts = self.drafts
        if drafts is None:
            return False
        store, now = self.session.store, self.session.clock()

        def write() -> Path:
            made = email_drafts.draw_table(drafts, passphrase=passphrase)
            _, path = email_drafts.write_table(
                store, drafts, made, out, confirmed=confirmed, force=True, now=now
            )
            return path

        path = self.session.run(write, busy=_WRITING)
        if path is not None:
            self.session.said.emit(tr("Saved to {name}", name=path.name))
            self.audience.at_risk.ask_anew()
        return path is not None

    def leave(self) -> None:
        self._timer.stop()
        self.audience.asker.end()

    def open_in_mail_program(self) -> None:
        """Hands the message that is shown to the mail program, which shows it to be sent."""
        drafts, message = self._current(), self.preview.message
        if drafts is not None and message is not None:
            hand_over(self, self.session, drafts, message)
            self.audience.at_risk.ask_anew()


make = DraftsPage
