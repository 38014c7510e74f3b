"""`petition progress`: the figures of the window's Home."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import count_document, emit, json_option, now, with_campaign
from app.domain.community.events import when

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.campaign.home import Figures


@click.command()
@with_campaign
@click.argument("petition")
@json_option
def progress(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Where a petition stands: pace, forecast, sheets, what is late, to do and to come."""
    from app.operations.campaign import home

    found = home.figures(campaign.store, petition, now=now())
    emit(as_json, _document(found), "\n".join(_lines(found)))


def _document(found: Figures) -> dict[str, Any]:
    """The figures with the stable keys of the command line."""
    wording = found.record.wording
    return {
        "ref": found.record.ref,
        "target": wording.target,
        "closes": wording.closes.isoformat() if wording.closes else None,
        "counts": count_document(found.counts),
        "pace": asdict(found.pace),
        "by_day": [{"day": day.isoformat(), "valid": number} for day, number in found.by_day],
        "sheets": asdict(found.balance) | {"late": found.late},
        "tasks": [one.number for one in found.tasks],
        "waiting": [contact.number for contact, _ in found.waiting],
        "event": found.event.number if found.event else None,
        "reply_overdue": found.overdue.isoformat() if found.overdue else None,
    }


def _lines(found: Figures) -> list[str]:
    target, pace = found.record.wording.target, found.pace
    valid = f"{found.counts.valid:,}"
    lines = [f"Valid: {valid} of {target:,}" if target else f"Valid: {valid}"]
    lines.append(f"A day: {pace.lately:.0f} lately, {pace.overall:.0f} over all")
    if pace.needed is not None:
        lines[-1] += f", {pace.needed:.0f} needed"
    if found.record.wording.closes:
        lines.append(f"By the close: {pace.low:,} to {pace.high:,}")
    balance = found.balance
    lines.append(f"Sheets: {balance.printed:,} printed, {balance.out:,} out, {found.late:,} late")
    lines.append(f"Tasks due: {len(found.tasks)}. Waiting for an answer: {len(found.waiting)}.")
    if found.overdue:
        lines.append(f"A reply was expected by {found.overdue}: it has not come.")
    if found.event:
        lines.append(f"Next: {found.event.title}, {when(found.event)}")
    return lines
