"""`event …`."""

from __future__ import annotations

import click


@click.group()
def event() -> None:
    """Gatherings: who is invited, coming and came."""
