"""The card of the scans: what waits for a person, what came of the last pages, what is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from app.messages import tr, trn
from app.operations.paper.scanning import KEEPS
from app.ui.session import Session
from app.ui.sheets.scan_intake import ScanIntake, summary
from app.ui.widgets.basics import Card, WarnPill, button, label


class ScansCard(Card):
    """Scans are dropped here or chosen; the tray is one press away."""

    def __init__(self, session: Session, intake: ScanIntake, open_tray: Callable[[], None]) -> None:
        super().__init__(tr("Scans"), margins=12)
        self._session, self._intake = session, intake
        self._pill = WarnPill("inbox")
        self.top.insertWidget(1, self._pill)
        self.top.setSpacing(12)
        self.tray_button = button("", "inbox", on_click=open_tray)
        self.bring_button = button(tr("Bring in scans"), "scan-line", on_click=intake.ask)
        self.top.addWidget(self.tray_button)
        self.top.addWidget(self.bring_button)
        self._words = label("", "muted", wrap=True)
        self.still_out = QCheckBox(tr("The paper is still out: do not mark the sheets as returned"))
        self.still_out.toggled.connect(self._choose)
        self.body.addWidget(self._words)
        self.body.addWidget(self.still_out)

    def _choose(self, chosen: bool) -> None:  # noqa: FBT001  # a toggle's slot
        self._intake.still_out = chosen

    def show_scans(self, petition: str) -> None:
        """Says how many sheets of the petition (its id) have a picture, and what waits."""
        store = self._session.store
        waiting = store.scans.waiting()
        self._pill.words.setText(trn("{number} page waits", "{number} pages wait", waiting))
        self._pill.setVisible(waiting > 0)
        self.tray_button.set_words(
            trn("Look at {number} page", "Look at {number} pages", waiting)
            if waiting
            else tr("Look at the last pages")
        )
        self.tray_button.setEnabled(bool(waiting or self._intake.outcomes))
        scanned = len(store.scans.scanned(petition))
        if self._intake.outcomes:
            words = summary(self._intake.outcomes)
        elif scanned:
            words = trn("{number} sheet is scanned", "{number} sheets are scanned", scanned)
        else:
            words = tr(
                "Drop PDFs or photographs of signed sheets on this page: each sheet is known by "
                "its code, in any order and any way up"
            )
        kept = tr("No picture is kept.") if store.settings.get(KEEPS) == "no" else ""
        self._words.setText(f"{words}. {kept}".rstrip())
