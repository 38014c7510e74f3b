"""The table of how well scans are read: `python -m tests.scans [PAGES OF EACH KIND] [SEED]`."""

from __future__ import annotations

import sys

from tests.scans.measure import Measured, measure_all, table


def main(number: int, seed: int) -> None:
    """Prints the table, and the sum of all kinds."""
    found = measure_all(number, seed)
    whole = Measured("all")
    for one in found:
        whole.add(one)
    sys.stdout.write(f"{table([*found, whole])}\n")


if __name__ == "__main__":
    main(*(int(text) for text in (sys.argv[1:] + ["22", "1"][len(sys.argv) - 1 :])))
