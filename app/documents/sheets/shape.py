"""The shapes of a sheet, as figures: its page, its type, its rows, its columns and its foot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.documents.page.fonts import BOLD
from app.documents.page.style import MARGIN, MM, PAGE_HEIGHT, PAGE_WIDTH, Style
from app.domain.sheet import Box, Shape


@dataclass(frozen=True)
class Foot:
    """The foot, in points from its own lower edge: its rule, the QR and three columns.

    A column is where it begins and how wide it is; the notice may stand below the others.
    """

    rule: float
    qr: float
    returning: tuple[float, float]
    notice: tuple[float, float]
    notice_top: float
    notice_sizes: tuple[float, ...]
    code: Style
    text: Style


@dataclass(frozen=True)
class SheetShape:
    """One shape; lengths in points. `columns` begin at parts of the width of the text."""

    size: tuple[float, float]
    heading: Style
    long_heading: Style
    body: Style
    translation: Style
    consent: Style
    head: Style
    head_height: float
    smallest_row: float
    best_row: float
    largest_row: float
    usual_rows: int
    columns: tuple[tuple[str, float], ...]
    foot: Foot
    slip: float = 0.0
    fixed_rows: int | None = None

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.size[0] - 2 * MARGIN

    @property
    def top(self) -> float:
        """The first baseline."""
        return self.size[1] - 14 * MM - self.heading.size * 0.5

    @property
    def corner(self) -> Box:
        """Kept free on a top sheet: the Member signs at the top right (R18)."""
        width, height = self.size
        return (width - 208.3, height - 117, width - MARGIN, height - 39)

    @property
    def table_bottom(self) -> float:
        """Rows end above this."""
        return self.slip + self.foot.rule + 12 + self.foot.text.size + 2

    @property
    def marks(self) -> tuple[tuple[float, float], ...]:
        """The outer corners of the four corner marks: printers leave up to 8 mm white."""
        edge, (width, height) = 8.5 * MM, self.size
        return tuple((x, y) for y in (edge, height - edge) for x in (edge, width - edge))


_COLUMNS = (
    ("name", 0.0384),
    ("address", 0.2668),
    ("postcode", 0.5722),
    ("signature", 0.7057),
    ("date", 0.8943),
)
_FOOT = Foot(
    rule=119,
    qr=60,
    returning=(218, 128),
    notice=(354, PAGE_WIDTH - MARGIN - 354),
    notice_top=105,
    notice_sizes=(6.8, 6.4, 6.0),
    code=Style(14, 15, BOLD),
    text=Style(8.6, 11),
)
PORTRAIT = SheetShape(
    size=(PAGE_WIDTH, PAGE_HEIGHT),
    heading=Style(17, 22, BOLD),
    long_heading=Style(13, 17, BOLD),
    body=Style(11, 15),
    translation=Style(8.2, 11.8),
    consent=Style(8.5, 11),
    head=Style(8.6, 9.5),
    head_height=24,
    smallest_row=10 * MM,
    best_row=12.4 * MM,
    largest_row=14 * MM,
    usual_rows=10,
    columns=_COLUMNS,
    foot=_FOOT,
)
SHEET_SHAPES: dict[Shape, SheetShape] = {
    "portrait": PORTRAIT,
    "landscape": replace(
        PORTRAIT,
        size=(PAGE_HEIGHT, PAGE_WIDTH),
        heading=Style(15, 20, BOLD),
        long_heading=Style(12, 16, BOLD),
        body=Style(10, 13),
        translation=Style(8, 10.6),
        smallest_row=9 * MM,
        best_row=10 * MM,
        largest_row=12 * MM,
        usual_rows=8,
        foot=Foot(
            rule=106,
            qr=58,
            returning=(222, 190),
            notice=(430, PAGE_HEIGHT - MARGIN - 430),
            notice_top=92,
            notice_sizes=(7.2, 6.8, 6.4, 6.0),
            code=Style(14, 15, BOLD),
            text=Style(8.6, 10.5),
        ),
    ),
    "large": SheetShape(
        size=(PAGE_WIDTH, PAGE_HEIGHT),
        heading=Style(22, 27, BOLD),
        long_heading=Style(19, 24, BOLD),
        body=Style(18, 22.5),
        translation=Style(18, 22.5),
        consent=Style(14, 17),
        head=Style(14, 15),
        head_height=28,
        smallest_row=12 * MM,
        best_row=13 * MM,
        largest_row=20 * MM,
        usual_rows=6,
        columns=(
            ("name", 0.05),
            ("address", 0.27),
            ("postcode", 0.53),
            ("signature", 0.69),
            ("date", 0.87),
        ),
        foot=Foot(
            rule=196,
            qr=72,
            returning=(270, PAGE_WIDTH - MARGIN - 270),
            notice=(MARGIN, PAGE_WIDTH - 2 * MARGIN),
            notice_top=88,
            notice_sizes=(10, 9, 8),
            code=Style(18, 20, BOLD),
            text=Style(12, 14),
        ),
        fixed_rows=6,
    ),
    "two-part": replace(
        PORTRAIT,
        heading=Style(15, 20, BOLD),
        long_heading=Style(12, 16, BOLD),
        body=Style(10, 13),
        translation=Style(8, 10.6),
        best_row=10 * MM,
        largest_row=12 * MM,
        usual_rows=6,
        slip=238,
        fixed_rows=6,
    ),
}
"""Slips are no shape of a page but a page of slips: `sheet_slips` lays them out."""
