"""10,000 labels in one file: ours against the same lines by ReportLab's own drawString."""

from __future__ import annotations

import io
import random
import sys
import time

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.intake.mailing import label_sheets
from app.paths import RESOURCES
from tests.benchmarks.pairs import paired, ratio, report

LABELS = 10_000
STREETS = ("Teasel Avenue", "Quince Gardens", "Lapwing Road", "Marlpit Lane", "Cobnut Close")
FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = "민준서연하늘순자영희철수혜경지훈은미광호예린정숙현우성진동원재석명선옥윤아태"
FIRST = ("Grace", "Min-jun", "Soon-ja", "Owen", "Priya", "Ha-neul", "Isla", "Tom")


def blocks(number: int) -> list[tuple[str, ...]]:
    """Invented addresses, a third of them with a name in Hangul, one in five with a flat."""
    chance = random.Random(1)
    found = []
    for at in range(number):
        family = "".join(chance.choices("abdeghilmnoprstuw", k=7)).capitalize()
        name = f"{chance.choice(FIRST)} {family}"
        if at % 3 == 0:
            name = chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=2)) + " 님"
        flat = (f"Flat {at % 9 + 1}",) if at % 5 == 0 else ()
        street = f"{at % 200 + 1} {chance.choice(STREETS)}"
        code = f"KT{at % 20 + 1} {at % 9 + 1}{family[:2].upper()}"
        found.append((name, *flat, street, "NEW MALDEN", code))
    return found


def measure() -> list[str]:
    """The line of the report."""
    ours, raw = paired(("tests.benchmarks.labels", "ours"), ("tests.benchmarks.labels", "raw"))
    return [f"labels, tagged: {ratio(raw, ours):.1f} x untagged drawString (at least 3)"]


def draw_raw(found: list[tuple[str, ...]]) -> bytes:
    """The plain way: the type's size by stringWidth, then drawString for each line."""
    sheet = label_sheets()["L7160"]
    pdfmetrics.registerFont(TTFont("Raw", str(RESOURCES / "fonts" / "NotoSansKR-Regular.ttf")))
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for at, lines in enumerate(found):
        left, bottom, right, top = sheet.box(at % 21 + 1)
        wide = max(pdfmetrics.stringWidth(line, "Raw", 1) for line in lines)
        size = min(14, (right - left - 20) / wide, (top - bottom - 10) / (1.2 * len(lines)))
        canvas.setFont("Raw", size)
        y = (top + bottom) / 2 + size * 1.2 * len(lines) / 2 - size
        for line in lines:
            canvas.drawString(left + 10, y, line)
            y -= size * 1.2
        if at % 21 == 20:
            canvas.showPage()
    canvas.save()
    return target.getvalue()


def main(which: str) -> None:
    """Draws the labels and says how long it took; imports are not charged, fonts are."""
    from app.documents.mailing import labels

    found, sheet = blocks(LABELS), label_sheets()["L7160"]
    start = time.perf_counter()
    made = labels.labels_pdf(sheet, found, "Labels") if which == "ours" else draw_raw(found)
    report(time.perf_counter() - start, len(made))


if __name__ == "__main__":
    main(sys.argv[1])
