"""`outreach …`."""

from __future__ import annotations

import click

from app.cli import outreach_drafts, outreach_rounds


@click.group()
def outreach() -> None:
    """Letters, labels, lists, posters and drafts, with consent."""


for command in (*outreach_rounds.COMMANDS, *outreach_drafts.COMMANDS):
    outreach.add_command(command)
