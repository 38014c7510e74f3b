"""Counting a sheet without names: so many rows in form, similar, and invalid by reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from app.domain.sheet import SheetCount
from app.domain.signature import REASONS
from app.messages import tr
from app.ui.widgets.basics import label


class CountForm(QWidget):
    """Numbers of rows; what is left over is blank."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self.in_form = self._number(grid, tr("In form"), 0, 0)
        self.similar = self._number(grid, tr("Similar, not in the form"), 0, 3)
        grid.addWidget(label(tr("Invalid, by reason"), "strong"), 1, 0, 1, 8)
        self.invalid = {
            code: self._number(grid, words, 2 + at // 3, at % 3 * 3)
            for at, (code, words) in enumerate(REASONS.items())
        }
        for column in (2, 5):
            grid.setColumnMinimumWidth(column, 20)
        for column in (0, 3, 6):
            grid.setColumnStretch(column, 1)

    @staticmethod
    def _number(grid: QGridLayout, words: str, row: int, column: int) -> QSpinBox:
        made = QSpinBox()
        made.setRange(0, 99)
        made.setFixedWidth(64)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setAccessibleName(words)
        heading = label(words)
        heading.setBuddy(made)
        grid.addWidget(heading, row, column)
        grid.addWidget(made, row, column + 1)
        return made

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
