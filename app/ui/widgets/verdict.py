"""What is thought of a pair: how sure, why, and what a person may say to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.duplicates.levels import POSSIBLE, word
from app.messages import tr, trn
from app.ui.widgets.basics import IconLabel, across, button, clear, label
from app.ui.widgets.flow import Flow
from app.ui.widgets.keys import key_cap

_AGAINST = tr("but ")

ACCEPT = tr("Accept as one person")


def sureness(probability: float) -> str:
    """“Likely, 97 in 100”; never “100 in 100”, for nobody knows."""
    return tr(
        "{word}, {share} in 100",
        word=word(probability) if probability >= POSSIBLE else tr("Unlikely"),
        share=max(1, min(99, int(100 * probability))),
    )


class Why(QWidget):
    """The reasons in words, those against it with another icon."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_reasons(self, reasons: Sequence[str]) -> None:
        """Shows one line a reason."""
        clear(self._column)
        for reason in reasons:
            against = reason.startswith(_AGAINST)
            icon, role = ("circle-alert", "warn") if against else ("equal", "good")
            words = label(reason[0].upper() + reason[1:], wrap=True)
            row = across(IconLabel(icon, role, 16), words, spacing=8)
            row.setStretch(1, 1)
            self._column.addLayout(row)
        self.setAccessibleName("; ".join(reasons))


class RiskLine(QWidget):
    """How many of a pair are at risk; out of sight where none is kept back."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        row = across(IconLabel("shield-alert", "warn", 16), self.words, spacing=8)
        row.setStretch(1, 1)
        self.setLayout(row)

    def show_number(self, number: int) -> None:
        """Says that one is, or both are."""
        self.setVisible(number > 0)
        self.words.setText(
            trn(
                "One of these two is at risk. S shows both, until the next pair.",
                "Both of these are at risk. S shows them, until the next pair.",
                number,
            )
        )


class Says(QWidget):
    """The buttons of a verdict, each with its key."""

    def __init__(self, doings: Sequence[tuple[str, str, str, Callable[[], object]]]) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._places: dict[str, QWidget] = {}
        for key, words, icon, do in doings:
            made = button(words, icon, on_click=do)
            self.buttons[key] = made
            place = QWidget()
            place.setLayout(across(made, key_cap(key), spacing=6))
            self._places[key] = place
        self.setLayout(Flow(*self._places.values(), spacing=12))

    def offer(self, key: str, *, offered: bool) -> None:
        """Shows a button that is not always of use, with its key."""
        self._places[key].setVisible(offered)

    def show_cluster(self, number: int) -> None:
        """Says how many signatures “accept” is about."""
        made = self.buttons["A"]
        words = ACCEPT
        if number > 2:
            words = tr("Accept all {number} as one person", number=number)
        made.setText(f"\u2009{words}")
        made.setAccessibleName(words)
