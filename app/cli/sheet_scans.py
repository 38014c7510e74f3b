"""`sheet scan`, `sheet image`, `sheet suggest`: pages in, rows cut out again and read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import (
    any_file,
    emit,
    force_option,
    json_option,
    now,
    progress_bar,
    table,
    with_campaign,
)
from app.domain.sheet_code import printed
from app.messages import trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.paper.scan_outcomes import Outcome, SheetOutcome

CELLS = ("name", "address", "postcode", "signature", "date")


@click.command()
@with_campaign
@click.argument("files", nargs=-1, required=True, metavar="FILES…", type=click.Path(path_type=Path))
@click.option(
    "--still-out", is_flag=True, help="The paper is not here: do not mark the sheets as returned."
)
@json_option
def scan(
    campaign: Campaign,
    files: tuple[Path, ...],
    still_out: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Bring in scans or photographs of sheets: PDF, JPEG, PNG, TIFF, HEIC, or folders of them."""
    from app.operations.paper import scanning

    with progress_bar("Pages") as progress:
        found = scanning.bring_in(campaign, files, back=not still_out, now=now(), progress=progress)
    pages = [page_document(one) for one in found]
    text = table(
        ["File", "Page", "Sheet", "Inked", "What became of it"],
        [
            [
                one.file, one.page,
                ", ".join(printed(sheet.seen.code) for sheet in one.sheets) or "–",
                sum(len(sheet.seen.inked) for sheet in one.sheets), one.sentence,
            ]
            for one in found
        ],
    )  # fmt: skip
    waiting = campaign.store.scans.waiting()
    foot = trn(
        "{number} page waits for you: scan tray.",
        "{number} pages wait for you: scan tray.",
        waiting,
    )
    emit(as_json, {"pages": pages}, f"{text}\n{foot if waiting else ''}".rstrip())


def page_document(one: Outcome) -> dict[str, Any]:
    """A page with the stable keys of the command line; its first sheet's are its own too."""
    sheets = [sheet_document(sheet) for sheet in one.sheets]
    first = (
        sheets[0]
        if sheets
        else dict.fromkeys(
            (
                "code",
                "side",
                "rotation",
                "corners",
                "residual",
                "resolution",
                "by",
                "text_fits",
                "flag",
            )
        )
        | {"rows": [], "duplicates": []}
    )
    return {
        "file": one.file,
        "page": one.page,
        "number": one.number,
        "result": one.result,
        "reason": one.problem or None,
        "sentence": one.sentence,
        "width": one.size[0],
        "height": one.size[1],
        "marks": one.marks,
        **first,
        "sheets": sheets,
    }


def sheet_document(one: SheetOutcome) -> dict[str, Any]:
    """A sheet on a page: corners in pixels from its upper left, clockwise; residual in mm."""
    seen = one.seen
    return {
        "code": printed(seen.code),
        "side": seen.side,
        "by": seen.by,
        "rotation": seen.rotation if seen.place else None,
        "corners": [list(corner) for corner in seen.corners] or None,
        "residual": seen.residual if seen.place else None,
        "resolution": seen.resolution or None,
        "text_fits": seen.text_fits,
        "flag": one.flag or None,
        "returned": one.returned,
        "rows": [
            {
                "row": row.row,
                "inked": row.inked,
                "score": row.score,
                "struck": row.struck,
                "cells": dict(row.cells),
            }
            for row in seen.rows
        ],
        "duplicates": [
            {"file": other.file, "page": other.page, "likeness": other.likeness}
            for other in one.duplicates
        ],
    }


@click.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--row", type=int, help="One row; else the whole sheet.")
@click.option("--cell", type=click.Choice(CELLS), help="One cell of that row.")
@click.option("--out", required=True, type=any_file, help="The PNG to write.")
@click.option("--dpi", type=float, default=200, show_default=True, help="Dots an inch of paper.")
@force_option
def image(
    campaign: Campaign,
    code: str,
    row: int | None,
    cell: str | None,
    out: Path,
    dpi: float,
    force: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Write the picture of a scanned sheet, of a row or of a cell, set straight."""
    from app.operations.paper import scan_pictures

    scan_pictures.write_image(campaign, code, out, row=row, cell=cell, dpi=dpi, force=force)
    click.echo(f"Written to {out}. It shows what people wrote: destroy it when you are done.")


@click.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--row", type=int, help="One row; else all of them.")
@json_option
def suggest(
    campaign: Campaign,
    code: str,
    row: int | None,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Suggest postcodes read from a sheet's picture, for a person to compare with it."""
    from app.operations.paper import scan_pictures

    found = scan_pictures.suggestions(campaign, code, row)
    document = {
        "suggestions": [
            {"row": one.row, "postcode": one.postcode, "confidence": round(one.confidence, 2)}
            for one in found
        ]
    }
    text = table(
        ["Row", "Postcode", "Confidence"],
        [[one.row, one.postcode, f"{one.confidence:.2f}"] for one in found],
    )
    foot = (
        "Now and then one is wrong: compare each with the picture before you enter it."
        if found
        else "No postcode could be read with enough confidence."
    )
    emit(as_json, document, f"{text}\n{foot}" if found else foot)


COMMANDS = (scan, image, suggest)
