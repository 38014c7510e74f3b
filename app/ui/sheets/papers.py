"""The papers that go with sheets, shown and then printed or saved: receipt and chase list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.messages import tr
from app.operations.paper import custody_papers
from app.operations.paper.custody_papers import Paper
from app.store.sheets import SheetRecord
from app.ui import printer
from app.ui.session import Session
from app.ui.widgets.print_dialog import PrintDialog


def show_receipt(parent: QWidget, session: Session, ref: str, codes: Sequence[str]) -> None:
    """Shows the receipt for sheets (bare codes) that were just issued to one holder."""
    store, now = session.store, session.clock()
    sheets: Sequence[SheetRecord] = [store.sheets.get(code) for code in codes]
    pdf = session.run(lambda: custody_papers.draw_receipt(store, sheets, now=now))
    if pdf is None:
        return
    dialog = PrintDialog(parent, session, tr("Receipt"), pdf)
    dialog.exec()
    _go_on(
        parent, session, ref, dialog, "receipt", 1,
        lambda out: custody_papers.receipt(store, codes, out, force=True, now=now),
    )  # fmt: skip


def show_list(parent: QWidget, session: Session, ref: str, people: int) -> None:
    """Shows the chase list of `people` holders, in English or Korean."""
    store, now = session.store, session.clock()

    def draw(language: str) -> bytes:
        return custody_papers.draw_list(store, ref, language, now=now)

    pdf = session.run(lambda: draw("en"))
    if pdf is None:
        return
    dialog = PrintDialog(parent, session, tr("Chase list"), pdf, redraw=draw)
    dialog.exec()
    _go_on(
        parent, session, ref, dialog, "chase-list", people,
        lambda out: custody_papers.write_list(
            store, ref, out, language=dialog.language, force=True, now=now
        ),
    )  # fmt: skip


def _go_on(
    parent: QWidget,
    session: Session,
    ref: str,
    dialog: PrintDialog,
    document: Paper,
    people: int,
    write: Callable[[Path], object],
) -> None:
    """Saves or prints what was looked at; either way it is recorded, for it names people."""
    if dialog.way == "save":
        chosen, _ = QFileDialog.getSaveFileName(
            parent, tr("Save as PDF"), f"{ref}-{document}.pdf", "PDF (*.pdf)"
        )
        if chosen:
            out = Path(chosen)
            session.run(lambda: write(out), tr("Saved to {name}", name=out.name))
    elif dialog.way == "print" and (device := printer.choose(parent, dialog.pdf)):
        session.run(
            lambda: custody_papers.note_print(
                session.store, ref, document, people, now=session.clock()
            )
        )
        printer.send(session, dialog.pdf, device)
