"""`demo`: the practice campaign and its PDFs, to see what the program makes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from app.cli.common import existing_folder, now


@click.command()
@click.argument("folder", metavar="DIR", type=existing_folder)
@click.option("--signatures", type=int, default=240, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day it plays on.")
def demo(folder: Path, signatures: int, seed: int, today: datetime | None) -> None:
    """Build a practice campaign of invented people, with sheets and packs."""
    from app.operations.campaign import demo as practice

    clock = today.astimezone() if today else now()
    made = practice.build(folder, signatures=signatures, seed=seed, now=clock)
    click.echo(f"Practice campaign: {made.campaign} ({made.signatures} invented signatures)")
    click.echo(f"Its passphrase: {made.passphrase}")
    for path in made.files:
        click.echo(f"  {path.name}")
