"""Addresses as they stand on a row: house number and street, and what is proposed from others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(
    r"\s*(?:(?:flat|unit|apartment|apt)\.?\s+\w+\s*,?\s+)?\d+\s?[a-z]?(?:\s?[-/–]\s?\d+[a-z]?)?(?=[\s,])",
    re.IGNORECASE,
)
_TYPED_NUMBER = re.compile(r"\s*\d+[a-z]?(?:[-/–]\d+[a-z]?)?(?=[\s,]|$)", re.IGNORECASE)
_KNOWN_TWICE = 2


def street(address: str) -> str:
    """The address without its house number: “22 Lapwing Road, London” is “Lapwing Road, London”."""
    found = _NUMBER.match(address)
    return (address[found.end() :] if found else address).strip(" ,")


def house_number(typed: str) -> str:
    """The house number that `typed` begins with; empty where there is none."""
    found = _TYPED_NUMBER.match(typed)
    return found.group().strip() if found else ""


def propose(typed: str, known: Sequence[str]) -> str:
    """The address that `typed` may become, or nothing; it always begins with what is typed.

    `known` are the addresses at the same postcode, likeliest first. One of them is taken
    where it fits; else a new house number gets the street of the others.
    """
    if not typed.strip():
        return known[0] if known and not typed else ""
    start = typed.casefold()
    for address in known:
        if address.casefold().startswith(start):
            return typed + address[len(typed) :]
    number = house_number(typed)
    if not number:
        return ""
    for address in known:
        whole = f"{number} {street(address)}"
        if street(address) != address and whole.casefold().startswith(start):
            return typed + whole[len(typed) :]
    return ""


def as_known(typed: str, known: Sequence[str]) -> str:
    """`typed` with the capitals of the address or street it is, where it is one of `known`."""
    number = house_number(typed)
    for address in known:
        for whole in (address, f"{number} {street(address)}"):
            if whole.casefold() == typed.casefold():
                return whole
    return typed


def towns(addresses: Iterable[str]) -> frozenset[str]:
    """The last parts, in one case, that at least two of `addresses` end in."""
    ends = Counter(
        address.rsplit(",", 1)[1].strip().casefold() for address in addresses if "," in address
    )
    return frozenset(end for end, number in ends.items() if end and number >= _KNOWN_TWICE)


def is_whole(typed: str, known_towns: frozenset[str]) -> bool:
    """Whether `typed` has come to its end: a street, a comma, and a town known already.

    A town that another known one begins with is not taken for the end.
    """
    before, comma, last = typed.rpartition(",")
    town = last.strip().casefold()
    if not comma or last != last.rstrip() or len(before.strip()) < 3 or town not in known_towns:
        return False
    return not any(other != town and other.startswith(town) for other in known_towns)
