"""Home's figures on 100,000 signatures, against counting them all, and in milliseconds."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from app.operations.campaign import campaigns, home
from app.store.store import Store
from tests.benchmarks.pairs import report, run

OURS = "tests.benchmarks.home"
NUMBER, SHEETS, COUNTED, OUT = 100_000, 6_000, 1_000, 1_500
PARTS = ("all", "counts", "by_day", "balance", "late", "doings")


def measure() -> list[str]:
    """The lines of the report."""
    from tests.campaigns import data_key

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        fill(folder)
        key = data_key().hex()
        took = {
            part: statistics.median(run(OURS, folder, key, part).seconds for _ in range(3))
            for part in (*PARTS, "scan")
        }
    parts = ", ".join(f"{part} {took[part] * 1000:.1f}" for part in PARTS[1:])
    return [
        (
            f"home: its figures take {took['all'] * 1000:.1f} ms on {NUMBER:,} signatures and "
            f"{SHEETS + COUNTED + OUT:,} sheets (at most 30): {parts}; "
            f"{took['all'] / took['scan']:.2f} x one count of all signatures by day"
        ),
    ]


def fill(folder: Path) -> None:
    """A large campaign: signatures on sheets and online, over 200 days; sheets counted and out."""
    from app.domain import sheet_code
    from app.domain.custody import Holder
    from app.domain.sheet import SheetCount, SheetToPrint
    from app.domain.signature import RowEntry
    from app.operations.campaign import demo_community
    from tests.benchmarks.schedule import rows
    from tests.campaigns import NOW, commons_wording, copy_campaign, data_key

    chance = random.Random(1)
    copy_campaign(folder)
    with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        number = SHEETS + COUNTED + OUT
        with store.step("Print"):
            store.petitions.add(commons_wording(target=120_000), "0" * 64, NOW)
            record = store.petitions.get("asylum")
            codes: dict[str, None] = {}
            while len(codes) < number:
                codes[sheet_code.new_code(chance.choice)] = None
            printed = [SheetToPrint(code, at, "full") for at, code in enumerate(codes, 1)]
            for at in range(0, number, 500):
                some = printed[at : at + 500]
                store.sheets.add_batch(record, some, [10] * len(some), NOW)
        sheets = store.sheets.of_petition(record.id)
        keyed, counted, out = sheets[:SHEETS], sheets[SHEETS : SHEETS + COUNTED], sheets[-OUT:]
        people = rows(NUMBER)
        with store.bulk_signatures("Import", NUMBER):
            store.signatures.add_many(
                record.id,
                [
                    (
                        keyed[at // 10].id if at < SHEETS * 10 else None,
                        RowEntry(
                            at % 10 + 1 if at < SHEETS * 10 else 0, *one,
                            NOW.date() - timedelta(days=int(chance.triangular(0, 200, 30))),
                            validity="valid" if chance.random() < 0.9 else "unchecked",
                            origin="paper" if at < SHEETS * 10 else "online",
                        ),
                    )
                    for at, one in enumerate(people)
                ],
            )  # fmt: skip
        with store.step("Move"):
            store.sheets.set_state(keyed, "keyed", NOW)
            for sheet in counted:
                store.sheets.set_count(sheet, SheetCount(9, 0, {"altered": 1}))
            store.sheets.set_state(counted, "counted", NOW)
            holder = Holder("", "")
            store.sheets.hand_out(out, holder, date(2026, 11, 20), NOW)
        demo_community.fill(store, "asylum", now=NOW)


def _part(store: Store, part: str) -> None:
    from app.operations.community import events, interactions, tasks
    from app.operations.paper import chase, sheets
    from tests.campaigns import NOW

    petition = store.petitions.get("asylum").id
    if part == "all":
        home.figures(store, "asylum", now=NOW)
    elif part == "counts":
        store.sheets.counts(petition)
        store.signatures.by_origin(petition)
    elif part == "by_day":
        store.sheets.valid_by_day(petition)
    elif part == "balance":
        sheets.sheet_balance(store, "asylum")
    elif part == "late":
        chase.late_sheets(store, "asylum", today=NOW.date())
    elif part == "doings":
        tasks.due(store, NOW.date())
        interactions.waiting(store)
        for one in store.events.all():
            events.counts(store, one)
    else:
        store.db.execute(
            "SELECT signed_on, validity, count(*) FROM signature WHERE +petition = ? GROUP BY 1, 2",
            (petition,),
        ).fetchall()


def main(folder: Path, key: bytes, part: str) -> None:
    """The median of ten readings, once the first has filled the cache."""
    from tests.campaigns import NOW

    with campaigns.open_with_key(folder, key, now=NOW) as campaign:
        times = []
        for _ in range(11):
            start = time.perf_counter()
            _part(campaign.store, part)
            times.append(time.perf_counter() - start)
    report(statistics.median(times[1:]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3])
