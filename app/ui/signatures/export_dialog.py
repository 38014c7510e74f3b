"""Signatures into a file: which columns, in which format, sealed unless the number is typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QWidget

from app.domain.columns import OWN
from app.messages import tr, trn
from app.operations import exporting
from app.operations.exporting import DrawnTable, Prepared
from app.store.keys import strength_problem
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures import doing
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import Field, line, secret_line
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
        self._build_sealing()
        self.save_button = button("", "save", kind="primary", on_click=self.save)
        self.on_enter = self.save_button
        self.add_foot(None, self.leave_button(), self.save_button)
        self.show_way("sealed")
        self.passphrase.editor.setFocus()

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
        ways = [("sealed", tr("Encrypted")), ("plain", tr("Plain text"))]
        self.way = Segments(ways, tr("Who can read the file"))
        self.way.chosen.connect(self.show_way)
        self.passphrase = Field(
            tr("Passphrase for this file"), secret_line(), tr("Another than the campaign’s.")
        )
        self.again = Field(
            tr("Passphrase again"), secret_line(), tr("Tell it by another way than the file.")
        )
        self.passphrase.left.connect(self._show_strength)
        self.number = Field(
            tr("Type {number} to write it", number=self.people),
            line(width=160),
            tr("Anybody who finds the file reads the names and addresses of {people:,} people. "
               "Delete it when it has been used.", people=self.people),
        )  # fmt: skip
        self.number.edited.connect(self._name)
        self._sealed = QWidget()
        self._sealed.setLayout(across(self.passphrase, self.again, spacing=16))
        self.column.addLayout(
            down(
                label(tr("Who can read the file"), "strong"),
                across(self.way, None),
                self._sealed,
                self.number,
                spacing=10,
            )
        )

    def show_way(self, way: str) -> None:
        """Shows what is asked for a sealed or for a plain file."""
        self._plain = way == "plain"
        self.way.choose(way)
        self._sealed.setVisible(not self._plain)
        self.number.setVisible(self._plain)
        self._name()

    def _show_strength(self) -> None:
        text = self.passphrase.text
        self.passphrase.show_found("stops", strength_problem(text) if text else "")

    @property
    def confirmed(self) -> int | None:
        """The number of people that was typed; None when it is none."""
        text = self.number.text.strip().replace(",", "")
        return int(text) if text.isdecimal() else None

    def _name(self) -> None:
        words = (
            trn(
                "Write {number} signature in plain text",
                "Write {number:,} signatures in plain text",
                self.people,
            )
            if self._plain
            else trn("Write {number} signature", "Write {number:,} signatures", self.people)
        )
        self.save_button.set_words(words)
        chosen = any(box.isChecked() for box in self.columns.values())
        typed = not self._plain or self.confirmed == self.people
        self.save_button.setEnabled(bool(chosen and typed and self.people))

    def save(self) -> None:
        """Asks where the file goes, once the passphrase is good or the number is typed."""
        if not self._plain:
            text = self.passphrase.text
            problem = strength_problem(text) if text else tr("Type a passphrase.")
            self.passphrase.show_found("stops", problem)
            same = text == self.again.text
            self.again.show_found("stops", "" if same else tr("The two passphrases differ."))
            if problem or not same:
                return
        name = f"{self._ref}.{self._kind}" + ("" if self._plain else ".age")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export signatures"), name)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Draws the file on another thread, then writes it to `out`."""
        prepared = self.session.run(self._prepared)
        if prepared is None:
            return
        passphrase = "" if self._plain else self.passphrase.text
        now, confirmed = self.session.clock(), self.confirmed
        session = self.session

        def write(drawn: DrawnTable) -> None:
            done = session.run(
                lambda: exporting.write(
                    session.store, drawn, out, confirmed=confirmed, force=True, now=now
                )
            )
            if done:
                session.said.emit(
                    trn(
                        "{number} signature is written to {name}",
                        "{number:,} signatures are written to {name}",
                        drawn.people,
                        name=done.name,
                    )
                )

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
        return exporting.prepare(self.session.store, self._ref, self._query, chosen, kind)
