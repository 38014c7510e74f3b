"""`contact …`."""

from __future__ import annotations

import click


@click.group()
def contact() -> None:
    """People and organisations that the group keeps in touch with."""
