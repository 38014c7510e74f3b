"""`consent …`."""

from __future__ import annotations

import click


@click.group()
def consent() -> None:
    """What each contact agreed to, and its evidence."""
