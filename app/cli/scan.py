"""`scan …`: the tray of pages that wait for a person, and what is kept of pictures."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from app.cli.common import emit, json_option, now, table, with_campaign
from app.domain.sheet_code import printed
from app.messages import trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.store.scans import ScanRecord, SheetScan


@click.group()
def scan() -> None:
    """Scanned pages: the tray, which picture of a sheet is shown, and how long they are kept."""


@scan.command()
@with_campaign
@json_option
def tray(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Pages that no code named, and pictures between which you decide."""
    from app.operations.paper import scan_tray

    found = [_as_document(record, asking) for record, asking in scan_tray.listing(campaign.store)]
    columns = ("number", "file", "page", "sheets", "sentence")
    rows = [[", ".join(one[key]) if key == "sheets" else one[key] for key in columns]
            for one in found]  # fmt: skip
    text = table([column.capitalize() for column in columns], rows)
    emit(as_json, {"pages": found}, text if found else "Nothing waits in the tray.")


def _as_document(record: ScanRecord, asking: list[SheetScan]) -> dict[str, Any]:
    from app.operations.paper.scan_outcomes import FLAGS, PROBLEMS

    words = [
        record.sentence or PROBLEMS.get(record.problem, ""),
        *(FLAGS[one.flag] for one in asking),
    ]
    return {
        "number": record.number,
        "file": record.file,
        "page": record.page,
        "reason": record.problem or None,
        "flags": [one.flag for one in asking],
        "sheets": [printed(one.seen.code) for one in asking],
        "marks": record.marks,
        "sentence": " ".join(filter(None, words)),
    }


@scan.command()
@with_campaign
@click.argument("number", type=int)
@click.argument("code", metavar="SHEET")
def assign(campaign: Campaign, number: int, code: str) -> None:
    """Say which sheet page NUMBER of the tray is, by the code typed from its foot."""
    from app.operations.paper import scanning

    done = scanning.assign(campaign, number, code, now=now())
    click.echo(done.sentence if done else "")


@scan.command()
@with_campaign
@click.argument("number", type=int)
@click.argument("decision", type=click.Choice(["use", "leave"]))
def decide(campaign: Campaign, number: int, decision: str) -> None:
    """Show the picture of page NUMBER from now on (use), or the one before it (leave)."""
    from app.operations.paper import scan_tray

    scan_tray.decide(campaign.store, number, cast('Literal["use", "leave"]', decision))
    click.echo("Decided; both pictures are kept.")


@scan.command()
@with_campaign
@click.argument("number", type=int)
@click.option("--dry-run", is_flag=True, help="Only say what would be put aside.")
def dismiss(campaign: Campaign, number: int, dry_run: bool) -> None:  # noqa: FBT001  # click's shape
    """Put page NUMBER aside: it is no sheet of this campaign. Its picture is destroyed."""
    from app.operations.paper import scan_tray

    scan_tray.require_waiting(campaign.store, number)
    if dry_run:
        click.echo(f"Page {number} would be put aside, and its picture destroyed.")
        return
    scan_tray.dismiss(campaign.store, number)
    click.echo(f"Page {number} is put aside.")


@scan.command()
@with_campaign
@click.option("--keep/--keep-none", "keeps", default=True, help="Whether pictures are kept.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they go.")
def keep(campaign: Campaign, keeps: bool, until: datetime | None) -> None:  # noqa: FBT001  # click's shape
    """Choose whether pictures of scans are kept, and until when; else as the petition promises."""
    from app.operations.paper import scan_tray

    day = until.date() if until else None
    scan_tray.set_keeping(campaign.store, keeps=keeps, until=day, today=now().date())
    click.echo("Kept." if keeps else "No picture is kept from now on.")


@scan.command()
@with_campaign
@click.option("--dry-run", is_flag=True, help="Only say how many pictures would go.")
def expire(campaign: Campaign, dry_run: bool) -> None:  # noqa: FBT001  # click's shape
    """Destroy the pictures whose day is past; what was read from them stays."""
    from app.operations.paper import scan_tray

    if dry_run:
        number = len(scan_tray.expired(campaign.store, now().date()))
        would = trn(
            "{number} picture would be destroyed.", "{number} pictures would be destroyed.", number
        )
        click.echo(would)
        return
    number = scan_tray.expire(campaign, today=now().date())
    click.echo(trn("{number} picture destroyed.", "{number} pictures destroyed.", number))
