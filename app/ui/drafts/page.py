"""Email drafts: chosen, looked at one by one, and made for the mail program; nothing is sent."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea, QVBoxLayout, QWidget

from app.domain.outreach.letter import Ask
from app.domain.outreach.message import Message
from app.errors import AppError
from app.intake.email_texts import emails
from app.messages import tr, trn
from app.operations.outreach import blind_copies, email_drafts
from app.operations.outreach.email_drafts import Drafts, DraftWish, UnreadyError
from app.ui.drafts.attempt import attempt
from app.ui.drafts.preview_card import PreviewCard
from app.ui.drafts.sender_card import SenderCard
from app.ui.drafts.table_dialog import TableDialog
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.audience import AudiencePanel
from app.ui.widgets.basics import Card, across, button, clear, down, label
from app.ui.widgets.fields import Field, TextArea, combo, line
from app.ui.widgets.flow import Flow
from app.ui.widgets.page import Page
from app.ui.widgets.went_out import WentOut

_WAIT = 350
"""Milliseconds of quiet before the messages are made anew."""

_AT_ONCE = 1_000
"""More messages than these are made while the window stays awake."""

_WRITING = tr("Writing the drafts…")

LONGEST_LINK = 1_900
"""Characters that every system hands over to a mail program."""


class DraftsPage(Page):
    """What to write to whom at the left, the messages at the right."""

    TITLE = tr("Email drafts")
    BEHIND = "outreach"
    TABLES = frozenset(
        {"setting", "segment", "contact", "consent_now", "reservation", "outreach", "petition",
         "wording_version"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.subtitle.setText(
            tr("Drafts open in your own mail program, where you send them: nothing is sent here.")
        )
        self.drafts: Drafts | None = None
        self.writer = SenderCard(session)
        self.audience = AudiencePanel(session, "email")
        self.template = combo([(ref, one.text("en")[1].title) for ref, one in emails().items()])
        self.language = combo(
            [("", tr("Each in their own")), ("en", tr("English")), ("ko", tr("Korean"))]
        )
        self.also_unsigned = QCheckBox(tr("Also who is not known to have signed"))
        self.asked: dict[str, Field] = {}
        self.preview = PreviewCard()
        self.went_out = WentOut(session, ("drafts",), 2)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # Qt's shape
        self._timer.setInterval(_WAIT)
        self._build()
        self._ask()
        self._connect()

    def _build(self) -> None:
        self.waiting = Card(tr("Did these go out?"))
        self.waiting.body.addWidget(self.went_out)
        form = QWidget()
        form.setObjectName("page")
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        self.asks = QVBoxLayout()
        self.asks.setSpacing(12)
        column.addWidget(self.writer)
        column.addWidget(self.audience)
        column.addWidget(Field(tr("Email"), self.template))
        column.addWidget(Field(tr("Language"), self.language))
        column.addWidget(self.also_unsigned)
        column.addLayout(self.asks)
        column.addWidget(self.waiting)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
        area.setWidget(form)
        area.setFixedWidth(grown(380))
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
        right = down(self.preview, notes, self.ways, spacing=12)
        right.setStretch(0, 1)
        columns = across(area, right, spacing=16)
        columns.setStretch(1, 1)
        self.body.addLayout(columns, 1)

    def _connect(self) -> None:
        self._leaving = False
        self._timer.timeout.connect(self.prepare)
        self.audience.changed.connect(self._later)
        self.template.activated.connect(lambda _: self._ask())
        self.language.activated.connect(lambda _: self._later())
        self.also_unsigned.toggled.connect(lambda _: self._later())

    def _ask(self) -> None:
        """A field for each thing that the email asks for, in every language that it has."""
        before = {key: field.text for key, field in self.asked.items()}
        clear(self.asks)
        found = emails()[self.template.currentData()]
        self.also_unsigned.setVisible(
            any(text.meant_for == "signers" for text in found.texts.values())
        )
        asks: dict[str, Ask] = {one.key: one for text in found.texts.values() for one in text.asks}
        self.asked = {}
        for key, ask in asks.items():
            in_subject = any("{" + key + "}" in text.subject for text in found.texts.values())
            field = Field(ask.words, line() if in_subject else TextArea())
            field.set_text(before.get(key, ""))
            field.edited.connect(self._later)
            self.asked[key] = field
            self.asks.addWidget(field)
        fields = [field.editor for field in self.asked.values()]
        for before_it, widget in pairwise([self.also_unsigned, *fields, self.preview.text]):
            self.setTabOrder(before_it, widget)
        self._later()

    def _later(self) -> None:
        self._leaving = False
        self._timer.start()

    def take_people(self, contacts: tuple[str, ...]) -> None:
        self.audience.show_contacts(contacts, self.errand.purpose)
        at = self.template.findData(self.errand.template)
        if at >= 0:
            self.template.setCurrentIndex(at)
            self._ask()

    def reload(self) -> None:
        self.writer.reload()
        self.audience.reload()
        self.went_out.reload()
        self.waiting.setVisible(bool(self.went_out.waiting))
        self.prepare()

    @property
    def wish(self) -> DraftWish:
        """What is asked for now."""
        return DraftWish(
            self.audience.audience,
            self.template.currentData(),
            {key: field.text for key, field in self.asked.items()},
            self.language.currentData(),
            self._leaving,
            self.also_unsigned.isChecked(),
        )

    def prepare(self) -> None:
        """Makes the messages anew, and says what stands in the way."""
        self._timer.stop()
        wish, now = self.wish, self.session.clock()
        reached, making = self.audience.found, AppError("The messages are being made.")
        if self.audience.asking:  # it says when it is answered
            self._show(None, making)
        elif reached is None or len(reached.people) <= _AT_ONCE:
            self._show(*attempt(self.session.store, wish, now))
        elif self.session.jobs.running:
            self._timer.start()
        else:
            self._show(None, making)
            self.session.start(
                tr("Make the messages"),
                lambda store, _: attempt(store, wish, now),
                lambda made: self._show(*made) if wish == self.wish else None,
                draws=False,
            )

    def _show(self, found: Drafts | None, refusal: AppError | None) -> None:
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

    def ask_folder(self) -> None:
        """Asks for a new folder, and writes a draft to each into it."""
        chosen, _ = QFileDialog.getSaveFileName(self, tr("A new folder for the drafts"), "drafts")
        if chosen:
            self.save_each(Path(chosen))

    def save_each(self, folder: Path) -> None:
        """Writes a draft to each into `folder`."""
        drafts = self.drafts
        if drafts is None:
            return
        self.session.run(
            lambda: email_drafts.write_each(
                self.session.store, drafts, folder, now=self.session.clock()
            ),
            self._made(drafts),
            busy=_WRITING,
        )

    @staticmethod
    def _made(drafts: Drafts) -> str:
        return trn("{number} draft made: send it, then delete the file",
                   "{number:,} drafts made: send them, then delete the files",
                   len(drafts.messages))  # fmt: skip

    def ask_blind(self) -> None:
        """Asks for a new folder, and writes the drafts that many get without seeing each other."""
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

    def ask_table(self) -> None:
        """Asks how the table for a merge is written."""
        if self.drafts is not None:
            TableDialog(self, self.session, len(self.drafts.messages), self._save_table).exec()

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
        return path is not None

    def leave(self) -> None:
        self._timer.stop()
        self.audience.asker.end()

    def open_in_mail_program(self) -> None:
        """Hands the message that is shown to the mail program, which shows it to be sent."""
        drafts, message = self.drafts, self.preview.message
        if drafts is None or message is None:
            return
        link = self.session.run(lambda: link_of(message))
        if link is None:
            return
        kept = self.session.run(
            lambda: email_drafts.note_opened(
                self.session.store, drafts, message, now=self.session.clock()
            ),
            tr("Handed to the mail program"),
        )
        if kept is not None:
            QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))


def link_of(message: Message) -> str:
    """A message as a link for the mail program; AppError where systems would cut it."""
    parts = (message.subject, message.text.replace("\n", "\r\n"))
    subject, body = (QUrl.toPercentEncoding(one).toStdString() for one in parts)
    address = QUrl.toPercentEncoding(message.address, b"@").toStdString()
    link = f"mailto:{address}?subject={subject}&body={body}"
    if len(link) > LONGEST_LINK:
        raise AppError(
            "This message is too long to be handed over like this: save it as a draft, and open "
            "the file."
        )
    return link


make = DraftsPage
