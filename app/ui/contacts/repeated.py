"""Fields of which a person may have several: a row each, and a button for one more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.messages import tr
from app.ui.theme import grown
from app.ui.widgets.basics import IconLabel, across, button, label
from app.ui.widgets.fields import SEVERITY_ICONS, combo, line
from app.ui.widgets.tab_order import follow


@dataclass(frozen=True)
class Part:
    """One field of a row: what it is called, what stands in it as an example, its share.

    Where `listed` has keys and words one of them is chosen; such a part is a row's last one.
    """

    name: str
    hint: str = ""
    share: int = 1
    listed: Sequence[tuple[str, str]] = ()


class Repeated(QWidget):
    """Rows of the same fields, `rows` those typed and `choices` those chosen of each row.

    A row in which nothing is typed is none.
    """

    left = Signal()

    def __init__(self, parts: Sequence[Part], more: str) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self.rows: list[list[QLineEdit]] = []
        self.choices: list[list[QComboBox]] = []
        self._places: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heads = [label(part.name, "strong") for part in self._parts]
        head = across(*heads, 68)
        for at, part in enumerate(self._parts):
            head.setStretch(at, part.share)
            heads[at].setMinimumWidth(1)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self.message = label("", "bad", wrap=True)
        self._icon = IconLabel("", "bad", 16)
        self._found = QWidget()
        self._found.setLayout(across(self._icon, self.message))
        self._found.layout().setStretch(1, 1)  # type: ignore[union-attr]  # set one line above
        column.addWidget(self._found)
        self._found.hide()
        self.more = button(more, "plus", kind="link", on_click=self._one_more)
        column.addLayout(across(self.more, None))

    def show_values(self, values: Sequence[Sequence[str]]) -> None:
        """Shows these rows, and one empty where there is none."""
        for listed in values or [[""] * len(self._parts)]:
            self._add(listed)

    @property
    def values(self) -> list[list[str]]:
        """What stands in the rows that are not empty."""
        found = [[one.text().strip() for one in row] for row in self.rows]
        chosen = [[str(one.currentData()) for one in some] for some in self.choices]
        return [[*row, *some] for row, some in zip(found, chosen, strict=True) if any(row)]

    def held(self) -> str:
        """What stands in every row, as one text."""
        return json.dumps(self.values, ensure_ascii=False)

    def hold(self, text: str) -> None:
        """Shows the rows of such a text in the place of those there are."""
        while len(self.rows) > 1:
            self._remove(self.rows[-1], self._places[-1])
        rows = json.loads(text) or [[""] * len(self._parts)]
        for _ in rows[1:]:
            self._add([""] * len(self._parts))
        for editors, choices, values in zip(self.rows, self.choices, rows, strict=True):
            for editor, value in zip(editors, values, strict=False):  # the choices come after
                editor.setText(value)
                editor.setModified(True)
            for choice, value in zip(choices, values[len(editors) :], strict=True):
                choice.setCurrentIndex(choice.findData(value))

    def say(self, words: str, severity: str = "stops") -> None:
        """Says under the rows what was found in one; nothing without words."""
        icon, role = SEVERITY_ICONS[severity]
        self._icon.show_icon(icon, role)
        self.message.setText(words)
        self.message.setProperty("role", role if role in {"bad", "warn"} else "")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self._found.setVisible(bool(words))

    def _one_more(self) -> None:
        self._add([""] * len(self._parts))
        self.rows[-1][0].setFocus()

    def _add(self, values: Sequence[str]) -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        editors, chosen = [], []
        number = len(self.rows) + 1
        for part, value in zip(self._parts, values, strict=True):
            made = self._choice(part, value) if part.listed else self._editor(part, value)
            made.setAccessibleName(f"{part.name} {number}" if number > 1 else part.name)
            row.addWidget(made, part.share)
            if isinstance(made, QLineEdit):
                editors.append(made)
            else:
                chosen.append(made)
        first = button("", "arrow-up", kind="link", on_click=lambda: self._put_first(editors))
        first.setFixedWidth(grown(26))
        first.setToolTip(tr("Put this first: the first is used"))
        first.setAccessibleName(tr("Put first: {name} {number}", name=self._parts[0].name,
                                   number=number))  # fmt: skip
        policy = first.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the fields stand under each other
        first.setSizePolicy(policy)
        gone = button("", "x", kind="link")
        gone.setFixedWidth(grown(26))
        gone.setToolTip(tr("Take this row away"))
        gone.setAccessibleName(tr("Take away: {name} {number}", name=self._parts[0].name,
                                  number=number))  # fmt: skip
        gone.clicked.connect(lambda _=False: self._remove(editors, place))
        row.addWidget(gone)
        row.addWidget(first)
        self._rows.addWidget(place)
        self.rows.append(editors)
        self.choices.append(chosen)
        self._places.append(place)
        first.setVisible(number > 1)
        follow(self)

    def _editor(self, part: Part, value: str) -> QLineEdit:
        made = line(part.hint)
        made.setText(value)
        made.setCursorPosition(0)
        made.editingFinished.connect(self.left)
        return made

    def _choice(self, part: Part, value: str) -> QComboBox:
        made = combo(list(part.listed))
        made.setMinimumWidth(1)  # as narrow as its share: the list that opens shows all
        made.setCurrentIndex(max(made.findData(value), 0))
        made.activated.connect(self.left)
        return made

    def _put_first(self, editors: list[QLineEdit]) -> None:
        """Exchanges what stands in a row with what stands in the first."""
        for one, top in zip(editors, self.rows[0], strict=True):
            mine, theirs = one.text(), top.text()
            one.setText(theirs)
            top.setText(mine)
        for box, above in zip(self.choices[self.rows.index(editors)], self.choices[0], strict=True):
            here, there = box.currentIndex(), above.currentIndex()
            box.setCurrentIndex(there)
            above.setCurrentIndex(here)
        self.rows[0][0].setFocus()

    def _remove(self, editors: list[QLineEdit], place: QWidget) -> None:
        """Takes a row away; the last one is only emptied."""
        if len(self.rows) == 1:
            for editor in editors:
                editor.clear()
            for box in self.choices[0]:
                box.setCurrentIndex(0)
            editors[0].setFocus()
            return
        del self.choices[self.rows.index(editors)]
        self.rows.remove(editors)
        self._places.remove(place)
        place.hide()
        place.deleteLater()
        self.rows[-1][0].setFocus()
        self.left.emit()
