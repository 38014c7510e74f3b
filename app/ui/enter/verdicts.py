"""What a row is judged: valid, similar, or invalid with its reason of R106, each with its key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from app.domain.signature import REASONS, Validity
from app.messages import tr
from app.ui.widgets.basics import label
from app.ui.widgets.flow import Flow
from app.ui.widgets.keys import KeyButton, on_keys

VERDICTS: tuple[tuple[Validity, str, str, str, str, str], ...] = (
    ("valid", "", tr("Valid"), "circle-check", "good", "F5"),
    ("similar", "", tr("Similar"), "equal-approximately", "accent", "F6"),
    ("invalid", "illegible", tr("Illegible"), "circle-question-mark", "bad", "F7"),
    ("invalid", "altered", tr("Crossed out"), "eraser", "bad", "F8"),
)
"""Validity, reason, word, icon, its colour and the key of the verdicts with a button."""

OTHER = tr("Other reason")
ROW_REASONS = {
    code: words for code, words in REASONS.items() if code not in {"illegible", "altered"}
}
"""Reasons without a button."""


class Verdicts(QWidget):
    """The buttons in a line; `judged` is sent when a person has chosen."""

    judged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._validity: Validity = "valid"
        self._reason = ""
        self._group = QButtonGroup(self)
        parts: list[QWidget] = [label(tr("This row is"), "strong")]
        self.buttons: list[KeyButton] = []
        for validity, reason, word, icon, role, key in VERDICTS:
            made = KeyButton(icon, role, word, key)
            choose = partial(self.choose, validity, reason)
            made.clicked.connect(lambda _=False, choose=choose: choose())
            self._group.addButton(made)
            self.buttons.append(made)
            parts.append(made)
            on_keys(self, [(key, choose)])
        self.other = KeyButton("circle-x", "bad", OTHER, tr("Ctrl+R"))
        self._group.addButton(self.other)
        parts.append(self.other)
        self._menu = QMenu(self.other)
        self._menu.setAccessibleName(OTHER)
        for code, words in ROW_REASONS.items():
            self._menu.addAction(words, partial(self.choose, "invalid", code))
        self.other.clicked.connect(lambda _=False: self.ask_reason())
        on_keys(self, [("Ctrl+R", self.ask_reason)])
        self.setLayout(Flow(*parts, spacing=6))
        self.show_verdict("valid", "")

    @property
    def verdict(self) -> tuple[Validity, str]:
        """Validity and reason."""
        return self._validity, self._reason

    def choose(self, validity: Validity, reason: str = "") -> None:
        """Judges the row, as a person asked."""
        self.show_verdict(validity, reason)
        self.judged.emit()

    def ask_reason(self) -> None:
        """Shows the reasons that have no button."""
        self.show_verdict(*self.verdict)
        self._menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def show_verdict(self, validity: Validity, reason: str) -> None:
        """Marks a verdict without saying so; none of them for a row that is not judged."""
        self._validity, self._reason = validity, reason
        marked: QPushButton | None = None
        for made, verdict in zip(self.buttons, VERDICTS, strict=True):
            if verdict[:2] == (validity, reason):
                marked = made
        if marked is None and reason:
            marked = self.other
        self.other.say(REASONS[reason] if marked is self.other else OTHER)
        if marked is None:
            self._group.setExclusive(False)  # Qt's shape
            for made in (*self.buttons, self.other):
                made.setChecked(False)
            self._group.setExclusive(True)  # Qt's shape
        else:
            marked.setChecked(True)

    def suggest(self, reason: str) -> None:
        """Marks the button of a reason that the scan suggests; it is never chosen by itself."""
        for made, verdict in zip(self.buttons, VERDICTS, strict=True):
            made.setProperty("suggested", bool(reason) and verdict[1] == reason)
            made.style().unpolish(made)
            made.style().polish(made)
