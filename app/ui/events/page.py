"""Events: what is planned and what was, who is invited, coming and came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.community.events import Event, GuestState
from app.messages import tr, trn
from app.operations.community import events
from app.ui import printer
from app.ui.events.detail import EventDetail
from app.ui.events.dialogs import EventDialog, InviteDialog, SignInDialog
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Empty, button
from app.ui.widgets.page import Page
from app.ui.widgets.print_dialog import PrintDialog
from app.ui.widgets.tables import Cell, Column, Table
from app.ui.widgets.tell_dialog import TellDialog


class EventsPage(Page):
    """The list at the left, one event at the right."""

    TITLE = tr("Events")
    BEHIND = "outreach"
    TABLES = frozenset({"event", "event_guest", "contact", "petition"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self._invites: tuple[str, ...] = ()
        self.found: list[Event] = []
        self.add_button = button(tr("Plan an event"), "plus", kind="primary", on_click=self.add)
        self.buttons.addWidget(self.add_button)
        self.listed = Table(tr("Events"), (Column(tr("Day"), 96), Column(tr("Event"))))
        self.listed.itemSelectionChanged.connect(self._choose)
        self.detail = EventDetail(session, {
            "change": self.change, "invite": self.invite, "tell": self.tell,
            "sign_in": self.sign_in,
            "calendar": self.save_calendar, "cancel": self.cancel,
        })  # fmt: skip
        self.detail.guests.stands.connect(self._mark)
        self.both = QWidget()
        row = QHBoxLayout(self.both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        card = Card(margins=1)
        card.setMaximumWidth(grown(380))
        card.body.addWidget(self.listed)
        row.addWidget(card, 2)
        row.addWidget(self.detail, 3)
        self.empty = Empty(
            "calendar",
            (
                tr("Here stand gatherings: who is invited, who is coming and who came."),
                tr("Each has a sheet to sign in on and a file for calendars."),
            ),
            button(tr("Plan an event"), "plus", kind="primary", on_click=self.add),
        )
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.both, 1)
        session.names_hidden_changed.connect(lambda _: self.reload())

    @property
    def chosen(self) -> Event | None:
        """The event in sight."""
        rows = self.listed.chosen_rows()
        return self.found[rows[0]] if rows and rows[0] < len(self.found) else None

    def reload(self) -> None:
        kept = self.chosen
        today = self.session.clock().date()
        self.found = self.session.store.events.all()
        self.empty.setVisible(not self.found)
        self.both.setVisible(bool(self.found))
        self.add_button.setVisible(bool(self.found))
        ahead = sum(one.ends.date() >= today and not one.cancelled for one in self.found)
        self.subtitle.setText(
            trn("{number} event ahead.", "{number} events ahead.", ahead) if self.found else ""
        )
        self.listed.blockSignals(True)  # noqa: FBT003  # Qt's shape
        self.listed.setRowCount(len(self.found))
        for row, one in enumerate(self.found):
            past = one.ends.date() < today
            icon = "ban" if one.cancelled else ""
            role = "muted" if past or one.cancelled else ""
            self.listed.fill(
                row, (Cell(f"{one.starts:%d/%m/%Y}", role=role), Cell(one.title, icon, role))
            )
        self.listed.blockSignals(False)  # noqa: FBT003  # the same
        if self.found:
            self.listed.selectRow(self._place(kept))
            self._choose()

    def _place(self, kept: Event | None) -> int:
        """The row of the event that was in sight, else of the next one."""
        for row, one in enumerate(self.found):
            if kept and one.id == kept.id:
                return row
        ahead = [row for row, one in enumerate(self.found) if one.ends >= self.session.clock()]
        return ahead[-1] if ahead else 0

    def _choose(self) -> None:
        event = self.chosen
        if event:
            self.detail.show_event(event)

    def take_people(self, contacts: tuple[str, ...]) -> None:
        """Invites contacts chosen on another page to the event in sight."""
        self._invites = contacts
        if self.chosen and not self.chosen.cancelled:
            self.invite()
        else:
            self.banner.say(
                tr("Choose or plan the event first; “Invite…” then takes those chosen.")
            )

    def add(self) -> None:
        """Asks for a new event and shows it."""
        dialog = EventDialog(self, self.session)
        dialog.exec()
        if dialog.made:
            numbers = [one.number for one in self.found]
            if dialog.made.number in numbers:
                self.listed.selectRow(numbers.index(dialog.made.number))

    def change(self) -> None:
        """Changes the event in sight."""
        if self.chosen:
            EventDialog(self, self.session, self.chosen).exec()

    def invite(self) -> None:
        """Asks whom to invite."""
        if self.chosen:
            InviteDialog(self, self.session, self.chosen, self._invites).exec()
            self._invites = ()
            self.banner.hide()

    def tell(self) -> None:
        """Says by which way each guest is reached, and leads to the page for it."""
        event = self.chosen
        if event is None:
            return
        found = events.to_tell(self.session.store, event, today=self.session.clock().date())
        number = len(found.reached.people)
        title = tr("Tell the guests of “{title}”", title=event.title)
        if event.petition:  # what the other page says is of the petition in sight
            self.session.choose_petition(self.session.store.petitions.of_id(event.petition).ref)
        dialog = TellDialog(
            self, self.session, title, self.errand_for.emit,
            template="" if event.cancelled else "invitation",
            purpose="news" if event.petition else "campaigns",
            values=events.invitation(event),
        )  # fmt: skip
        head = trn("{number} guest may be told.", "{number:,} guests may be told.", number)
        dialog.show_groups(head, found.groups)
        dialog.say_left_out(found.left_out)
        dialog.say_template()
        dialog.exec()

    def cancel(self) -> None:
        """Calls the event in sight off, or on again."""
        event = self.chosen
        if event:
            self.session.run(
                lambda: events.cancel(
                    self.session.store, event.number, cancelled=not event.cancelled
                ),
                tr("The event goes ahead") if event.cancelled else tr("The event is cancelled"),
            )

    def _mark(self, state: GuestState) -> None:
        event, table = self.chosen, self.detail.guests
        people = [table.people[row] for row in table.chosen_rows()]
        if not people:
            self.banner.say(tr("No guest is selected: choose one in the list first."))
        elif event:
            self.session.run(
                lambda: events.mark(
                    self.session.store, event.number, people, state, now=self.session.clock()
                ),
                trn("{number} guest changed", "{number} guests changed", len(people)),
            )

    def sign_in(self) -> None:
        """Asks what stands on the sign-in sheet, shows it, and prints or saves it."""
        event = self.chosen
        if event is None:
            return
        asked = SignInDialog(self, self.session)
        asked.exec()
        if asked.wanted:
            self._show_sheet(event, asked)

    def _show_sheet(self, event: Event, asked: SignInDialog) -> None:
        store, with_names = self.session.store, asked.names.isChecked()
        risk = asked.at_risk.isChecked()
        drawn = self.session.run(
            lambda: events.draw_sign_in(
                store, event, rows=asked.rows.value(), with_names=with_names, with_at_risk=risk
            )
        )
        if drawn is None:
            return
        pdf, named = drawn
        dialog = PrintDialog(self, self.session, tr("Sign-in sheet"), pdf, named=with_names)
        dialog.exec()
        if dialog.way == "save":
            self._save_sheet(event, asked)
        elif dialog.way == "print" and (chosen := printer.choose(self, pdf)):
            now = self.session.clock()
            self.session.run(lambda: events.note_sign_in(store, event, named, now=now))
            printer.send(self.session, pdf, chosen)

    def _save_sheet(self, event: Event, asked: SignInDialog) -> None:
        path = self._ask(tr("Save the sign-in sheet"), f"sign-in-{event.number}.pdf")
        if path:
            self.session.run(
                lambda: events.write_sign_in(
                    self.session.store, event.number, path, rows=asked.rows.value(),
                    with_names=asked.names.isChecked(), with_at_risk=asked.at_risk.isChecked(),
                    force=True, now=self.session.clock(),
                ),
                tr("The sign-in sheet is saved to {name}", name=path.name),
            )  # fmt: skip

    def save_calendar(self) -> None:
        """Saves the event in sight as a file for calendars."""
        event = self.chosen
        if event is None:
            return
        path = self._ask(tr("Save the calendar file"), f"event-{event.number}.ics")
        if path:
            self.session.run(
                lambda: events.write_calendar(
                    self.session.store, [event.number], path, force=True, now=self.session.clock()
                ),
                tr("The calendar file is saved to {name}", name=path.name),
            )

    def _ask(self, title: str, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, title, name)
        return Path(chosen) if chosen else None


make = EventsPage
