"""What an organiser writes, and the exact text that a petition prints from it.

A wording's *frozen* part (addressee, form, title, petitioners, declaration,
request) has a hash that is printed on every sheet; organiser, return, privacy,
dates and translations are print details and do not change it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.addressee import Addressee, FormPart


@dataclass(frozen=True)
class Organiser:
    """Who stands behind the petition; `address` one line each, postcode last (R84)."""

    name: str
    address: tuple[str, ...]
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Return:
    """Where signed sheets go back to, and by when."""

    address: tuple[str, ...]
    by: date | None = None


@dataclass(frozen=True)
class Privacy:
    """What the notice on the sheet says (R62, R64, R65)."""

    controller: str
    retention: date
    contact: str
    complaints: str
    url: str = ""


@dataclass(frozen=True)
class Translation:
    """A labelled version in another language; it binds nobody (R7)."""

    title: str = ""
    petitioners: str = ""
    declares: str = ""
    requests: str = ""
    translator: str = ""


@dataclass(frozen=True)
class Wording:
    """One petition as its organiser wrote it, fixed phrases not included."""

    ref: str
    addressee: str
    title: str
    petitioners: str
    declares: str
    requests: str
    organiser: Organiser
    return_to: Return
    privacy: Privacy
    recipient: str = ""
    recipient_address: tuple[str, ...] = ()
    language: str = "en"
    petitioner_count: int | None = None
    area: tuple[str, ...] = ()
    target: int | None = None
    opens: date | None = None
    closes: date | None = None
    translations: dict[str, Translation] = field(default_factory=dict)

    @property
    def singular(self) -> bool:
        """Whether one person petitions, which changes the fixed phrases (R2)."""
        return self.petitioner_count == 1

    def title_in(self, language: str) -> str:
        """The title translated into `language`, else the binding one."""
        own = self.translations.get(language)
        return (own.title if own else "") or self.title


@dataclass(frozen=True)
class TextPart:
    """One paragraph as printed: the fixed `lead`, what was written, the fixed `tail`."""

    key: str
    lead: str
    text: str
    tail: str

    @property
    def whole(self) -> str:
        """The paragraph as one string."""
        if self.lead and self.text:
            return f"{self.lead} {self.text}{self.tail}"
        return f"{self.lead}{self.text}{self.tail}"


def compose(wording: Wording, addressee: Addressee) -> tuple[TextPart, ...]:
    """The form of words in full, as the addressee requires it (for the Commons R1 to R4)."""
    tidy = without_fixed_phrases(wording, addressee)
    return tuple(_compose_part(part, tidy, addressee) for part in addressee.parts)


def prayer(wording: Wording, addressee: Addressee) -> TextPart:
    """The request alone, for later sheets where the addressee allows that (R9)."""
    return next(part for part in compose(wording, addressee) if part.key == "requests")


def _compose_part(part: FormPart, wording: Wording, addressee: Addressee) -> TextPart:
    lead = part.singular if wording.singular and part.singular else part.lead
    office = re.sub(r"^The ", "the ", wording.recipient)
    lead = lead.replace("{recipient}", office)
    text = str(getattr(wording, part.field)) if part.field else ""
    if part.field:
        text = addressee.complete(part.field, text).strip()
        if part.tail:
            text = text.rstrip(" .,;")
    return TextPart(part.key, lead, text, part.tail)


def without_fixed_phrases(wording: Wording, addressee: Addressee) -> Wording:
    """The wording less any fixed phrase typed at the start of a field."""
    changes: dict[str, str] = {}
    for name in ("petitioners", "declares", "requests"):
        text = str(getattr(wording, name))
        phrase = addressee.typed_fixed_phrase(name, text)
        if phrase:
            changes[name] = text.strip()[len(phrase) :].lstrip(" ,:")
    return replace(wording, **changes)  # type: ignore[arg-type]  # all are text fields


def wording_hash(wording: Wording, addressee: Addressee) -> str:
    """SHA-256 in hex over what freezes; its first eight digits are printed."""
    tidy = without_fixed_phrases(wording, addressee)
    form = f"{addressee.form}/{'singular' if tidy.singular else 'plural'}"
    if tidy.language != "en":  # the fixed phrases are then in that language
        form += f"/{tidy.language}"
    frozen = [
        tidy.addressee,
        tidy.recipient,
        form,
        tidy.title,
        tidy.petitioners,
        tidy.declares,
        tidy.requests,
    ]
    text = json.dumps([unicodedata.normalize("NFC", item) for item in frozen], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def printed_hash(full: str) -> str:
    """The hash as it stands on the sheet: “4f1c 92ab”."""
    return f"{full[:4]} {full[4:8]}"
