"""`python -m tests.benchmarks [NAME …]`: ratios measured in this run, never absolute times.

Each figure is the median of five alternating pairs, a fresh process each; the
baselines are scripts beside the benchmarks.
"""

from __future__ import annotations

import importlib
import sys

NAMES = (
    "sheets",
    "schedule",
    "tagging",
    "pack",
    "store",
    "scans",
    "window",
    "home",
    "search",
    "segments",
    "postcodes",
    "duplicates",
    "importing",
    "contacts",
    "labels",
    "letters",
)


def main() -> None:
    """Runs the benchmarks named, or all."""
    for name in sys.argv[1:] or NAMES:
        for line in importlib.import_module(f"tests.benchmarks.{name}").measure():
            print(line, flush=True)  # noqa: T201  # its report


if __name__ == "__main__":
    main()
