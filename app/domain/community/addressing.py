"""By which name somebody is addressed, in the language of what is written to them."""

from __future__ import annotations

from app.domain import names
from app.domain.community.contact import Contact, WrittenName
from app.domain.community.name_parts import family_within
from app.domain.korean import is_hangul

NOBODY = WrittenName("")


def written_name(contact: Contact, language: str) -> WrittenName:
    """The name in the script of a language, the one to address them by first.

    Where none is written so, it is the one to address them by.
    """
    korean = language == "ko"
    fitting = (one for one in contact.names if bool(names.hangul(one.text)) == korean)
    return next(fitting, contact.names[0] if contact.names else NOBODY)


def family_of(name: WrittenName) -> str:
    """The family name: as it is known, else the end of the name at which it stands.

    One that is no part of the name is another's, or a slip: nobody is called by it.
    """
    if family_within(name.text, name.family):
        return name.family
    words = name.text.split()
    if not words:
        return ""
    if len(words) == 1 and is_hangul(words[0]):
        return words[0][0]
    return words[0] if name.order == "family-first" else words[-1]
