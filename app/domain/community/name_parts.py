"""A name and its parts, as files of other programs want them and as it is written here."""

from __future__ import annotations

import re

from app.domain.community.contact import Contact, Order, WrittenName

_HANGUL = re.compile(r"[\uac00-\ud7a3]+")


def full_name(given: str, middle: str, family: str) -> str:
    """A name from its parts: in Hangul the family name stands first, without a space (R88)."""
    own = " ".join(filter(None, (given, middle)))
    if family and own and _HANGUL.fullmatch(own.replace(" ", "")) and _HANGUL.fullmatch(family):
        return family + own.replace(" ", "")
    return " ".join(filter(None, (own, family)))


def order_shown(text: str, family: str) -> Order:
    """In which order a name is written, where its family name shows it."""
    if not family or family == text:
        return ""
    if text.startswith(family):
        return "family-first"
    return "given-first" if text.endswith(family) else ""


def given_part(name: WrittenName) -> str:
    """What of a name is not the family name."""
    shown = order_shown(name.text, name.family)
    if shown == "family-first":
        return name.text.removeprefix(name.family).strip()
    if shown == "given-first":
        return name.text.removesuffix(name.family).strip()
    words = name.text.split()
    return " ".join(one for one in words if one != name.family) or name.text


def is_body(contact: Contact) -> bool:
    """Whether other programs have to keep a contact as an organisation: it has no family name."""
    return contact.kind not in {"person", "member"} and not contact.names[0].family
