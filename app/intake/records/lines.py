"""One row of a table to one signature, or to a refusal that says column and reason."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from app.domain import names, postcode
from app.domain.cells import unguarded
from app.domain.signature import (
    CHANNELS,
    REASONS,
    TEXT_LIMIT,
    VALIDITIES,
    Origin,
    RowEntry,
    Validity,
)
from app.intake.records.dates import ORDERS, NoDateError, read_date
from app.intake.records.mapping import DATES, ColumnMapping, channels, order_for
from app.intake.records.presets import fold, usual_answers
from app.intake.records.table import Table
from app.messages import tr

_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_GARBLED = re.compile("\ufffd|\\?\\?")
_ONLY_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_ADDRESS = ("address", "street", "line2", "city", "county")
_NOBODY = frozenset({"anonymous"})
"""What Microsoft Forms writes for the email of who did not log in."""

_WORDS_KEPT = 40

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


@dataclass(frozen=True)
class Refusal:
    """One row that cannot come in: where it stands, in which column, and why.

    `quoted` is what the reason says of somebody's own words.
    """

    line: int
    column: str
    reason: str
    place: int = field(default=0, repr=False)
    quoted: str = field(default="", repr=False)

    @property
    def discreet(self) -> str:
        """The reason without anybody's own words."""
        return self.reason.replace(self.quoted, "…") if self.quoted else self.reason


class _RefusedError(Exception):
    """Ends the reading of one row."""

    def __init__(self, column: str, reason: str, quoted: str = "") -> None:
        super().__init__(column)
        self.column, self.reason, self.quoted = column, reason, quoted


