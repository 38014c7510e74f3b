"""`outreach …`."""

from __future__ import annotations

import click

from app.cli import outreach_rounds


@click.group()
def outreach() -> None:
    """Letters, labels, lists, posters and drafts, with consent."""


for command in (*outreach_rounds.COMMANDS,):
    outreach.add_command(command)
