"""Signatures into a file: which columns, in which format, sealed unless the number is typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QWidget

from app.domain.columns import OWN
from app.messages import tr, trn
from app.operations.counting import exporting, signatures
from app.operations.counting.exporting import DrawnTable, Prepared
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures import doing
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.sealing import Sealing
from app.ui.widgets.step_dialog import StepDialog

KINDS = [("csv", tr("CSV")), ("xlsx", tr("Spreadsheet (XLSX)")), ("json", tr("JSON"))]
_COLUMNS_ACROSS = 4


class ExportDialog(StepDialog):
    """Writes the signatures of `query` to a file that the person names."""

    def __init__(self, session: Session, query: SignatureQuery, parent: QWidget) -> None:
        super().__init__(parent, session, tr("Export signatures"), 640)
        self._query = query
        self._ref = session.store.petitions.of_id(query.petition).ref
        self.people = session.store.signatures.totals(query).raw
        self._kind = "csv"
        said = trn("{number} signature", "{number:,} signatures", self.people)
        found = doing.condition(session, query)
        self.column.addWidget(label(f"{said}: {found}." if found else tr("All {many}.", many=said)))
        self._build_kind()
        self._build_columns()
        self.at_risk = QCheckBox(tr("Also people at risk, by name"))
        self.column.addWidget(self.at_risk)
        self._build_sealing()
        self.save_button = button("", "save", kind="primary", on_click=self.save)
        self.on_enter = self.save_button
        self.add_foot(None, self.leave_button(), self.save_button)
        self.sealing.show_way("sealed")
        self.sealing.passphrase.editor.setFocus()

    def _build_kind(self) -> None:
        self.kind = Segments(KINDS, tr("Format"))
        self.kind.choose(self._kind)
        self.kind.chosen.connect(self._choose_kind)
        self.column.addLayout(down(label(tr("Format"), "strong"), across(self.kind, None)))

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind

    def _build_columns(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        self.columns: dict[str, QCheckBox] = {}
        rows = -(-len(OWN) // _COLUMNS_ACROSS)
        for at, (key, words) in enumerate(OWN.items()):
            box = QCheckBox(words)
            box.setChecked(True)
            box.toggled.connect(lambda _: self._name())
            self.columns[key] = box
            grid.addWidget(box, at % rows, at // rows)
        every = button(tr("Choose all"), kind="link", on_click=lambda: self._choose(on=True))
        none = button(tr("Choose none"), kind="link", on_click=lambda: self._choose(on=False))
        head = across(label(tr("Columns"), "strong"), None, every, none)
        hint = label(tr("With all of them the file can be brought in again whole."), "hint")
        self.column.addLayout(down(head, hint, grid))

    def _choose(self, *, on: bool) -> None:
        for box in self.columns.values():
            box.setChecked(on)

    def _build_sealing(self) -> None:
        warning = tr(
            "Anybody who finds the file reads the names and addresses of {people:,} people. "
            "Delete it when it has been used.",
            people=self.people,
        )
        self.sealing = Sealing(self.people, warning)
        self.sealing.changed.connect(self._name)
        self.column.addWidget(self.sealing)

    def _name(self) -> None:
        words = (
            trn(
                "Write {number} signature in plain text",
                "Write {number:,} signatures in plain text",
                self.people,
            )
            if self.sealing.plain
            else trn("Write {number} signature", "Write {number:,} signatures", self.people)
        )
        self.save_button.set_words(words)
        chosen = any(box.isChecked() for box in self.columns.values())
        self.save_button.setEnabled(bool(chosen and self.sealing.typed and self.people))

    def save(self) -> None:
        """Asks where the file goes, once the passphrase is good or the number is typed."""
        if not self.sealing.check():
            return
        name = f"{self._ref}.{self._kind}" + ("" if self.sealing.plain else ".age")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export signatures"), name)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Draws the file on another thread, then writes it to `out`."""
        prepared = self.session.run(self._prepared)
        if prepared is None:
            return
        passphrase = self.sealing.secret
        now, confirmed = self.session.clock(), self.sealing.confirmed
        session = self.session

        def write(drawn: DrawnTable) -> None:
            done = session.run(
                lambda: exporting.write(
                    session.store, drawn, out, confirmed=confirmed, force=True, now=now
                )
            )
            if done:
                said = trn(
                    "{number} signature is written to {name}",
                    "{number:,} signatures are written to {name}",
                    drawn.people,
                    name=done.name,
                )
                parts = (said, signatures.unnamed_words(drawn.unnamed))
                session.said.emit(", ".join(filter(None, parts)))

        started = session.start(
            tr("Writing signatures"),
            lambda store, progress: exporting.draw(
                store, prepared, passphrase=passphrase, now=now, progress=progress
            ),
            write,
        )
        if started:
            self.accept()

    def _prepared(self) -> Prepared:
        chosen = [key for key, box in self.columns.items() if box.isChecked()]
        kind = next(kind for kind in exporting.KINDS if kind == self._kind)
        return exporting.prepare(
            self.session.store, self._ref, self._query, chosen, kind,
            with_at_risk=self.at_risk.isChecked(),
        )  # fmt: skip
