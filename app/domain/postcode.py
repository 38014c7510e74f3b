"""UK postcodes: brought into one form, checked by R80, mended by R82, judged by R83."""

from __future__ import annotations

import re
from enum import Enum
from itertools import combinations

_UK = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-BD-HJLNP-UW-Z]{2}|GIR0AA")
_BFPO = re.compile(r"BFPO?(C/O)?[0-9]{1,4}")
_CROWN = re.compile(r"(GY|JE|IM)[0-9]")
_OVERSEAS = re.compile(r"(ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA)1ZZ|GX111AA")
_LOOK_ALIKE = {"0": "O", "O": "0", "1": "I", "I": "1"}


class PostcodeKind(Enum):
    """What a written postcode turned out to be."""

    UK = "uk"
    FORCES = "forces"
    CROWN_DEPENDENCY = "crown-dependency"
    OVERSEAS = "overseas"
    MALFORMED = "malformed"


def compact(written: str) -> str:
    """Capitals without spaces or punctuation (R82); the slash of “BFPO c/o” stays."""
    return re.sub(r"[^A-Z0-9/]", "", written.upper())


def kind(written: str) -> PostcodeKind:
    """What `written` is by R80 and R83; any case, spacing and punctuation."""
    code = compact(written)
    if _OVERSEAS.fullmatch(code):
        return PostcodeKind.OVERSEAS
    if _BFPO.fullmatch(code) or re.fullmatch(r"BF1[0-9][A-BD-HJLNP-UW-Z]{2}", code):
        return PostcodeKind.FORCES
    if not _UK.fullmatch(code):
        return PostcodeKind.MALFORMED
    return PostcodeKind.CROWN_DEPENDENCY if _CROWN.match(code) else PostcodeKind.UK


def normalise(written: str) -> str:
    """The usual form, outward and inward parts with a space; malformed text only stripped."""
    code = compact(written)
    if _BFPO.fullmatch(code):
        number = re.sub(r"^BFPO?(C/O)?", "", code)
        return f"BFPO c/o {number}" if "C/O" in code else f"BFPO {number}"
    if kind(written) is PostcodeKind.MALFORMED:
        return " ".join(written.split())
    return f"{code[:-3]} {code[-3:]}"


def suggestions(written: str) -> list[str]:
    """Well-formed postcodes reached by swapping I/1 and O/0 (R82), fewest swaps first.

    R80 lets “SW2O 9ZZ” pass, but none of the 1.7 million postcodes of Code-Point
    Open has an outward part that ends in I or O: that one gets its suggestion too.
    """
    code = compact(written)
    if not _is_doubtful(code):
        return []
    places = [at for at, character in enumerate(code) if character in _LOOK_ALIKE]
    found: list[str] = []
    for size in range(1, len(places) + 1):
        for chosen in combinations(places, size):
            changed = "".join(
                _LOOK_ALIKE[character] if at in chosen else character
                for at, character in enumerate(code)
            )
            if not _is_doubtful(changed):
                found.append(normalise(changed))
        if found:
            break
    return found


def _is_doubtful(code: str) -> bool:
    return kind(code) is PostcodeKind.MALFORMED or (
        kind(code) is PostcodeKind.UK and code[-4] in "IO"
    )


def at_end(text: str) -> tuple[str, str]:
    """A text without the postcode at its end, and that postcode; empty where there is none."""
    words = text.replace(",", " ").split()
    for number in (1, 2):
        last = " ".join(words[-number:])
        if words[-number:] and kind(last) is not PostcodeKind.MALFORMED:
            start = text.rindex(words[-number])
            return text[:start].strip(" ,"), normalise(last)
    return text, ""


def is_complete(written: str) -> bool:
    """Whether `written` is a whole postcode without doubt, so that typing can go on elsewhere.

    No form of R80 begins with another whole one, so nothing is cut off too soon.
    """
    code = compact(written)
    return bool(_UK.fullmatch(code)) and not _is_doubtful(code)


def district(written: str) -> str:
    """The outward part (“KT3”), or nothing when malformed."""
    return normalise(written).split(" ")[0] if kind(written) is PostcodeKind.UK else ""


def in_area(written: str, area: list[str]) -> bool | None:
    """Whether the postcode lies in one of `area`: “KT”, “KT3” or “KT3 4”.

    None, that is "not checked", where `area` is empty or the postcode is no UK one (R11).
    """
    if not area or kind(written) is not PostcodeKind.UK:
        return None
    outward, inward = normalise(written).split(" ")
    letters = re.match(r"[A-Z]+", outward)
    forms = {outward, f"{outward}{inward[0]}", letters.group() if letters else ""}
    spaced = f"{outward} {inward[0]}"
    return any(_matches(entry, outward, spaced, forms) for entry in area)


def _matches(entry: str, outward: str, sector: str, forms: set[str]) -> bool:
    wanted = " ".join(entry.upper().split())
    if " " in wanted:
        return wanted == sector
    if wanted.isalpha() or wanted == outward:
        return wanted in forms
    return False
