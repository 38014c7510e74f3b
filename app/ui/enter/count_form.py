"""The numbers of a count: so many rows in form, similar, and invalid by reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

from app.domain.sheet import SheetCount
from app.domain.signature import REASONS
from app.messages import tr
from app.ui.theme import grown
from app.ui.widgets.basics import label


class CountForm(QWidget):
    """Numbers of rows; what is left over is blank."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._headings: dict[QSpinBox, QLabel] = {}
        self.in_form = self._number(tr("In form"))
        self.similar = self._number(tr("Similar, not in the form"))
        self._by_reason = label(tr("Invalid, by reason"), "strong")
        self.invalid = {code: self._number(words) for code, words in REASONS.items()}
        self._columns = 0
        self.lay_out(3)

    def _number(self, words: str) -> QSpinBox:
        made = QSpinBox()
        made.setRange(0, 99)
        made.setFixedWidth(grown(64))
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setAccessibleName(words)
        heading = label(words)
        heading.setBuddy(made)
        self._headings[made] = heading
        return made

    def lay_out(self, columns: int) -> None:
        """Stands in so many columns: fewer leave room for the sheet's picture."""
        if columns == self._columns:
            return
        self._columns = columns
        for made in (*self._headings, *self._headings.values(), self._by_reason):
            self._grid.removeWidget(made)
        self._put(self.in_form, 0, 0)
        self._put(self.similar, *((0, 1) if columns > 1 else (1, 0)))
        self._grid.addWidget(self._by_reason, 2, 0, 1, 3 * columns - 1)
        for at, number in enumerate(self.invalid.values()):
            self._put(number, 3 + at // columns, at % columns)
        for column in range(8):
            gap, stretch = column % 3 == 2, column % 3 == 0 and column < 3 * columns
            self._grid.setColumnMinimumWidth(column, 12 if gap and column < 3 * columns else 0)
            self._grid.setColumnStretch(column, int(stretch))

    def _put(self, made: QSpinBox, row: int, column: int) -> None:
        self._grid.addWidget(self._headings[made], row, 3 * column)
        self._grid.addWidget(made, row, 3 * column + 1)

    def show_count(self, count: SheetCount | None) -> None:
        """Shows a count that was made before, or zeros."""
        count = count or SheetCount(0)
        self.in_form.setValue(count.in_form)
        self.similar.setValue(count.similar)
        for code, box in self.invalid.items():
            box.setValue(count.invalid.get(code, 0))

    @property
    def count(self) -> SheetCount:
        """What is counted."""
        invalid = {code: box.value() for code, box in self.invalid.items() if box.value()}
        return SheetCount(self.in_form.value(), self.similar.value(), invalid)
