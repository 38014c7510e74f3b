"""What one contact agreed to, by channel and purpose, and how that is known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from app.domain.community.consent import (
    CHANNELS,
    HOWS,
    PURPOSES,
    ConsentEntry,
    Purpose,
    Topic,
    deciding,
)
from app.domain.community.contact import Contact
from app.domain.dates import day_first
from app.messages import tr, trn
from app.operations.community import consent_papers, consents
from app.operations.community.consents import Ledger
from app.ui import printer
from app.ui.session import Session
from app.ui.widgets.basics import Card, IconLabel, across, button, clear, down, label
from app.ui.widgets.consent_dialog import RecordDialog, WithdrawDialog
from app.ui.widgets.flow import Flow
from app.ui.widgets.print_dialog import PrintDialog
from app.ui.widgets.tab_order import follow

_STATES = {
    True: ("circle-check", "good", tr("Agreed")),
    False: ("circle-x", "bad", tr("Withdrew")),
}


class ConsentCard(Card):
    """One contact's consents: a grid of what holds, its history, and how it is written or given."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("What they agreed to"))
        self._session = session
        self._contact: Contact | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self.note = label("", "muted", wrap=True)
        self.body.addWidget(self.note)
        self.body.addLayout(self._grid)
        self.record = button(tr("Record…"), "pen-line", on_click=self._record)
        self.record.setAccessibleName(tr("Record what they agreed to or withdrew"))
        self.withdraw = button(tr("Withdraw all…"), "circle-x", on_click=self._withdraw)
        self.paper = button(tr("Print what is kept…"), "printer", on_click=self._print)
        foot = QWidget()
        foot.setLayout(Flow(self.record, self.withdraw, self.paper, spacing=8))
        self.body.addSpacing(4)
        self.body.addWidget(foot)
        self.more = button(tr("History"), kind="link", on_click=self._toggle)
        self.top.addWidget(self.more)
        self.history = QWidget()
        self._lines = QGridLayout(self.history)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(2, 1)
        self.body.addWidget(self.history)
        self.history.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """The heading's button was made last and comes first."""
        follow(self)
        super().showEvent(event)

    def show_contact(self, contact: Contact | None) -> None:
        """Shows what `contact` agreed to; nothing where there is none."""
        if contact is None or self._contact is None or contact.id != self._contact.id:
            self.history.hide()
        self._contact = contact
        self.setVisible(contact is not None)
        clear(self._grid)
        clear(self._lines)
        if contact is None:
            return
        kept = consents.ledger(self._session.store, contact)
        self._show_now(kept)
        self._show_history(kept)

    def _show_now(self, kept: Ledger) -> None:
        words = _note(kept)
        self.note.setText(words)
        self.note.setVisible(bool(words))
        if not kept.standing:
            return
        columns = self._columns(kept)
        for at, (purpose, petition) in enumerate(columns, 1):
            ref = kept.petitions.get(petition, ("", ""))[0]
            heading = tr("News: {ref}", ref=ref) if ref else Topic("email", purpose, petition).words
            self._grid.addWidget(label(heading, "muted", wrap=True), 0, at)
            self._grid.setColumnStretch(at, 1)
        ways = [one for one in CHANNELS if any(topic.channel == one for topic in kept.standing)]
        for row, channel in enumerate(ways, 1):
            self._grid.addWidget(label(CHANNELS[channel], "strong"), row, 0)
            for at, (purpose, petition) in enumerate(columns, 1):
                entry = deciding(kept.standing, Topic(channel, purpose, petition))
                self._grid.addWidget(_state(entry, tight=len(columns) > _ROOMY), row, at)

    def _columns(self, kept: Ledger) -> list[tuple[Purpose, str]]:
        """The purposes of which anything was said; news by petition, the shown one first.

        What was said of any petition's news stands in the column of each.
        """
        shown = self._session.petition
        first = shown.id if shown else ""
        said = {(one.purpose, one.petition) for one in kept.standing}
        if first and any(purpose == "news" for purpose, _ in said):
            said = said - {("news", "")} | {("news", first)}
        order = list(PURPOSES)
        return sorted(said, key=lambda one: (order.index(one[0]), one[1] != first, one[1]))

    def _show_history(self, kept: Ledger) -> None:
        number = len(kept.entries)
        self.more.setVisible(number > 0)
        self._name_more(number)
        for row, entry in enumerate(reversed(kept.entries)):
            icon, role, words = _STATES[entry.given]
            if entry.correction:
                icon, role = "undo-2", "muted"
                words = tr("Put back") if entry.given else tr("Taken back")
            said = f"{words} · {consents.topic_words(entry.topic, kept.petitions)}"
            how = ", ".join(filter(None, (HOWS[entry.evidence.how], entry.evidence.reference)))
            day = label(day_first(entry.evidence.given_on), "muted")
            top = Qt.AlignmentFlag.AlignTop
            self._lines.addWidget(day, row, 0, top)
            self._lines.addWidget(IconLabel(icon, role, 16), row, 1, top)
            text = label(f"{said}\n{how}", wrap=True)
            text.setToolTip(entry.evidence.wording)
            self._lines.addWidget(text, row, 2)

    def _name_more(self, number: int) -> None:
        shown = not self.history.isHidden()
        self.more.set_words(
            tr("Hide the history")
            if shown
            else trn("{number} entry", "History: {number:,} entries", number)
        )

    def _toggle(self) -> None:
        self.history.setVisible(self.history.isHidden())
        self._name_more(self._lines.rowCount() if self._contact else 0)
        if self._contact:
            self._name_more(len(self._session.store.consents.of_contact(self._contact.id)))

    def _record(self) -> None:
        if self._contact:
            RecordDialog(self._session, self._contact, self).exec()

    def _withdraw(self) -> None:
        if self._contact:
            WithdrawDialog(self._session, self._contact, self).exec()

    def _print(self) -> None:
        """Shows the paper to give to them; printed or saved, that is recorded."""
        contact, session = self._contact, self._session
        if contact is None:
            return
        now, store = session.clock(), session.store

        def draw(language: str) -> bytes:
            return consent_papers.draw(store, contact, language, now=now)

        language = consent_papers.language_of(contact)
        pdf = session.run(lambda: draw(language))
        if pdf is None:
            return
        note = tr("Contact {number} is at risk: the paper names nobody.", number=contact.number)
        notes = (note,) if contact.at_risk else ()
        dialog = PrintDialog(
            self, session, tr("What is kept"), pdf, notes, redraw=draw, language=language
        )
        dialog.exec()
        if dialog.way == "save":
            name = tr("contact-{number}-consent.pdf", number=contact.number)
            chosen, _ = QFileDialog.getSaveFileName(self, tr("Save as PDF"), name, "PDF (*.pdf)")
            if chosen:
                self.save_to(Path(chosen), dialog.language)
        elif dialog.way == "print" and (device := printer.choose(self, dialog.pdf)):
            session.run(lambda: consent_papers.note_print(store, now=now))
            printer.send(session, dialog.pdf, device)

    def save_to(self, out: Path, language: str) -> None:
        """Writes the paper in `language` to `out`."""
        contact, session = self._contact, self._session
        if contact is None:
            return
        session.run(
            lambda: consent_papers.export(
                session.store, contact, out, language=language, force=True, now=session.clock()
            ),
            tr("Saved to {name}", name=out.name),
        )


