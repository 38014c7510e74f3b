"""How a letter begins: the words before the name, and those after it."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.community.addressing import written_name
from app.domain.community.contact import Contact
from app.domain.community.name_parts import family_within

_ENGLISH: Mapping[str, str] = {
    "person": "Dear {name}",
    "named": "Dear {name}",
    "newspaper": "Dear Editor of {name}",
    "group": "Dear all at {name}",
    "": "Dear Sir or Madam",
}
_KOREAN: Mapping[str, str] = {
    "person": "{name} 님께",
    "named": "{name} 의원님께",
    "newspaper": "{name} 편집장님께",
    "group": "{name} 담당자님께",
    "": "담당자님께",
}
_OFFICES = {"council", "member"}
"""A Member or a councillor is written to by name: their contact has a family name."""


def salutation(contact: Contact, language: str) -> str:
    """The first line of a letter to a contact, without a comma at its end."""
    forms = _KOREAN if language == "ko" else _ENGLISH
    written = written_name(contact, language)
    form = "group"
    if not written.text:
        form = ""
    elif contact.kind == "member" or (
        contact.kind in _OFFICES and family_within(written.text, written.family)
    ):
        form = "named"
    elif contact.kind in {"person", "newspaper"}:
        form = contact.kind
    name = written.text
    if forms is _KOREAN and form == "named":
        name = name.removesuffix(" MP").removeprefix("Councillor ")
    return forms[form].format(name=name)
