"""`signature sample…`: draw a validity sample, list it, check its rows, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import emit, json_option, now, table, with_campaign
from app.cli.contact_options import with_at_risk_option
from app.cli.signature_filters import say_unnamed
from app.domain.sampling import BY, METHOD, By, Estimate, Range
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Validity
from app.messages import trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.counting.sampling import Judgement, Line
    from app.store.samples import Sample

number_option = click.option("--sample", "number", type=int, help="Its number; the latest if not.")


@click.command("sample")
@with_campaign
@click.argument("petition")
@click.option("--size", type=click.IntRange(1), help="How many rows to draw.")
@click.option("--margin", type=float, help="Or how wide ± the interval may be; 0.05 if neither.")
@click.option("--by", type=click.Choice(BY), default="collector", show_default=True)
@click.option("--seed", type=int, help="The same seed draws the same rows.")
@with_at_risk_option
@json_option
def draw(
    campaign: Campaign,
    petition: str,
    size: int | None,
    margin: float | None,
    by: str,
    seed: int | None,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Draw a random sample of signatures to check, stratified by collector or batch."""
    from app.operations.counting import sampling

    if size is not None and margin is not None:
        raise click.UsageError("--size and --margin exclude each other.")
    sample = sampling.draw(
        campaign.store,
        petition,
        size=size,
        margin=margin,
        by=cast("By", by),
        seed=seed,
        now=now(),
    )
    _list(campaign, sample, with_at_risk=with_at_risk, as_json=as_json)


@click.command("sample-list")
@with_campaign
@click.argument("petition")
@number_option
@with_at_risk_option
@json_option
def list_(
    campaign: Campaign,
    petition: str,
    number: int | None,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The rows of a sample in the order of the sheets, with what was found."""
    from app.operations.counting import sampling

    sample = sampling.find(campaign.store, petition, number)
    _list(campaign, sample, with_at_risk=with_at_risk, as_json=as_json)


def _list(campaign: Campaign, sample: Sample, *, with_at_risk: bool, as_json: bool) -> None:
    from app.operations.counting import sampling

    drawn = sampling.lines(campaign.store, sample)
    say_unnamed(0 if with_at_risk else sum(line.at_risk for line in drawn))
    rows = [_row(line, named=with_at_risk or not line.at_risk) for line in drawn]
    first = ("place", "external_id") if any(one["external_id"] for one in rows) else ("place",)
    keys = (*first, "sheet", "row", "name", "address", "postcode", "stratum", "outcome")
    said = (
        f"Sample {sample.number}: {sample.size:,} of {sample.of:,} signatures, "
        f"by {sample.by}, seed {sample.seed}."
    )
    shown = [[one[key] if one[key] is not None else "" for key in keys] for one in rows]
    listed = table([key.replace("_", " ").capitalize() for key in keys], shown)
    emit(as_json, {"sample": _head(sample), "rows": rows}, f"{said}\n{listed}")


def _head(sample: Sample) -> dict[str, Any]:
    return {
        "number": sample.number,
        "drawn_at": sample.drawn_at.isoformat(),
        "by": sample.by,
        "seed": sample.seed,
        "size": sample.size,
        "of": sample.of,
    }


def _row(line: Line, *, named: bool) -> dict[str, Any]:
    from app.operations.counting.signatures import unnamed

    one = line.signature if named or line.signature is None else unnamed(line.signature)
    return {
        "place": line.row.place,
        "id": line.row.signature,
        "external_id": one.external_id if one else None,
        "sheet": printed(one.sheet) if one and one.sheet else None,
        "row": one.row if one else None,
        "source": one.source if one else None,
        "name": one.name if one else None,
        "address": one.address if one else None,
        "postcode": one.postcode if one else None,
        "stratum": line.row.stratum,
        "outcome": line.row.outcome or None,
    }


@click.command("sample-check")
@with_campaign
@click.argument("petition")
@click.argument("places", metavar="PLACE…", nargs=-1, required=True, type=int)
@click.option(
    "--as", "outcome", required=True, type=click.Choice(["valid", "invalid", "unchecked"])
)
@click.option("--because", type=click.Choice(list(REASONS)), default=None, help="If invalid.")
@number_option
def check(
    campaign: Campaign,
    petition: str,
    places: tuple[int, ...],
    outcome: str,
    because: str | None,
    number: int | None,
) -> None:
    """Say what was found at places of a sample; it marks those signatures so."""
    from app.operations.counting import sampling

    sampling.record(
        campaign.store,
        petition,
        number,
        places,
        cast("Validity", outcome),
        because or "",
        now=now(),
    )
    click.echo(f"{trn('{number} row', '{number} rows', len(places))} marked {outcome}.")


@click.command("sample-estimate")
@with_campaign
@click.argument("petition")
@number_option
@click.option("--target", type=click.IntRange(1), help="The petition's own target if not given.")
@json_option
def estimate(
    campaign: Campaign,
    petition: str,
    number: int | None,
    target: int | None,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """What the checked rows say of all: raw, valid, without duplicates, how many more."""
    from app.operations.counting import sampling

    said = sampling.judge(campaign.store, petition, number, target=target)
    emit(as_json, _document(said), _words(said))


def _document(said: Judgement) -> dict[str, Any]:
    found = said.estimate
    return {
        "sample": _head(said.sample),
        "raw": said.raw,
        "invalid": said.invalid,
        "similar": said.similar,
        "unnamed": said.unnamed,
        "later": said.later,
        "strata": [
            {
                "name": one.name,
                "size": one.size,
                "checked": one.checked,
                "valid": one.good,
                "duplicates": one.twice,
            }
            for one in said.strata
        ],
        "method": METHOD,
        "estimate": None if found is None else _estimate(found),
    }


def _estimate(found: Estimate) -> dict[str, Any]:
    return {
        "of": found.size,
        "checked": found.checked,
        "share": _range(found.share, 4),
        "valid": _range(found.valid, 1),
        "duplicates": round(found.duplicates, 1),
        "adjusted": _range(found.adjusted, 1),
        "safe": found.safe,
        "target": found.target or None,
        "more": found.more,
    }


def _range(one: Range, digits: int) -> dict[str, float]:
    return {
        "low": round(one.low, digits),
        "estimate": round(one.middle, digits),
        "high": round(one.high, digits),
    }


def _words(said: Judgement) -> str:
    from app.operations.counting import sampling

    return "\n".join(sampling.in_words(said))


COMMANDS = (draw, list_, check, estimate)
