"""The chase list: who has sheets, until when, how late; ticked ones are written to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QTableWidgetItem

from app.domain.custody import Holder, is_late
from app.messages import tr, trn
from app.operations.paper.chase import ChaseLine
from app.ui.session import Session
from app.ui.widgets.basics import Card, WarnPill, across, button, label
from app.ui.widgets.tables import Cell, Column, Table

_WIDE, _MIDDLE, _WHERE = 900, 760, 3
_COLUMNS = (
    Column("", 36),
    Column(tr("Who has them")),
    Column(tr("Role"), 84, spare=_WIDE),
    Column(tr("Where in the batch"), 200),
    Column(tr("Sheets"), 58, right=True),
    Column(tr("Due"), 94, spare=_MIDDLE),
    Column(tr("How long"), 116),
    Column(tr("Phone"), 108),
    Column(tr("Asked"), 64),
)


class ChaseCard(Card):
    """What is out, the longest due first, with whom, and how to ask for it."""

    def __init__(
        self, session: Session, print_list: Callable[[], None], write: Callable[[], None]
    ) -> None:
        super().__init__(tr("Chase list"), margins=12)
        self._session = session
        self._listed: list[ChaseLine] = []
        self._ticked: dict[Holder, bool] = {}
        self._pill = WarnPill("clock")
        self.top.insertWidget(1, self._pill)
        self.top.setSpacing(12)
        self.print_button = button(tr("Print the list"), "printer", on_click=print_list)
        self.write_button = button("", "message-square", kind="primary", on_click=write)
        self.top.addWidget(self.print_button)
        self.top.addWidget(self.write_button)
        self.table = _TickTable(tr("Chase list"), _COLUMNS)
        self.table.itemChanged.connect(self._tick)
        self.all = QCheckBox(self.table.horizontalHeader())
        self.all.setAccessibleName(tr("Everybody on the list"))
        self.all.move(9, 8)
        self.all.clicked.connect(self._tick_all)
        self._foot = label("", "strong")
        self._none = label(tr("No sheet is out."), "muted")
        self._hint = label(
            tr("The message is written in English and Korean; copy it or print it."), "muted"
        )
        self.body.addWidget(self.table)
        self.body.addWidget(self._none)
        self.body.addLayout(across(self._foot, None, self._hint))

    def show_list(self, listed: list[ChaseLine]) -> None:
        """Shows who has sheets; ticks stay, and who is late and was not asked is ticked."""
        self._listed, today = listed, self._session.clock().date()
        late = sum(is_late(sheet, today) for one in listed for sheet in one.chase.sheets)
        self._pill.words.setText(trn("{number} sheet late", "{number} sheets late", late))
        self._pill.setVisible(late > 0)
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's shape
        self.table.setRowCount(len(listed))
        for row, one in enumerate(listed):
            self._fill_row(row, one, today)
        self.table.blockSignals(False)  # noqa: FBT003  # the same
        self.table.fit(10)
        for widget in (self.table, self._foot, self._hint):
            widget.setVisible(bool(listed))
        self._none.setVisible(not listed)
        self.print_button.setEnabled(bool(listed))
        number = sum(len(one.chase.sheets) for one in listed)
        self._foot.setText(
            trn("{number} sheet is with {who}", "{number} sheets are with {who}", number,
                who=who(listed))
        )  # fmt: skip
        self._name()

    def _fill_row(self, row: int, one: ChaseLine, today: date) -> None:
        hidden = self._session.names_hidden and one.collector is not None
        late = one.days_late > 0
        due = one.chase.due
        tick = QTableWidgetItem()
        ticked = self._is_ticked(one)
        tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        tick.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        name = tr("Hidden") if hidden else one.name
        tick.setData(Qt.ItemDataRole.AccessibleTextRole, tr("Write to {name}", name=name))
        self.table.setItem(row, 0, tick)
        cells: tuple[Cell | str, ...] = (
            Cell(name, strong=late), _role(one), one.where[:1].upper() + one.where[1:],
            str(len(one.chase.sheets)), f"{due:%a} {due.day} {due:%b}" if due else "—",
            Cell(how_long(one), "clock" if late else "calendar", "warn" if late else "",
                 strong=late, icon_role="" if late else "muted"),
            "" if hidden else one.contact or "—", _asked(one, today),
        )  # fmt: skip
        for at, cell in enumerate(cells, 1):
            self.table.put(row, at, Cell(cell) if isinstance(cell, str) else cell)
        self.table.tint(row, "selected" if ticked else "")

    def _is_ticked(self, one: ChaseLine) -> bool:
        """As a person ticked it; else whoever is late and was not asked is."""
        return self._ticked.get(one.chase.holder, one.days_late > 0 and one.chase.asked is None)

    @property
    def chosen(self) -> list[ChaseLine]:
        """The lines that are ticked."""
        return [one for one in self._listed if self._is_ticked(one)]

    def _tick(self, item: QTableWidgetItem) -> None:
        if item.column() == 0:
            holder = self._listed[item.row()].chase.holder
            self._ticked[holder] = item.checkState() == Qt.CheckState.Checked
            self.table.blockSignals(True)  # noqa: FBT003  # Qt's shape
            self.table.tint(item.row(), "selected" if self._ticked[holder] else "")
            self.table.blockSignals(False)  # noqa: FBT003  # the same
            self._name()

    def _tick_all(self) -> None:
        state = Qt.CheckState.Checked
        if len(self.chosen) == len(self._listed):
            state = Qt.CheckState.Unchecked
        for row in range(self.table.rowCount()):
            item = self.table.item(row, 0)
            if item is not None:
                item.setCheckState(state)
        self._name()

    def _name(self) -> None:
        chosen = self.chosen
        self.write_button.setEnabled(bool(chosen))
        words = tr("Write to {who}", who=who(chosen)) if chosen else tr("Write to collectors")
        self.write_button.set_words(words)
        states = Qt.CheckState
        some = states.PartiallyChecked if chosen else states.Unchecked
        self.all.setCheckState(
            states.Checked if chosen and len(chosen) == len(self._listed) else some
        )


class _TickTable(Table):
    """Space ticks the row, wherever in it the cursor stands; narrow, names keep their room."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        item = self.item(self.currentRow(), 0)
        if event.key() == Qt.Key.Key_Space and item is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        self.setColumnWidth(_WHERE, _COLUMNS[_WHERE].width if self.width() >= _WIDE else 150)
        super().resizeEvent(event)


def who(listed: Sequence[ChaseLine]) -> str:
    """“1 collector”, “2 venues”, “5 collectors and venues”."""
    number = len(listed)
    if all(one.collector for one in listed):
        return trn("{number} collector", "{number} collectors", number)
    if not any(one.collector for one in listed):
        return trn("{number} venue", "{number} venues", number)
    return tr("{number} collectors and venues", number=number)


def how_long(one: ChaseLine) -> str:
    """“3 days late”, “Tomorrow”, “In 5 days”."""
    late = one.days_late
    if one.chase.due is None:
        return tr("No day set")
    if late > 0:
        return trn("{number} day late", "{number} days late", late)
    if late >= -1:
        return tr("Tomorrow") if late else tr("Today")
    return tr("In {number} days", number=-late)


def _role(one: ChaseLine) -> str:
    return tr("Collector") if one.collector else tr("Venue") if one.venue else "—"


def _asked(one: ChaseLine, today: date) -> str:
    asked = one.chase.asked
    if asked is None:
        return tr("Not yet") if one.days_late > 0 else "—"
    return tr("Today") if asked == today else f"{asked.day} {asked:%b}"
