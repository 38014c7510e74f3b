"""Outreach: what is due, what is out, what waits to be confirmed, and the way to each part."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QSizePolicy, QWidget

from app.domain.community.consent import Topic
from app.domain.community.events import Event
from app.domain.community.tasks import Task, standing
from app.domain.outreach.outreach import OUTREACH, Audience
from app.domain.outreach.reaching import Reached
from app.messages import tr
from app.operations.community import tasks
from app.operations.outreach import outreach, result_papers, rounds
from app.ui import printer
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import (
    Button,
    Card,
    IconLabel,
    across,
    button,
    clear,
    label,
)
from app.ui.widgets.page import Errand, Page
from app.ui.widgets.print_dialog import PrintDialog
from app.ui.widgets.tables import Cell, Column, Table
from app.ui.widgets.went_out import WentOut

_WIDE = 960
"""Pixels from which three cards stand side by side."""

_TASKS, _RECENT = 4, 8
"""How many are shown of each."""


class PartCard(Card):
    """One part of the work: an icon, what there is of it, and its button."""

    def __init__(self, icon: str, title: str, deed: Button) -> None:
        super().__init__(title)
        self.top.insertWidget(0, IconLabel(icon, "accent", 20))
        self.top.setSpacing(8)
        self.lines = QWidget()
        self._column = QGridLayout(self.lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setVerticalSpacing(4)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.deeds = across(deed, None)
        self.body.addLayout(self.deeds)

    def show_lines(self, lines: list[QWidget]) -> None:
        """Shows what there is, line by line."""
        clear(self._column)
        for row, one in enumerate(lines):
            self._column.addWidget(one, row, 0)


class OutreachPage(Page):
    """A calm grid of what the parts hold."""

    TITLE = tr("Outreach")
    TABLES = frozenset(
        {"task", "event", "event_guest", "outreach", "outreach_line", "contact", "holder",
         "setting", "petition", "followed"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.subtitle.setText(tr("Everybody on a list agreed to be on it, or is left out."))
        self.tasks = self._part("list-checks", tr("Tasks"), tr("Open tasks"), "tasks")
        self.events = self._part("calendar", tr("Next event"), tr("Open events"), "events")
        self.mailing = self._part("mail", tr("Letters and labels"), tr("Write letters"), "mailing")
        self.rounds = self._part(
            "phone", tr("Call sheets and walk lists"), tr("Open lists"), "rounds"
        )
        self.drafts = self._part(
            "send", tr("Emails and texts"), tr("Draft emails or texts"), "drafts"
        )
        self.waiting = Card(tr("Waiting for confirmation"))
        self.went_out = WentOut(session, most=3)
        self.none_waits = label(
            tr("Nothing waits. What you make is logged of each contact once you say that it went "
               "out."),
            "muted", wrap=True,
        )  # fmt: skip
        self.waiting.body.addWidget(self.went_out)
        self.waiting.body.addWidget(self.none_waits)
        self.waiting.body.addStretch(1)
        poster = button(tr("Poster with the result…"), kind="small", on_click=self.write_posters)
        self.mailing.deeds.insertWidget(1, poster)
        self._grid()
        self._build_recent()

    def _part(self, icon: str, title: str, deed: str, key: str) -> PartCard:
        made = button(deed, kind="small", on_click=lambda: self.go.emit(key))
        return PartCard(icon, title, made)

    def _grid(self) -> None:
        self.grid = QGridLayout()
        self.grid.setSpacing(16)
        self.cards = (
            self.tasks, self.events, self.waiting, self.rounds, self.mailing, self.drafts
        )  # fmt: skip
        for card in self.cards:
            card.setMinimumHeight(158)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.body.addLayout(self.grid)
        self._columns = 0
        self._place()

    def _place(self) -> None:
        """Three cards side by side, two where the window is narrow."""
        columns = 3 if self.width() >= grown(_WIDE) else 2
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards):
            self.grid.addWidget(card, at // columns, at % columns)
        for column in range(3):
            self.grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._place()

    def _build_recent(self) -> None:
        self.recent = Card(tr("Made lately"))
        self.table = Table(
            tr("Made lately"),
            [Column("", 46, right=True), Column(tr("Kind"), 130), Column(tr("What")),
             Column(tr("People"), 76, right=True), Column(tr("Made on"), 110),
             Column(tr("State"), 190)],
        )  # fmt: skip
        self.nothing = label(
            tr("Letters, lists and drafts stand here once you make some."), "muted", wrap=True
        )
        self.recent.body.addWidget(self.table)
        self.recent.body.addWidget(self.nothing)
        self.body.addWidget(self.recent)
        self.body.addStretch(1)

    def reload(self) -> None:
        self._show_tasks()
        self._show_event()
        self._show_rounds()
        self.went_out.reload()
        self.none_waits.setVisible(not self.went_out.waiting)
        self._show_made()

    def _show_tasks(self) -> None:
        today = self.session.clock().date()
        due = tasks.due(self.session.store, today)
        lines: list[QWidget] = [self._task(one) for one in due[:_TASKS]]
        if not due:
            lines = [_line("circle-check", tr("Nothing is due today"), "good")]
        if len(due) > _TASKS:
            lines.append(label(tr("and {number:,} more", number=len(due) - _TASKS), "muted"))
        self.tasks.show_lines(lines)

    def _task(self, one: Task) -> QWidget:
        late = standing(one, self.session.clock().date()) == "late"
        words = tr("A task about a contact") if self._hides(one) else one.title
        if late and one.due:
            words = tr("{title}, late since {day:%d/%m}", title=words, day=one.due)
        return _line("clock" if late else "circle", words, "warn" if late else "muted")

    def _hides(self, one: Task) -> bool:
        """Whether a task's words are hidden with the names: they may hold one."""
        return self.session.names_hidden and bool(one.contact)

    def _show_event(self) -> None:
        now = self.session.clock()
        coming = [one for one in self.session.store.events.all()
                  if not one.cancelled and _ends(one, now) >= now]  # fmt: skip
        if not coming:
            self.events.show_lines([label(tr("No gathering is planned."), "muted", wrap=True)])
            return
        one = min(coming, key=lambda event: event.starts)
        lines: list[QWidget] = [
            label(one.title, "strong", wrap=True),
            label(f"{one.starts:%d/%m/%Y, %H:%M}", "muted"),
        ]
        if one.place:
            lines.append(label(one.place, "muted", wrap=True))
        self.events.show_lines(lines)

    def _show_rounds(self) -> None:
        today = self.session.clock().date()
        out = [one for one in rounds.listing(self.session.store) if one.out]
        lines: list[QWidget] = []
        for one in out[:_TASKS]:
            caller = tr("Hidden") if self.session.names_hidden else one.caller
            words = tr(
                "{kind} {number}, {caller}: {keyed} of {lines} keyed",
                kind=OUTREACH[one.outreach.kind], number=one.outreach.number, caller=caller,
                keyed=one.keyed, lines=one.lines,
            )  # fmt: skip
            late = one.late(today)
            lines.append(
                _line("triangle-alert" if late else "clipboard-list", words,
                          "warn" if late else "muted")
            )  # fmt: skip
        if not out:
            lines.append(label(tr("No list is out."), "muted", wrap=True))
        self.rounds.show_lines(lines)

    def _show_made(self) -> None:
        store = self.session.store
        made, sizes = store.outreach.all(), store.outreach.sizes()
        keyed = {one.outreach.id: one for one in store.rounds.all()}
        for card, kinds in ((self.mailing, {"letters", "labels", "envelopes"}),
                            (self.drafts, {"drafts", "texts"})):  # fmt: skip
            latest = next((one for one in made if one.kind in kinds), None)
            said = tr(
                "Latest: “{title}”, {day:%d/%m/%Y}", title=latest.title, day=latest.made_at
            ) if latest else (
                tr("Letters, labels and envelopes in one order.") if card is self.mailing
                else tr("For your own programs; nothing is sent from here.")
            )  # fmt: skip
            card.show_lines([label(said, "muted", wrap=True)])
        shown = made[:_RECENT]
        self.nothing.setVisible(not shown)
        self.table.setVisible(bool(shown))
        self.table.setRowCount(len(shown))
        for row, one in enumerate(shown):
            state = Cell(tr("Not confirmed yet"), "clock", icon_role="warn")
            if one.id in keyed:
                state = Cell(
                    tr("{keyed} of {lines} keyed", keyed=keyed[one.id].keyed,
                       lines=keyed[one.id].lines),
                    "clipboard-list",
                )  # fmt: skip
            elif one.confirmed_at:
                state = Cell(tr("Went out {day:%d/%m/%Y}", day=one.confirmed_at), "circle-check",
                             icon_role="good")  # fmt: skip
            self.table.fill(row, [
                str(one.number), OUTREACH[one.kind], one.title, f"{sizes.get(one.id, 0):,}",
                f"{one.made_at:%d/%m/%Y}", state,
            ])  # fmt: skip
        self.table.fit(_RECENT)

    def take_people(self, contacts: tuple[str, ...]) -> None:
        """Makes a poster for each of the contacts (ids), named by it."""
        if self.errand.kind == "posters":
            found = self.session.store.contacts.of_ids(contacts).values()
            self.write_posters(tuple(one.name for one in found))

    def write_posters(self, venues: tuple[str, ...] = ()) -> None:
        """Shows the poster with the result, one for each venue where there are some; saves it."""
        record = self.session.petition
        if record is None:
            self.go.emit("petition")
            return
        store, today = self.session.store, self.session.clock().date()
        pdf = self.session.run(
            lambda: result_papers.draw_posters(store, record.ref, venues=venues, today=today)
        )
        if pdf is None:
            return
        notes = (
            tr("For a window where signers pass who left no way to be told. It names nobody."),
        )
        title = tr("Poster with the result")
        dialog = PrintDialog(self, self.session, title, pdf, notes, named=bool(venues))
        dialog.exec()
        if dialog.way == "print" and (device := printer.choose(self, pdf)):
            printer.send(self.session, pdf, device)
        elif dialog.way == "save":
            chosen, _ = QFileDialog.getSaveFileName(
                self, tr("Save the poster"), f"{record.ref}-result.pdf", "PDF (*.pdf)"
            )
            if chosen:
                self.save_posters(Path(chosen), venues)

    def write_without_email(self) -> None:
        """Takes those without email to the letters: there it is chosen what they are told."""
        record, session = self.session.petition, self.session
        if record is None:
            return
        everyone = Audience(Topic("post", "news", record.id), today=session.clock().date())
        found = session.run(lambda: result_papers.without_email(session.store, everyone))
        if found is not None:
            audience, left = found
            known = result_papers.known_of(session.store, record.ref, session.clock().date())
            errand = Errand("letters", "result", "news", known)
            self.errand_for.emit("mailing", audience.contacts, errand)
            session.tell(
                tr("Left out: {left}.", left=outreach.left_out_words(Reached((), left)))
                if left else tr("Nobody was left out")
            )  # fmt: skip

    def save_posters(self, out: Path, venues: tuple[str, ...] = ()) -> None:
        """Writes the poster in both languages, for each venue."""
        record = self.session.petition
        if record is None:
            return
        today = self.session.clock().date()
        self.session.run(
            lambda: result_papers.write_posters(
                self.session.store, record.ref, out, venues=venues, force=True, today=today
            ),
            tr("Saved to {name}", name=out.name),
        )


def _line(icon: str, words: str, role: str) -> QWidget:
    """An icon and its words, which go on in a second line where the card is narrow."""
    made = QWidget()
    row = across(IconLabel(icon, role, 16), label(words, wrap=True), spacing=8)
    row.setStretch(1, 1)
    made.setLayout(row)
    return made


def _ends(event: Event, now: datetime) -> datetime:
    """When an event ends, in the zone of `now` where it says none."""
    return event.ends if event.ends.tzinfo else event.ends.replace(tzinfo=now.tzinfo)


make = OutreachPage
