"""Home: where the petition stands, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.documents.words import long_date
from app.domain.pace import Pace, pace
from app.domain.sheet import Balance
from app.domain.signature import REASONS, Counts, Origin
from app.messages import tr, trn
from app.operations import chase, scan_tray, sheets
from app.store.petitions import PetitionRecord
from app.ui.home.next_step import NextStep, next_step
from app.ui.session import Session
from app.ui.widgets.bars import ChartData, ProgressChart, StackBar, Swatch
from app.ui.widgets.basics import (
    Card,
    Empty,
    IconLabel,
    across,
    button,
    clear,
    down,
    icon_text,
    label,
    rule,
)
from app.ui.widgets.page import Page

SHEET_PARTS = (
    ("Entered", "entered", "accent"),
    (tr("Back, to enter"), "back", "middle"),
    (tr("Out with collectors"), "out", "pale"),
    (tr("Not issued yet"), "not_issued", "rest"),
    (tr("Lost"), "lost", "bad"),
    (tr("Spoiled"), "spoiled", "muted"),
)
"""The terms of the sheets' balance, their words and their colours."""


class HomePage(Page):
    """Progress, sheets, what counts, and the next step."""

    TITLE = tr("Home")
    TABLES = Page.TABLES | {"scan", "scan_sheet"}

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.body.addLayout(self.content, 1)

    def reload(self) -> None:
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
        store, today = self.session.store, self.session.clock().date()
        counts = sheets.counts(store, record.ref)
        balance = sheets.sheet_balance(store, record.ref)
        late = chase.late_sheets(store, record.ref, today=today)
        self.subtitle.setText(_date_line(today, record.wording.closes))
        step = next_step(
            record,
            counts,
            balance,
            late=late,
            pages=store.scans.waiting(),
            old=len(scan_tray.expired(store, today)),
        )
        self.content.addWidget(self._next(step))
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._progress(record, counts, today), 0, 0, 2, 1)
        grid.addWidget(_sheets_card(balance, late), 0, 1)
        grid.addWidget(_counts_card(counts, sheets.counts_apart(store, record.ref)), 1, 1)
        grid.setRowStretch(0, 1)
        self.content.addLayout(grid, 1)

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

    def _progress(self, record: PetitionRecord, counts: Counts, today: date) -> Card:
        wording, store = record.wording, self.session.store
        card = Card(tr("Progress"))
        by_day = store.sheets.valid_by_day(record.id)
        speed = pace(by_day, counts.valid, today, wording.closes, wording.target or 0)
        target = wording.target or 0
        number = (
            tr("valid signatures of {target:,}", target=target)
            if target
            else tr("valid signatures")
        )
        lately, needed = _pace_words(speed)
        card.body.addLayout(
            across(
                label(f"{counts.valid:,}", "number"), label(number, "muted"), None,
                down(label(lately, "strong"), label(needed, "muted"), spacing=2), spacing=12,
            )
        )  # fmt: skip
        bar = StackBar()
        bar.show_parts([("valid", counts.valid, "accent")], target)
        card.body.addWidget(bar)
        share = (
            tr("{percent}% of the target", percent=counts.valid * 100 // target) if target else ""
        )
        online = store.signatures.by_origin(record.id)["online"].raw
        beside = tr(
            "{also}: {similar:,} similar, {invalid:,} invalid, {unchecked:,} not checked",
            also=tr("Also") if online else tr("Also on the sheets"),
            similar=counts.similar,
            invalid=counts.invalid_total,
            unchecked=counts.unchecked,
        )
        card.body.addLayout(across(label(share, "muted"), None, label(beside, "muted")))
        chart = ProgressChart()
        chart.show_data(
            ChartData(_running(by_day), today, wording.closes, target, speed.low, speed.high)
        )
        if by_day:
            card.body.addWidget(chart, 1)
        else:
            waiting = label(tr("The first signatures draw a line here."), "muted")
            waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
            card.body.addWidget(waiting, 1)
        return card


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


def _sheets_card(balance: Balance, late: int) -> Card:
    card = Card(tr("Sheets"))
    card.top.addWidget(label(tr("{printed:,} printed", printed=balance.printed), "muted"))
    bar = StackBar()
    bar.show_parts([(words, getattr(balance, key), role) for words, key, role in SHEET_PARTS])
    card.body.addWidget(bar)
    for words, key, role in SHEET_PARTS:
        card.body.addLayout(
            across(Swatch(role), label(words), None, label(f"{getattr(balance, key):,}", "strong"))
        )
        if key == "out" and late:
            of_these = icon_text("clock", tr("of these, late"), "warn", "late")
            card.body.addLayout(across(20, of_these, None, label(f"{late:,}", "late")))
    card.body.addStretch(1)
    card.body.addWidget(rule())
    card.body.addWidget(_balance_line(balance))
    return card


def _balance_line(balance: Balance) -> QWidget:
    if balance.difference:
        return icon_text(
            "circle-alert",
            trn(
                "{number} sheet is not accounted for",
                "{number} sheets are not accounted for",
                balance.difference,
            ),
            "bad",
            "bad",
        )
    terms = " + ".join(str(getattr(balance, key)) for _, key, _ in SHEET_PARTS)
    return icon_text("circle-check", tr("The sheets balance: {terms}", terms=terms), "good")


def _counts_card(counts: Counts, apart: Mapping[Origin, Counts]) -> Card:
    card = Card(tr("Rows"))
    card.top.addWidget(label(tr("{raw:,} filled", raw=counts.raw), "muted"))
    for icon, role, words, number in (
        ("circle-check", "good", tr("Valid, in form"), counts.valid),
        ("equal-approximately", "accent", tr("Similar, not in the form"), counts.similar),
        ("circle-x", "bad", tr("Invalid"), counts.invalid_total),
        ("circle-dashed", "muted", tr("Not checked"), counts.unchecked),
    ):
        card.body.addLayout(
            across(icon_text(icon, words, role), None, label(f"{number:,}", "strong"))
        )
    reasons = ", ".join(
        f"{REASONS[reason].lower()} {number}" for reason, number in counts.invalid.items()
    )
    if apart["online"].raw:
        card.body.addWidget(rule())
        for icon, words, one in (
            ("file-text", tr("On paper"), apart["paper"]),
            ("globe", tr("Online"), apart["online"]),
        ):
            said = tr("{valid:,} valid, {similar:,} similar", valid=one.valid, similar=one.similar)
            card.body.addLayout(across(icon_text(icon, words, "muted"), None, label(said, "muted")))
    if reasons:
        card.body.addWidget(label(tr("Invalid: {reasons}.", reasons=reasons), "hint", wrap=True))
    card.body.addStretch(1)
    return card


make = HomePage
