"""Reads resources/templates: addressees and the fixed texts of sheets, each one file of data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.addressee import Addressee, Check, Completion, FormPart
from app.domain.checks import CHECK_KINDS
from app.errors import AppError, NotFoundError
from app.paths import RESOURCES

TEMPLATES = RESOURCES / "templates"


class TemplateError(AppError):
    """A template file does not say what it has to."""


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(
            "{file} cannot be read: {problem}.", file=path.name, problem=error
        ) from None


def addressee_from_table(table: dict[str, Any], file: str) -> Addressee:
    """The addressee that a parsed file describes; an unknown or missing key is named."""
    known = {name for name in Addressee.__dataclass_fields__ if name != "ref"}
    for key in sorted(table.keys() ^ known):
        word = "does not know the key" if key in table else "lacks the key"
        raise TemplateError("{file} " + word + " “{key}”.", file=file, key=key)
    checks = tuple(Check(**entry) for entry in table["checks"])
    for check in checks:
        if check.kind not in CHECK_KINDS:
            raise TemplateError("{file} has no check “{kind}”.", file=file, kind=check.kind)
    recipients = {name: tuple(lines) for name, lines in table["recipients"].items()}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    values |= {
        "ref": file.removesuffix(".toml"),
        "parts": tuple(FormPart(**entry) for entry in table["parts"]),
        "completions": tuple(Completion(**entry) for entry in table["completions"]),
        "checks": checks,
        "recipients": recipients,
    }
    return Addressee(**values)


@cache
def addressees() -> dict[str, Addressee]:
    """Every addressee by its ref, in the order of their files' names."""
    folder = TEMPLATES / "en" / "addressees"
    common = _read(TEMPLATES / "en" / "checks.toml")["checks"]
    found = {}
    for path in sorted(folder.glob("*.toml")):
        table = _read(path)
        table["checks"] = common + table.get("checks", [])
        found[path.stem] = addressee_from_table(table, path.name)
    return found


def addressee(ref: str) -> Addressee:
    """The addressee called `ref`; NotFoundError names those there are."""
    known = addressees()
    if ref not in known:
        raise NotFoundError(
            "There is no addressee “{ref}”: choose one of {known}.",
            ref=ref,
            known=", ".join(known),
        )
    return known[ref]


@cache
def sheet_texts(language: str) -> dict[str, str]:
    """The fixed texts of a sheet in `language`, by key; empty where none are shipped."""
    path = TEMPLATES / language / "sheet.toml"
    return {key: str(text) for key, text in _read(path).items()} if path.exists() else {}


@cache
def pack_texts() -> dict[str, dict[str, Any]]:
    """The texts of the hand-in packs, by document."""
    return _read(TEMPLATES / "en" / "pack.toml")


@cache
def form_fields() -> dict[str, dict[str, str]]:
    """The fields of the Petition page in their order: label, hint, example and kind."""
    return _read(TEMPLATES / "en" / "petition_form.toml")


@cache
def help_texts() -> dict[str, str]:
    """The help of each page of the window, by its key."""
    return {key: str(text).strip() for key, text in _read(TEMPLATES / "en" / "help.toml").items()}
