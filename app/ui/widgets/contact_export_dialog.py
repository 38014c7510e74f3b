"""Contacts into a file: for which program, sealed unless the number is typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from app.messages import tr, trn
from app.operations.community import contact_export
from app.operations.community.contact_export import DrawnContacts, Format, Prepared, Version
from app.store.community.contact_query import ContactQuery
from app.ui.session import Session
from app.ui.widgets.basics import Segments, across, button, clear, down, icon_text, label
from app.ui.widgets.sealing import Sealing
from app.ui.widgets.step_dialog import StepDialog

_FORMATS = [
    ("vcf", tr("vCard")), ("csv", tr("CSV")), ("xlsx", tr("XLSX")), ("json", tr("JSON")),
    ("google", tr("Google")), ("outlook", tr("Outlook")),
]  # fmt: skip
_VERSIONS = [
    ("4.0", tr("4.0, the newest")), ("3.0", tr("3.0, most telephones")),
    ("2.1", tr("2.1, old telephones")),
]  # fmt: skip


class ContactExportDialog(StepDialog):
    """Writes `contacts` (ids), or everyone, to a file that the person names."""

    def __init__(self, session: Session, parent: QWidget, contacts: Sequence[str] = ()) -> None:
        super().__init__(parent, session, tr("Export contacts"), 640)
        chosen = list(contacts) or session.store.contacts.ids(ContactQuery())
        self._ids = chosen
        known = session.store.contacts.guarded(chosen).values()
        at_risk = sum(risk for risk, _ in known)
        self.format = Segments(_FORMATS, tr("Format"))
        self.format.chosen.connect(lambda _: self._show())
        self.version = Segments(_VERSIONS, tr("Version of the vCard"))
        self._version_row = QWidget()
        self._version_row.setLayout(
            down(label(tr("Version"), "strong"), across(self.version, None), spacing=4)
        )
        self.at_risk = QCheckBox(
            trn("Also the one at risk, whose name the file then shows",
                "Also the {number:,} at risk, whose names the file then shows", at_risk)
        )  # fmt: skip
        self.at_risk.setVisible(bool(at_risk))
        self.at_risk.toggled.connect(lambda _: self._show())
        self.stopped = QCheckBox(tr("Also who is deceased or asked not to be contacted"))
        self.stopped.setVisible(any(stopped for _, stopped in known))
        self.stopped.toggled.connect(lambda _: self._show())
        self._said = QVBoxLayout()
        self._said.setSpacing(6)
        self.sealing = Sealing(0, "")
        self.sealing.changed.connect(self._name)
        self.column.addLayout(self._said)
        self.column.addLayout(
            down(label(tr("For which program"), "strong"), across(self.format, None), spacing=4)
        )
        self.column.addWidget(self._version_row)
        self.column.addWidget(self.at_risk)
        self.column.addWidget(self.stopped)
        self.column.addWidget(self.sealing)
        self.save_button = button("", "save", kind="primary", on_click=self.save)
        self.on_enter = self.save_button
        self.add_foot(None, self.leave_button(), self.save_button)
        self.sealing.show_way("sealed")
        self._show()
        self.sealing.passphrase.editor.setFocus()

    @property
    def prepared(self) -> Prepared | None:
        """What the file would hold as it is chosen; None where nobody is left."""
        return self.session.run(
            lambda: contact_export.prepare(
                self.session.store,
                cast("Format", self.format.choice),
                cast("Version", self.version.choice),
                contacts=self._ids,
                with_at_risk=self.at_risk.isChecked(),
                with_stopped=self.stopped.isChecked(),
            )
        )

    def _show(self) -> None:
        """Says what the file holds as it is chosen."""
        self._version_row.setVisible(self.format.choice == "vcf")
        clear(self._said)
        found = self.prepared
        self._people = found.people if found else 0
        for at, words in enumerate(contact_export.holds(found) if found else ()):
            icon, role = ("users", "accent") if at == 0 else ("info", "muted")
            self._said.addWidget(icon_text(icon, f"{words}.", role))
        self._said.addWidget(
            icon_text("info", tr("Who is written to from another program has to have agreed too."),
                      "muted")
        )  # fmt: skip
        self.sealing.mean(
            self._people,
            tr("Anybody who finds the file reads the names, addresses and phones of {people:,} "
               "contacts. Delete it when it has been used.", people=self._people),
        )  # fmt: skip
        self._name()

    def _name(self) -> None:
        words = (
            trn("Write {number} contact in plain text", "Write {number:,} contacts in plain text",
                self._people)
            if self.sealing.plain
            else trn("Write {number} contact", "Write {number:,} contacts", self._people)
        )  # fmt: skip
        self.save_button.set_words(words)
        self.save_button.setEnabled(bool(self._people and self.sealing.typed))

    _people = 0

    def save(self) -> None:
        """Asks where the file goes, once the passphrase is good or the number is typed."""
        if not self.sealing.check():
            return
        kind = self.format.choice
        ending = "csv" if kind in {"google", "outlook"} else kind
        name = f"contacts.{ending}" + ("" if self.sealing.plain else ".age")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export contacts"), name)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Draws the file on another thread, then writes it to `out`."""
        prepared = self.prepared
        if prepared is None:
            return
        session, now = self.session, self.session.clock()
        passphrase, confirmed = self.sealing.secret, self.sealing.confirmed

        def write(drawn: DrawnContacts) -> None:
            done = session.run(
                lambda: contact_export.write(
                    session.store, drawn, out, confirmed=confirmed, force=True, now=now
                )
            )
            if done:
                session.said.emit(
                    trn("{number} contact is written to {name}",
                        "{number:,} contacts are written to {name}", prepared.people,
                        name=done.name)
                )  # fmt: skip

        started = session.start(
            tr("Writing contacts"),
            lambda store, progress: contact_export.draw(
                store, prepared, passphrase=passphrase, now=now, progress=progress
            ),
            write,
        )
        if started:
            self.accept()
