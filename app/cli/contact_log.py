"""`contact …`: log what happened, its timeline, and who waits for an answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import emit, json_option, now, table, with_campaign
from app.cli.contact_options import with_at_risk_option
from app.cli.contact_words import noted
from app.domain.community.doings import (
    INTERACTIONS,
    OUTCOMES,
    Interaction,
    InteractionKind,
    Outcome,
)
from app.domain.community.tasks import Task
from app.domain.dates import by_the_clock

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

_DAY = click.DateTime(["%Y-%m-%d"])
_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
_NUMBER = click.argument("number")


@click.command()
@with_campaign
@_NUMBER
@click.option("--kind", type=click.Choice(list(INTERACTIONS)), required=True)
@click.option("--outcome", type=click.Choice([one for one in OUTCOMES if one]))
@click.option("--note", default="", help="What was said.")
@click.option("--in", "incoming", is_flag=True, help="From them to us.")
@click.option("--at", type=_MOMENT, help="When; now without it: 2026-11-27T14:30.")
@click.option("--answer-wanted", is_flag=True, help="They wait for our answer.")
@click.option("--petition", default="", metavar="REF", help="Which petition it was about.")
@click.option("--next", "title", default="", metavar="WORDS", help="What is to be done next.")
@click.option("--due", type=_DAY, help="The day by which: 2026-12-01.")
@click.option("--assign", default="", metavar="NAME", help="The volunteer who does it.")
@json_option
def log(
    campaign: Campaign,
    number: str,
    kind: str,
    outcome: str | None,
    note: str,
    incoming: bool,  # noqa: FBT001  # click's shape
    at: datetime | None,
    answer_wanted: bool,  # noqa: FBT001  # the same
    petition: str,
    title: str,
    due: datetime | None,
    assign: str,
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Log a call, visit, letter or message with a contact, and what is to be done next."""
    from app.operations.community import contacts, interactions

    if (due or assign) and not title:
        raise click.UsageError("--due and --assign belong to the next step: say it with --next.")
    store, clock = campaign.store, now()
    contact = contacts.get(store, number)
    record = store.petitions.get(petition).id if petition else ""
    done = Interaction(
        contact.id,
        cast("InteractionKind", kind),
        by_the_clock(at) if at else clock,
        "in" if incoming else "out",
        cast("Outcome", outcome or ""),
        note,
        "wanted" if answer_wanted else "",
        record,
    )
    day = due.date() if due else None
    then = Task(title, day, contact=contact.id, petition=record) if title else None
    key = interactions.log(store, done, then=then, assigned=assign, now=clock)
    text = f"Logged with C{contact.number}." + (" The next step is a task." if then else "")
    emit(as_json, {"interaction": key, "contact": contact.number}, text)
    warning = contacts.risky_words(contact, note, title)
    if warning:
        click.echo(warning, err=True)


@click.command()
@with_campaign
@_NUMBER
@with_at_risk_option
@json_option
def timeline(campaign: Campaign, number: str, with_at_risk: bool, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What happened with a contact, newest first."""
    from app.operations.community import contacts
    from app.operations.community import timeline as timelines

    contact = contacts.get(campaign.store, number)
    found: list[dict[str, Any]] = [
        {
            "at": one.at.isoformat(timespec="minutes"),
            "kind": one.kind,
            "direction": one.direction,
            "words": one.words,
            "note": None if one.veiled else one.note,
            "waits": one.waits,
            "interaction": one.interaction,
        }
        for one in timelines.entries(campaign.store, contact, with_at_risk=with_at_risk)
    ]
    rows = [
        [one["at"][:16].replace("T", " "), one["words"], noted(one["note"]), one["interaction"]]
        for one in found
    ]
    headings = ["When", "What", "More", "Id of what was logged"]
    text = table(headings, rows) if rows else "Nothing is kept yet."
    emit(as_json, {"contact": contact.number, "timeline": found}, text)


@click.command()
@with_campaign
@_NUMBER
@click.argument("interaction", metavar="ID")
@json_option
def unlog(campaign: Campaign, number: str, interaction: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Remove what was logged by mistake; ID stands in the contact’s timeline."""
    from app.operations.community import contacts, interactions

    contact = contacts.get(campaign.store, number)
    gone = interactions.unlog(campaign.store, contact, interaction)
    said = f"{INTERACTIONS[gone.kind]} of {gone.at:%Y-%m-%d} removed from C{contact.number}."
    emit(as_json, {"removed": gone.id, "contact": contact.number}, said)


@click.command()
@with_campaign
@with_at_risk_option
@json_option
def waiting(campaign: Campaign, with_at_risk: bool, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Who waits for our answer, the longest first."""
    from app.operations.community import contacts, interactions

    found: list[dict[str, Any]] = [
        {
            "contact": contact.number,
            "name": contact.name if with_at_risk else contacts.shown_name(contact),
            "since": one.at.isoformat(timespec="minutes"),
            "kind": one.kind,
            "note": contacts.shown_note(contact, one.note, with_at_risk=with_at_risk),
        }
        for contact, one in interactions.waiting(campaign.store)
    ]
    rows = [
        [f"C{one['contact']}", one["name"], str(one["since"])[:10], noted(one["note"])]
        for one in found
    ]
    text = table(["Contact", "Name", "Since", "What"], rows) if rows else "Nobody waits."
    emit(as_json, {"waiting": found}, text)


COMMANDS = (log, unlog, timeline, waiting)
