"""Reads resources/templates: addressees and the fixed texts of sheets, each one file of data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.addressee import Addressee
from app.domain.checks import CHECK_KINDS
from app.domain.wording import Wording
from app.errors import NotFoundError
from app.intake.tables import TemplateError, read_table
from app.paths import RESOURCES

TEMPLATES = RESOURCES / "templates"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(
            "{file} cannot be read: {problem}.", file=path.name, problem=error
        ) from None


def addressee_from_table(table: dict[str, Any], file: str) -> Addressee:
    """The addressee that a parsed file describes; an unknown or missing key is named."""
    values = table | {"ref": file.removesuffix(".toml")}
    values["recipients"] = {
        name: tuple(lines) for name, lines in table.get("recipients", {}).items()
    }
    made = read_table(Addressee, values, file)
    for check in made.checks:
        if check.kind not in CHECK_KINDS:
            raise TemplateError("{file} has no check “{kind}”.", file=file, kind=check.kind)
    return made


@cache
def _refs() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (TEMPLATES / "en" / "addressees").glob("*.toml")))


def addressees(language: str = "en") -> dict[str, Addressee]:
    """Every addressee by its ref, with its form of words in `language` where that is shipped."""
    return {ref: addressee(ref, language) for ref in _refs()}


@cache
def addressee(ref: str, language: str = "en") -> Addressee:
    """The addressee called `ref`, read from its one file; NotFoundError names those there are."""
    known = _refs()
    if ref not in known:
        raise NotFoundError(
            "There is no addressee “{ref}”: choose one of {known}.",
            ref=ref,
            known=", ".join(known),
        )
    file = f"{ref}.toml"
    table = _read(TEMPLATES / "en" / "addressees" / file)
    own = TEMPLATES / language / "addressees" / file
    if language != "en" and own.exists():
        table |= _read(own)
    common = _read(TEMPLATES / "en" / "checks.toml")["checks"]
    table["checks"] = common + table.get("checks", [])
    return addressee_from_table(table, file)


def body_of(wording: Wording) -> Addressee:
    """Whom a wording petitions, in the language that binds."""
    return addressee(wording.addressee, wording.language)


@cache
def binding_texts(language: str) -> dict[str, str]:
    """The fixed texts of a sheet whose binding language is `language`, English where one lacks."""
    return sheet_texts("en") | sheet_texts(language)


@cache
def sheet_texts(language: str) -> dict[str, str]:
    """The fixed texts of a sheet in `language`, by key; empty where none are shipped."""
    path = TEMPLATES / language / "sheet.toml"
    return {key: str(text) for key, text in _read(path).items()} if path.exists() else {}


@cache
def language_names() -> dict[str, str]:
    """The languages that have a name, by their code; others go by the code alone."""
    begin = "language_"
    names = {
        key.removeprefix(begin): text
        for key, text in sheet_texts("en").items()
        if key.startswith(begin)
    }
    return dict(sorted(names.items(), key=lambda one: one[1]))


PACK_LANGUAGES = ("en", "ko")


@cache
def pack_texts(language: str = "en") -> dict[str, dict[str, Any]]:
    """The texts of the hand-in packs, by document; AppError names the languages there are."""
    if language not in PACK_LANGUAGES:
        raise NotFoundError(
            "There are no texts of a pack in “{language}”: choose one of {known}.",
            language=language,
            known=", ".join(PACK_LANGUAGES),
        )
    return _read(TEMPLATES / language / "pack.toml")


@cache
def collector_texts(language: str) -> dict[str, Any]:
    """The texts of the pages that a collector takes along; empty where none are shipped."""
    path = TEMPLATES / language / "collector.toml"
    return _read(path) if path.exists() else {}


@cache
def custody_texts(language: str = "en") -> dict[str, Any]:
    """The texts of receipts, chase lists and messages to holders, by document."""
    return _read(TEMPLATES / language / "custody.toml")


EVENT_LANGUAGES = ("en", "ko")


@cache
def event_texts(language: str) -> dict[str, dict[str, str]]:
    """The texts of an event's papers, in one of EVENT_LANGUAGES."""
    return _read(TEMPLATES / language / "events.toml")


@cache
def result_texts(language: str) -> dict[str, str]:
    """The texts of the poster with what became of a petition."""
    return {key: str(text) for key, text in _read(TEMPLATES / language / "result.toml").items()}


@cache
def consent_texts(language: str = "en") -> dict[str, Any]:
    """The texts of what the ledger says of a person, and the words to ask with."""
    return _read(TEMPLATES / language / "consent.toml")


@cache
def places_texts() -> dict[str, dict[str, Any]]:
    """The texts of letters to Members, and of tables of where signatories live."""
    return _read(TEMPLATES / "en" / "places.toml")


@cache
def form_fields() -> dict[str, dict[str, str]]:
    """The fields of the Petition page in their order: label, hint, example and kind."""
    return _read(TEMPLATES / "en" / "petition_form.toml")


@cache
def help_texts() -> dict[str, str]:
    """The help of each page of the window, by its key."""
    return {key: str(text).strip() for key, text in _read(TEMPLATES / "en" / "help.toml").items()}
