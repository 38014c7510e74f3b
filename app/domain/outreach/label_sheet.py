"""Sheets of labels: their measures in millimetres, checked that they add up, and each place."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.sheet import Box
from app.errors import AppError

PAPER = (210.0, 297.0)
"""A4, in millimetres."""

MM = 72 / 25.4
MOST = 500
_ROUNDED = 0.051
"""Makers round their measures to a tenth of a millimetre."""

LIMIT = 15.0
"""How far a printer may be off, in millimetres, so that it is made good."""


@dataclass(frozen=True)
class LabelSheet:
    """One kind of label sheet.

    `width` and `height` are a label's; `left` and `top` lie before the first; `across` and `down`
    are from one label's edge to the next one's. All are in millimetres.
    """

    ref: str
    maker: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    corner: float = 1.5

    @property
    def number(self) -> int:
        """How many labels are on a sheet."""
        return self.columns * self.rows

    def box(self, place: int) -> Box:
        """Where label `place`, from 1, lies: points from the page's lower left."""
        row, column = divmod(place - 1, self.columns)
        left = self.left + column * self.across
        top = PAPER[1] - self.top - row * self.down
        return (left * MM, (top - self.height) * MM, (left + self.width) * MM, top * MM)


def require_sums(sheet: LabelSheet) -> None:
    """AppError that names the sum which does not come out."""
    if not (sheet.columns >= 1 and sheet.rows >= 1 and sheet.number <= MOST):
        raise AppError(
            "Label sheet {ref}: {columns} columns and {rows} rows are not between 1 and {most} "
            "labels.",
            ref=sheet.ref, columns=sheet.columns, rows=sheet.rows, most=MOST,
        )  # fmt: skip
    measured = sheet.width >= 10 and sheet.height >= 10 and sheet.left >= 0 and sheet.top >= 0
    if not measured:  # nor is what is no number
        raise AppError(
            "Label sheet {ref}: a label of {width:g} × {height:g} mm that begins {left:g} mm from "
            "the left and {top:g} mm from the top cannot be printed: a label measures 10 mm at "
            "least, and a margin is not below 0.",
            ref=sheet.ref, width=sheet.width, height=sheet.height, left=sheet.left, top=sheet.top,
        )  # fmt: skip
    for many, step, size, first, paper, words in (
        (sheet.columns, sheet.across, sheet.width, sheet.left, PAPER[0], ("columns", "wide")),
        (sheet.rows, sheet.down, sheet.height, sheet.top, PAPER[1], ("rows", "high")),
    ):
        if many > 1 and not step >= size - _ROUNDED:
            raise AppError(
                "Label sheet {ref}: labels {size:g} mm {way} stand only {step:g} mm apart, so that "
                "they would overlap: measure from one label’s edge to the next one’s.",
                ref=sheet.ref, size=size, way=words[1], step=step,
            )  # fmt: skip
        needed = first + (many - 1) * step + size
        if not needed <= paper + _ROUNDED:
            raise AppError(
                "Label sheet {ref}: {first:g} mm margin, {many} {what} {step:g} mm apart and a "
                "label {size:g} mm {way} need {needed:g} mm, and A4 is {paper:g} mm {way}.",
                ref=sheet.ref, first=first, many=many, what=words[0], step=step, size=size,
                way=words[1], needed=round(needed, 2), paper=paper,
            )  # fmt: skip


def require_start(sheet: LabelSheet, start: int) -> None:
    """AppError where the first free label is not on the sheet."""
    if not 1 <= start <= sheet.number:
        raise AppError(
            "Label {start} is not on a sheet of {ref}: it has 1 to {number}.",
            start=start, ref=sheet.ref, number=sheet.number,
        )  # fmt: skip
