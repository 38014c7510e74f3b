"""Which sheets are meant: of a batch from one number to another, by code, or the ones selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox, QStackedWidget, QWidget

from app.domain.custody import Move, allowed, runs
from app.domain.sheet_code import printed
from app.messages import tr
from app.store.sheets import SheetRecord
from app.ui.theme import grown
from app.ui.widgets.basics import Segments, across, down, label

_WAYS = [("batch", tr("Of a batch")), ("codes", tr("By code")), ("selected", tr("Selected"))]


class SheetChoice(QWidget):
    """Sheets of one petition for one move; `changed` is sent when others are meant."""

    changed = Signal()

    def __init__(
        self, move: Move, sheets: Sequence[SheetRecord], selected: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._move, self._selected = move, list(selected)
        self._able: dict[int, dict[int, str]] = {}
        self.way = Segments(_WAYS, tr("Which sheets"))
        self.way.set_text("selected", tr("Selected: {number}", number=len(selected)))
        self.way.show_only(["batch", "codes", *(["selected"] if selected else [])])
        self.way.chosen.connect(lambda _: self._turn())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._batch_page())
        self._stack.addWidget(self._codes_page())
        self._stack.addWidget(self._selected_page())
        self.setLayout(down(across(self.way, None), self._stack, spacing=10))
        self.show_sheets(sheets)
        self.choose("selected" if selected else "batch" if self._able else "codes")

    def _batch_page(self) -> QWidget:
        self.batch = QComboBox()
        self.batch.setAccessibleName(tr("Batch"))
        self.batch.setMinimumWidth(150)
        self.first, self.last = _number(tr("From sheet")), _number(tr("To sheet"))
        self._hint = label("", "hint", wrap=True)
        self.batch.currentIndexChanged.connect(lambda _: self._show_batch())
        for box in (self.first, self.last):
            box.valueChanged.connect(lambda _: self.changed.emit())
        page = QWidget()
        row = across(
            self.batch, label(tr("sheet"), "muted"), self.first, label(tr("to"), "muted"),
            self.last, None,
        )  # fmt: skip
        page.setLayout(down(row, self._hint, None, spacing=6))
        return page

    def show_sheets(self, sheets: Sequence[SheetRecord]) -> None:
        """Offers those `sheets` that can make the move, by batch."""
        self._able.clear()
        for sheet in sheets:
            if allowed(self._move, sheet.state, sheet.entered) and _usual(self._move, sheet):
                self._able.setdefault(sheet.batch, {})[sheet.position] = printed(sheet.code)
        self.batch.clear()
        for number in sorted(self._able, reverse=True):
            words = tr("Batch {batch}: {number}", batch=number, number=len(self._able[number]))
            self.batch.addItem(words, number)
        self._show_batch()

    def _codes_page(self) -> QWidget:
        self.codes = QPlainTextEdit()
        self.codes.setTabChangesFocus(True)
        self.codes.setFixedHeight(grown(86))
        self.codes.setAccessibleName(tr("Codes, one on each line"))
        self.codes.textChanged.connect(self.changed)
        page = QWidget()
        hint = label(tr("One code on each line, scanned or typed, in any case."), "hint")
        page.setLayout(down(hint, self.codes, None, spacing=6))
        return page

    def _selected_page(self) -> QWidget:
        page = QWidget()
        page.setLayout(down(label(", ".join(self._selected), "muted", wrap=True), None))
        return page

    def choose(self, way: str) -> None:
        """Shows one of the ways to name sheets."""
        self.way.choose(way)
        self._turn()

    def _turn(self) -> None:
        self._stack.setCurrentIndex([key for key, _ in _WAYS].index(self.way.choice))
        self.changed.emit()

    def _show_batch(self) -> None:
        able = self._able.get(self.batch.currentData(), {})
        found = runs(able)
        for box, value in ((self.first, found[0][0]), (self.last, found[-1][1])) if found else ():
            box.setMaximum(max(able))
            box.setValue(value)
        shown = ", ".join(
            str(low) if low == high else tr("{low} to {high}", low=low, high=high)
            for low, high in found
        )
        words = {
            "issue": tr("Not issued or back unsigned: {numbers}", numbers=shown),
            "return": tr("Out or lost: {numbers}", numbers=shown),
        }
        self._hint.setText(words.get(self._move, tr("Sheets: {numbers}", numbers=shown)))
        self.changed.emit()

    @property
    def wanted(self) -> list[str]:
        """The sheets as operations take them."""
        if self.way.choice == "batch":
            able = self._able.get(self.batch.currentData(), {})
            low, high = self.first.value(), self.last.value()
            return [code for place, code in able.items() if low <= place <= high]
        if self.way.choice == "codes":
            return [text.strip() for text in self.codes.toPlainText().splitlines() if text.strip()]
        return self._selected

    @property
    def number(self) -> int:
        """How many sheets are meant."""
        return len(self.wanted)


def _usual(move: Move, sheet: SheetRecord) -> bool:
    """Whether the move is offered for a batch: a code can do what is allowed, a range the usual."""
    if move == "issue":
        return sheet.state != "issued"
    if move == "return":
        return sheet.state in {"issued", "lost"}
    return sheet.state != "printed"


def _number(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(1, 1)
    made.setFixedWidth(grown(76))
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setAccessibleName(name)
    return made
