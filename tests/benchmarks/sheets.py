"""1,000 unique sheets: ours against a naive ReportLab redraw of each page with segno."""

from __future__ import annotations

import time

from tests.benchmarks.pairs import paired, ratio, report

PAGES = 1000


def measure() -> list[str]:
    """The line of the report."""
    ours, naive = paired(("tests.benchmarks.sheets",), ("tests.benchmarks.sheets_naive",))
    size = ours[0].size / PAGES
    return [
        (
            f"sheets, tagged: {ratio(naive, ours):.1f} x a naive untagged redraw (at least 2); "
            f"{size:.0f} bytes a page (at most 8,000)"
        ),
    ]


def main() -> None:
    """Draws the batch and says how long it took; font loading counts, imports do not."""
    from app.documents.sheets.batch import sheets_pdf
    from app.domain.sheet import PrintJob, SheetToPrint
    from app.domain.sheet_code import new_code
    from app.intake.templates import addressee, sheet_texts
    from tests.campaigns import commons_wording

    wording = commons_wording()
    body = addressee("commons")
    sheets = tuple(SheetToPrint(new_code(), at + 1, "full") for at in range(PAGES))
    texts = {language: sheet_texts(language) for language in ("en", "ko")}
    job = PrintJob(wording, body, "0" * 64, 1, sheets, texts, languages=("ko",))
    start = time.perf_counter()
    drawn = sheets_pdf(job)
    report(time.perf_counter() - start, len(drawn.pdf))


if __name__ == "__main__":
    main()
