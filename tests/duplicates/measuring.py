"""How well labelled people are found: precision, recall and F1, beside a plain rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.domain.duplicates.people import NameReader
from app.domain.duplicates.person import Person
from app.domain.duplicates.places import PlaceReader
from app.intake import name_data
from app.matching.columns import Columns, columns_of
from app.matching.engine import find

Couple = tuple[str, str]


@dataclass(frozen=True)
class Quality:
    """The share of found pairs that are true, of true pairs that are found, and their mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f}"


def quality(found: Iterable[Couple], true: Iterable[Couple]) -> Quality:
    """How good `found` is; a pair's order does not matter."""
    ours = {frozenset(pair) for pair in found}
    wanted = {frozenset(pair) for pair in true}
    right = len(ours & wanted)
    return Quality(right / len(ours) if ours else 0.0, right / len(wanted) if wanted else 0.0)


def read(rows: Sequence[Person]) -> Columns:
    """The rows' names and addresses taken apart."""
    return columns_of(rows, NameReader(name_data.names()), PlaceReader(name_data.street_kinds()))


def likelihoods(rows: Sequence[Person], threshold: float) -> Mapping[Couple, float]:
    """The pairs that are found among rows, with their probabilities."""
    columns = read(rows)
    matches = find(columns, name_data.names(), name_data.starting_weights(), threshold)
    return {
        (columns.ids[one], columns.ids[other]): float(sure)
        for one, other, sure in zip(matches.one, matches.other, matches.probability, strict=True)
    }


def plain_rule(rows: Iterable[Person]) -> set[Couple]:
    """Pairs of the same name and the same postcode, capitals and spaces aside."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        key = (" ".join(row.name.lower().split()), row.postcode.replace(" ", "").upper())
        groups.setdefault(key, []).append(row.id)
    return {pair for ids in groups.values() for pair in combinations(ids, 2)}
