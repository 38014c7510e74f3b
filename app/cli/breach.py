"""`breach …`: losses of sheets with people's data, and what was done about each (R73)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import emit, json_option, now, with_campaign
from app.domain.custody import STEPS
from app.domain.sheet_code import printed

if TYPE_CHECKING:
    from app.domain.custody import Step
    from app.operations.campaign.campaigns import Campaign


@click.group()
def breach() -> None:
    """Losses of sheets, and what the law asks for (R73)."""


@breach.command("list")
@with_campaign
@click.argument("petition")
@json_option
def list_(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Every loss with its deadline and steps."""
    from app.operations.campaign import breaches

    found: list[dict[str, Any]] = [
        {
            "number": one.number,
            "known_at": one.known_at.isoformat(timespec="minutes"),
            "tell_ico_by": one.deadline.isoformat(timespec="minutes"),
            "sheets": [printed(code) for code in one.sheets],
            "rows_entered": one.entered,
            "rows_possible": one.possible,
            "what": one.what,
            "steps": [
                {"step": step.step, "at": step.at.isoformat(timespec="minutes"), "note": step.note}
                for step in one.steps
            ],
            "next": one.next_step,
        }
        for one in breaches.listing(campaign.store, petition)
    ]
    lines = []
    for one in found:
        lines.append(
            f"Loss {one['number']}, known since {one['known_at'][:16]}: {', '.join(one['sheets'])}"
        )
        lines += [f"  {step['at'][:16]}  {STEPS[step['step']]} {step['note']}" for step in
                  one["steps"]]  # fmt: skip
        lines.append(f"  Next: {one['next']}" if one["next"] else "  Nothing is left to do.")
    emit(as_json, {"breaches": found}, "\n".join(lines) or "No sheet with data was lost.")


@breach.command()
@with_campaign
@click.argument("petition")
@click.argument("number", type=int)
@click.argument("step", metavar="STEP", type=click.Choice(list(STEPS)))
@click.option("--note", default="", help="What was done or learnt, without names.")
def record(campaign: Campaign, petition: str, number: int, step: str, note: str) -> None:
    """Keep that a step was taken: assessed-none, assessed-risk, ico-told, people-told, note …"""
    from app.operations.campaign import breaches

    done = breaches.record(
        campaign.store, petition, number, cast("Step", step), note=note, now=now()
    )
    click.echo(done.next_step or "Nothing is left to do.")
