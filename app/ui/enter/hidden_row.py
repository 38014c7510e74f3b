"""What stands in the place of a row that is kept back: all names are hidden, or it is at risk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.messages import tr
from app.ui.widgets.basics import IconLabel, across, button, label
from app.ui.widgets.keys import ENTER, key_cap


class HiddenRow(QWidget):
    """Why, and where it is one person's row, a key that shows it and Enter that goes on."""

    def __init__(self, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._icon = IconLabel("eye-off", "muted", 18)
        self._words = label("", wrap=True)
        self.show_button = button(tr("Show the row"), "eye")
        self.next_button = button(tr("Next row"), "arrow-right", kind="primary", on_click=go_on)
        self.next_button.setAutoDefault(True)  # Enter goes on, as it does from a row that is keyed
        self._more = QWidget()
        self._more.setLayout(
            across(self.show_button, key_cap("S"), self.next_button, key_cap(ENTER), spacing=8)
        )
        row = across(self._icon, self._words, self._more, spacing=10)
        row.setStretch(1, 1)
        self.setLayout(row)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("S"), self, self.show_button.click).setContext(here)

    def say(self, *, at_risk: bool) -> None:
        """Says why the row is kept back."""
        self._icon.show_icon(*(("shield-alert", "warn") if at_risk else ("eye-off", "muted")))
        self._words.setText(
            tr("The person who signed this row is at risk.")
            if at_risk
            else tr("Names are hidden, and the picture with them. F9 shows them.")
        )
        self._more.setVisible(at_risk)
