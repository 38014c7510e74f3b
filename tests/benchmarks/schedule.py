"""The schedule of signatories: ours against ReportLab's own drawString."""

from __future__ import annotations

import random
import statistics
import sys
import time
import tomllib
from collections.abc import Sequence
from datetime import date

from app.domain import practice
from app.paths import RESOURCES
from tests.benchmarks.pairs import paired, peak_memory, ratio, report, run

PEOPLE = RESOURCES / "practice" / "people.toml"
OURS, RAW = "tests.benchmarks.schedule", "tests.benchmarks.schedule_raw"


def measure() -> list[str]:
    """The lines of the report."""
    ours, raw = paired((OURS, 10_000), (RAW, 10_000))
    small, large = paired((OURS, 10_000), (OURS, 100_000))
    per_row = statistics.median(
        big.seconds / 10 / little.seconds for little, big in zip(small, large, strict=True)
    )
    memory = run(OURS, 100_000).size / 1024
    return [
        (
            f"schedule, tagged: {ratio(raw, ours):.1f} x untagged drawString at 10,000 rows "
            "(untagged at least 3, so at least 1.9); "
            f"a row at 100,000 takes {per_row:.2f} x one at 10,000 (at most 1.3); "
            f"{memory:.0f} MB more memory at 100,000 (at most 100)"
        ),
    ]


def rows(number: int) -> list[tuple[str, str, str]]:
    """Invented people: half with Hangul, a third with an address too long for its column."""
    chance = random.Random(1)
    people = practice.people_from_table(tomllib.loads(PEOPLE.read_text(encoding="utf-8")))
    found = []
    for entry in practice.rows(people, number, 10, [date(2026, 11, 21)], 1):
        area = "".join(chance.choices("abdeghilmnoprstuw", k=6)).capitalize()
        wide = "Flat 3, The Old Bakery, " if chance.random() < 1 / 3 else ""
        name = f"{entry.name} {area}" if entry.name.isascii() else entry.name
        postcode = f"KT{chance.randint(1, 20)} {chance.randint(1, 9)}{area[:2].upper()}"
        found.append((name, f"{wide}{entry.address}, {area}", postcode))
    return found


def schedule(people: Sequence[tuple[str, str, str]]) -> bytes:
    """The schedule of these people."""
    from app.documents.schedule import ScheduleHead, ScheduleRow, schedule_pdf
    from app.intake.templates import pack_texts

    day = date(2026, 11, 21)
    texts = pack_texts()["schedule"]
    head = ScheduleHead("Asylum", "the Home Secretary", "none", False, day, texts)
    return schedule_pdf(head, (ScheduleRow(*one, day) for one in people), len(people))


def main(number: int) -> None:
    """Draws the schedule; the size reported is the memory it added, in kB."""
    import app.documents.schedule  # noqa: F401  # imports are not charged

    people = rows(number)
    before = peak_memory()
    start = time.perf_counter()
    schedule(people)
    seconds = time.perf_counter() - start
    report(seconds, round((peak_memory() - before) * 1024))


if __name__ == "__main__":
    main(int(sys.argv[1]))
