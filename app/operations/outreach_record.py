"""What was made to reach people, as it is listed."""

from __future__ import annotations

from app.domain.outreach import Outreach, OutreachLine
from app.store.store import Store


def made(store: Store) -> list[tuple[Outreach, int]]:
    """Everything that was made, newest first, each with how many contacts are on it."""
    return [(one, len(store.outreach.lines(one.id))) for one in store.outreach.all()]


def lines(store: Store, one: Outreach) -> list[tuple[OutreachLine, int]]:
    """The lines of what was made, each with the number of its contact."""
    found = store.outreach.lines(one.id)
    known = store.contacts.of_ids([line.contact for line in found])
    return [(line, known[line.contact].number) for line in found]
