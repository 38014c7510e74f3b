"""How far two readings of the same rows agree: what differs, how often, and how sure that is."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.signature import RowEntry, Signature

FIELDS = ("name", "address", "postcode", "signed_on", "validity")
"""What two readings are compared in; validity goes with its reason."""

CONFIDENCE_95 = 1.959963984540054
"""The normal deviate that leaves 2.5 % on either side."""


def same_text(text: str) -> str:
    """`text` as two readings are compared: NFC, any case, any spacing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text).casefold())


def differences(first: RowEntry | Signature, second: RowEntry | Signature) -> tuple[str, ...]:
    """The fields in which two readings of a row differ, in the order of FIELDS.

    A verdict that one reading left open (“unchecked”) is not compared.
    """
    found = [
        name
        for name in ("name", "address", "postcode")
        if same_text(getattr(first, name)) != same_text(getattr(second, name))
    ]
    if first.signed_on != second.signed_on:
        found.append("signed_on")
    judged = "unchecked" not in {first.validity, second.validity}
    if judged and (first.validity, first.reason) != (second.validity, second.reason):
        found.append("validity")
    return tuple(found)


@dataclass(frozen=True)
class Rate:
    """`number` of `of`, as a share, with the ends of its 95 % interval; all 0 to 1."""

    number: int
    of: int
    share: float
    low: float
    high: float


def rate(number: int, of: int) -> Rate:
    """The share with Wilson's score interval at 95 %; of nothing it is 0, from 0 to 1.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”,
    Journal of the American Statistical Association 22 (1927), 209–212. It keeps its
    promise for the small samples and low rates of a recheck, where p ± 2s does not.
    """
    if of == 0:
        return Rate(0, 0, 0.0, 0.0, 1.0)
    share, square = number / of, CONFIDENCE_95**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = (
        CONFIDENCE_95
        * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
        / (1 + square / of)
    )
    low = 0.0 if number == 0 else max(0.0, middle - reach)
    high = 1.0 if number == of else min(1.0, middle + reach)
    return Rate(number, of, share, low, high)


@dataclass(frozen=True)
class Agreement:
    """Of `drawn` rows, how many were keyed twice and how many differ: over all and by field."""

    drawn: int
    rows: Rate
    by_field: Mapping[str, Rate] = field(default_factory=dict)


def agreement(drawn: int, done: Sequence[Sequence[str]]) -> Agreement:
    """The sum of rows keyed twice; each gives the fields in which its readings differ."""
    return Agreement(
        drawn,
        rate(sum(1 for differing in done if differing), len(done)),
        {name: rate(sum(name in one for one in done), len(done)) for name in FIELDS},
    )
