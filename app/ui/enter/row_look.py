"""The state of a row of the open sheet: an icon and a word, and whether Enter stops there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.scan import RowInk
from app.domain.signature import REASONS, Signature
from app.messages import tr
from app.ui.widgets.looks import VALIDITY_LOOKS


@dataclass(frozen=True)
class RowLook:
    """What a row's tile shows."""

    row: int
    icon: str
    role: str
    word: str


@dataclass(frozen=True)
class RowStates:
    """What is known of all rows of a sheet.

    `ink` is what the scan saw, empty without one; `blank` are rows a person called blank.
    """

    rows: int
    keyed: Mapping[int, Signature]
    ink: Mapping[int, RowInk]
    blank: frozenset[int] = frozenset()

    def is_empty(self, row: int) -> bool:
        """Whether nothing is to be keyed in the row."""
        if row in self.keyed:
            return False
        return row in self.blank or (row in self.ink and not self.ink[row].inked)

    def is_struck(self, row: int) -> bool:
        """Whether the row looks crossed out and nobody has said so yet."""
        return row not in self.keyed and row in self.ink and self.ink[row].struck

    @property
    def to_key(self) -> list[int]:
        """The rows that are still to be keyed."""
        return [
            row
            for row in range(1, self.rows + 1)
            if row not in self.keyed and not self.is_empty(row)
        ]

    @property
    def empty(self) -> list[int]:
        """The rows in which nothing is to be keyed."""
        return [row for row in range(1, self.rows + 1) if self.is_empty(row)]

    def after(self, row: int, step: int = 1) -> int | None:
        """The next row in that direction that is not empty; None at the sheet's end."""
        while 1 <= row + step <= self.rows:
            row += step
            if not self.is_empty(row):
                return row
        return None

    def look(self, row: int, current: int) -> RowLook:
        """The tile of a row."""
        keyed = self.keyed.get(row)
        if row == current:
            return RowLook(row, "pencil", "accent", tr("Keying"))
        if keyed:
            icon, role, word = VALIDITY_LOOKS[keyed.validity]
            return RowLook(row, icon, role, REASONS.get(keyed.reason, word))
        if self.is_empty(row):
            return RowLook(row, "circle", "muted", tr("Empty"))
        if self.is_struck(row):
            return RowLook(row, "eraser", "warn", tr("Crossed out?"))
        return RowLook(row, "circle-dashed", "muted", tr("To key"))
