"""Prints a batch from the page: drawn first, looked at, and only then are its codes kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.domain.sheet import Order
from app.messages import tr, trn
from app.operations.paper import printing
from app.operations.paper.printing import Prepared
from app.ui import printer as printing_ui
from app.ui.widgets.page import Page
from app.ui.widgets.print_dialog import PrintDialog


class BatchPrinter:
    """The way from an order to paper or a file."""

    def __init__(self, page: Page, order: Callable[[], Order]) -> None:
        self._page, self._order = page, order

    def show(self) -> None:
        """Draws the batch, shows its pages, then prints or saves them."""
        self._draw(self._show_pages)

    def print_to(self, out: Path) -> None:
        """Draws the batch and saves it to `out`."""

        def keep(prepared: Prepared) -> None:
            self._keep(prepared, out)

        self._draw(keep)

    def _draw(self, then: Callable[[Prepared], None]) -> None:
        record, order = self._page.session.petition, self._order()
        if record is None:
            return
        self._page.session.start(
            trn("Drawing {number} sheet", "Drawing {number} sheets", order.count),
            lambda store, progress: printing.prepare(store, record.ref, order, progress),
            then,
        )

    def _show_pages(self, prepared: Prepared) -> None:
        dialog = PrintDialog(
            self._page,
            self._page.session,
            tr("Sheets to print"),
            prepared.pdf,
            prepared.notes,
            named=False,
        )
        dialog.exec()
        if dialog.way == "save":
            name = f"{prepared.record.ref}-sheets.pdf"
            chosen, _ = QFileDialog.getSaveFileName(
                self._page, tr("Save the sheets to print"), name, "PDF (*.pdf)"
            )
            if chosen:
                self._keep(prepared, Path(chosen))
        elif (
            dialog.way == "print"
            and (printer := printing_ui.choose(self._page, prepared.pdf))
            and self._keep(prepared, None)
        ):
            printing_ui.send(self._page.session, prepared.pdf, printer)

    def _keep(self, prepared: Prepared, out: Path | None) -> bool:
        """Keeps the codes and writes the file, if one is wanted."""
        session, number = self._page.session, len(prepared.sheets)
        said = (
            trn(
                "{number} sheet printed to {name}",
                "{number} sheets printed to {name}",
                number,
                name=out.name,
            )
            if out
            else trn(
                "{number} sheet goes to the printer", "{number} sheets go to the printer", number
            )
        )
        kept = session.run(
            lambda: printing.apply(
                session.store, prepared, out=out, force=True, now=session.clock()
            ),
            said,
        )
        if kept and kept.notes:
            self._page.banner.say(" ".join(kept.notes))
        return kept is not None
