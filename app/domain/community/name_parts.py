"""A name and its parts, as files of other programs want them and as it is written here."""

from __future__ import annotations

import re

from app.domain.community.contact import Contact, Order, WrittenName
from app.domain.names import tidy

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
"""Hangul, Chinese characters and kana: in a name of these no space need part the family name."""

_ONLY_UNSPACED = re.compile(f"[{_UNSPACED} ]+")


def is_unspaced(text: str) -> bool:
    """Whether a name is in a script in which the family name stands first, without a space."""
    return bool(_ONLY_UNSPACED.fullmatch(text))


def full_name(given: str, middle: str, family: str) -> str:
    """A name from its parts: in Hangul the family name stands first, without a space (R88)."""
    own = " ".join(filter(None, (given, middle)))
    if family and own and is_unspaced(own) and is_unspaced(family):
        return family + own.replace(" ", "")
    return " ".join(filter(None, (own, family)))


def family_within(text: str, family: str) -> str:
    """A part of a name as it stands in it, whatever its capitals; empty where it does not."""
    found = _places(text, family)
    return text[found[0][0] : found[0][1]] if found else ""


def stands_apart(name: WrittenName) -> bool:
    """Whether a family name is said that is no part of its name."""
    family = tidy(name.family)
    return bool(family) and not family_within(tidy(name.text), family)


def _places(text: str, part: str) -> list[tuple[int, int]]:
    """Where a part stands in a name, as whole words: “Kim” is no part of “Kimberly”."""
    if not part:
        return []
    for flags in (0, re.IGNORECASE):
        found = [one.span() for one in re.finditer(re.escape(part), text, flags)]
        whole = [(start, end) for start, end in found if _is_whole(text, start, end)]
        if whole:
            return whole
    return []


def _is_whole(text: str, start: int, end: int) -> bool:
    before = not start or not text[start - 1].isalnum() or not text[start].isalnum()
    after = end == len(text) or not text[end].isalnum() or not text[end - 1].isalnum()
    return before or after if is_unspaced(text[start:end]) else before and after


def order_shown(text: str, family: str) -> Order:
    """In which order a name is written, where its family name shows it.

    Where that stands at both ends, the usual one of its script holds.
    """
    if not family or family == text:
        return ""
    shown: list[Order] = []
    for start, end in _places(text, family):
        shown += ["family-first"] if not start else []
        shown += ["given-first"] if end == len(text) else []
    usual: Order = "family-first" if is_unspaced(family) else "given-first"
    return usual if usual in shown else next(iter(shown), "")


def given_part(name: WrittenName) -> str:
    """What of a name is not the family name."""
    found = [one for one in _places(name.text, name.family) if name.family != name.text]
    if not found:
        return name.text
    first = (name.order or order_shown(name.text, name.family)) == "family-first"
    start, end = found[0] if first else found[-1]
    return " ".join(f"{name.text[:start]} {name.text[end:]}".split()) or name.text


def is_body(contact: Contact) -> bool:
    """Whether other programs have to keep a contact as an organisation: it has no family name."""
    return contact.kind not in {"person", "member"} and not contact.names[0].family
