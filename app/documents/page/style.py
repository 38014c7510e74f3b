"""The design of documents: the page, a scale of type on a baseline grid, and the colours."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.page.fonts import BOLD, REGULAR, SERIF, SERIF_BOLD

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 15 * MM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

INK, MUTED, RULE, FAINT, TINT = "#1B1F23", "#56606B", "#7C848D", "#C9CED3", "#F1F3F3"
ACCENT = "#0B5D66"
"""Ink teal: as dark as the text beside it when it is printed in grey."""

GRID = 5.0
"""Points from one baseline to the next that a line may stand on."""

SMALLEST = 8.0
"""In points: nothing that a person wrote is set smaller."""


@dataclass(frozen=True)
class Style:
    """One step of the scale: `leading` points from baseline to baseline, multiples of the grid."""

    size: float
    leading: float
    font: str = REGULAR
    strong: str = BOLD
    colour: str = INK

    @property
    def drop(self) -> float:
        """From a line's upper edge to its baseline, which stands on the grid."""
        return self.leading - (GRID if self.leading >= 3 * GRID else 3)


TITLE = Style(18, 25, BOLD, BOLD, ACCENT)
HEADING = Style(12.5, 20, BOLD, BOLD)
TEXT = Style(10.5, 15)
LETTER = Style(11, 15, SERIF, SERIF_BOLD)
"""Letters, and the form of words where it is read rather than signed."""

LARGE = Style(13, 20)
CELL = Style(9, 12.5)
NOTE = Style(8.5, 12.5, colour=MUTED)
FOOT = Style(8, 10, colour=MUTED)
SHOUT = Style(34, 40, BOLD, BOLD, ACCENT)
NUMBER = Style(150, 150, BOLD, BOLD, ACCENT)
POSTER = Style(20, 30)
