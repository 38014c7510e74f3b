"""Step 3: what would happen, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.domain.columns import OWN
from app.intake.records.presets import fold, usual_answers
from app.messages import tr, trn
from app.operations import importing
from app.operations.importing import Proposal
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

_MOST = 500
"""Rows of a list that are shown; a file of the refused ones has all."""

_LEAST = 220
"""Pixels: a few rows also in a small window."""


class OutcomePanel(QWidget):
    """Counts as cards, the rows worth a look, and the one button that writes."""

    def __init__(
        self,
        hides: Callable[[], bool],
        judge: Callable[[], None],
        save: Callable[[], None],
        bring_in: Callable[[], None],
    ) -> None:
        super().__init__()
        self._hides = hides
        self._proposal: Proposal | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._counts = across(spacing=12)
        column.addLayout(self._counts)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        column.addLayout(self._notes)
        self.judge = QCheckBox(
            tr("Mark new rows invalid in which the addressee’s rules find something")
        )
        self.judge.toggled.connect(lambda _: judge())  # the keyboard stays on the box
        self.save_button = button(tr("Save refused rows…"), "file-down", on_click=save)
        column.addWidget(self._list_card(), 1)
        self.bring_in_button = button("", "download", kind="primary", on_click=bring_in)
        column.addWidget(self.judge)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def _list_card(self) -> Card:
        self._card = Card(margins=1)
        self.tabs = Segments(
            [("flagged", tr("Flagged")), ("different", tr("Here but different")),
             ("refused", tr("Refused"))],
            tr("Which rows"),
        )  # fmt: skip
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

    def show_proposal(self, found: Proposal) -> None:
        """Shows what bringing in would do."""
        self._proposal = found
        clear(self._counts)
        for icon, role, number, words in (
            ("circle-check", "good", len(found.new), tr("new")),
            ("equal", "muted", found.here, tr("here already")),
            ("equal-approximately", "warn", len(found.different), tr("here but different")),
            ("triangle-alert", "warn", len(found.flagged), tr("new, but flagged")),
            ("circle-x", "bad", len(found.refused), tr("refused")),
            ("circle-dashed", "muted", found.blank, tr("blank lines")),
        ):
            self._counts.addWidget(_count(icon, role if number else "muted", number, words), 1)
        self._show_notes(found)
        lists = {
            "flagged": len(found.flagged),
            "different": len(found.different),
            "refused": len(found.refused),
        }
        for key, words in (
            ("flagged", tr("Flagged")), ("different", tr("Here but different")),
            ("refused", tr("Refused")),
        ):  # fmt: skip
            self.tabs.set_text(key, f"{words} {lists[key]:,}")
        if not lists[self.tabs.choice]:
            self.tabs.choose(next((key for key, number in lists.items() if number), "flagged"))
        self._card.setVisible(any(lists.values()))
        self._rest.setVisible(not any(lists.values()))
        self.save_button.setVisible(bool(found.refused))
        self.bring_in_button.set_words(
            trn("Bring in {number} signature", "Bring in {number:,} signatures", len(found.new))
        )
        self.bring_in_button.setEnabled(bool(found.new))
        self._show_list()

    def show_names(self) -> None:
        """Shows or hides what people wrote."""
        if self._proposal is not None:
            self._show_notes(self._proposal)
            self._show_list()

    @property
    def fields(self) -> list[QWidget]:
        """What the keyboard goes through, in the order in which it is read; last what writes."""
        tabs = self.tabs.findChildren(QPushButton)
        return [*tabs, self.save_button, self.view, self.judge, self.bring_in_button]

    def _show_notes(self, found: Proposal) -> None:
        clear(self._notes)
        for words in importing.origin_words(found):
            self._notes.addWidget(icon_text("users", words, "muted"))
        if found.repeated:
            words = tr("{number:,} the same twice in the file", number=found.repeated)
            self._notes.addWidget(icon_text("equal", words, "muted"))
        for (head, answer), number in list(found.unclear.items())[:5]:
            if self._hides() and fold(answer) not in usual_answers()[0]:
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
            self._notes.addWidget(icon_text("info", words, "accent"))
        if not found.new:
            words = tr("Nothing in this file is new: nothing would be written.")
            self._notes.addWidget(icon_text("info", words, "accent"))

    def _show_list(self) -> None:
        found = self._proposal
        if found is None:
            return
        rows: Sequence[tuple[int, str, str]]
        if self.tabs.choice == "flagged":
            total = len(found.flagged)
            rows = [
                (one.line, one.entry.name,
                 ", ".join(importing.words_of(flag) for flag in one.flags))
                for one in found.flagged[:_MOST]
            ]  # fmt: skip
        elif self.tabs.choice == "different":
            total = len(found.different)
            rows = [
                (one.line, one.entry.name,
                 tr("Stays as it is here; the file differs in: {fields}",
                    fields=", ".join(OWN[name].lower() for name in one.fields)))
                for one in found.different[:_MOST]
            ]  # fmt: skip
        else:
            total = len(found.refused)
            rows = [
                (
                    one.line,
                    one.column and tr("Column “{column}”", column=one.column),
                    one.discreet if self._hides() else one.reason,
                )
                for one in found.refused[:_MOST]
            ]
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
