"""Step 1 of contacts: by which program, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.community.consent import PURPOSES
from app.intake.cards.reading import CardFile
from app.intake.records.mapping import ColumnMapping
from app.messages import tr, trn
from app.operations.community import contact_file_words, contact_files
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Segments, across, down, label
from app.ui.widgets.fields import Field, combo, line
from app.ui.widgets.importing.file_panel import FilePanel
from app.ui.widgets.when import DayField

_NAMES = 5

LETTERS = [
    ("", tr("Found by themselves")), ("utf-8", tr("UTF-8")), ("cp949", tr("Korean (CP949)")),
    ("cp1252", tr("Western (CP1252)")), ("utf-16", tr("UTF-16")),
]  # fmt: skip


class ContactFilePanel(FilePanel):
    """An address book, or a table of contacts."""

    WHAT = tr("Here an address book comes in: vCard, or a table from Google, Outlook or any other.")
    ASKED = tr("An address book")
    FILES = (
        tr("Address books and tables")
        + " (*.vcf *.vcard *.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.age);;* (*)"
    )

    def __init__(
        self,
        open_file: Callable[[Path], None],
        go_on: Callable[[], None],
        hides: Callable[[], bool],
        today: date,
    ) -> None:
        self._today, self._hides = today, hides
        self._first: list[str] = []
        super().__init__(open_file, go_on, contact_files.presets())

    def answers_card(self) -> Card:
        card = Card(tr("What it is"))
        self.presets_field = Field(
            tr("Made by"), self.presets, tr("Told by its headings; choose another if it is wrong.")
        )
        self.letters = combo(LETTERS)
        self.letters_field = Field(
            tr("Letters"), self.letters, tr("Choose others if these names look wrong.")
        )
        self._names = label("", wrap=True)
        self.tags = line()
        tags = Field(
            tr("Tags for all of them (optional)"), self.tags, tr("Several with commas: choir, 2026")
        )
        self.purpose = Segments(list(PURPOSES.items()), tr("What they agreed to"))
        self.agreed_on = DayField(
            tr("Agreed on (optional)"), self._today, tr("Where no column says when.")
        )
        self._agreeing = QWidget()
        agreeing = down(
            label(tr("What those who ticked agreed to"), "strong"),
            label(tr("Nobody agreed to anything but what a column of the file says."), "hint",
                  wrap=True),
            across(self.purpose, None),
            self.agreed_on,
            spacing=6,
        )  # fmt: skip
        agreeing.setContentsMargins(0, 0, 0, 0)
        self._agreeing.setLayout(agreeing)
        self._nobody = label(
            tr("Nobody agreed to be reached by standing in an address book: they come in without "
               "consent."),
            "hint", wrap=True,
        )  # fmt: skip
        for field in (self.presets_field, self.letters_field, tags, self.agreed_on):
            field.setMaximumWidth(grown(420))
        for widget in (
            self.presets_field, self._names, self.letters_field, self._agreeing, tags, self._nobody,
        ):  # fmt: skip
            card.body.addWidget(widget)
        card.body.setSpacing(14)
        return card

    def show_found(self, found: Any, mapping: ColumnMapping | None, *, anew: bool = True) -> None:
        super().show_found(found, mapping, anew=anew)
        table = mapping is not None
        self.presets_field.setVisible(table)
        self._agreeing.setVisible(table)
        self._nobody.setVisible(not table)
        self.letters_field.setVisible(not table)
        self._names.setVisible(not table)
        self.next_button.set_words(
            tr("Say what goes where") if table else tr("See what would happen")
        )
        if isinstance(found, CardFile):
            number = len(found.found) + len(found.refused)
            self._first = [contact_file_words.shown(one.contact) for one in found.found[:_NAMES]]
            self.show_names()
            self._facts.setText(
                trn("{number} card", "{number:,} cards", number)
                + tr("; vCard {versions} in {encoding}", versions=", ".join(found.versions),
                     encoding=found.encoding.upper())
            )  # fmt: skip

    def show_names(self) -> None:
        seen = tr("Hidden") if self._hides() else " · ".join(self._first)
        self._names.setText(tr("First names in it: {names}", names=seen))

    @property
    def wanted_tags(self) -> tuple[str, ...]:
        """The tags for all of them."""
        return tuple(one.strip() for one in self.tags.text().split(",") if one.strip())

    def own_fields(self) -> list[QWidget]:
        return [
            self.letters, *self.purpose.findChildren(QPushButton), self.agreed_on.editor,
            self.tags,
        ]  # fmt: skip
