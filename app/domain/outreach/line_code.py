"""Codes of lines on lists: five characters that are keyed back, and a wrong one is noticed.

Four data characters and the check character of a sheet's code: every single-character error and
every swap of neighbours changes it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection

from app.domain.sheet_code import ALPHABET, check_character, is_one_slip
from app.errors import AppError

DATA_LENGTH = 4


class LineCodeError(AppError):
    """What was typed is not the code of a line."""


def is_right(code: str) -> bool:
    """Whether `code` in capitals has the right length and check."""
    return (
        len(code) == DATA_LENGTH + 1
        and all(character in ALPHABET for character in code)
        and check_character(code[:-1]) == code[-1]
    )


def new_codes(
    number: int, taken: Collection[str], choose: Callable[[str], str] = secrets.choice
) -> list[str]:
    """So many codes, none of them `taken` and no two alike."""
    known = set(taken)
    made: list[str] = []
    while len(made) < number:
        data = "".join(choose(ALPHABET) for _ in range(DATA_LENGTH))
        code = data + check_character(data)
        if code not in known:
            known.add(code)
            made.append(code)
    return made


def bare(typed: str) -> str:
    """What was typed in capitals, without spaces and dashes."""
    return "".join(typed.split()).replace("-", "").upper()


def require_known(typed: str, existing: Collection[str], where: str = "") -> str:
    """The code of `existing` that was typed; else LineCodeError, which names the nearest ones.

    `where` begins its sentence: “Line 4: ”.
    """
    code = bare(typed)
    if code in existing:
        return code
    near = sorted(one for one in existing if is_one_slip(code, one))
    if near:
        raise LineCodeError(
            "{where}There is no line “{typed}”. Did you mean {near}?",
            where=where,
            typed=typed.strip(),
            near=" or ".join(near[:3]),
        )
    raise LineCodeError(
        "{where}There is no line “{typed}”: compare it with the code at the left of the line, "
        "five characters such as K7M3Q.",
        where=where,
        typed=typed.strip(),
    )
