"""`signature …`: key one row, list, set validity; more in the files of the same beginning."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

import click

from app.cli import signature_export, signature_import, signature_marks, signature_sample
from app.cli.common import emit, json_option, now, table, with_campaign
from app.cli.contact_options import with_at_risk_option
from app.cli.duplicate import warn
from app.cli.signature_filters import Filters, filter_options, say_unnamed
from app.domain.signature import REASONS, VALIDITIES, RowEntry, Validity

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

validity_type = click.Choice(VALIDITIES)
reason_type = click.Choice(list(REASONS))


@click.group()
def signature() -> None:
    """What is known of filled rows."""


@signature.command()
@with_campaign
@click.argument("petition")
@click.option("--sheet", required=True, help="The sheet's code.")
@click.option("--row", required=True, type=int)
@click.option("--name", default="")
@click.option("--address", default="")
@click.option("--postcode", default="")
@click.option("--signed-on", type=click.DateTime(["%Y-%m-%d"]), help="Like 2026-11-23.")
@click.option("--validity", type=validity_type, default="unchecked")
@click.option("--reason", type=reason_type, default=None)
@click.option("--external-id", default="")
@click.option("--replace", is_flag=True, help="Replace a row that is keyed already.")
def add(
    campaign: Campaign,
    petition: str,
    sheet: str,
    row: int,
    name: str,
    address: str,
    postcode: str,
    signed_on: datetime | None,
    validity: str,
    reason: str | None,
    external_id: str,
    replace: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Key one row of a sheet and print the signature's id."""
    from app.operations.counting import signatures

    entry = RowEntry(
        row=row,
        name=name,
        address=address,
        postcode=postcode,
        signed_on=signed_on.date() if signed_on else None,
        validity=cast("Validity", validity),
        reason=reason or "",
        external_id=external_id,
    )
    added = signatures.add(campaign.store, petition, sheet, entry, now=now(), replacing=replace)
    for note in added.notes:
        click.echo(f"{note.field}: {note.message} ({note.rule})", err=True)
    click.echo(added.id)


@signature.command("list")
@with_campaign
@click.argument("petition")
@filter_options
@click.option("--limit", type=click.IntRange(1), default=None, help="At most so many.")
@with_at_risk_option
@json_option
def list_(
    campaign: Campaign,
    petition: str,
    filters: Filters,
    limit: int | None,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The signatures of a petition, in the order of sheets and rows."""
    from app.operations.counting import signatures

    listed = list(
        signatures.listing(campaign.store, petition, filters.conditions, limit=limit or 0)
    )
    hidden = frozenset() if with_at_risk else signatures.at_risk(campaign.store, petition)
    found = [
        signatures.as_document(signatures.unnamed(one) if one.id in hidden else one)
        for one in listed
    ]
    say_unnamed(sum(one.id in hidden for one in listed))
    columns = ("sheet", "row", "name", "address", "postcode", "signed_on", "validity", "reason")
    used = [key for key in ("external_id", "source") if any(one[key] for one in found)]
    shown = [*columns, *used]
    emit(
        as_json,
        {"signatures": found},
        table(
            [column.replace("_", " ").capitalize() for column in shown],
            [[one[key] if one[key] is not None else "" for key in shown] for one in found],
        ),
    )


@signature.command("set")
@with_campaign
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--validity", required=True, type=validity_type)
@click.option("--reason", type=reason_type, default=None)
def set_(campaign: Campaign, ids: tuple[str, ...], validity: str, reason: str | None) -> None:
    """Mark signatures; an invalid one needs a reason."""
    from app.operations.counting import signatures

    similar = signatures.set_validity(
        campaign.store, list(ids), cast("Validity", validity), reason or ""
    )
    wanted = cast("Validity", validity)
    rows: dict[Validity, int] = {wanted: len(ids) - similar}
    if similar:
        rows["similar"] = similar
    click.echo(signature_marks.in_words(rows, wanted, "marked"))
    warn(campaign, ids)


@signature.command()
@with_campaign
@click.argument("sheet", metavar="SHEET")
@click.argument("row", type=int)
@click.option("--dry-run", is_flag=True, help="Only say what would be cleared.")
def clear(campaign: Campaign, sheet: str, row: int, dry_run: bool) -> None:  # noqa: FBT001  # click's shape
    """Take a keyed row out again that was blank after all."""
    from app.operations.counting import signatures

    if dry_run:
        click.echo(f"Row {row} of {sheet} would be cleared.")
        return
    signatures.clear_row(campaign.store, sheet, row, now=now())
    click.echo(f"Row {row} of {sheet} is cleared.")


@signature.command()
@with_campaign
@click.argument("petition")
@click.argument("postcode")
@with_at_risk_option
@json_option
def addresses(
    campaign: Campaign,
    petition: str,
    postcode: str,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The addresses keyed before with a postcode, and the towns that are known."""
    from app.operations.counting import signatures

    store = campaign.store
    found = signatures.addresses_at(store, petition, postcode, with_at_risk=with_at_risk)
    towns = signatures.known_towns(store, petition, with_at_risk=with_at_risk)
    document = {
        "addresses": [{"address": address, "rows": number} for address, number in found],
        "towns": sorted(towns),
    }
    if not with_at_risk and signatures.at_risk(store, petition):
        # Of the whole petition: how many live at one postcode would tell where to look.
        click.echo("Without the rows of people at risk (--with-at-risk adds them).", err=True)
    emit(as_json, document, table(["Address", "Rows"], found))


for _command in (
    *signature_import.COMMANDS,
    *signature_export.COMMANDS,
    *signature_marks.COMMANDS,
    *signature_sample.COMMANDS,
):
    signature.add_command(_command)
