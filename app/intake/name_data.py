"""Reads resources/duplicates: what is known of names and addresses before any is compared."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from app.domain.duplicates.people import NameData
from app.domain.duplicates.weights import Weights, read_weights
from app.paths import RESOURCES

_FOLDER = RESOURCES / "duplicates"


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def names() -> NameData:
    """Korean family names, names that are alike, and what is no name."""
    korean, table = _table("korean"), _table("names")
    families: dict[str, float] = {}
    long: list[str] = []
    for share, hangul, latin in korean["families"]:
        for spelt in (*hangul.split(), *latin.split()):
            families[spelt] = max(share, families.get(spelt, 0.0))
        long += [spelt for spelt in hangul.split() if len(spelt) > 1]
    return NameData(
        families,
        long,
        frozenset(table["english"].split()),
        [tuple(group.split()) for group in table["alike"]],
        frozenset(table["distinct"].split()),
        {name: share / 1000 for name, share in table["common"].items()},
        frozenset(table["titles"].split()),
        {one: word for word, some in table["generations"].items() for one in some.split()},
        frozenset(table["particles"].split()),
    )


@cache
def starting_weights() -> Weights:
    """The model of duplicates before it has learnt anything."""
    return read_weights(_table("weights"))


@cache
def street_kinds() -> dict[str, str]:
    """“road” for each way to write it, and so on."""
    groups = (group.split() for group in _table("addresses")["kinds"])
    return {spelt: group[0] for group in groups for spelt in group}
