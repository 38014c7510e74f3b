"""The printer's offset with its test page, and label sheets of the group's own."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QGridLayout, QSpinBox, QWidget

from app.domain.outreach.label_sheet import LIMIT, LabelSheet, require_sums
from app.errors import AppError
from app.messages import tr
from app.operations.outreach import label_sheets
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, down, label
from app.ui.widgets.fields import line
from app.ui.widgets.step_dialog import StepDialog

MEASURES = (
    ("columns", tr("Columns")),
    ("rows", tr("Rows")),
    ("width", tr("Label’s width")),
    ("height", tr("Label’s height")),
    ("left", tr("Before the first label")),
    ("top", tr("Above the first label")),
    ("across", tr("Left edge to left edge")),
    ("down", tr("Upper edge to upper edge")),
)
"""Of a label sheet; all but the first two are in millimetres."""


class SheetsDialog(StepDialog):
    """`ref` is the sheet that the test page is for, and whose measures are the first shown."""

    def __init__(self, session: Session, ref: str, parent: QWidget) -> None:
        super().__init__(parent, session, tr("Printer and label sheets"), 760, record=ref)
        self._sheet = label_sheets.sheet(session.store, ref)
        self.kept = ref
        kept = label_sheets.offset(session.store)
        self.right, self.down = _millimetres(tr("To the right")), _millimetres(tr("Down"))
        for spin, value in ((self.right, kept.right), (self.down, kept.down)):
            spin.setRange(-LIMIT, LIMIT)
            spin.setSingleStep(0.5)
            spin.setValue(value)
        self.name = line()
        self.name.setAccessibleName(tr("Name"))
        self.name.textChanged.connect(lambda _: self._check())
        self.spins: dict[str, QSpinBox | QDoubleSpinBox] = {}
        self.found = label("", "bad", wrap=True)
        self._build()
        self._check()

    def _build(self) -> None:
        printer = Card(tr("This laptop’s printer"))
        printer.body.addWidget(
            label(
                tr(
                    "Print the test page on plain paper, hold it with a label sheet against the "
                    "light, and say how far it has to move."
                ),
                "muted",
                wrap=True,
            )
        )
        test = button(tr("Save the test page…"), "file-down", on_click=self._save_test)
        keep = button(tr("Keep the offset"), "check", on_click=self._keep_offset)
        printer.body.addLayout(
            across(
                down(label(tr("To the right"), "strong"), self.right, spacing=3),
                down(label(tr("Down"), "strong"), self.down, spacing=3),
                None, down(None, across(test, keep)), spacing=16,
            )
        )  # fmt: skip
        own = Card(tr("A label sheet of your own"))
        own.body.addLayout(down(label(tr("Name"), "strong"), self.name, spacing=3))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for at, (key, words) in enumerate(MEASURES):
            spin: QSpinBox | QDoubleSpinBox = (
                _number(words) if key in {"columns", "rows"} else _millimetres(words)
            )
            spin.setValue(getattr(self._sheet, key))
            spin.valueChanged.connect(self._check)
            self.spins[key] = spin
            grid.addWidget(label(words), at // 2, at % 2 * 2)
            grid.addWidget(spin, at // 2, at % 2 * 2 + 1)
        own.body.addLayout(grid)
        own.body.addWidget(self.found)
        self.keep = button(tr("Keep this sheet"), "save", kind="primary", on_click=self._keep)
        remove = button(tr("Remove {ref}", ref=self._sheet.ref), "x", on_click=self._remove)
        own.body.addLayout(across(remove, None, self.keep))
        remove.setVisible(label_sheets.is_own(self._sheet))
        self.column.addWidget(printer)
        self.column.addWidget(own)
        self.add_foot(None, self.leave_button(tr("Close")))

    @property
    def measures(self) -> LabelSheet:
        """The sheet as its fields say."""
        values = {key: spin.value() for key, spin in self.spins.items()}
        return LabelSheet(self.name.text().strip(), "", **values)  # type: ignore[arg-type]  # as asked for above

    def _check(self) -> None:
        try:
            require_sums(self.measures)
        except AppError as refusal:
            self.found.setText(str(refusal))
        else:
            self.found.setText("")
        self.found.setVisible(bool(self.found.text()))
        self.keep.setEnabled(not self.found.text() and bool(self.name.text().strip()))

    def _keep(self) -> None:
        made = self.measures
        kept = self.session.run(
            lambda: label_sheets.keep_sheet(self.session.store, made),
            tr("Label sheet {ref} is kept", ref=made.ref),
        )
        if kept is not None:
            self.kept = kept.ref
            self.accept()

    def _remove(self) -> None:
        ref = self._sheet.ref
        self.session.run(
            lambda: label_sheets.remove_sheet(self.session.store, ref), tr("Removed {ref}", ref=ref)
        )
        self.kept = label_sheets.USUAL
        self.accept()

    def _keep_offset(self) -> None:
        right, down_ = self.right.value(), self.down.value()
        self.session.run(lambda: label_sheets.keep_offset(self.session.store, right, down_))
        self.session.tell(tr("The offset is kept on this laptop"))

    def _save_test(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), f"labels-test-{self._sheet.ref}.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.save_test_to(Path(chosen))

    def save_test_to(self, out: Path) -> None:
        """Writes the test page, with the offset as it stands."""
        self._keep_offset()
        ref = self._sheet.ref
        self.session.run(
            lambda: label_sheets.write_trial_page(self.session.store, ref, out, force=True)
        )
        self.session.tell(tr("Saved to {name}", name=out.name))


def _millimetres(name: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setDecimals(2)
    made.setRange(0, 300)
    made.setSuffix(tr(" mm"))
    return _dressed(made, name)


def _number(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(1, 40)
    return _dressed(made, name)


Spin = TypeVar("Spin", QSpinBox, QDoubleSpinBox)


def _dressed(made: Spin, name: str) -> Spin:
    made.setAccessibleName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setMinimumWidth(104)
    return made
