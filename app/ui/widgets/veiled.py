"""A sheet's pictures in which no row beside the one looked at shows who is at risk."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.domain.scan import Picture, RowInk
from app.ui.widgets.pictures import Cells, SheetPictures

_GREY = b"\xd2"


class _Veiled:
    """Covers some rows where they stand beside another; one by itself is shown as asked."""

    def __init__(self, pictures: SheetPictures, covered: Collection[int]) -> None:
        self._pictures, self._covered = pictures, covered

    @property
    def rows(self) -> Mapping[int, RowInk]:
        return self._pictures.rows

    def has(self, row: int) -> bool:
        return self._pictures.has(row)

    def cells(self, row: int) -> Cells:
        return self._pictures.cells(row)

    def cell(self, row: int, name: str, width: int) -> Picture:
        return self._pictures.cell(row, name, width)

    def whole(self, width: int) -> Picture:
        """Nothing but grey: where the rows lie in it is not known here."""
        found = self._pictures.whole(width)
        return Picture(found.width, found.height, _GREY * len(found.pixels))

    def strip(self, row: int, width: int, *, beside: float = 0.0) -> Picture:
        found = self._pictures.strip(row, width, beside=beside)
        share = beside / (1 + 2 * beside)
        edge = round(found.height * share) * found.width * 3
        end = len(found.pixels) - edge
        above = _GREY * edge if row - 1 in self._covered else found.pixels[:edge]
        below = _GREY * edge if row + 1 in self._covered else found.pixels[end:]
        return Picture(found.width, found.height, above + found.pixels[edge:end] + below)


def veiled(pictures: SheetPictures | None, covered: Collection[int]) -> SheetPictures | None:
    """The pictures with those rows covered wherever another one is looked at."""
    return _Veiled(pictures, covered) if pictures is not None and covered else pictures


def shows_whole(pictures: SheetPictures | None) -> bool:
    """Whether the whole sheet may be shown: no row of it is covered."""
    return pictures is not None and not isinstance(pictures, _Veiled)
