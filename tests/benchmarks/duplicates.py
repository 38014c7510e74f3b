"""100,000 people compared on the same blocking work as splink, which needs the group `measure`."""

from __future__ import annotations

import importlib.util
import sys
import time

from tests.benchmarks.pairs import paired, ratio, report

NUMBER, SEED = 100_000, 5


def measure() -> list[str]:
    """The line of the report: keys, learning and scoring, the names and addresses being read.

    Splink is even given its keys.
    """
    if importlib.util.find_spec("splink") is None:
        return ["duplicates: needs splink, of the group measure; not measured"]
    ours, theirs = paired(
        ("tests.benchmarks.duplicates", NUMBER), ("tests.benchmarks.duplicates_splink", NUMBER)
    )
    whole = NUMBER * 1000 / sorted(one.size for one in ours)[len(ours) // 2]
    return [
        (
            f"duplicates: {ratio(theirs, ours):.1f} x the rows a second of splink on the same "
            f"blocking work (at least 3; {whole:,.0f} rows/s from the written row on, "
            f"{max(one.memory for one in ours):.0f} MB)"
        ),
    ]


def main(number: int) -> None:
    """Finds the doubles; seconds of comparing, and milliseconds with reading the rows."""
    from app.intake import name_data
    from app.matching.engine import find
    from tests.duplicates.measuring import read
    from tests.duplicates.people import make

    rows = make(number, SEED).rows
    begun = time.perf_counter()
    columns = read(rows)
    start = time.perf_counter()
    find(columns, name_data.names(), name_data.starting_weights(), 0.5)
    end = time.perf_counter()
    report(end - start, round(1000 * (end - begun)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
