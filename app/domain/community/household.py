"""How a household is addressed on one label: each of them named, nobody twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain import names
from app.domain.community.addressing import family_of, written_name
from app.domain.community.contact import Contact

_NAMED = 3
"""How many people are named one by one; of more the family or the house is named."""

_ANY_HOUSEHOLD = frozenset({
    "the", "and", "family", "household", "householder", "occupier", "house", "home", "mr", "mrs",
    "ms", "miss", "mx", "dr", "rev", "님", "댁", "가족",
})  # fmt: skip
"""Words of a household's own name that tell nothing of who lives there."""

NOBODY = {"en": "The householder", "ko": "댁내 여러분"}
"""For an address whose people must not be named."""


def household_name(
    people: Sequence[Contact],
    own_name: str = "",
    language: str = "en",
    *,
    others: Sequence[Contact] = (),
) -> str:
    """The line by which `people` of one address are addressed together.

    `own_name` is the one that the household asked for. It is used only where it tells of nobody
    among the `others` who live there and must not be named here. The line is Korean where the
    language is and each of them has a name in Hangul.
    """
    shown = [one for one in people if one.name]
    if own_name and not (others and _tells(own_name, shown)):
        return own_name
    if language == "ko" and all(names.hangul(written_name(one, "ko").text) for one in shown):
        return _korean(shown)
    if not shown:
        return NOBODY["en"]
    groups = [written_name(one, "en").text for one in shown if one.kind != "person"]
    persons = [one for one in shown if one.kind == "person"]
    return _joined([*_english(persons), *dict.fromkeys(groups)])


def _tells(own_name: str, shown: Sequence[Contact]) -> bool:
    """Whether a household's own name may tell of more people than the `shown`.

    It may be anybody's pet name, so only what they bear themselves and words for any household
    tell nothing.
    """
    borne = {word for one in shown for word in _words(one)}
    said = re.findall(r"[\w’'-]+", own_name.casefold())
    return any(
        word not in borne and word.removesuffix("s") not in borne and word not in _ANY_HOUSEHOLD
        for word in said
    )


def _words(contact: Contact) -> set[str]:
    parts = [part for one in contact.names for part in (*one.text.split(), one.family) if part]
    return {part.casefold() for part in parts}


def _korean(shown: Sequence[Contact]) -> str:
    """“김민준·리순자 님”: a Korean couple keeps two family names, so people are named."""
    persons = [written_name(one, "ko").text for one in shown if one.kind == "person"]
    persons = list(dict.fromkeys(persons))
    groups = [written_name(one, "ko").text for one in shown if one.kind != "person"]
    together = "·".join(persons)
    if not together.endswith("님"):  # as “김 목사님” is written already
        together += " 님"
    named = [together] if 0 < len(persons) <= _NAMED else []
    if len(persons) > _NAMED:
        named = [f"{persons[0]} 님 댁"]
    return ", ".join([*named, *dict.fromkeys(groups)]) or NOBODY["ko"]


def _english(persons: Sequence[Contact]) -> list[str]:
    """One by their name, several by what they share, others side by side."""
    written = [written_name(one, "en") for one in persons]
    whole = list(dict.fromkeys(one.text for one in written))
    families = list({family_of(one).casefold(): family_of(one) for one in written}.values())
    if len(whole) < 2 or any(names.hangul(one) for one in whole):
        return whole  # “The 김 family” would be neither English nor Korean
    if len(families) == 1:
        return [f"The {families[0]} family"]
    if len(families) == len(whole) and len(whole) <= _NAMED:
        return whole
    return [f"The {_joined(families)} {'family' if len(families) == 2 else 'household'}"]


def _joined(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
