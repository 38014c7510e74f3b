"""An open campaign's data: reads by aggregate, writes in undoable steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.store import schema
from app.store.breaches import Breaches
from app.store.community.consents import Consents
from app.store.community.contact_merging import ContactMerging
from app.store.community.contact_pairs import ContactPairs
from app.store.community.contacts import Contacts
from app.store.community.events import Events
from app.store.community.followed import FollowedSteps
from app.store.community.households import Households
from app.store.community.interactions import Interactions
from app.store.community.opt_ins import OptIns
from app.store.community.relationships import Relationships
from app.store.community.segments import Segments
from app.store.community.tasks import Tasks
from app.store.custody import Custody
from app.store.driver import connect, transaction
from app.store.duplicates import Duplicates
from app.store.exports import Exports
from app.store.holders import Holders
from app.store.imports import Imports
from app.store.journal import KEPT_STEPS, Journal, Statement, Step
from app.store.judging import Judging, Standing, Verdict, statements
from app.store.layouts import Layouts
from app.store.markings import Markings
from app.store.outreach.letter_templates import LetterTemplates
from app.store.outreach.outreach import Outreaches
from app.store.outreach.reservations import Reservations
from app.store.outreach.rounds import Rounds
from app.store.petitions import Petitions
from app.store.places import Places
from app.store.samples import Samples
from app.store.scans import Scans
from app.store.second_keying import SecondKeyings
from app.store.sessions import Sessions
from app.store.settings import Local, Settings
from app.store.sheets import Sheets
from app.store.signatures import Signatures
from app.store.sweeping import sweeping

DATABASE = "data.db"

Listener = Callable[[frozenset[str]], None]


class Store:
    """One connection to a campaign's database; the writing one, or a `reader`."""

    def __init__(self, folder: Path, key: bytes, *, read_only: bool = False) -> None:
        self._folder, self._key = folder, key
        self.db = connect(folder / DATABASE, key, read_only=read_only)
        self._connection: Any = self.db.conn
        self._listeners: list[Listener] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        if not read_only:
            schema.migrate(self.db)
            self._journal = Journal(self._connection)
        self.settings = Settings(self.db)
        self.local = Local(self.db)
        self.petitions = Petitions(self.db)
        self.custody = Custody(self.db)
        self.holders = Holders(self.db)
        self.sessions = Sessions(self.db)
        self.breaches = Breaches(self.db)
        self.sheets = Sheets(self.db, self.custody)
        self.layouts = Layouts(self.db)
        self.letter_templates = LetterTemplates(self.db)
        self.signatures = Signatures(self.db)
        self.imports = Imports(self.db)
        self.scans = Scans(self.db)
        self.places = Places(self.db)
        self.exports = Exports(self.db)
        self.second_keyings = SecondKeyings(self.db)
        self.judging = Judging(self.db)
        self.markings = Markings(self.db)
        self.samples = Samples(self.db)
        self.duplicates = Duplicates(self.db)
        self._keep_in_touch()

    def _keep_in_touch(self) -> None:
        self.contacts = Contacts(self.db)
        self.contact_pairs = ContactPairs(self.db)
        self.contact_merging = ContactMerging(self.db)
        self.households = Households(self.db)
        self.relationships = Relationships(self.db)
        self.consents = Consents(self.db)
        self.opt_ins = OptIns(self.db)
        self.interactions = Interactions(self.db)
        self.reservations = Reservations(self.db)
        self.tasks = Tasks(self.db)
        self.events = Events(self.db)
        self.followed = FollowedSteps(self.db)
        self.segments = Segments(self.db)
        self.outreach = Outreaches(self.db)
        self.rounds = Rounds(self.db, self.outreach)

    def reader(self) -> Store:
        """A second store that only reads, for long work on another thread."""
        return Store(self._folder, self._key, read_only=True)

    def interrupt(self) -> None:
        """Stops what this store reads now, from another thread: an error there."""
        self._connection.interrupt()

    def close(self) -> None:
        """Ends the connection."""
        self.db.close()

    def listen(self, listener: Listener) -> None:
        """Calls `listener` with the names of the changed tables after each step."""
        self._listeners.append(listener)

    @contextmanager
    def step(
        self,
        label: str,
        *,
        inverse: Sequence[Statement] | None = None,
        group: str = "",
        recorded: bool = False,
        again: Sequence[Statement] = (),
    ) -> Iterator[None]:
        """One step a person did, kept whole or not at all and undoable by its label.

        With `inverse` the step says itself how it is taken back; an empty one
        makes a step that cannot be. Where it is `recorded` all the same, what the journal wrote
        is taken back besides; `again` is what its inverse takes back. Steps of one `group`
        that follow each other are kept one by one, so that a crash loses little, and taken
        back together.
        """
        with transaction(self._connection):
            before = self._journal.mark()
            yield
            last = self._journal.mark()
            changed = self._journal.changed(before) | ({"signature"} if again else set())
            if inverse is not None and not recorded:
                self._journal.forget(before + 1, last)
        if inverse is not None and not inverse:
            self._tell(changed | {"export"})
            return
        first = before + 1
        if group and self._undo and self._undo[-1].group == group:
            first = self._undo.pop().first
        self._undo.append(Step(label, first, last, tuple(inverse or ()), group, tuple(again)))
        self._forget(self._redo)
        if len(self._undo) > KEPT_STEPS:
            self._forget(self._undo, keep=KEPT_STEPS)
        self._tell(changed)

    @contextmanager
    def derived(self, table: str) -> Iterator[None]:
        """Writes what can be worked out again, in a derived `table` or a local value.

        It is no step: nothing is taken back, and what could be undone still can.
        """
        with transaction(self._connection):
            yield
        self._tell(frozenset({table}))

    @contextmanager
    def bulk_signatures(self, label: str, number: int) -> Iterator[None]:
        """A step that adds about `number` signatures; they are taken back by their range.

        Search and counts are brought up to date once, at its end; so are the indexes,
        where writing them anew is less work than keeping them.
        """
        newest = last = self.signatures.newest()
        inverse: list[Statement] = [("DELETE FROM signature WHERE number > ?", (newest,))]
        with self._large_cache(), self.step(label, inverse=inverse, recorded=True):
            with self._in_bulk(number):
                yield
            last = self.signatures.newest()
            inverse[0] = ("DELETE FROM signature WHERE number BETWEEN ? AND ?", (newest + 1, last))
        self._undo[-1] = replace(self._undo[-1], bulk=tuple(inverse), rows=last - newest)
        self._tell(frozenset({"signature"}))

    @contextmanager
    def _in_bulk(self, number: int = 0) -> Iterator[None]:
        """Adds signatures without writing search, counts and, for many, indexes one by one."""
        newest = self.signatures.newest()
        self._journal.pause("signature")
        made = self.signatures.drop("trigger", schema.BULK_TRIGGERS)
        if newest < 3 * number:
            made += self.signatures.drop("index", schema.BULK_INDEXES)
        yield
        self.signatures.index_newer(newest)
        for sql in made:
            self.db.execute(sql)
        self._journal.record("signature")

    @contextmanager
    def judge_signatures(
        self, label: str, judged: Sequence[tuple[Standing, Verdict]]
    ) -> Iterator[None]:
        """A step that gives signatures new verdicts; a statement takes back very many of them."""
        again = statements((one.number, verdict) for one, verdict in judged)
        inverse = statements((one.number, one.verdict) for one, _ in judged)
        with self.step(label, inverse=inverse or None, recorded=True, again=again):
            self._journal.pause("signature")
            for sql, values in again:
                self.db.execute(sql, values)
            self._journal.record("signature")
            yield

    @contextmanager
    def _large_cache(self) -> Iterator[None]:
        """128 MB for pages while much is written, so that none is encrypted twice."""
        self._connection.execute("PRAGMA cache_size = -128000")
        try:
            yield
        finally:
            self._connection.execute("PRAGMA cache_size = -2000")
            self._connection.execute("PRAGMA shrink_memory")

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._redo[-1].label if self._redo else ""

    def undo(self, now: datetime) -> str:
        """Takes the last step back and gives its label; custody gets the opposite entries."""
        return self._move(self._undo, self._redo, now)

    def redo(self, now: datetime) -> str:
        """Does the step taken back last again and gives its label."""
        return self._move(self._redo, self._undo, now)

    def _move(self, source: list[Step], target: list[Step], now: datetime) -> str:
        step = source[-1]
        adds = bool(step.bulk and not step.inverse)
        with self._large_cache(), transaction(self._connection):
            before = self._journal.mark()
            contacts = self._journal.number("contact", step)
            with (
                self._in_bulk() if adds else sweeping(self.db, "signature_search", step.rows),
                sweeping(self.db, "contact_search", contacts),
            ):
                self._journal.take_back(step)
            self.custody.follow(now)
            self.breaches.follow(now)
            if "consent_now" in self._journal.changed(before):
                self.consents.follow(now)
            last = self._journal.mark()
            changed = self._journal.changed(before)
        source.pop()
        inverse, again = step.again, step.inverse * bool(step.again)
        if adds:
            inverse = step.bulk
        done = Step(step.label, before + 1, last, inverse, "", again, step.bulk, step.rows)
        target.append(done)
        self._tell(changed | {"signature"} if step.again or adds else changed)
        return step.label

    def _forget(self, steps: list[Step], keep: int = 0) -> None:
        while len(steps) > keep:
            old = steps.pop(0)
            self._journal.forget(old.first, old.last)

    def _tell(self, changed: frozenset[str]) -> None:
        for listener in self._listeners:
            listener(changed)
