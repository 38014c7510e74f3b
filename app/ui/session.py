"""One unlocked campaign in the window: the current petition, steps, undo, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.defects import record
from app.documents.page import unprinted
from app.errors import AppError
from app.messages import tr
from app.operations.campaign.campaigns import LAST_BACKUP, Campaign
from app.progress import Progress
from app.store.petitions import PetitionRecord
from app.store.store import Store
from app.ui.jobs import Jobs

T = TypeVar("T")


class Session(QObject):
    """What pages get to work with; the one place that catches what a step refuses."""

    changed = Signal(frozenset)
    petition_changed = Signal()
    refused = Signal(str)
    said = Signal(str)
    busy = Signal(str)
    names_hidden_changed = Signal(bool)
    lock_wanted = Signal()

    def __init__(self, campaign: Campaign, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.campaign = campaign
        self.clock = clock
        self.jobs = Jobs(self)
        self.names_hidden = False
        self._petition = ""
        self.stepped = False
        self._unprinted: unprinted.Unprinted = {}
        campaign.store.listen(self._changed)
        records = campaign.store.petitions.all()
        if records:
            self._petition = records[0].ref

    def _changed(self, tables: frozenset[str]) -> None:
        # What is worked out anew, and a file written, is nothing to take back.
        derived = {"local", "duplicate_pair", "contact_pair"}
        self.stepped = "export" not in tables and not tables <= derived
        self.changed.emit(tables)

    @property
    def store(self) -> Store:
        """The campaign's store, for reading; writes go through operations in `run`."""
        return self.campaign.store

    @property
    def folder(self) -> Path:
        """The campaign's folder."""
        return self.campaign.folder

    @property
    def petition(self) -> PetitionRecord | None:
        """The petition that the pages show; None in an empty campaign."""
        if not self._petition or not self.store.petitions.exists(self._petition):
            records = self.store.petitions.all()
            self._petition = records[0].ref if records else ""
        return self.store.petitions.get(self._petition) if self._petition else None

    def choose_petition(self, ref: str) -> None:
        """Shows the petition called `ref` on all pages."""
        self._petition = ref
        self.petition_changed.emit()

    @property
    def last_backup(self) -> str:
        """When the campaign was backed up last, ISO; empty when never."""
        return self.store.local.get(LAST_BACKUP)

    def run(self, action: Callable[[], T], done: str = "", *, busy: str = "") -> T | None:
        """Does one step; what it refuses is said on the page, a defect is recorded.

        One that takes long is `busy` with something, which is said before it begins.
        """
        self.stepped = False
        if busy:
            self.busy.emit(busy)
        try:
            with unprinted.watched() as missed:
                result = action()
        except AppError as refusal:
            self.refused.emit(str(refusal))
            return None
        except Exception as error:  # noqa: BLE001  # the window's last net
            self.refused.emit(defect_sentence(record(error)))
            return None
        finally:
            if busy:
                self.busy.emit("")
        missed = self._unprinted | missed
        self.said.emit(" ".join(part for part in (_ended(done), unprinted.said(missed)) if part)
                       if missed else done)  # fmt: skip
        return result

    def tell(self, text: str) -> None:
        """Says what was done where it is no step, so that no undo is offered beside it."""
        self.stepped = False
        self.said.emit(text)

    def start(
        self,
        label: str,
        work: Callable[[Store, Progress], T],
        done: Callable[[T], None],
        *,
        draws: bool = True,
    ) -> bool:
        """Prepares slowly on another thread with a reading store, then calls `done` here.

        False where other work is under way.
        """

        missed: unprinted.Unprinted = {}

        def prepared(progress: Progress) -> T:
            reader = self.store.reader()
            try:
                with unprinted.watched() as found:
                    made = work(reader, progress)
                missed.update(found)
                return made
            finally:
                reader.close()

        def finish(made: T) -> None:
            # What is done with the paper says what could not be printed on it.
            self._unprinted = missed
            done(made)
            self._unprinted = {}

        if self.jobs.running:
            self.refused.emit(
                tr("Other long work is still under way: wait until it is done, or stop it below.")
            )
            return False
        self.jobs.start(label, prepared, finish, self._failed, draws=draws)
        return True

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self.refused.emit(str(error))
        else:
            self.refused.emit(defect_sentence(record(error)))

    def undo(self) -> None:
        """Takes the last step back."""
        if self.store.undo_label:
            label = self.store.undo_label
            self.run(
                lambda: self.store.undo(self.clock()),
                tr("Taken back: {label}", label=label),
                busy=tr("Taking back: {label}…", label=label),
            )

    def redo(self) -> None:
        """Does the step taken back last again."""
        if self.store.redo_label:
            label = self.store.redo_label
            self.run(
                lambda: self.store.redo(self.clock()),
                label,
                busy=tr("Doing again: {label}…", label=label),
            )

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001  # a toggle's slot
        """Hides or shows names and addresses on all pages."""
        if hidden == self.names_hidden:
            return
        self.names_hidden = hidden
        self.names_hidden_changed.emit(hidden)


def _ended(words: str) -> str:
    return f"{words}." if words and words[-1] not in ".!?" else words


def defect_sentence(reference: str) -> str:
    """What the window says about a defect of the program."""
    return tr(
        "A defect of the program stopped this step; nothing was saved by it. "
        "Its reference is {reference}.",
        reference=reference,
    )
