"""A signature as it is compared with others, and what two of them are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Person(NamedTuple):
    """What is known of one signature; each part may be empty. `born` is ISO or as written."""

    id: str
    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    born: str = ""


@dataclass(frozen=True)
class Pair:
    """Two signatures (their ids, the earlier entered first) that may be one person's.

    `probability` is between 0 and 1; `reasons` say in words what speaks for it.
    """

    a: str
    b: str
    probability: float
    reasons: tuple[str, ...]
