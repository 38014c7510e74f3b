"""Dates as files write them; whether the day or the month comes first is proved, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

Order = Literal["day-first", "month-first", "year-first"]
ORDERS: tuple[Order, ...] = ("day-first", "month-first", "year-first")
"""Year first is asked only of years in two digits: 26.11.20 is how Korea writes them."""

_NUMBERS = re.compile(r"(\d{1,4})\s*([./\-年])\s*(\d{1,2})\s*[./\-月]\s*(\d{1,4})(?!\d)")
_KOREAN = re.compile(r"(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일")
_PLAIN = re.compile(r"(19|20)(\d\d)(0[1-9]|1[0-2])([0-3]\d)")
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d\d)(?!\d)"
)
_NAME_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_DAY = date(1899, 12, 30)
"""The day from which spreadsheets count, so that 1 March 1900 is 61."""


class NoDateError(ValueError):
    """A text is no date, or one that no calendar has."""


def order_of(cells: Iterable[str]) -> Order | Literal["", "both"] | None:
    """What a column proves of its dates: an order, or “both” where rows contradict each other.

    Empty where no date of it needs an order; None where it is open, and has to be asked.
    """
    left = frozenset(ORDERS)
    proved = differ = False
    seen = set()
    for cell in cells:
        match = _NUMBERS.match(cell.strip()) if cell else None
        if match is None or (day := match.group(1, 3, 4)) in seen:
            continue
        seen.add(day)  # a list of a hundred thousand has a few hundred days
        found = _orders(*day)
        if not found:
            continue
        differ = differ or len(set(found.values())) > 1
        proved = True
        left &= found.keys()
    if not proved or (left and not differ and len(left) > 1):
        return ""
    if not left:
        return "both"
    return next(iter(left)) if len(left) == 1 else None


def orders_in(cell: str) -> dict[Order, tuple[int, int, int]]:
    """The orders by which a date in numbers may be read: year (as written), month and day of each.

    Nothing where the cell holds none, or its year stands first in four digits.
    """
    found = _NUMBERS.match(cell.strip())
    return {} if found is None else _orders(*found.group(1, 3, 4))


def _orders(one: str, two: str, three: str) -> dict[Order, tuple[int, int, int]]:
    if len(one) > 2:
        return {}
    first, second, third = int(one), int(two), int(three)
    read: dict[Order, tuple[int, int, int]] = {}
    if len(three) in {2, 4}:
        read["day-first"] = (third, second, first)
        read["month-first"] = (third, first, second)
    if len(one) == 2 and len(three) <= 2:
        read["year-first"] = (first, second, third)
    return {order: day for order, day in read.items() if 1 <= day[1] <= 12 and 1 <= day[2] <= 31}


def read_date(text: str, order: str, today: date) -> date | None:
    """The day in `text`, whatever time stands behind it; None for an empty text.

    Two digits of a year mean one up to `today`'s, else one of the century before.
    NoDateError where it is no date.
    """
    text = text.strip()
    if not text:
        return None
    try:
        return _numbered(text, order, today) or _named(text.lower(), today) or _counted(text)
    except ValueError:
        raise NoDateError(text) from None


def _numbered(text: str, order: str, today: date) -> date | None:
    found = _NUMBERS.match(text)
    if found:
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            return date(first, second, third)
        if order == "year-first" and len(found[1]) == 2 and len(found[4]) <= 2:
            return date(_whole(first, today), second, third)
        if len(found[1]) == 3 or len(found[4]) not in {2, 4} or order == "year-first":
            raise NoDateError(text)
        year = third if len(found[4]) == 4 else _whole(third, today)
        day, month = (second, first) if order == "month-first" else (first, second)
        return date(year, month, day)
    found = _KOREAN.match(text) or None
    if found:
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _PLAIN.fullmatch(text)
    return date(int(found[1] + found[2]), int(found[3]), int(found[4])) if found else None


def _named(text: str, today: date) -> date | None:
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    found = _DAY_NAME.match(text)
    if found:
        year = int(found[3])
        return date(year if year > 99 else _whole(year, today), _month(found[2]), int(found[1]))
    found = _NAME_DAY.match(text)
    return date(int(found[3]), _month(found[1]), int(found[2])) if found else None


def _counted(text: str) -> date:
    """A spreadsheet's day number, which a cell without a date's format shows."""
    found = _SERIAL.fullmatch(text)
    if found is None:
        raise NoDateError(text)
    return _SERIAL_DAY + timedelta(int(found[1]))


def _month(name: str) -> int:
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(name) or (name == "sept" and number == 9):
            return number
    raise NoDateError(name)


def _whole(year: int, today: date) -> int:
    return 2000 + year if 2000 + year <= today.year else 1900 + year
