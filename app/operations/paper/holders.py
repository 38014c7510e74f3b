"""Collectors and venues: kept when a sheet is first issued to them, reached when it is late."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from app.domain import names
from app.domain.custody import Person
from app.errors import AppError
from app.messages import tr
from app.store.holders import HolderKind
from app.store.store import Store

NAME_LIMIT = 100
_NEAR = 0.75
"""From how alike on two names may be one."""

LANGUAGES = ("en", "ko")
"""The languages in which a holder can be written to."""


def require_name(what: str, text: str) -> str:
    """`text` as a name in NFC with single spaces; AppError when it is too long."""
    name = names.tidy(text)
    if len(name) > NAME_LIMIT:
        raise AppError(
            "The name of the {what} has {count} characters; the most is {limit}.",
            what=what,
            count=len(name),
            limit=NAME_LIMIT,
        )
    return name


def known_holder(store: Store, kind: HolderKind, name: str) -> str:
    """The id of that collector or venue, kept now if new; empty for an empty name."""
    if not name:
        return ""
    return store.holders.known(kind, name) or store.holders.put(kind, Person("", name))


def is_new(store: Store, kind: HolderKind, name: str) -> str:
    """That `name` is kept for the first time, and whom it may mean; empty where it is known."""
    written = require_name(kind, name)
    if not written or store.holders.known(kind, written):
        return ""
    known = {one.name.casefold(): one.name for one in store.holders.all(kind)}
    near = get_close_matches(written.casefold(), known, 1, _NEAR)
    if near:
        return tr("{name} is a new volunteer. Did you mean {near}?", name=written,
                  near=known[near[0]])  # fmt: skip
    return tr("{name} is a new volunteer.", name=written)


def change(
    store: Store,
    kind: HolderKind,
    name: str,
    *,
    contact: str | None = None,
    language: str | None = None,
    new_name: str | None = None,
) -> Person:
    """Keeps how a collector or venue is reached, and in which language; new ones are made."""
    known = store.holders.known(kind, require_name(kind, name))
    person = store.holders.by_id()[known] if known else Person("", require_name(kind, name))
    if language is not None and language not in LANGUAGES:
        raise AppError(
            "There are no letters in the language “{language}”: choose one of {known}.",
            language=language,
            known=", ".join(LANGUAGES),
        )
    person = replace(
        person,
        name=require_name(kind, new_name) if new_name else person.name,
        contact=person.contact if contact is None else require_name("contact", contact),
        language=language or person.language,
    )
    if not person.name:
        raise AppError("A {kind} needs a name.", kind=kind)
    with store.step(tr("Change a {kind}", kind=kind)):
        key = store.holders.put(kind, person)
    return replace(person, id=key)
