"""Losses of sheets as the law sees them: what is recorded, judged and told, and by when (R73)."""

from __future__ import annotations

from datetime import datetime

from app.domain.custody import STEPS, Breach, Step
from app.domain.names import lines
from app.errors import AppError, NotFoundError
from app.messages import tr
from app.store.store import Store

BY_HAND: tuple[Step, ...] = (
    "assessed-none", "assessed-risk", "assessed-high", "ico-told", "people-told", "note",
)  # fmt: skip
"""The steps that a person records; that sheets were found is noticed by the program."""


def listing(store: Store, ref: str) -> list[Breach]:
    """The petition's breaches with what was done, the newest first; none is ever deleted."""
    return store.breaches.of_petition(store.petitions.get(ref).id)


def record(
    store: Store, ref: str, number: int, step: Step, *, note: str = "", now: datetime
) -> Breach:
    """Keeps that a step was taken about breach `number`; it can be added to, never changed."""
    if step not in BY_HAND:
        raise AppError(
            "There is no step “{step}”: choose one of {steps}.", step=step, steps=", ".join(BY_HAND)
        )
    note = lines(note)
    if step == "note" and not note:
        raise AppError("A note needs words: say what was done or learnt, without names.")
    breach = _of_number(store, ref, number)
    with store.step(tr("Record: {what}", what=STEPS[step]), inverse=()):
        store.breaches.note(breach.id, step, note, now)
    return _of_number(store, ref, number)


def _of_number(store: Store, ref: str, number: int) -> Breach:
    for breach in listing(store, ref):
        if breach.number == number:
            return breach
    raise NotFoundError("“{ref}” has no loss number {number}.", ref=ref, number=number)
