"""The pairs to be judged, and which of them is in sight: one goes through them in their order."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.duplicates.levels import LIKELY
from app.domain.duplicates.person import Pair

_Key = tuple[str, str]


def _key(pair: Pair) -> _Key:
    return pair.a, pair.b


class Walk:
    """Pairs by how sure they are; `level` is “likely”, “possible” or empty for both.

    `chosen` are two rows that somebody chose elsewhere: they are in sight until one goes on.
    """

    def __init__(self) -> None:
        self._all: Sequence[Pair] = ()
        self.shown: list[Pair] = []
        self.level = ""
        self.at = 0
        self.chosen: Pair | None = None

    def take(self, pairs: Sequence[Pair]) -> None:
        """Takes what is open now: a pair that came back is in sight, else the one that was."""
        known = {_key(pair) for pair in self._all}
        before = self.shown[self.at] if self.at < len(self.shown) else None
        back = [pair for pair in pairs if _key(pair) not in known] if known else []
        self._all = pairs
        self._filter()
        self._stay(back[0] if len(back) == 1 else before)

    def choose(self, level: str) -> None:
        """Shows the pairs of one level, from the first."""
        self.level, self.chosen = level, None
        self._filter()
        self.at = 0

    def _filter(self) -> None:
        self.shown = [
            pair
            for pair in self._all
            if not self.level or (pair.probability >= LIKELY) == (self.level == "likely")
        ]

    def _stay(self, pair: Pair | None) -> None:
        keys = [_key(one) for one in self.shown]
        if pair is not None and _key(pair) in keys:
            self.at = keys.index(_key(pair))
        self.at = max(0, min(self.at, len(self.shown) - 1))

    def find(self, ids: frozenset[str]) -> bool:
        """Goes to the first pair of which both are among `ids`; False where there is none."""
        for at, pair in enumerate(self.shown):
            if {pair.a, pair.b} <= ids:
                self.at = at
                return True
        return False

    def step(self, by: int) -> None:
        """Goes on or back, not beyond the ends; from two chosen rows to where one was."""
        if self.chosen is not None:
            self.chosen = None
            return
        self.at = max(0, min(self.at + by, len(self.shown) - 1))

    @property
    def current(self) -> Pair | None:
        """The pair in sight; None where there is none."""
        if self.chosen is not None:
            return self.chosen
        return self.shown[self.at] if self.at < len(self.shown) else None

    @property
    def in_question(self) -> list[Pair]:
        """The pairs that a verdict may be about: the two chosen rows, else all shown."""
        return [self.chosen] if self.chosen is not None else self.shown

    def number(self, level: str) -> int:
        """How many pairs a level has."""
        likely = sum(pair.probability >= LIKELY for pair in self._all)
        return {"": len(self._all), "likely": likely}.get(level, len(self._all) - likely)
