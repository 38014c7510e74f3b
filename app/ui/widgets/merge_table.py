"""Two contacts side by side, field by field, with whose comes first and what stands afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from app.domain.community.contact import Contact
from app.domain.community.contact_merge import Line
from app.messages import tr
from app.ui.widgets.basics import across, clear, label

_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class MergeTable(QWidget):
    """Lines with a choice where both say something else; `changed` when one is made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.taken: set[str] = set()
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._after: dict[str, QLabel] = {}
        self._groups: list[QButtonGroup] = []
        self._of: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        for column in (1, 2, 3):
            self._grid.setColumnStretch(column, 1)

    def show_lines(self, kept: Contact, other: Contact, lines: Sequence[Line]) -> None:
        """Shows both contacts; the kept one stands at the left.

        Where only a choice was made the fields stay, so that the keyboard stays where it was.
        """
        of = (kept.id, other.id, *(f"{one.field}\n{one.kept}\n{one.other}" for one in lines))
        self.taken = {one.field for one in lines if one.choice == "other"}
        if of != self._of:
            self._of = of
            self._build(kept, other, lines)
        for one in lines:
            made = self._after[one.field]
            made.setText(one.after)
            made.setAccessibleName(
                tr("{field} afterwards: {value}", field=one.words, value=one.after)
            )

    def forget(self) -> None:
        """Holds nothing of anybody any more."""
        clear(self._grid)
        self.choices, self._groups, self._after, self._of = {}, [], {}, ()

    def _build(self, kept: Contact, other: Contact, lines: Sequence[Line]) -> None:
        clear(self._grid)
        self.choices, self._groups, self._after = {}, [], {}
        heads = (
            tr("Contact {number}", number=kept.number),
            tr("Contact {number}", number=other.number),
            tr("Afterwards"),
        )
        for at, words in enumerate(heads, 1):
            self._grid.addWidget(label(words, "strong"), 0, at)
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines, 1):
            self._grid.addWidget(label(line.words, "muted"), row, 0, top)
            if line.choice:
                self._add_choice(row, line)
            else:
                for at, text in ((1, line.kept), (2, line.other)):
                    self._grid.addWidget(_value(line, text), row, at, top)
            self._after[line.field] = label("", "strong", wrap=True)
            self._grid.addWidget(self._after[line.field], row, 3, top)

    def _add_choice(self, row: int, line: Line) -> None:
        group = QButtonGroup(self)
        made = []
        for at, text in ((1, line.kept), (2, line.other)):
            radio = _Choice()
            radio.setAccessibleName(tr("{field}: {value} first", field=line.words, value=text))
            group.addButton(radio)
            words = _ChoiceText(text, radio)
            place = across(radio, words, spacing=8)
            for part in (radio, words):
                place.setAlignment(part, Qt.AlignmentFlag.AlignTop)
            place.setStretch(1, 1)
            self._grid.addLayout(place, row, at)
            made.append(radio)
        made[1 if line.choice == "other" else 0].setChecked(True)
        made[1].toggled.connect(lambda on: self._choose(line.field, other=on))
        self.choices[line.field] = (made[0], made[1])
        self._groups.append(group)

    def _choose(self, field: str, *, other: bool) -> None:
        (self.taken.add if other else self.taken.discard)(field)
        self.changed.emit()


class _Choice(QRadioButton):
    """Keeps the arrows for itself, which would go to the next pair."""

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.accept()
            return True
        return super().event(event)


class _ChoiceText(QLabel):
    """What a choice is about; a click on it makes the choice."""

    def __init__(self, text: str, radio: QRadioButton) -> None:
        super().__init__(text)
        self._radio = radio
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        self._radio.click()


def _value(line: Line, text: str) -> QLabel:
    made = label(text or tr("none"), "" if text else "muted", wrap=True)
    made.setAccessibleName(f"{line.words}: {text}")
    return made
