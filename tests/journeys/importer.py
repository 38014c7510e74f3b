"""Brings in a table of invented people, to be killed while it writes: says “ready” just before.

`python -m tests.journeys.importer FOLDER KEY NUMBER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.intake.records.table import Table
from app.operations.campaign import campaigns
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import importing
from tests.campaigns import NOW


def people(number: int, first: int = 0) -> Table:
    """A table of `number` rows, each with the source's id."""
    rows = [
        [str(at), f"Person {at} Hart", f"{at} Mill Way, New Malden", "KT3 8QD"]
        for at in range(first, first + number)
    ]
    heads = ("id", "name", "address", "postcode")
    return Table("people.csv", "csv", heads, rows, range(2, number + 2))


def prepared(campaign: Campaign, number: int, first: int = 0) -> importing.Proposal:
    """What bringing them in to the petition “asylum” would do."""
    table = people(number, first)
    mapping = importing.propose_mapping(campaign.store, table)
    return importing.prepare_import(campaign.store, "asylum", table, mapping, now=NOW)


def main() -> None:
    """Opens the campaign and brings them in."""
    folder, key, number = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    with campaigns.open_with_key(folder, key, now=NOW) as campaign:
        proposal = prepared(campaign, number)
        print("ready", flush=True)  # noqa: T201  # heard by the test
        importing.apply_import(campaign.store, proposal, now=NOW)
        print("done", flush=True)  # noqa: T201  # the same


if __name__ == "__main__":
    main()
