"""`duplicate …`: signatures that may be one person's, and what people say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, now, progress_bar, table, with_campaign
from app.domain.duplicates.levels import POSSIBLE, word

if TYPE_CHECKING:
    from app.operations.campaigns import Campaign

threshold_option = click.option(
    "--threshold",
    type=float,
    default=POSSIBLE,
    show_default=True,
    help="The least probability of a pair, between 0 and 1.",
)


@click.group()
def duplicate() -> None:
    """Signatures that may be one person's."""


def _shown(document: dict[str, Any]) -> str:
    rows = [
        (
            f"{pair['probability']:.2f} {word(pair['probability'])}",
            *(f"{pair[side]['name']}, {pair[side]['postcode']}" for side in ("a", "b")),
            "; ".join(pair["reasons"]),
        )
        for pair in document["pairs"]
    ]
    ids = [f"{pair['a']['id']}  {pair['b']['id']}" for pair in document["pairs"]]
    if not rows:
        return "No pair of signatures looks like one person’s."
    heads = ("Probability", "One", "Other", "Why", "Ids")
    return table(heads, [(*row, key) for row, key in zip(rows, ids, strict=True)])


@duplicate.command()
@with_campaign
@click.argument("petition")
@threshold_option
@json_option
def find(campaign: Campaign, petition: str, threshold: float, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Look for signatures of one person, and keep the pairs for review."""
    from app.operations import duplicates

    with progress_bar("Comparing") as progress:
        found = duplicates.find(campaign.store, petition, progress, threshold)
    duplicates.keep(campaign.store, petition, found)
    document = duplicates.as_document(campaign.store, found.pairs)
    emit(as_json, document, _shown(document))


@duplicate.command("list")
@with_campaign
@click.argument("petition")
@threshold_option
@json_option
def list_(campaign: Campaign, petition: str, threshold: float, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The pairs found last that nobody has settled, and what they would do to the number."""
    from app.operations import duplicates

    found = duplicates.pairs(campaign.store, petition, threshold)
    effect = duplicates.effect(campaign.store, petition, found)
    document = duplicates.as_document(campaign.store, found)
    document["effect"] = {
        "valid": effect.valid,
        "valid_after": effect.valid_after,
        "similar": effect.similar,
        "similar_after": effect.similar_after,
    }
    if not duplicates.was_searched(campaign.store, petition):
        text = f"No search yet: `duplicate find {campaign.folder.name} {petition}` looks for pairs."
    else:
        text = _shown(document)
        if found:
            text += f"\nValid now {effect.valid:,}; if these are accepted {effect.valid_after:,}."
    emit(as_json, document, text)


@duplicate.command()
@with_campaign
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
def dismiss(campaign: Campaign, a: str, b: str) -> None:
    """Say that two signatures (their ids) are not of one person."""
    from app.operations import duplicates

    duplicates.dismiss(campaign.store, a, b, now=now())
    click.echo("Kept apart: this pair is not shown again.")


@duplicate.command()
@with_campaign
@click.argument("ids", metavar="A B…", nargs=-1, required=True)
@click.option("--keep", default="", help="The id of the one that counts.")
def accept(campaign: Campaign, ids: tuple[str, ...], keep: str) -> None:
    """Say that signatures (their ids) are one person's: one counts, the others are marked."""
    from app.operations import duplicates

    if len(ids) == 2:
        stays = duplicates.accept(campaign.store, *ids, now=now(), keep=keep)
    else:
        stays = duplicates.accept_all(campaign.store, ids, now=now(), keep=keep)
    click.echo(f"{stays.id} counts; {len(ids) - 1} marked as duplicate.")


@duplicate.command()
@with_campaign
@click.argument("petition")
@json_option
def weights(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What each agreement is worth, as learnt from this petition's signatures."""
    from app.domain.duplicates.weights import LEVELS
    from app.operations import duplicates

    model = duplicates.weights(campaign.store, petition)
    rows = []
    comparisons: dict[str, list[dict[str, object]]] = {}
    for name, one in model.comparisons.items():
        bits = zip(one.bits(home=False), one.bits(home=True), strict=True)
        for level, m, u, home, (away_bits, home_bits) in zip(
            LEVELS[name], one.m, one.u, one.home, bits, strict=True
        ):
            comparisons.setdefault(name, []).append(
                {
                    "level": level,
                    "m": m,
                    "u": u,
                    "home": home,
                    "bits": round(away_bits, 2),
                    "home_bits": round(home_bits, 2),
                }
            )
            figures = (f"{value:.5f}" for value in (m, u, home))
            rows.append((name, level, *figures, f"{away_bits:+.1f}", f"{home_bits:+.1f}"))
    document = {
        "signatures": model.signatures,
        "learnt_from_pairs": model.learnt,
        "partners": model.partners,
        "household": model.household,
        "leash": model.leash,
        "comparisons": comparisons,
    }
    emit(
        as_json,
        document,
        table(("Field", "Level", "m", "u", "u at home", "Bits", "At home"), rows),
    )
