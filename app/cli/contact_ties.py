"""`contact relate` and `unrelate`: what contacts are to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.common import with_campaign
from app.domain.community.relationship import RELATIONSHIPS, TURNED

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

_kind = click.argument("kind", type=click.Choice([*RELATIONSHIPS, *TURNED]))


def _words(kind: str) -> str:
    """What the one is to the other: “works at”, “is elder of”."""
    turned = kind in TURNED
    ways = RELATIONSHIPS[TURNED.get(kind, kind)]
    words = (ways.back if turned else ways.there).lower()
    return f"is {words}" if words.endswith(" of") else words


@click.command()
@with_campaign
@click.argument("a", metavar="A")
@_kind
@click.argument("b", metavar="B")
@click.option("--note", default="", help="A few words on it.")
def relate(campaign: Campaign, a: str, kind: str, b: str, note: str) -> None:
    """Keep that contact A is something to contact B, as “3 works-at 17”."""
    from app.operations.community import contacts, relationships

    store = campaign.store
    one, other = contacts.get(store, a), contacts.get(store, b)
    relationships.relate(store, one, kind, other, note)
    click.echo(f"Kept: contact {one.number} {_words(kind)} contact {other.number}.")


@click.command()
@with_campaign
@click.argument("a", metavar="A")
@_kind
@click.argument("b", metavar="B")
def unrelate(campaign: Campaign, a: str, kind: str, b: str) -> None:
    """Forget that contact A is something to contact B."""
    from app.operations.community import contacts, relationships

    store = campaign.store
    one, other = contacts.get(store, a), contacts.get(store, b)
    relationships.unrelate(store, one, kind, other)
    click.echo(f"Forgotten: contact {one.number} {_words(kind)} contact {other.number}.")


COMMANDS = (relate, unrelate)
