"""Two-pass keying: a random sample of rows is keyed again, blind, to see how well keying goes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.agreement import Agreement, agreement, differences
from app.domain.sheet_code import printed
from app.domain.signature import RowEntry, Signature
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.paper.entry import require_open, tidy_entry
from app.store.second_keying import SecondKeying, Take
from app.store.sheets import SheetRecord
from app.store.store import Store

LARGEST_DRAW = 1000


@dataclass(frozen=True)
class Difference:
    """A row whose two readings differ and are not settled."""

    drawn: SecondKeying
    first: Signature


@dataclass(frozen=True)
class Recheck:
    """How the second pass of a petition stands: rows still to key, differences, and the rate."""

    pending: tuple[SecondKeying, ...]
    differing: tuple[Difference, ...]
    agreement: Agreement


def draw(store: Store, ref: str, number: int, *, now: datetime, seed: int | None = None) -> Recheck:
    """Draws `number` keyed rows at random to be keyed again; none is drawn twice.

    The same `seed` draws the same rows of the same petition; without one it is chance.
    """
    record = store.petitions.get(ref)
    if not 1 <= number <= LARGEST_DRAW:
        raise AppError(
            "A second pass takes 1 to {most} rows, not {number}.",
            most=LARGEST_DRAW,
            number=number,
        )
    chance = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311  # a repeatable draw is no secret
    label = trn(
        "Draw {number} row for a second pass", "Draw {number} rows for a second pass", number
    )
    with store.step(label):
        if not store.second_keyings.draw(record.id, number, chance, now):
            raise AppError(
                "“{ref}” has no keyed row that was not drawn before: key more sheets first.",
                ref=ref,
            )
    return report(store, ref)


def report(store: Store, ref: str) -> Recheck:
    """How a petition's second pass stands, with the rate at which readings differ."""
    drawn = store.second_keyings.of_petition(store.petitions.get(ref).id)
    done = [one.differs for one in drawn if one.differs is not None]
    return Recheck(
        tuple(one for one in drawn if one.differs is None),
        tuple(_difference(store, one) for one in drawn if one.is_open),
        agreement(len(drawn), done),
    )


def _difference(store: Store, drawn: SecondKeying) -> Difference:
    return Difference(drawn, _first(store, store.sheets.get(drawn.sheet), drawn.row))


def _first(store: Store, sheet: SheetRecord, row: int) -> Signature:
    for one in store.signatures.of_sheet(sheet.id):
        if one.row == row:
            return one
    raise NotFoundError("Sheet {code}, row {row} is not keyed.", code=printed(sheet.code), row=row)


def key(store: Store, code: str, entries: Sequence[RowEntry], *, now: datetime) -> Recheck:
    """Keys drawn rows of a sheet a second time in one step; the first reading stays as it is."""
    sheet = store.sheets.get(code)
    require_open(sheet)
    where = printed(sheet.code)
    if not entries:
        raise AppError("Sheet {code}: there is no filled row to key.", code=where)
    drawn = store.second_keyings.of_sheet(sheet.id)
    readings = []
    for entry in entries:
        tidied = tidy_entry(entry, sheet, now.date())
        one = drawn.get(entry.row)
        if one is None:
            raise AppError(
                "Sheet {code}, row {row} was not drawn for a second pass.",
                code=where,
                row=entry.row,
            )
        if one.differs is not None:
            raise AppError(
                "Sheet {code}, row {row} is keyed a second time already.",
                code=where,
                row=entry.row,
            )
        differs = differences(_first(store, sheet, entry.row), tidied)
        readings.append((one.id, tidied, differs))
    many = trn("{number} row", "{number} rows", len(readings))
    with store.step(tr("Key {many} of {code} again", many=many, code=where)):
        store.second_keyings.keep(readings, now)
    return report(store, store.petitions.of_id(sheet.petition).ref)


def settle(store: Store, code: str, row: int, take: Take) -> None:
    """Says which reading of a row holds: the first stays, or the second takes its place."""
    sheet = store.sheets.get(code)
    require_open(sheet)
    where = printed(sheet.code)
    drawn = store.second_keyings.of_sheet(sheet.id).get(row)
    if drawn is None or not drawn.is_open:
        raise AppError("Sheet {code}, row {row} has no difference to settle.", code=where, row=row)
    first = _first(store, sheet, row)
    with store.step(tr("Settle row {row} of {code}", row=row, code=where)):
        if take == "second":
            store.signatures.replace(first.id, _taken(drawn.entry, first))
        store.second_keyings.settle(drawn.id, take)


def _taken(second: RowEntry, first: Signature) -> RowEntry:
    """The second reading, with what only the first pass could know."""
    kept = replace(second, external_id=first.external_id)
    if second.validity == "unchecked":
        return replace(kept, validity=first.validity, reason=first.reason)
    return kept
