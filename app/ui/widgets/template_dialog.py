"""A letter or email to look at and to write anew, in each language, checked as it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from app.domain.outreach.letter import FIELDS, Ask, LetterText, TemplateKind, require_sound
from app.errors import AppError
from app.messages import tr
from app.operations.outreach import letter_templates
from app.ui.session import Session
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import Field, TextArea, line
from app.ui.widgets.half_typed import Besides
from app.ui.widgets.step_dialog import StepDialog

LANGUAGES = (("en", tr("English")), ("ko", tr("Korean")))


@dataclass(frozen=True)
class Words:
    """What the dialogue says of a kind."""

    what: str
    subject: str
    text: str
    closing: str
    keep: str
    kept: str
    removed: str


WORDS: Mapping[TemplateKind, Words] = {
    "letter": Words(
        tr("Letter"),
        "",
        tr("Letter, paragraphs parted by an empty line"),
        tr("Otherwise “Yours sincerely,” or “감사합니다.”"),
        tr("Keep this letter"),
        tr("The letter is kept"),
        tr("The letter of your own is removed"),
    ),
    "email": Words(
        tr("Email"),
        tr("Otherwise the title"),
        tr("Text, paragraphs parted by an empty line"),
        tr("Otherwise “With thanks,” or “감사합니다.” The greeting, who writes and how one stops "
           "are put in by themselves."),
        tr("Keep this email"),
        tr("The email is kept"),
        tr("The email of your own is removed"),
    ),
}  # fmt: skip


class TypedText(NamedTuple):
    """A text as it stands in the fields."""

    title: str
    subject: str
    body: str
    closing: str
    asks: str


def _as_typed(text: LetterText) -> TypedText:
    asks = "; ".join(f"{one.key} = {one.words}" for one in text.asks)
    return TypedText(text.title, text.subject, text.body.strip(), text.closing, asks)


def _read(typed: TypedText, was: LetterText) -> LetterText:
    asks = []
    for part in typed.asks.split(";"):
        key, _, words = part.partition("=")
        if key.strip():
            asks.append(Ask(key.strip(), words.strip() or key.strip()))
    return replace(
        was, title=typed.title.strip(), body=typed.body, subject=typed.subject.strip(),
        closing=typed.closing.strip(), asks=tuple(asks),
    )  # fmt: skip


class TemplateDialog(StepDialog):
    """Keeps the group's own text in the place of a shipped one, or under a name of its own."""

    def __init__(self, session: Session, kind: TemplateKind, name: str, parent: QWidget) -> None:
        self._words = WORDS[kind]
        super().__init__(parent, session, self._words.what, 720, record=f"{kind} {name}")
        self.resize(760, 720)
        self._kind = kind
        self._template = letter_templates.template(session.store, kind, name)
        self.kept = ""
        self._name = name
        self._before = {key: _as_typed(self._was(key)) for key, _ in LANGUAGES}
        self._texts = dict(self._before)
        self._shown = LANGUAGES[0][0]
        Besides(self._inside, "texts", self._held, self._hold)
        self.name = Field(
            tr("Name"), line(), tr("Another name makes another one; this one stays as it is.")
        )
        self.name.set_text(name)
        self.languages = Segments(LANGUAGES, tr("Language"))
        self.languages.chosen.connect(self._turn)
        self.title = Field(tr("Title, as it is listed"), line())
        self.subject = Field(tr("Subject (optional)"), line(), self._words.subject)
        self.closing = Field(tr("Closing (optional)"), line(), self._words.closing)
        self.asks = Field(
            tr("Asked for when it is used (optional)"), TextArea(),
            tr("Parted by semicolons: when = Day and time; where = Place"),
        )  # fmt: skip
        self.body = QPlainTextEdit()
        self.body.setTabChangesFocus(True)
        self.body.setAccessibleName(self._words.what)
        self.body.setMinimumHeight(170)
        self.fields = QComboBox()
        self.fields.setAccessibleName(tr("Put in a field"))
        self.found = label("", "bad", wrap=True)
        self._build()
        self._fill()
        for editor in (self.name, self.title, self.subject, self.closing, self.asks):
            editor.edited.connect(self._check)
        self.body.textChanged.connect(self._check)

    def _build(self) -> None:
        self.fields.addItem(tr("Put in a field…"), "")
        for key, words in FIELDS.items():
            self.fields.addItem(f"{{{key}}}  {words}", key)
        self.fields.activated.connect(self._put_in)
        self.column.addLayout(across(self.name, down(None, self.languages), spacing=16))
        self.column.addWidget(self.title)
        self.column.addWidget(self.subject)
        heading = across(label(self._words.text, "strong"), None, self.fields)
        self.column.addLayout(down(heading, self.body, spacing=3))
        self.column.addWidget(self.closing)
        self.column.addWidget(self.asks)
        self.column.addWidget(self.found)
        self.keep = button(self._words.keep, "save", kind="primary", on_click=self._keep)
        self.remove = button(tr("Remove our own text"), "x", on_click=self._remove)
        self.add_foot(self.remove, None, self.leave_button(), self.keep)

    def _was(self, language: str) -> LetterText:
        """The text as it was in a language; what it is meant for stays so."""
        return self._template.texts.get(language, LetterText("", ""))

    def _turn(self, language: str) -> None:
        """Shows the text in another language; what was typed in the first stays."""
        self._texts = self._typed_texts()
        self._shown = language
        self._fill()

    def _fill(self) -> None:
        """Shows the text in the language chosen."""
        title, subject, body, closing, asks = self._texts[self._shown]
        for editor, value in (
            (self.title, title), (self.subject, subject), (self.closing, closing),
            (self.asks, asks),
        ):  # fmt: skip
            editor.set_text(value)
        self.body.setPlainText(body)
        self.remove.setVisible(self._template.own)
        self._check()

    def _typed_texts(self) -> dict[str, TypedText]:
        """What stands in the fields, in every language."""
        now = TypedText(
            self.title.text, self.subject.text, self.body.toPlainText(), self.closing.text,
            self.asks.text,
        )  # fmt: skip
        return {**self._texts, self._shown: now}

    def _held(self) -> str:
        return json.dumps(self._typed_texts(), ensure_ascii=False)

    def _hold(self, text: str) -> None:
        self._texts = {key: TypedText(*one) for key, one in json.loads(text).items()}
        self._fill()

    def _typed(self) -> list[str]:
        changed = (
            part
            for key, text in self._typed_texts().items() if text != self._before[key]
            for part in (key, *text)
        )  # fmt: skip
        return [*changed, *([self.name.text] if self.name.text != self._name else [])]

    def reject(self) -> None:
        """Leaves; where that loses what was written, it is said first."""
        if not self.asks_to_leave(
            tr("What you wrote is not kept yet: keep it, or leave once more without it.")
        ):
            super().reject()

    def _put_in(self, at: int) -> None:
        key = self.fields.itemData(at)
        self.fields.setCurrentIndex(0)
        if key:
            self.body.insertPlainText(f"{{{key}}}")
            self.body.setFocus()

    @property
    def texts(self) -> dict[str, LetterText]:
        """What is written anew, in each language; where nothing is, the text in sight."""
        typed = self._typed_texts()
        changed = [key for key, text in typed.items() if text != self._before[key]]
        return {key: _read(typed[key], self._was(key)) for key in changed or [self._shown]}

    def _check(self) -> None:
        self.found.setText(self._problem())
        self.found.setVisible(bool(self.found.text()))
        self.keep.setEnabled(not self.found.text())

    def _problem(self) -> str:
        """Why a text cannot be kept; which one, where it is not in sight."""
        for language, text in self.texts.items():
            try:
                require_sound(text, self.name.text.strip(), self._kind)
            except AppError as refusal:
                words = dict(LANGUAGES)[language]
                return (
                    str(refusal)
                    if language == self._shown
                    else tr("{language}: {problem}", language=words, problem=str(refusal))
                )
        return ""

    def _keep(self) -> None:
        name, texts = self.name.text, self.texts
        kept = self.session.run(
            lambda: letter_templates.keep_template(self.session.store, self._kind, name, texts),
            self._words.kept,
        )
        if kept is not None:
            self.kept = kept.ref
            self.accept()

    def _remove(self) -> None:
        ref = self._template.ref
        removed = self.session.run(
            lambda: letter_templates.remove_template(self.session.store, self._kind, ref),
            self._words.removed,
        )
        if removed is not None:
            self.accept()
