"""`segment reserved` and `segment release`: who is on one caller's list alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.common import emit, json_option, now, table, with_campaign

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign


@click.command()
@with_campaign
@click.option("--caller", default="", help="Only those of one volunteer.")
@json_option
def reserved(campaign: Campaign, caller: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Who is on whose list, and until when."""
    from app.operations.outreach import reservations

    store = campaign.store
    standing = reservations.listing(store, today=now().date(), caller=caller)
    known = store.contacts.of_ids([one.contact for one in standing])
    holders = store.holders.by_id()
    lists = {one.id: one.number for one in store.outreach.all()}
    found = [
        {
            "contact": known[one.contact].number,
            "caller": holders[one.holder].name,
            "outreach": lists.get(one.outreach),
            "until": one.until.isoformat() if one.until else None,
        }
        for one in standing
    ]
    shown = [
        [one[key] or "" for key in ("contact", "caller", "outreach", "until")] for one in found
    ]
    emit(as_json, {"reserved": found}, table(["Contact", "Caller", "List", "Until"], shown))


@click.command()
@with_campaign
@click.argument("people", metavar="[CONTACT…]", nargs=-1)
@click.option("--caller", default="", help="All that one volunteer has.")
@click.option("--outreach", type=int, default=0, help="All of one list.")
def release(campaign: Campaign, people: tuple[str, ...], caller: str, outreach: int) -> None:
    """Let other callers have contacts again."""
    from app.operations.community import contacts
    from app.operations.outreach import reservations

    keys = [contacts.get(campaign.store, one).id for one in people]
    number = reservations.release(campaign.store, keys, caller=caller, outreach=outreach)
    click.echo(f"{number} released.")


COMMANDS = (reserved, release)
