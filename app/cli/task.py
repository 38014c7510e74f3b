"""`task …`."""

from __future__ import annotations

import click


@click.group()
def task() -> None:
    """What is to be done, by whom and when."""
