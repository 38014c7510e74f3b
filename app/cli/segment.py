"""`segment …`."""

from __future__ import annotations

import click


@click.group()
def segment() -> None:
    """Saved searches and lists of contacts."""
