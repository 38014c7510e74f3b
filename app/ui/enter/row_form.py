"""The fields of one row, each as wide as its column, with what is worth a second look under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QMenu, QPushButton, QWidget

from app.domain.dates import day_first, parse_day_first
from app.domain.row_notes import RowNote
from app.domain.signature import REASONS, RowEntry, Signature
from app.messages import tr
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.fields import Field, line

VERDICTS = (
    ("valid", "", tr("Valid"), "circle-check", "F5"),
    ("similar", "", tr("Similar"), "equal-approximately", "F6"),
    ("invalid", "illegible", tr("Illegible"), "circle-question-mark", "F7"),
    ("invalid", "altered", tr("Crossed out"), "eraser", "F8"),
)
"""Validity, reason, word, icon and key of the verdicts with a button of their own."""


class RowForm(QWidget):
    """One row's fields and verdict; `wants` is asked for remarks when a field is left."""

    finished = Signal()

    def __init__(
        self, wants: Callable[[RowEntry], list[RowNote]], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._notes, self._today = wants, today
        self.row = 1
        self._reason = ""
        self._suggestion = ""
        self.fields = {
            "name": Field(tr("Name"), line(), ""),
            "address": Field(tr("Address"), line(), ""),
            "postcode": Field(tr("Postcode"), line(), ""),
            "signed_on": Field(tr("Date"), line("dd/mm"), ""),
        }
        self._build()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for at, (key, stretch) in enumerate(zip(self.fields, (24, 32, 13, 13), strict=True)):
            grid.addWidget(self.fields[key], 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, stretch)
            self.fields[key].left.connect(self.show_notes)
            self.fields[key].editor.setMinimumHeight(36)
        self.fields["signed_on"].editor.returnPressed.connect(self.finished)  # type: ignore[union-attr]  # a line
        for key in ("name", "address", "postcode"):
            self.fields[key].editor.returnPressed.connect(self.finished)  # type: ignore[union-attr]  # a line
        verdicts = across(label(tr("This row is"), "strong"))
        self._group = QButtonGroup(self)
        self._verdicts: list[QPushButton] = []
        for at, (_, _, word, icon, key) in enumerate(VERDICTS):
            judge = partial(self.judge, at)
            made = button(f"{word}  {key}", icon, kind="verdict", on_click=judge)
            made.setCheckable(True)
            made.setAccessibleName(f"{word}, {key}")
            self._group.addButton(made)
            self._verdicts.append(made)
            verdicts.addWidget(made)
            QShortcut(QKeySequence(key), self, judge)
        self._other = button(tr("Other reason  Ctrl+R"), "circle-x", kind="verdict")
        self._other.setCheckable(True)
        self._group.addButton(self._other)
        self._menu = QMenu(self._other)
        for code, words in REASONS.items():
            self._menu.addAction(words, partial(self._judge_other, code))
        self._other.clicked.connect(lambda _=False: self._ask_reason())
        QShortcut(QKeySequence("Ctrl+R"), self, self._ask_reason)
        verdicts.addWidget(self._other)
        verdicts.addStretch(1)
        self.foot = verdicts
        grid.addLayout(verdicts, 1, 0, 1, 4)
        grid.setVerticalSpacing(14)
        QShortcut(QKeySequence("F4"), self, self.take_suggestion)

    def judge(self, at: int) -> None:
        """Gives the row one of the verdicts with a button."""
        self._verdicts[at].setChecked(True)
        self._reason = VERDICTS[at][1]

    def _ask_reason(self) -> None:
        self._menu.popup(self._other.mapToGlobal(self._other.rect().bottomLeft()))

    def _judge_other(self, code: str) -> None:
        self._other.setChecked(True)
        self._reason = code
        self._other.set_words(REASONS[code])

    def take_suggestion(self) -> None:
        """Puts the suggested postcode in its field."""
        if self._suggestion:
            self.fields["postcode"].set_text(self._suggestion)
            self.show_notes()

    def show_row(self, row: int, signature: Signature | None) -> None:
        """Shows a keyed row, or an empty one that begins as valid."""
        self.row = row
        self._other.set_words(tr("Other reason  Ctrl+R"))
        texts = {"name": "", "address": "", "postcode": "", "signed_on": ""}
        at = 0
        if signature:
            texts = {
                "name": signature.name,
                "address": signature.address,
                "postcode": signature.postcode,
                "signed_on": day_first(signature.signed_on),
            }
            at = next(
                (
                    number
                    for number, verdict in enumerate(VERDICTS)
                    if verdict[:2] == (signature.validity, signature.reason)
                ),
                -1,
            )
        for key, text in texts.items():
            self.fields[key].set_text(text)
            self.fields[key].show_found()
        if at >= 0:
            self.judge(at)
        elif signature and signature.reason:
            self._judge_other(signature.reason)
        else:
            self._group.setExclusive(False)  # Qt's shape
            for made in [*self._verdicts, self._other]:
                made.setChecked(False)
            self._group.setExclusive(True)  # Qt's shape
            self._reason = ""

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: field.text for key, field in self.fields.items()}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed and the verdict is the one an empty row begins with."""
        untouched = self._verdicts[0].isChecked() or self._group.checkedButton() is None
        return untouched and not any(text.strip() for text in self.texts.values())

    def entry(self) -> RowEntry | None:
        """The row as typed; None, with the mend under the field, when the date is none."""
        texts = self.texts
        try:
            day = parse_day_first(texts["signed_on"], self._today())
        except ValueError:
            self.fields["signed_on"].show_found("stops", tr("Not a date like 21/11."))
            self.fields["signed_on"].editor.setFocus()
            return None
        checked = self._group.checkedButton()
        validity = "unchecked"
        if checked is self._other:
            validity = "invalid"
        elif checked is not None:
            validity = VERDICTS[self._verdicts.index(checked)][0]  # type: ignore[arg-type]  # one of them
        return RowEntry(
            self.row,
            texts["name"],
            texts["address"],
            texts["postcode"],
            day,
            validity,  # type: ignore[arg-type]  # a validity of the table above
            self._reason if validity == "invalid" else "",
        )

    def show_notes(self) -> None:
        """Says what is worth a second look, under its field; never a bar."""
        for field in self.fields.values():
            field.show_found()
        entry = self.entry()
        self._suggestion = ""
        for note in self._notes(entry) if entry else ():
            words = f"{note.message}  F4" if note.suggestion else note.message
            self.fields[note.field].show_found("warns", words, note.rule)
            self._suggestion = note.suggestion or self._suggestion
