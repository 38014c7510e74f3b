"""Who may be somebody that is to be left alone: by the name in either script, or a way to them.

It is stricter than what makes two people one: it has to be looked at by a person, not to be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from app.domain import names
from app.domain.community.contact import Contact
from app.domain.duplicates.people import Name, Part

_PHONE_END = 9

Key = tuple[object, ...]


class _Met(NamedTuple):
    """A marked contact (its id) by one of its names; None by anything else."""

    contact: str
    name: Name | None


class Marked:
    """Finds marked contacts who may be a contact; `read` takes a name apart."""

    def __init__(self, read: Callable[[str], Name], marked: Iterable[Contact]) -> None:
        self._read = read
        self._met: dict[Key, list[_Met]] = {}
        for one in marked:
            for key, name in self._keys(one):
                self._met.setdefault(key, []).append(_Met(one.id, name))

    def who(self, contact: Contact) -> list[str]:
        """The ids of the marked contacts who may be this one."""
        if not self._met:
            return []
        found: dict[str, None] = {}
        for key, name in self._keys(contact):
            for met in self._met.get(key, ()):
                if met.contact != contact.id and _may_be(name, met.name):
                    found[met.contact] = None
        return list(found)

    def _keys(self, contact: Contact) -> Iterable[tuple[Key, Name | None]]:
        """What a contact is looked up by: a person is never compared with an organisation."""
        person = contact.kind == "person"
        for phone in contact.phones:
            digits = re.sub(r"\D", "", phone.number or phone.written)
            if digits:
                yield (person, "phone", digits[-_PHONE_END:]), None
        for email in contact.emails:
            yield (person, "email", email.address.strip().casefold()), None
        for written in contact.names:
            worded = person and not any(one.isdigit() for one in written.text)  # “Guest 2”
            name = self._read(written.text) if worded else None
            if name and (name.given or name.family):
                yield (person, *sorted(_heard(one) for one in _parts(name))), name
            elif letters := names.letters(written.text):
                yield (person, "letters", letters), None


def _parts(name: Name) -> list[Part]:
    return [one for one in (name.given, name.family) if one]


def _heard(part: Part) -> str:
    """What all spellings of a part share: the sounds of a Korean one, else its letters."""
    sounds = part.sounds
    return f"={sounds.skeleton}" if sounds else part.letters


def _may_be(one: Name | None, other: Name | None) -> bool:
    """Whether two names with the same keys can be one: 순 and 선 share their consonants alone."""
    if one is None or other is None:
        return one is other
    if one.generation != other.generation:
        return False
    if one.middle and other.middle and one.middle.letters[:1] != other.middle.letters[:1]:
        return False
    theirs = {_heard(part): part.sounds for part in _parts(other)}
    for part in _parts(one):
        mine, heard = part.sounds, theirs[_heard(part)]
        if mine and heard and not mine.may_be(heard):
            return False
    return True
