"""One row of a table to one signature, or to a refusal that says column and reason."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from app.domain import postcode
from app.domain.community.name_parts import full_name
from app.domain.signature import CHANNELS, REASONS, VALIDITIES, Origin, RowEntry, Validity
from app.intake.records.mapping import ColumnMapping
from app.intake.records.presets import fold
from app.intake.records.rows import EMAIL, GARBLED, RefusedError, RowReader
from app.intake.records.table import Table
from app.messages import tr

_ADDRESS = ("address", "street", "line2", "city", "county")
_NOBODY = frozenset({"anonymous"})
"""What Microsoft Forms writes for the email of who did not log in."""

FLAGS = {
    "bad-email": tr("Email is not one"),
    "garbled": tr("Letters were lost before this file was made"),
    "no-sheet": tr("Its sheet is not here; it comes in without one"),
}
"""What is worth a look besides the reason codes of R106."""


@dataclass(frozen=True)
class Line:
    """One row that can come in. `id` is the one it had here before, `sheet` its sheet as printed.

    `flags` are keys of REASONS and of FLAGS.
    """

    line: int
    entry: RowEntry
    id: str = ""
    sheet: str = ""
    flags: tuple[str, ...] = ()


class LineReader(RowReader[Line]):
    """Reads the rows of one table of signatures by one mapping."""

    def __init__(self, table: Table, mapping: ColumnMapping, today: date) -> None:
        super().__init__(table, mapping, today)
        self._named = {fold(words): key for key, words in CHANNELS.items()} | {
            key: key for key in CHANNELS
        }
        self._seen: Counter[str] = Counter()

    def _line(self, row: Sequence[str], line: int) -> Line:
        texts = {
            target: self._joined(row, target, places) for target, places in self._places.items()
        }
        get = texts.get
        source, external_id = get("source", "") or self._mapping.source, get("external_id", "")
        entry = RowEntry(
            row=self._number(texts, "row", 1, 500) or 0,
            name=get("name") or full_name(get("given", ""), "", get("family", "")),
            address=", ".join([texts[part] for part in _ADDRESS if get(part)]),
            postcode=postcode.normalise(texts["postcode"]) if get("postcode") else "",
            signed_on=self._day(row, texts, "signed_on"),
            validity=self._validity(texts),
            reason=self._reason(texts),
            external_id=external_id,
            origin=self._origin(texts),
            source=source,
            email=_email(get("email", "")),
            phone=get("phone", ""),
            born=self._day(row, texts, "born"),
            age=self._number(texts, "age", 0, 130),
            opt_ins=self._opt_ins(row, texts),
        )
        self._require_sense(entry, texts)
        entry = replace(entry, import_key=self._key(entry, texts))
        return Line(line, entry, get("id", ""), get("sheet", ""), _flags(entry))

    def _joined(self, row: Sequence[str], target: str, places: Sequence[int]) -> str:
        cells = [self._cell(row, at) for at in places]
        if len(cells) == 1:
            return cells[0]
        if target in _ADDRESS:
            return ", ".join(filter(None, cells))
        if target in {"name", "given", "family"}:
            return " ".join(filter(None, cells))
        return next(filter(None, cells), "")

    def _validity(self, texts: dict[str, str]) -> Validity:
        found = self._one_of(texts, "validity", VALIDITIES)
        return found or "unchecked"  # type: ignore[return-value]  # one of VALIDITIES

    def _reason(self, texts: dict[str, str]) -> str:
        return self._one_of(texts, "reason", tuple(REASONS))

    def _origin(self, texts: dict[str, str]) -> Origin:
        found = self._one_of(texts, "origin", get_args(Origin))
        return found or self._mapping.origin  # type: ignore[return-value]  # one of Origin's

    def _opt_ins(self, row: Sequence[str], texts: dict[str, str]) -> tuple[str, ...]:
        agreed = set(self._agreed(row))
        listed = texts.get("opt_ins", "")
        if listed:
            at = self._places["opt_ins"][0]
            parts = listed.split() if set(listed.split()) <= CHANNELS.keys() else (
                re.split(r"[,;]", listed)
            )  # fmt: skip
            for part in parts:
                channel = self._named.get(fold(part))
                if channel:
                    agreed.add(channel)
                elif fold(part) not in self._no:
                    self._note(at, part.strip())
        return tuple(channel for channel in CHANNELS if channel in agreed)

    def _require_sense(self, entry: RowEntry, texts: dict[str, str]) -> None:
        if not (entry.name or entry.address or entry.email or entry.external_id
                or texts.get("id") or entry.row):  # fmt: skip
            raise RefusedError("", tr("says nobody’s name, address or id"))
        if (entry.validity == "invalid") != bool(entry.reason):
            where = "reason" if "reason" in self._places else "validity"
            raise RefusedError(
                self._where(where), tr("an invalid row has a reason, and no other row has one")
            )

    def _key(self, entry: RowEntry, texts: dict[str, str]) -> str:
        """The key by which the same row is known again, whenever its file is brought in.

        The one it was exported with, or the source's own id where there is one; none for our own
        rows, which have our own id; else who signed where and when, as it is kept, with its number
        among equal ones: in any order of columns, whatever else they hold.
        """
        if texts.get("import_key"):
            return texts["import_key"]
        if entry.source and entry.external_id:
            return f"{entry.source}:{entry.external_id}"
        if texts.get("id"):
            return ""
        day = entry.signed_on.isoformat() if entry.signed_on else ""
        said = (entry.name, entry.address, entry.postcode, entry.email, day)
        digest = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
        self._seen[digest] += 1
        number = self._seen[digest]
        return f"{entry.source}#{digest}" + (f"-{number}" if number > 1 else "")


def _email(text: str) -> str:
    text = text.removeprefix("mailto:")
    if text.lower() in _NOBODY:
        return ""
    name, at, host = text.rpartition("@")
    return f"{name}{at}{host.lower()}" if at else text


def _flags(entry: RowEntry) -> tuple[str, ...]:
    found = []
    if entry.email and not EMAIL.fullmatch(entry.email):
        found.append("bad-email")
    if GARBLED.search(entry.name) or GARBLED.search(entry.address):
        found.append("garbled")
    return tuple(found)
