"""`consent optins` and `consent optin`: who agreed on paper or a form becomes a contact."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

import click

from app.cli.common import emit, json_option, now, with_campaign
from app.domain.community.consent import CHANNELS, PURPOSES, Purpose
from app.errors import AppError

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

_purpose = click.option(
    "--purpose", type=click.Choice(list(PURPOSES)), default="news", show_default=True
)


@click.command()
@with_campaign
@click.argument("petition")
@_purpose
@click.option("--wording", default="", help="The words that the form showed.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and write nothing.")
@json_option
def optins(
    campaign: Campaign,
    petition: str,
    purpose: str,
    wording: str,
    dry_run: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Make contacts of the signatories who agreed to hear from you."""
    from app.domain.community.opt_in import SKIPPED
    from app.operations.community import opt_ins

    make = opt_ins.plan if dry_run else opt_ins.make_contacts
    planned = make(
        campaign.store, petition, wording=wording, purpose=cast("Purpose", purpose), now=now()
    )
    document = opt_ins.as_document(planned)
    done = "would be made" if dry_run else "made"
    text = (
        f"{document['new']} contacts {done} and {document['known']} known ones filled up, "
        f"with {document['entries']} entries of the ledger."
    )
    if planned.skipped:
        why = ", ".join(f"{SKIPPED[key]}: {number}" for key, number in planned.skipped.items())
        click.echo(f"Left out: {why}.", err=True)
    if remark := opt_ins.alike_words(planned):
        click.echo(remark, err=True)
    emit(as_json, document, text)


@click.command()
@with_campaign
@click.option("--signature", default="", metavar="ID", help="The signature that it is of.")
@click.option("--sheet", default="", help="Or the sheet’s code, with --row or --slip.")
@click.option("--row", type=click.IntRange(1), default=None, help="The row, beside the name.")
@click.option("--slip", type=click.IntRange(1), default=None, help="The number of the slip.")
@click.option("--channel", "channels", type=click.Choice(list(CHANNELS)), multiple=True,
              required=True, help="May be repeated.")  # fmt: skip
@_purpose
@click.option("--name", default="", help="Without it, that of the keyed row.")
@click.option("--email", default="")
@click.option("--phone", default="")
@click.option("--address", default="", help="Lines with commas between them.")
@click.option("--postcode", default="")
@click.option("--language", default="", help="The one to write in, like ko.")
@click.option("--wording", default="", help="The words shown; those of the slip without it.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None,
              help="When; the day of signing without it.")  # fmt: skip
@click.option("--at-risk", is_flag=True, help="Keep their name off every list.")
@json_option
def optin(
    campaign: Campaign,
    row: int | None,
    slip: int | None,
    purpose: str,
    day: datetime | None,
    wording: str,
    as_json: bool,  # noqa: FBT001  # click's shape
    **written: object,  # the opt-in's own fields
) -> None:
    """Keep one person's opt-in from a slip or a row, and print their contact's number."""
    from app.domain.community.opt_in import OptIn
    from app.operations.community import lookalikes, opt_ins

    if row and slip:
        raise AppError("A slip has the number of its row: give --row or --slip.")
    asked = OptIn(
        **written,  # type: ignore[arg-type]  # as the options say
        row=row or slip or 0,
        slip=slip is not None,
        purpose=cast("Purpose", purpose),
        given_on=day.date() if day else None,
    )
    contact = opt_ins.opt_in(campaign.store, asked, wording=wording, now=now())
    if opt_ins.is_of_another(campaign.store, asked):
        click.echo(
            f"Row {asked.row} was keyed with another name and postcode: contact {contact.number} "
            "is not linked to that signature, and its day is not theirs.",
            err=True,
        )
    if remark := lookalikes.remark(campaign.store, contact):
        click.echo(remark, err=True)
    emit(as_json, {"contact": contact.number, "id": contact.id}, str(contact.number))


COMMANDS = (optins, optin)
