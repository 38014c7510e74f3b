"""What was made to reach people, as it is listed."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.outreach.outreach import Outreach, OutreachKind, OutreachLine
from app.store.store import Store


def made(store: Store) -> list[tuple[Outreach, int]]:
    """Everything that was made, newest first, each with how many contacts are on it."""
    return _sized(store, store.outreach.all())


def waiting(store: Store, kinds: Sequence[OutreachKind]) -> list[tuple[Outreach, int]]:
    """What was made of these kinds and is not confirmed yet, newest first, with its contacts."""
    found = [one for one in store.outreach.all() if one.kind in kinds and not one.confirmed_at]
    return _sized(store, found)


def _sized(store: Store, found: Sequence[Outreach]) -> list[tuple[Outreach, int]]:
    sizes = store.outreach.sizes()
    return [(one, sizes.get(one.id, 0)) for one in found]


def lines(store: Store, one: Outreach) -> list[tuple[OutreachLine, int]]:
    """The lines of what was made, each with the number of its contact."""
    found = store.outreach.lines(one.id)
    known = store.contacts.of_ids([line.contact for line in found])
    return [(line, known[line.contact].number) for line in found]
