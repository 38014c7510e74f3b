"""Reads WORDING.toml: the same keys for every addressee, each mistake one sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.wording import Organiser, Privacy, Return, Translation, Wording
from app.errors import AppError
from app.intake.templates import addressee
from app.intake.text_file import parse_toml, read_text

TITLE_LIMIT = 150
FIELD_LIMIT = 5000
"""Characters of one field: longer than any sheet can hold."""


class WordingFileError(AppError):
    """WORDING.toml cannot be taken as it is."""


class _Table:
    """One table of the file, read key by key; what nobody asked for is unknown."""

    def __init__(self, values: Mapping[str, Any], where: str, file: str) -> None:
        self._left = dict(values)
        self._where = where
        self._file = file

    def _place(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key

    def fail(self, key: str, problem: str) -> WordingFileError:
        return WordingFileError(
            "{file}: “{key}” {problem}.", file=self._file, key=self._place(key), problem=problem
        )

    def take(
        self, key: str, kind: type, wanted: str, *, required: bool = False
    ) -> Any:  # the kind is checked here
        if key not in self._left:
            if required:
                raise self.fail(key, "is missing")
            return None
        value = self._left.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fail(key, f"must be {wanted}")
        return value

    def text(self, key: str, *, required: bool = False, limit: int = FIELD_LIMIT) -> str:
        value = self.take(key, str, "text", required=required) or ""
        value = unicodedata.normalize("NFC", value).strip()
        if required and not value:
            raise self.fail(key, "is empty")
        if len(value) > limit:
            raise self.fail(key, f"has {len(value)} characters; the most is {limit}")
        return value

    def line(self, key: str, *, required: bool = False, limit: int = FIELD_LIMIT) -> str:
        return " ".join(self.text(key, required=required, limit=limit).split())

    def lines(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        parts = re.split(r"[\n,]", self.text(key, required=required))
        return tuple(" ".join(part.split()) for part in parts if part.strip())

    def number(self, key: str) -> int | None:
        value: int | None = self.take(key, int, "a whole number")
        if value is not None and value < 1:
            raise self.fail(key, "must be 1 or more")
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        value: date | None = self.take(key, date, "a date like 2026-12-18", required=required)
        if isinstance(value, datetime):
            raise self.fail(key, "must be a date like 2026-12-18, without a time")
        return value

    def table(self, key: str, *, required: bool = False) -> _Table:
        value = self.take(key, dict, f"a table: [{self._place(key)}]", required=required)
        return _Table(value or {}, self._place(key), self._file)

    def names(self, key: str) -> tuple[str, ...]:
        value = self.take(key, list, "a list of texts") or []
        if not all(isinstance(entry, str) for entry in value):
            raise self.fail(key, "must be a list of texts")
        return tuple(" ".join(entry.upper().split()) for entry in value)

    def sub_tables(self) -> list[str]:
        return list(self._left)

    def done(self) -> None:
        for key in self._left:
            raise self.fail(key, "is not a key that the program knows: delete it or mend its name")


def read_wording(path: Path) -> Wording:
    """The wording in the file at `path`; WordingFileError says the key and the mend."""
    text = read_text(path, WordingFileError)
    return parse_wording(text, path.name)


def parse_wording(text: str, file: str = "WORDING.toml") -> Wording:
    """The wording in TOML `text`; `file` is what the sentences call it."""
    values = parse_toml(text, file, WordingFileError)
    table = _Table(values, "", file)
    wording = _wording(table)
    table.done()
    return wording


def _wording(table: _Table) -> Wording:
    ref = table.text("ref", required=True)
    if not re.fullmatch(r"[a-z0-9-]{2,20}", ref):
        raise table.fail("ref", "must be 2 to 20 small letters, digits or dashes")
    body = addressee(table.text("addressee", required=True))
    recipient = table.line("recipient", required=body.asks_recipient) or body.recipient
    organiser = _organiser(table)
    closes = table.day("closes")
    opens = table.day("opens")
    if opens and closes and closes < opens:
        raise table.fail("closes", "is before “opens”")
    return Wording(
        ref=ref,
        addressee=body.ref,
        recipient=recipient,
        recipient_address=table.lines("recipient_address") or body.recipients.get(recipient, ()),
        title=table.line("title", required=True, limit=TITLE_LIMIT),
        language=_language(table),
        petitioners=table.line("petitioners", required=True),
        petitioner_count=table.number("petitioner_count"),
        area=table.names("area"),
        declares=table.line("declares", required=True),
        requests=table.line("requests", required=True),
        target=table.number("target"),
        opens=opens,
        closes=closes,
        organiser=organiser,
        return_to=_return(table, organiser, closes),
        privacy=_privacy(table, organiser),
        translations=_translations(table),
    )


def _language(table: _Table) -> str:
    language = table.text("language") or "en"
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise table.fail("language", "must be a language code like “en”")
    return language


def _organiser(table: _Table) -> Organiser:
    part = table.table("organiser", required=True)
    organiser = Organiser(
        name=part.line("name", required=True),
        address=part.lines("address", required=True),
        email=part.line("email"),
        phone=part.line("phone"),
    )
    part.done()
    return organiser


def _return(table: _Table, organiser: Organiser, closes: date | None) -> Return:
    part = table.table("return")
    back = Return(part.lines("address") or organiser.address, part.day("by") or closes)
    part.done()
    return back


def _privacy(table: _Table, organiser: Organiser) -> Privacy:
    part = table.table("privacy", required=True)
    contact = part.line("contact") or organiser.email or organiser.phone
    retention = part.day("retention", required=True)
    assert retention is not None  # noqa: S101  # required: day() has refused its absence
    privacy = Privacy(
        controller=part.line("controller") or organiser.name,
        retention=retention,
        contact=contact or ", ".join(organiser.address),
        complaints=part.line("complaints") or contact or ", ".join(organiser.address),
        url=part.line("url"),
    )
    part.done()
    return privacy


def _translations(table: _Table) -> dict[str, Translation]:
    part = table.table("translation")
    found = {}
    for language in part.sub_tables():
        entry = part.table(language)
        found[language] = Translation(
            title=entry.line("title", limit=TITLE_LIMIT),
            petitioners=entry.line("petitioners"),
            declares=entry.line("declares"),
            requests=entry.line("requests"),
            translator=entry.line("translator"),
        )
        entry.done()
    part.done()
    return found
