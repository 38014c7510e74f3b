"""100,000 signatures in one undoable encrypted step, against sqlite-utils on plain SQLite."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from tests.benchmarks.pairs import paired, ratio, report

NUMBER = 100_000
SOURCE = "google-forms"
DAY = "2026-09-20"


def measure() -> list[str]:
    """The line of the report."""
    ours, plain = paired(("tests.benchmarks.store",), ("tests.benchmarks.store_plain",))
    return [
        (
            f"store: {ratio(plain, ours):.1f} x sqlite-utils insert_all on plain SQLite, "
            "encrypted and undoable (at least 5)"
        ),
    ]


def main() -> None:
    """Adds the signatures and says how long it took."""
    from app.domain.signature import RowEntry
    from app.operations.campaign import campaigns
    from tests.benchmarks.schedule import rows
    from tests.campaigns import NOW, commons_wording, copy_campaign, data_key

    day = date.fromisoformat(DAY)
    entries = [
        (
            None,
            RowEntry(
                0, *person, day, "valid", "", str(at), "online", SOURCE, f"{SOURCE}:{at}",
                f"person{at}@mail.example", f"07700 {at:06}", None, None, ("email",),
            ),
        )
        for at, person in enumerate(rows(NUMBER))
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        folder = copy_campaign(Path(place) / "campaign")
        with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
            store = campaign.store
            with store.step("Add"):
                store.petitions.add(commons_wording(), "0" * 64, NOW)
            petition = store.petitions.get("asylum").id
            start = time.perf_counter()
            with store.bulk_signatures("Import", NUMBER):
                store.signatures.add_many(petition, entries)
            seconds = time.perf_counter() - start
            assert store.undo_label == "Import"
            report(seconds)


if __name__ == "__main__":
    main()
