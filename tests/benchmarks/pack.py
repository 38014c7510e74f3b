"""The whole hand-in pack with a schedule of 10,000 rows, against the schedule alone."""

from __future__ import annotations

import sys
import time
from datetime import date

from tests.benchmarks.pairs import paired, ratio, report

SCRIPT = "tests.benchmarks.pack"
ROWS = 10_000


def measure() -> list[str]:
    """The line of the report."""
    pack, alone = paired((SCRIPT, "pack"), (SCRIPT, "alone"))
    return [f"pack: {ratio(pack, alone):.2f} x its schedule of 10,000 rows alone (at most 3)"]


def main(what: str) -> None:
    """Draws the pack or the schedule; font loading counts, imports do not."""
    from app.documents.packs import pack
    from app.documents.page.pdf import Pdf
    from app.documents.schedule import ScheduleRow, draw_schedule
    from tests.benchmarks.schedule import rows, schedule
    from tests.campaigns import minister_wording
    from tests.documents.test_golden import facts, head

    people = rows(ROWS)
    day = date(2026, 11, 21)
    made = facts(minister_wording())
    start = time.perf_counter()
    if what == "alone":
        schedule(people)
    else:

        def draw(pdf: Pdf, level: int) -> None:
            listed = (ScheduleRow(*one, day) for one in people)
            draw_schedule(pdf, head("none"), listed, ROWS, level=level)

        pack.pack_files(made, draw, date(2026, 12, 7))
    report(time.perf_counter() - start)


if __name__ == "__main__":
    main(sys.argv[1])