class LineReader:
    """Reads the rows of one table by one mapping.

    `unclear` counts the answers to opt-ins that are neither a yes nor a no, by head and answer.
    """

    def __init__(self, table: Table, mapping: ColumnMapping, today: date) -> None:
        self._heads, self._today, self._mapping = table.heads, today, mapping
        self._places = {
            target: mapping.places(target) for target in dict.fromkeys(mapping.targets) if target
        }
        self._orders = {
            at: order_for(table, mapping, at) for target in DATES for at in mapping.places(target)
        }
        self._channels = channels(mapping)
        self._no = usual_answers()[1]
        self._yes = {
            at: mapping.yes_in(at) for places in self._channels.values() for at in places
        }  # fmt: skip
        self._named = {fold(words): key for key, words in CHANNELS.items()} | {
            key: key for key in CHANNELS
        }
        self._seen: Counter[str] = Counter()
        self.unclear: Counter[tuple[str, str]] = Counter()

    def read(self, row: Sequence[str], line: int, place: int) -> Line | Refusal | None:
        """What the row at `place` of the table is; None for a blank one."""
        text = "\n".join(row)
        if not text or text.isspace():
            return None
        try:
            self._check(row, text)
            return self._line(row, line)
        except _RefusedError as refused:
            return Refusal(line, refused.column, refused.reason, place, refused.quoted)

    def _check(self, row: Sequence[str], text: str) -> None:
        if len(row) > len(self._heads) and any(map(str.strip, row[len(self._heads) :])):
            raise _RefusedError(
                "", tr("more cells than there are columns; put quotes round text with commas")
            )
        if _CONTROL.search(text):
            at = next(at for at, cell in enumerate(row) if _CONTROL.search(cell))
            raise _RefusedError(self._head(at), tr("holds a character that cannot be printed"))

    def _head(self, at: int) -> str:
        return self._heads[at] if at < len(self._heads) else ""

    def _line(self, row: Sequence[str], line: int) -> Line:
        texts = {
            target: self._joined(row, target, places) for target, places in self._places.items()
        }
        get = texts.get
        source, external_id = get("source", "") or self._mapping.source, get("external_id", "")
        entry = RowEntry(
            row=self._number(texts, "row", 1, 500) or 0,
            name=_name(get("name", ""), get("given", ""), get("family", "")),
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

    def _cell(self, row: Sequence[str], at: int) -> str:
        cell = row[at] if at < len(row) else ""
        if not cell:
            return ""
        if "\n" in cell or "\r" in cell:
            cell = _BREAKS.sub(", ", cell.strip())
        text = " ".join(cell.split()) if cell.isascii() else names.tidy(cell)
        if text.startswith("'"):
            text = unguarded(text)
        if len(text) > TEXT_LIMIT:
            raise _RefusedError(
                self._heads[at],
                tr("{count:,} characters; the most is {most}", count=len(text), most=TEXT_LIMIT),
            )
        return text

    def _where(self, target: str) -> str:
        return self._heads[self._places[target][0]]

    def _number(self, texts: dict[str, str], target: str, least: int, most: int) -> int | None:
        text = texts.get(target, "").removesuffix(".0")
        if not text:
            return None
        if text.isascii() and text.isdigit() and least <= int(text[:9]) <= most:
            return int(text)
        raise _RefusedError(
            self._where(target),
            tr("“{text}” is no number from {least} to {most}", text=text[:20], least=least,
               most=most),
            f"“{text[:20]}”",
        )  # fmt: skip

    def _day(self, row: Sequence[str], texts: dict[str, str], target: str) -> date | None:
        text = texts.get(target, "")
        if not text:
            return None
        at = next(at for at in self._places[target] if at < len(row) and row[at].strip())
        try:
            day = read_date(text, self._orders[at], self._today)
        except NoDateError:
            order = self._orders[at]
            raise _RefusedError(
                self._heads[at],
                tr("“{text}” is no date of the calendar", text=text[:30])
                if self._readable(text, but=order) is None
                else tr(
                    "“{text}” is no date {order}", text=text[:30], order=order.replace("-", " ")
                ),
                f"“{text[:30]}”",
            ) from None
        if day and (day > self._today or day.year < 1900):
            raise _RefusedError(
                self._heads[at],
                tr("the date {day} has not come yet", day=day)
                if day > self._today
                else tr("the date {day} is too long ago", day=day),
                str(day),
            )
        return day

    def _readable(self, text: str, *, but: str) -> date | None:
        """The day in `text` by an order other than the one said."""
        for order in ORDERS:
            with suppress(NoDateError):
                if order != but and but:
                    return read_date(text, order, self._today)
        return None

    def _one_of(self, texts: dict[str, str], target: str, known: Sequence[str]) -> str:
        text = texts.get(target, "").lower()
        if text and text not in known:
            raise _RefusedError(
                self._where(target),
                tr("“{text}”: use {known}", text=text[:20], known=", ".join(known)),
                f"“{text[:20]}”",
            )
        return text

    def _validity(self, texts: dict[str, str]) -> Validity:
        found = self._one_of(texts, "validity", VALIDITIES)
        return found or "unchecked"  # type: ignore[return-value]  # one of VALIDITIES

    def _reason(self, texts: dict[str, str]) -> str:
        return self._one_of(texts, "reason", tuple(REASONS))

    def _origin(self, texts: dict[str, str]) -> Origin:
        found = self._one_of(texts, "origin", get_args(Origin))
        return found or self._mapping.origin  # type: ignore[return-value]  # one of Origin's

    def _opt_ins(self, row: Sequence[str], texts: dict[str, str]) -> tuple[str, ...]:
        agreed = {
            channel
            for channel, places in self._channels.items()
            if any(self._agrees(self._cell(row, at), at) for at in places)
        }
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

    def _agrees(self, cell: str, at: int) -> bool:
        word = fold(cell)
        if word in self._yes[at]:
            return True
        if word not in self._no:
            self._note(at, cell)
        return False

    def _note(self, at: int, answer: str) -> None:
        key = (self._heads[at], answer[:_WORDS_KEPT])
        if key in self.unclear or len(self.unclear) < _WORDS_KEPT:
            self.unclear[key] += 1

    def _require_sense(self, entry: RowEntry, texts: dict[str, str]) -> None:
        if not (entry.name or entry.address or entry.email or entry.external_id
                or texts.get("id") or entry.row):  # fmt: skip
            raise _RefusedError("", tr("says nobody’s name, address or id"))
        if (entry.validity == "invalid") != bool(entry.reason):
            where = "reason" if "reason" in self._places else "validity"
            raise _RefusedError(
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


def _name(whole: str, given: str, family: str) -> str:
    """One name from its parts: in Hangul the family name stands first, without a space (R88)."""
    if whole or not (given and family):
        return whole or given or family
    if _ONLY_HANGUL.fullmatch(given) and _ONLY_HANGUL.fullmatch(family):
        return family + given
    return f"{given} {family}"


def _email(text: str) -> str:
    text = text.removeprefix("mailto:")
    if text.lower() in _NOBODY:
        return ""
    name, at, host = text.rpartition("@")
    return f"{name}{at}{host.lower()}" if at else text


def _flags(entry: RowEntry) -> tuple[str, ...]:
    found = []
    if entry.email and not _EMAIL.fullmatch(entry.email):
        found.append("bad-email")
    if _GARBLED.search(entry.name) or _GARBLED.search(entry.address):
        found.append("garbled")
    return tuple(found)
