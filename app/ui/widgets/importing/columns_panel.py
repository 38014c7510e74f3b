"""Step 2: what each column becomes, which answers mean yes, and how dates are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from app.intake.records.mapping import (
    ColumnMapping,
    answers,
    channels,
    dates_question,
    open_dates,
)
from app.intake.records.presets import fold, usual_answers
from app.intake.records.subject import OPT
from app.intake.records.table import Table
from app.messages import tr, trn
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Segments, across, button, clear, down, icon_text, label
from app.ui.widgets.tables import Cell, Column
from app.ui.widgets.tables import Table as TableView

_ROW = 38
_EXAMPLES = 3
_NO_TABLE = Table("", "csv", (), [], ())
_NO_MAPPING = ColumnMapping("", "", "online", ())


@dataclass(frozen=True)
class Answer:
    """One answer of the column at place `at`, and its box."""

    at: int
    channel: str
    text: str
    number: int
    box: QCheckBox


class ColumnsPanel(QWidget):
    """A row for each column with its first values and what it becomes; questions round them.

    `checked` says that what is missing may have changed; `ready` whether nothing is.
    """

    checked = Signal()

    def __init__(
        self,
        session_hides: Callable[[], bool],
        go_on: Callable[[], None],
        still_missing: Callable[[ColumnMapping], str],
    ) -> None:
        super().__init__()
        self._hides, self._still_missing = session_hides, still_missing
        self._table, self._mapping = _NO_TABLE, _NO_MAPPING
        self._boxes: list[QComboBox] = []
        self._answers: list[Answer] = []
        self.takes: list[QPushButton] = []
        self.ready = False
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
        self._dates = Card(tr("Day first or month first?"))
        self._dates_words = label("", wrap=True)
        self.order = Segments(
            [("", tr("Not said")), ("day-first", tr("Day first")),
             ("month-first", tr("Month first")), ("year-first", tr("Year first"))],
            tr("Order of dates"),
        )  # fmt: skip
        self.order.chosen.connect(lambda _: self._check())
        self._dates.body.addWidget(self._dates_words)
        self._dates.body.addWidget(self.order)
        column.addWidget(self._dates)  # above the columns: in a small window it would be unseen
        self._offers = Card(tr("Do these columns say who agreed?"))
        self._offers.top.addWidget(
            label(tr("Nothing is kept as consent until you say so"), "muted")
        )
        self._offer_rows = QVBoxLayout()
        self._offers.body.addLayout(self._offer_rows)
        column.addWidget(self._offers)
        column.addWidget(self._card)
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
        self._table, self._mapping, self._answers = table, mapping, []
        self.view.setRowCount(0)
        self.view.setRowCount(len(table.heads))
        self._boxes = []
        for at, head in enumerate(table.heads):
            box = _box(head, mapping.targets[at], mapping.about.targets)
            box.activated.connect(lambda _: self._asked())
            self._boxes.append(box)
            self.view.put(at, 0, Cell(head, strong=True))
            holder = QWidget()
            # Only by a label beside it is a box called by its name where a screen reader asks.
            name = label(tr("What “{column}” becomes", column=head))
            name.setBuddy(box)
            name.setFixedWidth(0)
            inside = across(name, box, spacing=0)
            inside.setStretch(1, 1)
            inside.setContentsMargins(4, 3, 8, 3)
            holder.setLayout(inside)
            self.view.setCellWidget(at, 2, holder)
        self.view.setFixedHeight(len(table.heads) * _ROW + 38)
        self.order.choose(mapping.dates)
        self._asked()
        self.show_names()

    def show_names(self) -> None:
        """Shows or hides what people wrote; what is being chosen stays as it is."""
        self._show_values()
        self._name_answers()
        self._show_question()

    def _show_values(self) -> None:
        """Puts its first values beside each column, and which way round a mark is read."""
        hides, turned = self._hides(), self.mapping.turned(self._table.heads)
        for at, box in enumerate(self._boxes):
            shown = " · ".join(self._table.examples(at, _EXAMPLES))
            seen = tr("Hidden") if hides and shown else shown
            if at in turned:
                seen = tr("All but a plain yes: {values}", values=seen)
            self.view.put(at, 1, Cell(seen))
            box.setAccessibleDescription(tr("First values: {values}", values=seen) if seen else "")

    @property
    def first(self) -> QWidget:
        """What is answered first: what bars the way, else the first column's box."""
        if self._dates_open:
            return self.order.findChildren(QPushButton)[0]
        return self._boxes[0] if self._boxes else self

    @property
    def fields(self) -> list[QWidget]:
        """What the keyboard goes through, in the order in which it is read."""
        boxes = [one.box for one in self._answers]
        return [*self.order.findChildren(QPushButton), *self.takes, *self._boxes, *boxes]

    def choose(self, head: str, target: str) -> None:
        """Says what the column called `head` becomes."""
        box = self._boxes[self._table.heads.index(head)]
        box.setCurrentIndex(box.findData(target))
        self._asked()

    @property
    def mapping(self) -> ColumnMapping:
        """What was said."""
        said = {(one.at, fold(one.text)): one.box.isChecked() for one in self._answers}
        return replace(
            self._mapping.with_answers(said),
            targets=tuple(str(box.currentData() or "") for box in self._boxes),
            dates=self.order.choice,
        )

    @property
    def _dates_open(self) -> bool:
        return bool(open_dates(self._table, self.mapping))

    def _asked(self) -> None:
        """The questions that the columns raise."""
        mapping, table = self.mapping, self._table
        self._mapping = mapping
        self._show_values()
        self._show_question()
        self._show_offers(mapping)
        self._show_answers(table, mapping)
        used = sum(1 for target in mapping.targets if target)
        self._left.setText(
            trn("{number} column is left out", "{number} columns are left out",
                len(table.heads) - used)
        )  # fmt: skip
        self._check()

    def _show_question(self) -> None:
        """Asks about dates that can be read either way; a hidden one is no example."""
        table = self._table
        unsaid = open_dates(table, replace(self.mapping, dates=""))
        self._dates.setVisible(bool(unsaid))
        if not unsaid:
            return
        if self._hides():
            words = tr(
                "“{column}” can be read either way. Nothing in the file proves which.",
                column=unsaid[0],
            )
        else:
            words = f"{dates_question(table, table.heads.index(unsaid[0]))}."
        self._dates_words.setText(words)

    def _show_offers(self, mapping: ColumnMapping) -> None:
        """Asks of each column that seems to say who agreed whether it is to be taken for that."""
        clear(self._offer_rows)
        self.takes = []
        for at, channel in mapping.offers.items():
            head, words = self._table.heads[at], mapping.about.channels[channel]
            take = button(
                tr("Keep as consent"), "check",
                on_click=partial(self._take, head, f"{OPT}{channel}"),
            )  # fmt: skip
            take.setAccessibleName(tr("Keep “{column}” as consent to: {channel}", column=head,
                                      channel=words.lower()))  # fmt: skip
            self.takes.append(take)
            said = label(tr("“{column}”: {channel}", column=head, channel=words), wrap=True)
            row = across(said, take, spacing=12)
            row.setStretch(0, 1)
            self._offer_rows.addLayout(row)
        self._offers.setVisible(bool(mapping.offers))

    def _take(self, head: str, target: str) -> None:
        """Takes an offered column; the keyboard goes on to the next."""
        self.choose(head, target)
        (self.takes[0] if self.takes else self.next_button).setFocus()

    def _show_answers(self, table: Table, mapping: ColumnMapping) -> None:
        clear(self._yes_rows)
        self._answers = []
        for channel, places in channels(mapping).items():
            for at in places:
                line = [label(mapping.about.channels[channel], "strong")]
                line[0].setFixedWidth(grown(170))
                boxes = []
                for text, number in answers(table, at):
                    box = QCheckBox()
                    box.setChecked(fold(text) in mapping.yes_in(at))
                    boxes.append(box)
                    self._answers.append(Answer(at, channel, text, number, box))
                nothing = [] if boxes else [label(tr("Nobody agreed"), "muted")]
                stack = down(*boxes, *nothing, spacing=4)
                row = across(line[0], stack, None, spacing=12)
                self._yes_rows.addLayout(row)
        self._name_answers()
        self._yes.setVisible(bool(channels(mapping)))

    def _name_answers(self) -> None:
        """Puts each answer beside its box; hidden are those that are somebody's own words."""
        own = 0
        for one in self._answers:
            text = one.text
            if self._hides() and fold(text) not in usual_answers()[0].union(self._mapping.yes):
                own += 1
                text = tr("Hidden answer {number}", number=own)
            one.box.setText(f"{text[:40]}  ({one.number:,})".replace("&", "&&"))
            one.box.setAccessibleName(
                tr("“{answer}” in “{column}” means yes to {channel}", answer=text,
                   column=self._table.heads[one.at],
                   channel=self._mapping.about.channels[one.channel])
            )  # fmt: skip

    def _check(self) -> None:
        """Says what is still missing, and opens the way when nothing is."""
        mapping = self.mapping
        missing = ""
        if not mapping.about.named & set(mapping.targets):
            missing = tr("Say which column holds the names.")
        elif open_dates(self._table, mapping):
            missing = tr("Say whether the day or the month comes first.")
        missing = missing or self._still_missing(mapping)
        clear(self._hint)
        if missing:
            self._hint.addWidget(icon_text("triangle-alert", missing, "warn"))
        self.ready = not missing
        self.next_button.setEnabled(self.ready)
        for before, after in pairwise([*self.fields, self.next_button]):
            QWidget.setTabOrder(before, after)
        self.checked.emit()


def _box(head: str, target: str, targets: Mapping[str, str]) -> QComboBox:
    box = QComboBox()
    box.addItem(tr("– leave out"), "")
    for key, words in targets.items():
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(target)))
    box.setAccessibleName(tr("What “{column}” becomes", column=head))
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
