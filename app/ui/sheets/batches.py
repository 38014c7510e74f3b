"""Batches, venues and collectors, each with its bar, its figures and its own balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.messages import tr
from app.store.sheets import SheetRecord
from app.ui.session import Session
from app.ui.sheets.places import By, Line, lines, short_day
from app.ui.theme import grown
from app.ui.widgets.bars import StackBar
from app.ui.widgets.basics import Card, Segments, button
from app.ui.widgets.tables import Cell, Column, Table

_WIDE, _MIDDLE, _BAR = 860, 760, 4
_COLUMNS = (
    Column(tr("Batch"), 116),
    Column(tr("Printed"), 100, spare=_MIDDLE),
    Column(tr("Kind"), 100, spare=_WIDE),
    Column(tr("Sheets"), 56, right=True),
    Column(tr("Where they are"), 144),
    Column(""),
    Column(tr("Out"), 44, right=True),
    Column(tr("Late"), 58, right=True),
    Column(tr("Entered"), 66, right=True),
    Column(tr("Balances"), 80),
)
_HEADS = {"batch": tr("Batch"), "venue": tr("Venue"), "collector": tr("Collector")}


class BatchesCard(Card):
    """The balance by batch, venue or collector, with a total row."""

    def __init__(self, session: Session, open_yield: Callable[[], None]) -> None:
        super().__init__(tr("Batches"), margins=12)
        self._session = session
        self._sheets: Sequence[SheetRecord] = ()
        self.by = Segments(list(_HEADS.items()), tr("Balance by"))
        self.by.chosen.connect(lambda _: self._fill())
        self.top.addWidget(self.by)
        self.top.addWidget(
            button(tr("Yield by venue"), "trending-up", kind="link", on_click=open_yield)
        )
        self.table = _BatchTable(tr("Batches"), _COLUMNS)
        self.body.addWidget(self.table)

    def show_sheets(self, sheets: Sequence[SheetRecord]) -> None:
        """Shows where the petition's `sheets` are."""
        self._sheets = sheets
        self._fill()

    def _fill(self) -> None:
        record = self._session.petition
        if record is None:
            return
        by: By = self.by.choice  # type: ignore[assignment]  # its keys are these three
        found = lines(self._session, record.ref, self._sheets, by)
        self.heading.setText({"batch": tr("Batches"), "venue": tr("Venues")}.get(
            by, tr("Collectors")))  # fmt: skip
        head = self.table.horizontalHeaderItem(0)
        if head is not None:
            head.setText(_HEADS[by])
        self.table.setAccessibleName(self.heading.text())
        self.table.leave_out(frozenset() if by == "batch" else frozenset({1, 2}))
        self.table.setColumnWidth(0, grown(84 if by == "batch" else 170))
        self.table.clearContents()
        self.table.setRowCount(len(found) + 1)
        for row, one in enumerate(found):
            hidden = by == "collector" and self._session.names_hidden
            self._fill_row(row, one, tr("Hidden") if hidden else one.name)
        self._fill_total(len(found), found)
        self.table.fit(8, 2)

    def _fill_row(self, row: int, one: Line, name: str) -> None:
        balance = one.balance
        late = Cell(str(one.late), "clock", "warn", strong=True) if one.late else Cell("0")
        cells = (
            Cell(name, strong=True), short_day(one.printed_on), one.kind, str(balance.printed), "",
            Cell(one.words, role="muted"), str(balance.out), late, str(balance.entered),
            _balances(balance.difference),
        )  # fmt: skip
        self.table.fill(row, cells)
        bar = StackBar(10)
        bar.show_parts(one.bar)
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(3, 0, 0, 0)
        inner.addWidget(bar)
        self.table.setCellWidget(row, _BAR, holder)

    def _fill_total(self, row: int, found: Sequence[Line]) -> None:
        balances = [one.balance for one in found]
        late = sum(one.late for one in found)
        cells = (
            tr("Total"), "", "", str(sum(one.printed for one in balances)), "", "",
            str(sum(one.out for one in balances)), str(late),
            str(sum(one.entered for one in balances)), "",
        )  # fmt: skip
        self.table.fill(row, [Cell(text, strong=True) for text in cells])
        whole = _balances(sum(one.difference for one in balances))
        self.table.put(row, len(cells) - 1, replace(whole, strong=True))
        for at in range(len(cells)):
            item = self.table.item(row, at)
            if item is not None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.tint(row, "head")


class _BatchTable(Table):
    """Its bars are shorter where it is narrow, so that their words keep their room."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        self.setColumnWidth(_BAR, _COLUMNS[_BAR].width if self.width() >= _WIDE else 108)
        super().resizeEvent(event)


def _balances(difference: int) -> Cell:
    if not difference:
        return Cell(tr("Yes"), "circle-check", icon_role="good")
    return Cell(tr("Off by {number}", number=difference), "circle-alert", "bad")
