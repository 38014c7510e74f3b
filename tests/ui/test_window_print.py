"""Printing at 100 %: the pages as large as they are, and a warning where they would not be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize

from tests.documents.batches import batch
from tests.documents.pdfs import opened, pictures
from tests.documents.test_sheet_shapes import darkest
from tests.ui.test_window_journey import write_petition

DPI = 600


@pytest.fixture
def printer(tmp_path: Path, qapp: Any) -> Any:
    """A printer that prints into a file."""
    from PySide6.QtPrintSupport import QPrinter

    from app.ui.printer import printer_for

    made = printer_for(batch(2).pdf)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def test_rows_on_the_printed_page_lie_where_the_layout_says(printer: Any, tmp_path: Path) -> None:
    from app.ui.printer import paint, warning

    sheets = batch(2)
    assert warning(sheets.pdf, printer) == ""
    paint(sheets.pdf, printer)
    printed = (tmp_path / "printed.pdf").read_bytes()
    with opened(printed) as document:
        assert len(document) == 2
    picture = next(pictures(printed, DPI))
    for row in sheets.pages[0].rows:
        left, bottom, right, _ = row.box
        found = darkest(picture, (left + right) / 2 - 20, bottom, 24)
        assert abs(found - bottom) * 25.4 / 72 <= 0.2


def test_smaller_paper_is_warned_of(printer: Any) -> None:
    from app.ui.printer import warning

    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    assert "Choose A4" in warning(batch(1).pdf, printer)
    printer.setPageSize(QPageSize(QSizeF(216, 279), QPageSize.Unit.Millimeter))
    assert "Choose A4" in warning(batch(1).pdf, printer), "letter paper is shorter"


def test_sheets_across_are_printed_across(printer: Any, tmp_path: Path) -> None:
    from app.ui.printer import paint

    paint(batch(1, shape="landscape").pdf, printer)
    with opened((tmp_path / "printed.pdf").read_bytes()) as document:
        width, height = document.get_page_size(0)
    assert width > height


def test_codes_are_kept_only_when_the_pages_are_saved_or_printed(
    window: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    from app.ui.widgets.print_dialog import PrintDialog

    write_petition(window)
    window.show_page("sheets")
    sheets = window.page("sheets")
    sheets.bar.number.setValue(3)
    sheets.bar.shape.setCurrentIndex(sheets.bar.shape.findData("two-part"))
    shown: list[Any] = []

    def choose(way: str | None) -> None:
        def run(dialog: Any) -> int:
            shown.append(dialog)
            qtbot.waitUntil(lambda: dialog.paper.image is not None, timeout=10_000)
            dialog.way = way
            return 0

        monkeypatch.setattr(PrintDialog, "exec", run)

    out = tmp_path / "chosen.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    codes = window.session.store.sheets.codes
    choose(None)
    sheets.print_sheets()
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=20_000)
    assert codes() == set()
    choose("save")
    sheets.print_sheets()
    qtbot.waitUntil(out.exists, timeout=20_000)
    assert len(codes()) == 3
    assert "Belongs to sheet" in _text(out)


def _text(path: Path) -> str:
    with opened(path.read_bytes()) as document:
        return document[0].get_textpage().get_text_bounded()  # type: ignore[no-any-return]  # untyped
