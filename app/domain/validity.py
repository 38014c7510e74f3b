"""Whether a signature counts, by the addressee's own rules: reason codes of R106."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain import postcode
from app.domain.addressee import Addressee
from app.domain.postcode import PostcodeKind
from app.domain.signature import Origin, RowEntry, Signature, Validity
from app.domain.wording import Wording


@dataclass(frozen=True)
class Rules:
    """What an addressee and a petition ask of a signature.

    `minimum_age` is in years, 0 where the scheme names none (R108); without an `area` none is
    asked for (R11).
    """

    area: tuple[str, ...]
    opens: date | None
    closes: date | None
    minimum_age: int
    online: Literal["counted", "similar"]


def rules_of(wording: Wording, body: Addressee, minimum_age: int = 0) -> Rules:
    """The rules for signatures of a petition; `minimum_age` as the council's profile says."""
    return Rules(tuple(wording.area), wording.opens, wording.closes, minimum_age, body.online)


def findings(entry: RowEntry | Signature, rules: Rules) -> list[str]:
    """The reason codes of R106 that the rules find in a signature, gravest first."""
    found = []
    if not entry.name.strip():
        found.append("no-name")
    if not entry.address.strip():
        found.append("no-address")
    kind = postcode.kind(entry.postcode)
    if not entry.postcode.strip():
        found.append("no-postcode")
    elif kind is PostcodeKind.MALFORMED:
        found.append("bad-postcode")
    elif postcode.in_area(entry.postcode, list(rules.area)) is False:
        found.append("out-of-area")
    if rules.closes and entry.signed_on and entry.signed_on > rules.closes:
        found.append("after-close")
    if _too_young(entry, rules):
        found.append("under-age")
    return found


def _too_young(entry: RowEntry | Signature, rules: Rules) -> bool:
    if not rules.minimum_age:
        return False
    if entry.age is not None:
        return entry.age < rules.minimum_age
    if entry.born is None or entry.signed_on is None:
        return False
    born, day = entry.born, entry.signed_on
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < (
        rules.minimum_age
    )


def counted_as(validity: Validity, origin: Origin, rules: Rules) -> Validity:
    """What “valid” means for a signature of that origin: online ones are similar (R10, R24)."""
    return (
        "similar"
        if (validity, origin, rules.online) == ("valid", "online", "similar")
        else (validity)
    )
