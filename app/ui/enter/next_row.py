"""What comes next: the next row's picture, already there, and the keys of this page."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from app.messages import tr
from app.ui.widgets.basics import Card, label
from app.ui.widgets.keys import keys_table
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.row_picture import RowPicture


class NextRow(Card):
    """The next row and the keys."""

    def __init__(self) -> None:
        super().__init__(tr("Keys"))
        self.household = label(tr("Same household? F3 carries the address on"), "muted", wrap=True)
        self.top.setStretch(1, 0)
        self.top.addWidget(self.household, 1)
        self.picture = RowPicture(beside=0.0)
        self.body.addWidget(self.picture)
        self.body.addWidget(keys_table())
        self.body.addStretch(1)

    def show_row(self, pictures: SheetPictures | None, row: int | None) -> None:
        """Shows the next row's picture; without one, the keys alone."""
        self.heading.setText(tr("Next: row {row}", row=row) if row else tr("The last row"))
        self.household.setVisible(row is not None)
        self.picture.show_row(pictures if row else None, row or 0)
        self._fit()

    def _fit(self) -> None:
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 32
        self.picture.setFixedHeight(self.picture.height_at(room) if room > 0 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fit()
