"""Bring in a file of signatures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.columns import OWN
from app.intake.records.mapping import ColumnMapping
from app.intake.records.presets import preset
from app.intake.records.table import Table
from app.messages import tr, trn
from app.operations.counting import importing
from app.operations.counting.import_sources import with_source
from app.operations.counting.importing import Proposal
from app.ui.importing.file_panel import SignatureFilePanel
from app.ui.widgets.importing.file_panel import FilePanel
from app.ui.widgets.importing.outcome_panel import MOST, Outcome, refused_rows, unclear_notes
from app.ui.widgets.importing.page import ImportPage, Job
from app.ui.widgets.signature_looks import AtRisk


class ImportingPage(ImportPage):
    """A table of signatures on its way into the petition in front."""

    TITLE = tr("Bring in a file")
    BEHIND = AFTERWARDS = "signatures"
    TABLES = frozenset({"petition", "wording_version", "signature", "sheet"})

    def make_file(self) -> FilePanel:
        return SignatureFilePanel(self.open_file, self.show_columns)

    def options(self) -> Sequence[tuple[str, bool]]:
        return ((tr("Mark new rows invalid in which the addressee’s rules find something"), False),)

    def barred(self) -> str:
        if self.session.petition is None:
            return tr("Write a petition first: signatures belong to one.")
        return ""

    def note(self) -> str:
        return preset(self.mapping.preset).note if self.mapping else ""

    def read(self, path: Path, passphrase: str, worksheet: str) -> Table | list[str]:
        return importing.read_or_ask(path, worksheet=worksheet, passphrase=passphrase)

    def propose(self, found: Any, preset: str = "") -> ColumnMapping:
        return importing.propose_mapping(self.session.store, found, preset)

    def with_source(self, found: Any, mapping: ColumnMapping | None) -> ColumnMapping | None:
        record = self.session.petition
        if record is None or mapping is None:
            return mapping
        today = self.session.clock().date()
        return with_source(self.session.store, record.ref, found, mapping, today=today)

    def job(self) -> Job | None:
        record, table, mapping = self.session.petition, self.found, self.mapping
        judge = self.outcome.option.isChecked()
        if record is None or mapping is None:
            return None
        return lambda store, progress: importing.prepare_import(
            store, record.ref, table, mapping, now=self.session.clock(), judge=judge,
            progress=progress,
        )  # fmt: skip

    def elsewhere(self, found: Proposal) -> bool:
        record = self.session.petition
        return record is None or record.ref != found.ref

    def write_refused(self, found: Proposal, out: Path) -> int:
        return importing.save_refused(
            self.session.store, found, out, force=True, now=self.session.clock()
        )

    def apply(self, found: Proposal) -> int:
        return importing.apply_import(self.session.store, found, now=self.session.clock())

    def outcome_of(self, found: Proposal) -> Outcome:
        number, at_risk = len(found.new), AtRisk()
        at_risk.look(self.session.store, self.session.store.petitions.get(found.ref).id)
        return Outcome(
            (
                ("circle-check", "good", number, tr("new")),
                ("equal", "muted", found.here, tr("here already")),
                ("equal-approximately", "warn", len(found.different), tr("here but different")),
                ("triangle-alert", "warn", len(found.flagged), tr("new, but flagged")),
                ("circle-x", "bad", len(found.refused), tr("refused")),
                ("circle-dashed", "muted", found.blank, tr("blank lines")),
            ),
            self._notes(found),
            {
                "flagged": (
                    len(found.flagged),
                    [(one.line, one.entry.name,
                      ", ".join(importing.words_of(flag) for flag in one.flags))
                     for one in found.flagged[:MOST]],
                ),
                "different": (
                    len(found.different),
                    [(one.line, at_risk.instead(one.id, hidden=False) or one.entry.name,
                      tr("Stays as it is here; the file differs in: {fields}",
                         fields=", ".join(OWN[name].lower() for name in one.fields)))
                     for one in found.different[:MOST]],
                ),
                "refused": (
                    len(found.refused), refused_rows(found.refused, hides=self.hides()),
                ),
            },
            bool(found.new),
            trn("Bring in {number} signature", "Bring in {number:,} signatures", number),
            trn("Bringing in {number} signature…", "Bringing in {number:,} signatures…", number),
            trn("{number} signature came in", "{number:,} signatures came in", number),
        )  # fmt: skip

    def _notes(self, found: Proposal) -> list[tuple[str, str, str]]:
        notes = [("users", words, "muted") for words in importing.origin_words(found)]
        if found.repeated:
            words = tr("{number:,} the same twice in the file", number=found.repeated)
            notes.append(("equal", words, "muted"))
        notes += unclear_notes(found.unclear, hides=self.hides())
        if not found.new:
            words = tr("Nothing in this file is new: nothing would be written.")
            notes.append(("info", words, "accent"))
        return notes


make = ImportingPage
