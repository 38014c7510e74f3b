"""Scans in the window, for `tests.pictures`: the card, the tray, a sheet keyed and counted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.operations.campaign.campaigns import Campaign
from tests.campaigns import open_copy
from tests.scans import campaign as scans
from tests.scans.damage import World
from tests.scans.world import Printed

LONGEST = 60
"""Seconds that reading eight pages may take."""


def pile(campaign: Campaign, folder: Path) -> list[Path]:
    """A pile as it comes: good, twice with other handwriting, upside down, torn, empty, none."""
    world = World(2)
    blanks = scans.printed_sheets(campaign, 6)
    sheets = [scans.signed(one, world) for one in blanks]
    torn = sheets[2].picture.copy()
    torn[-640:-120, 100:800] = 255
    pages = [
        scans.scan(sheets[0], world).content,
        scans.scan(scans.signed(blanks[0], world, 1.0), world).content,
        scans.scan(sheets[1], world, quarters=2).content,
        scans.scan(Printed(sheets[2].code, sheets[2].face, 0, torn, {}), world).content,
        b"nothing",
        scans.scan(sheets[3], world, 250).content,
        scans.scan(sheets[4], world, photo=True, shadow=True).content,
        scans.blank_page(world),
    ]
    return scans.write(folder, pages)


def grab_scans(life: Any, application: Any, out: Path, themes: tuple[str, ...]) -> None:
    """The Sheets page, the tray page by page, and the Enter page, in each theme."""

    def settle() -> None:
        for _ in range(12):
            application.processEvents()

    def grab(widget: Any, name: str) -> None:
        settle()
        widget.grab().save(str(out / f"{name}.png"))

    def grab_as(theme: str, widget: Any, name: str) -> None:
        grab(widget, f"{theme}-{name}")

    with tempfile.TemporaryDirectory() as place:
        campaign = open_copy(Path(place) / "campaign")
        paths = pile(campaign, Path(place))
        life.show_campaign(campaign)
        window = life.window
        window.resize(1280, 800)
        window.show_page("sheets")
        page = window.page("sheets")
        page.intake.bring_in(paths)
        until = time.monotonic() + LONGEST
        while window.session.jobs.running and time.monotonic() < until:
            application.processEvents()
        for theme in themes:
            life.theme.choose(theme)
            window.show_page("sheets")
            grab(window, f"{theme}-scans-card")
            _grab_tray(page, partial(grab_as, theme))
            window.show_page("enter")
            enter = window.page("enter")
            enter.open_sheet(page.intake.outcomes[5].sheets[0].seen.code)
            for way in ("key", "count"):
                enter.way.choose(way)
                enter.way.chosen.emit(way)
                grab(window, f"{theme}-enter-scan-{way}")
            enter.close_sheet()
        window.close()


def _grab_tray(page: Any, grab: Callable[[Any, str], None]) -> None:
    from app.ui.sheets.tray_dialog import TrayDialog

    tray = TrayDialog(page, page.session, page.intake.outcomes)
    tray.show()
    for row in range(tray.table.rowCount()):
        tray.table.selectRow(row)
        grab(tray, f"tray-{row + 1}")
    tray.larger()
    grab(tray, "tray-larger")
    tray.way.chosen.emit("all")
    grab(tray, "tray-all")
    tray.close()
    tray.deleteLater()
