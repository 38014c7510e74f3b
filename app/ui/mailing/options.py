"""What is made, and how: a letter and its fields, a label sheet and its start, an envelope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from app.domain.outreach.letter import LetterTemplate
from app.domain.outreach.post import Order
from app.messages import tr
from app.operations.outreach import label_sheets, letter_templates
from app.operations.outreach.prepared_post import (
    Each,
    Empty,
    EnvelopeOrder,
    LabelOrder,
    LetterOrder,
    TooLong,
    Unprintable,
)
from app.ui.mailing.start_grid import StartGrid
from app.ui.session import Session
from app.ui.widgets.asked_fields import AskedFields
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import combo
from app.ui.widgets.page import NO_VALUES

Kind = Literal["empty", "too-long", "unprintable"]

USUAL = "thanks"
"""The letter that is shown first."""

EACH = (("household", tr("Household")), ("person", tr("Person")))
NAMES = [("en", tr("In Latin letters")), ("ko", tr("In Hangul, where written so"))]
LANGUAGES = [
    ("", tr("Each in their own")),
    ("en", tr("English")),
    ("ko", tr("Korean")),
]


class Options(QWidget):
    """One kind's choices; `changed` is sent when one of them is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.forget()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def forget(self) -> None:
        """What was said of those who stand in the way is asked anew."""
        self.empty: Empty = "refuse"
        self.too_long: TooLong = "refuse"
        self.unprintable: Unprintable = "refuse"

    def say(self, kind: Kind, what: Literal["leave-out", "print"]) -> None:
        """Those of whom there is a problem of this kind are left out, or printed all the same."""
        if kind == "empty":
            self.empty = what
        elif kind == "unprintable":
            self.unprintable = what
        elif what == "leave-out":
            self.too_long = what


