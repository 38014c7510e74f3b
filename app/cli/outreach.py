"""`outreach …`."""

from __future__ import annotations

import click


@click.group()
def outreach() -> None:
    """Letters, labels, lists, posters and drafts, with consent."""
