"""The naive way: every page drawn anew, its QR code by segno as rectangles."""

from __future__ import annotations

import io
import time

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.domain.sheet_code import new_code, printed
from app.paths import RESOURCES
from tests.benchmarks.pairs import report

PAGES = 1000
TEXT = [
    "To the House of Commons",
    "The petition of residents of New Malden and supporters,",
    "Declares that people who escape from North Korea face prison if they are sent back.",
    "The petitioners therefore request that the House of Commons urges the Government to",
    "decide each claim for asylum on that person’s own need for protection.",
    "And the petitioners remain, etc.",
    "북한을 탈출한 사람들은 송환되면 수감될 위험에 놓입니다. 뉴몰든 주민과 지지자들의 청원입니다.",
    "이에 청원인들은 하원이 정부에 다음과 같이 촉구해 주시기를 요청합니다.",
    "By signing I agree that my name, address and signature are given to the House of Commons.",
    "Do not cross out. If you make a mistake, leave the row and start the next one.",
    "New Malden Neighbours keeps these sheets, with your consent, only to count signatures and",
    "to hand in this petition. They go to the House of Commons. Copies are destroyed by 30 June",
    "2027. You may see, correct or withdraw your details at hello@neighbours.example; complaints",
    "also go to the Information Commissioner, ico.org.uk.",
    "Return by 18 December 2026 to New Malden Neighbours, 7 Teasel Avenue, NEW MALDEN, KT3 8QD",
    "Wording 4f1c 92ab",
]


def main() -> None:
    """Draws the batch and says how long it took."""
    codes = [printed(new_code()) for _ in range(PAGES)]
    start = time.perf_counter()
    font = RESOURCES / "fonts" / "NotoSansKR-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Naive", str(font)))
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for number, code in enumerate(codes, 1):
        _page(canvas, number, code)
    canvas.save()
    report(time.perf_counter() - start, len(target.getvalue()))


def _page(canvas: Canvas, number: int, code: str) -> None:
    canvas.setFont("Naive", 10)
    for at, text in enumerate(TEXT):
        canvas.drawString(42, 800 - at * 14, text)
    for row in range(11):
        canvas.line(42, 560 - row * 35, 553, 560 - row * 35)
        canvas.drawString(46, 540 - row * 35, str(row + 1))
    for x in (42, 62, 178, 334, 402, 499, 553):
        canvas.line(x, 560, x, 210)
    canvas.drawString(120, 100, f"{code}  Sheet {number} of {PAGES}")
    for y, line in enumerate(segno.make(code, error="m", micro=False).matrix):
        for x, dark in enumerate(line):
            if dark:
                canvas.rect(42 + x * 2.8, 100 - y * 2.8, 2.8, 2.8, stroke=0, fill=1)
    canvas.showPage()


if __name__ == "__main__":
    main()
