"""What is looked for, as people type it, and how else it may have been written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from app.domain import korean, names

_DIALLED = re.compile(r"\+?[\d()./-]*\d[\d()./-]*")
_LEAST_DIGITS = 5
"""Fewer are a house or part of a postcode, and no telephone number."""


class Sought(NamedTuple):
    """Words that stand together: one, or the groups of one telephone number.

    `number` is that number from its beginning, country first and without a sign (R86); `inner` its
    digits as they stand, which may come from the middle of one, where a 0 at first is just a 0.
    """

    words: tuple[str, ...]
    number: str = ""
    inner: str = ""


def parts(text: str) -> Iterator[Sought]:
    """What is looked for, part by part."""
    group: list[str] = []
    for word in names.tidy(text.replace('"', " ")).split():
        if _DIALLED.fullmatch(word):
            group.append(word)
            continue
        yield from _number(group)
        group = []
        yield Sought((word,))
    yield from _number(group)


def _number(group: list[str]) -> Iterator[Sought]:
    if group:
        typed = "".join(group)
        number = international(typed)
        yield Sought(tuple(group), number, _digits(typed) if number else "")


def _digits(typed: str) -> str:
    return re.sub(r"\D", "", typed.replace("(0)", ""))


def international(typed: str) -> str:
    """The digits of a telephone number, country first; empty where they are too few to be one."""
    digits = _digits(typed)
    if len(digits) < _LEAST_DIGITS:
        return ""
    if digits.startswith("00"):
        return digits[2:]
    return f"44{digits[1:]}" if digits.startswith("0") else digits


def spellings(word: str) -> list[str]:
    """The Hangul of a word, its syllables apart, as the South and the North write it (R90).

    They part at the beginning of a family or a given name: “리련희” is “이연희” as well.
    """
    whole = "".join(names.hangul(word).split())
    if not korean.is_hangul(whole):
        return [names.syllables(word)] if whole else []
    starts = 3 if len(whole) > 3 else 2
    listed = [korean.alike(one) if at < starts else [one] for at, one in enumerate(whole)]
    return [" ".join(one) for one in product(*listed)]
