"""Custody: sheets go out, come back, are lost, bundled and handed in; each move is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.custody import MEND, Breach, Holder, Move, allowed, lands
from app.domain.sheet import State
from app.domain.sheet_code import printed
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.paper.holders import known_holder, require_name
from app.operations.paper.sessions import by_number
from app.store.petitions import PetitionRecord
from app.store.sheets import SheetRecord
from app.store.store import Store

STATE_WORDS: dict[State, str] = {
    "printed": tr("printed"),
    "issued": tr("out"),
    "returned": tr("back"),
    "counted": tr("counted"),
    "keyed": tr("keyed"),
    "bundled": tr("bundled"),
    "lodged": tr("handed in"),
    "lost": tr("lost"),
    "spoiled": tr("spoiled"),
}

_BATCH = re.compile(
    r"(?:(?P<ref>[a-z0-9-]+)/)?batch:(?P<batch>\d+)(?::(?P<first>\d+)-(?P<last>\d+))?"
)


@dataclass(frozen=True)
class Chosen:
    """Sheets that were meant; one named by its own code is `named`, others come from a range."""

    sheet: SheetRecord
    named: bool


@dataclass(frozen=True)
class Moved:
    """The sheets that were moved, and those of a range or batch that could not be."""

    sheets: tuple[SheetRecord, ...]
    left_out: tuple[SheetRecord, ...] = ()


def choose(store: Store, wanted: Sequence[str]) -> list[Chosen]:
    """The sheets meant by codes, ranges `CODE..CODE` of a batch, and `batch:N[:FROM-TO]`.

    A batch of one petition among several is `REF/batch:N`. Each sheet comes once.
    """
    found: dict[str, Chosen] = {}
    for text in wanted:
        for one in _meant(store, text.strip()):
            before = found.get(one.sheet.id)
            found[one.sheet.id] = one if before is None or one.named else before
    if not found:
        raise AppError("No sheet is named: give codes, CODE..CODE, or batch:N.")
    return list(found.values())


def _meant(store: Store, text: str) -> list[Chosen]:
    batch = _BATCH.fullmatch(text)
    if batch:
        return _of_batch(store, batch)
    first, dots, last = text.partition("..")
    if not dots:
        return [Chosen(store.sheets.get(text), named=True)]
    ends = [store.sheets.get(first), store.sheets.get(last)]
    if ends[0].batch_id != ends[1].batch_id:
        raise AppError(
            "{first} and {last} are of different batches: a range lies in one batch.",
            first=printed(ends[0].code),
            last=printed(ends[1].code),
        )
    low, high = sorted(one.position for one in ends)
    return _between(store, ends[0].petition, ends[0].batch, low, high)


def _of_batch(store: Store, found: re.Match[str]) -> list[Chosen]:
    record = _petition(store, found["ref"] or "")
    number = int(found["batch"])
    chosen = _between(
        store, record.id, number, int(found["first"] or 1), int(found["last"] or 10**9)
    )
    if not chosen:
        raise NotFoundError(
            "“{ref}” has no such sheets in batch {batch}: choose sheets that are listed.",
            lacks="sheet",
            ref=record.ref,
            batch=number,
        )
    return chosen


def _petition(store: Store, ref: str) -> PetitionRecord:
    records = store.petitions.all()
    if not ref and len(records) > 1:
        raise AppError(
            "This campaign has several petitions: say which with {ref}/batch:N.",
            ref=records[0].ref,
        )
    return store.petitions.get(ref or (records[0].ref if records else ""))


def _between(store: Store, petition: str, batch: int, first: int, last: int) -> list[Chosen]:
    return [
        Chosen(sheet, named=False)
        for sheet in store.sheets.of_petition(petition)
        if sheet.batch == batch and first <= sheet.position <= last
    ]


def able(store: Store, wanted: Sequence[str], move: Move) -> Moved:
    """Which of the sheets can make `move`; refused when one named by its code cannot, or none."""
    chosen = choose(store, wanted)
    able_: list[SheetRecord] = []
    left_out: list[SheetRecord] = []
    for one in chosen:
        if allowed(move, one.sheet.state, one.sheet.entered):
            able_.append(one.sheet)
        elif one.named or len(chosen) == 1:
            raise _refusal(one.sheet, move)
        else:
            left_out.append(one.sheet)
    if not able_:
        raise _refusal(left_out[0], move)
    return Moved(tuple(able_), tuple(left_out))


def _refusal(sheet: SheetRecord, move: Move) -> AppError:
    entered = trn(", {number} row entered", ", {number} rows entered", sheet.entered)
    return AppError(
        "Sheet {code} is {state}{entered}: {mend}.",
        code=printed(sheet.code),
        state=STATE_WORDS[sheet.state],
        entered=entered if sheet.entered else "",
        mend=MEND[move],
    )


def issue(
    store: Store,
    wanted: Sequence[str],
    *,
    to: str = "",
    venue: str = "",
    due: date | None = None,
    session: int | None = None,
    now: datetime,
) -> Moved:
    """Hands sheets to a collector, a venue, or a collector at a venue, until `due`.

    Without a day it is the petition's day of return. Names that are new are kept; a
    collecting `session`, by its number, gives its venue.
    """
    moved = able(store, wanted, "issue")
    collector, place = require_name("collector", to), require_name("venue", venue)
    sitting = by_number(store, moved.sheets[0].petition, session) if session is not None else None
    if not collector and not place and sitting is None:
        raise AppError(
            "Sheets are issued to somebody: say to whom, at which venue, or both.", lacks="holder"
        )
    if due and due < now.date():
        raise AppError("The day {due} is past: give a day to come.", due=due)
    many = trn("{number} sheet", "{number} sheets", len(moved.sheets))
    with store.step(tr("Issue {many}", many=many)):
        at = sitting.venue if sitting and not place else known_holder(store, "venue", place)
        holder = Holder(known_holder(store, "collector", collector), at)
        for petition in dict.fromkeys(sheet.petition for sheet in moved.sheets):
            sheets = [sheet for sheet in moved.sheets if sheet.petition == petition]
            store.sheets.hand_out(sheets, holder, due or _return_day(store, petition, now), now)
        if sitting:
            store.sessions.attach(sitting.id, [sheet.id for sheet in moved.sheets])
    return moved


def _return_day(store: Store, petition: str, now: datetime) -> date | None:
    wording = store.petitions.of_id(petition).wording
    day = wording.return_to.by or wording.closes
    return day if day and day >= now.date() else None


def bring_back(
    store: Store, wanted: Sequence[str], *, session: int | None = None, now: datetime
) -> Moved:
    """Takes sheets back; a lost one is found. With a `session` that is where they were signed."""
    moved = able(store, wanted, "return")
    sitting = by_number(store, moved.sheets[0].petition, session) if session is not None else None
    with store.step(tr("Return {many}", many=_many(moved))):
        _set_states(store, moved.sheets, "return", now)
        store.breaches.follow(now)
        if sitting:
            store.sessions.attach(sitting.id, [sheet.id for sheet in moved.sheets])
    return moved


def _many(moved: Moved) -> str:
    return trn("{number} sheet", "{number} sheets", len(moved.sheets))


def _move(store: Store, moved: Moved, move: Move, label: str, now: datetime) -> None:
    with store.step(label):
        _set_states(store, moved.sheets, move, now)
        store.breaches.follow(now)


def _set_states(store: Store, sheets: Sequence[SheetRecord], move: Move, now: datetime) -> None:
    groups: dict[State, list[SheetRecord]] = {}
    for sheet in sheets:
        state = lands(move, keyed=bool(sheet.keyed), counted=sheet.count is not None)
        groups.setdefault(state, []).append(sheet)
    for state, part in groups.items():
        store.sheets.set_state(part, state, now)


def spoil(store: Store, wanted: Sequence[str], *, now: datetime) -> Moved:
    """Marks sheets as spoiled, as after a paper jam; one with rows entered is refused."""
    moved = able(store, wanted, "spoil")
    _move(store, moved, "spoil", tr("Spoil {many}", many=_many(moved)), now)
    return moved


def bundle(store: Store, wanted: Sequence[str], *, now: datetime) -> Moved:
    """Puts entered sheets into the bundle that is handed in."""
    moved = able(store, wanted, "bundle")
    _move(store, moved, "bundle", tr("Bundle {many}", many=_many(moved)), now)
    return moved


def unbundle(store: Store, wanted: Sequence[str], *, now: datetime) -> Moved:
    """Takes sheets out of the bundle again, as when somebody on them asked to be erased."""
    moved = able(store, wanted, "unbundle")
    _move(store, moved, "unbundle", tr("Take {many} out of the bundle", many=_many(moved)), now)
    return moved


def lodge(store: Store, wanted: Sequence[str], *, now: datetime) -> Moved:
    """Keeps that bundled sheets were handed in."""
    moved = able(store, wanted, "lodge")
    _move(store, moved, "lodge", tr("Hand in {many}", many=_many(moved)), now)
    return moved


@dataclass(frozen=True)
class Lost:
    """The sheets now lost, and the breaches that were recorded, by petition."""

    moved: Moved
    breaches: tuple[Breach, ...]


def lose(
    store: Store,
    wanted: Sequence[str],
    *,
    what: str = "",
    known_at: datetime | None = None,
    now: datetime,
) -> Lost:
    """Marks sheets as lost, and records the breach where people may have signed them (R73).

    `what` happened, in words without names; `known_at` is when the group learnt of it. A
    sheet that was never given to anybody carries nobody's data and makes no breach.
    """
    moved = able(store, wanted, "lose")
    known = known_at or now
    if known > now:
        raise AppError("The loss cannot be known from {known}: that is to come.", known=known)
    signed = [sheet for sheet in moved.sheets if sheet.state != "printed"]
    petitions = list(dict.fromkeys(sheet.petition for sheet in signed))
    with store.step(tr("Lose {many}", many=_many(moved))):
        _set_states(store, moved.sheets, "lose", now)
        for petition in petitions:
            sheets = [sheet for sheet in signed if sheet.petition == petition]
            rows = (sum(one.entered for one in sheets), sum(one.rows for one in sheets))
            store.breaches.add(petition, [one.id for one in sheets], rows, what.strip(), known)
    breaches = tuple(store.breaches.of_petition(petition)[0] for petition in petitions)
    return Lost(moved, breaches)
