"""A validity sample: drawn, checked by keyboard beside the row's picture, and what it says."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.sampling import size_for
from app.domain.signature import Validity
from app.messages import tr, trn
from app.operations.counting import sampling
from app.operations.paper.scan_pictures import open_pictures
from app.store.petitions import PetitionRecord
from app.ui.samples.check_card import CheckCard
from app.ui.samples.draw_card import DrawCard
from app.ui.samples.result_card import ResultCard
from app.ui.session import Session
from app.ui.widgets.basics import Empty, button
from app.ui.widgets.page import Page
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.signature_looks import AtRisk
from app.ui.widgets.veiled import veiled


class SamplesPage(Page):
    """Draws a sample, checks its rows, shows the estimate of the latest."""

    TITLE = tr("Validity sample")
    BEHIND = "signatures"
    TABLES = Page.TABLES | {
        "sample", "sample_row", "duplicate_verdict", "duplicate_pair", "contact",
        "contact_signature",
    }  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.again = button(tr("Draw another sample"), "plus", on_click=self.ask)
        self.buttons.addWidget(self.again)
        self.drawing = DrawCard()
        self.drawing.wanted.connect(self.draw)
        self.drawing.changed.connect(self._size)
        self.drawing.leave.clicked.connect(self._leave_drawing)
        self.empty = Empty(
            "list-checks",
            (
                tr("Here a few rows, drawn at random, tell how many of all are good."),
                tr("Enter a sheet or bring in a file to begin."),
            ),
            button(tr("Enter a sheet"), "keyboard", kind="primary", on_click=self._enter),
        )
        self.checking = CheckCard(self._pictures)
        self.checking.judged.connect(self._judge)
        self.result = ResultCard()
        self.both = QWidget()
        columns = QHBoxLayout(self.both)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(self.checking, 3)
        columns.addWidget(self.result, 2)
        self.drawing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.both, 1)
        self._asked = False
        self._frame = 0

    def reload(self) -> None:
        record = self.session.petition
        drawn = self.session.store.samples.of_petition(record.id) if record else []
        asks = record is not None and (self._asked or not drawn)
        self._frame = sampling.drawable(self.session.store, record.ref) if record and asks else 0
        nothing = not drawn and not self._frame
        self.empty.setVisible(nothing)
        self.drawing.setVisible(not nothing and (self._asked or not drawn))
        self.drawing.leave.setVisible(bool(drawn))
        self.both.setVisible(bool(drawn) and not self._asked)
        self.again.setVisible(bool(drawn) and not self._asked)
        self.subtitle.setText("")
        if record is None:
            return
        if drawn:
            self._show(record)
        if asks and not nothing:
            said = trn("{number} signature", "{number:,} signatures", self._frame)
            self.subtitle.setText(tr("{many} may be drawn.", many=said))
        self._size()

    def _show(self, record: PetitionRecord) -> None:
        store = self.session.store
        sample = sampling.find(store, record.ref)
        self.subtitle.setText(
            tr(
                "Sample {number} of {day:%d %B %Y}: {size:,} of {of:,} signatures, seed {seed}.",
                number=sample.number,
                day=sample.drawn_at,
                size=sample.size,
                of=sample.of,
                seed=sample.seed,
            )
        )
        lines = sampling.lines(store, sample)
        self.checking.show_lines(lines, hidden=self.session.names_hidden)
        self.result.show_judgement(sampling.judge(store, record.ref))

    def _size(self) -> None:
        margin = self.drawing.chosen_margin
        size = size_for(margin, self._frame) if margin else 0
        self.drawing.show_size(size, self._frame)

    def ask(self) -> None:
        """Opens the card that draws another sample."""
        self._asked = True
        self.reload()
        self.drawing.by.setFocus()

    def _leave_drawing(self) -> None:
        self._asked = False
        self.reload()
        self.checking.table.setFocus()

    def _enter(self) -> None:
        self.go.emit("enter")

    def draw(self) -> None:
        """Draws a sample as the card says."""
        record = self.session.petition
        if record is None:
            return
        self._asked = False
        margin, by = self.drawing.chosen_margin, self.drawing.chosen_by
        size = self.drawing.rows.value() if margin is None else None
        sample = self.session.run(
            lambda: sampling.draw(
                self.session.store,
                record.ref,
                size=size,
                margin=margin,
                by=by,
                now=self.session.clock(),
            )
        )
        if sample is None:
            self._asked = True
            return
        self.reload()
        self.session.said.emit(trn("{number} row drawn", "{number:,} rows drawn", sample.size))
        self.checking.table.setFocus()

    def _judge(self, place: int, validity: str, reason: str) -> None:
        record = self.session.petition
        if record is None:
            return
        self.session.run(
            lambda: sampling.record(
                self.session.store,
                record.ref,
                None,
                [place],
                cast("Validity", validity),
                reason,
                now=self.session.clock(),
            ),
            tr("Row {place} checked", place=place),
        )

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        if not event.spontaneous():
            self.checking.hide_again()

    def _pictures(self, code: str) -> SheetPictures | None:
        store, at_risk = self.session.store, AtRisk()
        sheet = store.sheets.get(code)
        at_risk.look(store, sheet.petition)
        found = self.session.run(lambda: open_pictures(self.session.campaign, code))
        return veiled(found, at_risk.rows(store.signatures.of_sheet(sheet.id)))


make = SamplesPage
