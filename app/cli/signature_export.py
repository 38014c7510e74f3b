"""`signature …`: export to a file, and open a sealed one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from app.cli.common import (
    any_file,
    force_option,
    now,
    progress_bar,
    read_secret_file,
    with_campaign,
)
from app.cli.contact_options import with_at_risk_option
from app.cli.sealing import require_one_way, sealing_options, way_out
from app.cli.signature_filters import Filters, filter_options, say_unnamed
from app.domain.columns import OWN
from app.errors import AppError

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.counting.exporting import Kind

KINDS = ("csv", "xlsx", "json")


@click.command()
@with_campaign
@click.argument("petition")
@filter_options
@click.option("--out", required=True, type=any_file, help="The file; a sealed one ends in .age.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="If not as the file’s name ends.")
@click.option(
    "--column", "columns", multiple=True, type=click.Choice(list(OWN)), help="All if not given."
)
@with_at_risk_option
@sealing_options
@force_option
def export(
    campaign: Campaign,
    petition: str,
    filters: Filters,
    out: Path,
    kind: str | None,
    columns: tuple[str, ...],
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    plain: bool,  # noqa: FBT001  # click's shape
    people: int | None,
    export_passphrase_file: Path | None,
    force: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Write signatures to a file: encrypted under a passphrase of its own, unless --plain."""
    from app.operations.campaign import leaving
    from app.operations.counting import exporting
    from app.store.files import check_target

    require_one_way(export_passphrase_file, plain=plain)
    check_target(leaving.target(out, plain=plain), force=force)
    wanted = cast("Kind", kind or exporting.kind_of(out))
    query = filters.query(campaign.store, petition)
    prepared = exporting.prepare(
        campaign.store, petition, query, columns, wanted, with_at_risk=with_at_risk
    )
    confirmed, passphrase = way_out(
        exporting.shown(prepared.columns), prepared.people, plain=plain, given=people,
        file=export_passphrase_file,
    )  # fmt: skip
    with progress_bar("Export") as progress:
        drawn = exporting.draw(
            campaign.store, prepared, passphrase=passphrase, now=now(), progress=progress
        )
    path = exporting.write(campaign.store, drawn, out, confirmed=confirmed, force=force, now=now())
    say_unnamed(drawn.unnamed)
    many = f"{path}: {drawn.people:,} signatures"
    if plain:
        click.echo(f"{many} in plain text. Delete it when it has been used.")
        return
    click.echo(
        f"{many}, encrypted. `signature decrypt` or any program for age files opens it with its "
        "passphrase."
    )


@click.command()
@click.argument("file", type=any_file)
@click.option("--out", required=True, type=any_file, help="The plain file to write.")
@click.option("--export-passphrase-file", "--file-passphrase-file", type=any_file,
              help="A file with its passphrase.")  # fmt: skip
@force_option
def decrypt(file: Path, out: Path, export_passphrase_file: Path | None, force: bool) -> None:  # noqa: FBT001  # click's shape
    """Open a sealed export; no campaign is needed."""
    from app.operations.counting import exporting

    if export_passphrase_file:
        passphrase = read_secret_file(export_passphrase_file)
    elif sys.stdin.isatty():
        passphrase = click.prompt("Passphrase for this file", hide_input=True, err=True)
    else:
        raise AppError("No passphrase for the file: give --export-passphrase-file FILE.")
    exporting.decrypt(file, out, passphrase, force=force)
    click.echo(out)


COMMANDS = (export, decrypt)
