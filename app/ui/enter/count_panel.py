"""Counting a sheet: numbers beside its picture, proposed from the ink, confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.scan import RowInk
from app.domain.sheet import SheetCount
from app.messages import tr, trn
from app.operations.paper.sheets import SheetSum
from app.ui.enter.count_form import CountForm
from app.ui.enter.whole_sheet import SheetView
from app.ui.widgets.basics import Card, across, button, label
from app.ui.widgets.keys import ENTER, key_cap
from app.ui.widgets.pictures import SheetPictures

_NARROWEST = 320


def proposal(ink: Mapping[int, RowInk]) -> SheetCount:
    """What the ink suggests: inked rows are in form, those that look crossed out are altered."""
    inked = [row for row in ink.values() if row.inked]
    struck = sum(1 for row in inked if row.struck)
    return SheetCount(len(inked) - struck, 0, {"altered": struck} if struck else {})


class CountPanel(QWidget):
    """The count's form; `saved` is sent by Enter or by the button."""

    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = CountForm()
        self._asks = label("", "strong", wrap=True)
        self._difference = label("", "muted", wrap=True)
        save = button(tr("Save the count"), "check", kind="primary", on_click=self.saved.emit)
        card = Card(tr("Rows on this sheet"))
        card.body.addWidget(self._asks)
        head = across(self._difference, save, key_cap(ENTER))  # above: the reasons are many
        head.setStretch(0, 1)
        card.body.addLayout(head)
        card.body.addSpacing(8)
        card.body.addWidget(self.form)
        left = QVBoxLayout()
        left.addWidget(card)
        left.addStretch(1)
        self._paper = Card(tr("The sheet"))
        self.view = SheetView()
        self.view.setMinimumHeight(420)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._paper.body.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._paper, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.saved.emit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Takes as many columns as stand beside the picture, by the size of the type."""
        column = self.fontMetrics().horizontalAdvance(tr("Sheet lacks the petition’s text")) + 110
        room = self.width() // 2 if self._paper.isVisibleTo(self) else self.width()
        self.form.lay_out(min(max((room - 32) // column, 1), 3))

    def show_sheet(
        self, sheet: SheetSum, ink: Mapping[int, RowInk], pictures: SheetPictures | None
    ) -> None:
        """Shows a sheet's count; where there is none yet, what the ink suggests.

        The ink is counted also where no picture is shown: none is kept, or names are hidden.
        """
        asked = bool(ink) and sheet.sheet.count is None
        count = proposal(ink) if asked else sheet.sheet.count
        self.form.show_count(count)
        self._asks.setVisible(asked)
        if count and asked:
            self._asks.setText(_question(count))
        self.show_pictures(pictures)
        self.show_difference(sheet.difference)

    def show_pictures(self, pictures: SheetPictures | None) -> None:
        """Shows the sheet's picture, or nothing while names are hidden."""
        self._paper.setVisible(pictures is not None)
        self._lay_out()
        self.view.show_pictures(pictures)

    def show_difference(self, difference: int | None) -> None:
        """Says how the keyed rows differ from the count."""
        self._difference.setText(
            tr(
                "Its keyed rows count; they differ from this count by {difference}.",
                difference=difference,
            )
            if difference is not None
            else tr("What is left over is blank and is not counted.")
        )

    def start(self) -> None:
        """Puts the cursor where digits correct the first number."""
        self.form.in_form.setFocus()
        self.form.in_form.selectAll()


def _question(count: SheetCount) -> str:
    """What is proposed, as a question."""
    struck = count.invalid.get("altered", 0)
    rows = trn("{number} row holds ink", "{number} rows hold ink", count.total)
    if not struck:
        return tr("{rows}: is that right?", rows=rows)
    crossed = trn("{number} looks crossed out", "{number} look crossed out", struck)
    return tr("{rows}, {crossed}: is that right?", rows=rows, crossed=crossed)
