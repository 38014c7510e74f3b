"""The sheets' balance as a sum, with its difference in sight (R112)."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.domain.sheet import Balance
from app.messages import tr
from app.ui.widgets.bars import Swatch
from app.ui.widgets.basics import Card, IconLabel, across, clear, down, label


class BalanceCard(Card):
    """Printed = entered + back + out + not issued + lost or spoiled."""

    _row: QHBoxLayout | None = None

    def show_balance(self, one: Balance) -> None:
        """Writes the sum."""
        clear(self.body)
        terms = (
            (tr("entered"), one.entered, "accent"),
            (tr("back, to enter"), one.back, "middle"),
            (tr("out"), one.out, "pale"),
            (tr("not issued"), one.not_issued, "rest"),
            (tr("lost or spoiled"), one.lost + one.spoiled, "muted"),
        )
        self._row = row = QHBoxLayout()
        self._space()
        printed = label(f"{one.printed:,}", "figure")
        row.addLayout(down(printed, label(tr("printed"), "muted"), spacing=2))
        for at, (words, number, role) in enumerate(terms):
            row.addWidget(label("=" if at == 0 else "+", "muted"))
            under = across(Swatch(role), label(words, "muted"), spacing=6)
            row.addLayout(down(label(f"{number:,}", "figure"), under, spacing=2))
        row.addStretch(1)
        row.addLayout(self._verdict(one.difference))
        self.body.addLayout(row)
        self.setAccessibleName(
            tr(
                "{printed} printed = {terms}; difference {difference}",
                printed=one.printed,
                terms=" + ".join(f"{number} {words}" for words, number, _ in terms),
                difference=one.difference,
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        self._space()
        super().resizeEvent(event)

    def _space(self) -> None:
        if self._row is not None:
            self._row.setSpacing(14 if self.width() >= 800 else 6)

    @staticmethod
    def _verdict(difference: int) -> QHBoxLayout:
        pill = QFrame()
        pill.setProperty("role", "pill" if not difference else "pill-warn")
        icon, role = ("circle-check", "good") if not difference else ("circle-alert", "warn")
        words = tr("Balances") if not difference else tr("Does not balance")
        inner = across(IconLabel(icon, role, 16), label(words, "strong"), spacing=6)
        inner.setContentsMargins(8, 3, 10, 3)
        pill.setLayout(inner)
        says = label(tr("Difference {difference}", difference=difference), "muted")
        return across(down(across(None, pill), across(None, says), spacing=4))
