"""Sheets: print them, see where each is, spoil what jammed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.sheet import PLACES, Balance
from app.domain.sheet_code import printed
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations import custody, printing, sheets
from app.operations.printing import Prepared
from app.operations.sheets import SheetSum
from app.store.sheets import BatchRecord
from app.ui import icons
from app.ui import printer as printing_ui
from app.ui.session import Session
from app.ui.sheets.print_bar import KIND_WORDS, PrintBar
from app.ui.widgets.bars import StackBar, Swatch
from app.ui.widgets.basics import Card, Empty, across, button, clear, down, icon_text, label
from app.ui.widgets.page import Page
from app.ui.widgets.print_dialog import PrintDialog

PARTS = (
    ("entered", "entered", "accent"),
    (tr("back, to enter"), "back", "middle"),
    ("out", "out", "pale"),
    (tr("not issued"), "not_issued", "rest"),
    ("lost", "lost", "bad"),
    ("spoiled", "spoiled", "muted"),
)
STATE_LOOKS = {
    "printed": ("printer", "muted", tr("Printed")),
    "issued": ("arrow-right", "muted", tr("Out")),
    "returned": ("download", "accent", tr("Back")),
    "counted": ("circle-check", "good", tr("Counted")),
    "keyed": ("circle-check", "good", tr("Keyed")),
    "bundled": ("layers", "good", tr("Bundled")),
    "lodged": ("landmark", "good", tr("Handed in")),
    "lost": ("circle-alert", "bad", tr("Lost")),
    "spoiled": ("ban", "muted", tr("Spoiled")),
}


class SheetsPage(Page):
    """The balance as a sum, batches, and every sheet."""

    TITLE = tr("Sheets")
    TABLES = frozenset({"sheet", "batch", "signature", "petition", "wording_version"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._listed: list[SheetSum] = []
        self.bar = PrintBar(self.print_sheets)
        for widget in self.bar.widgets:
            self.buttons.addWidget(widget)
        self.body.addWidget(self.bar.card)
        self._stack = QStackedLayout()
        self._begin = button("", "arrow-right", kind="primary", on_click=self._begin_here)
        self._empty = Empty("layers", ("", ""), self._begin)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._balance = Card()
        column.addWidget(self._balance)
        batches = Card(tr("Batches"))
        self.batches = _table(
            (
                tr("Batch"),
                tr("Printed"),
                tr("Wording"),
                tr("Sheets"),
                tr("Where they are"),
                "",
                "Entered",
            ),
            {3, 6},
            tr("Batches"),
        )
        header = self.batches.horizontalHeader()
        for at, width in ((0, 100), (1, 120), (2, 100), (3, 80), (4, 200), (6, 90)):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self.batches.setColumnWidth(at, width)
        batches.body.addWidget(self.batches)
        column.addWidget(batches)
        column.addWidget(self._sheets_card(), 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(filled)
        self.body.addLayout(self._stack, 1)

    def _sheets_card(self) -> Card:
        card = Card(tr("Every sheet"))
        self.spoil_button = button(tr("Spoil sheets"), "ban", on_click=self.spoil)
        self.enter_button = button(
            tr("Enter this sheet"), "keyboard", on_click=lambda: self.go.emit("enter")
        )
        card.top.addWidget(self.spoil_button)
        headings = (
            tr("Code"),
            tr("Batch"),
            tr("Number"),
            tr("Kind"),
            tr("State"),
            tr("In form"),
            tr("Similar"),
            tr("Invalid"),
            tr("Not checked"),
        )
        self.sheets = _table(headings, {1, 2, 5, 6, 7, 8}, tr("Every sheet"))
        self.sheets.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.sheets.itemSelectionChanged.connect(self._name_spoil)
        card.body.addWidget(self.sheets)
        return card

    def reload(self) -> None:
        record = self.session.petition
        self.bar.print_button.setEnabled(record is not None)
        what = tr("Here you look after every printed sheet.")
        if record is None:
            self._empty.say((what, tr("Write a petition first.")))
            self._begin.set_words(tr("Write a petition"))
            self._stack.setCurrentIndex(0)
            return
        self.subtitle.setText(
            tr(
                "{title}. A sheet is found by its code: type it into Find anything.",
                title=record.wording.title,
            )
        )
        self._empty.say((what, tr("Print the first ones to begin.")))
        self._begin.set_words(tr("Print the first sheets"))
        self.bar.show_kinds(body_of(record.wording).kinds)
        self._listed = sheets.listing(self.session.store, record.ref)
        self._stack.setCurrentIndex(1 if self._listed else 0)
        if self._listed:
            _show_balance(self._balance, sheets.sheet_balance(self.session.store, record.ref))
            self._show_batches(self.session.store.sheets.batches(record.id))
            self._show_sheets()

    def _show_batches(self, batches: list[BatchRecord]) -> None:
        self.batches.setRowCount(len(batches))
        for row, batch in enumerate(batches):
            places = dict.fromkeys((key for _, key, _ in PARTS), 0)
            for state, number in batch.states.items():
                places[PLACES[state]] += number
            words = ", ".join(f"{places[key]} {word}" for word, key, _ in PARTS if places[key])
            cells = (
                tr("Batch {number}", number=batch.number),
                f"{batch.printed_at:%d %b %Y}",
                tr("Version {version}", version=batch.version),
                str(batch.size), "", words, str(places["entered"]),
            )  # fmt: skip
            _fill_row(self.batches, row, cells, {3, 6})
            bar = StackBar(10)
            bar.show_parts([(word, places[key], role) for word, key, role in PARTS])
            holder = QWidget()
            inner = QHBoxLayout(holder)
            inner.setContentsMargins(6, 0, 6, 0)
            inner.addWidget(bar)
            self.batches.setCellWidget(row, 4, holder)
        _fit_height(self.batches, 6)

    def _show_sheets(self) -> None:
        self.sheets.setUpdatesEnabled(False)
        self.sheets.setRowCount(len(self._listed))
        for row, one in enumerate(self._listed):
            sheet, counts = one.sheet, one.counts
            figures = (counts.valid, counts.similar, counts.invalid_total, counts.unchecked)
            entered = bool(counts.raw)
            icon, role, word = STATE_LOOKS[sheet.state]
            cells = (
                printed(sheet.code), str(sheet.batch), f"{sheet.position} of {sheet.of}",
                KIND_WORDS[sheet.kind], word,
                *(str(figure) if entered else "" for figure in figures),
            )  # fmt: skip
            _fill_row(self.sheets, row, cells, {1, 2, 5, 6, 7, 8})
            item = self.sheets.item(row, 4)
            if item is not None:
                item.setIcon(icons.icon(icon, role))
        _fit_height(self.sheets, 12)
        self.sheets.setUpdatesEnabled(True)
        self._name_spoil()

    def _chosen(self) -> list[str]:
        rows = {index.row() for index in self.sheets.selectionModel().selectedRows()}
        return [printed(self._listed[row].sheet.code) for row in sorted(rows)]

    def _name_spoil(self) -> None:
        number = len(self._chosen())
        self.spoil_button.setEnabled(number > 0)
        self.spoil_button.set_words(
            trn("Spoil {number} sheet", "Spoil {number} sheets", number)
            if number
            else tr("Spoil sheets")
        )
        self.spoil_button.setToolTip(
            tr("Select sheets that jammed or were ruined before anyone signed.")
        )

    def _begin_here(self) -> None:
        if self.session.petition is None:
            self.go.emit("petition")
        else:
            self.print_sheets()

    def spoil(self) -> None:
        """Marks the selected sheets as spoiled."""
        codes = self._chosen()
        self.session.run(
            lambda: custody.spoil(self.session.store, codes, now=self.session.clock()),
            trn("{number} sheet spoiled", "{number} sheets spoiled", len(codes)),
        )

    def print_sheets(self) -> None:
        """Draws the batch, shows its pages, then prints or saves them; only then codes are kept."""
        self._draw(self._show_pages)

    def print_to(self, out: Path) -> None:
        """Draws the batch and saves it to `out`."""

        def keep(prepared: Prepared) -> None:
            self._keep(prepared, out)

        self._draw(keep)

    def _draw(self, then: Callable[[Prepared], None]) -> None:
        record, order = self.session.petition, self.bar.order()
        if record is None:
            return
        self.session.start(
            trn("Drawing {number} sheet", "Drawing {number} sheets", order.count),
            lambda store, progress: printing.prepare(store, record.ref, order, progress),
            then,
        )

    def _show_pages(self, prepared: Prepared) -> None:
        dialog = PrintDialog(self, tr("Sheets to print"), prepared.pdf, prepared.notes)
        dialog.exec()
        if dialog.way == "save":
            name = f"{prepared.record.ref}-sheets.pdf"
            chosen, _ = QFileDialog.getSaveFileName(
                self, tr("Save the sheets to print"), name, "PDF (*.pdf)"
            )
            if chosen:
                self._keep(prepared, Path(chosen))
        elif (
            dialog.way == "print"
            and (printer := printing_ui.choose(self, prepared.pdf))
            and self._keep(prepared, None)
        ):
            printing_ui.send(self.session, prepared.pdf, printer)

    def _keep(self, prepared: Prepared, out: Path | None) -> bool:
        """Keeps the codes and writes the file, if one is wanted."""
        number = len(prepared.sheets)
        said = (
            trn(
                "{number} sheet printed to {name}",
                "{number} sheets printed to {name}",
                number,
                name=out.name,
            )
            if out
            else trn(
                "{number} sheet goes to the printer", "{number} sheets go to the printer", number
            )
        )
        kept = self.session.run(
            lambda: printing.apply(
                self.session.store, prepared, out=out, force=True, now=self.session.clock()
            ),
            said,
        )
        if kept and kept.notes:
            self.banner.say(" ".join(kept.notes))
        return kept is not None


def _show_balance(card: Card, balance: Balance) -> None:
    clear(card.body)
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addLayout(
        down(label(f"{balance.printed:,}", "figure"), label("printed", "muted"), spacing=2)
    )
    for at, (words, key, role) in enumerate(PARTS):
        row.addWidget(label("=" if at == 0 else "+", "muted"))
        under = across(Swatch(role), label(words, "muted"), spacing=6)
        row.addLayout(down(label(f"{getattr(balance, key):,}", "figure"), under, spacing=2))
    row.addStretch(1)
    good = not balance.difference
    words = tr("Balances") if good else tr("Does not balance")
    line = icon_text(
        "circle-check" if good else "circle-alert", words, "good" if good else "bad", "strong"
    )
    row.addLayout(
        down(
            line,
            label(tr("Difference {difference}", difference=balance.difference), "muted"),
            spacing=2,
        )
    )
    card.body.addLayout(row)


def _table(headings: tuple[str, ...], right: set[int], name: str) -> QTableWidget:
    made = QTableWidget(0, len(headings))
    made.setHorizontalHeaderLabels(headings)
    made.setAccessibleName(name)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(30)
    made.setShowGrid(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.horizontalHeader().setHighlightSections(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for at in range(len(headings)):
        item = made.horizontalHeaderItem(at)
        if item is not None:
            side = Qt.AlignmentFlag.AlignRight if at in right else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made


def _fill_row(table: QTableWidget, row: int, cells: tuple[str, ...], right: set[int]) -> None:
    for at, text in enumerate(cells):
        item = QTableWidgetItem(text)
        side = Qt.AlignmentFlag.AlignRight if at in right else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, at, item)


def _fit_height(table: QTableWidget, most: int) -> None:
    rows = max(1, min(table.rowCount(), most))
    table.setMinimumHeight(rows * 30 + 36)
    if table.rowCount() <= most:
        table.setMaximumHeight(rows * 30 + 36)
    else:
        table.setMaximumHeight(16_777_215)


make = SheetsPage
