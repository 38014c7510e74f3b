"""Sheets: what is printed, where each one is, and the sum that has to balance (R112)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.domain.addressee import Addressee, Kind
from app.domain.wording import Wording

State = Literal[
    "printed", "issued", "returned", "counted", "keyed", "bundled", "lodged", "lost", "spoiled"
]

STATES: tuple[State, ...] = (
    "printed",
    "issued",
    "returned",
    "counted",
    "keyed",
    "bundled",
    "lodged",
    "lost",
    "spoiled",
)

MINIMUM_ROWS, MAXIMUM_ROWS = 6, 20
"""Fewer rows leave no useful sheet: printing is refused. More are too low to write in."""

Shape = Literal["portrait", "landscape", "large", "two-part", "slips-4", "slips-6"]
"""The form of the paper: A4 upright or across, large print, with a slip to tear off for
contact details (R67), or cut into slips for one signer each (R76)."""

SHAPES: tuple[Shape, ...] = ("portrait", "landscape", "large", "two-part", "slips-4", "slips-6")

SLIPS: Mapping[Shape, int] = {"slips-4": 4, "slips-6": 6}
"""The shapes that are slips, and how many of them lie on a page."""

CodesOn = Literal["foot", "back"]
"""Where a code stands: in the foot, or alone on the back, away from the petition (R110)."""

Side = Literal["", "front", "back"]


@dataclass(frozen=True)
class SheetToPrint:
    """One page of a batch: its bare code, its place in the batch and what it carries.

    Where both sides are printed each has a code of its own and says which `side` it is.
    """

    code: str
    number: int
    kind: Kind
    side: Side = ""


@dataclass(frozen=True)
class Order:
    """What is wanted of a batch: `count` pieces of paper, or slips.

    `rows` None means as many as fit well, `kind` "auto" what the addressee asks for. With two
    `sides` each has its code. `collector` adds the pages that a collector takes along.
    """

    count: int
    rows: int | None = None
    kind: Kind | Literal["auto"] = "auto"
    shape: Shape = "portrait"
    sides: Literal[1, 2] = 1
    codes_on: CodesOn = "foot"
    collector: bool = False


@dataclass(frozen=True)
class PrintJob:
    """All that a batch's PDF is made of; `rows` None means as many as fit well.

    `hash` is the wording version's full hash; `texts` are the sheet's fixed texts, by
    language and key; a `draft` prints DRAFT for the code. `collector` are the texts of the
    collector's pages, by language, empty where none are wanted.
    """

    wording: Wording
    addressee: Addressee
    hash: str
    batch: int
    sheets: tuple[SheetToPrint, ...]
    texts: Mapping[str, Mapping[str, str]]
    rows: int | None = None
    languages: tuple[str, ...] = ()
    draft: bool = False
    shape: Shape = "portrait"
    codes_on: CodesOn = "foot"
    collector: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def second(self) -> str:
        """The first translation whose fixed texts are known; "" where there is none."""
        return next((one for one in self.languages if self.texts[one]), "")


Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's lower left."""


@dataclass(frozen=True)
class RowBox:
    """Where one row and its cells (name, address, postcode, signature, date) lie."""

    row: int
    box: Box
    cells: Mapping[str, Box]


@dataclass(frozen=True)
class PageLayout:
    """Where things lie on one printed page; `sheet` is the printed code, None for a bare side.

    Slips that share a page have a layout each, with the same `page`. `rules` are the straight
    lines round the rows, from one end to the other, `text` the lines of the form of words,
    `labels` what is printed inside the rows.
    """

    page: int
    sheet: str | None
    kind: Kind
    qr: Box | None
    marks: tuple[tuple[float, float], ...]
    rows: tuple[RowBox, ...]
    rules: tuple[Box, ...] = ()
    text: tuple[Box, ...] = ()
    labels: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Face:
    """One printed side as a scan has to know it; `size` is its page, all in points."""

    size: tuple[float, float]
    qr: Box | None
    marks: tuple[tuple[float, float], ...]
    rows: tuple[RowBox, ...]
    rules: tuple[Box, ...]
    text: tuple[Box, ...]
    labels: tuple[Box, ...] = ()


def faces_of(pages: Iterable[PageLayout], size: tuple[float, float]) -> dict[str, tuple[Face, ...]]:
    """The sides of each sheet by its printed code; a bare front comes before its coded back."""
    found: dict[str, tuple[Face, ...]] = {}
    bare: tuple[Face, ...] = ()
    for page in pages:
        face = Face(size, page.qr, page.marks, page.rows, page.rules, page.text, page.labels)
        if page.sheet is None:
            bare = (*bare, face)
        else:
            found[page.sheet], bare = (*bare, face), ()
    return found


@dataclass(frozen=True)
class Balance:
    """Printed = not issued + out + back + entered + lost + spoiled; the rest is the difference."""

    printed: int = 0
    not_issued: int = 0
    out: int = 0
    back: int = 0
    entered: int = 0
    lost: int = 0
    spoiled: int = 0

    @property
    def difference(self) -> int:
        """Printed sheets that no place accounts for; 0 when the sheets balance."""
        return self.printed - (
            self.not_issued + self.out + self.back + self.entered + self.lost + self.spoiled
        )


PLACES: Mapping[State, str] = {
    "printed": "not_issued",
    "issued": "out",
    "returned": "back",
    "counted": "entered",
    "keyed": "entered",
    "bundled": "entered",
    "lodged": "entered",
    "lost": "lost",
    "spoiled": "spoiled",
}
"""The term of the balance that each state belongs to."""


def balance(printed: int, by_state: Mapping[State, int]) -> Balance:
    """The balance of `printed` sheets from the number in each state."""
    terms = dict.fromkeys(PLACES.values(), 0)
    for state, term in PLACES.items():
        terms[term] += by_state.get(state, 0)
    return Balance(printed, **terms)


@dataclass(frozen=True)
class SheetCount:
    """A sheet counted without names: rows in form, similar, and invalid by reason."""

    in_form: int
    similar: int = 0
    invalid: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All filled rows."""
        return self.in_form + self.similar + sum(self.invalid.values())
