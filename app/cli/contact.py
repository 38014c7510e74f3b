"""`contact …`."""

from __future__ import annotations

import click

from app.cli import contact_files, contact_log


@click.group()
def contact() -> None:
    """People and organisations that the group keeps in touch with."""


for command in (*contact_log.COMMANDS, *contact_files.COMMANDS):
    contact.add_command(command)
