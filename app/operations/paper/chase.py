"""The chase list: what is out, with whom, how late; and how they are asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.documents.words import filled, long_date
from app.domain.custody import Chase, Holder, Person, balances, chase_list, runs
from app.domain.sheet import Balance
from app.domain.sheet_code import printed
from app.errors import NotFoundError
from app.intake.templates import custody_texts
from app.messages import tr, trn
from app.store.sheets import SheetRecord
from app.store.store import Store


@dataclass(frozen=True)
class ChaseLine:
    """One holder's sheets that are out; who it is, where the sheets lie in their batches."""

    chase: Chase[SheetRecord]
    collector: Person | None
    venue: Person | None
    days_late: int

    @property
    def name(self) -> str:
        """The collector, else the venue; both where a collector has them at a venue."""
        names = [one.name for one in (self.collector, self.venue) if one]
        return ", ".join(names) or tr("Nobody is named")

    @property
    def contact(self) -> str:
        """How the holder is reached."""
        contacts = [one.contact for one in (self.collector, self.venue) if one]
        return next(filter(None, contacts), "")

    @property
    def language(self) -> str:
        """In which language the holder is written to."""
        person = self.collector or self.venue
        return person.language if person else "en"

    @property
    def where(self) -> str:
        """The sheets as runs of each batch: “batch 4, 21 to 23”."""
        batches: dict[int, list[int]] = {}
        for sheet in self.chase.sheets:
            batches.setdefault(sheet.batch, []).append(sheet.position)
        return "; ".join(
            tr("batch {batch}, {runs}", batch=batch, runs=_runs(numbers))
            for batch, numbers in sorted(batches.items())
        )


def _runs(numbers: Sequence[int]) -> str:
    return ", ".join(
        str(first) if first == last else tr("{first} to {last}", first=first, last=last)
        for first, last in runs(numbers)
    )


def listing(store: Store, ref: str, *, today: date, late_only: bool = False) -> list[ChaseLine]:
    """Who has sheets of the petition out, the longest due first."""
    people = store.holders.by_id()
    found = [
        ChaseLine(
            one,
            people.get(one.holder.collector),
            people.get(one.holder.venue),
            one.days_late(today),
        )
        for one in chase_list(store.sheets.of_petition(store.petitions.get(ref).id))
    ]
    return [one for one in found if one.days_late > 0 or not late_only]


def late_sheets(store: Store, ref: str, *, today: date) -> int:
    """How many sheets of the petition are out though their day has passed."""
    return store.sheets.late(store.petitions.get(ref).id, today)


def message(store: Store, ref: str, line: ChaseLine, language: str) -> str:
    """What is sent or said to a holder, in that language: how many sheets, until when, where to."""
    texts: dict[str, str] = custody_texts(language)["message"]
    wording = store.petitions.get(ref).wording
    organiser = wording.organiser
    person, number = line.collector or line.venue, len(line.chase.sheets)
    late = line.days_late
    values = {
        "name": person.name if person else "",
        "title": wording.title_in(language),
        "sheets": str(number),
        "codes": ", ".join(code_runs(line.chase.sheets)),
        "due": long_date(line.chase.due, language) if line.chase.due else "",
        "days": filled(texts["days_one" if late == 1 else "days_many"], {"number": str(late)}),
        "address": ", ".join(wording.return_to.address or organiser.address),
        "organiser": organiser.name,
        "contact": organiser.phone or organiser.email or ", ".join(organiser.address),
    }
    when = "late" if late > 0 else "due" if line.chase.due else "open"
    keys = (
        "greeting" if person else "greeting_nobody",
        f"{when}_{'one' if number == 1 else 'many'}",
        "codes",
        "return",
        "lost",
        "thanks",
    )
    return "\n\n".join(filled(texts[key], values) for key in keys)


def code_runs(sheets: Sequence[SheetRecord]) -> list[str]:
    """Sheets as runs of their codes within a batch, in no language: “NM7K-3QA8-7 – NM7M-2XXB-4”."""
    by_place = {(sheet.petition, sheet.batch, sheet.position): sheet for sheet in sheets}
    found = []
    for petition, batch in dict.fromkeys(place[:2] for place in by_place):
        numbers = [place[2] for place in by_place if place[:2] == (petition, batch)]
        for ends in runs(numbers):
            codes = [printed(by_place[petition, batch, end].code) for end in dict.fromkeys(ends)]
            found.append(" – ".join(codes))
    return found


def holders_named(store: Store, ref: str, names: Sequence[str], *, today: date) -> list[Holder]:
    """The holders that the list calls by these names."""
    lines = listing(store, ref, today=today)
    known = {line.name.casefold(): line.chase.holder for line in lines}
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        raise NotFoundError(
            "“{name}” has no sheets out: see who has with sheet chase.", name=unknown[0]
        )
    return [known[name.casefold()] for name in names]


def note_asked(store: Store, ref: str, holders: Sequence[Holder], *, now: datetime) -> int:
    """Keeps that these holders were asked today; gives how many sheets that concerns."""
    out = listing(store, ref, today=now.date())
    sheets = [sheet for line in out if line.chase.holder in holders for sheet in line.chase.sheets]
    if sheets:
        many = trn("{number} holder", "{number} holders", len(holders))
        with store.step(tr("Note that {many} were asked", many=many)):
            store.sheets.note_asked(sheets, now.date())
    return len(sheets)


@dataclass(frozen=True)
class Balances:
    """The balance of a petition's sheets by batch, venue and collector, each by name (R112)."""

    batch: Mapping[str, Balance]
    venue: Mapping[str, Balance]
    collector: Mapping[str, Balance]


def all_balances(store: Store, ref: str) -> Balances:
    """Each batch, venue and collector with its own sum; sheets that nobody had are left out."""
    record = store.petitions.get(ref)
    sheets = store.sheets.of_petition(record.id)
    names = {key: person.name for key, person in store.holders.by_id().items()}

    def named(found: Mapping[str, Balance]) -> dict[str, Balance]:
        kept = {names[key]: one for key, one in found.items() if key}
        return dict(sorted(kept.items()))

    by_batch = balances(sheets, "batch")
    return Balances(
        {
            str(number): replace(by_batch.get(str(number), Balance()), printed=printed_then)
            for number, printed_then in sorted(store.sheets.printed(record.id).items())
        },
        named(balances(sheets, "venue")),
        named(balances(sheets, "collector")),
    )
