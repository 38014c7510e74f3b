"""Dates, languages and bodies as they stand in documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from app.domain.addressee import Addressee
from app.domain.wording import Wording

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def long_date(day: date, language: str = "en") -> str:
    """18 December 2026; in Korean 2026년 12월 18일."""
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_values(day: date) -> dict[str, str]:
    """The parts of a day that a template may name."""
    return {
        "day": long_date(day),
        "year": str(day.year),
        "month": str(day.month),
        "day_number": str(day.day),
    }


def filled(template: str, values: Mapping[str, str]) -> str:
    """`template` with each {key} replaced; what the values hold is not read again."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), template)


def recipient(wording: Wording, addressee: Addressee) -> str:
    """Who is petitioned, within a sentence: “the Home Secretary”."""
    if not wording.recipient:
        return f"the {addressee.name}"
    return re.sub(r"^The ", "the ", wording.recipient)


def language_name(language: str, texts: Mapping[str, str]) -> str:
    """“Korean”; the code where the sheet's texts do not name the language."""
    return texts.get(f"language_{language}", language.upper())


def sentence(text: str) -> str:
    """`text` less the full stop that a template will set."""
    return text.strip().rstrip(" .。")
