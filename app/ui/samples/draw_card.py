"""How a sample is drawn: divided by what, and how many rows or how sure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox

from app.domain.sampling import By
from app.messages import tr, trn
from app.ui.theme import grown
from app.ui.widgets.basics import Card, across, button, down, label
from app.ui.widgets.fields import combo

BY: tuple[tuple[By, str], ...] = (
    ("collector", tr("Collector")),
    ("batch", tr("Batch")),
    ("venue", tr("Venue")),
    ("source", tr("Source")),
    ("origin", tr("Paper or online")),
)
MARGINS = [
    ("0.03", tr("± 3 %")),
    ("0.05", tr("± 5 %")),
    ("0.1", tr("± 10 %")),
    ("", tr("As many as I say")),
]


class DrawCard(Card):
    """Asks for the parts and the size; `wanted` is sent when a sample is to be drawn."""

    wanted = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Draw a sample"))
        self.body.addWidget(
            label(
                tr(
                    "Rows are drawn at random from all that may count, from each part by its size. "
                    "You compare them with the paper or a register; the share that is good then "
                    "says how many of all are."
                ),
                "muted",
                wrap=True,
            )
        )
        self.by, self.margin = combo(list(BY)), combo(MARGINS)
        self.margin.setCurrentIndex(1)
        self.rows = QSpinBox()
        self.rows.setRange(1, 1_000_000)
        self.rows.setValue(100)
        for editor, name in (
            (self.by, tr("Divide by")),
            (self.margin, tr("How sure")),
            (self.rows, tr("Rows")),
        ):
            editor.setAccessibleName(name)
        for editor in (self.by, self.margin, self.rows):
            editor.setFixedHeight(grown(34))
        self.rows.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.rows.setMinimumWidth(96)
        self.by.currentIndexChanged.connect(self.changed)
        self.margin.currentIndexChanged.connect(self.changed)
        self.rows.valueChanged.connect(self.changed)
        self.deed = button("", "list-checks", kind="primary", on_click=self.wanted.emit)
        self.leave = button(tr("Cancel"))
        self.body.addLayout(
            across(
                down(label(tr("Divide by"), "strong"), self.by, spacing=3),
                down(label(tr("How sure"), "strong"), self.margin, spacing=3),
                down(label(tr("Rows"), "strong"), self.rows, spacing=3),
                None,
                spacing=16,
            )
        )
        self.body.addLayout(across(None, self.leave, self.deed))

    @property
    def chosen_by(self) -> By:
        """What the signatures are divided by."""
        return BY[self.by.currentIndex()][0]

    @property
    def chosen_margin(self) -> float | None:
        """The margin; None where a number of rows is said."""
        chosen = str(self.margin.currentData())
        return float(chosen) if chosen else None

    def show_size(self, size: int, frame: int) -> None:
        """Says how many rows the chosen margin needs, of so many that may be drawn."""
        by_hand = self.chosen_margin is None
        self.rows.setEnabled(by_hand)
        if not by_hand:
            self.rows.blockSignals(True)  # noqa: FBT003  # Qt's shape
            self.rows.setValue(max(1, size))
            self.rows.blockSignals(False)  # noqa: FBT003  # Qt's shape
        number = min(self.rows.value(), frame)
        self.deed.set_words(trn("Draw {number} row", "Draw {number:,} rows", number))
        self.deed.setEnabled(frame > 0)
