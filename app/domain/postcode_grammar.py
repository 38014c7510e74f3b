"""How postcodes are spelt, character by character, for a reader that has to guess one.

Narrower than R80, which judges what a person wrote: an outward part is in an area that exists.
"""

from __future__ import annotations

from functools import cache
from string import ascii_uppercase, digits

CHARACTERS = ascii_uppercase + digits
"""All that a postcode is spelt with."""

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE "
    "LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL "
    "SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
"""The 121 areas of the UK and the three of the Crown dependencies (R83)."""

_WITH_ZERO = "BL BS CM CR FY HA PR SL SS"
"""Areas that have a district 0."""

_LETTERED = "E1 EC1 EC2 EC3 EC4 N1 NW1 SE1 SW1 W1 WC1 WC2"
"""Districts in London that a letter divides; N1P is one that a stricter pattern forgot (R81)."""

_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters of an inward part (R80)."""


@cache
def _outward_parts() -> frozenset[str]:
    areas, zero = _AREAS.split(), _WITH_ZERO.split()
    numbered = {f"{area}{number}" for area in areas for number in range(1, 100)}
    lettered = {f"{one}{letter}" for one in _LETTERED.split() for letter in ascii_uppercase}
    return frozenset(numbered | lettered | {f"{area}0" for area in zero})


@cache
def _beginnings() -> dict[str, set[str]]:
    """Each beginning of an outward part, and what may come next in it."""
    found: dict[str, set[str]] = {}
    for part in _outward_parts():
        for at, character in enumerate(part):
            found.setdefault(part[:at], set()).add(character)
    return found


@cache
def following(beginning: str) -> str:
    """The characters that may come next in a postcode without its space; "" behind its last."""
    found = set(_beginnings().get(beginning, ()))
    for length in range(2, 5):
        if beginning[:length] in _outward_parts():
            found.update(_inward(beginning[length:]))
    return "".join(sorted(found))


def complete(code: str) -> bool:
    """Whether `code` (capitals, no space) is a whole postcode by this grammar."""
    return code[:-3] in _outward_parts() and code[-1:] in _inward(code[-3:-1])


def _inward(beginning: str) -> str:
    if not beginning:
        return digits
    well = beginning[0] in digits and all(one in _INWARD for one in beginning[1:])
    return _INWARD if well and len(beginning) < 3 else ""