class LetterOptions(Options):
    """Which letter, in which language, with what in the fields that it asks for."""

    edit_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.unsigned = QCheckBox(tr("Also those not known to have signed"))
        self.unsigned.toggled.connect(lambda _: self.changed.emit())
        self.asking = AskedFields(8)
        self._asked = self.asking.fields
        self.templates, self.languages = combo([]), combo(LANGUAGES)
        self.templates.setAccessibleName(tr("Letter"))
        self.languages.setAccessibleName(tr("Language"))
        self.templates.activated.connect(lambda _: self._choose())
        self.languages.activated.connect(lambda _: self.changed.emit())
        edit = button(tr("Look and edit…"), "pencil", kind="link", on_click=self._edit)
        self.column.addWidget(down_widget(tr("Letter"), self.templates))
        self.column.addLayout(across(edit, None))
        self.column.addWidget(down_widget(tr("Language"), self.languages))
        self.column.addWidget(self.unsigned)
        self.column.addWidget(self.asking)
        self.asking.changed.connect(self.changed)

    def reload(self) -> None:
        """Lists the letters there are, keeping the choice."""
        found = letter_templates.templates(self._session.store, "letter")
        chosen = self.templates.currentData() or USUAL
        self.templates.clear()
        for name, one in found.items():
            title = one.text("en")[1].title
            self.templates.addItem(tr("{title} (own)", title=title) if one.own else title, name)
        self.templates.setCurrentIndex(max(self.templates.findData(chosen), 0))
        self._show_signers()
        self.asking.show_asked(self.template)

    @property
    def template(self) -> LetterTemplate:
        """The letter chosen."""
        return letter_templates.template(
            self._session.store, "letter", self.templates.currentData()
        )

    def choose(self, name: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Chooses a letter by its name, and fills in what is known for it."""
        self.templates.setCurrentIndex(max(self.templates.findData(name), 0))
        self._choose()
        self.asking.fill(values)

    def _choose(self) -> None:
        self.forget()
        self._show_signers()
        self.asking.show_asked(self.template)
        self.changed.emit()

    def _show_signers(self) -> None:
        texts = self.template.texts.values()
        self.unsigned.setVisible(any(one.meant_for == "signers" for one in texts))

    def _edit(self) -> None:
        self.edit_wanted.emit(self.templates.currentData())

    def wanted(self, order: Order) -> LetterOrder:
        """What is chosen."""
        return LetterOrder(
            self.templates.currentData(),
            self.languages.currentData(),
            order,
            self.asking.values,
            self.empty,
            self.too_long,
            self.unsigned.isChecked(),
            self.unprintable,
        )


class LabelOptions(Options):
    """Which label sheet, from which label on, one for whom."""

    sheets_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sheets = combo([])
        self.sheets.setAccessibleName(tr("Label sheet"))
        self.sheets.activated.connect(lambda _: self._choose())
        self.each = Segments(EACH, tr("One label for each"))
        self.each.chosen.connect(lambda _: self.changed.emit())
        self.names = combo(NAMES)
        self.names.setAccessibleName(tr("Names"))
        self.names.activated.connect(lambda _: self.changed.emit())
        self.grid = StartGrid()
        self.start = QSpinBox()
        self.start.setAccessibleName(tr("Number of the first free label"))
        self.start.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.start.setMinimumWidth(72)
        self.start.valueChanged.connect(self.grid.choose)
        self.grid.chosen.connect(self._start)
        more = button(tr("Printer and own sheets…"), "printer", kind="link",
                      on_click=self.sheets_wanted.emit)  # fmt: skip
        self.column.addWidget(down_widget(tr("Label sheet"), self.sheets))
        self.column.addLayout(across(more, None))
        self.column.addLayout(
            down(label(tr("One label for each"), "strong"), across(self.each, None), spacing=3)
        )
        self.column.addWidget(down_widget(tr("Names"), self.names))
        beside = down(
            label(tr("First free label"), "strong"),
            label(tr("Click it, or use the arrow keys."), "hint", wrap=True),
            across(self.start, None),
            None,
        )
        self.column.addLayout(across(self.grid, 8, beside))

    def reload(self) -> None:
        """Lists the sheets there are, keeping the choice."""
        chosen = self.sheets.currentData() or label_sheets.USUAL
        self.sheets.clear()
        for ref, one in label_sheets.sheets(self._session.store).items():
            words = tr(
                "{ref}: {number} labels, {width:g} × {height:g} mm",
                ref=ref, number=one.number, width=one.width, height=one.height,
            )  # fmt: skip
            self.sheets.addItem(words, ref)
        self.sheets.setCurrentIndex(max(self.sheets.findData(chosen), 0))
        self._show_sheet()

    def choose(self, ref: str) -> None:
        """Chooses a sheet by its number or name."""
        self.sheets.setCurrentIndex(max(self.sheets.findData(ref), 0))
        self._choose()

    def _choose(self) -> None:
        self.forget()
        self._show_sheet()
        self.changed.emit()

    def _show_sheet(self) -> None:
        sheet = label_sheets.sheet(self._session.store, self.sheets.currentData())
        self.grid.show_sheet(sheet)
        self.start.setRange(1, sheet.number)

    def _start(self, place: int) -> None:
        self.start.setValue(place)
        self.changed.emit()

    def wanted(self, order: Order, follows: int) -> LabelOrder:
        """What is chosen."""
        return LabelOrder(
            self.sheets.currentData(), self.grid.start, cast("Each", self.each.choice), order,
            follows, self.names.currentData(), self.too_long, self.unprintable,
        )  # fmt: skip


class EnvelopeOptions(Options):
    """Which envelope, one for whom, with or without the sender."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes = Segments((("DL", tr("DL, 220 × 110 mm")), ("C5", tr("C5, 229 × 162 mm"))),
                             tr("Envelope"))  # fmt: skip
        self.each = Segments(EACH, tr("One envelope for each"))
        self.names = combo(NAMES)
        self.names.setAccessibleName(tr("Names"))
        self.with_sender = QCheckBox(tr("The sender at the upper left"))
        self.with_sender.setChecked(True)
        self.sizes.chosen.connect(lambda _: self.changed.emit())
        self.each.chosen.connect(lambda _: self.changed.emit())
        self.names.activated.connect(lambda _: self.changed.emit())
        self.with_sender.toggled.connect(lambda _: self.changed.emit())
        for words, chooser in (
            (tr("Envelope"), self.sizes),
            (tr("One envelope for each"), self.each),
        ):
            self.column.addLayout(down(label(words, "strong"), across(chooser, None), spacing=3))
        self.column.addWidget(down_widget(tr("Names"), self.names))
        self.column.addWidget(self.with_sender)

    def wanted(self, order: Order, follows: int) -> EnvelopeOrder:
        """What is chosen."""
        return EnvelopeOrder(
            self.sizes.choice, cast("Each", self.each.choice), order, follows,
            self.names.currentData(), self.with_sender.isChecked(),
            self.too_long, self.unprintable,
        )  # fmt: skip


def down_widget(words: str, editor: QWidget) -> QWidget:
    """A label above its editor."""
    made = QWidget()
    heading = label(words, "strong")
    layout = down(heading, editor, spacing=3)
    made.setLayout(layout)
    return made
