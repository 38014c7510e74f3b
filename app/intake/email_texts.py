"""Reads the emails that are shipped, and the fixed words round them."""

from __future__ import annotations

import tomllib
from functools import cache

from app.domain.community.contact import LANGUAGES
from app.domain.outreach.letter import LetterTemplate, LetterText
from app.intake.mailing import text_from_table
from app.intake.templates import TEMPLATES


@cache
def emails() -> dict[str, LetterTemplate]:
    """The emails that are shipped, by name, each in the languages that it has."""
    found: dict[str, dict[str, LetterText]] = {}
    for language in LANGUAGES:
        for path in sorted((TEMPLATES / language / "emails").glob("*.toml")):
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            made = text_from_table(table, path.stem, path.name, "email")
            found.setdefault(path.stem, {})[language] = made
    return {ref: LetterTemplate(ref, texts) for ref, texts in found.items()}


@cache
def email_words(language: str) -> dict[str, str]:
    """The greeting to all, the closing and the line by which one stops."""
    path = TEMPLATES / language / "email.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
