"""The fields of a petition, and the wording they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.dates import day_first, parse_day_first
from app.domain.names import tidy
from app.domain.wording import Organiser, Privacy, Return, Translation, Wording
from app.errors import AppError
from app.intake.templates import addressees, form_fields, language_names
from app.intake.wording_file import TITLE_LIMIT
from app.messages import tr
from app.ui.widgets.basics import across, label
from app.ui.widgets.fields import Editor, Field, TextArea, combo, line

NEEDED = (
    *("title", "petitioners", "declares", "requests"),
    *("organiser", "organiser_address", "retention"),
)
TRANSLATED = ("title", "petitioners", "declares", "requests", "translator")
DATES = ("opens", "closes", "return_by", "retention")


def _field(spec: dict[str, str]) -> Field:
    kind = spec.get("kind", "line")
    editor: Editor = line(spec.get("example", ""))
    if kind == "area":
        editor = TextArea()
    elif kind == "choice":
        editor = combo([(ref, body.choice) for ref, body in addressees().items()])
    return Field(spec["label"], editor, spec.get("hint", ""))


class PetitionForm(QWidget):
    """All fields of a wording; `edited` at each change."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._loaded: Wording | None = None
        self.fields = {key: _field(spec) for key, spec in form_fields().items()}
        self.language = combo(
            [(key, tr(name)) for key, name in language_names().items() if key != "en"]
        )
        self.language.setAccessibleName(tr("Language of the translation"))
        self._translations: dict[str, Translation] = {}
        self._translating = self._choose("ko")
        self._build()
        self.language.currentIndexChanged.connect(lambda _: self._turn())
        for field in self.fields.values():
            field.edited.connect(self._edited)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        self._pair(column, "addressee", "ref")
        for key in (
            "title",
            "recipient",
            "recipient_address",
            "petitioners",
            "declares",
            "requests",
        ):
            column.addWidget(self.fields[key])
        column.addWidget(label(tr("Translations, for information"), "group"))
        column.addLayout(across(label(tr("Into")), self.language, None))
        for key in TRANSLATED:
            column.addWidget(self.fields[f"translation.{key}"])
        column.addWidget(label(tr("Collecting"), "group"))
        self._pair(column, "opens", "closes")
        self._pair(column, "target", "petitioner_count")
        column.addWidget(self.fields["area"])
        column.addWidget(label(tr("Organiser and privacy notice"), "group"))
        for key in ("organiser", "organiser_address"):
            column.addWidget(self.fields[key])
        self._pair(column, "email", "phone")
        column.addWidget(self.fields["return_address"])
        self._pair(column, "return_by", "retention")
        column.addStretch(1)

    def _pair(self, column: QVBoxLayout, left: str, right: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, key in enumerate((left, right)):
            grid.addWidget(self.fields[key], 0, at)
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)

    def hide_names(self, *, hidden: bool) -> None:
        """Hides who translated: they may be somebody of the community."""
        modes = QLineEdit.EchoMode
        editor = self.fields["translation.translator"].editor
        if isinstance(editor, QLineEdit):
            editor.setEchoMode(modes.Password if hidden else modes.Normal)

    def _edited(self) -> None:
        body = addressees()[self.addressee]
        for part in body.parts:
            if part.field in self.fields:
                source = body.source_of(part.rule)
                field = self.fields[part.field]
                field.show_source(
                    f"{part.rule}: {source.source}, {source.as_of}." if source else part.rule
                )
                if part.lead:
                    field.rename(part.lead.rstrip(" ,:"))
        asks = body.asks_recipient
        self.fields["recipient"].setVisible(asks)
        self.fields["recipient_address"].setVisible(asks)
        self.edited.emit()

    def _choose(self, language: str) -> str:
        """Marks a language of the list, which learns one that it lacks; gives it back."""
        if self.language.findData(language) < 0:
            self.language.addItem(language, language)
        self.language.setCurrentIndex(self.language.findData(language))
        return language

    def _turn(self) -> None:
        """Puts the translation shown away, and shows the one into the language chosen."""
        self._keep_translation()
        self._translating = str(self.language.currentData())
        self._show_translation()

    def _keep_translation(self) -> None:
        one = Translation(*(tidy(self.fields[f"translation.{key}"].text) for key in TRANSLATED))
        if any((one.title, one.declares, one.requests)):
            self._translations[self._translating] = one
        else:
            self._translations.pop(self._translating, None)

    def _show_translation(self) -> None:
        one = self._translations.get(self._translating, Translation())
        for key in TRANSLATED:
            self.fields[f"translation.{key}"].set_text(str(getattr(one, key)))

    @property
    def addressee(self) -> str:
        """The chosen addressee's ref."""
        return str(self.fields["addressee"].editor.currentData())  # type: ignore[union-attr]  # a combo box

    def show_wording(self, wording: Wording | None) -> None:
        """Fills the fields; None empties them for a new petition."""
        self._loaded = wording
        self.blockSignals(True)  # noqa: FBT003  # Qt's shape
        texts = texts_of(wording) if wording else {}
        if not wording:
            retention = self._today() + timedelta(days=365)
            texts = {"retention": day_first(retention)}
        names = {ref: body.choice for ref, body in addressees().items()}
        texts["addressee"] = names[wording.addressee if wording else "commons"]
        self._translations = dict(wording.translations) if wording else {}
        self._translating = self._choose(next(iter(self._translations), "ko"))
        for key, field in self.fields.items():
            field.set_text(texts.get(key, ""))
            field.show_found()
        self._show_translation()
        self.fields["ref"].editor.setEnabled(wording is None)
        self.blockSignals(False)  # noqa: FBT003  # Qt's shape
        self._edited()

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, by key; of every translation, not only the one shown."""
        self._keep_translation()
        return {
            key: field.text
            for key, field in self.fields.items()
            if not key.startswith("translation.")
        } | _translated(self._translations)

    def set_texts(self, texts: dict[str, str]) -> None:
        """Puts a draft back in the fields."""
        found: dict[str, dict[str, str]] = {}
        for key, text in texts.items():
            if key.startswith("translation."):
                _, language, name = key.split(".")
                found.setdefault(language, {})[name] = text
            elif key in self.fields:
                self.fields[key].set_text(text)
        for language, parts in found.items():
            kept = self._translations.get(language, Translation())
            self._translations[language] = replace(kept, **parts)
        self._show_translation()

    def _day(self, key: str) -> date | None:
        try:
            return parse_day_first(self.fields[key].text, self._today())
        except ValueError:
            return None

    def _lines(self, key: str) -> tuple[str, ...]:
        return tuple(tidy(part) for part in self.fields[key].text.split(",") if part.strip())

    def _number(self, key: str) -> int | None:
        text = self.fields[key].text.strip()
        return int(text) if text.isdecimal() and int(text) > 0 else None

    def wording(self) -> Wording:
        """The wording as it stands, finished or not."""
        text = {key: tidy(value) for key, value in self.texts.items()}
        body = addressees()[self.addressee]
        organiser = Organiser(
            text["organiser"], self._lines("organiser_address"), text["email"], text["phone"]
        )
        contact = organiser.email or organiser.phone or ", ".join(organiser.address)
        recipient = text["recipient"] if body.asks_recipient else ""
        closes = self._day("closes")
        return Wording(
            ref=text["ref"],
            addressee=body.ref,
            title=text["title"],
            petitioners=text["petitioners"],
            declares=text["declares"],
            requests=text["requests"],
            organiser=organiser,
            return_to=Return(
                self._lines("return_address") or organiser.address, self._day("return_by") or closes
            ),
            privacy=self._privacy(organiser, contact),
            recipient=recipient,
            recipient_address=self._lines("recipient_address")
            or body.recipients.get(recipient, ()),
            petitioner_count=self._number("petitioner_count"),
            area=tuple(part.upper() for part in self._lines("area")),
            target=self._number("target"),
            opens=self._day("opens"),
            closes=closes,
            language=self._loaded.language if self._loaded else "en",
            translations=dict(self._translations),
        )

    def _privacy(self, organiser: Organiser, contact: str) -> Privacy:
        """The notice; what the form has no field for stays as it was loaded."""
        retention = self._day("retention") or self._today()
        fresh = Privacy(organiser.name, retention, contact, contact)
        if self._loaded is None:
            return fresh
        old, was = self._loaded.privacy, self._loaded.organiser
        usual = {was.name, was.email, was.phone, ", ".join(was.address)}
        kept = {
            key: value
            for key in ("controller", "contact", "complaints")
            if (value := getattr(old, key)) not in usual
        }
        return replace(fresh, url=old.url, **kept)

    def problem(self) -> tuple[str, str]:
        """The first field that cannot be saved, and its mend; empty when all can."""
        return next(self._problems(), ("", ""))

    def _problems(self) -> Iterator[tuple[str, str]]:
        text = self.texts
        if not re.fullmatch(r"[a-z0-9-]{2,20}", text["ref"].strip()):
            yield "ref", tr("Write 2 to 20 small letters, digits or dashes.")
        for key in NEEDED:
            if not text[key].strip():
                yield key, tr("This is needed.")
        if len(text["title"]) > TITLE_LIMIT:
            yield (
                "title",
                tr(
                    "{number} characters; the most is {TITLE_LIMIT}.",
                    number=len(text["title"]),
                    TITLE_LIMIT=TITLE_LIMIT,
                ),
            )
        for key in DATES:
            if text[key].strip() and self._day(key) is None:
                yield key, tr("Write a date like 18/12/2026.")
        for key in ("target", "petitioner_count"):
            if text[key].strip() and self._number(key) is None:
                yield key, tr("Write a whole number, 1 or more.")
        opens, closes = self._day("opens"), self._day("closes")
        if opens and closes and closes < opens:
            yield "closes", tr("This is before the opening day.")

    def finished(self) -> Wording:
        """The wording to save; AppError, with the mend under the field, when it cannot be."""
        key, mend = self.problem()
        if key:
            field = self.fields[key]
            field.show_found("stops", mend)
            field.editor.setFocus()
            raise AppError(
                "The petition is not saved yet: see “{field}”.", field=key.replace("_", " ")
            )
        return self.wording()


def texts_of(wording: Wording) -> dict[str, str]:
    """What the fields show of `wording`."""
    organiser = wording.organiser
    back = wording.return_to
    return {
        "ref": wording.ref,
        "title": wording.title,
        "recipient": wording.recipient,
        "recipient_address": ", ".join(wording.recipient_address),
        "petitioners": wording.petitioners,
        "declares": wording.declares,
        "requests": wording.requests,
        "petitioner_count": str(wording.petitioner_count or ""),
        "area": ", ".join(wording.area),
        "target": str(wording.target or ""),
        "opens": day_first(wording.opens),
        "closes": day_first(wording.closes),
        "organiser": organiser.name,
        "organiser_address": ", ".join(organiser.address),
        "email": organiser.email,
        "phone": organiser.phone,
        "return_address": ", ".join(back.address) if back.address != organiser.address else "",
        "return_by": day_first(back.by) if back.by != wording.closes else "",
        "retention": day_first(wording.privacy.retention),
    } | _translated(wording.translations)


def _translated(translations: Mapping[str, Translation]) -> dict[str, str]:
    """The texts of all translations, by language and field."""
    return {
        f"translation.{language}.{key}": str(getattr(one, key))
        for language, one in translations.items()
        for key in TRANSLATED
    }
