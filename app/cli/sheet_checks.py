"""`sheet object · recheck · second · settle`: whole-sheet objections and the second pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import any_file, emit, json_option, now, table, with_campaign
from app.domain.sheet_code import printed
from app.domain.signature import SHEET_REASONS
from app.messages import trn

if TYPE_CHECKING:
    from app.domain.agreement import Rate
    from app.operations.campaign.campaigns import Campaign
    from app.operations.paper.second_keying import Recheck
    from app.store.second_keying import Take


@click.command("object")
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--reason", required=True, help=f"One of {', '.join(SHEET_REASONS)}.")
@click.option("--rows", required=True, type=int, help="How many of its rows are filled.")
def object_(campaign: Campaign, code: str, reason: str, rows: int) -> None:
    """Mark a whole sheet invalid: its text is missing, it is a photocopy, or it was altered."""
    from app.operations.paper import sheets

    done = sheets.object_to(campaign.store, code, reason, rows, now=now())
    click.echo(
        trn(
            "{code}: {number} row is invalid, {reason}.",
            "{code}: {number} rows are invalid, {reason}.",
            rows,
            code=printed(done.sheet.code),
            reason=reason,
        )
    )


def _rate(found: Rate) -> dict[str, Any]:
    return {
        "differ": found.number,
        "of": found.of,
        "rate": round(found.share, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
    }


def _say(done: Recheck, as_json: bool) -> None:  # noqa: FBT001  # from click
    sums = done.agreement
    document = {
        "drawn": sums.drawn,
        "pending": [{"sheet": printed(one.sheet), "row": one.row} for one in done.pending],
        "differences": [
            {
                "sheet": printed(one.drawn.sheet),
                "row": one.drawn.row,
                "fields": list(one.drawn.differs or ()),
            }
            for one in done.differing
        ],
        "rows": _rate(sums.rows),
        "fields": {name: _rate(one) for name, one in sums.by_field.items()},
        "interval": "Wilson score, 95 %",
    }
    waiting = [[printed(one.sheet), one.row, "to key"] for one in done.pending]
    differing = [
        [printed(one.drawn.sheet), one.drawn.row, ", ".join(one.drawn.differs or ())]
        for one in done.differing
    ]
    rate = sums.rows
    text = (
        f"{rate.of} of {sums.drawn} rows; {rate.number} differ "
        f"({rate.share:.0%}, {rate.low:.0%} to {rate.high:.0%})"
    )
    emit(as_json, document, f"{table(['Sheet', 'Row', 'What'], waiting + differing)}\n\n{text}")


@click.command()
@with_campaign
@click.argument("petition")
@click.option("--rows", type=int, default=None, help="Draw so many keyed rows at random.")
@click.option("--seed", type=int, default=None, help="Draws the same rows again.")
@json_option
def recheck(
    campaign: Campaign,
    petition: str,
    rows: int | None,
    seed: int | None,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Draw rows to be keyed a second time; without --rows, how the second pass stands."""
    from app.operations.paper import second_keying

    if rows is None:
        _say(second_keying.report(campaign.store, petition), as_json)
    else:
        _say(second_keying.draw(campaign.store, petition, rows, seed=seed, now=now()), as_json)


@click.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--file", required=True, type=any_file, help="ROWS.csv with the drawn rows.")
@json_option
def second(campaign: Campaign, code: str, file: Path, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Key the drawn rows of a sheet a second time."""
    from app.intake.rows_file import read_rows
    from app.operations.paper import second_keying

    _say(second_keying.key(campaign.store, code, read_rows(file), now=now()), as_json)


@click.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--row", required=True, type=int)
@click.option("--take", required=True, type=click.Choice(["first", "second"]))
def settle(campaign: Campaign, code: str, row: int, take: str) -> None:
    """Say which reading of a row holds."""
    from app.operations.paper import second_keying

    second_keying.settle(campaign.store, code, row, cast("Take", take))
    click.echo(f"Row {row} of {code}: the {take} reading holds.")


COMMANDS = (object_, recheck, second, settle)
