"""How sure a pair of signatures is to be of one person, in two words."""

from __future__ import annotations

from app.messages import tr

LIKELY = 0.95
POSSIBLE = 0.5
"""The least probability of each word; less sure pairs are not shown."""


def word(probability: float) -> str:
    """“Likely” or “Possible”, as lists say it."""
    return tr("Likely") if probability >= LIKELY else tr("Possible")
