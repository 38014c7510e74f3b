"""The plain way: a width test and drawString for each cell."""

from __future__ import annotations

import io
import sys
import time

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.paths import RESOURCES
from tests.benchmarks.pairs import report
from tests.benchmarks.schedule import rows

ROWS, SIZE = 45, 8.5
COLUMNS = ((76, 144), (226, 200), (432, 52), (490, 56))


def main(number: int) -> None:
    """Draws the schedule and says how long it took."""
    people = rows(number)
    start = time.perf_counter()
    font = RESOURCES / "fonts" / "NotoSansKR-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Raw", str(font)))
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1)
    pages = -(-number // ROWS)
    for page in range(pages):
        canvas.setFont("Raw", SIZE)
        for at, person in enumerate(people[page * ROWS : (page + 1) * ROWS]):
            y = 730 - at * 15
            canvas.drawRightString(66, y, str(page * ROWS + at + 1))
            for (x, room), cell in zip(COLUMNS, (*person, "21/11/2026"), strict=True):
                text = cell
                while pdfmetrics.stringWidth(text, "Raw", SIZE) > room:
                    text = text[:-2] + "…"
                canvas.drawString(x, y, text)
        canvas.drawString(500, 40, f"Page {page + 1} of {pages}")
        canvas.showPage()
    canvas.save()
    report(time.perf_counter() - start, len(target.getvalue()))


if __name__ == "__main__":
    main(int(sys.argv[1]))
