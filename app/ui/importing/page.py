"""Bring in a file: what it is, what goes where, what will happen; then one step."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.intake.records.mapping import ColumnMapping
from app.intake.records.table import Table
from app.messages import tr, trn
from app.operations import importing
from app.operations.import_sources import with_source
from app.operations.importing import Proposal
from app.ui.importing.columns_panel import ColumnsPanel
from app.ui.importing.file_panel import FilePanel, preset_note
from app.ui.importing.outcome_panel import OutcomePanel
from app.ui.importing.refused_dialog import RefusedDialog
from app.ui.importing.stepper import STEPS, Stepper
from app.ui.session import Session
from app.ui.widgets.page import Page

SEALED = ".age"


class ImportingPage(Page):
    """One file on its way in."""

    TITLE = tr("Bring in a file")
    BEHIND = "signatures"
    TABLES = frozenset({"petition", "wording_version", "signature", "sheet"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setAcceptDrops(True)
        self._path: Path | None = None
        self._passphrase = ""
        self.table: Table | None = None
        self.mapping: ColumnMapping | None = None
        self.proposal: Proposal | None = None
        self._writing = self._busy = self._front = False
        self._origin: QWidget | None = None
        self._kept: QWidget | None = None
        self._hidden = session.names_hidden
        self._moved = self._judged = False
        self.stepper = Stepper()
        self.stepper.chosen.connect(self._go_to)
        hides = lambda: session.names_hidden  # noqa: E731  # asked anew each time
        self.file = FilePanel(self.open_file, self.show_columns)
        self.file.worksheet_wanted = self._read_worksheet
        self.file.presets.activated.connect(lambda _: self._choose_preset())
        self.columns = ColumnsPanel(hides, self.show_outcome)
        self.columns.checked.connect(self._open_steps)
        self.outcome = OutcomePanel(hides, self.prepare, self.save_refused, self.bring_in)
        self._panels = QStackedWidget()
        for panel in (self.file, self.columns, self.outcome):
            self._panels.addWidget(panel)
        self.stepper.add_ways("what", self.file.next_button)
        self.stepper.add_ways("where", self.columns.next_button)
        self.stepper.add_ways("then", self.outcome.bring_in_button)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(2, self.stepper)
        self.body.addWidget(self._panels, 1)
        last = self.stepper.findChildren(QPushButton)[2]
        for fields in (self.file.fields, self.columns.fields, self.outcome.fields):
            for before, after in pairwise([last, *fields]):
                QWidget.setTabOrder(before, after)
        session.jobs.ended.connect(self._end_wait)
        session.changed.connect(self._note_change)
        session.petition_changed.connect(lambda: self._note_change(self.TABLES))
        self._show("what")

    @property
    def step(self) -> str:
        """The step in front."""
        return STEPS[self._panels.currentIndex()][0]

    def _show(self, key: str) -> None:
        self._panels.setCurrentIndex([one for one, _ in STEPS].index(key))
        for panel in (self.file, self.columns, self.outcome):
            policy = panel.sizePolicy()  # only the one in front says how high the page is
            front = panel is self._panels.currentWidget()
            policy.setVerticalPolicy(
                QSizePolicy.Policy.Preferred if front else QSizePolicy.Policy.Ignored
            )
            panel.setSizePolicy(policy)
        self.stepper.setVisible(self.table is not None)
        self._open_steps()
        note = preset_note(self.mapping.preset) if self.mapping else ""
        words = {
            "what": note,
            "where": tr("Every column, with its first values. What is left out is not kept."),
            "then": tr("Nothing is written yet. Afterwards, Undo takes all of it back at once."),
        }
        self.subtitle.setText(words[key])
        self.subtitle.setVisible(bool(words[key]))

    def _open_steps(self) -> None:
        """Opens the steps whose questions are answered."""
        until = "what"
        if self.table is not None:
            until = "then" if self.proposal and self.columns.ready else "where"
        self.stepper.show_step(self.step, until=until)

    def reload(self) -> None:
        self.file.allow(petition=self.session.petition is not None)
        if self.table is None or self._writing:
            return
        only_names = self._hidden != self.session.names_hidden and not self._moved
        self._hidden, self._moved = self.session.names_hidden, False
        self.columns.show_names()
        self.outcome.show_names()
        if self.step != "then" or only_names or self._busy:
            return
        if self.session.jobs.running or self.session.petition is None:
            self._drop()
        else:
            self.prepare()

    def _note_change(self, tables: frozenset[str]) -> None:
        """What changes behind another page is compared with once this one is shown again."""
        self._moved |= bool(self.TABLES & tables) and not self.isVisible()

    def _drop(self) -> None:
        """What would happen is not known any more."""
        self.proposal = None
        if self.step == "then":
            self._show("where")
        self._open_steps()

    def _begin_wait(self) -> None:
        """Closes the questions while they are worked on; the keyboard waits on the page itself."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._origin = focused if inside else None
        if inside:
            self.setFocus()
        self._kept = QApplication.focusWidget()
        self._busy = True
        self._panels.setEnabled(False)
        self.stepper.setEnabled(False)

    def _end_wait(self) -> None:
        """Opens them again, and gives the keyboard back unless it was put elsewhere."""
        if not self._busy:
            return
        self._busy = False
        self._panels.setEnabled(True)
        self.stepper.setEnabled(True)
        focused = QApplication.focusWidget()
        self._front = self.isVisible() and (focused is None or focused is self._kept)
        if self._front and self._origin is not None:
            self._origin.setFocus()

    def _focus(self, target: QWidget) -> None:
        """Only for who waits here: elsewhere a key would do what nobody sees."""
        if self._front:
            target.setFocus()

    def _go_to(self, key: str) -> None:
        if key == "where":
            self.show_columns()
        elif key == "then":
            self.prepare()
        else:
            self._keep_answers()
            self._show("what")

    def _keep_answers(self) -> None:
        if self.mapping is None:
            return
        if self.step == "what":
            self.mapping = self.file.answered(self.mapping)
        elif self.step == "where":
            self.mapping = self.columns.mapping

    def open_file(self, path: Path, passphrase: str = "") -> None:
        """Reads the file at `path`; an encrypted export asks for its passphrase first."""
        if self.session.petition is None:
            self.banner.say(tr("Write a petition first: signatures belong to one."))
            return
        if path.suffix == SEALED and not passphrase:
            passphrase, given = QInputDialog.getText(
                self, tr("An encrypted export"), tr("Its passphrase"), QLineEdit.EchoMode.Password
            )
            if not given:
                return
        self._read(path, passphrase, "")

    def _read_worksheet(self, name: str) -> None:
        if name != tr("Choose…") and self._path is not None:
            self._read(self._path, self._passphrase, name)

    def _read(self, path: Path, passphrase: str, worksheet: str) -> None:
        def show(found: Table | list[str]) -> None:
            self._path, self._passphrase = path, passphrase
            if isinstance(found, Table):
                self._take(found)
            else:
                self.forget()
                self.file.ask_worksheet(path.name, found)
                self._focus(self.file.sheets)

        started = self.session.start(
            tr("Reading the file"),
            lambda _, __: importing.read_or_ask(path, worksheet=worksheet, passphrase=passphrase),
            show,
            draws=False,
        )
        if started:
            self._begin_wait()

    def _take(self, table: Table) -> None:
        self.banner.hide()
        self.table, self.proposal = table, None
        self.mapping = importing.propose_mapping(self.session.store, table)
        self._show_table()
        self._focus(self.file.next_button)

    def _show_table(self, *, anew: bool = True) -> None:
        if self.table is not None and self.mapping is not None:
            shown = self._with_source(self.table, self.mapping)
            self.file.show_table(self.table, shown, anew=anew)
            self.columns.show_mapping(self.table, self.mapping)
        self._show("what")

    def _with_source(self, table: Table, mapping: ColumnMapping) -> ColumnMapping:
        record = self.session.petition
        if record is None:
            return mapping
        today = self.session.clock().date()
        return with_source(self.session.store, record.ref, table, mapping, today=today)

    def _choose_preset(self) -> None:
        if self.table is None:
            return
        self.mapping = importing.propose_mapping(self.session.store, self.table, self.file.preset)
        self.proposal = None
        self._show_table(anew=False)

    def show_columns(self) -> None:
        """Goes on to the second step."""
        if self.table is None or self.mapping is None:
            return
        self._keep_answers()
        self.columns.show_mapping(self.table, self.mapping)
        self._show("where")
        self.columns.first.setFocus()

    def show_outcome(self) -> None:
        """Goes on to the third step, with the keyboard on what writes."""
        self.prepare(self.outcome.bring_in_button)

    def prepare(self, then: QWidget | None = None) -> None:
        """Compares the file with what is here, and goes on to the third step.

        The keyboard goes to `then`, else stays where it was.
        """
        record = self.session.petition
        self._keep_answers()
        self._open_steps()
        table, mapping, judge = self.table, self.mapping, self.outcome.judge.isChecked()
        if record is None or table is None or mapping is None:
            return

        def show(found: Proposal) -> None:
            self.banner.hide()
            if self._elsewhere(found):
                return
            self.proposal, self._judged = found, judge
            self.outcome.show_proposal(found)
            self._show("then")
            if then is not None:
                self._focus(then)

        started = self.session.start(
            tr("Comparing with what is here"),
            lambda store, progress: importing.prepare_import(
                store, record.ref, table, mapping, now=self.session.clock(), judge=judge,
                progress=progress,
            ),
            show,
            draws=False,
        )  # fmt: skip
        if started:
            self._begin_wait()

    def _elsewhere(self, found: Proposal) -> bool:
        """Drops what was found for a petition that is not the one in front any more."""
        record = self.session.petition
        if record is not None and record.ref == found.ref:
            return False
        self._drop()
        self.banner.say(
            tr("Another petition was chosen meanwhile: look at what would happen once more.")
        )
        return True

    def save_refused(self) -> None:
        """Says what the file will hold, asks where it goes, and writes it."""
        people = len(self.proposal.refused) if self.proposal else 0
        asked = RefusedDialog(self, self.session, people)
        confirmed = asked.exec() == QDialog.DialogCode.Accepted
        asked.deleteLater()
        if not confirmed:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save refused rows"), "refused.csv", "CSV (*.csv)"
        )
        if chosen:
            self.save_refused_to(Path(chosen))

    def save_refused_to(self, out: Path) -> None:
        """Writes the refused rows to `out`."""
        found = self.proposal
        if found is not None:
            self.session.run(
                lambda: importing.save_refused(
                    self.session.store, found, out, force=True, now=self.session.clock()
                ),
                trn("{number} refused row saved", "{number:,} refused rows saved",
                    len(found.refused)),
            )  # fmt: skip

    def bring_in(self) -> None:
        """Brings the new rows in, and shows them."""
        found = self.proposal
        if found is None or self._elsewhere(found):
            return
        if self._judged != self.outcome.judge.isChecked():  # the comparison with it was stopped
            self.prepare()
            return
        self._writing = True
        added = self.session.run(
            lambda: importing.apply_import(self.session.store, found, now=self.session.clock()),
            trn("{number} signature came in", "{number:,} signatures came in", len(found.new)),
            busy=trn("Bringing in {number} signature…", "Bringing in {number:,} signatures…",
                     len(found.new)),
        )  # fmt: skip
        self._writing = False
        if added:
            self.forget()
            self.go.emit("signatures")

    def forget(self) -> None:
        """Waits for another file."""
        self.table = self.mapping = self.proposal = None
        self.file.clear()
        self._show("what")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))


make = ImportingPage