def _note(kept: Ledger) -> str:
    contact = kept.contact
    if contact.deceased or contact.do_not_contact:
        return tr("Whatever stands here, no list reaches them.")
    if contact.kind != "person" and not kept.standing:
        return tr("Reached in their office until they object; nothing was said yet.")
    if not kept.standing:
        return tr("Nothing was ever said: they are on no list until they agree.")
    objects = [words for key, words in CHANNELS.items() if Topic(key, "news") in kept.standing]
    return bool(objects) * tr(
        "Objects to the news of any petition, one that is written later too: {channels}.",
        channels=", ".join(objects).lower(),
    )


_ROOMY = 2
"""So many purposes stand beside each other with each day on the same line as its word."""


def _state(entry: ConsentEntry | None, *, tight: bool) -> QWidget:
    made = QWidget()
    if entry is None:
        nothing = label("–", "muted")
        nothing.setAccessibleName(tr("Nothing said"))
        row = across(nothing, None)
    else:
        icon, role, words = _STATES[entry.given]
        day = label(day_first(entry.evidence.given_on), "muted")
        said = down(label(words), day, spacing=0) if tight else across(label(words), day, spacing=6)
        row = across(IconLabel(icon, role, 16), said, None, spacing=6)
        how = ", ".join(filter(None, (HOWS[entry.evidence.how], entry.evidence.reference)))
        made.setToolTip(how)
        made.setAccessibleName(f"{words}, {day.text()}, {how}")
    made.setLayout(row)
    return made
