"""Tags and shaping: a document with them against the same one without."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.pairs import paired, ratio, report

SCRIPT = "tests.benchmarks.tagging"
ROWS, SHEETS = 10_000, 1000
SHAPED = ("முத்துலட்சுமி சுப்பிரமணியம்", "محمد علي الحسن", "ज्ञानेन्द्र कृष्णमूर्ति", "สมชาย ใจดี")


def measure() -> list[str]:
    """The lines of the report."""
    found = []
    for what in ("schedule", "sheets", "shaped"):
        tagged, bare = paired((SCRIPT, what, "tagged"), (SCRIPT, what, "bare"))
        found.append(f"tagging: {what} {ratio(tagged, bare):.2f} x the time without (at most 1.6)")
    return found


def strip() -> None:
    """Takes tags out of the program: marks are artifacts, and the tree is empty.

    What is left of them is the marks in the code of a schedule's rows, a few bytes a cell.
    """
    from app.documents.page import tagging

    def no_objects(_self: Any, root: int, _pages: Sequence[int]) -> Any:
        yield root, [b"<</Type/StructTreeRoot>>"]

    own: Any = tagging.Tags
    own.mark = lambda _self, _element: tagging.ARTIFACT
    own.objects = no_objects
    own.numbered = lambda _self, first: first
    own.stamp = lambda *_: None


def draw(what: str, *, tagged: bool) -> None:
    """Draws the document called `what` and says how long it took."""
    from app.documents.sheets.batch import sheets_pdf
    from tests.benchmarks.schedule import rows, schedule
    from tests.documents.batches import job

    if what == "sheets":
        one = job(SHEETS)
        start = time.perf_counter()
        sheets_pdf(one)
    else:
        people = rows(ROWS)
        if what == "shaped" and tagged:
            for at in range(0, ROWS, 20):  # one name in twenty
                people[at] = (SHAPED[at // 20 % len(SHAPED)], *people[at][1:])
        start = time.perf_counter()
        schedule(people)
    report(time.perf_counter() - start)


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        strip()
    draw(sys.argv[1], tagged=sys.argv[2] == "tagged")
