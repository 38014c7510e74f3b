"""Letters and emails to merge: the shipped ones, the group's own in their place or beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain.community.contact import LANGUAGES
from app.domain.names import tidy
from app.domain.outreach.letter import (
    KINDS,
    LetterTemplate,
    LetterText,
    TemplateKind,
    require_sound,
)
from app.errors import AppError, NotFoundError
from app.intake.email_texts import emails
from app.intake.mailing import letters
from app.messages import tr
from app.store.store import Store

NAME_LIMIT = 60

_SHIPPED: Mapping[TemplateKind, Callable[[], Mapping[str, LetterTemplate]]] = {
    "letter": letters,
    "email": emails,
}


def templates(store: Store, kind: TemplateKind) -> dict[str, LetterTemplate]:
    """Every one of a kind by name: the shipped ones, each text of the group's own in its place."""
    found = dict(_SHIPPED[kind]())
    for own in store.letter_templates.all(kind):
        before = found.get(own.ref)
        found[own.ref] = replace(own, texts={**before.texts, **own.texts}) if before else own
    return found


def template(store: Store, kind: TemplateKind, ref: str) -> LetterTemplate:
    """The letter or email of that name; NotFoundError names those there are."""
    known = templates(store, kind)
    found = known.get(tidy(ref)) or known.get(tidy(ref).casefold())
    if found is None:
        raise NotFoundError(
            "There is no {kind} “{ref}”: choose one of {known}, or keep one of your own.",
            lacks="template", kind=KINDS[kind], ref=ref, known=", ".join(known),
        )  # fmt: skip
    return found


def keep_template(
    store: Store, kind: TemplateKind, ref: str, texts: Mapping[str, LetterText]
) -> LetterTemplate:
    """Keeps a text in each language given, in the place of what was there, in one step."""
    name = tidy(ref)
    if not re.fullmatch(r"[\w .,()'’-]{1,60}", name):
        raise AppError(
            "The name of a letter or email has up to {most} letters, digits, spaces and dashes.",
            most=NAME_LIMIT,
        )
    for language, text in texts.items():
        if language not in LANGUAGES:
            raise AppError(
                "Letters and emails are not written in “{language}”: choose one of {known}.",
                language=language, known=", ".join(LANGUAGES),
            )  # fmt: skip
        require_sound(text, name, kind)
    alike = {one.casefold(): one for one in templates(store, kind)}
    name = alike.get(name.casefold(), name)
    own = _own(store, kind).get(name, LetterTemplate(name, own=True))
    with store.step(tr("Keep the {kind} “{name}”", kind=KINDS[kind], name=name)):
        store.letter_templates.keep(kind, replace(own, texts={**own.texts, **texts}))
    return template(store, kind, name)


def remove_template(store: Store, kind: TemplateKind, ref: str, language: str = "") -> bool:
    """Takes away the group's own letter or email, or its text in one language.

    Gives whether the shipped one stands in its place now. NotFoundError where none is kept.
    """
    name = tidy(ref)
    own = _own(store, kind).get(name)
    if own is None:
        raise NotFoundError(
            "There is no {kind} of your own called “{ref}”.", kind=KINDS[kind], ref=ref
        )
    if language and language not in own.texts:
        raise NotFoundError(
            "Your own {kind} “{ref}” has no text in “{language}”: it has {known}.",
            kind=KINDS[kind], ref=ref, language=language, known=", ".join(own.texts),
        )  # fmt: skip
    rest = {key: one for key, one in own.texts.items() if language and key != language}
    with store.step(tr("Remove the {kind} “{name}”", kind=KINDS[kind], name=name)):
        store.letter_templates.keep(kind, replace(own, texts=rest))
    before = _SHIPPED[kind]().get(name)
    return before is not None and (not language or language in before.texts)


def _own(store: Store, kind: TemplateKind) -> Mapping[str, LetterTemplate]:
    return {one.ref: one for one in store.letter_templates.all(kind)}
