"""`duplicate …`: signatures that may be one person's, and what people say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, now, progress_bar, table, with_campaign
from app.cli.contact_options import with_at_risk_option
from app.domain.duplicates.levels import POSSIBLE, word
from app.messages import trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.operations.campaign.campaigns import Campaign

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


def _person(one: dict[str, str]) -> str:
    known = f" ({one['external_id']})" if one["external_id"] else ""
    return ", ".join(filter(None, (one["name"], one["postcode"]))) + known


def _shown(document: dict[str, Any]) -> str:
    rows = [
        (
            f"{pair['probability']:.2f} {word(pair['probability'])}",
            *(_person(pair[side]) for side in ("a", "b")),
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
@with_at_risk_option
@json_option
def find(
    campaign: Campaign,
    petition: str,
    threshold: float,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Look for signatures of one person, and keep the pairs for review.

    With a threshold above the usual one the review stays as it is.
    """
    from app.operations.counting import duplicates

    with progress_bar("Comparing") as progress:
        found = duplicates.find(campaign.store, petition, progress, threshold)
    if threshold <= POSSIBLE:  # else less sure pairs would be gone from the review
        duplicates.keep(campaign.store, petition, found)
    document = duplicates.as_document(campaign.store, found.pairs, with_at_risk=with_at_risk)
    _say_unnamed(document)
    text = _shown(document)
    if threshold > POSSIBLE:
        text += f"\nOnly shown: the review keeps all pairs from {POSSIBLE:g} on as they were."
    emit(as_json, document, text)


@duplicate.command("list")
@with_campaign
@click.argument("petition")
@threshold_option
@click.option("--settled", is_flag=True, help="What was said, and where it no longer fits.")
@with_at_risk_option
@json_option
def list_(
    campaign: Campaign,
    petition: str,
    threshold: float,
    settled: bool,  # noqa: FBT001  # click's shape
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The pairs found last that nobody has settled, and what they would do to the number."""
    from app.operations.counting import duplicates

    if settled:
        _list_settled(campaign, petition, with_at_risk=with_at_risk, as_json=as_json)
        return
    found = duplicates.pairs(campaign.store, petition, threshold)
    effect = duplicates.effect(campaign.store, petition, found)
    document = duplicates.as_document(campaign.store, found, with_at_risk=with_at_risk)
    _say_unnamed(document)
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
    from app.operations.counting import duplicates

    duplicates.dismiss(campaign.store, a, b, now=now())
    click.echo("Kept apart: this pair is not shown again.")


@duplicate.command()
@with_campaign
@click.argument("ids", metavar="A B…", nargs=-1, required=True)
@click.option("--keep", default="", help="The id of the one that counts.")
def accept(campaign: Campaign, ids: tuple[str, ...], keep: str) -> None:
    """Say that signatures (their ids) are one person's: one counts, the others are marked."""
    from app.operations.counting import duplicates

    if len(ids) == 2:
        stays = duplicates.accept(campaign.store, *ids, now=now(), keep=keep)
    else:
        stays = duplicates.accept_all(campaign.store, ids, now=now(), keep=keep)
    click.echo(f"{stays.id} counts; {len(ids) - 1} marked as duplicate.")


@duplicate.command()
@with_campaign
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
def reopen(campaign: Campaign, a: str, b: str) -> None:
    """Take back what was said of two signatures (their ids)."""
    from app.operations.counting import duplicate_verdicts

    freed = duplicate_verdicts.reopen(campaign.store, a, b)
    said = f" {freed.id} is {freed.validity} again." if freed else ""
    click.echo(f"Taken back: this pair is open again.{said}")
    warn(campaign, (a, b))


def _say_unnamed(document: dict[str, Any]) -> None:
    if number := document["unnamed"]:
        pairs = trn("{number} pair", "{number:,} pairs", number)
        click.echo(f"{pairs} with somebody at risk, unnamed (--with-at-risk names them).", err=True)


def _list_settled(campaign: Campaign, petition: str, *, with_at_risk: bool, as_json: bool) -> None:
    from app.operations.counting import duplicate_verdicts

    listed = duplicate_verdicts.settled(campaign.store, petition)
    document = duplicate_verdicts.as_document(campaign.store, listed, with_at_risk=with_at_risk)
    rows = [
        (
            one["at"][:16].replace("T", " "),
            "one person’s" if one["kept"] else "kept apart",
            *(_person(one[side]) if side in one else "" for side in ("a", "b")),
            f"{settled.said.a}  {settled.said.b}",
            one["kept"] or "",
            settled.words,
        )
        for one, settled in zip(document, listed, strict=True)
    ]
    heads = ("When", "Said", "One", "Other", "Ids", "Counts", "But now")
    text = table(heads, rows) if rows else "Nothing was said of any pair yet."
    emit(as_json, {"settled": document}, text)


def warn(campaign: Campaign, ids: Iterable[str]) -> None:
    """Says on the error stream where verdicts on these signatures no longer fit."""
    from app.operations.counting import duplicate_verdicts

    for one in duplicate_verdicts.contradictions(campaign.store, ids):
        a, b = one.said.a, one.said.b
        click.echo(
            f"Careful: {a} and {b} were said to be one person’s, and {one.words}; "
            f"`duplicate reopen {campaign.folder.name} {a} {b}` takes that back.",
            err=True,
        )


def warn_of_all(campaign: Campaign, petition: str) -> None:
    """Says on the error stream how many verdicts on a petition's duplicates no longer fit."""
    from app.operations.counting import duplicate_verdicts

    number = sum(bool(one.trouble) for one in duplicate_verdicts.settled(campaign.store, petition))
    if number:
        many = trn(
            "one verdict on duplicates no longer fits",
            "{number} verdicts on duplicates no longer fit",
            number,
        )
        listed = f"duplicate list {campaign.folder.name} {petition} --settled"
        click.echo(f"Careful: {many}; `{listed}` names what does not.", err=True)


@duplicate.command()
@with_campaign
@click.argument("petition")
@json_option
def weights(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What each agreement is worth, as learnt from this petition's signatures."""
    from app.domain.duplicates.weights import LEVELS
    from app.operations.counting import duplicates

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
