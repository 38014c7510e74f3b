"""Telephone numbers in any form, read by the numbering plans of every country (R86)."""

from __future__ import annotations

from app.domain.community.contact import Phone
from app.domain.names import tidy

_HOME = "GB"


def read_phone(written: str, label: str = "") -> Phone:
    """A number as it was written, and in E.164 where it is one; a British one needs no +44."""
    import phonenumbers

    shown = tidy(written)
    try:
        found = phonenumbers.parse(shown, _HOME)
    except phonenumbers.NumberParseException:
        return Phone(shown, "", label)
    if not phonenumbers.is_possible_number(found):
        return Phone(shown, "", label)
    number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return Phone(shown, str(number), label)


def is_landline(number: str) -> bool:
    """Whether a number in E.164 is a fixed line, which takes no text message."""
    import phonenumbers

    found = phonenumbers.parse(number)
    return phonenumbers.number_type(found) == phonenumbers.PhoneNumberType.FIXED_LINE


def as_dialled(number: str) -> str:
    """A number in E.164 as it is dialled from here: digits first, so that a table keeps it."""
    import phonenumbers

    found = phonenumbers.parse(number)
    return str(phonenumbers.format_out_of_country_calling_number(found, _HOME))
