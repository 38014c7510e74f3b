"""Why two signatures may be of one person, in words: what agrees, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from app.domain.duplicates.people import Name, Part
from app.domain.duplicates.person import Person
from app.domain.duplicates.weights import LEVELS
from app.messages import tr

_AT = {name: {level: at for at, level in enumerate(levels)} for name, levels in LEVELS.items()}


class _Asked(Protocol):
    def __call__(self, name: str, *wanted: str) -> bool: ...


def reasons(
    levels: Mapping[str, int], a: Person, b: Person, name_a: Name, name_b: Name
) -> tuple[str, ...]:
    """Sentences without a full stop, those for one person first; no level is -1.

    `levels` are places in LEVELS of each comparison.
    """

    def at(name: str, *wanted: str) -> bool:
        return any(levels.get(name, -1) == _AT[name][level] for level in wanted)

    told = [_place(at, a, b), *_names(at, levels, a, b, name_a, name_b), *_contacts(at)]
    told += [*_against(at), *_middle(at, name_a, name_b)]
    return tuple(one for one in told if one)


def _place(at: _Asked, a: Person, b: Person) -> str:
    number, street = at("number", "same"), at("street", "same", "close")
    told = ""
    if at("postcode", "same"):
        whole = number and at("street", "same")
        told = tr("same postcode and house number") if number else tr("same postcode")
        told = tr("same address") if whole else told
    elif number and street:
        told = tr("same street and house number")
    elif at("street", "same"):
        told = tr("same street")
    elif at("postcode", "area"):
        told = tr("same postcode district")
    if not at("postcode", "close"):
        return told
    codes = tr("postcodes {a} and {b} are a slip apart", a=a.postcode, b=b.postcode)
    return f"{told}; {codes}" if told else codes


def _names(
    at: _Asked, levels: Mapping[str, int], a: Person, b: Person, name_a: Name, name_b: Name
) -> list[str]:
    given, family = levels.get("given", -1), levels.get("family", -1)
    formed = _AT["given"]["form"]
    turned = at("order", "swapped")
    if given == 0 and family == 0 and not turned:
        whole = not at("middle", "different")
        return [tr("same name") if whole else tr("same given and family name")]
    if given in {0, formed} and family in {0, formed}:
        if turned and given == family == 0:
            return [tr("same name in the other order")]
        if _korean(name_a, name_b):
            return [tr("{a} / {b} are spellings of one name", a=a.name, b=b.name)]
        return [tr("{a} and {b} are forms of one name", a=a.name, b=b.name)]
    told = [_family(at), _given(at, name_a.given, name_b.given, turned=turned)]
    return [one for one in told if one]


def _korean(one: Name, other: Name) -> bool:
    return bool(one.given.korean or other.given.korean)


def _family(at: _Asked) -> str:
    if at("family", "same"):
        return tr("same family name")
    if at("family", "form"):
        return tr("family names are spellings of one")
    return tr("family names are a slip apart") if at("family", "close") else ""


def _given(at: _Asked, one: Part, other: Part, *, turned: bool) -> str:
    if at("given", "initial"):
        return _initial(one, other) if one and other and not turned else tr("the initial fits")
    sentences = (
        ("same", tr("same given name")),
        ("form", tr("given names are forms of one")),
        ("close", tr("given names are a slip apart")),
        ("alike", tr("given names look alike")),
    )
    return next((words for level, words in sentences if at("given", level)), "")


def _initial(one: Part, other: Part) -> str:
    short, long = sorted((one.latin or one.hangul, other.latin or other.hangul), key=len)
    if len(long) == 1:
        return tr("same initial")
    return tr("{initial}. may stand for {name}", initial=short.upper(), name=long.title())


def _middle(at: _Asked, one: Name, other: Name) -> list[str]:
    a, b = one.generation, other.generation
    if a != b:
        both = tr("but one is called {a}, the other {b}", a=a, b=b)
        return [both if a and b else tr("but one is called {a}", a=a or b)]
    return [tr("but the middle names differ")] if at("middle", "different") else []


def _contacts(at: _Asked) -> list[str]:
    return [
        sentence
        for name, level, sentence in (
            ("phone", "same", tr("same telephone number")),
            ("phone", "close", tr("telephone numbers are a digit apart")),
            ("email", "same", tr("same email address")),
            ("email", "close", tr("email addresses are a slip apart")),
            ("born", "same", tr("same date of birth")),
            ("born", "close", tr("dates of birth are a slip apart")),
        )
        if at(name, level)
    ]


def _against(at: _Asked) -> list[str]:
    return [
        sentence
        for name, level, sentence in (
            ("given", "different", tr("but the given names differ")),
            ("given", "other initial", tr("but the initials differ")),
            ("family", "different", tr("but the family names differ")),
            ("number", "flat missing", tr("but one names no flat")),
            ("number", "other flat", tr("but the flats differ")),
            ("number", "close", tr("but the house numbers are a digit apart")),
            ("number", "different", tr("but the house numbers differ")),
            ("street", "different", tr("but the streets differ")),
            ("postcode", "different", tr("but the postcodes differ")),
            ("phone", "different", tr("but the telephone numbers differ")),
            ("email", "different", tr("but the email addresses differ")),
            ("born", "different", tr("but the dates of birth differ")),
        )
        if at(name, level)
    ]


_TELLING = (
    (tr("postcodes {a} and {b} are a slip apart"), tr("postcodes are a slip apart")),
    (tr("{a} / {b} are spellings of one name"), tr("names are spellings of one")),
    (tr("{a} and {b} are forms of one name"), tr("names are forms of one")),
    (tr("{initial}. may stand for {name}"), tr("the initial fits")),
    (tr("but one is called {a}, the other {b}"), tr("but the middle names differ")),
    (tr("but one is called {a}"), tr("but one has a middle name")),
)
"""The reasons that hold something of a person, and what is said in their place."""

_UNTOLD = tuple(
    (re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(words)) + "$"), instead)
    for words, instead in _TELLING
)


def unnamed(told: Iterable[str]) -> list[str]:
    """Reasons without anything of the two people, where one of them may not be named."""
    return [_untold(reason) for reason in told]


def _untold(reason: str) -> str:
    for pattern, instead in _UNTOLD:
        if pattern.search(reason):
            return pattern.sub(instead, reason)
    return reason
