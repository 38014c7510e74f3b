"""Home's cards of what people do: today's tasks, who waits for an answer, the next event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.community.doings import INTERACTIONS
from app.domain.community.events import Event, days_until, guest_words
from app.domain.custody import Person
from app.messages import tr, trn
from app.operations.campaign.home import Figures
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import Card, IconLabel, across, button, down, icon_text, label, rule
from app.ui.widgets.contact_looks import called, is_open
from app.ui.widgets.task_line import TaskLine

MOST = 6
"""Lines of one card; the rest stand on their own page."""

Go = Callable[[str], object]
Open = Callable[[str], object]
"""Opens the contact with that id."""


def today_card(
    session: Session, found: Figures, today: date, go: Go
) -> tuple[Card, list[TaskLine]]:
    """The tasks that are due and those done today; the card, and its lines with their boxes."""
    card = Card(tr("Today"))
    card.body.setSpacing(1)
    people: Mapping[str, Person] = session.store.holders.by_id() if found.tasks else {}
    left, done = found.tasks, found.done
    if left or done:
        words = tr("{left} of {all} left", left=len(left), all=len(left) + len(done))
        card.top.addWidget(label(words, "muted"))
    shown = [*left[:MOST], *done[: max(0, MOST - len(left))]]
    lines = []
    for at, task in enumerate(shown):
        if at:
            card.body.addWidget(rule())
        holder = people.get(task.assigned)
        name = holder.name if holder and not session.names_hidden else ""
        lines.append(TaskLine(session, task, today, name))
        card.body.addWidget(lines[-1])
    if not shown:
        card.body.addWidget(icon_text("circle-check", tr("Nothing is due today."), "good"))
    card.body.addStretch(1)
    more = len(left) - MOST
    words = trn("{number} more", "{number:,} more", more) if more > 0 else tr("All tasks")
    open_ = button(words, kind="link", on_click=lambda: go("tasks"))
    card.body.addLayout(across(None, open_))
    return card, lines


def waiting_card(session: Session, found: Figures, today: date, open_: Open) -> Card:
    """Who waits for our answer, the longest first."""
    card = Card(tr("Waiting for an answer"))
    card.body.setSpacing(4)
    card.top.addWidget(label(f"{len(found.waiting):,}", "muted"))
    for at, (contact, one) in enumerate(found.waiting[:MOST]):
        if at:
            card.body.addWidget(rule())
        hidden = session.names_hidden
        name = called(contact, hidden=hidden)
        days = (today - one.at.date()).days
        since = trn("since yesterday", "for {number} days", days) if days else tr("since today")
        look = button(name, kind="link", on_click=partial(open_, contact.id))
        look.setAccessibleName(tr("Open {name}, waiting {since}", name=name, since=since))
        kind = label(f"{INTERACTIONS[one.kind]}, {since}", "muted")
        card.body.addLayout(across(look, None, kind))
        if one.note and is_open(contact, hidden=hidden):
            note = label(one.note, "muted", wrap=True)
            note.setContentsMargins(7, 0, 0, 6)  # under the words of the button
            card.body.addWidget(note)
    if not found.waiting:
        card.body.addWidget(icon_text("circle-check", tr("Nobody waits for an answer."), "good"))
    card.body.addStretch(1)
    return card


def event_card(found: Figures, today: date, go: Go) -> Card:
    """The next event with its day, or how to make one."""
    card = Card(tr("Next event"))
    event = found.event
    if event is None:
        card.body.addWidget(label(tr("No event is planned."), "muted"))
        card.body.addStretch(1)
        plan = button(tr("Plan an event"), "calendar-plus", on_click=lambda: go("events"))
        card.body.addLayout(across(plan, None))
        return card
    days = days_until(event, today)
    until = trn("tomorrow", "in {number} days", days) if days else tr("today")
    times = f"{event.starts:%H:%M}–{event.ends:%H:%M}, {until}"
    words = down(label(event.title, "strong", wrap=True), label(times, "muted"), spacing=2)
    if event.place:
        words.addWidget(label(event.place, "muted", wrap=True))
    words.addStretch(1)
    row = across(date_block(event), words, spacing=12)
    row.setStretch(1, 1)
    card.body.addLayout(row)
    card.body.addStretch(1)
    open_ = button(tr("Open the event"), on_click=lambda: go("events"))
    guests = guest_words(found.guests) or tr("Nobody is invited yet")
    foot = across(IconLabel("users", "muted", 16), label(guests, wrap=True))
    foot.setStretch(1, 1)
    card.body.addLayout(foot)
    card.body.addLayout(across(open_, None))
    return card


def date_block(event: Event) -> QFrame:
    """The day as a leaf of a calendar."""
    made = QFrame()
    made.setProperty("role", "tint")
    made.setFixedSize(grown(58), grown(62))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(0)
    for text, role in ((f"{event.starts:%a}", "day"), (str(event.starts.day), "leaf")):
        line = label(text, role)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(line)
    made.setAccessibleName(f"{event.starts:%A %d/%m/%Y}")
    return made
