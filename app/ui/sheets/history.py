"""Where one sheet was, with whom and when; what was taken back stands there too."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.custody import Holder, Person
from app.domain.sheet_code import printed
from app.messages import tr
from app.store.custody import CustodyEntry
from app.store.sheets import SheetRecord
from app.ui.session import Session
from app.ui.sheets.places import STATE_LOOKS, short_day
from app.ui.sheets.print_bar import KIND_WORDS
from app.ui.widgets.basics import label
from app.ui.widgets.tables import Cell, Column, Table

_COLUMNS = (
    Column(tr("When"), 150),
    Column(tr("State"), 128),
    Column(tr("With")),
    Column(tr("Due"), 110),
    Column(tr("Correction"), 170),
)


class History(QWidget):
    """A sheet's entries of custody, the newest first; nothing of it can be changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.words = label("", "strong", wrap=True)
        self.table = Table(tr("Custody of the sheet"), _COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.table)
        self.hide()

    def show_sheet(self, sheet: SheetRecord | None) -> None:
        """Shows the history of `sheet`, or nothing."""
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        people = self._session.store.holders.by_id()
        self.words.setText(self._where(sheet, people))
        entries = self._session.store.custody.of_sheet(sheet.id)[::-1]
        self.table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            self._fill(row, entry, people)
        self.table.fit(5)

    def _fill(self, row: int, entry: CustodyEntry, people: dict[str, Person]) -> None:
        at = entry.at.astimezone()
        icon, role, word = STATE_LOOKS[entry.state]
        out = entry.state == "issued"
        cells = (
            f"{at.day} {at:%b %Y, %H:%M}",
            Cell(tr("Printed") if entry.state == "printed" else word, icon, icon_role=role),
            self._names(entry.holder, people) if out else "",
            short_day(entry.due) if out else "",
            Cell(tr("A move was taken back"), "undo-2", icon_role="muted")
            if entry.correction
            else "",
        )
        self.table.fill(row, cells)

    def _where(self, sheet: SheetRecord, people: dict[str, Person]) -> str:
        place = tr(
            "{code}: batch {batch}, {number} of {of}, {kind}.",
            code=printed(sheet.code),
            batch=sheet.batch,
            number=sheet.position,
            of=sheet.of,
            kind=KIND_WORDS[sheet.kind].lower(),
        )
        return f"{place} {where(sheet, self._names(sheet.holder, people))}"

    def _names(self, holder: Holder, people: dict[str, Person]) -> str:
        if holder.collector and self._session.names_hidden:
            return tr("Hidden")
        return ", ".join(people[key].name for key in (holder.collector, holder.venue) if key)


def where(sheet: SheetRecord, names: str) -> str:
    """Where the sheet is now, in a sentence."""
    if sheet.state != "issued":
        return tr("It is {word}.", word=STATE_LOOKS[sheet.state][2].lower())
    if sheet.due:
        return tr("It is out with {names}, due {due}.", names=names, due=short_day(sheet.due))
    return tr("It is out with {names}.", names=names)
