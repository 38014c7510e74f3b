"""Reservations: a person is on one caller's list at a time, until it is released or lapses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.domain.outreach.reaching import Reservation
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.paper.holders import known_holder, require_name
from app.store.store import Store


def reserve(
    store: Store,
    contacts: Sequence[str],
    caller: str,
    *,
    outreach: str = "",
    until: date | None = None,
    now: datetime,
) -> None:
    """Reserves contacts (ids) for the volunteer `caller`, inside the caller's step.

    They are for the list `outreach` (its id) and through the day `until`. AppError where one is
    on another's list.
    """
    name = require_name("caller", caller)
    if not name:
        raise AppError("Say whose list it is: the name of the caller.")
    if until and until < now.date():
        raise AppError("{day:%d/%m/%Y} is over: reserve until a day to come.", day=until)
    store.reservations.lapse(now.date())
    holder = known_holder(store, "collector", name)
    wanted = len(set(contacts))
    have = store.reservations.put(contacts, holder, outreach, until, now)
    if have < wanted:
        raise AppError(
            "{number} of {all} contacts are on another caller’s list: make this list again, or "
            "release them first.",
            number=wanted - have,
            all=wanted,
        )


def listing(store: Store, *, today: date, caller: str = "") -> list[Reservation]:
    """The reservations that stand, in the order made; of one caller where a name is given."""
    only = _caller(store, caller) if caller else ""
    return [
        one
        for one in store.reservations.all()
        if (one.until is None or one.until >= today) and (not only or one.holder == only)
    ]


def release(
    store: Store, contacts: Sequence[str] = (), *, caller: str = "", outreach: int = 0
) -> int:
    """Releases contacts (ids), all of a caller, or all of a list (its number); gives how many."""
    wanted = set(contacts)
    only = _caller(store, caller) if caller else ""
    made = store.outreach.by_number(outreach) if outreach else None
    if outreach and made is None:
        raise NotFoundError(
            "There is no outreach {number}: choose one that is listed.",
            lacks="outreach", number=outreach,
        )  # fmt: skip
    if not (wanted or only or made):
        raise AppError("Say whom to release: a contact, a caller or a list.")
    found = [
        one.contact
        for one in store.reservations.all()
        if (not wanted or one.contact in wanted)
        and (not only or one.holder == only)
        and (made is None or one.outreach == made.id)
    ]
    if not found:
        raise AppError("Nobody is reserved there: choose one who is.", lacks="reserved")
    many = trn("{number} contact", "{number:,} contacts", len(found))
    with store.step(tr("Release {many}", many=many)):
        store.reservations.remove(found)
    return len(found)


def _caller(store: Store, name: str) -> str:
    key = store.holders.known("collector", name)
    if not key:
        raise NotFoundError(
            "There is no caller “{name}”: choose one who has contacts reserved.",
            lacks="reserved", name=name,
        )  # fmt: skip
    return key
