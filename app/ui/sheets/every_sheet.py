"""Every sheet: found by code or state, moved when selected, with its history of custody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QWidget

from app.domain.custody import Holder, Move, Person, is_late
from app.domain.sheet import STATES
from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.paper.sheets import SheetSum
from app.ui.session import Session
from app.ui.sheets.history import History
from app.ui.sheets.moves import MOVES, able, words
from app.ui.sheets.places import STATE_LOOKS, short_day
from app.ui.theme import grown
from app.ui.widgets.basics import Card, button, label
from app.ui.widgets.fields import combo
from app.ui.widgets.tables import Cell, Column, Table

_NUMBER = 2
_COLUMNS = (
    Column(tr("Code"), 116),
    Column(tr("Batch"), 54, right=True),
    Column(tr("Number"), 82, right=True),
    Column(tr("State"), 112),
    Column(tr("Who has or had it")),
    Column(tr("Due"), 96),
    Column(tr("In form"), 64, right=True),
    Column(tr("Similar"), 64, right=True, spare=800),
    Column(tr("Invalid"), 64, right=True, spare=800),
    Column(tr("Not checked"), 92, right=True, spare=800),
)


class EverySheetCard(Card):
    """The table of all sheets; `do` makes a move with the codes that can make it."""

    def __init__(self, session: Session, do: Callable[[Move, list[str]], None]) -> None:
        super().__init__(tr("Every sheet"), margins=12)
        self._session, self._do = session, do
        self._all: list[SheetSum] = []
        self._listed: list[SheetSum] = []
        self.code = QLineEdit()
        self.code.setPlaceholderText(tr("Part of a code"))
        self.code.setAccessibleName(tr("Show sheets whose code has"))
        self.code.setFixedWidth(grown(150))
        self.code.textChanged.connect(lambda _: self._fill())
        self.state = combo(
            [("", tr("All states"))] + [(key, look[2]) for key, look in STATE_LOOKS.items()]
        )
        self.state.setAccessibleName(tr("Show sheets that are"))
        self.state.currentIndexChanged.connect(lambda _: self._fill())
        self._foot = label("", "muted")
        self.top.insertWidget(1, self._foot)
        self.top.setSpacing(10)
        self.top.addWidget(self.code)
        self.top.addWidget(self.state)
        self.table = Table(tr("Every sheet"), _COLUMNS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(_NUMBER, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(lambda *_: self._fill())
        self.body.addWidget(self.table)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._number = label("", "strong")
        row.addWidget(self._number)
        row.addStretch(1)
        self.buttons = {
            move: button("", icon, kind="small", on_click=partial(self.do, move))
            for move, icon, _ in MOVES
        }
        for made in self.buttons.values():
            row.addWidget(made)
        self.body.addWidget(self._bar)
        self.history = History(session)
        self.body.addWidget(self.history)

    def show_sheets(self, listed: list[SheetSum]) -> None:
        """Shows the sheets; who is selected stays so."""
        self._all = listed
        self._fill()

    def _fill(self) -> None:
        kept = {one.sheet.id for one in self.chosen}
        part = "".join(mark for mark in self.code.text().upper() if mark.isalnum())
        state = self.state.currentData()
        people, today = self._session.store.holders.by_id(), self._session.clock().date()
        self._listed = [
            one for one in self._all
            if part in one.sheet.code and (not state or one.sheet.state == state)
        ]  # fmt: skip
        self._sort(people)
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's shape
        self.table.setUpdatesEnabled(False)
        self.table.clearSelection()
        self.table.setRowCount(len(self._listed))
        for row, one in enumerate(self._listed):
            sheet, counts = one.sheet, one.counts
            icon, role, word = STATE_LOOKS[sheet.state]
            late = is_late(sheet, today)
            out = sheet.state == "issued"
            figures = (counts.valid, counts.similar, counts.invalid_total, counts.unchecked)
            cells: list[Cell | str] = [
                Cell(printed(sheet.code), strong=True), str(sheet.batch),
                tr("{number} of {of}", number=sheet.position, of=sheet.of),
                Cell(word, icon, icon_role=role),
                self._holder(sheet.holder, people),
                Cell(short_day(sheet.due) if out else "", role="warn" if late else "",
                     strong=late),
                *(str(figure) if counts.raw else "" for figure in figures),
            ]  # fmt: skip
            self.table.fill(row, cells)
            if sheet.id in kept:
                self._select(row)
        self.table.setUpdatesEnabled(True)
        self.table.blockSignals(False)  # noqa: FBT003  # the same
        self.table.fit(10, 2)
        self._foot.setText(
            tr("{number:,} of {all:,}", number=len(self._listed), all=len(self._all))
        )
        self._show_chosen()

    def _sort(self, people: dict[str, Person]) -> None:
        """Puts the sheets in the order of the heading that was clicked."""
        header = self.table.horizontalHeader()
        keys: tuple[Callable[[SheetSum], object], ...] = (
            lambda one: one.sheet.code,
            lambda one: (one.sheet.batch, one.sheet.position),
            lambda one: (one.sheet.batch, one.sheet.position),
            lambda one: STATES.index(one.sheet.state),
            lambda one: self._holder(one.sheet.holder, people),
            lambda one: (one.sheet.state != "issued", one.sheet.due or date.max),
            lambda one: one.counts.valid,
            lambda one: one.counts.similar,
            lambda one: one.counts.invalid_total,
            lambda one: one.counts.unchecked,
        )
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        key: Any = keys[header.sortIndicatorSection()]
        self._listed.sort(key=key, reverse=falling)

    def _holder(self, holder: Holder, people: dict[str, Person]) -> str:
        if holder.collector and self._session.names_hidden:
            return tr("Hidden")
        return ", ".join(people[key].name for key in (holder.collector, holder.venue) if key)

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(
            self.table.model().index(row, 0), flags.Select | flags.Rows
        )

    @property
    def chosen(self) -> Sequence[SheetSum]:
        """The sheets selected."""
        rows = self.table.chosen_rows()
        return [self._listed[row] for row in rows if row < len(self._listed)]

    def codes(self, move: Move) -> list[str]:
        """The selected sheets that can make a move, by printed code."""
        return able(move, [one.sheet for one in self.chosen])

    def do(self, move: Move) -> None:
        """Makes a move with the selected sheets that can make it."""
        codes = self.codes(move)
        if codes:
            self._do(move, codes)

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self._bar.setVisible(bool(chosen))
        self._number.setText(
            trn("{number} sheet selected", "{number} sheets selected", len(chosen))
        )
        for move, _, short in MOVES:
            number = len(self.codes(move))
            made = self.buttons[move]
            made.setVisible(number > 0)
            made.set_words(short if number == len(chosen) else f"{short} {number}")
            made.setAccessibleName(words(move, number))
            made.setToolTip(words(move, number))
        self.history.show_sheet(chosen[0].sheet if len(chosen) == 1 else None)

    def select_code(self, code: str) -> bool:
        """Selects the sheet with that bare code and brings it into sight."""
        self.code.clear()
        self.state.setCurrentIndex(0)
        for row, one in enumerate(self._listed):
            if one.sheet.code == code:
                self.table.selectRow(row)
                self.table.scrollTo(
                    self.table.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtBottom
                )
                self.table.setFocus()
                return True
        return False
