"""Letters to Members of Parliament: who they are, and where the letters go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QTableWidgetItem, QWidget

from app.domain.member import Member
from app.domain.places import Area
from app.messages import tr, trn
from app.operations.constituencies import members
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.tables import Cell, Column, Table

_NAME = 2


class LettersDialog(StepDialog):
    """A line for each constituency; the Member's name is typed in its cell."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        folder: Path,
        areas: Sequence[Area],
        write: Callable[[Path, bool], object],
    ) -> None:
        super().__init__(parent, session, tr("Letters to Members of Parliament"), 760)
        self._folder, self._areas, self._write = folder, areas, write
        self._filling = False
        self.column.addWidget(
            label(
                tr(
                    "Each letter says how many constituents signed. Members change: type a name, "
                    "or bring in a list (constituency, member, address, dear). Without a name the "
                    "letter goes to “The Member of Parliament for” that constituency."
                ),
                "muted",
                wrap=True,
            )
        )
        self.table = Table(
            tr("Constituencies and their Members"),
            [
                Column(tr("Constituency")),
                Column(tr("Signed"), 90, right=True),
                Column(tr("Member"), 230),
                Column(tr("As of"), 100),
            ],
        )
        self.table.setEditTriggers(
            Table.EditTrigger.DoubleClicked
            | Table.EditTrigger.EditKeyPressed
            | Table.EditTrigger.AnyKeyPressed
        )
        self.table.itemChanged.connect(self._edited)
        self.column.addWidget(self.table)
        self.names = QCheckBox(tr("Name those who agreed that their Member learns their name"))
        self.names.setChecked(True)
        self.column.addWidget(self.names)
        bring = button(tr("Bring in a list of Members…"), "upload", on_click=self._bring)
        self.save_button = button(
            trn("Save {number} letter…", "Save {number} letters…", len(areas)),
            "file-down",
            kind="primary",
            on_click=self._save,
        )
        self.add_foot(bring, None, self.leave_button(), self.save_button)
        self.fill()

    def fill(self) -> None:
        """Shows the Members that are known."""
        self._filling = True
        known = members.members(self.session.store)
        self.table.setRowCount(len(self._areas))
        for row, area in enumerate(self._areas):
            member = known.get(area.code)
            dated = f"{member.dated:%d/%m/%Y}" if member and member.dated else ""
            self.table.fill(
                row,
                [
                    Cell(area.name),
                    Cell(f"{area.tally.counted:,}"),
                    Cell(member.name if member else ""),
                    Cell(dated, role="muted"),
                ],
            )
            for at in (0, 1, 3):
                item = self.table.item(row, at)
                if item is not None:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.table.fit(9, 3)
        self._filling = False

    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != _NAME:
            return
        area, today = self._areas[item.row()], self.session.clock().date()
        old = members.members(self.session.store).get(area.code)
        made = Member(
            area.code, item.text(), old.address if old else (), "", today
        )  # how the one before was addressed is not how this one is
        self.session.run(
            lambda: members.set_member(self.session.store, made, self._folder),
            tr("The Member for {name} is kept", name=area.name),
        )
        self.fill()

    def _bring(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a list of Members"), "",
                                                "CSV (*.csv)")  # fmt: skip
        if chosen:
            self.bring(Path(chosen))

    def bring(self, file: Path) -> None:
        """Keeps the Members of a list, as of today."""
        today = self.session.clock().date()
        number = self.session.run(
            lambda: members.keep_members(self.session.store, file, self._folder, dated=today)
        )
        if number is not None:
            self.session.said.emit(trn("{number} Member kept", "{number} Members kept", number))
            self.fill()

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the letters as one PDF"), "letters-to-members.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self._write(Path(chosen), self.names.isChecked())
            self.accept()
