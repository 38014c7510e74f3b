"""Bringing in a file in three steps: what it is, what goes where, what will happen; then one step.

What is brought in says its own page: how a file is read, compared and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
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
from app.progress import Progress
from app.store.store import Store
from app.ui.session import Session
from app.ui.widgets.importing.columns_panel import ColumnsPanel
from app.ui.widgets.importing.file_panel import FilePanel
from app.ui.widgets.importing.outcome_panel import Outcome, OutcomePanel
from app.ui.widgets.importing.refused_dialog import RefusedDialog
from app.ui.widgets.importing.stepper import STEPS, Stepper
from app.ui.widgets.importing.waiting import WaitingPage

SEALED = ".age"


Job = Callable[[Store, Progress], Any]
"""Compares a file with what is here, on another thread; gives the proposal."""


class ImportPage(WaitingPage):
    """One file on its way in; `found` is what it held, `proposal` what bringing it in would do."""

    TAB_AS_READ = False  # the way on stands above, and comes after the questions
    AFTERWARDS: ClassVar[str]
    """The page that shows what came in."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setAcceptDrops(True)
        self._path: Path | None = None
        self._passphrase = ""
        self.found: Any = None
        self.mapping: ColumnMapping | None = None
        self.proposal: Any = None
        self._writing = False
        self._hidden = session.names_hidden
        self._moved = False
        self._chosen: tuple[bool, ...] = ()
        self.stepper = Stepper()
        self.stepper.chosen.connect(self._go_to)
        self.file = self.make_file()
        self.file.worksheet_wanted = self._read_worksheet
        self.file.presets.activated.connect(lambda _: self._choose_preset())
        self.columns = ColumnsPanel(self.hides, self.show_outcome, self.still_missing)
        self.columns.checked.connect(self._open_steps)
        self.outcome = OutcomePanel(
            self.hides, self.options(), self.prepare, self.save_refused, self.bring_in
        )
        self._build()
        session.changed.connect(self._note_change)
        session.petition_changed.connect(lambda: self._note_change(self.TABLES))
        self._show("what")

    def make_file(self) -> FilePanel:
        """The first step."""
        raise NotImplementedError

    def options(self) -> Sequence[tuple[str, bool]]:
        """What may be chosen in the third step besides, and whether it is at first."""
        raise NotImplementedError

    def barred(self) -> str:
        """Why no file may come in; empty where one may."""
        return ""

    def still_missing(self, mapping: ColumnMapping) -> str:  # noqa: ARG002  # for who asks more
        """What else has to be said before the third step; empty where nothing is."""
        return ""

    def note(self) -> str:
        """What is said of the file in the first step."""
        raise NotImplementedError

    def read(self, path: Path, passphrase: str, worksheet: str) -> Any:
        """What a file holds, or its worksheets to choose from; on another thread."""
        raise NotImplementedError

    def propose(self, found: Any, preset: str = "") -> ColumnMapping | None:
        """What probably goes where; None where the file has no columns."""
        raise NotImplementedError

    def with_source(self, found: Any, mapping: ColumnMapping | None) -> ColumnMapping | None:  # noqa: ARG002  # for who knows more
        """`mapping` with where its rows are from."""
        return mapping

    def job(self) -> Job | None:
        """How the file is compared with what is here; None where it cannot be."""
        raise NotImplementedError

    def elsewhere(self, found: Any) -> bool:  # noqa: ARG002  # for who belongs to a petition
        """Whether `found` was prepared for something that is not in front any more."""
        return False

    def outcome_of(self, found: Any) -> Outcome:
        """What bringing in would do, in words."""
        raise NotImplementedError

    def write_refused(self, found: Any, out: Path) -> int:
        """Writes the refused ones to `out`."""
        raise NotImplementedError

    def apply(self, found: Any) -> int:
        """Brings in; gives how many."""
        raise NotImplementedError

    def hides(self) -> bool:
        """Whether names are hidden now."""
        return self.session.names_hidden

    def _build(self) -> None:
        self._panels = QStackedWidget()
        self.closed = (self._panels, self.stepper)
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
        self.stepper.setVisible(self.found is not None)
        self._open_steps()
        words = {
            "what": self.note() if self.found is not None else "",
            "where": tr("Every column, with its first values. What is left out is not kept."),
            "then": tr("Nothing is written yet. Afterwards, Undo takes all of it back at once."),
        }
        self.subtitle.setText(words[key])
        self.subtitle.setVisible(bool(words[key]))

    def _open_steps(self) -> None:
        """Opens the steps whose questions are answered."""
        opened = ["what"]
        if self.found is not None and self.mapping is not None:
            opened.append("where")
        if self.proposal and (self.mapping is None or self.columns.ready):
            opened.append("then")
        self.stepper.show_step(self.step, opened)

    def reload(self) -> None:
        self.file.allow(self.barred())
        if self.found is None or self._writing:
            return
        only_names = self._hidden != self.session.names_hidden and not self._moved
        self._hidden, self._moved = self.session.names_hidden, False
        self.columns.show_names()
        self.file.show_names()
        if self.proposal is not None:
            self.outcome.show_outcome(self.outcome_of(self.proposal))
        if self.step != "then" or only_names or self.busy:
            return
        if self.session.jobs.running or self.barred():
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
            self._show("where" if self.mapping is not None else "what")
        self._open_steps()

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
        if self.barred():
            self.banner.say(self.barred())
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
        def show(found: Any) -> None:
            self._path, self._passphrase = path, passphrase
            if isinstance(found, list):
                self.forget()
                self.file.ask_worksheet(path.name, found)
                self.give_keyboard(self.file.sheets)
            else:
                self._take(found)

        started = self.session.start(
            tr("Reading the file"),
            lambda _, __: self.read(path, passphrase, worksheet),
            show,
            draws=False,
        )
        if started:
            self.begin_wait()

    def read_again(self) -> None:
        """Reads the same file as it is said now."""
        if self._path is not None:
            self._read(self._path, self._passphrase, "")

    def _take(self, found: Any) -> None:
        self.banner.hide()
        self.found, self.proposal = found, None
        self.mapping = self.propose(found)
        self._show_found()
        self.give_keyboard(self.file.next_button)

    def _show_found(self, *, anew: bool = True) -> None:
        if self.found is not None:
            self.file.show_found(self.found, self.with_source(self.found, self.mapping), anew=anew)
            if isinstance(self.found, Table) and self.mapping is not None:
                self.columns.show_mapping(self.found, self.mapping)
        self._show("what")

    def _choose_preset(self) -> None:
        if self.found is None:
            return
        self.mapping = self.propose(self.found, self.file.preset)
        self.proposal = None
        self._show_found(anew=False)

    def show_columns(self) -> None:
        """Goes on to the second step, or the third where the file has no columns."""
        if self.found is None:
            return
        self._keep_answers()
        if self.mapping is None:
            self.show_outcome()
            return
        self.columns.show_mapping(self.found, self.mapping)
        self._show("where")
        self.columns.first.setFocus()

    def show_outcome(self) -> None:
        """Goes on to the third step, with the keyboard on what writes."""
        self.prepare(self.outcome.bring_in_button)

    def prepare(self, then: QWidget | None = None) -> None:
        """Compares the file with what is here, and goes on to the third step.

        The keyboard goes to `then`, else stays where it was.
        """
        self._keep_answers()
        self._open_steps()
        job, chosen = self.job(), self.outcome.chosen
        if self.found is None or job is None:
            return

        def show(found: Any) -> None:
            self.banner.hide()
            if self._dropped(found):
                return
            self.proposal, self._chosen = found, chosen
            self.outcome.show_outcome(self.outcome_of(found))
            self._show("then")
            if then is not None:
                self.give_keyboard(then)

        if self.session.start(tr("Comparing with what is here"), job, show, draws=False):
            self.begin_wait()

    def _dropped(self, found: Any) -> bool:
        """Drops what was found for a petition that is not the one in front any more."""
        if not self.elsewhere(found):
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
                lambda: self.write_refused(found, out),
                trn("{number} refused row saved", "{number:,} refused rows saved",
                    len(found.refused)),
            )  # fmt: skip

    def bring_in(self) -> None:
        """Brings the new rows in, and shows them."""
        found = self.proposal
        if found is None or self._dropped(found):
            return
        if self._chosen != self.outcome.chosen:  # the comparison with it was stopped
            self.prepare()
            return
        said = self.outcome_of(found)
        self._writing = True
        added = self.session.run(lambda: self.apply(found), said.done, busy=said.busy)
        self._writing = False
        if added is not None:
            self.forget()
            self.go.emit(self.AFTERWARDS)

    def forget(self) -> None:
        """Waits for another file."""
        self.found = self.mapping = self.proposal = None
        self.file.clear()
        self._show("what")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))
