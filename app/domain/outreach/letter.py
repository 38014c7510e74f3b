"""Letters and emails: templates with fields, what these may be, and for whom one is empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.domain.community.contact import Contact
from app.domain.outreach import merge
from app.domain.outreach.message import one_line
from app.errors import AppError
from app.messages import tr

OF_EACH: Mapping[str, str] = {
    "name": tr("Name, as they are addressed"),
    "salutation": tr("The first line, such as “Dear Grace Adeyemi”"),
    "address": tr("Postal address in one line"),
    "postcode": tr("Postcode"),
    "role": tr("What they do, such as “Minister”"),
    "number": tr("Number of the contact"),
}
OF_ALL: Mapping[str, str] = {
    "petition": tr("Title of the petition"),
    "request": tr("What the petition asks for"),
    "addressee": tr("Whom it is addressed to"),
    "count": tr("Valid signatures so far"),
    "target": tr("Target"),
    "closes": tr("Day on which collecting ends"),
    "date": tr("Date of the letter"),
    "sender": tr("The organiser’s name"),
    "sender_address": tr("The organiser’s address in one line"),
    "sender_email": tr("The organiser’s email"),
    "sender_phone": tr("The organiser’s telephone number"),
}
FIELDS: Mapping[str, str] = {**OF_EACH, **OF_ALL}
"""What a template may name in braces; others are asked for when the letters are made."""

OF_PETITION = ("petition", "request", "addressee", "count", "target", "closes")
"""Those that are of one petition: a letter that names one needs to know which."""

TemplateKind = Literal["letter", "email"]
KINDS: Mapping[TemplateKind, str] = {"letter": tr("letter"), "email": tr("email")}

LIMIT = 20_000

INK_ONLY = "[ink only]"
"""Begins a paragraph that is printed only where signatures count in ink alone."""


@dataclass(frozen=True)
class Ask:
    """A field that whoever makes the letters fills in: `words` stand beside it."""

    key: str
    words: str


@dataclass(frozen=True)
class LetterText:
    """A template in one language; paragraphs of its `body` are parted by empty lines.

    One `meant_for` signers speaks to people as to those who signed.
    """

    title: str
    body: str
    subject: str = ""
    closing: str = ""
    asks: tuple[Ask, ...] = ()
    meant_for: Literal["everyone", "signers"] = "everyone"

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs, each in one line."""
        return self.paragraphs_where(ink_only=True)

    def paragraphs_where(self, *, ink_only: bool) -> list[str]:
        """Those that are printed where signatures count in ink alone, or where they do not."""
        parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", self.body))
        return [
            part.removeprefix(INK_ONLY).strip()
            for part in parts
            if part and (ink_only or not part.startswith(INK_ONLY))
        ]

    @property
    def fields(self) -> list[str]:
        """What the template names in braces, each once."""
        parts = (self.subject, self.body, self.closing)
        return list(dict.fromkeys(name for part in parts for name in merge.fields_in(part)))


@dataclass(frozen=True)
class LetterTemplate:
    """A letter or email by its `ref`, in its languages; `own` was made in the campaign."""

    ref: str
    texts: Mapping[str, LetterText] = field(default_factory=dict)
    own: bool = False

    def text(self, language: str) -> tuple[str, LetterText]:
        """The text in a language, else in English, else in the one there is; and which it was."""
        for one in (language, "en", *self.texts):
            if one in self.texts:
                return one, self.texts[one]
        raise AppError("The template “{ref}” has no text in any language.", ref=self.ref)


def require_sound(text: LetterText, ref: str, kind: TemplateKind = "letter") -> None:
    """AppError where a template is empty, too long, or names a field that there is not.

    An email's subject, or the title in its place, is one line: a line end would begin a head.
    """
    if not text.title.strip() or not text.paragraphs:
        raise AppError("The template “{ref}” needs a title and a body.", ref=ref)
    if len(text.body) > LIMIT:
        raise AppError(
            "The template “{ref}” is longer than {most:,} characters.", ref=ref, most=LIMIT
        )
    if kind == "email" and not one_line(text.subject or text.title):
        raise AppError("The subject of “{ref}” is more than one line: write it in one.", ref=ref)
    asked = {one.key for one in text.asks}
    for key in asked:
        if key in FIELDS or not re.fullmatch(r"[a-z_]{1,30}", key):
            raise AppError(
                "The template “{ref}” asks for “{key}”: give it a name of its own in small "
                "letters.",
                ref=ref, key=key,
            )  # fmt: skip
    known = [*FIELDS, *sorted(asked)]
    merge.require_known(text.subject, known, tr("the subject of “{ref}”", ref=ref))
    merge.require_known(text.body, known, tr("the body of “{ref}”", ref=ref))
    merge.require_known(text.closing, known, tr("the closing of “{ref}”", ref=ref))


@dataclass(frozen=True)
class EmptyField:
    """A field that a template names, and those for whom there is nothing to put there."""

    name: str
    people: Sequence[Contact]


def empty_fields(
    letters: Iterable[tuple[Contact, LetterText, Mapping[str, str]]],
) -> list[EmptyField]:
    """Which fields are empty and for whom, in the order of the template."""
    found: dict[str, list[Contact]] = {}
    for contact, text, values in letters:
        for name in text.fields:
            if not values.get(name, "").strip():
                found.setdefault(name, []).append(contact)
    return [EmptyField(name, people) for name, people in found.items()]


def numbers(people: Sequence[Contact], most: int = 12) -> str:
    """“3, 7 and 12 more”: contacts by the number that people say."""
    shown = ", ".join(str(one.number) for one in people[:most])
    more = len(people) - most
    return tr("{shown} and {more:,} more", shown=shown, more=more) if more > 0 else shown
