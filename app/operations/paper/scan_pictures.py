"""The pictures of a sheet's rows, cut out of its scan for whoever enters it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.scan import Picture, RowInk, SheetSeen
from app.domain.sheet_code import printed
from app.errors import AppError
from app.operations.campaign.campaigns import Campaign
from app.store.files import check_target, write_whole

if TYPE_CHECKING:
    from app.intake.scans.crop import KeptSide

SMALLEST_DPI, LARGEST_DPI = 20, 1200


class SheetPictures:
    """The sides of one sheet that were scanned; rows are numbered as on the sheet."""

    def __init__(self, sides: list[KeptSide], inks: list[Mapping[int, RowInk]]) -> None:
        self._sides = sides
        self.rows: Mapping[int, RowInk] = {row: ink for one in inks for row, ink in one.items()}
        self._of_row = {row: side for side in sides for row in side.rows}

    def has(self, row: int) -> bool:
        """Whether the row can be shown by itself."""
        return row in self._of_row

    def cells(self, row: int) -> Mapping[str, tuple[float, float]]:
        """The left and right edge of each cell, as parts of the strip's width."""
        return self._of_row[row].cells(row)

    def strip(self, row: int, width: int, *, beside: float = 0.0) -> Picture:
        """The row across the whole table, with `beside` row heights more above and below."""
        return self._of_row[row].strip(row, width, beside)

    def cell(self, row: int, name: str, width: int) -> Picture:
        """One cell of a row."""
        return self._of_row[row].cell(row, name, width)

    def writing(self, row: int, name: str, dpi: float) -> Picture | None:
        """One cell of a row at `dpi` for a machine to read; None where its print is in the way."""
        return self._of_row[row].writing(row, name, dpi)

    def whole(self, width: int) -> Picture:
        """The whole side that carries the rows, straight."""
        rows = next((side for side in self._sides if side.rows), self._sides[0])
        return rows.whole(width)

    def at(self, row: int | None, name: str | None, dpi: float) -> Picture:
        """A cell, a row or the whole side at `dpi` dots an inch of the paper."""
        side = self._of_row[row] if row is not None else self._sides[0]
        if row is None:
            side = next((one for one in self._sides if one.rows), side)
        width = side.width_at(row, name, dpi)
        if row is None:
            return side.whole(width)
        return side.cell(row, name, width) if name else side.strip(row, width)


def open_pictures(campaign: Campaign, code: str) -> SheetPictures | None:
    """The pictures of the sheet with that code; None where it was not scanned or none is kept."""
    from app.intake.scans.crop import KeptSide

    store = campaign.store
    sheet = store.sheets.get(code)
    faces = store.layouts.of_sheet(sheet.code)
    sides: list[KeptSide] = []
    inks: list[Mapping[int, RowInk]] = []
    for one in store.scans.shown(sheet.id):
        content = campaign.vault.get(one.scan.id)
        if content is None:
            continue
        face = faces[one.seen.side] if one.seen.side < len(faces) else None
        sides.append(KeptSide(content, one.seen, face))
        inks.append({row.row: row for row in one.seen.rows})
    return SheetPictures(sides, inks) if sides else None


def page_picture(campaign: Campaign, number: int, width: int) -> Picture | None:
    """The picture of a scanned page as it is, `width` pixels wide; None where none is kept."""
    from app.intake.scans.crop import KeptSide

    record = campaign.store.scans.get(number)
    content = campaign.vault.get(record.id)
    return KeptSide(content, SheetSeen("", 0, "hand"), None).whole(width) if content else None


def ink_of(campaign: Campaign, code: str) -> Mapping[int, RowInk]:
    """What the scans of a sheet say of its rows, also where no picture is kept."""
    shown = campaign.store.scans.shown(campaign.store.sheets.get(code).id)
    return {row.row: row for one in shown for row in one.seen.rows}


def write_image(
    campaign: Campaign,
    code: str,
    out: Path,
    *,
    row: int | None = None,
    cell: str | None = None,
    dpi: float = 200,
    force: bool = False,
) -> None:
    """Writes the picture of a sheet, of one of its rows or of a cell as a PNG."""
    from app.intake.scans.crop import png

    check_target(out, force=force)
    sheet = campaign.store.sheets.get(code)
    if not SMALLEST_DPI <= dpi <= LARGEST_DPI:
        raise AppError(
            "A picture has {least} to {most} dots an inch, not {dpi:g}.",
            least=SMALLEST_DPI, most=LARGEST_DPI, dpi=dpi,
        )  # fmt: skip
    pictures = _required(campaign, code)
    if cell and row is None:
        raise AppError("A cell is of a row: say which row as well.", lacks="row")
    if row is not None:
        _require_row(pictures, sheet.code, row)
    if row is not None and cell and cell not in pictures.cells(row):
        raise AppError(
            "Row {row} has no cell “{cell}”: choose one of {cells}.",
            row=row, cell=cell, cells=", ".join(pictures.cells(row)),
        )  # fmt: skip
    write_whole(out, png(pictures.at(row, cell, dpi), dpi), force=force)


def _required(campaign: Campaign, code: str) -> SheetPictures:
    pictures = open_pictures(campaign, code)
    if pictures is None:
        raise AppError(
            "No picture of sheet {code} is kept: bring in its scan with sheet scan.",
            code=printed(campaign.store.sheets.get(code).code),
        )
    return pictures


def _require_row(pictures: SheetPictures, code: str, row: int) -> None:
    if not pictures.has(row):
        raise AppError(
            "Sheet {code}: row {row} is not in its picture, which shows {rows}.",
            code=printed(code), row=row, rows=_shown_rows(pictures),
        )  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """A postcode as it was read in a row; `confidence` goes from 0 to 1."""

    row: int
    postcode: str
    confidence: float


def suggestions(campaign: Campaign, code: str, row: int | None = None) -> list[Suggestion]:
    """The postcodes that can be read in a sheet's picture, or in one row of it."""
    pictures = _required(campaign, code)
    if row is not None:
        _require_row(pictures, campaign.store.sheets.get(code).code, row)
    rows = sorted(pictures.rows) if row is None else [row]
    return [found for one in rows if (found := _suggested(pictures, one))]


def suggest_postcode(pictures: SheetPictures, row: int) -> str:
    """The postcode that seems to stand in a row; "" where none can be read with enough confidence.

    It takes about a tenth of a second, needs no store and may run in any thread. A person
    compares it with the picture: it is wrong now and then.
    """
    found = _suggested(pictures, row)
    return found.postcode if found else ""


def _suggested(pictures: SheetPictures, row: int) -> Suggestion | None:
    from app.intake.scans.postcode_reader import READ_DPI, SURE_ENOUGH, shared_reader

    ink = pictures.rows.get(row)
    if not pictures.has(row) or ink is None or not ink.inked or ink.struck:
        return None
    cell = pictures.writing(row, "postcode", READ_DPI)
    if cell is None:
        return None
    postcode, confidence = shared_reader().read(cell)
    return Suggestion(row, postcode, confidence) if confidence >= SURE_ENOUGH else None


def _shown_rows(pictures: SheetPictures) -> str:
    rows = sorted(row for row in pictures.rows if pictures.has(row))
    return f"{rows[0]} – {rows[-1]}" if rows else "none"
