"""All that the documents of a hand-in pack say of a petition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.documents.page.flow import Flow
from app.documents.page.style import TEXT, Style
from app.documents.words import long_date, recipient, sentence
from app.domain.addressee import Addressee, Kind
from app.domain.sheet import Balance
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Counts
from app.domain.wording import Wording, printed_hash

FEWEST = 5
"""A smaller number of signatories in one place is not told: they could be known by it."""


@dataclass(frozen=True)
class SheetLine:
    """One sheet of the bundle and what counts on it."""

    code: str
    kind: Kind
    version: int
    counts: Counts


@dataclass(frozen=True)
class BatchLine:
    """One batch: when it was printed and where its sheets are."""

    number: int
    printed_on: date
    balance: Balance


@dataclass(frozen=True)
class PackFacts:
    """`texts` is pack.toml in `language`, `sheet_texts` the sheet's texts by language.

    `places` are valid signatories by postcode district, `constituencies` by constituency
    where that is known, by what `constituencies_by` says; `lost` and `spoiled` are codes.
    `online` is in `counts`, and so is `loose`: paper signatures that no sheet carries.
    """

    wording: Wording
    addressee: Addressee
    hash: str
    version: int
    counts: Counts
    balance: Balance
    sheets: tuple[SheetLine, ...]
    counted_on: date
    texts: Mapping[str, Mapping[str, Any]]
    sheet_texts: Mapping[str, Mapping[str, str]]
    language: str = "en"
    batches: tuple[BatchLine, ...] = ()
    lost: tuple[str, ...] = ()
    spoiled: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    constituencies: Mapping[str, int] = field(default_factory=dict)
    constituencies_by: str = ""
    online: Counts = field(default_factory=Counts)
    loose: Counts = field(default_factory=Counts)

    def day(self, day: date) -> str:
        """A day in the language of the pack."""
        return long_date(day, self.language)

    @property
    def recipient(self) -> str:
        """Who is petitioned, in the language of the pack where it has a name for them."""
        named = self.texts.get("names", {}).get(self.addressee.ref, "")
        return (
            str(named)
            if named and not self.wording.recipient
            else recipient(self.wording, self.addressee)
        )

    def reason(self, code: str) -> str:
        """Why a row does not count, in words (R106)."""
        return str(self.texts.get("reasons", {}).get(code, REASONS[code]))

    def values(self) -> dict[str, str]:
        """What the texts may name."""
        wording, organiser = self.wording, self.wording.organiser
        top = next((printed(line.code) for line in self.sheets if line.kind == "top"), "")
        return {
            "title": wording.title,
            "petitioners": sentence(wording.petitioners),
            "recipient": self.recipient,
            "office": self.recipient.removeprefix("the "),
            "organiser": organiser.name,
            "contact": organiser.email or organiser.phone or ", ".join(organiser.address),
            "valid": f"{self.counts.valid:,}",
            "similar": f"{self.counts.similar:,}",
            "ink": f"{self.counts.valid - self.online.valid:,}",
            "online": f"{self.online.valid:,}",
            "online_similar": f"{self.online.similar:,}",
            "loose": f"{self.loose.raw:,}",
            "loose_valid": f"{self.loose.valid:,}",
            "loose_similar": f"{self.loose.similar:,}",
            "sheets": f"{len(self.sheets):,}",
            "top": top or self.texts["flow"]["first_sheet"],
            "day": self.day(self.counted_on),
            "version": str(self.version),
            "hash": printed_hash(self.hash),
        }

    def variant(self, key: str) -> str:
        """The name of a text where some count online, or some are similar: else `key`."""
        if self.online.valid:
            return f"{key}_online"
        return f"{key}_similar" if self.counts.similar else key

    def flow(self, style: Style = TEXT) -> Flow:
        """A document of the pack, empty yet."""
        return Flow(style=style, mark=self.wording.title, page=self.texts["flow"]["page"])


def told(places: Mapping[str, int]) -> tuple[list[tuple[str, int]], int]:
    """Places with enough signatories to be told, most first; and how many signed elsewhere."""
    enough = {name: number for name, number in places.items() if number >= FEWEST and name}
    ranked = sorted(enough.items(), key=lambda one: (-one[1], one[0]))
    return ranked, sum(places.values()) - sum(enough.values())
