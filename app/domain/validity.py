"""Whether a signature counts, by the addressee's own rules: reason codes of R106."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain import names, postcode
from app.domain.addressee import Addressee, RowNeed
from app.domain.postcode import PostcodeKind
from app.domain.signature import Origin, RowEntry, Signature, Validity
from app.domain.wording import Wording


@dataclass(frozen=True)
class Rules:
    """What an addressee and a petition ask of a signature.

    `minimum_age` is in years, 0 where the scheme names none (R108); without an `area` none is
    asked for (R11). `needs` is what a row must give.
    """

    area: tuple[str, ...]
    opens: date | None
    closes: date | None
    minimum_age: int
    online: Literal["counted", "similar"]
    needs: tuple[RowNeed, ...] = ("name", "address", "postcode")


def rules_of(wording: Wording, body: Addressee, minimum_age: int = 0) -> Rules:
    """The rules for signatures of a petition; `minimum_age` as the council's profile says."""
    return Rules(
        tuple(wording.area),
        wording.opens,
        wording.closes,
        minimum_age,
        body.online,
        body.row_needs,
    )


def findings(entry: RowEntry | Signature, rules: Rules) -> list[str]:
    """The reason codes of R106 that the rules find in a signature, gravest first."""
    found = [*_name(entry.name, rules.needs), *_place(entry, rules)]
    if "date" in rules.needs and entry.signed_on is None:
        found.append("no-date")
    if rules.closes and entry.signed_on and entry.signed_on > rules.closes:
        found.append("after-close")
    if _too_young(entry, rules):
        found.append("under-age")
    return found


def _name(name: str, needs: tuple[RowNeed, ...]) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+", name)
    if not words:
        if {"name", "full-name"} & {*needs}:
            yield "no-name"
        return
    if names.hangul(name):  # its syllables may be written apart, and no word of it is an initial
        return
    whole = [word for word in words if len(word) > 1]
    if not whole or ("full-name" in needs and len(words) > 1 and len(whole) < 2):
        yield "initials-only"
    elif "full-name" in needs and len(words) < 2:
        yield "no-name"


def _place(entry: RowEntry | Signature, rules: Rules) -> Iterator[str]:
    written, address = entry.postcode.strip(), entry.address.strip()
    if not address and ("address" in rules.needs or ("place" in rules.needs and not written)):
        yield "no-address"
    asked = "postcode" in rules.needs or ("place" in rules.needs and not address)
    if not written:
        if "postcode" in rules.needs:
            yield "no-postcode"
    elif postcode.kind(written) is PostcodeKind.MALFORMED:
        # Where none is asked for, it may be a good one from abroad.
        if asked:
            yield "bad-postcode"
    elif postcode.in_area(written, list(rules.area)) is False:
        yield "out-of-area"


def _too_young(entry: RowEntry | Signature, rules: Rules) -> bool:
    if not rules.minimum_age:
        return False
    if entry.age is not None:
        return entry.age < rules.minimum_age
    if entry.born is None or entry.signed_on is None:
        return False
    return years_between(entry.born, entry.signed_on) < rules.minimum_age


def years_between(born: date, day: date) -> int:
    """How old, in whole years, who was `born` then is on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def counted_as(
    validity: Validity, origin: Origin, rules: Rules, *, on_sheet: bool = True
) -> Validity:
    """What “valid” means for a signature of that origin, `on_sheet` if a printed sheet carries it.

    Where only ink counts, online ones are similar, and so are those said to be on paper that no
    printed sheet of the campaign shows (R10, R24).
    """
    in_ink = origin == "paper" and on_sheet
    return (
        "similar" if validity == "valid" and rules.online == "similar" and not in_ink else validity
    )
