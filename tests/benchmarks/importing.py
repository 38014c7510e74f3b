"""100,000 rows of a CSV and of a workbook to rows of text, against the plain ways to read them.

Each way is `python -m tests.benchmarks.importing WAY FILE` in a process of its own.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.pairs import paired, ratio, report

NUMBER = 100_000
XLSX_NUMBER = 20_000
"""The plain way needs a minute for more, and takes as long for each row."""

_HERE = "tests.benchmarks.importing"


def measure() -> list[str]:
    """The lines of the report."""
    from tests.benchmarks.schedule import rows

    with tempfile.TemporaryDirectory() as place:
        made = [
            [
                str(at), name, address, postcode, f"person{at}@mail.example", f"07700 {at:06}",
                "2026-09-20 10:00:00", "yes", "no", "New Malden", "United Kingdom", "",
            ]
            for at, (name, address, postcode) in enumerate(rows(NUMBER))
        ]  # fmt: skip
        heads = [
            "id", "name", "address", "postcode", "email", "phone", "signed", "news", "text", "town",
            "country", "note",
        ]  # fmt: skip
        text, book = Path(place) / "rows.csv", Path(place) / "rows.xlsx"
        with text.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *made])
        shared = Path(place) / "shared.xlsx"
        _write_book(book, [heads, *made[:XLSX_NUMBER]], inline=True)
        _write_book(shared, [heads, *made[:XLSX_NUMBER]], inline=False)
        ours, plain = paired((_HERE, "ours", text), (_HERE, "csv", text))
        books, read_only = paired((_HERE, "ours", book), (_HERE, "openpyxl", book))
        others, slow = paired((_HERE, "ours", shared), (_HERE, "openpyxl", shared))
    return [
        f"import: CSV {ratio(plain, ours):.2f} x csv.reader to a list (at least 0.8)",
        (
            f"import: XLSX {ratio(read_only, books):.1f} x openpyxl read-only (at least 12), "
            f"with shared strings {ratio(slow, others):.1f} x"
        ),
    ]


def _write_book(path: Path, rows: list[list[str]], *, inline: bool) -> None:
    """With the text in each cell, as programs write it, or shared, as spreadsheets do."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)


def _ours(path: Path) -> int:
    from app.intake.records.reading import parse_file

    return len(parse_file(path).rows) + 1


def _csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return len(list(csv.reader(file)))


def _openpyxl(path: Path) -> int:
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).active
    return len(list(sheet.iter_rows(values_only=True)))


def main() -> None:
    """Reads the file in one way, once its library is there."""
    way, path = sys.argv[1], Path(sys.argv[2])
    import openpyxl  # noqa: F401  # imports are not measured
    import python_calamine  # noqa: F401  # the same

    from app.intake.records import workbook  # noqa: F401  # the same

    read = {"ours": _ours, "csv": _csv, "openpyxl": _openpyxl}[way]
    start = time.perf_counter()
    number = read(path)
    seconds = time.perf_counter() - start
    assert number in {NUMBER + 1, XLSX_NUMBER + 1}
    report(seconds)


if __name__ == "__main__":
    main()
