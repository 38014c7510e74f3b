"""Signatures: what is known of a filled row, whether it counts, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.domain.community import consent

Validity = Literal["unchecked", "valid", "similar", "invalid"]
VALIDITIES: tuple[Validity, ...] = ("unchecked", "valid", "similar", "invalid")

Origin = Literal["paper", "online"]
ORIGINS: tuple[Origin, ...] = ("paper", "online")
"""Signed in ink, or collected on a website: counted apart (R10, R38, R55)."""

CHANNELS: Mapping[str, str] = {
    **{str(channel): words for channel, words in consent.CHANNELS.items()},
    "member": "Name to the Member of Parliament",
}
"""What a signatory may agree to, with the words that people see."""

REASONS: Mapping[str, str] = {
    "illegible": "Illegible",
    "no-name": "No name",
    "initials-only": "Initials only",
    "no-address": "No address",
    "no-postcode": "No postcode",
    "bad-postcode": "Postcode is not one",
    "no-date": "No date",
    "out-of-area": "Outside the area",
    "duplicate-paper": "Signed twice on paper",
    "duplicate-online": "Signed online as well",
    "no-signature": "No signature",
    "same-hand": "Same hand as another row",
    "joke-name": "Not a real name",
    "under-age": "Too young for this scheme",
    "not-eligible": "May not sign this petition",
    "altered": "Crossed out or altered",
    "sheet-no-text": "Sheet lacks the petition’s text",
    "sheet-photocopy": "Sheet is a photocopy",
    "after-close": "Signed after closing",
    "withdrawn": "Withdrawn by the signatory",
}
"""The reason codes of R106, and R104's date, with the words that people see."""

SHEET_REASONS = ("sheet-no-text", "sheet-photocopy", "altered")
"""Reasons that may lie in the whole sheet, and then hold for each of its rows."""

TEXT_LIMIT = 500
"""The longest name or address that a row takes, in characters."""


@dataclass(frozen=True)
class RowEntry:
    """What was read from one row of a sheet, or one line of a file, before it is stored.

    `row` is 0 where no sheet carries it. `source` names where a line came from, and
    `import_key` is the same whenever that line is brought in again. `age` is in years on
    the day of signing; `opt_ins` are keys of CHANNELS, in their order.
    """

    row: int
    name: str = ""
    address: str = ""
    postcode: str = ""
    signed_on: date | None = None
    validity: Validity = "unchecked"
    reason: str = ""
    external_id: str = ""
    origin: Origin = "paper"
    source: str = ""
    import_key: str = ""
    email: str = ""
    phone: str = ""
    born: date | None = None
    age: int | None = None
    opt_ins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """One stored signature; `sheet` is the bare code, empty for one that no sheet carries.

    `marking` is the id of the bulk marking that judged it last, empty where a person did.
    """

    id: str
    petition: str
    sheet: str
    row: int | None
    name: str
    address: str
    postcode: str
    signed_on: date | None
    validity: Validity
    reason: str
    external_id: str
    origin: Origin = "paper"
    source: str = ""
    email: str = ""
    phone: str = ""
    born: date | None = None
    age: int | None = None
    opt_ins: tuple[str, ...] = ()
    marking: str = ""
    import_key: str = ""


@dataclass(frozen=True)
class Counts:
    """raw = valid + similar + invalid + unchecked (R24, R112)."""

    valid: int = 0
    similar: int = 0
    unchecked: int = 0
    invalid: Mapping[str, int] = field(default_factory=dict)

    @property
    def invalid_total(self) -> int:
        """Invalid rows of every reason."""
        return sum(self.invalid.values())

    @property
    def raw(self) -> int:
        """All filled rows."""
        return self.valid + self.similar + self.unchecked + self.invalid_total


def less(whole: Counts, part: Counts) -> Counts:
    """`whole` without `part`, which is in it, reason by reason."""
    invalid = {
        reason: number - part.invalid.get(reason, 0) for reason, number in whole.invalid.items()
    }
    return Counts(
        whole.valid - part.valid,
        whole.similar - part.similar,
        whole.unchecked - part.unchecked,
        {reason: number for reason, number in invalid.items() if number},
    )


def add_counts(parts: Iterable[Counts]) -> Counts:
    """The sum of `parts`, reason by reason."""
    valid = similar = unchecked = 0
    invalid: dict[str, int] = {}
    for part in parts:
        valid += part.valid
        similar += part.similar
        unchecked += part.unchecked
        for reason, number in part.invalid.items():
            invalid[reason] = invalid.get(reason, 0) + number
    return Counts(valid, similar, unchecked, invalid)
