"""A field for each thing that a letter or email asks for, and for the same in Korean."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.outreach.letter import Ask, LetterTemplate, LetterText
from app.messages import tr
from app.ui.widgets.basics import clear
from app.ui.widgets.fields import Field, TextArea, line


class AskedFields(QWidget):
    """`fields` by the key that each is asked for by; what is typed stays with its key."""

    changed = Signal()

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._known: Mapping[str, str] = {}
        self._shown: list[tuple[str, str, bool]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.hide()

    def show_asked(self, template: LetterTemplate) -> None:
        """Shows a field for each thing that the template asks for in any of its languages."""
        texts = template.texts
        asks: dict[str, Ask] = {one.key: one for text in texts.values() for one in text.asks}
        wanted: list[tuple[str, str, bool]] = []
        for key, ask in asks.items():
            in_subject = any("{" + key + "}" in text.subject for text in texts.values())
            wanted.append((key, ask.words, in_subject))
            if all(one in texts and key in _keys(texts[one]) for one in ("en", "ko")):
                words = tr("{words}, in Korean (optional)", words=ask.words)
                wanted.append((f"ko.{key}", words, in_subject))
        if wanted == self._shown:
            return
        self._shown = wanted
        before = self.values
        clear(self._column)
        self.fields.clear()
        for key, words, in_subject in wanted:
            field = Field(words, line() if in_subject else TextArea())
            field.set_text(before.get(key) or self._known.get(key, ""))
            field.edited.connect(self.changed)
            self.fields[key] = field
            self._column.addWidget(field)
        self.setVisible(bool(wanted))

    @property
    def values(self) -> dict[str, str]:
        """What is typed, by key; one like “ko.when” is for Korean alone."""
        return {key: field.text for key, field in self.fields.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Puts what the program knows into the fields that ask for it, to be looked at.

        It is there for a template that is chosen afterwards too.
        """
        self._known = values
        for key in self.fields.keys() & values.keys():
            self.fields[key].set_text(values[key])


def _keys(text: LetterText) -> set[str]:
    return {one.key for one in text.asks}
