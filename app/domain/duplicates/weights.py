"""How much each agreement tells: the probabilities of Fellegi and Sunter's model (1969).

A comparison has levels. Among signatures of one person a level is found with probability m, among
those of two people with u; its weight is log2(m / u) bits. Two people of one household share
their family name, so there `home` stands for u: that is what keeps a couple apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEVELS: Mapping[str, tuple[str, ...]] = {
    "given": ("same", "form", "close", "alike", "initial", "other initial", "different"),
    "family": ("same", "form", "close", "alike", "initial", "other initial", "different"),
    "order": ("straight", "swapped"),
    "middle": ("same", "different"),
    "postcode": ("same", "close", "area", "different"),
    "street": ("same", "close", "different"),
    "number": ("same", "flat missing", "other flat", "close", "different"),
    "town": ("same", "close", "different"),
    "phone": ("same", "close", "different"),
    "email": ("same", "close", "different"),
    "born": ("same", "close", "year", "different"),
}
"""The comparisons and their levels, the closest first."""

BY_FREQUENCY = frozenset({"given", "family", "postcode", "street", "number", "town"})
"""Comparisons whose first level tells more the rarer the value: Kim, Lee and Park little (R89)."""


@dataclass(frozen=True)
class Comparison:
    """The probabilities of a comparison's levels, in the order of LEVELS.

    `home` replaces `u` where the place agrees already: for names the same household, for a
    number and a street the same postcode. Where a level goes by frequency, `u` is only
    what is shown.
    """

    m: tuple[float, ...]
    u: tuple[float, ...]
    home: tuple[float, ...]

    def bits(self, *, home: bool) -> list[float]:
        """The weight of each level."""
        other = self.home if home else self.u
        return [math.log2(m / u) for m, u in zip(self.m, other, strict=True)]


@dataclass(frozen=True)
class Weights:
    """The whole model.

    `partners` is how many doubles a signature has on average, `household` how many other people
    of its household, `learnt` from how many
    pairs, and `leash` how many pairs the starting values are worth against them. `signatures`
    is how many there were.
    """

    comparisons: Mapping[str, Comparison]
    partners: float
    household: float
    leash: float
    learnt: int = 0
    signatures: int = 0


def read_weights(table: Mapping[str, Mapping[str, Sequence[float]] | float]) -> Weights:
    """The model of a parsed file; `home` is `u` where it is not given."""
    comparisons = {}
    for name, levels in LEVELS.items():
        part = table[name]
        if not isinstance(part, Mapping):
            raise TypeError(name)
        made = Comparison(
            _shares(part["m"], len(levels)),
            _shares(part["u"], len(levels)),
            _shares(part.get("home", part["u"]), len(levels)),
        )
        comparisons[name] = made
    return Weights(
        comparisons,
        _number(table["partners"]),
        _number(table["household"]),
        _number(table["leash"]),
        int(_number(table.get("learnt", 0))),
        int(_number(table.get("signatures", 0))),
    )


def as_table(weights: Weights) -> dict[str, object]:
    """The model as it is kept and shown; `read_weights` takes it back."""
    made: dict[str, object] = {
        "partners": weights.partners,
        "household": weights.household,
        "leash": weights.leash,
        "learnt": weights.learnt,
        "signatures": weights.signatures,
    }
    for name, one in weights.comparisons.items():
        made[name] = {"m": list(one.m), "u": list(one.u), "home": list(one.home)}
    return made


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _shares(values: Sequence[float], number: int) -> tuple[float, ...]:
    if len(values) != number or not all(0 < value < 1 for value in values):
        raise ValueError(values)
    total = sum(values)
    return tuple(value / total for value in values)
