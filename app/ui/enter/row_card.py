"""The card of the row that is keyed now: picture, fields, verdict, and the way on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.domain.row_notes import RowNote
from app.domain.signature import RowEntry
from app.messages import tr
from app.ui.enter.desk import ZOOMS
from app.ui.enter.hidden_row import HiddenRow
from app.ui.enter.row_form import RowForm
from app.ui.enter.whole_sheet import WholeSheet
from app.ui.widgets.basics import Card, across, button
from app.ui.widgets.keys import ENTER, key_cap, on_keys
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.veiled import shows_whole


class RowCard(Card):
    """One row; what is done with it is the panel's affair."""

    def __init__(
        self,
        notes: Callable[[RowEntry], list[RowNote]],
        today: Callable[[], date],
        known_at: Callable[[str], list[str]],
        known_towns: Callable[[], frozenset[str]],
    ) -> None:
        super().__init__(tr("Row"))
        self.form = RowForm(notes, today, known_at, known_towns)
        self._pictures: SheetPictures | None = None
        self.whole_button = button(
            tr("Whole sheet"), "file-text", kind="link", on_click=self.show_whole
        )
        self.turn_button = button(
            tr("Turn"), "rotate-cw", kind="link", on_click=self.form.desk.picture.turn
        )
        self.zoom_button = button(tr("Zoom"), "zoom-in", kind="link", on_click=self.zoom)
        self.whole_button.setToolTip("F11")
        self.turn_button.setToolTip(tr("Ctrl+T"))
        self.zoom_button.setToolTip(tr("Ctrl++ and Ctrl+-"))
        self.clear_button = button(tr("Clear the row"), "x", kind="link")
        self.clear_button.setToolTip("F10")
        for made in (self.clear_button, self.whole_button, self.turn_button, self.zoom_button):
            self.top.addWidget(made)
        self._hidden_row = HiddenRow(self.form.finished.emit)
        self.show_button = self._hidden_row.show_button
        self.body.addWidget(self._hidden_row)
        self.body.addWidget(self.form)
        self.next_button = button(
            tr("Next row"), "arrow-right", kind="primary", on_click=self.form.finished.emit
        )
        self.foot = across(self.form.verdicts, self.next_button, key_cap(ENTER), spacing=8)
        self.foot.setStretch(0, 1)
        self.form.layout().addLayout(self.foot)  # type: ignore[union-attr]  # set by the form
        on_keys(
            self,
            [
                ("F11", self.show_whole),
                ("Ctrl+T", self.form.desk.picture.turn),
                ("Ctrl++", lambda: self.zoom(1)),
                ("Ctrl+=", lambda: self.zoom(1)),
                ("Ctrl+-", lambda: self.zoom(-1)),
                ("F2", self.form.take_address),
                ("Shift+F2", self.form.take_street),
                ("F4", self.form.take_suggestion),
                ("Ctrl+D", self.form.toggle_same_date),
                ("F12", self.form.no_signature),
            ],
        )
        self.show_pictures(None, hidden=False)

    def show_pictures(
        self, pictures: SheetPictures | None, *, hidden: bool, at_risk: bool = False
    ) -> None:
        """Takes the sheet's pictures; `hidden` hides them with the fields, as `at_risk` does."""
        closed = hidden or at_risk
        self._pictures = None if closed else pictures
        self.turn_button.setVisible(self._pictures is not None)
        self.whole_button.setVisible(shows_whole(self._pictures))
        self.zoom_button.setVisible(not closed)
        self.form.setVisible(not closed)
        self._hidden_row.setVisible(closed)
        self._hidden_row.say(at_risk=at_risk and not hidden)

    def start(self, field: str = "postcode") -> None:
        """Puts the cursor where typing begins; in a row that is kept back, on the way on."""
        if self._hidden_row.isHidden():
            self.form.start(field)
        else:
            self._hidden_row.next_button.setFocus()

    def zoom(self, step: int = 0) -> None:
        """One step nearer or farther; without a step round all of them."""
        desk = self.form.desk
        at = ZOOMS.index(desk.zoom) + (step or 1)
        desk.zoom = ZOOMS[at % len(ZOOMS) if not step else min(max(at, 0), len(ZOOMS) - 1)]
        self.form.view.refit()

    def show_whole(self) -> None:
        """Shows the whole sheet's picture in a window of its own."""
        if self._pictures is not None and shows_whole(self._pictures):
            WholeSheet(self, self._pictures).show()

    def close_whole(self) -> None:
        """Takes that window away."""
        for window in self.findChildren(WholeSheet):
            window.close()
