"""Reads councils' profiles: those that are shipped, and the organiser's own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from app.domain.council import CouncilProfile
from app.intake.tables import TemplateError, read_table
from app.intake.templates import TEMPLATES


def read_profile(path: Path) -> tuple[CouncilProfile, str]:
    """The profile in the file at `path`, and its text; TemplateError says key and mend."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TemplateError(
            "{file} cannot be read: {problem}.",
            file=path.name,
            problem=(error.strerror or "unknown reason").lower(),
        ) from None
    except UnicodeDecodeError as error:
        raise TemplateError(
            "{file} is not UTF-8 text at byte {byte}: save it again as UTF-8.",
            file=path.name,
            byte=error.start,
        ) from None
    return parse_profile(text, path.name), text


def parse_profile(text: str, file: str) -> CouncilProfile:
    """The profile in TOML `text`; `file` is what the sentences call it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(
            "{file} is not valid TOML: {problem}.", file=file, problem=str(error).lower()
        ) from None
    return read_table(CouncilProfile, table, file)


@cache
def shipped_profiles() -> dict[str, str]:
    """The text of each starting profile, by the council's name."""
    texts = [path.read_text("utf-8") for path in sorted((TEMPLATES / "en/councils").glob("*.toml"))]
    return {parse_profile(text, "a shipped profile").name: text for text in texts}
