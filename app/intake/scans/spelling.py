"""From what a recogniser saw, step by step, to the likeliest postcode.

Connectionist temporal classification (Graves and others, 2006), searched by prefixes as in
Hannun and others (2014), but only along what the grammar of postcodes allows.
"""

from __future__ import annotations

from typing import Any

from app.domain.postcode_grammar import CHARACTERS, complete, following

Array = Any
_FLOOR = 1e-5
"""What every character keeps at every step, so that one slip of the recogniser is not the end."""

_BEAMS = 40
"""How many beginnings are followed at once."""

_FAINTEST = 1e-30
"""A beginning that is less likely is not followed."""

_COLUMN = {character: at for at, character in enumerate(CHARACTERS, 1)}

Beams = dict[str, tuple[float, float]]
"""How likely each beginning is, with a gap after it and with its last character still there."""


def likeliest(steps: Array) -> tuple[str, float]:
    """The postcode, without its space, that `steps` spell, and how sure that is, from 0 to 1.

    `steps` has one line for each step from left to right: the chance of a gap, then those of
    CHARACTERS. The figure is the share of the postcode among all that were followed to their
    end, times the root of its chance among all texts: low where it was forced. ("", 0.0)
    where nothing spells a postcode.
    """
    beams: Beams = {"": (1.0, 0.0)}
    for step in (steps + _FLOOR).tolist():
        beams = _widest(_after(beams, step))
    ends = {code: sum(both) for code, both in beams.items() if complete(code)}
    best = max(ends, key=lambda code: ends[code], default="")
    if not best or not ends[best]:
        return "", 0.0
    return best, min(1.0, ends[best]) ** 0.5 * ends[best] / sum(ends.values())


def _after(beams: Beams, step: list[float]) -> Beams:
    """The beginnings after one more step: each stays as it is, or gets a character more."""
    found: Beams = {}
    for beginning, (gap, there) in beams.items():
        last = beginning[-1:]
        stays = there * step[_COLUMN[last]] if last else 0.0
        old = found.get(beginning, (0.0, 0.0))
        found[beginning] = (old[0] + (gap + there) * step[0], old[1] + stays)
        for character in following(beginning):
            before = gap if character == last else gap + there
            chance = before * step[_COLUMN[character]]
            if chance > _FAINTEST:
                longer = beginning + character
                old = found.get(longer, (0.0, 0.0))
                found[longer] = (old[0], old[1] + chance)
    return found


def _widest(beams: Beams) -> Beams:
    kept = sorted(beams.items(), key=lambda one: sum(one[1]), reverse=True)
    return dict(kept[:_BEAMS])
