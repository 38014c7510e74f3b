"""`outreach …`."""

from __future__ import annotations

import click

from app.cli import (
    outreach_drafts,
    outreach_mailing,
    outreach_posters,
    outreach_record,
    outreach_rounds,
    outreach_templates,
)


@click.group()
def outreach() -> None:
    """Letters, labels, lists, posters and drafts, with consent."""


for command in (
    *outreach_mailing.COMMANDS,
    *outreach_templates.COMMANDS,
    *outreach_rounds.COMMANDS,
    *outreach_drafts.COMMANDS,
    *outreach_posters.COMMANDS,
    *outreach_record.COMMANDS,
):
    outreach.add_command(command)
