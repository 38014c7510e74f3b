"""Collecting sessions: where, when and who, and what each brought: where to stand next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.custody import Session, Yield
from app.domain.signature import Counts
from app.errors import AppError, NotFoundError
from app.messages import tr
from app.operations.paper.holders import known_holder, require_name
from app.operations.paper.sheets import listing as sheet_listing
from app.store.store import Store

LONGEST_HOURS = 24


@dataclass(frozen=True)
class SessionSum:
    """A session with what its sheets brought; `venue` and `collectors` by name."""

    session: Session
    venue: str
    collectors: tuple[str, ...]
    sheets: int
    brought: Yield


def by_number(store: Store, petition: str, number: int) -> Session:
    """The session of the petition (its id) with that number."""
    for session in store.sessions.of_petition(petition):
        if session.number == number:
            return session
    raise NotFoundError(
        "There is no collecting session {number}: see them with session list.", number=number
    )


def add(
    store: Store,
    ref: str,
    *,
    venue: str,
    starts: datetime,
    ends: datetime,
    collectors: Sequence[str] = (),
    sheets: Sequence[str] = (),
) -> Session:
    """Keeps a session; without `sheets` (codes) it takes those last issued to its venue.

    A sheet belongs to the last session that it was signed in.
    """
    record = store.petitions.get(ref)
    place = require_name("venue", venue)
    if not place:
        raise AppError("A collecting session needs a venue: where was it?")
    if not starts < ends:
        raise AppError(
            "The session ends ({ends:%H:%M}) before it starts ({starts:%H:%M}): change its times.",
            starts=starts,
            ends=ends,
        )
    if (ends - starts).total_seconds() > LONGEST_HOURS * 3600:
        raise AppError(
            "A session has at most {most} hours: keep each day by itself.", most=LONGEST_HOURS
        )
    named = [store.sheets.get(code) for code in sheets]
    with store.step(tr("Add a session at {place}", place=place)):
        key = known_holder(store, "venue", place)
        people = tuple(
            known_holder(store, "collector", require_name("collector", name))
            for name in collectors
            if name.strip()
        )
        session = store.sessions.add(record.id, Session("", 0, key, starts, ends, people))
        chosen = [one.id for one in named] or _at_venue(store, record.id, key)
        store.sessions.attach(session.id, chosen)
    return session


def _at_venue(store: Store, petition: str, venue: str) -> list[str]:
    taken = store.sessions.of_sheets(petition)
    return [
        sheet.id
        for sheet in store.sheets.of_petition(petition)
        if sheet.holder.venue == venue and sheet.id not in taken
    ]


def listing(store: Store, ref: str) -> list[SessionSum]:
    """The petition's sessions, the latest first, with what each brought an hour."""
    record = store.petitions.get(ref)
    counts: dict[str, list[Counts]] = {}
    of_sheets = store.sessions.of_sheets(record.id)
    for one in sheet_listing(store, ref):
        session = of_sheets.get(one.sheet.id)
        if session:
            counts.setdefault(session, []).append(one.counts)
    names = {key: person.name for key, person in store.holders.by_id().items()}
    return [
        SessionSum(
            session,
            names[session.venue],
            tuple(names[key] for key in session.collectors),
            len(counts.get(session.id, ())),
            _brought([session.hours], counts.get(session.id, [])),
        )
        for session in store.sessions.of_petition(record.id)
    ]


def _brought(hours: Sequence[float], counts: Sequence[Counts]) -> Yield:
    return Yield(
        len(hours), sum(hours), sum(one.raw for one in counts), sum(one.valid for one in counts)
    )


def by_venue(sessions: Sequence[SessionSum]) -> list[tuple[str, Yield]]:
    """What each venue brought in its sessions, the best an hour first."""
    venues: dict[str, list[Yield]] = {}
    for one in sessions:
        venues.setdefault(one.venue, []).append(one.brought)
    summed = [
        (
            venue,
            Yield(
                len(parts),
                sum(part.hours for part in parts),
                sum(part.raw for part in parts),
                sum(part.valid for part in parts),
            ),
        )
        for venue, parts in venues.items()
    ]
    return sorted(summed, key=lambda one: -one[1].an_hour)
