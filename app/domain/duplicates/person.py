"""A signature as it is compared with others, and what two of them are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.domain.signature import Validity

Verdict = Literal["dismissed", "accepted"]


class Person(NamedTuple):
    """What is known of one signature; each part may be empty. `born` is ISO or as written."""

    id: str
    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    born: str = ""


class Said(NamedTuple):
    """What a person said of two signatures (ids, the lesser first), at an ISO moment.

    Of an accepted pair `kept` is the id that counts, and `was` the validity that the other
    one had until then.
    """

    a: str
    b: str
    verdict: Verdict
    kept: str
    was: Validity | Literal[""]
    at: str

    @property
    def marked(self) -> str:
        """The id that does not count; empty where both are of different people."""
        return (self.b if self.kept == self.a else self.a) if self.kept else ""


@dataclass(frozen=True)
class Pair:
    """Two signatures (their ids, the earlier entered first) that may be one person's.

    `probability` is between 0 and 1; `reasons` say in words what speaks for it.
    """

    a: str
    b: str
    probability: float
    reasons: tuple[str, ...]
