"""The tray: each page that waits, its picture, why it waits, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.paper import scan_pictures, scan_tray, scanning
from app.operations.paper.scan_outcomes import FLAGS, PROBLEMS, Outcome
from app.store.scans import ScanRecord, SheetScan
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import Field, line
from app.ui.widgets.paper import image_of
from app.ui.widgets.paper_desk import PaperDesk
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.tables import Cell, Column, Table

RESULT_LOOKS = {
    "taken": ("circle-check", "good"),
    "known": ("info", "accent"),
    "blank": ("circle", "muted"),
    "tray": ("circle-alert", "warn"),
}
_WIDTH = 1400
"""Pixels of a page's picture: enough to read a code's letters by."""


class TrayDialog(StepDialog):
    """Pages that wait, one at a time; and what became of every page brought in last."""

    def __init__(self, parent: QWidget, session: Session, outcomes: Sequence[Outcome]) -> None:
        super().__init__(parent, session, tr("Scanned pages"), 940)
        self._outcomes = outcomes
        self._waiting: list[tuple[ScanRecord, list[SheetScan]]] = []
        self.way = Segments(
            [("tray", tr("Waiting")), ("all", tr("Brought in last"))], tr("Which pages")
        )
        self._pages = QStackedWidget()
        self.way.chosen.connect(lambda key: self._pages.setCurrentIndex(int(key == "all")))
        self._pages.addWidget(self._build_tray())
        self._pages.addWidget(self._build_all())
        self.column.addWidget(self.way)
        self.column.addWidget(self._pages, 1)
        self.add_foot(None, self.leave_button(tr("Close")))
        self.resize(1040, 680)
        self.show_tray()
        if not self._waiting and outcomes:
            self.way.choose("all")
            self._pages.setCurrentIndex(1)

    def _build_tray(self) -> QWidget:
        self.table = Table(
            tr("Pages that wait"), (Column(tr("File")), Column(tr("Page"), 52, right=True))
        )
        self.table.itemSelectionChanged.connect(self._show_page)
        self.table.setMaximumWidth(grown(290))
        self.table.setMinimumWidth(230)
        self._sentence = label("", "strong", wrap=True)
        self.code = Field(tr("Sheet code"), line("NM7K-3QA8-7", width=220), "")
        self.code.editor.setAccessibleDescription(tr("The code in the foot of the page shown"))
        self.code.editor.returnPressed.connect(self.assign)  # type: ignore[union-attr]  # a line
        self.assign_button = button(tr("It is this sheet"), "check", on_click=self.assign)
        self.use_button = button(
            tr("Show this picture from now on"), "check", on_click=lambda: self.decide("use")
        )
        self.leave_it = button(
            tr("Leave the one before"), "undo-2", on_click=lambda: self.decide("leave")
        )
        self.aside_button = button(tr("Put the page aside"), "x", on_click=self.put_aside)
        self._code_part, self._choice_part = QWidget(), QWidget()
        named = across(self.code, self.assign_button, None)
        named.setAlignment(self.assign_button, Qt.AlignmentFlag.AlignBottom)
        self._code_part.setLayout(named)
        self._choice_part.setLayout(across(self.use_button, self.leave_it, None))
        self.larger_button = button(tr("Larger  F11"), "zoom-in", kind="link", on_click=self.larger)
        self.turn_button = button(tr("Turn  Ctrl+T"), "rotate-cw", kind="link", on_click=self.turn)
        for key, do in (("F11", self.larger), ("Ctrl+T", self.turn)):
            QShortcut(QKeySequence(key), self, do)
        self.picture = PaperDesk(tr("The page that waits"))
        self.before = PaperDesk(tr("The picture before it"))
        self._this, self._that = label(tr("This page"), "muted"), label("", "muted")
        self._none = label(tr("No page waits: every sheet is known."), "muted")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        for part in (self._none, self._sentence, self._code_part, self._choice_part):
            column.addWidget(part)
        pictures = across(
            down(self._this, self.picture, spacing=2),
            down(self._that, self.before, spacing=2),
            spacing=12,
        )
        column.addLayout(pictures, 1)
        column.addLayout(across(self.aside_button, None, self.turn_button, self.larger_button))
        made = QWidget()
        made.setLayout(across(down(self.table), right, spacing=12))
        return made

    def _build_all(self) -> QWidget:
        self.all = Table(
            tr("What became of each page"),
            (Column(tr("File"), 190), Column(tr("Page"), 52, right=True),
             Column(tr("Sheet"), 130), Column(tr("What became of it"))),
        )  # fmt: skip
        self._show_all()
        return self.all

    def _show_all(self) -> None:
        self.all.setRowCount(len(self._outcomes))
        for row, one in enumerate(self._outcomes):
            icon, role = RESULT_LOOKS[one.result]
            codes = ", ".join(printed(sheet.seen.code) for sheet in one.sheets)
            sentence = "" if self.session.names_hidden else one.sentence
            became = Cell(sentence, icon, icon_role=role)
            self.all.fill(row, (self._file(one.file), str(one.page), codes or "–", became))

    def show_tray(self, row: int = 0) -> None:
        """Lists what waits, and shows one of them."""
        self._waiting = scan_tray.listing(self.session.store)
        self.table.setRowCount(len(self._waiting))
        for at, (record, _) in enumerate(self._waiting):
            self.table.fill(at, (self._file(record.file), str(record.page)))
        words = trn("Waiting: {number}", "Waiting: {number}", len(self._waiting))
        self.way.set_text("tray", words)
        some = bool(self._waiting)
        for part in (
            self.table,
            self._sentence,
            self.picture,
            self.aside_button,
            self.turn_button,
            self.larger_button,
        ):
            part.setVisible(some)
        self._none.setVisible(not some)
        if some:
            self.table.selectRow(min(row, len(self._waiting) - 1))
        self._show_page()
        (self.code.editor if self._code_part.isVisibleTo(self) else self.table).setFocus()

    @property
    def _chosen(self) -> tuple[ScanRecord, list[SheetScan]] | None:
        rows = self.table.chosen_rows()
        return self._waiting[rows[0]] if rows and rows[0] < len(self._waiting) else None

    def _show_page(self) -> None:
        chosen = self._chosen
        asking = chosen[1] if chosen else []
        self._code_part.setVisible(bool(chosen) and not asking)
        self._choice_part.setVisible(bool(asking))
        for part in (self.before, self._that, self._this):
            part.hide()
        self.code.set_text("")
        self.code.show_found()
        if chosen is None:
            return
        record = chosen[0]
        self.aside_button.setVisible(record.state == "tray")
        words = [record.sentence or PROBLEMS.get(record.problem, "")]
        words += [f"{printed(one.seen.code)}: {FLAGS[one.flag]}" for one in asking]
        if record.problem in {"no-code", "other-code"} and record.marks:
            words.append(tr("It looks like a sheet of this campaign."))
        self._sentence.setText(" ".join(filter(None, words)))
        self._draw(self.picture, record)
        offered = next((one for one in asking if one.flag in {"better", "more", "photocopy"}), None)
        for control in (self.use_button, self.leave_it):
            control.setVisible(bool(asking))
        self.use_button.set_words(
            tr("Show this picture from now on") if offered else tr("Enter it from this picture")
        )
        self.leave_it.setVisible(offered is not None)
        if offered:
            shown = self.session.store.scans.current(offered.sheet, offered.seen.side)
            if shown and shown.scan.id != record.id:
                self._draw(self.before, shown.scan)
                self._that.setText(
                    tr(
                        "The one before: {file}, page {page}",
                        file=self._file(shown.scan.file),
                        page=shown.scan.page,
                    )
                )
                for part in (self.before, self._that, self._this):
                    part.show()

    def hide_names(self, hidden: bool) -> None:  # noqa: ARG002, FBT001  # a signal's slot
        """Takes pictures and file names away at once, or shows them again."""
        rows = self.table.chosen_rows()
        self.show_tray(rows[0] if rows else 0)
        self._show_all()

    def _file(self, name: str) -> str:
        """A file may be called after a person."""
        return tr("Hidden") if self.session.names_hidden else name

    def larger(self) -> None:
        """Makes the pages large enough to read a code by, or fits them again."""
        self.picture.larger()
        if self.before.isVisibleTo(self):
            self.before.larger()

    def turn(self) -> None:
        """Turns the page that waits by a quarter."""
        self.picture.turn()

    def _draw(self, paper: PaperDesk, record: ScanRecord) -> None:
        hidden = self.session.names_hidden
        picture = None
        if not hidden:
            picture = self.session.run(
                lambda: scan_pictures.page_picture(self.session.campaign, record.number, _WIDTH)
            )
        paper.show_image(image_of(picture) if picture else None)

    def assign(self) -> None:
        """The page shown is the sheet whose code was typed."""
        chosen, typed = self._chosen, self.code.text.strip()
        if chosen is None or not typed:
            self.code.editor.setFocus()
            return
        row = self.table.chosen_rows()[0]
        done = self.session.run(
            lambda: scanning.assign(
                self.session.campaign, chosen[0].number, typed, now=self.session.clock()
            ),
            tr("The page is sheet {code}", code=typed.upper()),
        )
        if done is not None:
            self.show_tray(row)
        self.code.editor.setFocus()

    def decide(self, decision: scan_tray.Decision) -> None:
        """Settles which picture of a sheet is shown."""
        chosen = self._chosen
        if chosen is None:
            return
        row = self.table.chosen_rows()[0]
        self.session.run(
            lambda: scan_tray.decide(self.session.store, chosen[0].number, decision),
            tr("Decided; both pictures are kept"),
        )
        self.show_tray(row)

    def put_aside(self) -> None:
        """The page shown is no sheet of the campaign."""
        chosen = self._chosen
        if chosen is None:
            return
        row = self.table.chosen_rows()[0]
        self.session.run(
            lambda: scan_tray.dismiss(self.session.store, chosen[0].number),
            tr("Page put aside"),
        )
        self.show_tray(row)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(1040, 680)
