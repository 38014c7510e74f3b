"""Sheets: print them, give them out, get every one back; and what it asks when one is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.custody import Move
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.paper import chase, sheets
from app.operations.paper.sheets import SheetSum
from app.store.sheets import SheetRecord
from app.ui.session import Session
from app.ui.sheets import moves, papers
from app.ui.sheets.balance_card import BalanceCard
from app.ui.sheets.batches import BatchesCard
from app.ui.sheets.chase_card import ChaseCard
from app.ui.sheets.every_sheet import EverySheetCard
from app.ui.sheets.issue_dialog import IssueDialog
from app.ui.sheets.lose_dialog import LoseDialog
from app.ui.sheets.print_bar import PrintBar
from app.ui.sheets.printing import BatchPrinter
from app.ui.sheets.return_dialog import ReturnDialog
from app.ui.sheets.scan_intake import ScanIntake
from app.ui.sheets.scanner import ScannerEar
from app.ui.sheets.scans_card import ScansCard
from app.ui.sheets.sessions_dialog import SessionsDialog
from app.ui.sheets.tray_dialog import TrayDialog
from app.ui.sheets.write_dialog import WriteDialog
from app.ui.widgets.basics import Empty, button
from app.ui.widgets.page import Page
from app.ui.widgets.step_dialog import StepDialog


class SheetsPage(Page):
    """The balance as a sum, batches, who has sheets, and every sheet."""

    TITLE = tr("Sheets")
    TABLES = Page.TABLES | {"holder", "export", "scan", "scan_sheet"}

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._listed: list[SheetSum] = []
        self._covered = False
        self.intake = ScanIntake(self, session)
        self.intake.ended.connect(self.reload)
        self.setAcceptDrops(True)
        self.bar = PrintBar(self.print_sheets)
        self._batch_printer = BatchPrinter(self, self.bar.order)
        self.return_button = button(tr("Return sheets"), "inbox", on_click=self.return_sheets)
        self.issue_button = button("", "send", on_click=self.issue)
        for widget in (
            self.return_button, self.issue_button, self.bar.print_button, self.bar.options
        ):  # fmt: skip
            self.buttons.addWidget(widget)
        self.body.addWidget(self.bar.card)
        holder = QWidget()  # without it each part is a window of its own for a moment
        self._stack = QStackedLayout(holder)
        self.bar.card.show()
        self._begin = button("", "arrow-right", kind="primary", on_click=self._begin_here)
        self._empty = Empty("layers", ("", ""), self._begin)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build_cards())
        self.body.addWidget(holder, 1)
        self.ear = ScannerEar(self)
        self.ear.scanned.connect(self.find_sheet)

    def _build_cards(self) -> QWidget:
        self.balance = BalanceCard()
        self.batches = BatchesCard(self.session, self.show_sessions)
        self.chase_card = ChaseCard(self.session, self.print_list, self.write)
        self.scans_card = ScansCard(self.session, self.intake, self.show_tray)
        self.every = EverySheetCard(self.session, self.move_sheets)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.balance, self.batches, self.scans_card, self.chase_card, self.every):
            column.addWidget(card)
        column.addStretch(1)
        return filled

    def reload(self) -> None:
        if self._covered:
            return
        record = self.session.petition
        self._listed = sheets.listing(self.session.store, record.ref) if record else []
        some = bool(self._listed)
        self.bar.print_button.setEnabled(record is not None)
        self.bar.options.setEnabled(record is not None)
        for control in (self.return_button, self.issue_button):
            control.setEnabled(some)
        batches = [one.batch for one in self._sheets if one.state == "printed"]
        waiting = batches.count(max(batches, default=0))
        self.issue_button.set_words(
            trn("Issue {number} sheet", "Issue {number} sheets", waiting)
            if waiting
            else tr("Issue sheets")
        )
        if some == (self._stack.currentIndex() == 0):
            self.bar.card.setVisible(record is not None and not some)
        self._stack.setCurrentIndex(1 if some else 0)
        if record is None or not some:
            self._show_empty(written=record is not None)
        if record is None:
            return
        self.bar.show_kinds(body_of(record.wording).kinds)
        if some:
            self.subtitle.setText(
                tr(
                    "A sheet is found by its code: type it below, or use a hand scanner anywhere "
                    "on this page."
                )
            )
            self.balance.show_balance(sheets.sheet_balance(self.session.store, record.ref))
            self.batches.show_sheets(self._sheets)
            today = self.session.clock().date()
            self.chase_card.show_list(chase.listing(self.session.store, record.ref, today=today))
            self.scans_card.show_scans(record.id)
            self.every.show_sheets(self._listed)

    def _show_empty(self, *, written: bool) -> None:
        self.subtitle.setText("")
        what = tr("Here you look after every printed sheet.")
        how = tr("Print the first ones to begin.") if written else tr("Write a petition first.")
        self._empty.say((what, how))
        self._begin.set_words(tr("Print the first sheets") if written else tr("Write a petition"))

    @property
    def _sheets(self) -> list[SheetRecord]:
        return [one.sheet for one in self._listed]

    def _begin_here(self) -> None:
        if self.session.petition is None:
            self.go.emit("petition")
        else:
            self.print_sheets()

    def print_sheets(self) -> None:
        """Draws a batch, shows its pages, then prints or saves them; only then codes are kept."""
        self._batch_printer.show()

    def print_to(self, out: Path) -> None:
        """Draws a batch and saves it to `out`."""
        self._batch_printer.print_to(out)

    def _open(self, dialog: StepDialog) -> None:
        """Shows a dialogue; the page behind it is read anew at its end."""
        self._covered = True
        dialog.exec()
        dialog.deleteLater()
        self._covered = False
        self.reload()
        self.banner.hide()

    def issue(self, codes: list[str] | None = None) -> None:
        """Asks to whom sheets go, issues them and shows the receipt."""
        record = self.session.petition
        if record is None or not self._listed:
            return
        dialog = IssueDialog(self, self.session, record, self._sheets, codes or [])
        self._open(dialog)
        if dialog.moved and dialog.receipt_wanted:
            bare = [sheet.code for sheet in dialog.moved.sheets]
            papers.show_receipt(self, self.session, record.ref, bare)

    def return_sheets(self) -> None:
        """Takes sheets back, code after code."""
        record = self.session.petition
        if record and self._listed:
            self._open(ReturnDialog(self, self.session, record, self._sheets))

    def lose(self, codes: list[str] | None = None) -> None:
        """Marks sheets as lost, and shows what R73 asks for."""
        if self._listed:
            self._open(LoseDialog(self, self.session, self._sheets, codes or []))

    def show_sessions(self) -> None:
        """Shows the collecting sessions and what they brought."""
        if self.session.petition:
            self._open(SessionsDialog(self, self.session, self.session.petition.ref))

    def bring_in_scans(self) -> None:
        """Asks for scans and brings them in."""
        if self._listed:
            self.intake.ask()

    def show_tray(self) -> None:
        """Shows the pages that wait, and what became of those brought in last."""
        self._open(TrayDialog(self, self.session, self.intake.outcomes))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        if self._listed and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        self.intake.bring_in(dropped(event.mimeData()))
        event.acceptProposedAction()

    def show_chase(self) -> None:
        """Brings the chase list into sight, with its first line."""
        if self._listed:
            self.area.ensureWidgetVisible(self.chase_card, 0, 16)
            self.chase_card.table.setFocus()
            self.chase_card.table.selectRow(0)

    def write(self) -> None:
        """Shows the messages to those who are ticked on the chase list."""
        record, chosen = self.session.petition, self.chase_card.chosen
        if record and chosen:
            self._open(WriteDialog(self, self.session, record.ref, chosen))

    def print_list(self) -> None:
        """Shows the chase list to print or save."""
        record = self.session.petition
        people = self.chase_card.table.rowCount()
        if record and people:
            papers.show_list(self, self.session, record.ref, people)

    def move_sheets(self, what: Move, codes: list[str]) -> None:
        """Moves sheets by printed code; to issue or lose them more is asked."""
        if what == "issue":
            self.issue(codes)
        elif what == "lose":
            self.lose(codes)
        else:
            moves.move(self.session, what, codes)

    def move_chosen(self, what: Move) -> None:
        """Moves the sheets that are selected in the table."""
        self.every.do(what)

    def find_sheet(self, typed: str) -> None:
        """Selects the sheet with that code, and says where it is."""
        found = self.session.run(lambda: self.session.store.sheets.get(typed))
        if found is None:
            return
        owner = self.session.store.petitions.of_id(found.petition)
        if self.session.petition and owner.id != self.session.petition.id:
            self.session.choose_petition(owner.ref)
        if self.every.select_code(found.code):
            QTimer.singleShot(
                0, self, lambda: self.area.ensureWidgetVisible(self.every.history, 0, 16)
            )
            self.session.said.emit(self.every.history.words.text())


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that were dropped."""
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]


make = SheetsPage
