"""What is worth a second look in a keyed row: said beside it, never a bar to saving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import postcode
from app.domain.postcode import PostcodeKind
from app.domain.signature import RowEntry
from app.domain.wording import Wording
from app.messages import tr


@dataclass(frozen=True)
class RowNote:
    """One remark on a field of a row; `suggestion` is a value to take instead, or empty."""

    field: str
    rule: str
    message: str
    suggestion: str = ""


def row_notes(entry: RowEntry, wording: Wording) -> list[RowNote]:
    """Remarks on postcode, area and date (R11, R80 to R83)."""
    return [*_postcode_notes(entry, wording), *_date_notes(entry, wording)]


def _postcode_notes(entry: RowEntry, wording: Wording) -> list[RowNote]:
    if not entry.postcode:
        return []
    suggested = postcode.suggestions(entry.postcode)
    if suggested:
        return [
            RowNote(
                "postcode",
                "R82",
                tr("Did you mean {postcode}?", postcode=suggested[0]),
                suggested[0],
            )
        ]
    kind = postcode.kind(entry.postcode)
    if kind is PostcodeKind.MALFORMED:
        return [RowNote("postcode", "R80", "This is not the form of a UK postcode.")]
    if kind in {PostcodeKind.CROWN_DEPENDENCY, PostcodeKind.OVERSEAS}:
        return [RowNote("postcode", "R83", "This place has no constituency in the UK.")]
    if postcode.in_area(entry.postcode, list(wording.area)) is False:
        return [
            RowNote(
                "postcode",
                "R11",
                tr("Not in the area of “{petitioners}”.", petitioners=wording.petitioners),
            )
        ]
    return []


def _date_notes(entry: RowEntry, wording: Wording) -> list[RowNote]:
    day = entry.signed_on
    if day and wording.closes and day > wording.closes:
        return [RowNote("signed_on", "R106", "Signed after the petition closed.")]
    if day and wording.opens and day < wording.opens:
        return [RowNote("signed_on", "R6", "Signed before the petition opened.")]
    return []


def future(day: date | None, today: date) -> bool:
    """Whether a row claims to be signed on a day that has not come."""
    return day is not None and day > today
