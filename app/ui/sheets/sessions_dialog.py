"""Collecting sessions and their yield: where to stand next, in a table and in bars."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.custody import Session as CollectingSession
from app.domain.dates import by_the_clock
from app.messages import tr
from app.operations.paper import sessions
from app.operations.paper.sessions import SessionSum
from app.ui.session import Session
from app.ui.sheets.issue_dialog import holder_field
from app.ui.widgets.bars import StackBar
from app.ui.widgets.basics import Segments, across, button, label, rule
from app.ui.widgets.fields import Field, line
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.tables import Cell, Column, Table
from app.ui.widgets.when import DayField, TimeField

_BAR = 2
_COLUMNS = (
    Column(tr("Venue"), 140),
    Column(tr("Rows an hour"), 96, right=True),
    Column(""),
    Column(tr("Rows"), 60, right=True),
    Column(tr("Valid"), 60, right=True),
    Column(tr("Hours"), 60, right=True),
    Column(tr("Sessions"), 76, right=True),
    Column(tr("When"), 176),
    Column(tr("Collectors"), 136),
    Column(tr("Sheets"), 60, right=True),
)
_OF_SESSION, _OF_VENUE = frozenset({5, 6}), frozenset({7, 8, 9})


class SessionsDialog(StepDialog):
    """The yield by venue (best first) or by session, and a form for one more session."""

    def __init__(self, parent: QWidget, session: Session, ref: str) -> None:
        super().__init__(parent, session, tr("Sessions and yield"), 860, record=ref)
        self._ref = ref
        self._words = label("", "strong", wrap=True)
        self.by = Segments([("venue", tr("Venue")), ("session", tr("Session"))], tr("Yield by"))
        self.by.chosen.connect(lambda _: self.show_yield())
        self.table = Table(tr("Yield"), _COLUMNS)
        head = across(self._words, self.by)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.table)
        self.column.addWidget(rule())
        self.column.addWidget(label(tr("Add a session"), "group"))
        self._build_form()
        self.add_button = button(tr("Add the session"), "plus", kind="primary", on_click=self.add)
        self.on_enter = self.add_button
        self.add_foot(None, self.leave_button(tr("Close")), self.add_button)
        self.show_yield()
        self.venue.editor.setFocus()

    def _build_form(self) -> None:
        today = self.session.clock().date()
        self.venue = holder_field(self.session, "venue", tr("Venue"), tr("Where it was"))
        self.day = DayField(tr("Day"), today, tr("Day/month/year"))
        self.day.show_day(today)
        self.starts = TimeField(tr("From"), tr("Hours:minutes"))
        self.ends = TimeField(tr("To"), tr("Hours:minutes"))
        self.collectors = Field(
            tr("Collectors (optional)"), line(), tr("Names with commas between them")
        )
        self.codes = Field(
            tr("Sheets signed there (optional)"),
            line(),
            tr("Codes with commas; else the sheets last issued to the venue"),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, field in enumerate((self.venue, self.day, self.starts, self.ends)):
            grid.addWidget(field, 0, at, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.collectors, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.codes, 1, 1, 1, 3, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.column.addLayout(grid)

    def show_yield(self) -> None:
        """Shows what each venue or session brought."""
        found = sessions.listing(self.session.store, self._ref)
        venues = sessions.by_venue(found)
        self._words.setText(_advice(found))
        by_venue = self.by.choice == "venue"
        self.table.leave_out(_OF_VENUE if by_venue else _OF_SESSION)
        best = max((one.an_hour for _, one in venues), default=0.0)
        if not by_venue:
            best = max((one.brought.an_hour for one in found), default=0.0)
        self.table.clearContents()
        self.table.setRowCount(len(venues) if by_venue else len(found))
        if by_venue:
            for row, (venue, one) in enumerate(venues):
                self._fill(row, (venue, one.an_hour, one.raw, one.valid, one.hours), best)
                self.table.put(row, 6, Cell(str(one.sessions)))
        else:
            for row, each in enumerate(found):
                one = each.brought
                self._fill(row, (each.venue, one.an_hour, one.raw, one.valid, one.hours), best)
                hidden = self.session.names_hidden
                names = tr("Hidden") if hidden else ", ".join(each.collectors) or "—"
                self.table.put(row, 7, Cell(_when(each)))
                self.table.put(row, 8, Cell(names)).setToolTip(names)
                self.table.put(row, 9, Cell(str(each.sheets)))
        self.table.fit(8, 3)

    def _fill(self, row: int, figures: tuple[str, float, int, int, float], best: float) -> None:
        venue, an_hour, raw, valid, hours = figures
        cells = (
            Cell(venue, strong=True), Cell(f"{an_hour:.1f}", strong=True), "", str(raw),
            str(valid), f"{hours:g}" if hours == round(hours, 1) else f"{hours:.1f}",
        )  # fmt: skip
        self.table.fill(row, cells)
        bar = StackBar(10)
        bar.show_parts([(tr("rows an hour"), round(an_hour * 10), "accent")], round(best * 10))
        bar.setAccessibleName(tr("{number:.1f} rows an hour", number=an_hour))
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(3, 0, 0, 0)
        inner.addWidget(bar)
        self.table.setCellWidget(row, _BAR, holder)

    def add(self) -> None:
        """Keeps the session that is typed."""
        checks = [field.check() for field in (self.day, self.starts, self.ends)]
        day, begin, end = self.day.day, self.starts.time, self.ends.time
        if not all(checks) or day is None or begin is None or end is None:
            return
        venue = self.venue.text.strip()

        def keep() -> CollectingSession:
            starts = by_the_clock(datetime.combine(day, begin))
            return sessions.add(
                self.session.store,
                self._ref,
                venue=venue,
                starts=starts,
                ends=by_the_clock(datetime.combine(day, end), starts),
                collectors=_parts(self.collectors.text),
                sheets=_parts(self.codes.text),
            )

        made = self.session.run(
            keep,
            tr("Session at {venue} added", venue=venue),
        )
        if made:
            for field in (self.venue, self.starts, self.ends, self.collectors, self.codes):
                field.set_text("")
            self.venue.editor.setFocus()
            self.show_yield()


def _advice(found: list[SessionSum]) -> str:
    """Where to stand next, in a sentence with the figures of the bars."""
    venues = [(venue, one) for venue, one in sessions.by_venue(found) if one.raw]
    if not venues:
        return tr("Add a session to see where people sign most.")
    venue, best = venues[0]
    hours = f"{best.hours:g}"
    return tr(
        "Stand next at {venue}: {number:.1f} rows an hour there, in {hours} hours.",
        venue=venue,
        number=best.an_hour,
        hours=hours,
    )


def _when(one: SessionSum) -> str:
    starts, ends = one.session.starts.astimezone(), one.session.ends.astimezone()
    return f"{starts:%a} {starts.day} {starts:%b, %H:%M}–{ends:%H:%M}"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
