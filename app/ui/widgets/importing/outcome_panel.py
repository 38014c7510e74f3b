"""Step 3: what would happen, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.intake.records.presets import fold, usual_answers
from app.intake.records.rows import Refusal
from app.messages import tr, trn
from app.ui.widgets.basics import (
    Card,
    IconLabel,
    Segments,
    across,
    button,
    clear,
    down,
    icon_text,
    label,
)
from app.ui.widgets.tables import Cell, Column, Table

MOST = 500
"""Rows of a list that are shown; a file of the refused ones has all."""

_LEAST = 220
"""Pixels: a few rows also in a small window."""

_LISTS = (
    ("new", tr("New")),
    ("flagged", tr("Flagged")),
    ("different", tr("Here but different")),
    ("refused", tr("Refused")),
)


@dataclass(frozen=True)
class Outcome:
    """What bringing in a file would do, in words.

    `counts` are an icon, its colour, a number and what is counted; `notes` an icon, words and a
    colour. `lists` has of each list the number of its rows, and the first of them: line, who, what;
    a list that is not there is not shown. `options` says which of the boxes mean something.
    """

    counts: Sequence[tuple[str, str, int, str]]
    notes: Sequence[tuple[str, str, str]]
    lists: dict[str, tuple[int, Sequence[tuple[int, str, str]]]]
    writes: bool
    button: str
    busy: str
    done: str
    options: Sequence[bool] = (True,)


class OutcomePanel(QWidget):
    """Counts as cards, the rows worth a look, and the one button that writes."""

    def __init__(
        self,
        hides: Callable[[], bool],
        options: Sequence[tuple[str, bool]],
        compare: Callable[[], None],
        save: Callable[[], None],
        bring_in: Callable[[], None],
    ) -> None:
        super().__init__()
        self._hides = hides
        self._shown: Outcome | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._counts = across(spacing=12)
        column.addLayout(self._counts)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        column.addLayout(self._notes)
        self.options = [QCheckBox(words) for words, _ in options]
        for box, (_, chosen) in zip(self.options, options, strict=True):
            box.setChecked(chosen)
            box.toggled.connect(lambda _: compare())  # the keyboard stays on the box
        self.option = self.options[0]
        self.save_button = button(tr("Save refused rows…"), "file-down", on_click=save)
        column.addWidget(self._list_card(), 1)
        self.bring_in_button = button("", "download", kind="primary", on_click=bring_in)
        column.addLayout(down(*self.options, spacing=6))
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def _list_card(self) -> Card:
        self._card = Card(margins=1)
        self.tabs = Segments(_LISTS, tr("Which rows"))
        self.tabs.chosen.connect(lambda _: self._show_list())
        top = across(self.tabs, None, self.save_button)
        top.setContentsMargins(12, 12, 12, 8)
        self._card.body.setSpacing(0)
        self._card.body.addLayout(top)
        self.view = Table(
            tr("Rows worth a look"),
            (Column(tr("Line"), 80, right=True), Column(tr("Who"), 260), Column(tr("What"))),
        )
        self.view.setMinimumHeight(_LEAST)
        self._card.body.addWidget(self.view, 1)
        self._more = label("", "muted")
        self._more.setContentsMargins(14, 6, 14, 8)
        self._card.body.addWidget(self._more)
        return self._card

    def show_outcome(self, found: Outcome) -> None:
        """Shows what bringing in would do, or the same with names shown or hidden."""
        self._shown = found
        clear(self._counts)
        for icon, role, number, words in found.counts:
            self._counts.addWidget(_count(icon, role if number else "muted", number, words), 1)
        clear(self._notes)
        for icon, words, role in found.notes:
            self._notes.addWidget(icon_text(icon, words, role))
        for key, words in _LISTS:
            if key in found.lists:
                self.tabs.set_text(key, f"{words} {found.lists[key][0]:,}")
        self.tabs.show_only(list(found.lists))
        if not found.lists.get(self.tabs.choice, (0, ()))[0]:
            self.tabs.choose(next((key for key, one in found.lists.items() if one[0]), "flagged"))
        some = any(number for number, _ in found.lists.values())
        self._card.setVisible(some)
        self._rest.setVisible(not some)
        self.save_button.setVisible(bool(found.lists["refused"][0]))
        self.bring_in_button.set_words(found.button)
        self.bring_in_button.setEnabled(found.writes)
        for box, shown in zip(self.options, found.options, strict=True):
            box.setVisible(shown)
        self._show_list()

    @property
    def chosen(self) -> tuple[bool, ...]:
        """What is chosen besides."""
        return tuple(box.isChecked() for box in self.options)

    @property
    def fields(self) -> list[QWidget]:
        """What the keyboard goes through, in the order in which it is read; last what writes."""
        tabs = self.tabs.findChildren(QPushButton)
        return [*tabs, self.save_button, self.view, *self.options, self.bring_in_button]

    def _show_list(self) -> None:
        if self._shown is None:
            return
        total, rows = self._shown.lists[self.tabs.choice]
        hidden = self._hides() and self.tabs.choice != "refused"
        self.view.setRowCount(len(rows))
        for at, (line, who, what) in enumerate(rows):
            self.view.fill(at, (str(line), Cell(tr("Hidden") if hidden else who), what))
        self._more.setVisible(total > len(rows))
        self._more.setText(tr("and {number:,} more", number=total - len(rows)))


def _count(icon: str, role: str, number: int, words: str) -> Card:
    card = Card(margins=12)
    figure = label(f"{number:,}", "figure")
    card.body.addLayout(
        down(across(IconLabel(icon, role, 18), figure, None), label(words, "muted"), spacing=2)
    )
    card.setAccessibleName(f"{number:,} {words}")
    return card


def unclear_notes(
    unclear: Mapping[tuple[str, str], int], *, hides: bool, most: int = 5
) -> list[tuple[str, str, str]]:
    """The answers that were not taken for a yes; hidden are those that are somebody's own words."""
    found = []
    for (head, answer), number in list(unclear.items())[:most]:
        if hides and fold(answer) not in usual_answers()[0]:
            words = trn(
                "An answer in “{head}” was not taken for a yes ({number} row)",
                "An answer in “{head}” was not taken for a yes ({number:,} rows)",
                number,
                head=head,
            )
        else:
            words = trn(
                "“{answer}” in “{head}” was not taken for a yes ({number} row)",
                "“{answer}” in “{head}” was not taken for a yes ({number:,} rows)",
                number,
                answer=answer,
                head=head,
            )
        found.append(("info", words, "accent"))
    return found


def refused_rows(refused: Sequence[Refusal], *, hides: bool) -> list[tuple[int, str, str]]:
    """The first refused ones: line, column and reason."""
    return [
        (
            one.line,
            one.column and tr("Column “{column}”", column=one.column),
            one.discreet if hides else one.reason,
        )
        for one in refused[:MOST]
    ]
