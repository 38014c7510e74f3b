"""Step 1: which file, what it is, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.signature import Origin
from app.intake.records.mapping import ColumnMapping
from app.intake.records.presets import preset
from app.intake.records.table import Table
from app.messages import tr, trn
from app.operations import importing
from app.ui.widgets.basics import Card, Empty, IconLabel, Segments, across, button, down, label
from app.ui.widgets.fields import Field, combo, line

FILES = tr("Tables") + " (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.age);;* (*)"

_DELIMITERS = {",": tr("commas"), ";": tr("semicolons"), "\t": tr("tabs"), "|": tr("bars")}


class FilePanel(QWidget):
    """An empty place to drop a file on; then what was found in it, to be said otherwise."""

    def __init__(self, open_file: Callable[[Path], None], go_on: Callable[[], None]) -> None:
        super().__init__()
        self._open = open_file
        self._shown = ColumnMapping("", "", "online", ())
        self.choose_button = button(
            tr("Choose a file…"), "folder-open", kind="primary", on_click=self.choose
        )
        self._empty = Empty("upload", ("", ""), self.choose_button)
        self.allow(petition=True)
        self._proposed = self._typed = ""
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._file_card())
        column.addWidget(self._answers_card())
        self.next_button = button(
            tr("Say what goes where"), "arrow-right", kind="primary", on_click=go_on
        )
        column.addStretch(1)
        self._stack.addWidget(filled)

    def _file_card(self) -> Card:
        card = Card()
        self._name, self._facts = label("", "group"), label("", "muted", wrap=True)
        self._other = button(tr("Choose another…"), "folder-open", on_click=self.choose)
        words = down(self._name, self._facts, spacing=2)
        row = across(IconLabel("file-text", "accent", 32), words, self._other, spacing=14)
        row.setStretch(1, 1)
        card.body.addLayout(row)
        self.sheets = QComboBox()
        self.sheets.activated.connect(self._choose_sheet)
        self.sheets_field = Field(tr("Worksheet"), self.sheets, tr("Several hold rows."))
        self.sheets_field.setMaximumWidth(360)
        card.body.addWidget(self.sheets_field)
        return card

    def _answers_card(self) -> Card:
        card = Card(tr("What it is"))
        self.presets = combo([(one.ref, one.name) for one in importing.presets()])
        self.presets_field = Field(
            tr("Made by"), self.presets, tr("Told by its headings; choose another if it is wrong.")
        )
        self.origin = Segments([("online", tr("Online")), ("paper", tr("On paper"))], tr("Signed"))
        signed = down(
            label(tr("Signed"), "strong"),
            label(
                tr("Online and paper are counted apart; the House of Commons takes ink alone."),
                "hint", wrap=True,
            ),
            across(self.origin, None),
            spacing=4,
        )  # fmt: skip
        self.source = line()
        source = Field(
            tr("Source"),
            self.source,
            tr("A name for this form. Two forms that both count from 1 need two names."),
        )
        for field in (self.presets_field, source):
            field.setMaximumWidth(420)
        card.body.addWidget(self.presets_field)
        card.body.addSpacing(6)
        card.body.addLayout(signed)
        card.body.addSpacing(6)
        card.body.addWidget(source)
        return card

    def allow(self, *, petition: bool) -> None:
        """Opens the way to a file, or says why there is none."""
        self.choose_button.setEnabled(petition)
        how = (
            tr("Drop a file here, or choose one. Nothing is written before you have seen it.")
            if petition
            else tr("Write a petition first: signatures belong to one.")
        )
        self.choose_button.setAccessibleDescription(how)
        what = tr("Here signatures come in from a table: CSV, Excel or OpenDocument.")
        self._empty.say((what, how))

    def choose(self) -> None:
        """Asks for a file."""
        chosen, _ = QFileDialog.getOpenFileName(self, tr("A table of signatures"), "", FILES)
        if chosen:
            self._open(Path(chosen))

    def _choose_sheet(self, at: int) -> None:
        self.worksheet_wanted(self.sheets.itemText(at))

    worksheet_wanted: Callable[[str], None]

    def ask_worksheet(self, file: str, names: Sequence[str]) -> None:
        """Shows the worksheets to choose from; nothing is read yet."""
        self._stack.setCurrentIndex(1)
        self._name.setText(file)
        self._facts.setText(tr("Rows stand on several worksheets: choose one."))
        self.sheets.clear()
        self.sheets.addItems([tr("Choose…"), *names])
        self.sheets_field.show()
        self.next_button.setEnabled(False)

    def show_table(self, table: Table, mapping: ColumnMapping, *, anew: bool = True) -> None:
        """Shows what was found in the file; a source that was typed stays unless it is `anew`."""
        self._stack.setCurrentIndex(1)
        self._name.setText(table.file)
        self._facts.setText(_facts(table))
        self.sheets_field.setVisible(bool(table.worksheet) and self.sheets.count() > 0)
        self.presets.setCurrentIndex(self.presets.findData(mapping.preset))
        self._shown = mapping
        self.origin.choose(mapping.origin)
        if anew:
            self._typed = ""
        elif self.source.text() != self._proposed:
            self._typed = self.source.text()
        self._proposed = mapping.source
        self.source.setText("" if mapping.own else self._typed or mapping.source)
        self.source.setEnabled(not mapping.own)
        self.next_button.setEnabled(True)

    def clear(self) -> None:
        """Waits for a file again."""
        self.sheets.clear()
        self._stack.setCurrentIndex(0)

    def answered(self, mapping: ColumnMapping) -> ColumnMapping:
        """`mapping` with what was changed in the fields; else it is looked up again."""
        origin: Origin = "paper" if self.origin.choice == "paper" else "online"
        source = " ".join(self.source.text().split())
        return replace(
            mapping,
            origin=origin,
            origin_said=origin != self._shown.origin,
            source="" if source == self._shown.source else source,
        )

    @property
    def fields(self) -> list[QWidget]:
        """What the keyboard goes through, in the order in which it is read; last the way on."""
        signed = self.origin.findChildren(QPushButton)
        return [self._other, self.sheets, self.presets, *signed, self.source, self.next_button]

    @property
    def preset(self) -> str:
        """The preset that was chosen."""
        return str(self.presets.currentData())


def _facts(table: Table) -> str:
    rows = trn("{number} row", "{number:,} rows", len(table.rows))
    columns = trn("{number} column", "{number:,} columns", len(table.heads))
    if table.kind == "csv":
        how = tr(
            "text in {encoding}, cells parted by {delimiter}",
            encoding=table.encoding.upper(),
            delimiter=_DELIMITERS.get(table.delimiter, table.delimiter),
        )
    elif table.kind == "json":
        how = tr("Roundrobin’s JSON")
    else:
        how = tr("worksheet “{name}”", name=table.worksheet)
    above = (
        trn("; {number} line above the headings is left out",
            "; {number} lines above the headings are left out", table.above)
        if table.above
        else ""
    )  # fmt: skip
    return f"{rows}, {columns}; {how}{above}"


def preset_note(ref: str) -> str:
    """What a preset says of itself."""
    return preset(ref).note
