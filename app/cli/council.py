"""`council …`: councils' profiles, the shipped ones and the organiser's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import any_file, emit, json_option, printable, table, with_campaign

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign


@click.group()
def council() -> None:
    """What an English council asks of a petition."""


@council.command("list")
@with_campaign
@json_option
def list_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The councils with a profile."""
    from app.operations.petition import councils

    names = list(councils.texts(campaign.store))
    emit(as_json, {"councils": names}, table(("Council",), [(name,) for name in names]))


@council.command()
@with_campaign
@click.argument("name")
def show(campaign: Campaign, name: str) -> None:
    """The profile of a council as TOML, to edit and keep with “council set”."""
    from app.operations.petition import councils

    click.echo(printable(councils.show(campaign.store, name)), nl=False)


@council.command("set")
@with_campaign
@click.option("--file", required=True, type=any_file, help="PROFILE.toml, as “council show” gives.")
def set_(campaign: Campaign, file: Path) -> None:
    """Keep the organiser's own profile of a council."""
    from app.operations.petition import councils

    click.echo(councils.keep(campaign.store, file))
