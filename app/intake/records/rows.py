"""One row of a table, cell by cell: texts, days and answers, or a refusal that says why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from app.domain import names
from app.domain.cells import unguarded
from app.domain.signature import TEXT_LIMIT
from app.intake.records.dates import ORDERS, NoDateError, read_date
from app.intake.records.mapping import ColumnMapping, channels, order_for
from app.intake.records.presets import fold, usual_answers
from app.intake.records.table import Table
from app.messages import tr

_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
GARBLED = re.compile("\ufffd|\\?\\?")

_WORDS_KEPT = 40

Made = TypeVar("Made")


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


class RefusedError(Exception):
    """Ends the reading of one row."""

    def __init__(self, column: str, reason: str, quoted: str = "") -> None:
        super().__init__(column)
        self.column, self.reason, self.quoted = column, reason, quoted


class RowReader(Generic[Made]):
    """Reads the rows of one table by one mapping.

    `unclear` counts the answers to opt-ins that are neither a yes nor a no, by head and answer.
    """

    def __init__(self, table: Table, mapping: ColumnMapping, today: date) -> None:
        self._heads, self._today, self._mapping = table.heads, today, mapping
        self._places = {
            target: mapping.places(target) for target in dict.fromkeys(mapping.targets) if target
        }
        self._orders = {
            at: order_for(table, mapping, at)
            for target in mapping.about.dates
            for at in mapping.places(target)
        }
        self._channels = channels(mapping)
        self._no = usual_answers()[1]
        self._yes = {
            at: mapping.yes_in(at) for places in self._channels.values() for at in places
        }  # fmt: skip
        self.unclear: Counter[tuple[str, str]] = Counter()

    def read(self, row: Sequence[str], line: int, place: int) -> Made | Refusal | None:
        """What the row at `place` of the table is; None for a blank one."""
        text = "\n".join(row)
        if not text or text.isspace():
            return None
        try:
            self._check(row, text)
            return self._line(row, line)
        except RefusedError as refused:
            return Refusal(line, refused.column, refused.reason, place, refused.quoted)

    def _line(self, row: Sequence[str], line: int) -> Made:
        """What a row that is not blank says; RefusedError where it cannot come in."""
        raise NotImplementedError

    def _check(self, row: Sequence[str], text: str) -> None:
        if len(row) > len(self._heads) and any(map(str.strip, row[len(self._heads) :])):
            raise RefusedError(
                "", tr("more cells than there are columns; put quotes round text with commas")
            )
        if _CONTROL.search(text):
            at = next(at for at, cell in enumerate(row) if _CONTROL.search(cell))
            raise RefusedError(self._head(at), tr("holds a character that cannot be printed"))

    def _head(self, at: int) -> str:
        return self._heads[at] if at < len(self._heads) else ""

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
            raise RefusedError(
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
        raise RefusedError(
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
            raise RefusedError(
                self._heads[at],
                tr("“{text}” is no date of the calendar", text=text[:30])
                if self._readable(text, but=order) is None
                else tr(
                    "“{text}” is no date {order}", text=text[:30], order=order.replace("-", " ")
                ),
                f"“{text[:30]}”",
            ) from None
        if day and (day > self._today or day.year < 1900):
            raise RefusedError(
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
            raise RefusedError(
                self._where(target),
                tr("“{text}”: use {known}", text=text[:20], known=", ".join(known)),
                f"“{text[:20]}”",
            )
        return text

    def _agreed(self, row: Sequence[str]) -> Iterator[str]:
        """The channels to which the row says yes."""
        for channel, places in self._channels.items():
            if any(self._agrees(self._cell(row, at), at) for at in places):
                yield channel

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
