"""`contact duplicates`, `apart` and `merge`: contacts kept twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, now, progress_bar, table, with_campaign
from app.cli.contact_options import with_at_risk_option
from app.cli.contact_words import HIDDEN, document
from app.domain.duplicates.levels import word
from app.errors import AppError

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.community.contact_merging import Merge


@click.command()
@with_campaign
@json_option
def duplicates(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Look for contacts that may be one, and keep the pairs for review."""
    from app.operations.community import contact_doubles

    with progress_bar("Comparing") as progress:
        found = contact_doubles.find(campaign.store, progress)
    contact_doubles.keep(campaign.store, found)
    made = contact_doubles.as_document(contact_doubles.pairs(campaign.store))
    rows = [
        (
            f"{pair['probability']:.2f} {word(pair['probability'])}",
            *(f"{pair[side]['number']} {pair[side]['name']}" for side in ("a", "b")),
            "; ".join(pair["reasons"]),
        )
        for pair in made["pairs"]
    ]
    text = table(("Probability", "One", "Other", "Why"), rows)
    emit(as_json, made, text if rows else "No two contacts look like one.")


@click.command()
@with_campaign
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--take-back", is_flag=True, help="Take back that they are not one.")
def apart(campaign: Campaign, a: str, b: str, take_back: bool) -> None:  # noqa: FBT001  # click's shape
    """Say that two contacts (their numbers) are not one: they are not shown as a pair again."""
    from app.operations.community import contact_merging, contacts

    store = campaign.store
    one, other = contacts.get(store, a), contacts.get(store, b)
    if take_back:
        contact_merging.take_back_apart(store, one, other)
        click.echo("Taken back: they may be compared again.")
    else:
        contact_merging.keep_apart(store, one, other, now=now())
        click.echo("Kept apart: this pair is not shown again.")


@click.command()
@with_campaign
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@click.option("--take", "taken", multiple=True, metavar="FIELD=OTHER",
              help="A field of which the other’s comes first; may be repeated.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show each field before and after.")
@with_at_risk_option
@json_option
def merge(
    campaign: Campaign,
    keep: str,
    other: str,
    taken: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001  # click's shape
    with_at_risk: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Make two contacts one: what hung on OTHER hangs on KEEP. Undo takes it back whole."""
    from app.operations.community import contact_merging, contacts

    store, at = campaign.store, now()
    one, two = contacts.get(store, keep), contacts.get(store, other)
    fields = [_field(words) for words in taken]
    found = contact_merging.preview(store, one, two, fields, now=at)
    if not dry_run:
        contact_merging.merge(store, one, two, fields, now=at)
    whole = with_at_risk or not found.after.at_risk
    made: dict[str, Any] = {
        "merged": not dry_run,
        "kept": one.number,
        "other": two.number,
        "contact": document(found.after, whole=with_at_risk),
        "fields": [
            {
                "field": line.field,
                "kept": line.kept,
                "other": line.other,
                "after": line.after,
                "taken": line.choice or None,
            }
            for line in found.lines
            if whole
        ],
        "moved": dict(found.moved),
        "consents": len(found.consents),
    }
    emit(as_json, made, _shown(found, whole=whole, dry_run=dry_run))


def _field(words: str) -> str:
    field, _, side = words.partition("=")
    if side.casefold() != "other":
        raise AppError(
            "--take says a field and whose stands, as “names=other”, not “{words}”.", words=words
        )
    return field


def _shown(found: Merge, *, whole: bool, dry_run: bool) -> str:
    rows = [
        (line.words, *(text.replace("\n", "; ") for text in (line.kept, line.other, line.after)))
        for line in found.lines
    ]
    heads = ("Field", f"Contact {found.kept.number}", f"Contact {found.other.number}", "Afterwards")
    verb = "would go up in" if dry_run else "went up in"
    said = f"Contact {found.other.number} {verb} contact {found.kept.number}."
    return "\n".join([table(heads, rows) if whole else HIDDEN, said])


COMMANDS = (duplicates, apart, merge)
