"""Step 1: which file, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.intake.records.mapping import ColumnMapping
from app.intake.records.presets import Preset
from app.intake.records.table import Table
from app.messages import tr, trn
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Empty, IconLabel, across, button, down, label
from app.ui.widgets.fields import Field, combo

_DELIMITERS = {",": tr("commas"), ";": tr("semicolons"), "\t": tr("tabs"), "|": tr("bars")}


class FilePanel(QWidget):
    """An empty place to drop a file on; then what was found in it, to be said otherwise."""

    WHAT: ClassVar[str]
    """What comes in here, said where no file is yet."""

    ASKED: ClassVar[str]
    """The title under which a file is chosen."""

    FILES: ClassVar[str]
    """The endings of files that are offered."""

    def __init__(
        self,
        open_file: Callable[[Path], None],
        go_on: Callable[[], None],
        presets: Sequence[Preset],
    ) -> None:
        super().__init__()
        self._open = open_file
        self.presets = combo([(one.ref, one.name) for one in presets])
        self.choose_button = button(
            tr("Choose a file…"), "folder-open", kind="primary", on_click=self.choose
        )
        self._empty = Empty("upload", ("", ""), self.choose_button)
        self.allow("")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._file_card())
        column.addWidget(self.answers_card())
        self.next_button = button(
            tr("Say what goes where"), "arrow-right", kind="primary", on_click=go_on
        )
        column.addStretch(1)
        self._stack.addWidget(self._filled)
        self._fill(on=False)

    def _fill(self, *, on: bool) -> None:
        """Shows what was found, or the empty place; what is behind makes the page no longer."""
        policy = self._filled.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred if on else QSizePolicy.Policy.Ignored)
        self._filled.setSizePolicy(policy)
        self._stack.setCurrentIndex(1 if on else 0)

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
        self.sheets_field.setMaximumWidth(grown(360))
        card.body.addWidget(self.sheets_field)
        return card

    def answers_card(self) -> Card:
        """What is asked of the file."""
        raise NotImplementedError

    def allow(self, barred: str) -> None:
        """Opens the way to a file, or says why there is none."""
        self.choose_button.setEnabled(not barred)
        how = barred or tr(
            "Drop a file here, or choose one. Nothing is written before you have seen it."
        )
        self.choose_button.setAccessibleDescription(how)
        self._empty.say((self.WHAT, how))

    def choose(self) -> None:
        """Asks for a file."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.ASKED, "", self.FILES)
        if chosen:
            self._open(Path(chosen))

    def _choose_sheet(self, at: int) -> None:
        self.worksheet_wanted(self.sheets.itemText(at))

    worksheet_wanted: Callable[[str], None]

    def ask_worksheet(self, file: str, names: Sequence[str]) -> None:
        """Shows the worksheets to choose from; nothing is read yet."""
        self._fill(on=True)
        self._name.setText(file)
        self._facts.setText(tr("Rows stand on several worksheets: choose one."))
        self.sheets.clear()
        self.sheets.addItems([tr("Choose…"), *names])
        self.sheets_field.show()
        self.next_button.setEnabled(False)

    def show_found(
        self,
        found: Any,
        mapping: ColumnMapping | None,
        *,
        anew: bool = True,  # noqa: ARG002  # for who keeps what was typed
    ) -> None:
        """Shows what was found in the file; what was typed stays unless it is `anew`."""
        self._fill(on=True)
        self._name.setText(found.file)
        worksheet = ""
        if isinstance(found, Table):
            self._facts.setText(facts(found))
            worksheet = found.worksheet
        self.sheets_field.setVisible(bool(worksheet) and self.sheets.count() > 0)
        if mapping is not None:
            self.presets.setCurrentIndex(self.presets.findData(mapping.preset))
        self.next_button.setEnabled(True)

    def show_names(self) -> None:
        """Shows or hides what people are called, where the step shows it."""

    def clear(self) -> None:
        """Waits for a file again."""
        self.sheets.clear()
        self._fill(on=False)

    def answered(self, mapping: ColumnMapping) -> ColumnMapping:
        """`mapping` with what was said in the fields."""
        return mapping

    @property
    def fields(self) -> list[QWidget]:
        """What the keyboard goes through, in the order in which it is read; last the way on."""
        return [self._other, self.sheets, self.presets, *self.own_fields(), self.next_button]

    def own_fields(self) -> list[QWidget]:
        """The fields of `answers_card` behind the preset."""
        raise NotImplementedError

    @property
    def preset(self) -> str:
        """The preset that was chosen."""
        return str(self.presets.currentData())


def facts(table: Table) -> str:
    """How large a table is, and how it was read."""
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
