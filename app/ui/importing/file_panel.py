"""Step 1 of signatures: by which program, on paper or online, and from which source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.signature import Origin
from app.intake.records.mapping import ColumnMapping
from app.messages import tr
from app.operations.counting import importing
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Segments, across, down, label
from app.ui.widgets.fields import Field, line
from app.ui.widgets.importing.file_panel import FilePanel


class SignatureFilePanel(FilePanel):
    """A table of signatures."""

    WHAT = tr("Here signatures come in from a table: CSV, Excel or OpenDocument.")
    ASKED = tr("A table of signatures")
    FILES = tr("Tables") + " (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.age);;* (*)"

    def __init__(self, open_file: Callable[[Path], None], go_on: Callable[[], None]) -> None:
        self._shown = ColumnMapping("", "", "online", ())
        self._proposed = self._typed = ""
        super().__init__(open_file, go_on, importing.presets())

    def answers_card(self) -> Card:
        card = Card(tr("What it is"))
        self.presets_field = Field(
            tr("Made by"), self.presets, tr("Told by its headings; choose another if it is wrong.")
        )
        self.origin = Segments([("online", tr("Online")), ("paper", tr("On paper"))], tr("Signed"))
        signed = down(
            label(tr("Signed"), "strong"),
            label(
                tr("Online and paper are counted apart; the House of Commons takes ink alone."),
                "hint", wrap=True,
            ),
            across(self.origin, None),
            spacing=4,
        )  # fmt: skip
        self.source = line()
        source = Field(
            tr("Source"),
            self.source,
            tr("A name for this form. Two forms that both count from 1 need two names."),
        )
        for field in (self.presets_field, source):
            field.setMaximumWidth(grown(420))
        card.body.addWidget(self.presets_field)
        card.body.addSpacing(6)
        card.body.addLayout(signed)
        card.body.addSpacing(6)
        card.body.addWidget(source)
        return card

    def show_found(self, found: Any, mapping: ColumnMapping | None, *, anew: bool = True) -> None:
        super().show_found(found, mapping, anew=anew)
        if mapping is None:
            return
        self._shown = mapping
        self.origin.choose(mapping.origin)
        if anew:
            self._typed = ""
        elif self.source.text() != self._proposed:
            self._typed = self.source.text()
        self._proposed = mapping.source
        self.source.setText("" if mapping.own else self._typed or mapping.source)
        self.source.setEnabled(not mapping.own)

    def answered(self, mapping: ColumnMapping) -> ColumnMapping:
        """`mapping` with what was changed in the fields; else it is looked up again."""
        origin: Origin = "paper" if self.origin.choice == "paper" else "online"
        source = " ".join(self.source.text().split())
        return replace(
            mapping,
            origin=origin,
            origin_said=origin != self._shown.origin,
            source="" if source == self._shown.source else source,
        )

    def own_fields(self) -> list[QWidget]:
        return [*self.origin.findChildren(QPushButton), self.source]
