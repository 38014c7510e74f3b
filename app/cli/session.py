"""`session …`: collecting sessions, and where to stand next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, table, with_campaign
from app.cli.sheet_moves import moment
from app.domain.dates import by_the_clock

if TYPE_CHECKING:
    from app.domain.custody import Yield
    from app.operations.campaign.campaigns import Campaign


@click.group()
def session() -> None:
    """Collecting sessions and their yield."""


@session.command()
@with_campaign
@click.argument("petition")
@click.option("--venue", required=True, help="Where it was.")
@click.option("--start", "starts", required=True, type=moment, help="2026-11-21T10:00")
@click.option("--end", "ends", required=True, type=moment, help="2026-11-21T13:00")
@click.option("--collector", "collectors", multiple=True, help="Who collected; may be repeated.")
@click.option("--sheet", "sheets", multiple=True, help="A sheet signed there; may be repeated.")
def add(
    campaign: Campaign,
    petition: str,
    venue: str,
    starts: datetime,
    ends: datetime,
    collectors: tuple[str, ...],
    sheets: tuple[str, ...],
) -> None:
    """Keep a session; without --sheet it takes the sheets issued to its venue."""
    from app.operations.paper import sessions

    begin = by_the_clock(starts)
    made = sessions.add(
        campaign.store,
        petition,
        venue=venue,
        starts=begin,
        ends=by_the_clock(ends, begin),
        collectors=collectors,
        sheets=sheets,
    )
    click.echo(f"Session {made.number} kept.")


def _figures(one: Yield) -> dict[str, Any]:
    return {
        "hours": round(one.hours, 2),
        "raw": one.raw,
        "valid": one.valid,
        "an_hour": round(one.an_hour, 1),
    }


@session.command("list")
@with_campaign
@click.argument("petition")
@json_option
def list_(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Every session with its yield an hour, and each venue's: the best first."""
    from app.operations.paper import sessions

    sums = sessions.listing(campaign.store, petition)
    found = [
        {
            "number": one.session.number,
            "venue": one.venue,
            "starts": one.session.starts.isoformat(timespec="minutes"),
            "ends": one.session.ends.isoformat(timespec="minutes"),
            "collectors": list(one.collectors),
            "sheets": one.sheets,
            **_figures(one.brought),
        }
        for one in sums
    ]
    venues = [
        {"venue": venue, "sessions": one.sessions, **_figures(one)}
        for venue, one in sessions.by_venue(sums)
    ]
    text = [
        table(
            ["Session", "Venue", "Starts", "Ends", "Sheets", "Rows", "Valid", "Rows an hour"],
            [
                [one["number"], one["venue"], one["starts"][:16], one["ends"][:16],
                 one["sheets"], one["raw"], one["valid"], one["an_hour"]]
                for one in found
            ],
        ),
        table(
            ["Venue", "Sessions", "Hours", "Rows", "Valid", "Rows an hour"],
            [[one[key] for key in ("venue", "sessions", "hours", "raw", "valid", "an_hour")]
             for one in venues],
        ),
    ]  # fmt: skip
    emit(as_json, {"sessions": found, "venues": venues}, "\n\n".join(text))
