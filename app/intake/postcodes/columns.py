"""Which column of a postcode file holds what: by pattern, for each release renames some (R94)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import AppError

_PATTERNS = {
    "postcode": r"pcds|pcd[78]?|post_?codes?|pc",
    "constituency": r"pcon(?P<year>\d\d)?(cd)?|(parliamentary_)?constituency(_code)?",
    "council": r"(os)?laua(\d\d)?(cd)?|lad(\d\d)?(cd)?|council(_code)?",
    "easting": r"(os)?east(1m|ings?)?",
    "northing": r"(os)?nrth1m|(os)?north(1m|ings?)?",
    "terminated": r"doterm(inated|ination)?|date_of_termination",
    "quality": r"(os)?grdind|(os)?gridind",
}
"""What a heading in small letters, without spaces, has to match whole."""

_BEST_FIRST = ("pcds", "pcd8", "pcd7", "pcd")

_WARD = re.compile(r"(os)?ward(\d\d)?(cd)?|wd\d*(cd)?|ward_?(code|name)?")


class PostcodeFileError(AppError):
    """A file of postcodes cannot be taken as it is."""


@dataclass(frozen=True)
class Columns:
    """The place of each column in a line, -1 where there is none; `width` columns in all.

    `year` is the last two digits of a heading such as “pcon24cd”, empty where it tells none.
    """

    width: int
    postcode: int
    constituency: int = -1
    council: int = -1
    easting: int = -1
    northing: int = -1
    terminated: int = -1
    quality: int = -1
    year: str = ""
    ons: bool = False
    grid_quality: bool = True

    @property
    def gives(self) -> tuple[str, ...]:
        """What the file tells of a postcode."""
        told = {
            "constituency": self.constituency >= 0,
            "council": self.council >= 0,
            "position": self.easting >= 0 and self.northing >= 0,
        }
        return tuple(key for key, there in told.items() if there)


CODE_POINT = Columns(
    10, postcode=0, council=8, easting=2, northing=3, quality=1, grid_quality=False
)
"""Code-Point Open has no heads and no constituencies (R95)."""


def of_heads(heads: Sequence[str], file: str) -> Columns:
    """The columns that a file's first line names; PostcodeFileError where they do not do."""
    keys = [re.sub(r"[\s-]+", "_", head.strip().strip('"').lower()) for head in heads]
    places: dict[str, int] = {}
    year = ""
    for what, pattern in _PATTERNS.items():
        matches = [(key, at, found) for at, key in enumerate(keys)
                   if (found := re.fullmatch(pattern, key))]  # fmt: skip
        if not matches:
            continue
        _, at, found = min(matches, key=lambda one: _rank(one[0]))
        places[what] = at
        if what == "constituency":
            year = found["year"] or ""
    if "postcode" not in places:
        raise PostcodeFileError(
            "{file}, line 1: there is no column of postcodes; ONS files call it “pcds”.", file=file
        )
    if "constituency" not in places and "council" not in places:
        if any(_WARD.fullmatch(key) for key in keys):
            raise PostcodeFileError(
                "{file}, line 1: there are wards, but no column “pcon” of constituencies: a ward "
                "does not tell the constituency, for wards were redrawn after 2020 (R98).",
                file=file,
            )
        raise PostcodeFileError(
            "{file}, line 1: there is no column of constituencies (“pcon”, “constituency”) or "
            "councils (“laua”).",
            file=file,
        )
    ons = bool(set(keys) & {"pcds", "pcd7", "pcd8", "pcd2"})
    return Columns(
        len(heads),
        postcode=places["postcode"],
        constituency=places.get("constituency", -1),
        council=places.get("council", -1),
        easting=places.get("easting", -1),
        northing=places.get("northing", -1),
        terminated=places.get("terminated", -1),
        quality=places.get("quality", -1),
        year=year,
        ons=ons,
    )


def _rank(key: str) -> tuple[int, int]:
    """The spaced postcode before others, the newest year before older ones."""
    digits = re.search(r"\d\d", key)
    place = _BEST_FIRST.index(key) if key in _BEST_FIRST else len(_BEST_FIRST)
    return place, -int(digits[0]) if digits and place == len(_BEST_FIRST) else 0
