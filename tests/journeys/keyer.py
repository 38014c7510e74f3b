"""A process that keys rows and runs bulk steps until it is killed, saying what it has done.

Each line on stdout is written only after its step has returned: it is the
acknowledgement that a kill may not take back.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from app.domain.signature import RowEntry
from app.operations.campaign import campaigns
from app.store.store import Store

BULK = 40


def main(folder: Path, key: bytes) -> None:
    """Keys for ever; a number on a line is the row count so far."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with campaigns.open_with_key(folder, key, now=now) as campaign:
        store, petition = campaign.store, campaign.store.petitions.get("asylum").id
        done = store.signatures.newest()
        print(f"open {done}", flush=True)  # noqa: T201  # the acknowledgement
        while True:
            done += _step(store, petition, done)
            print(done, flush=True)  # noqa: T201  # the acknowledgement


def _step(store: Store, petition: str, done: int) -> int:
    if done % 7 == 3:
        with store.bulk_signatures("Import", BULK):
            return store.signatures.add_many(
                petition,
                [(None, RowEntry(0, f"Bulk {at}", validity="valid")) for at in range(BULK)],
            )
    with store.step("Key a row"):
        store.signatures.add(petition, None, RowEntry(0, f"Name {done}", validity="valid"))
    return 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
