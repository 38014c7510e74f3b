"""Soundex, by which names that sound alike are looked at together."""

from __future__ import annotations

from functools import lru_cache

_CODES = str.maketrans("aeiouyhwbfpvcgjkqsxzdtlmnr", "00000099111122222222334556")
_LENGTH = 4


@lru_cache(maxsize=131072)
def sound(letters: str) -> str:
    """The code of a name in small Latin letters: its first letter and three digits.

    As the National Archives of the United States describe it, but for the first letter of
    “kn”, “ph” and the like, which is what is heard.
    """
    if not letters:
        return ""
    heard = _heard(letters)
    digits = heard.translate(_CODES)
    made = heard[0]
    last = digits[0]
    for digit in digits[1:]:
        if digit == "9":
            continue
        if digit not in {last, "0"}:
            made += digit
            if len(made) == _LENGTH:
                break
        last = digit
    return made.ljust(_LENGTH, "0")


def _heard(letters: str) -> str:
    for written, heard in (("kn", "n"), ("ph", "f"), ("wr", "r"), ("gn", "n"), ("c", "k")):
        if letters.startswith(written):
            return heard + letters[len(written) :]
    return letters
