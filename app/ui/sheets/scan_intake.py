"""Brings scans in while the window goes on: pages are read elsewhere and kept here one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.scan import PageRead
from app.messages import tr, trn
from app.operations.paper import scanning
from app.operations.paper.scan_outcomes import Outcome
from app.operations.paper.scanning import Wanted
from app.progress import Progress
from app.store.store import Store
from app.ui.session import Session

FILES = "PDF, JPEG, PNG, TIFF, HEIC (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic *.heif);;* (*)"


class ScanIntake(QObject):
    """One bringing-in after the other; `outcomes` are the last one's, page by page."""

    ended = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._window, self._session = parent, session
        self.outcomes: list[Outcome] = []
        self.still_out = False
        self._intake = ""
        session.jobs.ended.connect(self._end)

    def ask(self) -> None:
        """Asks for files and brings them in."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Scans or photographs of sheets"), "", FILES
        )
        if chosen:
            self.bring_in([Path(one) for one in chosen])

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Brings in these files and folders."""
        session = self._session

        def work(store: Store, progress: Progress) -> None:
            vault = session.campaign.vault.over(store)
            planned = scanning.plan(store, vault, paths, progress)
            for wanted, page in scanning.read(planned, progress):
                session.jobs.hand_over(
                    lambda wanted=wanted, page=page: self._take(wanted, page)  # type: ignore[misc]
                )

        started = session.start(tr("Reading scans"), work, lambda _: None, draws=False)
        if started:
            self.outcomes = []
            self._intake = scanning.new_intake()

    def _take(self, wanted: Wanted, page: PageRead | None) -> None:
        """Keeps one page; where that is refused, as by a full disk, the rest is not tried."""
        outcome = self._session.run(
            lambda: scanning.take_in(
                self._session.campaign,
                wanted,
                page,
                intake=self._intake,
                back=not self.still_out,
                now=self._session.clock(),
            )
        )
        if outcome is None:
            self._session.jobs.cancel()
        else:
            self.outcomes.append(outcome)

    def _end(self) -> None:
        """What was read stays, also where the rest was stopped; fronts find their backs."""
        if not self._intake:
            return
        intake, self._intake = self._intake, ""
        paired = self._session.run(
            lambda: scanning.pair_fronts(
                self._session.campaign, intake=intake, now=self._session.clock()
            )
        )
        self.outcomes = [(paired or {}).get(one.number, one) for one in self.outcomes]
        if self.outcomes:
            self._session.said.emit(summary(self.outcomes))
        self.ended.emit()


def summary(outcomes: Sequence[Outcome]) -> str:
    """“12 pages: 10 sheets read, 1 here already, 1 waits for you”."""
    kinds = [one.result for one in outcomes]
    read = sum(len(one.sheets) for one in outcomes if one.result == "taken")
    parts = [trn("{number} sheet read", "{number} sheets read", read)]
    for kind, one, many in (
        ("known", tr("{number} here already"), tr("{number} here already")),
        ("blank", tr("{number} blank"), tr("{number} blank")),
        ("tray", tr("{number} waits for you"), tr("{number} wait for you")),
    ):
        if kinds.count(kind):  # type: ignore[arg-type]  # one of its kinds
            number = kinds.count(kind)  # type: ignore[arg-type]  # the same
            parts.append((one if number == 1 else many).format(number=number))
    pages = trn("{number} page", "{number} pages", len(outcomes))
    return f"{pages}: {', '.join(parts)}"
