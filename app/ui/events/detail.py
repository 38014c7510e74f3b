"""One event with its guests: where each stands is changed by a letter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.domain.community.contact import Contact
from app.domain.community.events import GUEST_STATES, Event, GuestState, guest_words, when
from app.messages import tr
from app.operations.community import events
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, icon_text, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.flow import Flow
from app.ui.widgets.keys import KeyButton
from app.ui.widgets.tables import Cell, Column, Table

STATES: tuple[tuple[str, GuestState, str, str], ...] = (
    ("I", "invited", "mail", "muted"),
    ("C", "coming", "circle-check", "good"),
    ("N", "not-coming", "circle-x", "muted"),
    ("A", "came", "check", "accent"),
)
"""The key, the state, and its icon in its colour."""


class GuestTable(Table):
    """The guests; a letter says where those selected stand."""

    stands = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Guests"), (Column(tr("Guest")), Column(tr("Stands"), 150)))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.people: list[Contact] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        for key, state, _, _ in STATES:
            if event.text().upper() == key and not event.modifiers() & _CTRL:
                self.stands.emit(state)
                return
        super().keyPressEvent(event)


_CTRL = Qt.KeyboardModifier.ControlModifier


class EventDetail(Card):
    """Title, time, place, what can be done, and the guests."""

    def __init__(self, session: Session, do: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self._session = session
        self.event_: Event | None = None
        self.guests = GuestTable()
        self.title, self.when = label("", "title", wrap=True), label("", "strong", wrap=True)
        self.place, self.note = label("", wrap=True), label("", "muted", wrap=True)
        self.off = icon_text("ban", tr("Cancelled"), "bad", "bad")
        for part in (self.title, self.when, self.place, self.off, self.note):
            self.body.addWidget(part)
        self.doings = {
            key: button(words, icon, on_click=do[key])
            for key, words, icon in (
                ("change", tr("Change…"), "pencil"),
                ("invite", tr("Invite…"), "user-plus"),
                ("tell", tr("Tell the guests…"), "send"),
                ("sign_in", tr("Sign-in sheet…"), "printer"),
                ("calendar", tr("Calendar file…"), "calendar"),
                ("cancel", tr("Cancel the event"), "ban"),
            )
        }
        place = QWidget()
        place.setLayout(Flow(*self.doings.values(), spacing=8))
        self.body.addWidget(place)
        self.body.addSpacing(4)
        self.counts = label("", "group")
        self.body.addWidget(self.counts)
        self.keys = {
            state: KeyButton(icon, role, GUEST_STATES[state], key)
            for key, state, icon, role in STATES
        }
        for state, made in self.keys.items():
            made.setCheckable(False)
            made.clicked.connect(partial(self._stand, state))
        self.body.addLayout(across(*self.keys.values(), None))
        self.body.addWidget(self.guests, 1)
        self.body.addStretch(0)

    def _stand(self, state: GuestState, _: bool = False) -> None:  # noqa: FBT001, FBT002  # a click's slot
        self.guests.stands.emit(state)

    def show_event(self, event: Event) -> None:
        """Shows an event; names only where they may be seen."""
        self.event_ = event
        self.title.setText(event.title)
        self.when.setText(when(event))
        self.place.setText(event.place)
        self.place.setVisible(bool(event.place))
        hidden = self._session.names_hidden
        self.note.setText("" if hidden else event.note)
        self.note.setVisible(bool(event.note) and not hidden)
        self.off.setVisible(event.cancelled)
        words = tr("It goes ahead after all") if event.cancelled else tr("Cancel the event")
        self.doings["cancel"].set_words(words)
        self.doings["invite"].setEnabled(not event.cancelled)
        self._show_guests(event, hidden=hidden)

    def _show_guests(self, event: Event, *, hidden: bool) -> None:
        found = events.guests(self._session.store, event)
        kept = {self.guests.people[row].id for row in self.guests.chosen_rows()}
        self.guests.clearSelection()
        self.guests.people = [contact for contact, _ in found]
        self.guests.setRowCount(len(found))
        looks = {state: (icon, role) for _, state, icon, role in STATES}
        for row, (contact, state) in enumerate(found):
            icon, role = looks[state]
            name = called(contact, hidden=hidden)
            self.guests.fill(row, (name, Cell(GUEST_STATES[state], icon, icon_role=role)))
            if contact.id in kept:
                self._select(row)
        said = guest_words(events.counts(self._session.store, event))
        self.counts.setText(said or tr("Nobody is invited yet"))
        for made in (*self.keys.values(), self.doings["tell"]):
            made.setVisible(bool(found))
        self.guests.setVisible(bool(found))

    def _select(self, row: int) -> None:
        model = self.guests.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        model.select(self.guests.model().index(row, 0), flags)
