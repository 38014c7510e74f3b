"""Letters to merge: those that are shipped, and the group's own in their place or beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.community.contact import LANGUAGES
from app.domain.names import tidy
from app.domain.outreach.letter import LetterTemplate, LetterText, require_sound
from app.errors import AppError, NotFoundError
from app.intake import mailing as shipped
from app.messages import tr
from app.store.store import Store

NAME_LIMIT = 60


def templates(store: Store) -> dict[str, LetterTemplate]:
    """Every letter by name: the shipped ones, each text of the group's own in its place."""
    found = dict(shipped.letters())
    for own in store.letter_templates.all():
        before = found.get(own.ref)
        found[own.ref] = replace(own, texts={**before.texts, **own.texts}) if before else own
    return found


def template(store: Store, ref: str) -> LetterTemplate:
    """The letter of that name; NotFoundError names those there are."""
    known = templates(store)
    found = known.get(tidy(ref)) or known.get(tidy(ref).casefold())
    if found is None:
        raise NotFoundError(
            "There is no letter “{ref}”: choose one of {known}.", ref=ref, known=", ".join(known)
        )
    return found


def keep_template(store: Store, ref: str, language: str, text: LetterText) -> LetterTemplate:
    """Keeps a letter's text in a language, in the place of what was there."""
    name = tidy(ref)
    if not re.fullmatch(r"[\w .,()'’-]{1,60}", name):
        raise AppError(
            "A letter’s name has up to {most} letters, digits, spaces and dashes.", most=NAME_LIMIT
        )
    if language not in LANGUAGES:
        raise AppError(
            "There are no letters in “{language}”: choose one of {known}.",
            language=language, known=", ".join(LANGUAGES),
        )  # fmt: skip
    require_sound(text, name)
    alike = {one.casefold(): one for one in templates(store)}
    name = alike.get(name.casefold(), name)
    own = _own(store).get(name, LetterTemplate(name, own=True))
    with store.step(tr("Keep the letter “{name}”", name=name)):
        store.letter_templates.keep(replace(own, texts={**own.texts, language: text}))
    return template(store, name)


def remove_template(store: Store, ref: str, language: str = "") -> bool:
    """Takes away the group's own letter, or its text in one language.

    Gives whether the shipped one stands in its place now. NotFoundError where none is kept.
    """
    name = tidy(ref)
    own = _own(store).get(name)
    if own is None:
        raise NotFoundError("There is no letter of your own called “{ref}”.", ref=ref)
    if language and language not in own.texts:
        raise NotFoundError(
            "Your own letter “{ref}” has no text in “{language}”: it has {known}.",
            ref=ref, language=language, known=", ".join(own.texts),
        )  # fmt: skip
    rest = {key: one for key, one in own.texts.items() if language and key != language}
    with store.step(tr("Remove the letter “{name}”", name=name)):
        store.letter_templates.keep(replace(own, texts=rest))
    before = shipped.letters().get(name)
    return before is not None and (not language or language in before.texts)


def _own(store: Store) -> Mapping[str, LetterTemplate]:
    return {one.ref: one for one in store.letter_templates.all()}
