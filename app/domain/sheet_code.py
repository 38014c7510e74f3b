"""Sheet codes: short enough to type, and a wrong one is always noticed.

A code is eight data characters and one check character of an alphabet of 29
without look-alikes. The check is the computation of ISO 7064's pure systems
(radix 2) modulo the prime 29: a code is right when the sum of each character's
value times 2 to the power of its distance from the end is 0. Neither a power of
two nor the difference of two neighbouring powers is a multiple of 29, so every
single-character error and every swap of neighbours changes the sum.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from app.errors import AppError

ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXY"
"""29 characters: no 0/O, 1/I/L, 5/S pair (S is out), 2/Z pair (Z is out)."""

DATA_LENGTH = 8
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_MODULUS = len(ALPHABET)


class SheetCodeError(AppError):
    """What was typed is not a sheet code."""


def _weighted_sum(characters: str) -> int:
    total = 0
    for character in characters:
        total = (total * 2 + _VALUES[character]) % _MODULUS
    return total


def check_character(data: str) -> str:
    """The check character that belongs behind `data`, characters of ALPHABET."""
    return ALPHABET[-_weighted_sum(data) * 2 % _MODULUS]


def is_valid(code: str) -> bool:
    """Whether `code`, without dashes and in capitals, has the right length and check."""
    return (
        len(code) == DATA_LENGTH + 1
        and all(character in _VALUES for character in code)
        and _weighted_sum(code) == 0
    )


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A random code without dashes; uniqueness in the campaign is the caller's to see to."""
    data = "".join(choose(ALPHABET) for _ in range(DATA_LENGTH))
    return data + check_character(data)


def printed(code: str) -> str:
    """The code as it stands on the sheet: NM7K-3QA8-7."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _bare(typed: str) -> str:
    return "".join(typed.split()).replace("-", "").upper()


def parse(typed: str, existing: Iterable[str] = ()) -> str:
    """The code meant by `typed` (any case, dashes and spaces or none), without dashes.

    Raises SheetCodeError when the check fails; the sentence names a code of
    `existing` (bare codes of the campaign) that is one slip away, if there is one.
    """
    code = _bare(typed)
    if is_valid(code):
        return code
    near = [other for other in existing if is_one_slip(code, other)]
    if len(near) == 1:
        raise SheetCodeError(
            "“{typed}” is not a sheet code: one character is wrong. Did you mean {near}?",
            typed=typed,
            near=printed(near[0]),
        )
    raise SheetCodeError(
        "“{typed}” is not a sheet code: compare it with the code in the foot of the sheet, "
        "for example NM7K-3QA8-7.",
        typed=typed,
    )


def is_one_slip(typed: str, code: str) -> bool:
    """Whether one wrong character, or one swap of neighbours, turns `code` into `typed`."""
    if len(typed) != len(code):
        return False
    wrong = [at for at, (left, right) in enumerate(zip(typed, code, strict=True)) if left != right]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and typed[wrong[0]] == code[wrong[1]]
        and typed[wrong[1]] == code[wrong[0]]
    )
