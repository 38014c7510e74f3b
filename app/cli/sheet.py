"""`sheet …`: print, list, show, count, key; more in sheet_moves, sheet_scans, sheet_checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from app.cli import sheet_checks, sheet_moves, sheet_scans
from app.cli.common import (
    any_file,
    count_document,
    emit,
    force_option,
    json_option,
    now,
    progress_bar,
    table,
    with_campaign,
)
from app.domain.addressee import Kind
from app.domain.sheet import SHAPES, CodesOn, Order, Shape, SheetCount
from app.domain.sheet_code import printed
from app.messages import trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.paper.sheets import SheetSum

kind_type = click.Choice(["auto", "top", "full", "prayer"])


@click.group()
def sheet() -> None:
    """Printed pages to be signed, each with its code."""


@sheet.command("print")
@with_campaign
@click.argument("petition")
@click.option("--count", "number", required=True, type=int, help="How many sheets.")
@click.option("--out", required=True, type=any_file, help="The PDF to write.")
@click.option("--rows", type=int, default=None, help="Rows a sheet; default: as many as fit well.")
@click.option("--kind", type=kind_type, default="auto", show_default=True)
@click.option("--layout-json", type=any_file, default=None, help="Where everything lies.")
@click.option("--shape", type=click.Choice(SHAPES), default="portrait", show_default=True)
@click.option(
    "--sides", type=click.Choice(["1", "2"]), default="1", help="Sides to sign, a code on each."
)
@click.option(
    "--codes-on",
    type=click.Choice(["foot", "back"]),
    default="foot",
    show_default=True,
    help="On the back, a code is away from the petition’s text (R110).",
)
@click.option("--collector", is_flag=True, help="With the pages that a collector takes along.")
@force_option
def print_(
    campaign: Campaign,
    petition: str,
    number: int,
    out: Path,
    rows: int | None,
    kind: str,
    layout_json: Path | None,
    shape: str,
    sides: str,
    codes_on: str,
    collector: bool,  # noqa: FBT001  # click's shape
    force: bool,  # noqa: FBT001  # the same
) -> None:
    """Reserve codes, freeze the wording and write one page per code."""
    from app.operations.paper import printing

    order = Order(
        number,
        rows,
        cast("Kind | Literal['auto']", kind),
        cast("Shape", shape),
        2 if sides == "2" else 1,
        cast("CodesOn", codes_on),
        collector,
    )
    with progress_bar("Sheets") as progress:
        done = printing.print_batch(
            campaign.store,
            petition,
            order,
            out=out,
            layout_out=layout_json,
            force=force,
            now=now(),
            progress=progress,
        )
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(
        trn(
            "Batch {batch}: {number} sheet in {out}.",
            "Batch {batch}: {number} sheets in {out}.",
            len(done.codes),
            batch=done.batch,
            out=out,
        )
    )


def _as_document(one: SheetSum) -> dict[str, Any]:
    """A sheet with the stable keys of the command line."""
    record = one.sheet
    return {
        "code": printed(record.code),
        "batch": record.batch,
        "number": record.position,
        "of": record.of,
        "kind": record.kind,
        "version": record.version,
        "rows": record.rows,
        "state": record.state,
        "in_form": one.counts.valid,
        "similar": one.counts.similar,
        "invalid": dict(one.counts.invalid),
        "unchecked": one.counts.unchecked,
        "keyed": record.keyed,
        "difference": one.difference,
    }


_COLUMNS = ("code", "batch", "number", "kind", "state", "in_form", "similar", "unchecked", "keyed")


@sheet.command("list")
@with_campaign
@click.argument("petition")
@json_option
def list_(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Where each sheet is and what counts on it; the sheets' balance."""
    from dataclasses import asdict

    from app.operations.paper import sheets

    found = [_as_document(one) for one in sheets.listing(campaign.store, petition)]
    balance = sheets.sheet_balance(campaign.store, petition)
    counts = sheets.counts(campaign.store, petition)
    apart = sheets.counts_apart(campaign.store, petition)
    terms = asdict(balance) | {"difference": balance.difference}
    document: dict[str, Any] = {
        "sheets": found,
        "balance": terms,
        "counts": asdict(counts) | {"invalid": dict(counts.invalid), "raw": counts.raw},
        **{origin: count_document(one) for origin, one in apart.items()},
    }
    text = table(
        [column.replace("_", " ").capitalize() for column in _COLUMNS],
        [[one[column] for column in _COLUMNS] for one in found],
    )
    sums = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in terms.items())
    said = f"valid {counts.valid}, similar {counts.similar}"
    if (online := apart["online"]).raw:
        said += f"\nof these online: valid {online.valid}, similar {online.similar}"
    emit(as_json, document, f"{text}\n\n{sums}\n{said}")


