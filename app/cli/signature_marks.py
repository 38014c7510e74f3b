"""`signature …`: check by the rules, mark by a condition, list the markings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import click

from app.cli.common import emit, json_option, now, progress_bar, table, with_campaign
from app.cli.duplicate import warn_of_all
from app.cli.signature_filters import Filters, filter_options
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, VALIDITIES, Validity
from app.messages import trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.counting.validity import Found

ONLY_INK = "Those online or on no printed sheet count as similar here (R10, R24)."


@click.command()
@with_campaign
@click.argument("petition")
@click.option("--apply", "applied", is_flag=True, help="Mark them invalid with that reason.")
@json_option
def check(campaign: Campaign, petition: str, applied: bool, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What the addressee's rules find in the signatures that nobody has checked."""
    from app.operations.counting import validity

    with progress_bar("Check") as progress:
        checked = validity.check(campaign.store, petition, progress=progress)
    marked = validity.apply_rules(campaign.store, petition, checked, now=now()) if applied else 0
    document = {
        "looked_at": checked.looked_at,
        "marked": marked,
        "reasons": checked.by_reason,
        "signatures": [_found(one) for one in checked.found],
    }
    words = [trn("{number} signature is not checked.", "{number:,} signatures are not checked.",
                 checked.looked_at)]  # fmt: skip
    if checked.found:
        words.append(
            table(
                ["Reason", "Signatures"],
                [[REASONS[reason], number] for reason, number in checked.by_reason.items()],
            )
        )
    else:
        words.append("The rules find nothing in them.")
    if applied:
        words.append(trn("{number} marked invalid.", "{number:,} marked invalid.", marked))
    emit(as_json, document, "\n".join(words))


def _found(one: Found) -> dict[str, object]:
    signature = one.signature
    return {
        "id": signature.id,
        "external_id": signature.external_id,
        "sheet": printed(signature.sheet) if signature.sheet else None,
        "row": signature.row,
        "reasons": list(one.reasons),
    }


@click.command()
@with_campaign
@click.argument("petition")
@filter_options
@click.option("--as", "as_validity", required=True, type=click.Choice(VALIDITIES))
@click.option("--because", type=click.Choice(list(REASONS)), default=None, help="If invalid.")
@click.option("--note", default="", help="Why, for whoever asks later.")
@click.option("--dry-run", is_flag=True, help="Only say how many would be marked.")
@json_option
def mark(
    campaign: Campaign,
    petition: str,
    filters: Filters,
    as_validity: str,
    because: str | None,
    note: str,
    dry_run: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Mark all signatures that match: at least one condition and a note are needed (R33)."""
    from app.operations.counting import validity

    query = filters.query(campaign.store, petition)
    wanted, reason = cast("Validity", as_validity), because or ""
    if dry_run:
        done = validity.would_mark(campaign.store, petition, query, wanted, reason)
    else:
        done = validity.mark_where(campaign.store, petition, query, wanted, reason, note, now=now())
    document = {"marked": done.rows, "already": done.already, "dry_run": dry_run}
    said = "All that match are marked so already."
    if done.number:
        said = in_words(done.rows, wanted, "would be marked" if dry_run else "marked")
    emit(as_json, document, said)
    if not dry_run:
        warn_of_all(campaign, petition)


def in_words(rows: Mapping[Validity, int], wanted: Validity, verb: str) -> str:
    """What became of rows that were to be marked `wanted`, by what they are marked as."""
    parts = [f"{number:,} {validity}" for validity, number in rows.items() if number]
    said = f"{' and '.join(parts)} {verb}."
    if wanted == "valid" and rows.get("similar"):
        said += f" {ONLY_INK}"
    return said


@click.command()
@with_campaign
@click.argument("petition")
@json_option
def markings(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What was marked in bulk: when, by which condition, with which note, how many."""
    record = campaign.store.petitions.get(petition)
    found = campaign.store.markings.of_petition(record.id)
    document = {
        "markings": [
            {
                "id": one.id,
                "at": one.at.isoformat(),
                "validity": one.validity,
                "reason": one.reason or None,
                "condition": one.condition,
                "note": one.note,
                "rows": one.rows,
            }
            for one in found
        ]
    }
    rows = [
        [f"{one.at:%Y-%m-%d %H:%M}", one.validity, one.reason, one.rows, one.condition, one.note]
        for one in found
    ]
    heads = ["When", "Validity", "Reason", "Rows", "Condition", "Note"]
    emit(as_json, document, table(heads, rows))


COMMANDS = (check, mark, markings)
