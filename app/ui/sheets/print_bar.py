"""What is wanted of a batch: how many, of which shape, and what goes with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from app.domain.sheet import MAXIMUM_ROWS, MINIMUM_ROWS, SLIPS, Order, Shape
from app.messages import tr, trn
from app.operations.paper import printing
from app.ui.theme import grown
from app.ui.widgets.basics import Button, Card, across, button, down, label
from app.ui.widgets.fields import combo

KIND_WORDS = {"top": tr("Top sheet"), "full": tr("Full text"), "prayer": tr("Request only")}
SHAPE_WORDS = {
    "portrait": tr("A4 upright"),
    "landscape": tr("A4 across"),
    "large": tr("Large print, 6 rows"),
    "two-part": tr("With a slip for contact details"),
    "slips-4": tr("Slips for one signer, 4 to a page"),
    "slips-6": tr("Slips for one signer, 6 to a page"),
}


class PrintBar:
    """The button that prints, and a `card` with all that can be chosen before."""

    def __init__(self, print_sheets: Callable[[], None]) -> None:
        self.number = QSpinBox()
        self.number.setRange(1, printing.MOST_SHEETS)
        self.number.setValue(20)
        self.number.setFixedWidth(grown(76))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(tr("How many sheets"))
        self.shape = combo([(key, SHAPE_WORDS[key]) for key in get_args(Shape)])
        self.shape.setAccessibleName(tr("Shape of the paper"))
        self.kind = combo([("auto", tr("As the addressee asks"))])
        self.kind.setAccessibleName(tr("Kind of sheet"))
        self.rows = combo(
            [("", tr("As many as fit well"))]
            + [(str(rows), str(rows)) for rows in range(MINIMUM_ROWS, MAXIMUM_ROWS + 1)]
        )
        self.rows.setAccessibleName(tr("Rows on a sheet"))
        self.both_sides = QCheckBox(tr("Both sides, each with its code"))
        self.on_back = QCheckBox(tr("The code on the back, away from the petition (R110)"))
        self.collector = QCheckBox(tr("With pages for the collector: what to say, cards, receipt"))
        self.options = button("", "chevron-down", on_click=self.toggle)
        self.options.setAccessibleName(tr("Number, shape and options of the print"))
        self.options.setToolTip(tr("Number, shape and options of the print"))
        self.options.setFixedWidth(grown(36))
        self.print_button: Button = button("", "printer", on_click=print_sheets)
        self.card = Card(tr("How they are printed"))
        self.card.body.addLayout(
            across(
                _named(tr("Sheets"), self.number),
                _named(tr("Shape"), self.shape),
                _named(tr("Kind"), self.kind),
                _named(tr("Rows"), self.rows),
                None,
                spacing=16,
            )
        )
        for box in (self.both_sides, self.on_back, self.collector):
            self.card.body.addWidget(box)
        self.card.hide()
        self.number.valueChanged.connect(lambda _: self._name())
        self.shape.currentIndexChanged.connect(lambda _: self._name())
        self._name()

    def toggle(self) -> None:
        """Shows the card, or hides it."""
        self.card.setVisible(self.card.isHidden())

    def _name(self) -> None:
        number, slips = self.number.value(), self.shape.currentData() in SLIPS
        for control in (self.rows, self.both_sides, self.on_back):
            control.setEnabled(not slips)
        words = (
            trn("Print {number} slip", "Print {number:,} slips", number)
            if slips
            else trn("Print {number} sheet", "Print {number:,} sheets", number)
        )
        self.print_button.set_words(words)

    def show_kinds(self, kinds: tuple[str, ...]) -> None:
        """Offers the kinds that the addressee takes."""
        chosen = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(tr("As the addressee asks"), "auto")
        for kind in kinds:
            self.kind.addItem(KIND_WORDS[kind], kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    def order(self) -> Order:
        """What is wanted."""
        rows: str = self.rows.currentData() if self.rows.isEnabled() else ""
        return Order(
            count=self.number.value(),
            rows=int(rows) if rows else None,
            kind=self.kind.currentData(),
            shape=self.shape.currentData(),
            sides=2 if self.both_sides.isEnabled() and self.both_sides.isChecked() else 1,
            codes_on="back" if self.on_back.isEnabled() and self.on_back.isChecked() else "foot",
            collector=self.collector.isChecked(),
        )


def _named(words: str, control: QWidget) -> QVBoxLayout:
    return down(label(words, "muted"), control, spacing=4)
