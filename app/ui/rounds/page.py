"""Call sheets and walk lists: made for a volunteer, and keyed back by code and letter."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from app.domain.outreach.rounds import RoundKind
from app.messages import tr
from app.ui.rounds.key_panel import KeyPanel
from app.ui.rounds.make_panel import MakePanel
from app.ui.session import Session
from app.ui.widgets.basics import Segments
from app.ui.widgets.page import Page


class RoundsPage(Page):
    """Makes lists, and keys what came of them."""

    TITLE = tr("Call sheets and walk lists")
    BEHIND = "outreach"
    TABLES = frozenset(
        {"outreach", "outreach_line", "segment", "contact", "consent_now", "reservation", "holder",
         "petition"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.subtitle.setText(
            tr("A volunteer calls or visits with a list on paper; its codes are keyed back here.")
        )
        self.tabs = Segments(
            [("make", tr("Make a list")), ("key", tr("Key results"))], tr("What to do")
        )
        self.making, self.keying = MakePanel(session), KeyPanel(session)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.making)
        self.stack.addWidget(self.keying)
        self.buttons.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._choose)
        self.holds = (self.tabs, *self.making.typed, self.keying.code, self.keying.note)

    def reload(self) -> None:
        """Only what is in sight: the gate is not asked anew for each line that is keyed."""
        if self.tabs.choice == "key":
            self.keying.reload()
        else:
            self.making.reload()

    def take_people(self, contacts: tuple[str, ...]) -> None:
        self._choose("make")
        self.making.take_people(contacts, self.errand)

    def make_list(self, kind: RoundKind) -> None:
        """Begins a list of that kind."""
        self._choose("make")
        self.making.choose_kind(kind)

    def key_results(self) -> None:
        """Goes to the field for codes."""
        self._choose("key")

    def _choose(self, tab: str) -> None:
        self.tabs.choose(tab)
        self.stack.setCurrentWidget(self.keying if tab == "key" else self.making)
        self.reload()
        if tab == "key":
            self.keying.code.setFocus()

    def leave(self) -> None:
        self.making.stop()


make = RoundsPage
