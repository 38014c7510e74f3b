"""The real window on 100,000 signatures, against an empty window; and the table's far end."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.pairs import paired, ratio, report, run, since_start

OURS, EMPTY = "tests.benchmarks.window", "tests.benchmarks.window_empty"
NUMBER = 100_000


def measure() -> list[str]:
    """The lines of the report."""
    from tests.campaigns import data_key

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        _fill(folder)
        key = data_key().hex()
        ours, empty = paired((OURS, folder, key, "paint"), (EMPTY,))
        memory = statistics.median(
            one.memory - other.memory for one, other in zip(ours, empty, strict=True)
        )
        far = [run(OURS, folder, key, "far").seconds for _ in range(5)]
        typed = [run(OURS, folder, key, "typing").seconds * 1000 for _ in range(5)]
    return [
        (
            f"window: first paint takes {ratio(ours, empty):.1f} x an empty window (at most 3.0); "
            f"{memory:.0f} MB more memory (at most 60)"
        ),
        f"table: a far page takes {statistics.median(far):.2f} x the first (at most 1.5)",
        (
            f"preview: typing costs the window's thread {statistics.median(typed):.1f} ms at the "
            "19th of 20 looks (at most 16)"
        ),
    ]


def _fill(folder: Path) -> None:
    from app.domain.sheet import Order
    from app.domain.signature import RowEntry
    from app.operations.campaign import campaigns
    from app.operations.paper import printing
    from tests.benchmarks.schedule import rows
    from tests.campaigns import NOW, commons_wording, copy_campaign, data_key

    copy_campaign(folder)
    with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        with store.step("Add"):
            store.petitions.add(commons_wording(), "0" * 64, NOW)
        petition = store.petitions.get("asylum").id
        prepared = printing.prepare(store, "asylum", Order(20))
        printing.apply(store, prepared, out=folder.parent / "batch.pdf", now=NOW)
        with store.bulk_signatures("Import", NUMBER):
            store.signatures.add_many(
                petition,
                [(None, RowEntry(0, *one, validity="valid")) for one in rows(NUMBER)],
            )


def paint(folder: Path, key: bytes) -> None:
    """Opens the main window; seconds from the process's start to its first paint."""
    from PySide6.QtWidgets import QApplication

    from app.operations.campaign import campaigns
    from app.ui.application import Life, now

    application = QApplication([])
    life = Life(application)
    life.show_campaign(campaigns.open_with_key(folder, key, now=now()))
    application.processEvents()
    report(since_start())


def typing(folder: Path, key: bytes) -> None:
    """The longest but one of twenty looks at a wording that changes, on the window's thread."""
    from PySide6.QtWidgets import QApplication

    from app.operations.campaign import campaigns
    from app.ui.application import Life, now

    application = QApplication([])
    life = Life(application)
    life.show_campaign(campaigns.open_with_key(folder, key, now=now()))
    window: Any = life.window
    window.show_page("petition")
    page = window.page("petition")
    times = []
    for _ in range(20):
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            application.processEvents()
        page.form.fields["declares"].editor.insertPlainText("x")
        start = time.perf_counter()
        page._look()
        times.append(time.perf_counter() - start)
    window.close()
    report(sorted(times)[-2])


def far(folder: Path, key: bytes) -> None:
    """How long a page at the table's far end takes against the first, medians of many."""
    from app.operations.campaign import campaigns
    from app.store.signature_query import SignatureQuery
    from app.ui.application import now

    with campaigns.open_with_key(folder, key, now=now()) as campaign:
        store = campaign.store
        query = SignatureQuery(store.petitions.get("asylum").id, sort="name")
        order = store.signatures.order(query)
        times: dict[bool, list[float]] = {False: [], True: []}
        for at in range(200):
            end = at % 2 == 1
            first = len(order) - 100 * (at // 2 + 1) if end else 100 * (at // 2)
            start = time.perf_counter()
            store.signatures.page(order[first : first + 100])
            times[end].append(time.perf_counter() - start)
    report(statistics.median(times[True]) / statistics.median(times[False]))


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    {"paint": paint, "far": far, "typing": typing}[sys.argv[3]](
        Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    )
