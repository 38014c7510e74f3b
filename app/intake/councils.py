"""Reads councils' profiles: those that are shipped, and the organiser's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.council import CouncilProfile
from app.intake.tables import TemplateError, read_table
from app.intake.templates import TEMPLATES
from app.intake.text_file import parse_toml, read_text


def read_profile(path: Path) -> tuple[CouncilProfile, str]:
    """The profile in the file at `path`, and its text; TemplateError says key and mend."""
    text = read_text(path, TemplateError)
    return parse_profile(text, path.name), text


def parse_profile(text: str, file: str) -> CouncilProfile:
    """The profile in TOML `text`; `file` is what the sentences call it."""
    table = parse_toml(text, file, TemplateError)
    return read_table(CouncilProfile, table, file)


def profile_text(profile: CouncilProfile) -> str:
    """The profile as TOML, as `parse_profile` reads it."""
    return "".join(f"{key} = {_toml(value)}\n" for key, value in asdict(profile).items())


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + "".join(f"\n  {_toml(one)}," for one in value) + ("\n]" if value else "]")
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


@cache
def shipped_profiles() -> dict[str, str]:
    """The text of each starting profile, by the council's name."""
    texts = [path.read_text("utf-8") for path in sorted((TEMPLATES / "en/councils").glob("*.toml"))]
    return {parse_profile(text, "a shipped profile").name: text for text in texts}
