"""What is put into the fields of a letter: those of all letters once, those of each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.documents.words import filled, long_date, recipient, sentence
from app.domain.community.addressing import written_name
from app.domain.community.consent import Purpose
from app.domain.community.contact import LANGUAGES, Contact
from app.domain.community.salutation import salutation
from app.domain.outreach import post
from app.domain.outreach.letter import FIELDS, OF_EACH, LetterTemplate
from app.domain.wording import Organiser, Wording, prayer
from app.errors import AppError
from app.intake.mailing import mailing_texts
from app.intake.templates import body_of, pack_texts
from app.messages import tr
from app.operations.counting import validity
from app.operations.outreach import senders
from app.operations.paper import sheets
from app.store.petitions import PetitionRecord
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.mailing.letters import LetterForm


@dataclass(frozen=True)
class Merge:
    """A template with the fields that are the same in all letters; `values` by language."""

    template: LetterTemplate
    sender: Organiser
    purpose: Purpose
    day: date
    ink_only: bool
    of_all: Mapping[str, Mapping[str, str]]

    def values(self, language: str) -> Mapping[str, str]:
        """The fields that are the same in all letters in a language."""
        return self.of_all[language]

    def fields(self, one: Contact, language: str) -> dict[str, str]:
        """The fields of one person."""
        return {
            "name": written_name(one, language).text,
            "salutation": salutation(one, language),
            "address": ", ".join(post.address_lines(one.address)),
            "postcode": one.address.postcode,
            "role": one.role,
            "number": str(one.number),
        }

    def forms(self, languages: Iterable[str]) -> dict[str, LetterForm]:
        """What all letters in each of these languages share."""
        return {one: self._form(one) for one in sorted(languages)}

    def _form(self, language: str) -> LetterForm:
        from app.documents.mailing.letters import LetterForm

        text, values = self.template.texts[language], self.values(language)
        words = mailing_texts(language)["letter"]
        address = ", ".join(self.sender.address)
        *ways, last = [way for way in (address, self.sender.email, self.sender.phone) if way]
        said = {
            **values,
            "about": filled(words[f"about_{self.purpose}"], values),
            "contact": words["contact_join"].join([", ".join(ways), last] if ways else [last]),
        }
        return LetterForm(
            language,
            values,
            _sender(self.sender),
            long_date(self.day, language),
            text.subject,
            tuple(text.paragraphs_where(ink_only=self.ink_only)),
            text.closing or words["closing"],
            filled(words["signed"], values),
            filled(words["stop_person"], said),
            filled(words["stop_office"], said),
            words["comma"],
            words["page"],
        )


def _sender(organiser: Organiser) -> tuple[str, ...]:
    contact = [text for text in (organiser.email, organiser.phone) if text]
    return (organiser.name, *organiser.address, *contact)


def merge_for(
    store: Store,
    record: PetitionRecord,
    purpose: Purpose,
    template: LetterTemplate,
    given: Mapping[str, str],
    day: date,
    *,
    what: str = tr("This letter"),
) -> Merge:
    """The template with what is known of the petition and what was `given` for its own fields.

    A field given as “ko.when” is that of the letter in Korean alone. AppError where one is not the
    letter's, or one that it asks for is missing.
    """
    asked = {one.key: one.words for text in template.texts.values() for one in text.asks}
    for key in given:
        field = _without_language(key)
        if field in OF_EACH or (field not in asked and field not in FIELDS):
            raise AppError(
                "There is no field “{key}” to fill in: {what} asks for {known}.",
                key=key,
                what=what[:1].lower() + what[1:],
                known=", ".join(asked) or tr("nothing"),
            )
    texts = {language: _in_language(given, language) for language in template.texts}
    missing = [key for key in asked if not all(one.get(key, "").strip() for one in texts.values())]
    if missing:
        raise AppError(
            "{what} asks for {missing}: give a text for each.",
            lacks="asked",
            what=what,
            missing=", ".join(f"“{asked[key]}” ({key})" for key in missing),
        )
    sender = senders.sender_of(store, record.wording)
    of_all = {
        language: {**_known(store, record, sender, language, day), **texts[language]}
        for language in template.texts
    }
    ink_only = validity.rules(store, record.ref).online == "similar"
    return Merge(template, sender, purpose, day, ink_only, of_all)


def _without_language(key: str) -> str:
    language, _, field = key.partition(".")
    return field if language in LANGUAGES else key


def _in_language(given: Mapping[str, str], language: str) -> dict[str, str]:
    """What was given for a language: a text for that one alone (“ko.when”) goes first."""
    begin = f"{language}."
    own = {key.removeprefix(begin): text for key, text in given.items() if key.startswith(begin)}
    common = {key: text for key, text in given.items() if _without_language(key) == key}
    return {**common, **{key: text for key, text in own.items() if text.strip()}}


def recipient_in(wording: Wording, language: str) -> str:
    """Who is petitioned, by the name that a language has for them."""
    body = body_of(wording)
    named = pack_texts(language).get("names", {}).get(body.ref, "")
    return str(named) if named and not wording.recipient else recipient(wording, body)


def _known(
    store: Store, record: PetitionRecord, organiser: Organiser, language: str, day: date
) -> dict[str, str]:
    wording, body = record.wording, body_of(record.wording)
    own = wording.translations.get(language)
    valid = sheets.counts(store, record.ref).valid
    asks = (own.requests if own else "") or prayer(wording, body).text
    addressee = recipient_in(wording, language)
    return {
        "petition": wording.title_in(language),
        "request": sentence(asks),
        "addressee": addressee[:1].upper() + addressee[1:],
        "count": f"{valid:,}" if valid else "",
        "target": f"{wording.target:,}" if wording.target else "",
        "closes": long_date(wording.closes, language) if wording.closes else "",
        "date": long_date(day, language),
        "sender": organiser.name,
        "sender_address": ", ".join(organiser.address),
        "sender_email": organiser.email,
        "sender_phone": organiser.phone,
    }
