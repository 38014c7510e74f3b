"""Home: where the petition stands, and the one thing to do next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from app.documents.words import long_date
from app.messages import tr
from app.operations.campaign import home
from app.operations.campaign.home import Figures
from app.ui.home.cards import counts_card, sheets_card
from app.ui.home.doings import event_card, today_card, waiting_card
from app.ui.home.next_step import NextStep, next_step
from app.ui.home.progress import ProgressCard
from app.ui.session import Session
from app.ui.widgets.basics import Empty, IconLabel, button, clear, down, label
from app.ui.widgets.page import Page
from app.ui.widgets.task_line import TaskLine


class HomePage(Page):
    """Progress, sheets, what counts, what is to do and to come, and the next step."""

    TITLE = tr("Home")
    TABLES = Page.TABLES | {
        "scan", "scan_sheet", "task", "event", "event_guest", "interaction", "contact",
    }  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.body.addLayout(self.content, 1)
        self.progress: ProgressCard | None = None
        self.lines: list[TaskLine] = []
        session.names_hidden_changed.connect(lambda _: self.reload())

    def reload(self) -> None:
        as_table = self.progress is not None and self.progress.as_table
        focused = self._focused()
        self.progress, self.lines = None, []
        clear(self.content)
        record = self.session.petition
        if record is None:
            self.subtitle.setText("")
            start = button(
                tr("Write a petition"),
                "plus",
                kind="primary",
                on_click=lambda: self.go.emit("petition"),
            )
            self.content.addWidget(
                Empty(
                    "file-text",
                    (tr("Here you see where your petition stands."), tr("Write one to begin.")),
                    start,
                ),
                1,
            )
            return
        now = self.session.clock()
        found = home.figures(self.session.store, record.ref, now=now)
        self.subtitle.setText(_date_line(now.date(), record.wording.closes))
        self.content.addWidget(self._next(_step(found)))
        self._build_cards(found, now.date(), as_table=as_table)
        self._focus(focused)

    def _build_cards(self, found: Figures, today: date, *, as_table: bool) -> None:
        self.progress = ProgressCard(found, today, as_table=as_table)
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.progress, 0, 0)
        grid.addWidget(sheets_card(found.balance, found.late), 0, 1)
        card, self.lines = today_card(self.session, found, today, self.go.emit)
        grid.addWidget(card, 1, 0)
        grid.addWidget(event_card(found, today, self.go.emit), 1, 1)
        grid.addWidget(waiting_card(self.session, found, today, self._open_contact), 2, 0)
        grid.addWidget(counts_card(found.counts, found.apart), 2, 1)
        grid.setRowStretch(0, 1)
        self.content.addLayout(grid, 1)

    def _open_contact(self, key: str) -> None:
        self.people_for.emit("contacts", (key,))

    def _focused(self) -> int:
        """The place of the task whose box has the focus; -1 where none has."""
        return next((at for at, one in enumerate(self.lines) if one.box.hasFocus()), -1)

    def _focus(self, place: int) -> None:
        """Keeps the focus in the list of tasks, so that the next one can be ticked."""
        if place >= 0 and self.lines:
            line = self.lines[min(place, len(self.lines) - 1)]
            QTimer.singleShot(0, line, line.box.setFocus)  # once it is shown

    def _next(self, step: NextStep) -> QFrame:
        made = QFrame()
        made.setProperty("role", "tint")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addWidget(IconLabel("arrow-right", "accent", 20))
        row.addLayout(
            down(
                label(tr("Next: {title}", title=step.title), "group"),
                label(step.words, wrap=True),
                spacing=2,
            ),
            1,
        )
        row.addWidget(button(step.button, kind="primary", on_click=lambda: self.go.emit(step.page)))
        return made


def _step(found: Figures) -> NextStep:
    return next_step(
        found.record,
        found.counts,
        found.balance,
        late=found.late,
        pages=found.pages,
        old=found.old,
        overdue=found.overdue,
    )


def _date_line(today: date, closes: date | None) -> str:
    text = f"{today:%A} {long_date(today)}."
    if closes and closes >= today:
        days = (closes - today).days
        text += tr(
            " The petition closes on {day} {closes:%B}, in {days} days.",
            day=closes.day,
            closes=closes,
            days=days,
        )
    elif closes:
        text += tr(" The petition closed on {day}.", day=long_date(closes))
    return text


make = HomePage