@sheet.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@json_option
def show(campaign: Campaign, code: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """One sheet: its custody and its count."""
    from app.operations.paper import sheets

    one = sheets.show(campaign.store, code)
    people = campaign.store.holders.by_id()
    custody = [
        {
            "state": entry.state,
            "at": entry.at.isoformat(),
            "collector": people[entry.holder.collector].name if entry.holder.collector else None,
            "venue": people[entry.holder.venue].name if entry.holder.venue else None,
            "due": entry.due.isoformat() if entry.due else None,
            "taken_back": entry.correction,
        }
        for entry in campaign.store.custody.of_sheet(one.sheet.id)
    ]
    document = _as_document(one) | {"custody": custody}
    lines = [f"{key.replace('_', ' ')}: {value}" for key, value in _as_document(one).items()]
    for entry in custody:
        back = "  (a move taken back)" if entry["taken_back"] else ""
        held = ", ".join(str(entry[key]) for key in ("collector", "venue", "due") if entry[key])
        lines.append(f"{entry['at']}  {entry['state']}  {held}{back}".rstrip())
    emit(as_json, document, "\n".join(lines))


def _invalid(given: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in given:
        reason, _, number = text.partition("=")
        if not number.isdigit():
            raise click.BadParameter(f"“{text}” is not CODE=N, for example altered=2.")
        found[reason] = found.get(reason, 0) + int(number)
    return found


@sheet.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--in-form", required=True, type=int, help="Rows in the required form.")
@click.option("--similar", type=int, default=0, help="Good rows, not in the required form.")
@click.option("--invalid", multiple=True, metavar="CODE=N", help="Invalid rows by reason.")
def count(
    campaign: Campaign, code: str, in_form: int, similar: int, invalid: tuple[str, ...]
) -> None:
    """Count a sheet without typing a name."""
    from app.operations.paper import sheets

    counted = SheetCount(in_form, similar, _invalid(invalid))
    done = sheets.count(campaign.store, code, counted, now=now())
    click.echo(
        trn(
            "{code}: {number} row counted.",
            "{code}: {number} rows counted.",
            counted.total,
            code=printed(done.sheet.code),
        )
    )
    if done.difference is not None:
        click.echo(f"Its keyed rows count; they differ from the count by {done.difference}.")


@sheet.command()
@with_campaign
@click.argument("code", metavar="SHEET")
@click.option("--file", required=True, type=any_file, help="ROWS.csv")
@click.option("--replace", is_flag=True, help="Replace rows that are keyed already.")
def key(campaign: Campaign, code: str, file: Path, replace: bool) -> None:  # noqa: FBT001  # click's shape
    """Key a sheet's rows in one step."""
    from app.intake.rows_file import read_rows
    from app.operations.paper import sheets

    done = sheets.key(campaign.store, code, read_rows(file), now=now(), replacing=replace)
    for row, notes in done.notes.items():
        for note in notes:
            click.echo(f"row {row}, {note.field}: {note.message} ({note.rule})", err=True)
    click.echo(trn("{number} row keyed.", "{number} rows keyed.", done.rows))
    if done.difference is not None:
        click.echo(f"The sheet’s count differs by {done.difference}.")


for _command in (*sheet_moves.COMMANDS, *sheet_scans.COMMANDS, *sheet_checks.COMMANDS):
    sheet.add_command(_command)
