"""Signed sheets of a real campaign as pictures, for the journeys of scans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from app.domain.sheet import CodesOn, Order, Shape
from app.operations.campaign.campaigns import Campaign
from app.operations.paper import printing, scanning
from app.operations.paper.scan_outcomes import Outcome
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording
from tests.scans import world
from tests.scans.damage import World
from tests.scans.world import Page, Printed

Array = Any


def printed_sheets(
    campaign: Campaign,
    number: int,
    shape: Shape = "portrait",
    *,
    codes_on: CodesOn = "foot",
    **wording: Any,
) -> list[Printed]:
    """Prints a batch of a petition to the House of Commons; each side of it, empty."""
    store = campaign.store
    if store.petitions.exists("asylum"):
        petitions.edit(store, "asylum", commons_wording(**wording))
    else:
        petitions.add(store, commons_wording(**wording), now=NOW)
    out = campaign.folder.parent / "printed.pdf"
    order = Order(number, shape=shape, codes_on=codes_on)
    done = printing.print_batch(store, "asylum", order, out=out, force=True, now=NOW)
    pictures = iter(world.drawn(out.read_bytes()))
    found = []
    for code in done.codes:
        for side, face in enumerate(store.layouts.of_sheet(code.replace("-", ""))):
            found.append(Printed(code, face, side, next(pictures), {}))
    return found


def signed(blank: Printed, world_: World, share: float = 0.7) -> Printed:
    """Somebody signs a sheet."""
    return world.fill(blank, world_.chance, share)


def scan(printed: Printed, world_: World, dpi: float = 150, **how: Any) -> Page:
    """The sheet as a scanner gives it."""
    return world.scanned(world_, printed, dpi, 70, noise=3, **how)


def blank_page(world_: World) -> bytes:
    """A page with nothing on it."""
    return world_.jpeg(world_.noisy(np.full((1754, 1240), 245, np.uint8), 3), 70)


def inked(printed: Printed) -> list[int]:
    """The rows that hold ink."""
    return [row for row, state in printed.rows.items() if state != "empty"]


def write(folder: Path, pages: list[bytes], kind: str = "jpg") -> list[Path]:
    """The pages as files, in order."""
    paths = [folder / f"page-{at}.{kind}" for at in range(len(pages))]
    for path, content in zip(paths, pages, strict=True):
        path.write_bytes(content)
    return paths


def bring_in(campaign: Campaign, paths: list[Path], **how: Any) -> list[Outcome]:
    """Brings these files in, and gives what became of each page."""
    return scanning.bring_in(campaign, paths, now=NOW, **how)
