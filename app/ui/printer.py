"""Printing a PDF through the system's dialogue, as large as it is: nothing is fitted to a page."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QMessageBox, QWidget

from app.documents.preview import page_sizes, render_page
from app.errors import AppError
from app.messages import tr
from app.progress import Progress, silent
from app.ui.session import Session

_DPI = 300
"""Fine enough for a code and for 8-point type on paper."""

KEPT_WHITE = 8.0
"""Millimetres that our pages leave free at each edge."""


def printer_for(pdf: bytes) -> QPrinter:
    """A printer set to the paper of the PDF's first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    _set_page(printer, *page_sizes(pdf)[0])
    return printer


def choose(parent: QWidget, pdf: bytes) -> QPrinter | None:
    """The printer chosen in the system's dialogue; None when none is, or a warning is heeded."""
    printer = printer_for(pdf)
    if not QPrintDialog(printer, parent).exec():
        return None
    amiss = warning(pdf, printer)
    if amiss:
        box = QMessageBox(QMessageBox.Icon.Warning, tr("Not at 100 %"), amiss, parent=parent)
        on = box.addButton(tr("Print all the same"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Do not print"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is not on:
            return None
    return printer


def send(session: Session, pdf: bytes, printer: QPrinter) -> None:
    """Prints on another thread, with progress."""
    session.start(
        tr("Printing"),
        lambda _store, progress: paint(pdf, printer, progress),
        lambda _: session.said.emit(tr("The pages are with the printer")),
    )


def warning(pdf: bytes, printer: QPrinter) -> str:
    """What is amiss when the printer's paper would shrink or cut the pages; empty when nothing."""
    paper = printer.pageLayout().fullRectPoints().size()
    for width, height in page_sizes(pdf):
        short, long = sorted((width, height))
        if (
            min(paper.width(), paper.height()) < short - 3
            or max(paper.width(), paper.height()) < long - 3
        ):
            return tr(
                "The printer has paper of {paper}, and the pages are A4: they would be cut, or "
                "made smaller so that rows and codes no longer lie where they should. Choose A4.",
                paper=printer.pageLayout().pageSize().name(),
            )
    least = printer.pageLayout().minimumMargins()
    edge = max(least.left(), least.right(), least.top(), least.bottom())
    if printer.pageLayout().units() == QPageLayout.Unit.Point:
        edge *= 25.4 / 72
    if edge > KEPT_WHITE + 0.5:
        return tr(
            "The printer leaves {edge:.0f} mm white at an edge, and the pages keep {kept:.0f} mm "
            "free: corner marks may be cut. Choose another printer, or printing without margins.",
            edge=edge,
            kept=KEPT_WHITE,
        )
    return ""


def paint(pdf: bytes, printer: QPrinter, progress: Progress = silent) -> None:
    """Prints the pages at 100 %; AppError when the printer takes nothing."""
    sizes = page_sizes(pdf)
    _set_page(printer, *sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise AppError("The printer cannot be reached: look whether it is on, or choose another.")
    try:
        for number, (width, height) in enumerate(sizes):
            progress(number, len(sizes))
            if number:
                _set_page(printer, width, height)
                printer.newPage()
            page = render_page(pdf, round(width / 72 * _DPI), number)
            image = QImage(
                page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888
            )
            dots = printer.resolution() / 72
            painter.drawImage(QRectF(0, 0, width * dots, height * dots), image)
    finally:
        painter.end()


def _set_page(printer: QPrinter, width: float, height: float) -> None:
    """The paper of a page, upright or across; a whole page, without margins of its own."""
    across = width > height
    size = QPageSize(
        QSizeF(min(width, height), max(width, height)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    if (
        printer.pageLayout().pageSize() == size
        and printer.pageLayout().orientation() == orientation
    ):
        return
    printer.setPageLayout(
        QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    )
    printer.setFullPage(True)
