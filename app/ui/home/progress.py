"""Home's card of progress: how far, how fast, how far that leads; as a picture and as a table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTableWidget

from app.domain.pace import Pace, outlook, reaches_on
from app.messages import tr
from app.operations.campaign.home import Figures
from app.ui.widgets.bars import ChartData, ProgressChart, StackBar
from app.ui.widgets.basics import Button, Card, IconLabel, across, button, down, label
from app.ui.widgets.tables import Column, Table


class ProgressCard(Card):
    """The number, its share of the target, the pace, and the way there."""

    def __init__(self, found: Figures, today: date, *, as_table: bool) -> None:
        super().__init__(tr("Progress"))
        self.found, self.today = found, today
        wording, counts = found.record.wording, found.counts
        target = wording.target or 0
        self._say_outlook(target)
        number = (
            tr("valid signatures of {target:,}", target=target)
            if target
            else tr("valid signatures")
        )
        lately, needed = _pace_words(found.pace)
        self.body.addLayout(
            across(
                label(f"{counts.valid:,}", "number"), label(number, "muted"), None,
                down(_right(lately, "strong"), _right(needed, "muted"), spacing=2), spacing=12,
            )
        )  # fmt: skip
        bar = StackBar()
        bar.show_parts([("valid", counts.valid, "accent")], target)
        self.body.addWidget(bar)
        share = (
            tr("{percent}% of the target", percent=counts.valid * 100 // target) if target else ""
        )
        beside = tr(
            "{also}: {similar:,} similar, {invalid:,} invalid, {unchecked:,} not checked",
            also=tr("Also") if found.apart["online"].raw else tr("Also on the sheets"),
            similar=counts.similar,
            invalid=counts.invalid_total,
            unchecked=counts.unchecked,
        )
        also = label(beside, "muted", wrap=True)
        also.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = across(label(share, "muted"), also)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        if found.by_day:
            self._build_way(as_table=as_table)
        else:
            waiting = label(tr("The first signatures draw a line here."), "muted")
            waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(waiting, 1)

    def _say_outlook(self, target: int) -> None:
        found, closes = self.found, self.found.record.wording.closes
        state = outlook(found.pace, found.counts.valid, closes, target)
        if not state:
            return
        day = reaches_on(found.pace, found.counts.valid, self.today, target)
        words = {
            "reached": tr("The target is reached"),
            "likely": tr("Likely to reach {target:,}", target=target)
            + (f" {tr('by {day} {day_month:%B}', day=day.day, day_month=day)}" if day else ""),
            "possible": tr("May reach {target:,} by the close", target=target),
            "short": tr("Short of {target:,} at this pace", target=target),
        }[state]
        good = state in {"reached", "likely"}
        pill = QFrame()
        pill.setProperty("role", "pill" if good else "pill-warn")
        row = QHBoxLayout(pill)
        row.setContentsMargins(8, 3, 10, 3)
        row.setSpacing(6)
        icon = IconLabel(
            "trending-up" if good else "triangle-alert", "good" if good else "warn", 16
        )
        row.addWidget(icon)
        row.addWidget(label(words, "strong"))
        self.top.addWidget(pill)

    def _build_way(self, *, as_table: bool) -> None:
        found, wording = self.found, self.found.record.wording
        running = _running(found.by_day)
        self.chart = ProgressChart()
        self.chart.show_data(
            ChartData(
                running, self.today, wording.closes, wording.target or 0,
                found.pace.low, found.pace.high,
            )
        )  # fmt: skip
        self.table = _table(found.by_day, running)
        for one in (self.chart, self.table):
            self.body.addWidget(one, 1)
        self.turn: Button = button("", kind="link", on_click=self.toggle)
        self.forecast = label(self._forecast(), "muted")
        self.body.addLayout(across(self.forecast, None, self.turn))
        self._show(as_table=as_table)

    def _forecast(self) -> str:
        closes, speed = self.found.record.wording.closes, self.found.pace
        if closes is None or closes <= self.today:
            return ""
        return tr("By the close: between {low:,} and {high:,}.", low=speed.low, high=speed.high)

    @property
    def as_table(self) -> bool:
        """Whether the numbers are in sight instead of the line."""
        return bool(self.found.by_day) and not self.table.isHidden()

    def toggle(self) -> None:
        """Changes between picture and table."""
        self._show(as_table=not self.as_table)

    def _show(self, *, as_table: bool) -> None:
        self.table.setVisible(as_table)
        self.chart.setVisible(not as_table)
        self.turn.set_words(tr("Show the line") if as_table else tr("Show as a table"))


def _table(by_day: list[tuple[date, int]], running: list[tuple[date, int]]) -> QTableWidget:
    """The chart's numbers, the newest day first."""
    made = Table(
        tr("Valid signatures by day"),
        (Column(tr("Day")), Column(tr("New"), 110, right=True),
         Column(tr("In all"), 110, right=True)),
    )  # fmt: skip
    made.setRowCount(len(by_day))
    pairs = reversed(list(zip(by_day, running, strict=True)))
    for row, ((day, new), (_, total)) in enumerate(pairs):
        made.fill(row, (f"{day:%A %d/%m/%Y}", f"{new:,}", f"{total:,}"))
    made.setMinimumHeight(150)
    return made


def _right(text: str, role: str) -> QLabel:
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def _running(by_day: list[tuple[date, int]]) -> list[tuple[date, int]]:
    total, found = 0, []
    for day, number in by_day:
        total += number
        found.append((day, total))
    return found


def _pace_words(speed: Pace) -> tuple[str, str]:
    lately = tr("{lately:.0f} a day in the last 14 days", lately=speed.lately)
    if speed.needed is None:
        return lately, ""
    return lately, tr("{needed:.0f} a day are needed", needed=speed.needed)
