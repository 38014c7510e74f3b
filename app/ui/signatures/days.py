"""Which days of signing are wanted: a few in the filter's list, any two in a dialogue."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app.domain.dates import day_first
from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import across, button
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField

Days = tuple[date | None, date | None]
"""The first and the last day, both included; None for no end."""

CHOICES = (
    ("", tr("Any day")),
    ("0", tr("Today")),
    ("6", tr("Last 7 days")),
    ("29", tr("Last 30 days")),
    ("choose", tr("Choose days…")),
)
"""What the filter offers; a figure is how many days back the first day lies."""


def days_of(choice: str, today: date) -> Days:
    """The days that a choice means."""
    return (today - timedelta(days=int(choice)), today) if choice.isdecimal() else (None, None)


def in_words(days: Days) -> str:
    """The days as the filter shows them."""
    first, last = days
    if first == last:
        return day_first(first)
    return f"{day_first(first)} – {day_first(last)}".strip()


class DaysDialog(StepDialog):
    """Asks for the first and the last day; `days` are what was chosen."""

    def __init__(self, parent: QWidget, session: Session, days: Days) -> None:
        super().__init__(parent, session, tr("Signed on which days"), 420)
        self.days = days
        today = session.clock().date()
        self.first = DayField(tr("From (optional)"), today, tr("Day/month/year, included"))
        self.last = DayField(tr("To (optional)"), today, tr("Day/month/year, included"))
        self.first.show_day(days[0])
        self.last.show_day(days[1])
        self.column.addLayout(across(self.first, self.last, spacing=16))
        choose = button(tr("Show these days"), kind="primary", on_click=self._choose)
        self.on_enter = choose
        self.add_foot(None, self.leave_button(), choose)

    def _choose(self) -> None:
        if not (self.first.check() and self.last.check()):
            return
        first, last = self.first.day, self.last.day
        if first and last and first > last:
            self.refuse(tr("The first day is after the last: give the earlier day first."))
            return
        self.days = (first, last)
        self.accept()
