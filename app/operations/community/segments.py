"""Segments: saved searches over contacts and lists chosen one by one, counted as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.community.segment import Condition, Segment
from app.domain.names import tidy
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.community.segment_conditions import MOST, checked_condition, describe
from app.store.community.contact_query import ContactQuery
from app.store.store import Store

NAME_LIMIT = 80
"""Characters of a segment's name."""


@dataclass(frozen=True)
class Counted:
    """A segment, how many contacts it holds now, and what it asks for, in words."""

    segment: Segment
    number: int
    words: str


def get(store: Store, name: str) -> Segment:
    """The segment of that name, in any case; NotFoundError where there is none."""
    found = store.segments.named(tidy(name))
    if found is None:
        raise NotFoundError(
            "There is no segment “{segment}”: look in the list of segments.", segment=name
        )
    return found


def add(
    store: Store,
    name: str,
    conditions: Sequence[Condition] = (),
    *,
    contacts: Sequence[str] | None = None,
    now: datetime,
) -> Segment:
    """Keeps a saved search by its conditions, or a list of chosen contacts (ids).

    Conditions are written as people write them: petitions by ref, segments by name.
    """
    kept = _required_name(store, name)
    if contacts is not None and conditions:
        raise AppError("A list chosen one by one has no conditions: take one or the other.")
    checked = tuple(checked_condition(store, one) for one in conditions)
    if contacts is None:
        _require_some(checked)
    made = Segment(kept, checked, contacts is not None)
    with store.step(tr("Add the segment {name}", name=kept)):
        key = store.segments.add(made, now)
        store.segments.put_in(key, contacts or ())
    return get(store, kept)


def change(
    store: Store,
    name: str,
    *,
    new_name: str = "",
    conditions: Sequence[Condition] | None = None,
) -> Segment:
    """Gives a segment another name, or other conditions in the place of those it has."""
    segment = get(store, name)
    kept = _required_name(store, new_name, besides=segment.id) if new_name else segment.name
    if conditions is not None and segment.static:
        raise AppError(
            "“{segment}” is a list chosen one by one: put contacts in or take them out.",
            segment=segment.name,
        )
    checked = segment.conditions
    if conditions is not None:
        checked = tuple(checked_condition(store, one) for one in conditions)
        _require_some(checked)
        _require_no_circle(store, segment, checked)
    with store.step(tr("Change the segment {name}", name=segment.name)):
        store.segments.change(replace(segment, name=kept, conditions=checked))
    return get(store, kept)


def remove(store: Store, name: str) -> Segment:
    """Takes a segment away, unless another asks for it, and gives it; no contact goes with it."""
    segment = get(store, name)
    users = [one.name for one in store.segments.all() if segment.id in _named(one.conditions)]
    if users:
        raise AppError(
            "“{segment}” is asked for by {users}: change that first.",
            segment=segment.name,
            users=", ".join(f"“{one}”" for one in users),
        )
    with store.step(tr("Remove the segment {name}", name=segment.name)):
        store.segments.remove(segment.id)
    return segment


def put(store: Store, name: str, contacts: Sequence[str]) -> int:
    """Puts contacts (ids) into a list chosen one by one; gives how many were not in it."""
    segment = _static(store, name)
    there = set(store.segments.members(segment.id))
    new = [one for one in dict.fromkeys(contacts) if one not in there]
    if new:
        many = trn("{number} contact", "{number:,} contacts", len(new))
        with store.step(tr("Put {many} into {name}", many=many, name=segment.name)):
            store.segments.put_in(segment.id, new)
    return len(new)


def take(store: Store, name: str, contacts: Sequence[str]) -> int:
    """Takes contacts (ids) out of a list chosen one by one; gives how many were in it."""
    segment = _static(store, name)
    there = set(store.segments.members(segment.id))
    gone = [one for one in dict.fromkeys(contacts) if one in there]
    if gone:
        many = trn("{number} contact", "{number:,} contacts", len(gone))
        with store.step(tr("Take {many} out of {name}", many=many, name=segment.name)):
            store.segments.take_out(segment.id, gone)
    return len(gone)


def query_of(store: Store, segment: Segment, today: date) -> ContactQuery:
    """Whom a segment wants, kept or only being built; its conditions are checked ones."""
    return store.segments.query(segment, today)


def members(store: Store, segment: Segment, today: date) -> list[str]:
    """The ids of those whom a segment holds now, by name."""
    return store.contacts.ids(query_of(store, segment, today))


def counted(store: Store, segment: Segment, today: date) -> Counted:
    """A segment with how many it holds now, and what it asks for."""
    number = store.contacts.count(query_of(store, segment, today))
    return Counted(segment, number, describe(store, segment))


def listing(store: Store, today: date) -> list[Counted]:
    """Every segment by name, counted now."""
    return [counted(store, one, today) for one in store.segments.all()]


def _required_name(store: Store, written: str, besides: str = "") -> str:
    name = tidy(written)
    if not name or len(name) > NAME_LIMIT:
        raise AppError("A segment needs a name of at most {most} characters.", most=NAME_LIMIT)
    there = store.segments.named(name)
    if there is not None and there.id != besides:
        raise AppError("There is a segment “{segment}” already.", segment=there.name)
    return name


def _require_some(conditions: Sequence[Condition]) -> None:
    if not conditions:
        raise AppError("Say whom the segment wants: it needs a condition.")
    if len(conditions) > MOST:
        raise AppError("A segment has at most {most} conditions.", most=MOST)


def _named(conditions: Sequence[Condition]) -> set[str]:
    return {key for one in conditions if one.field == "segment" for key in one.values}


def _require_no_circle(store: Store, segment: Segment, conditions: Sequence[Condition]) -> None:
    """A segment may not ask for one that asks for it, at any remove."""
    known = store.segments.by_id()
    waiting, seen = list(_named(conditions)), set[str]()
    while waiting:
        key = waiting.pop()
        if key == segment.id:
            raise AppError(
                "“{segment}” would ask for itself: choose another segment in its condition.",
                segment=segment.name,
            )
        if key not in seen:
            seen.add(key)
            waiting += _named(known[key].conditions)


def _static(store: Store, name: str) -> Segment:
    segment = get(store, name)
    if not segment.static:
        raise AppError(
            "“{segment}” is a saved search: its conditions say who is in it.", segment=segment.name
        )
    return segment
