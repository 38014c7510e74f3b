"""Where sheets are, in the same words and colours everywhere on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.custody import is_late
from app.domain.sheet import Balance, State
from app.messages import tr, trn
from app.operations.paper import chase
from app.store.sheets import SheetRecord
from app.ui.session import Session

By = Literal["batch", "venue", "collector"]

STATE_LOOKS: dict[State, tuple[str, str, str]] = {
    "printed": ("printer", "muted", tr("Not issued")),
    "issued": ("send", "muted", tr("Out")),
    "returned": ("inbox", "accent", tr("Back")),
    "counted": ("circle-check", "good", tr("Counted")),
    "keyed": ("circle-check", "good", tr("Keyed")),
    "bundled": ("layers", "good", tr("Bundled")),
    "lodged": ("landmark", "good", tr("Handed in")),
    "lost": ("circle-alert", "bad", tr("Lost")),
    "spoiled": ("ban", "muted", tr("Spoiled")),
}
"""Icon, colour and word of each state."""

Part = tuple[str, int, str]
"""Words, number of sheets, colour."""


@dataclass(frozen=True)
class Line:
    """Sheets that belong together, by batch, venue or collector, with their own balance."""

    name: str
    printed_on: date | None
    kind: str
    balance: Balance
    late: int
    unrecorded: int = 0

    @property
    def bar(self) -> list[Part]:
        """The parts of the bar, what is late apart from what is out."""
        one = self.balance
        return [
            (tr("entered"), one.entered, "accent"),
            (tr("back, to enter"), one.back, "middle"),
            (tr("out"), one.out - self.late, "pale"),
            (tr("late"), self.late, "warn"),
            (tr("not issued"), one.not_issued, "rest"),
            (tr("lost or spoiled"), one.lost + one.spoiled, "muted"),
        ]

    @property
    def words(self) -> str:
        """All places but the usual one, entered."""
        one = self.balance
        if one.entered == one.printed:
            return tr("All entered")
        parts = (
            (one.back, tr("{number} to enter", number=one.back)),
            (one.out, tr("{number} out", number=one.out)),
            (one.not_issued, tr("{number} not issued", number=one.not_issued)),
            (one.lost, _lost(one.lost, self.unrecorded)),
            (one.spoiled, tr("{number} spoiled", number=one.spoiled)),
        )
        return ", ".join(words for number, words in parts if number)


def _lost(number: int, unrecorded: int) -> str:
    if unrecorded:
        return tr("{number} lost", number=number)
    return trn("{number} lost, recorded", "{number} lost, all recorded", number)


def lines(session: Session, ref: str, sheets: Sequence[SheetRecord], by: By) -> list[Line]:
    """The petition's `sheets` by batch (newest first), venue or collector, each with its sum."""
    store, today = session.store, session.clock().date()
    parts = getattr(chase.all_balances(store, ref), by)
    names = {key: person.name for key, person in store.holders.by_id().items()}
    recorded = {
        code for one in store.breaches.of_petition(store.petitions.get(ref).id)
        for code in one.sheets
    }  # fmt: skip
    groups: dict[str, list[SheetRecord]] = {}
    for sheet in sheets:
        name = str(sheet.batch) if by == "batch" else names.get(getattr(sheet.holder, by), "")
        groups.setdefault(name, []).append(sheet)
    found = [
        Line(
            tr("Batch {number}", number=name) if by == "batch" else name,
            groups[name][0].printed_at.date() if by == "batch" else None,
            _kinds(groups[name]) if by == "batch" else "",
            one,
            sum(is_late(sheet, today) for sheet in groups[name]),
            sum(sheet.state == "lost" and sheet.code not in recorded for sheet in groups[name]),
        )
        for name, one in parts.items()
    ]
    return sorted(found, key=lambda one: -int(one.name.split()[-1])) if by == "batch" else found


def _kinds(sheets: Sequence[SheetRecord]) -> str:
    kinds = {sheet.kind for sheet in sheets}
    words = {"top": tr("Top"), "full": tr("Full"), "prayer": tr("Request only")}
    if kinds == {"top", "full"}:
        return tr("Top and full")
    return ", ".join(words[kind] for kind in words if kind in kinds)


def short_day(day: date | None) -> str:
    """“20 Nov 2026”; empty for None."""
    return f"{day.day} {day:%b %Y}" if day else ""
