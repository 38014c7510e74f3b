"""Bring in contacts: an address book, or a table with what they agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.intake.cards.reading import CardFile
from app.intake.records.mapping import ColumnMapping, channels
from app.intake.records.presets import preset
from app.intake.records.subject import CONTACTS
from app.messages import tr, trn
from app.operations.community import contact_file_words, contact_files
from app.operations.community.contact_files import Proposal, Wanted
from app.ui.contact_files.file_panel import ContactFilePanel
from app.ui.session import Session
from app.ui.widgets.importing.outcome_panel import MOST, Outcome, refused_rows, unclear_notes
from app.ui.widgets.importing.page import ImportPage, Job


class ContactFilesPage(ImportPage):
    """An address book on its way in."""

    TITLE = tr("Bring in contacts")
    BEHIND = AFTERWARDS = "contacts"
    TABLES = frozenset({"petition", "contact", "contact_tag", "consent_now", "relationship"})

    file: ContactFilePanel

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.file.letters.activated.connect(lambda _: self.read_again())

    def make_file(self) -> ContactFilePanel:
        return ContactFilePanel(
            self.open_file, self.show_columns, self.hides, self.session.clock().date()
        )

    def options(self) -> Sequence[tuple[str, bool]]:
        return (
            (tr("Fill what is empty of those who are here already"), False),
            (tr("Tie people to where they work: organisations become contacts, instead of words "
                "of a role"), True),
        )  # fmt: skip

    def note(self) -> str:
        if self.mapping is None:
            return tr("Pictures and birthdays are left out, and nothing of them is kept.")
        return preset(self.mapping.preset, CONTACTS).note

    def read(self, path: Path, passphrase: str, worksheet: str) -> Any:
        letters = str(self.file.letters.currentData())
        if letters:
            return contact_files.read(
                path, worksheet=worksheet, encoding=letters, passphrase=passphrase
            )
        return contact_files.read_or_ask(path, worksheet=worksheet, passphrase=passphrase)

    def propose(self, found: Any, preset: str = "") -> ColumnMapping | None:
        if isinstance(found, CardFile):
            return None
        return contact_files.propose_mapping(self.session.store, found, preset)

    def still_missing(self, mapping: ColumnMapping) -> str:
        if not channels(mapping):
            return ""
        if self.file.purpose.choice == "news" and self.session.petition is None:
            return tr("News is of a petition: write one first, or say in step 1 that they agreed "
                      "to something else.")  # fmt: skip
        if "agreed_on" not in mapping.targets and self.file.agreed_on.day is None:
            return tr("Say when they agreed: which column says it, or the day in step 1.")
        return ""

    @property
    def wanted(self) -> Wanted:
        """What is said of all of them."""
        record, purpose = self.session.petition, self.file.purpose.choice
        return Wanted(
            purpose,
            record.ref if record and purpose == "news" else "",
            self.file.agreed_on.day,
            self.file.wanted_tags,
            update=self.outcome.chosen[0],
            ties=self.outcome.chosen[1],
        )

    def job(self) -> Job | None:
        found, mapping, wanted = self.found, self.mapping, self.wanted
        now = self.session.clock()
        return lambda store, progress: contact_files.prepare(
            store, found, mapping, wanted, now=now, progress=progress
        )

    def elsewhere(self, found: Proposal) -> bool:
        return bool(found.agreements) and found.wanted.ref != self.wanted.ref

    def write_refused(self, found: Proposal, out: Path) -> int:
        return contact_files.save_refused(
            self.session.store, found, out, force=True, now=self.session.clock()
        )

    def apply(self, found: Proposal) -> int:
        return contact_files.apply(self.session.store, found, now=self.session.clock())

    def outcome_of(self, found: Proposal) -> Outcome:
        number = len(found.new)
        updated = {one.line for one in found.updated}
        return Outcome(
            (
                ("circle-check", "good", number, tr("new")),
                ("equal", "muted", found.here, tr("here already")),
                ("equal-approximately", "warn", len(found.different), tr("here but different")),
                ("triangle-alert", "warn", len(found.flagged), tr("new, but flagged")),
                ("circle-x", "bad", len(found.refused), tr("refused")),
                ("mail", "accent", len(found.agreements), tr("agreements")),
            ),
            self._notes(found),
            {
                "new": (
                    number,
                    [(one.line, contact_file_words.called(one),
                      tr("Hidden")
                      if self.hides() or one.contact.at_risk or "marked" in one.flags
                      else contact_file_words.ways(one))
                     for one in found.new[:MOST]],
                ),
                "flagged": (
                    len(found.flagged),
                    [(one.line, contact_file_words.called(one),
                      ", ".join(contact_file_words.words_of(flag) for flag in one.flags))
                     for one in found.flagged[:MOST]],
                ),
                "different": (
                    len(found.different),
                    [(one.line, contact_file_words.shown(one.contact),
                      contact_file_words.difference(one, updated=one.line in updated))
                     for one in found.different[:MOST]],
                ),
                "refused": (
                    len(found.refused), refused_rows(found.refused, hides=self.hides()),
                ),
            },
            found.writes,
            trn("Bring in {number} contact", "Bring in {number:,} contacts", number),
            trn("Bringing in {number} contact…", "Bringing in {number:,} contacts…", number),
            trn("{number} contact came in", "{number:,} contacts came in", number),
            (True, found.affiliated > 0),
        )  # fmt: skip

    def _notes(self, found: Proposal) -> list[tuple[str, str, str]]:
        notes = [("info", words, "muted") for words in contact_file_words.remarks(found)]
        if found.repeated:
            words = tr("{number:,} the same twice in the file", number=found.repeated)
            notes.append(("equal", words, "muted"))
        notes += unclear_notes(found.unclear, hides=self.hides())
        if not found.writes:
            words = tr("Nothing in this file is new: nothing would be written.")
            notes.append(("info", words, "accent"))
        return notes


make = ContactFilesPage
