"""The window poster with the result, with a picture if there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.fields import Field, line

Save = Callable[[Path, Path | None, str], object]
"""Writes the poster: where to, which picture, and the words for it; None when it was refused."""


class PosterDialog(QDialog):
    """Asks for a picture and its words, both optional, and where the poster goes."""

    def __init__(self, parent: QWidget, session: Session, name: str, save: Save) -> None:
        super().__init__(parent)
        session.refused.connect(self._refuse)
        self._name, self._save = name, save
        self.setWindowTitle(tr("Window poster"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(
            label(
                tr("The number who signed, what it asks, and when it was handed in. It has no "
                   "names."),
                "muted",
                wrap=True,
            )
        )  # fmt: skip
        self.picture = Field(
            tr("Picture (optional)"), line(), tr("A PNG or JPEG of which everybody in it approves")
        )
        self.words = Field(
            tr("What it shows (optional)"), line(), tr("For people who do not see the picture")
        )
        choose = button(tr("Choose a picture"), "folder-open", on_click=self._choose)
        column.addWidget(self.picture)
        column.addLayout(across(choose, None))
        column.addWidget(self.words)
        write = button(tr("Save the poster"), "save", kind="primary", on_click=self.save)
        column.addLayout(across(None, write))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a picture"), "", "PNG, JPEG (*.png *.jpg *.jpeg)"
        )
        if chosen:
            self.picture.set_text(chosen)

    def _refuse(self, sentence: str) -> None:
        self.picture.show_found("stops", sentence)

    def save(self) -> None:
        """Asks where the poster goes, and writes it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the poster"), self._name, "PDF (*.pdf)"
        )
        picture = self.picture.text.strip()
        if chosen and self._save(Path(chosen), Path(picture) if picture else None, self.words.text):
            self.accept()
