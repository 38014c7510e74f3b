"""Step 2: what each column becomes, which answers mean yes, and how dates are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.domain.signature import CHANNELS
from app.intake.records.mapping import (
    ColumnMapping,
    answers,
    channels,
    open_dates,
    unclear_date,
)
from app.intake.records.presets import TARGETS, fold, usual_answers
from app.intake.records.table import Table
from app.messages import tr, trn
from app.ui.widgets.basics import Card, Segments, across, button, clear, down, icon_text, label
from app.ui.widgets.tables import Cell, Column
from app.ui.widgets.tables import Table as TableView

_ROW = 38
_EXAMPLES = 3
_NO_TABLE = Table("", "csv", (), [], ())
_NO_MAPPING = ColumnMapping("", "", "online", ())


class ColumnsPanel(QWidget):
    """A row for each column with its first values and what it becomes; questions below."""

    def __init__(self, session_hides: Callable[[], bool], go_on: Callable[[], None]) -> None:
        super().__init__()
        self._hides = session_hides
        self._table, self._mapping = _NO_TABLE, _NO_MAPPING
        self._boxes: list[QComboBox] = []
        self._answers: list[tuple[str, QCheckBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._card = Card(tr("What goes where"))
        self._left = label("", "muted")
        self._card.top.addWidget(self._left)
        self.view = TableView(
            tr("Columns"),
            (
                Column(tr("Column"), 260),
                Column(tr("First values")),
                Column(tr("Becomes"), 250),
            ),
        )
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.view.setSelectionMode(TableView.SelectionMode.NoSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card.body.addWidget(self.view)
        column.addWidget(self._card)
        self._dates = Card(tr("Day first or month first?"))
        self._dates_words = label("", wrap=True)
        self.order = Segments(
            [("", tr("Not said")), ("day-first", tr("Day first")),
             ("month-first", tr("Month first"))],
            tr("Order of dates"),
        )  # fmt: skip
        self.order.chosen.connect(lambda _: self._check())
        self._dates.body.addWidget(self._dates_words)
        self._dates.body.addWidget(self.order)
        column.addWidget(self._dates)
        self._yes = Card(tr("Which answers mean yes?"))
        self._yes_rows = QVBoxLayout()
        self._yes.body.addLayout(self._yes_rows)
        column.addWidget(self._yes)
        self._hint = QVBoxLayout()
        column.insertLayout(0, self._hint)
        self.next_button = button(
            tr("See what would happen"), "arrow-right", kind="primary", on_click=go_on
        )
        column.addStretch(1)

    def show_mapping(self, table: Table, mapping: ColumnMapping) -> None:
        """Fills the rows."""
        self._table, self._mapping = table, mapping
        self.view.setRowCount(0)
        self.view.setRowCount(len(table.heads))
        self._boxes = []
        for at, head in enumerate(table.heads):
            box = _box(head, mapping.targets[at])
            box.activated.connect(lambda _: self._asked())
            self._boxes.append(box)
            self.view.put(at, 0, Cell(head, strong=True))
            shown = " · ".join(table.examples(at, _EXAMPLES))
            self.view.put(at, 1, Cell(tr("Hidden") if self._hides() and shown else shown))
            holder = QWidget()
            inside = across(box)
            inside.setContentsMargins(4, 3, 8, 3)
            holder.setLayout(inside)
            self.view.setCellWidget(at, 2, holder)
        self.view.setFixedHeight(len(table.heads) * _ROW + 38)
        self.order.choose(mapping.dates)
        self._asked()

    def focus_first(self) -> None:
        """Puts the keyboard on the first column's box."""
        if self._boxes:
            self._boxes[0].setFocus()

    def choose(self, head: str, target: str) -> None:
        """Says what the column called `head` becomes."""
        box = self._boxes[self._table.heads.index(head)]
        box.setCurrentIndex(box.findData(target))
        self._asked()

    @property
    def mapping(self) -> ColumnMapping:
        """What was said."""
        words = [fold(answer) for answer, box in self._answers if box.isChecked()]
        shown = {fold(answer) for answer, _ in self._answers}
        kept = [word for word in self._mapping.yes if word not in shown]
        return replace(
            self._mapping,
            targets=tuple(str(box.currentData() or "") for box in self._boxes),
            dates=self.order.choice,
            yes=(*kept, *words),
        )

    def _asked(self) -> None:
        """The questions that the columns raise."""
        mapping, table = self.mapping, self._table
        unsaid = open_dates(table, replace(mapping, dates=""))
        self._dates.setVisible(bool(unsaid))
        if unsaid:
            example, day, month = unclear_date(table, table.heads.index(unsaid[0]))
            self._dates_words.setText(
                tr(
                    "“{column}” can be read either way: {example} is {day}, or {month}. Nothing in "
                    "the file proves which.",
                    column=unsaid[0],
                    example=example,
                    day=day,
                    month=month,
                )
            )
        self._show_answers(table, mapping)
        used = sum(1 for target in mapping.targets if target)
        self._left.setText(
            trn("{number} column is left out", "{number} columns are left out",
                len(table.heads) - used)
        )  # fmt: skip
        self._check()

    def _show_answers(self, table: Table, mapping: ColumnMapping) -> None:
        clear(self._yes_rows)
        self._answers = []
        usual = usual_answers()[0]
        for channel, places in channels(mapping).items():
            for at in places:
                line = [label(CHANNELS[channel], "strong")]
                line[0].setFixedWidth(170)
                boxes = []
                for answer, number in answers(table, at):
                    box = QCheckBox(f"{answer[:40]}  ({number:,})".replace("&", "&&"))
                    known = fold(answer) in usual
                    box.setChecked(known or fold(answer) in mapping.yes)
                    box.setEnabled(not known)
                    box.setAccessibleName(
                        tr("“{answer}” means yes to {channel}", answer=answer,
                           channel=CHANNELS[channel])
                    )  # fmt: skip
                    boxes.append(box)
                    if not known:
                        self._answers.append((answer, box))
                nothing = [] if boxes else [label(tr("Nobody agreed"), "muted")]
                stack = down(*boxes, *nothing, spacing=4)
                row = across(line[0], stack, None, spacing=12)
                self._yes_rows.addLayout(row)
        self._yes.setVisible(bool(channels(mapping)))

    def _check(self) -> None:
        """Says what is still missing, and opens the way when nothing is."""
        mapping = self.mapping
        missing = ""
        if not {"name", "given", "family", "id"} & set(mapping.targets):
            missing = tr("Say which column holds the names.")
        elif open_dates(self._table, mapping):
            missing = tr("Say whether the day or the month comes first.")
        clear(self._hint)
        if missing:
            self._hint.addWidget(icon_text("triangle-alert", missing, "warn"))
        self.next_button.setEnabled(not missing)


def _box(head: str, target: str) -> QComboBox:
    box = QComboBox()
    box.addItem(tr("– leave out"), "")
    for key, words in TARGETS.items():
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(target)))
    box.setAccessibleName(tr("What “{column}” becomes", column=head))
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
