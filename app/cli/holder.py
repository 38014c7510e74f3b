"""`holder …`: collectors and venues, how to reach them and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from app.cli.common import emit, json_option, table, with_campaign

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.store.holders import HolderKind

kind_argument = click.argument("kind", type=click.Choice(["collector", "venue"]))


@click.group()
def holder() -> None:
    """Collectors and venues."""


@holder.command("list")
@with_campaign
@json_option
def list_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Everybody who has or had sheets."""
    kinds: tuple[HolderKind, ...] = ("collector", "venue")
    found = [
        {"kind": kind, "name": one.name, "contact": one.contact, "language": one.language}
        for kind in kinds
        for one in campaign.store.holders.all(kind)
    ]
    text = table(["Kind", "Name", "Contact", "Language"], [list(one.values()) for one in found])
    emit(as_json, {"holders": found}, text)


@holder.command("set")
@with_campaign
@kind_argument
@click.argument("name")
@click.option("--contact", help="A phone number or an address.")
@click.option("--language", help="en or ko: in which they are written to.")
@click.option("--rename", "new_name", help="A new name.")
def set_(
    campaign: Campaign,
    kind: str,
    name: str,
    contact: str | None,
    language: str | None,
    new_name: str | None,
) -> None:
    """Keep how a collector or venue is reached; one that is new is made."""
    from app.operations.paper import holders

    done = holders.change(
        campaign.store,
        cast("HolderKind", kind),
        name,
        contact=contact,
        language=language,
        new_name=new_name,
    )
    click.echo(f"{done.name} is kept.")
