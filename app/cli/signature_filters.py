"""The options by which signatures are chosen: the same for listing, export and marking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.domain.signature import CHANNELS, REASONS, VALIDITIES

if TYPE_CHECKING:
    from app.store.signature_query import SignatureQuery
    from app.store.store import Store

R = TypeVar("R")

_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option("--text", default="", help="Words in name, address or postcode."),
    click.option("--name", default="", help="Words of the name, by their beginning."),
    click.option("--hangul", default="", help="Syllables of a Korean name, side by side."),
    click.option("--address", default="", help="Words of the address, by their beginning."),
    click.option("--postcode", default="", help="How the postcode begins."),
    click.option("--sheet", default="", help="Only this sheet's."),
    click.option("--row", type=click.IntRange(1), default=None, help="Only this row of sheets."),
    click.option("--signed-from", type=_DAY, default=None, help="The first day, like 2026-11-23."),
    click.option("--signed-to", type=_DAY, default=None, help="The last day, included."),
    click.option("--validity", type=click.Choice(VALIDITIES), default=None),
    click.option("--reason", type=click.Choice(list(REASONS)), default=None),
    click.option(
        "--duplicate",
        type=click.Choice(["any", "likely", "possible"]),
        default=None,
        help="In a pair that nobody has settled yet.",
    ),
    click.option("--origin", type=click.Choice(["paper", "online"]), default=None),
    click.option("--source", default="", help="Any part of where it came from."),
    click.option("--external-id", default="", help="How the source's own id begins."),
    click.option("--email", default="", help="Any part of the email address."),
    click.option("--phone", default="", help="Any part of the phone number."),
    click.option("--opt-in", type=click.Choice(list(CHANNELS)), default=None),
    click.option("--age", type=click.IntRange(0), default=None, help="Of that many years."),
)
NAMES = (
    "text", "name", "hangul", "address", "postcode", "sheet", "row", "signed_from", "signed_to",
    "validity", "reason", "duplicate", "origin", "source", "external_id", "email", "phone",
    "opt_in", "age",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What was asked for on the command line."""

    given: dict[str, Any]

    @property
    def empty(self) -> bool:
        """Whether nothing was asked for, so that everybody is meant."""
        return all(value in {None, ""} for value in self.given.values())

    @property
    def conditions(self) -> SignatureQuery:
        """What was asked for as it was typed, of no petition yet."""
        from app.store.signature_query import SignatureQuery

        asked = {key: value for key, value in self.given.items() if value is not None}
        for key in {"signed_from", "signed_to"} & asked.keys():
            asked[key] = asked[key].date()
        return SignatureQuery("", **asked)

    def query(self, store: Store, petition: str) -> SignatureQuery:
        """The query in the petition with that ref, in the order of sheets and rows."""
        from app.operations.counting import conditions

        return conditions.query_of(store, petition, self.conditions)


def filter_options(command: Callable[..., R]) -> Callable[..., R]:
    """Adds the options; the command gets them together as `filters`, a Filters."""

    @wraps(command)
    def filtered(*arguments: Any, **options: Any) -> R:  # the command's own as well
        given = {name: options.pop(name) for name in NAMES}
        return command(*arguments, filters=Filters(given), **options)

    made: Callable[..., R] = filtered
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def say_unnamed(number: int) -> None:
    """Says on stderr how many are not named."""
    from app.operations.counting import signatures

    if number:
        click.echo(f"{signatures.unnamed_words(number)} (--with-at-risk names them).", err=True)
