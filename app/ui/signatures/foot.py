"""Under the table: what is selected and may be done with it, and what matches in figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from app.domain.signature import REASONS, Counts, Origin, Validity, add_counts
from app.messages import tr
from app.ui.widgets.basics import Button, across, button, clear, icon_text, label
from app.ui.widgets.looks import VALIDITY_LOOKS

Mark = Callable[[Validity, str], object]

_FEW = 12
"""So many rows can be said not to be one person's at once: each with each is a pair."""
_ROOMY = 900


def _keyed(made: Button, keys: str) -> Button:
    made.setToolTip(keys)
    made.setAccessibleDescription(keys)
    return made


class SelectionBar(QFrame):
    """How many rows are selected, and the buttons for them."""

    def __init__(self, mark: Mark, actions: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self.words = label("", "strong")
        self.valid = button(tr("Mark valid"), "circle-check", on_click=lambda: mark("valid", ""))
        self.invalid = button(tr("Mark invalid"), "circle-x")
        menu = QMenu(self.invalid)
        for code, words in REASONS.items():
            menu.addAction(words, partial(mark, "invalid", code))
        self.invalid.setMenu(menu)
        self.compare = button(tr("Compare as duplicates"), "copy", on_click=actions["compare"])
        self.apart = button(tr("Not the same person"), "users", on_click=actions["apart"])
        for made, keys in (
            (self.valid, "Ctrl+Shift+V"),
            (self.invalid, "Ctrl+Shift+X"),
            (self.compare, "Ctrl+Shift+J"),
            (self.apart, "Ctrl+Shift+N"),
        ):
            _keyed(made, keys)
        gone = _keyed(
            button(tr("Clear selection"), kind="link", on_click=actions["clear"]), tr("Esc")
        )
        row = across(
            self.words, 8, self.valid, self.invalid, self.compare, self.apart, None, gone, spacing=8
        )
        row.setContentsMargins(12, 8, 12, 8)
        self.setLayout(row)
        self.hide()

    def show_selected(self, number: int) -> None:
        """Says how many rows are selected, and offers what can be done with so many."""
        self.setVisible(number > 0)
        self.words.setText(tr("{number:,} selected", number=number))
        for made in (self.compare, self.apart):
            made.setVisible(2 <= number <= _FEW)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        for made, short in (
            (self.valid, tr("Valid")),
            (self.invalid, tr("Invalid")),
            (self.compare, tr("Compare")),
            (self.apart, tr("Not the same")),
        ):
            made.setText(f"\u2009{made.accessibleName() if roomy else short}")


class Totals(QWidget):
    """How many match, and how they count, on paper and online apart where there are both."""

    def __init__(self, clear_filter: Callable[[], object]) -> None:
        super().__init__()
        self._clear = clear_filter
        self._apart: QLabel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 14, 6)
        self._row.setSpacing(16)

    def show_waiting(self, total: int) -> None:
        """While the whole is still looked for."""
        self._apart = None
        clear(self._row)
        self._row.addWidget(label(tr("Looking through {total:,}…", total=total), "muted"))
        self._row.addStretch(1)

    def show_counts(
        self, by_origin: Mapping[Origin, Counts], total: int, *, filtered: bool
    ) -> None:
        """Shows the counts of what matches among `total`."""
        found = add_counts(by_origin.values())
        self._apart = None
        clear(self._row)
        words = tr("{raw:,} of {total:,} match", raw=found.raw, total=total)
        self._row.addWidget(label(words, "strong"))
        if filtered:
            self._row.addWidget(button(tr("Clear the filter"), kind="link", on_click=self._clear))
        online = by_origin["online"].raw
        if online:
            apart = tr("{paper:,} on paper, {online:,} online", paper=found.raw - online,
                       online=online)  # fmt: skip
            self._apart = label(apart, "muted")
            self._row.addWidget(self._apart)
            self._make_room()
        self._row.addStretch(1)
        for validity, number in (
            ("valid", found.valid),
            ("similar", found.similar),
            ("invalid", found.invalid_total),
            ("unchecked", found.unchecked),
        ):
            icon, role, word = VALIDITY_LOOKS[validity]
            self._row.addWidget(icon_text(icon, f"{word} {number:,}", role))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Origins are left out where they would cut the other figures: the filter tells them."""
        if self._apart is not None:
            self._apart.setVisible(self.width() >= _ROOMY)
