"""Reads what is shipped for post: label sheets, letters, and the fixed words round them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.community.contact import LANGUAGES
from app.domain.outreach.label_sheet import LabelSheet, require_sums
from app.domain.outreach.letter import LetterTemplate, LetterText, TemplateKind, require_sound
from app.errors import AppError
from app.intake.tables import TemplateError, read_table
from app.intake.text_file import parse_toml, read_text
from app.paths import RESOURCES

_LABELS = RESOURCES / "labels"
_TEMPLATES = RESOURCES / "templates"


def _shipped(path: Path) -> dict[str, Any]:
    return parse_toml(path.read_text(encoding="utf-8"), path.name, TemplateError)


def _given(path: Path) -> dict[str, Any]:
    return parse_toml(read_text(path, TemplateError), path.name, TemplateError)


def sheet_from_table(table: Mapping[str, Any], ref: str, file: str) -> LabelSheet:
    """The label sheet of a parsed file; AppError where its sums do not come out."""
    measures = {one.name for one in dataclasses.fields(LabelSheet) if one.type == "float"}
    values: dict[str, Any] = {
        key: float(value) if key in measures and type(value) is int else value
        for key, value in table.items()
    }
    made = read_table(LabelSheet, {"maker": "", **values, "ref": ref}, file)
    require_sums(made)
    return made


@cache
def label_sheets() -> dict[str, LabelSheet]:
    """The label sheets that are shipped, by the maker's number."""
    return {
        path.stem: sheet_from_table(_shipped(path), path.stem, path.name)
        for path in sorted(_LABELS.glob("*.toml"), key=lambda one: (one.stem.isdigit(), one.stem))
    }


def read_sheet(path: Path) -> LabelSheet:
    """A label sheet of somebody's own file; its name is the sheet's unless it says `ref`."""
    table = _given(path)
    ref = str(table.pop("ref", path.stem))
    return sheet_from_table(table, ref, path.name)


def text_from_table(
    table: Mapping[str, Any], ref: str, file: str, kind: TemplateKind = "letter"
) -> LetterText:
    """One letter or email of a parsed file; AppError where it names a field that there is not."""
    made = read_table(LetterText, table, file)
    require_sound(made, ref, kind)
    return made


def read_template(path: Path, ref: str, kind: TemplateKind) -> LetterText:
    """A letter or email of somebody's own file."""
    return text_from_table(_given(path), ref, path.name, kind)


@cache
def letters() -> dict[str, LetterTemplate]:
    """The letters that are shipped, by name, each in the languages that it has."""
    found: dict[str, dict[str, LetterText]] = {}
    for language in LANGUAGES:
        for path in sorted((_TEMPLATES / language / "letters").glob("*.toml")):
            made = text_from_table(_shipped(path), path.stem, path.name)
            found.setdefault(path.stem, {})[language] = made
    return {ref: LetterTemplate(ref, texts) for ref, texts in found.items()}


@cache
def mailing_texts(language: str) -> dict[str, dict[str, str]]:
    """The fixed words of letters, envelopes and the test page; AppError where there are none."""
    path = _TEMPLATES / language / "mailing.toml"
    if not path.exists():
        raise AppError(
            "There are no letters in “{language}”: choose one of {known}.",
            language=language, known=", ".join(LANGUAGES),
        )  # fmt: skip
    return _shipped(path)
